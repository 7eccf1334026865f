"""One metric of one city through time, from statements that cover different spans."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrics.cumulation.amounts import PeriodAmount, list_amounts
from metrics.cumulation.chain import Disagreement, accepted_order
from metrics.cumulation.ledger import Ledger
from metrics.observation import Observation, StatementKey
from metrics.plan import Metric, Plan


@dataclass(frozen=True, slots=True)
class Point:
    """What stood at the end of a day.

    Attributes
    ----------
    total
        The number that counts towards a target: since the plan's start, the standing stock,
        the year's amount of an annual metric, or the ratio. ``None`` where only 本年累计 is known.
    year_total
        本年累计, where known.
    at_least, year_at_least
        Months are missing below `total`, `year_total`.
    since_start
        For a stock of unknown baseline beside standing figures: its own figure of new ones.
    cities, carried
        In a provincial series: cities in the total, and those of them standing at an older period.
    oldest
        In a provincial series: the earliest day at which one of them stands.
    year_carried, year_oldest
        The same of `year_total`.
    """

    day: date
    total: Decimal | None
    year_total: Decimal | None
    at_least: bool = False
    sources: tuple[Observation, ...] = ()
    year_at_least: bool = False
    since_start: Decimal | None = None
    cities: int = 1
    carried: tuple[str, ...] = ()
    oldest: date | None = None
    year_carried: tuple[str, ...] = ()
    year_oldest: date | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """All that is known of one metric in one city up to the as-of day.

    Attributes
    ----------
    points
        One for each day at which a statement ends, in order.
    amounts
        Amounts of periods that do not overlap, for bars.
    missing
        Last days of the months that the latest total lacks.
    baseline_unverified
        The metric is a stock whose value at the plan's start is not known.
    counted_from_zero
        ... and no standing figure was given: the totals count new ones from 0.
    month_ends, deadline
        As the plan has them.
    """

    metric: Metric
    city: str
    points: tuple[Point, ...] = ()
    amounts: tuple[PeriodAmount, ...] = ()
    missing: tuple[date, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    baseline_unverified: bool = False
    counted_from_zero: bool = False
    month_ends: int | None = None
    deadline: date = date.max

    def latest(self, day: date) -> Point | None:
        """Return the last point with a total, at `day` or before."""
        return next((p for p in reversed(self.points) if p.day <= day and p.total is not None), None)

    def at(self, day: date) -> Point | None:
        """Return the point of that very day."""
        return next((point for point in self.points if point.day == day), None)


def build_series(plan: Plan, metric: Metric, city: str, observations: Iterable[Observation], as_of: date) -> Series:
    """Build the series of one metric in one city from its standing statements.

    `since_start` and `standing` values stand by themselves, `during` amounts add to the value
    before them, 本年累计 counts from the value at the end of the year before; without one it
    is shown alone. Statements ending after `as_of` are left out.
    """
    chosen = _choose_statements(observations, as_of, plan.month_ends)
    if not metric.kind.adds_up:
        points = tuple(
            Point(day, last.value, None, sources=(last,)) for day, last in sorted(_last_of_each_day(chosen).items())
        )
        return Series(metric, city, points, month_ends=plan.month_ends, deadline=plan.deadline)
    return _build_from_book(Ledger(plan, metric, chosen), city)


def _build_from_book(ledger: Ledger, city: str) -> Series:
    totals, disagreements = ledger.resolve_totals()
    years, year_disagreements = ledger.resolve_years(totals)
    counting = years if ledger.metric.kind.yearly else totals
    increases = ledger.increases()
    points = []
    for day, here in ledger.by_day().items():
        total, year = counting.get(day), years.get(day)
        points.append(
            Point(
                day=day,
                total=total.value if total else None,
                year_total=year.value if year else None,
                at_least=bool(total and total.at_least),
                sources=total.sources if total and total.sources else here,
                year_at_least=bool(year and year.at_least),
                since_start=increases.get(day),
            )
        )
    last = next((counting[point.day] for point in reversed(points) if point.day in counting), None)
    heard = {item.day for item in disagreements}
    return Series(
        metric=ledger.metric,
        city=city,
        points=tuple(points),
        amounts=list_amounts(ledger.spans(), totals, years, ledger.month_ends),
        missing=last.missing if last else (),
        disagreements=disagreements + tuple(d for d in year_disagreements if d.day not in heard),
        baseline_unverified=ledger.unverified,
        counted_from_zero=ledger.from_zero,
        month_ends=ledger.month_ends,
        deadline=ledger.deadline,
    )


def _choose_statements(observations: Iterable[Observation], as_of: date, month_ends: int | None) -> list[Observation]:
    """Keep the latest accepted of each statement; what one hand-in says twice, under two bases, is kept twice."""
    latest: dict[StatementKey, list[Observation]] = {}
    for observation in observations:
        if observation.end > as_of:
            continue
        held, order = latest.get(observation.key, []), accepted_order(observation)
        if not held or order > accepted_order(held[0]):
            latest[observation.key] = [observation]
        elif order == accepted_order(held[0]):
            latest[observation.key] = [*(one for one in held if one.basis is not observation.basis), observation]
    chosen = [observation for held in latest.values() for observation in held]
    return sorted(chosen, key=lambda observation: observation.end)


def _last_of_each_day(observations: Iterable[Observation]) -> dict[date, Observation]:
    last: dict[date, Observation] = {}
    for observation in observations:
        held = last.get(observation.end)
        if held is None or accepted_order(observation) >= accepted_order(held):
            last[observation.end] = observation
    return last
