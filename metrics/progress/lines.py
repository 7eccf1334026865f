"""The two lines of a figure through time: what counted towards its target, and what was due."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from metrics.cumulation.series import Series
from metrics.decimals import as_decimal
from metrics.months import list_month_ends
from metrics.plan import Metric, Plan, Target
from metrics.progress.schedule import due_amount, has_schedule, schedule_share, scheduled_amount
from metrics.progress.status import Progress


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A value on a day; `firm` is false where it is only a least value."""

    day: date
    value: Decimal
    firm: bool = True


def actual_line(progress: Progress, series: Series) -> tuple[TimeValue, ...]:
    """Return the totals that count towards the target, up to the as-of day.

    An annual metric is shown in its target's year; a flow whose target begins later than the
    counting is shown from there, less what had been reached before.
    """
    since = progress.target.start if progress.target else None
    annual, before = progress.metric.kind.yearly, Decimal(0)
    last = series.latest(progress.as_of)
    if progress.metric.kind.cumulative and last and last.total is not None and progress.actual is not None:
        before = last.total - progress.actual
    return tuple(
        TimeValue(point.day, point.total - before, not point.at_least)
        for point in series.points
        if point.total is not None
        and point.day <= progress.as_of
        and (since is None or not (annual or before) or point.day >= since)
    )


def schedule_line(plan: Plan, metric: Metric, target: Target | None) -> tuple[TimeValue, ...]:
    """Return the amounts due at each month's end of the target's own span; none where nothing is due before its end."""
    if target is None or not has_schedule(plan, metric, target):
        return ()
    days = [target.start, *list_month_ends(target.start, target.due, plan.month_ends), target.due]
    return tuple(TimeValue(day, _due_at(plan, metric, target, day)) for day in dict.fromkeys(days))


def lead_line(progress: Progress, series: Series) -> tuple[TimeValue, ...]:
    """Return the lead over the schedule in 百分点 at each day that has a whole total, before the target's due day.

    None without a schedule; a lower bound has no lead, and from the due day on nothing is told in 序时. Each is
    measured against the target in force at the as-of day, as the lead itself is.
    """
    target, plan, metric = progress.target, progress.plan, progress.metric
    if target is None or not target.value or not has_schedule(plan, metric, target):
        return ()

    def lead_at(point: TimeValue) -> Decimal:
        due = due_amount(metric, target, schedule_share(plan, metric, target, point.day))
        return as_decimal(100 * (Fraction(point.value) - due) / Fraction(target.value))

    within = (one for one in actual_line(progress, series) if one.firm and target.start <= one.day < target.due)
    return tuple(TimeValue(one.day, lead_at(one)) for one in within)


def _due_at(plan: Plan, metric: Metric, target: Target, day: date) -> Decimal:
    amount = scheduled_amount(metric, target, schedule_share(plan, metric, target, day))
    return as_decimal(amount)
