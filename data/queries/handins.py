"""Hand-ins for the pages: the list, one of them, the file behind it, and what one would change."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from data.access import Access
from data.errors import UnknownSubmission
from data.handins.allocations import read_targets
from data.handins.contents import read_submissions
from data.handins.handin import HandIn, State, Submission, document_day
from data.handins.in_force import read_in_force, read_waiting, read_with_grounds, with_handin
from data.handins.rosters import store_key
from data.handins.submissions import judge_standing, mark_superseded, read_submission
from data.moments import known_moment, stored_moment
from data.personal.given_out import ORIGINAL, note_given_out
from data.personal.originals import is_sealed, read_original
from data.personal.sealing import names_of
from data.queries.judging import PlanFigures, judge_plan
from data.queries.statements import KnownAt, in_force_of, latest_day, read_plan
from metrics.observation import Observation
from metrics.plan import Metric, Plan, Target
from metrics.progress.judging import Progress


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure today, and as it would stand after acceptance."""

    metric: Metric
    city: str
    before: Progress
    after: Progress

    @property
    def changed(self) -> bool:
        """Whether a figure or what is judged of it differs; equal figures of another day or remark are no change."""
        return _figures(self.before) != _figures(self.after) or self.before.status != self.after.status

    @property
    def is_judged_anew(self) -> bool:
        """Whether equal figures are judged otherwise."""
        return self.changed and _figures(self.before) == _figures(self.after)


@dataclass(frozen=True, slots=True)
class Preview:
    """What accepting a hand-in would do.

    `as_of` is the later of today's as-of day and the hand-in's own last day; `lines` are the figures that it speaks
    of, in the plan's order; `province` the sums that they enter.
    """

    plan: Plan
    as_of: date
    lines: tuple[Compared, ...]
    province: tuple[Compared, ...]


def find_submission(access: Access, id: str) -> Submission:
    """Return one submission; raise `UnknownSubmission` when there is none that the user may see."""
    access.require("read")
    with access.store.cursor() as cursor:
        found = judge_standing(access, cursor, read_submission(cursor, id))
    if not _visible(access, found):
        raise UnknownSubmission(id=id)
    return found


def list_submissions(access: Access, plan: str | None = None) -> tuple[Submission, ...]:
    """Return what the user may see, latest change first: a reviewer all, others their own and what was accepted."""
    access.require("read")

    def read() -> tuple[Submission, ...]:
        with access.store.cursor() as cursor:
            found = read_submissions(cursor, plan=plan)
            standing = {
                one: read_in_force(cursor, one, access.store.kept).standing for one in {each.plan for each in found}
            }
        return tuple(mark_superseded(one, standing[one.plan]) for one in found)

    return tuple(one for one in access.store.remember(("submissions", plan), read) if _visible(access, one))


def handins_by(
    access: Access, plan: str, as_of: date | None, known_at: KnownAt = None, city: str | None = None
) -> tuple[Submission, ...]:
    """Return what was handed in about the as-of day or before, as known at a moment: no later hand-in, no later state.

    Parameters
    ----------
    city
        Only what speaks of that place.
    """
    found = [one for one in list_submissions(access, plan) if city is None or city in one.cities]
    known = known_moment(known_at)
    then = found if known is None else [one for one in (_as_known(each, known) for each in found) if one is not None]
    return tuple(one for one in then if as_of is None or _speaks_by(one, as_of))


def waiting_handins(
    access: Access, plan: str, as_of: date | None, known_at: KnownAt = None, city: str | None = None
) -> tuple[Submission, ...]:
    """Return what waits to be decided; at the default as-of day also what speaks of later days."""
    default = as_of is None or as_of == latest_day(access, plan, known_at)
    found = handins_by(access, plan, None if default else as_of, known_at, city)
    return tuple(one for one in found if one.status is State.SUBMITTED)


def _speaks_by(found: Submission, as_of: date) -> bool:
    first = found.first_end or found.document_day
    return first is None or first <= as_of


def _as_known(found: Submission, known: datetime) -> Submission | None:
    """Return a submission with the state that it had at a stored moment; ``None`` before it was there."""
    events = tuple(one for one in found.history if stored_moment(one.moment) <= known)
    if not events:
        return None
    return replace(found, status=State(events[-1].status), history=events)


def names_known(access: Access, sha256: str) -> tuple[str, ...]:
    """Return what a file with this SHA-256 may be known by among the submissions."""
    with access.store.cursor() as cursor:
        return names_of(cursor, access.store.settings, sha256)


def original_of(access: Access, id: str) -> tuple[str, bytes]:
    """Return name and content of the file behind a submission, verified; that it was asked for is written down.

    Raises
    ------
    OriginalDamaged
        When the kept file is missing or changed.
    """
    found = find_submission(access, id)
    folder = access.store.settings.originals
    key = store_key(access.store) if is_sealed(folder, found.sha256) else None
    content = read_original(folder, found.sha256, key)
    note_given_out(access, ORIGINAL, found.file, found.id)
    return found.file, content


def preview(access: Access, handin: HandIn, as_of: date | None = None) -> Preview:
    """Judge the figures of a hand-in as they would stand after its acceptance beside today's; writes nothing.

    Parameters
    ----------
    as_of
        The day to judge at; ``None`` for the later of today's as-of day and the hand-in's own last day.

    Raises
    ------
    NotPermitted
        When the user may not hand this in.
    """
    access.require("hand-in")
    access.require_cities(handin.cities)
    return _compare(access, handin, as_of)


def preview_waiting(access: Access, id: str, as_of: date | None = None) -> Preview:
    """As `preview`, of a hand-in that waits to be decided: what whoever decides it should see before."""
    found = find_submission(access, id)
    with access.store.cursor() as cursor:
        said = read_waiting(cursor, found, access.store.kept)
        targets = read_targets(cursor, found.plan, {found.id: datetime.now(UTC)})
    handin = HandIn(
        plan=found.plan,
        file=found.file,
        content=b"",
        observations=said,
        targets=tuple(one.target for one in targets),
        document=found.document,
        document_day=found.document_day,
    )
    return _compare(access, handin, as_of)


def list_statements(access: Access, id: str) -> tuple[Observation, ...]:
    """Return what a hand-in states, each with the texts that decided it; raise ``NotPermitted`` where not allowed."""
    found = find_submission(access, id)
    with access.store.cursor() as cursor:
        return read_with_grounds(cursor, found)


def _compare(access: Access, handin: HandIn, as_of: date | None) -> Preview:
    plan, in_force = read_plan(handin.plan), in_force_of(access, handin.plan)
    day = as_of or _day_of(access, handin, plan)
    # Later than all that is accepted, so that it is the latest word.
    moment = max([datetime.now(UTC), *in_force.accepted.values()]) + timedelta(microseconds=1)
    before = judge_plan(access, plan.id, day)
    after = PlanFigures(plan, with_handin(in_force, handin, moment), day, access.store.kept, before.today)
    said: list[Observation | Target] = [*handin.observations, *handin.targets]
    spoken = {(one.metric, one.city) for one in said}
    lines = tuple(
        Compared(metric, city, before.progress(metric, city), after.progress(metric, city))
        for metric in plan.metrics
        for city in (*after.places, plan.province)
        if (metric.id, city) in spoken
    )
    whole = plan.province
    sums = tuple(
        Compared(metric, whole, before.progress(metric, whole), after.progress(metric, whole))
        for metric in plan.metrics
        if any(one.metric == metric.id for one in handin.observations)
    )
    return Preview(plan, day, lines, sums)


def _day_of(access: Access, handin: HandIn, plan: Plan) -> date:
    days = [one.end for one in handin.observations]
    latest = latest_day(access, handin.plan)
    if latest is not None:
        days.append(latest)
    # A 目标分解表 in an empty store: the first day on which it may serve.
    return max(days, default=max(document_day(handin) or plan.start, plan.start))


def _figures(one: Progress) -> tuple:
    return (one.actual, one.year_total, one.target and one.target.value)


def _visible(access: Access, found: Submission) -> bool:
    decided = found.status in (State.ACCEPTED, State.SUPERSEDED)
    return decided or access.may("review") or found.actor == access.user.name
