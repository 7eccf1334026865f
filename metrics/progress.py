"""How far a figure has come against its target and against the schedule."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from metrics.actual import Actual, actual_towards, is_reported, year_total_at
from metrics.plan import Kind, Metric, Plan, Target
from metrics.province import sum_series
from metrics.remarks import lacks_total, list_remarks, list_sum_remarks
from metrics.schedule import schedule_share, scheduled_amount
from metrics.series import Series
from metrics.status import Progress, Remark, Status
from metrics.targets import target_at

__all__ = [
    "Progress",
    "Remark",
    "Status",
    "actual_towards",
    "is_reported",
    "judge_progress",
    "lacks_total",
    "sum_progress",
    "target_at",
]


def judge_progress(
    plan: Plan,
    metric: Metric,
    city: str,
    series: Series,
    target: Target | None,
    as_of: date,
    *,
    pending: bool = False,
    applicable: bool = True,
    extra: Sequence[Remark] = (),
) -> Progress:
    """Judge one metric of one city at the end of `as_of`.

    Parameters
    ----------
    target
        As chosen by `target_at`; ``None`` leaves the figure unjudged (无目标).
    pending
        A hand-in for the period waits to be accepted.
    applicable
        False where the city has no such task (不适用); so is, by itself, a metric that only the
        province reports.
    """
    if not applicable or (not metric.applies_to(city) and not series.points):
        return Progress(plan, metric, city, as_of, Status.NOT_APPLICABLE)
    actual = actual_towards(series, target, as_of)
    reported = is_reported(metric, series, as_of)
    overtaken = actual is not None and _is_overtaken(series, actual, target, as_of)
    share = scheduled = completion = lead = None
    if target is not None and metric.kind is not Kind.RATIO:
        share = schedule_share(plan, target, as_of)
        scheduled = scheduled_amount(metric, target, share)
    if actual is not None and target is not None and target.value > 0:
        completion = Fraction(actual.value) / Fraction(target.value)
        if scheduled is not None and reported and not overtaken:
            lead = 100 * (Fraction(actual.value) - scheduled) / Fraction(target.value)
    return Progress(
        plan=plan,
        metric=metric,
        city=city,
        as_of=as_of,
        status=_judge_status(plan, metric, actual, target, as_of, lead, reported, pending, overtaken),
        actual=actual.value if actual else None,
        actual_day=actual.day if actual else None,
        reported=reported,
        target=target,
        share=share,
        scheduled=scheduled,
        completion=completion,
        lead=lead,
        at_least=bool(actual and actual.at_least),
        year_total=year_total_at(series, as_of),
        remarks=(*list_remarks(series, target, actual, as_of, reported, overtaken), *extra),
        sources=actual.sources if actual else (),
    )


def _is_overtaken(series: Series, actual: Actual, target: Target | None, as_of: date) -> bool:
    """Tell whether something later was stated that gives no total: the last total is not of the as-of period."""
    until = min(as_of, target.due) if target is not None else as_of
    return any(actual.day < point.day <= until for point in series.points)


def _judge_status(
    plan: Plan,
    metric: Metric,
    actual: Actual | None,
    target: Target | None,
    as_of: date,
    lead: Fraction | None,
    reported: bool,
    pending: bool,
    overtaken: bool,
) -> Status:
    if not reported:
        return Status.PENDING if pending else Status.NOT_REPORTED
    if target is None:
        return Status.NO_TARGET
    if actual is None:
        return Status.NOT_REPORTED if metric.kind is Kind.ANNUAL else Status.NO_TOTAL
    if metric.kind is Kind.RATIO:
        return Status.MET if actual.value >= target.value else Status.NOT_MET
    if actual.value >= target.value:
        return Status.DONE
    if overtaken:
        return Status.NO_TOTAL
    if as_of > target.due:
        return Status.OVERDUE
    if lead is None or lead >= Fraction(plan.thresholds.on_schedule):
        return Status.ON_SCHEDULE
    if lead > Fraction(plan.thresholds.slightly_behind):
        return Status.SLIGHTLY_BEHIND
    return Status.BEHIND


def sum_progress(
    plan: Plan,
    metric: Metric,
    parts: Mapping[str, Series],
    target: Target | None,
    as_of: date,
    pending_cities: Sequence[str] = (),
    apart: Mapping[str, Sequence[Series]] | None = None,
) -> Progress:
    """Judge the province: the sum of its reporters, or its own figure where none may be added.

    The last accepted cumulative value of those missing is carried, and a remark says of how many
    and from when; amounts of single periods are never carried.
    """
    series = sum_series(plan, metric, parts, as_of, apart)
    waiting = [city for city in pending_cities if metric.applies_to(city)]
    return judge_progress(
        plan,
        metric,
        plan.province,
        series,
        target,
        as_of,
        pending=bool(waiting),
        extra=list_sum_remarks(plan, metric, parts, waiting, as_of),
    )
