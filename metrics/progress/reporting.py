"""Which period is to be reported at a day, by when, and whether it was."""

from calendar import monthrange
from datetime import date

from metrics.cumulation.series import Series
from metrics.months import ONE_DAY, period_end, period_start
from metrics.plan import Metric, Plan


def expected_period(
    metric: Metric, as_of: date, until: date = date.max, month_ends: int | None = None
) -> tuple[date, date]:
    """Return the first and last day of the month, quarter or year that is to be known at `as_of`.

    It is the last one that is over; after the plan's end (`until`) nothing further is expected.
    """
    day = min(as_of, until)
    start = period_start(day, metric.every, month_ends)
    if day < period_end(day, metric.every, month_ends) and day < until:
        start = period_start(start - ONE_DAY, metric.every, month_ends)
    return start, period_end(start, metric.every, month_ends)


def is_reported(metric: Metric, series: Series, as_of: date, since: date = date.min) -> bool:
    """Tell whether a statement ends within the period that is expected, or after it.

    Parameters
    ----------
    since
        Only statements from that day on count (the year of an annual target).
    """
    start, _ = expected_period(metric, as_of, series.deadline, series.month_ends)
    return any(max(start, since) <= point.day <= as_of for point in series.points)


def is_due(plan: Plan, metric: Metric, as_of: date, since: date = date.min) -> bool:
    """Tell whether any period is to be known at `as_of`: one that lies wholly after the metric began to count."""
    start, _ = expected_period(metric, as_of, plan.deadline, plan.month_ends)
    return start >= max(metric.counts_from, since)


def reporting_day(plan: Plan, metric: Metric, period: date) -> date | None:
    """Return the day by which the period that ends on `period` is to be reported (次月5日); ``None``: none is set."""
    number = metric.reporting_day or plan.reporting_day
    if number is None:
        return None
    months = metric.reporting_months - (period.day < number)
    year, month = divmod(period.year * 12 + period.month - 1 + months, 12)
    return date(year, month + 1, min(number, monthrange(year, month + 1)[1]))
