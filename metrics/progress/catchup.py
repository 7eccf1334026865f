"""What it would take to reach a target in time, beside what the past has shown."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from metrics.cumulation.series import Series
from metrics.months import close_month, month_end, month_number, month_start
from metrics.plan import Target
from metrics.progress.actual import actual_towards
from metrics.progress.reporting import is_reported

RECENT_MONTHS = 6
LEAST_MONTHS = 3


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Required pace beside past paces, in base units a month.

    Attributes
    ----------
    remaining
        Target − actual, at least 0.
    at_most
        The total is a lower bound, or older than the period in whole or in part: less may be left.
    months_left
        Months of the target's span that are not over at the as-of day.
    required
        remaining / months left; ``None`` when no month is left or no total known.
    best, median6
        Best month, and median of the last six; ``None`` with fewer than three monthly amounts, or
        where `at_most`: a gap may hide the best month.
    finish_early, finish_late
        Month ends by which the rest is done at the 75th and 25th percentile of past months;
        ``None`` where that pace never gets there.
    reachable
        Whether even the best month, repeated, reaches the target in time; ``None`` if unknown.
        Without a month left it is false while anything surely remains.
    """

    remaining: Fraction | None
    months_left: int
    required: Fraction | None
    best: Fraction | None
    median6: Fraction | None
    finish_early: date | None
    finish_late: date | None
    reachable: bool | None
    at_most: bool = False


def plan_catchup(series: Series, target: Target, as_of: date) -> CatchUp:
    """Compute the monthly rate that `target` still requires, and a range for its finish.

    An amount that covers several months counts as so many equal months.
    """
    ends = series.month_ends
    closed = month_number(as_of, ends) - (as_of < month_end(as_of, ends))
    last = month_number(target.due, ends)
    months_left = max(0, last - max(closed, month_number(target.start, ends) - 1))
    actual = actual_towards(series, target, as_of)
    at_most = actual is not None and (actual.at_least or _is_older(series, target, as_of))
    rates = [] if at_most else _monthly_rates(series, target, as_of)
    best = max(rates, default=None)
    median6 = find_percentile(rates[-RECENT_MONTHS:], Fraction(1, 2)) if rates else None
    if actual is None:
        return CatchUp(None, months_left, None, best, median6, None, None, None)
    remaining = max(Fraction(0), Fraction(target.value) - Fraction(actual.value))
    if remaining == 0:
        return CatchUp(remaining, months_left, Fraction(0), best, median6, None, None, True)
    required = remaining / months_left if months_left else None
    if not months_left:
        reachable = None if at_most else False
    else:
        reachable = None if best is None else best * months_left >= remaining
    return CatchUp(
        remaining,
        months_left,
        required,
        best,
        median6,
        _finish(remaining, rates, Fraction(3, 4), closed, ends),
        _finish(remaining, rates, Fraction(1, 4), closed, ends),
        reachable,
        at_most,
    )


def _is_older(series: Series, target: Target, as_of: date) -> bool:
    """Tell whether the total, or a part of it, is older than the period, or than the due day that has come."""
    last = series.latest(as_of)
    if last is None or last.carried:
        return last is not None
    if as_of >= target.due:
        return last.day < target.due
    return not is_reported(series.metric, series, as_of)


def _monthly_rates(series: Series, target: Target, as_of: date) -> list[Fraction]:
    """List what each month brought; none where fewer than three amounts are of single months.

    A province's amount counts only where it holds all places that its total holds.
    """
    ends, last = series.month_ends, series.latest(as_of)
    rates: list[Fraction] = []
    single = 0
    for amount in series.amounts:
        if amount.start < target.start or amount.end > as_of or (last and amount.cities < last.cities):
            continue
        first = month_number(amount.start, ends)
        if amount.start != month_start(amount.start, ends):
            first += 1
        months = max(1, month_number(amount.end, ends) - first + 1)
        single += months == 1
        rates += [Fraction(amount.value) / months] * months
    return rates if single >= LEAST_MONTHS else []


def _finish(remaining: Fraction, rates: list[Fraction], share: Fraction, closed: int, ends: int | None) -> date | None:
    if not rates:
        return None
    pace = find_percentile(rates, share)
    if pace <= 0:
        return None
    months = ceil(remaining / pace)
    return close_month(closed + months, ends) if closed + months < 9999 * 12 else None


def find_percentile(values: list[Fraction], share: Fraction) -> Fraction:
    """Return the value below which `share` of `values` lie, between neighbours in proportion."""
    order = sorted(values)
    place = share * (len(order) - 1)
    lower = floor(place)
    if lower + 1 >= len(order):
        return order[-1]
    return order[lower] + (place - lower) * (order[lower + 1] - order[lower])
