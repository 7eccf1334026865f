"""How far a figure has come against its target and against the schedule."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from metrics.cumulation.series import Series
from metrics.plan import Metric, Plan, Target
from metrics.progress.actual import actual_towards
from metrics.progress.coverage import open_targets
from metrics.progress.province import sum_series
from metrics.progress.remarks import lacks_total, list_sum_remarks, remark_validity
from metrics.progress.reporting import is_reported
from metrics.progress.status import Progress, Remark, Status
from metrics.progress.targets import target_at, target_of_year
from metrics.progress.verdict import Verdict

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
    "target_of_year",
]


def judge_progress(
    plan: Plan,
    metric: Metric,
    city: str,
    series: Series,
    target: Target | None,
    as_of: date,
    *,
    today: date | None = None,
    year: Target | None = None,
    pending: bool = False,
    applicable: bool = True,
    closing: Mapping[Target, Fraction | None] | None = None,
    extra: Sequence[Remark] = (),
) -> Progress:
    """Judge one metric of one city at the end of `as_of`.

    Parameters
    ----------
    target
        As chosen by `target_at`; ``None`` leaves the figure unjudged (无目标).
    today
        The day of looking: 待报 until the period's reporting day, 逾期未报 after it. ``None``, and
        without such a day, a missing report is 未报.
    year
        As chosen by `target_of_year`: judged beside the longer target.
    pending
        A hand-in for the period waits to be accepted.
    applicable
        False where the city has no such task (不适用); so is, by itself, a metric that only the
        province reports, and a reporter whose figures stand in those of others at that day.
    closing
        Of a sum: what the places that are missing could still add, as far as their own targets go.
    """
    validity = plan.validity_of(city)
    if validity is not None and not validity.holds(as_of):
        return Progress(plan, metric, city, as_of, Status.NOT_APPLICABLE, remarks=(remark_validity(validity),))
    if not applicable or (not metric.applies_to(city) and not series.points):
        return Progress(plan, metric, city, as_of, Status.NOT_APPLICABLE)
    never_summed = not metric.kind.adds_up and city == plan.province and city not in metric.reporters
    if never_summed and not series.points and not pending:
        # nobody owes a ratio of the whole, so that it is not 未报; what meets it still holds for every place
        return Progress(plan, metric, city, as_of, Status.NOT_APPLICABLE, target=target)
    missing = closing.get(target) if closing and target else None
    figure = Verdict(plan, metric, series, target, as_of, today, pending, missing)
    beside = None
    if year is not None:
        beside = judge_progress(plan, metric, city, series, year, as_of, today=today, pending=pending, closing=closing)
    return figure.tell(city, beside, extra)


def sum_progress(
    plan: Plan,
    metric: Metric,
    parts: Mapping[str, Series],
    target: Target | None,
    as_of: date,
    pending_cities: Sequence[str] = (),
    apart: Mapping[str, Sequence[Series]] | None = None,
    *,
    today: date | None = None,
    year: Target | None = None,
    shares: Mapping[str, Sequence[Target]] | None = None,
) -> Progress:
    """Judge the province: the sum of its reporters, or its own figure where none may be added.

    The last accepted cumulative value of those missing is carried, and a remark says of how many
    and from when; amounts of single periods are never carried. Such a sum is provisional (暂计): it
    gets a verdict only where it already suffices.

    Parameters
    ----------
    shares
        The reporters' own targets of this metric: what those that are missing could still add.
    """
    series = sum_series(plan, metric, parts, as_of, apart)
    waiting = [city for city in pending_cities if metric.applies_to(city) and plan.reports(city, as_of)]
    closing = {
        one: open_targets(plan, metric, parts, _shares_of(one, shares or {}), one, as_of)
        for one in (target, year)
        if one is not None and metric.kind.adds_up
    }
    counted = actual_towards(series, target, as_of)
    over = target is not None and as_of > target.due and counted is not None
    return judge_progress(
        plan,
        metric,
        plan.province,
        series,
        target,
        as_of,
        today=today,
        year=year,
        pending=bool(waiting),
        closing=closing,
        extra=list_sum_remarks(plan, metric, parts, waiting, counted.day if over and counted else as_of),
    )


def _shares_of(target: Target, shares: Mapping[str, Sequence[Target]]) -> dict[str, Target]:
    """Choose each place's own target of the same span."""
    found = {}
    for city, own in shares.items():
        same = target_at([one for one in own if one.due == target.due and one.start <= target.start], target.due)
        if same is not None:
            found[city] = same
    return found
