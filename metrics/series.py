"""One metric of one city through time, from statements that cover different spans."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrics.amounts import Amount, list_amounts
from metrics.chain import Disagreement, Known, Span, accepted_order, half_digit, resolve_totals
from metrics.months import ONE_DAY, month_end, month_start, year_start
from metrics.observation import Basis, Observation
from metrics.plan import Kind, Metric, Plan


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
        In a provincial series: cities in the total, and those of them standing at an older day.
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
    """

    metric: Metric
    city: str
    points: tuple[Point, ...] = ()
    amounts: tuple[Amount, ...] = ()
    missing: tuple[date, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    baseline_unverified: bool = False
    counted_from_zero: bool = False
    month_ends: int | None = None

    def latest(self, day: date) -> Point | None:
        """Return the last point with a total, at `day` or before."""
        return next((p for p in reversed(self.points) if p.day <= day and p.total is not None), None)

    def at(self, day: date) -> Point | None:
        """Return the point of that very day."""
        return next((point for point in self.points if point.day == day), None)


def build_series(
    plan: Plan, metric: Metric, city: str, observations: Iterable[Observation], as_of: date
) -> Series:
    """Build the series of one metric in one city from its standing statements.

    `since_start` and `standing` values stand by themselves, `during` amounts add to the value
    before them, 本年累计 counts from the value at the end of the year before; without one it
    is shown alone. Statements ending after `as_of` are left out.
    """
    chosen = _choose_statements(observations, as_of, plan.month_ends)
    if metric.kind is Kind.RATIO:
        points = tuple(
            Point(day, last.value, None, sources=(last,))
            for day, last in sorted(_last_of_each_day(chosen).items())
        )
        return Series(metric, city, points, month_ends=plan.month_ends)
    book = _Book(plan, metric, chosen)
    return book.build(city)


def _choose_statements(
    observations: Iterable[Observation], as_of: date, month_ends: int | None
) -> list[Observation]:
    """Keep the latest accepted of each statement."""
    latest: dict[tuple[Basis, date | None, date], Observation] = {}
    for observation in observations:
        if observation.end > as_of:
            continue
        key = (observation.basis, observation.start, observation.end)
        standing = latest.get(key)
        if standing is None or accepted_order(observation) >= accepted_order(standing):
            latest[key] = observation
    return sorted(latest.values(), key=lambda observation: observation.end)


def _last_of_each_day(observations: Iterable[Observation]) -> dict[date, Observation]:
    last: dict[date, Observation] = {}
    for observation in observations:
        held = last.get(observation.end)
        if held is None or accepted_order(observation) >= accepted_order(held):
            last[observation.end] = observation
    return last


class _Book:
    """The statements of one metric in one city, sorted by what they say."""

    def __init__(self, plan: Plan, metric: Metric, chosen: list[Observation]) -> None:
        self.metric = metric
        self.month_ends = plan.month_ends
        self.statements = chosen
        counts_from = metric.counts_from
        # a month that the plan's start cuts runs on into the next and is never missing
        whole_month = counts_from == month_start(counts_from, self.month_ends)
        self.base_day = (
            counts_from - ONE_DAY if whole_month else month_end(counts_from, self.month_ends)
        )
        stock = metric.kind is Kind.STOCK
        self.unverified = stock and metric.baseline is None
        standing = any(o.basis is Basis.STANDING for o in chosen)
        self.from_zero = self.unverified and bool(chosen) and not standing
        self.own_increase = self.unverified and standing
        self.baseline = metric.baseline or Decimal(0)
        self.days = [o.end for o in chosen]

    def build(self, city: str) -> Series:
        totals, disagreements = self._resolve_totals()
        years, year_disagreements = self._resolve_years(totals)
        own = self._increases()
        points = tuple(self._point(day, totals, years, own) for day in sorted(set(self.days)))
        heard = {item.day for item in disagreements}
        extra = tuple(item for item in year_disagreements if item.day not in heard)
        annual = self.metric.kind is Kind.ANNUAL
        last = next(
            (known for p in reversed(points) if (known := (years if annual else totals).get(p.day))),
            None,
        )
        return Series(
            metric=self.metric,
            city=city,
            points=points,
            amounts=list_amounts(self.spans(), totals, years, self.month_ends),
            missing=last.missing if last else (),
            disagreements=disagreements + extra,
            baseline_unverified=self.unverified,
            counted_from_zero=self.from_zero,
            month_ends=self.month_ends,
        )

    def spans(self) -> list[Span]:
        found = []
        for o in self.statements:
            if o.basis is Basis.DURING and o.start is not None:
                found.append(Span(o.start - ONE_DAY, o.end, o.value, o, loose=True))
            elif o.basis is Basis.YEAR_TO_DATE:
                after = year_start(o.end, self.month_ends) - ONE_DAY
                found.append(Span(after, o.end, o.value, o, loose=False))
        return found

    def _increases(self) -> dict[date, Decimal]:
        if not self.own_increase:
            return {}
        return {o.end: o.value for o in self.statements if o.basis is Basis.SINCE_START}

    def _stated(self) -> dict[date, Known]:
        stated: dict[date, Known] = {}
        for o in self.statements:
            if o.basis is Basis.SINCE_START and not self.own_increase:
                value = self.baseline + o.value
            elif o.basis is Basis.STANDING:
                value = o.value
            else:
                continue
            held = stated.get(o.end)
            if held and accepted_order(held.sources[0]) > accepted_order(o):
                continue
            stated[o.end] = Known(o.end, value, half_digit(o), sources=(o,), stated=True)
        return stated

    def _resolve_totals(self) -> tuple[dict[date, Known], tuple[Disagreement, ...]]:
        base = {}
        if not self.own_increase:
            base[self.base_day] = Known(self.base_day, self.baseline)
        return resolve_totals(
            self.days,
            self._stated(),
            [span for span in self.spans() if span.after >= self.base_day or self.own_increase],
            base,
            month_ends=self.month_ends,
            backward=True,
        )

    def _resolve_years(
        self, totals: dict[date, Known]
    ) -> tuple[dict[date, Known], tuple[Disagreement, ...]]:
        """Find 本年累计 at each day, each year from 0; where none is stated, from the totals."""
        base, stated, spans = {}, {}, []
        for span in self.spans():
            opening = year_start(span.day, self.month_ends) - ONE_DAY
            base[opening] = Known(opening, Decimal(0))
            if span.source.basis is Basis.YEAR_TO_DATE:
                stated[span.day] = Known(
                    span.day, span.value, half_digit(span.source), sources=(span.source,), stated=True
                )
            elif span.after >= opening:
                spans.append(span)
        years, disagreements = {}, ()
        if base:
            years, disagreements = resolve_totals(
                [span.day for span in spans] + list(stated),
                stated,
                spans,
                base,
                month_ends=self.month_ends,
            )
            years = {day: known for day, known in years.items() if day not in base}
        for day in set(self.days):
            opening = totals.get(year_start(day, self.month_ends) - ONE_DAY)
            closing = totals.get(day)
            if closing is None or opening is None or closing.at_least or opening.at_least:
                continue
            if day not in years or years[day].at_least:
                years[day] = Known(
                    day, closing.value - opening.value, opening.tolerance + closing.tolerance,
                    sources=closing.sources,
                )
        return years, disagreements

    def _point(
        self,
        day: date,
        totals: dict[date, Known],
        years: dict[date, Known],
        own: dict[date, Decimal],
    ) -> Point:
        year = years.get(day)
        total = year if self.metric.kind is Kind.ANNUAL else totals.get(day)
        stated_here = tuple(o for o in self.statements if o.end == day)
        return Point(
            day=day,
            total=total.value if total else None,
            year_total=year.value if year else None,
            at_least=bool(total and total.at_least),
            sources=total.sources if total and total.sources else stated_here,
            year_at_least=bool(year and year.at_least),
            since_start=own.get(day),
        )
