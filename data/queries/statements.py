"""Single statements: what stands, which targets are in force, and at which days the data may be cut off."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from data.access import Access
from data.handins.allocations import targets_on
from data.handins.in_force import InForce, read_breakdown, read_in_force
from data.moments import known_moment
from metrics.definitions.catalogue import load_catalogue
from metrics.months import month_start
from metrics.observation import Observation
from metrics.plan import Plan, Target

KnownAt = datetime | date | None


def read_plan(plan: Plan | str) -> Plan:
    """Return a plan by its id; raise ``KeyError`` when there is none."""
    return load_catalogue().plan(plan) if isinstance(plan, str) else plan


def in_force_of(access: Access, plan: Plan | str, known_at: KnownAt = None) -> InForce:
    """Return all that a plan's figures rest on, as known at a moment; kept until the next write."""
    access.require("read")
    id, known = plan if isinstance(plan, str) else plan.id, known_moment(known_at)

    def read() -> InForce:
        with access.store.cursor() as cursor:
            return read_in_force(cursor, id, access.store.kept, known)

    return access.store.remember(("in_force", id, known), read)


def observations_in_force(
    access: Access,
    plan: Plan | str,
    *,
    metric: str | None = None,
    city: str | None = None,
    known_at: KnownAt = None,
) -> tuple[Observation, ...]:
    """Return the standing statements: the latest accepted for each figure, city and span, by end.

    Parameters
    ----------
    known_at
        Only what had been accepted by then; a mere day means until its end in Beijing.
    """
    in_force = in_force_of(access, plan, known_at)
    found = [
        one
        for line, said in in_force.observations.items()
        if metric in (None, line[0]) and city in (None, line[1])
        for one in said
    ]
    return tuple(sorted(found, key=lambda one: (one.end, one.metric, one.city)))


def breakdown_in_force(access: Access, plan: Plan | str, cities: Iterable[str]) -> tuple[tuple[str, Observation], ...]:
    """Return the parts of some cities' figures by name, the latest accepted of each."""
    in_force = in_force_of(access, plan)
    with access.store.cursor() as cursor:
        return tuple(part for city in sorted(cities) for part in read_breakdown(cursor, in_force, city))


def targets_in_force(access: Access, plan: Plan | str, day: date, known_at: KnownAt = None) -> tuple[Target, ...]:
    """Return every target that serves at an as-of day: the plan file's, accepted allocations, printed ones.

    Of the same figure and span, an allocation leaves no place for a printed one; what the province is to
    reach stands in the plan file alone.
    """
    plan = read_plan(plan)
    set_by_sheets = targets_on(in_force_of(access, plan, known_at).targets, day)
    own = [target for metric in plan.metrics for target in metric.targets]
    return (*own, *(one for one in set_by_sheets if one.city != plan.province))


def as_of_days(access: Access, plan: Plan | str, known_at: KnownAt = None) -> tuple[date, ...]:
    """Return the days at which standing statements end, earliest first: the possible 数据截止日."""
    in_force = in_force_of(access, plan, known_at)

    def read() -> tuple[date, ...]:
        return tuple(sorted({one.end for said in in_force.observations.values() for one in said}))

    return access.store.remember(("as-of days", read_plan(plan).id), read) if known_at is None else read()


def latest_day(access: Access, plan: Plan | str, known_at: KnownAt = None) -> date | None:
    """Return the default 数据截止日: the latest day for which most places have reported; ``None`` without any.

    Most of the plan's reporters; while not so many have ever reported, most of those that have: one
    early hand-in moves nothing.
    """
    plan, days = read_plan(plan), as_of_days(access, plan, known_at)

    def find() -> date | None:
        return _find_latest(plan, in_force_of(access, plan, known_at), days)

    return access.store.remember(("latest day", plan.id), find) if known_at is None else find()


def _find_latest(plan: Plan, in_force: InForce, days: Sequence[date]) -> date | None:
    ends: dict[str, list[date]] = {}
    for (_, city), said in in_force.observations.items():
        if city in plan.reporters:
            ends.setdefault(city, []).extend(one.end for one in said)
    for expected in (None, tuple(ends)):
        for day in reversed(days):
            places = plan.reporters_on(day) if expected is None else expected
            month = month_start(day, plan.month_ends)
            heard = sum(any(month <= end <= day for end in ends.get(city, ())) for city in places)
            if 2 * heard > len(places):
                return day
    return days[-1] if days else None


def latest_accepted(
    access: Access, plan: Plan | str, metric: str, city: str, known_at: KnownAt = None
) -> Observation | None:
    """Return the standing statement of a figure with the latest end, if there is one."""
    said = in_force_of(access, plan, known_at).observations.get((metric, city))
    return said[-1] if said else None
