"""What one metric gained in a span of days: 当年新增, and the same span a year before."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrics.cumulation.series import Point, Series
from metrics.months import ONE_DAY, add_months, month_end, year_start
from metrics.plan import Plan


@dataclass(frozen=True, slots=True)
class Gain:
    """An amount gained; `at_least` where months or places are missing in it."""

    value: Decimal
    at_least: bool = False


def find_gain(plan: Plan, series: Series, start: date, end: date) -> Gain | None:
    """Return what was gained from `start` to `end`; ``None`` where the figures do not tell it, and for a ratio.

    From 1 January on the year's own amount tells it; else it is the difference of two totals, each known on its very
    day, of the same places and without a carried figure. A flow is 0 before the plan's start.
    """
    last, kind = series.at(end), series.metric.kind
    if last is None or not kind.adds_up:
        return None
    if not kind.level and start == year_start(end, plan.month_ends) and last.year_total is not None:
        return Gain(last.year_total, last.year_at_least or bool(last.year_carried))
    if kind.yearly or last.total is None or last.carried:
        return None
    if kind.cumulative and start <= plan.start:
        return Gain(last.total, last.at_least)
    first = series.at(start - ONE_DAY)
    if first is None or first.total is None or not _alike(first, last):
        return None
    if kind.level and last.at_least:
        return None  # a place that is missing may have lost some
    return Gain(last.total - first.total, last.at_least)


def year_before(start: date, end: date, month_ends: int | None = None) -> tuple[date, date]:
    """Return the same span a year before."""
    closes = end == month_end(end, month_ends)
    before = add_months(end, -12)
    return add_months(start - ONE_DAY, -12) + ONE_DAY, month_end(before, month_ends) if closes else before


def _alike(first: Point, last: Point) -> bool:
    return first.cities == last.cities and not first.carried and not first.at_least
