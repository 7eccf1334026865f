"""What counts towards a target at a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrics.cumulation.series import Point, Series
from metrics.months import ONE_DAY, year_end, year_number, year_start
from metrics.observation import Observation
from metrics.plan import Target


@dataclass(frozen=True, slots=True)
class Actual:
    """What counts towards a target, and the day it stands at.

    `oldest` is the earliest day at which a part of a sum stands; `carried` are the parts that stand at an
    older period.
    """

    value: Decimal
    day: date
    at_least: bool
    sources: tuple[Observation, ...]
    oldest: date
    carried: tuple[str, ...] = ()

    def settles(self, day: date) -> bool:
        """Tell whether nothing is missing in it up to a day."""
        return not self.at_least and self.oldest >= day


def actual_towards(series: Series, target: Target | None, as_of: date, *, beyond: bool = False) -> Actual | None:
    """Return what counts towards `target` at `as_of`: its own span only.

    ``None`` when no total is known. An annual metric is read in the target's year; a flow or stock
    whose target begins later than the metric counts from the value at the end of the day before:
    of a year's share only the new ones of that year count.

    Parameters
    ----------
    beyond
        Also what came after the end of a share that another one follows: it shows what was surely missing.
    """
    kind = series.metric.kind
    if target is None or not kind.adds_up or (kind.level and target.start <= series.metric.counts_from):
        point = series.latest(as_of)
        if point and target is None and kind.yearly and not _same_year(series, point, as_of):
            return None
        return _whole(point) if point else None
    # what comes after the end of a yearly share of a longer plan belongs to the next share
    own_end = kind.yearly or (target.due < series.deadline and not beyond)
    until = min(as_of, target.due) if own_end else as_of
    if kind.yearly:
        point = series.latest(until)
        return _whole(point) if point and point.day >= target.start else None
    if target.start <= series.metric.counts_from:
        point = series.latest(until)
        return _whole(point) if point else None
    return _within_span(series, target, until)


def _whole(point: Point) -> Actual:
    assert point.total is not None
    return Actual(point.total, point.day, point.at_least, point.sources, point.oldest or point.day, point.carried)


def _same_year(series: Series, point: Point, as_of: date) -> bool:
    ends = series.month_ends
    return year_number(point.day, ends) == year_number(as_of, ends)


def _within_span(series: Series, target: Target, as_of: date) -> Actual | None:
    last = next((p for p in reversed(series.points) if target.start <= p.day <= as_of), None)
    opening = series.at(target.start - ONE_DAY)
    # what a carried place did between its own day and the opening belongs to an earlier span
    if opening is not None and (opening.at_least or opening.carried):
        opening = None
    if last and last.total is not None and opening is not None and opening.total is not None:
        value = last.total - opening.total
        sources = (*opening.sources[-1:], *last.sources)
        return Actual(value, last.day, last.at_least, sources, last.oldest or last.day, last.carried)
    if target.start != year_start(target.start, series.month_ends):
        return None
    return _add_years(series, target, as_of)


def _add_years(series: Series, target: Target, as_of: date) -> Actual | None:
    """Add 本年累计 of each year of a span that begins on 1 January; ``None`` when a year is not told."""
    ends = series.month_ends
    last: dict[int, Point] = {}
    for point in series.points:
        if target.start <= point.day <= as_of and point.year_total is not None:
            last[year_number(point.day, ends)] = point
    if not last or min(last) != year_number(target.start, ends) or len(last) != max(last) - min(last) + 1:
        return None
    told = [last[year] for year in sorted(last)]
    closed = all(point.day == year_end(point.day, ends) for point in told[:-1])
    return Actual(
        value=sum((point.year_total for point in told if point.year_total is not None), Decimal(0)),
        day=told[-1].day,
        at_least=not closed or any(point.year_at_least for point in told),
        sources=tuple(source for point in told for source in point.sources),
        oldest=told[-1].year_oldest or told[-1].day,
        carried=told[-1].year_carried,
    )


def year_total_at(series: Series, as_of: date) -> Decimal | None:
    """Return 本年累计 of the year that holds `as_of`, ``None`` where none is known."""
    year = year_number(as_of, series.month_ends)
    for point in reversed(series.points):
        if point.day <= as_of and point.year_total is not None:
            same = year_number(point.day, series.month_ends) == year
            return point.year_total if same else None
    return None
