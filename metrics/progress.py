"""How far a figure has come against its target and against the schedule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from metrics.months import ONE_DAY, period_end, period_start, year_number
from metrics.observation import Observation
from metrics.plan import Kind, Metric, Plan, Role, Target
from metrics.province import sum_series
from metrics.schedule import schedule_share, scheduled_amount
from metrics.series import Point, Series
from metrics.status import Progress, Remark, Status
from metrics.targets import target_at

__all__ = [
    "Progress",
    "Remark",
    "Status",
    "actual_towards",
    "is_reported",
    "judge_progress",
    "sum_progress",
    "target_at",
]


@dataclass(frozen=True, slots=True)
class Actual:
    """What counts towards a target, and the day it stands at."""

    value: Decimal
    day: date
    at_least: bool
    sources: tuple[Observation, ...]


def is_reported(metric: Metric, series: Series, as_of: date) -> bool:
    """Tell whether a statement ends within the as-of period.

    The period is the metric's month, quarter or year that is over at `as_of`; while the
    current one still runs, a statement of the one before is enough.
    """
    start = period_start(as_of, metric.every, series.month_ends)
    if as_of < period_end(as_of, metric.every, series.month_ends):
        start = period_start(start - ONE_DAY, metric.every, series.month_ends)
    return any(start <= point.day <= as_of for point in series.points)


def actual_towards(series: Series, target: Target | None, as_of: date) -> Actual | None:
    """Return what counts towards `target` at `as_of`: its own span only.

    ``None`` when no total is known. An annual metric is read in the target's year; a flow whose
    target begins later than the metric counts from the value at the end of the day before.
    """
    kind = series.metric.kind
    if target is None or kind in (Kind.STOCK, Kind.RATIO):
        point = series.latest(as_of)
        if point and target is None and kind is Kind.ANNUAL and not _same_year(series, point, as_of):
            return None
        return _whole(point) if point else None
    if kind is Kind.ANNUAL:
        point = series.latest(min(as_of, target.due))
        if point is None or point.day < target.start:
            return None
        return _whole(point)
    if target.start <= series.metric.counts_from:
        point = series.latest(as_of)
        return _whole(point) if point else None
    return _within_span(series, target, as_of)


def _whole(point: Point) -> Actual:
    assert point.total is not None
    return Actual(point.total, point.day, point.at_least, point.sources)


def _same_year(series: Series, point: Point, as_of: date) -> bool:
    ends = series.month_ends
    return year_number(point.day, ends) == year_number(as_of, ends)


def _within_span(series: Series, target: Target, as_of: date) -> Actual | None:
    last = next((p for p in reversed(series.points) if target.start <= p.day <= as_of), None)
    if last is None:
        return None
    opening = series.at(target.start - ONE_DAY)
    if opening and opening.total is not None and not opening.at_least and last.total is not None:
        value = last.total - opening.total
        return Actual(value, last.day, last.at_least, (*opening.sources[-1:], *last.sources))
    ends = series.month_ends
    one_year = year_number(target.start, ends) == year_number(target.due, ends)
    begins = target.start == period_start(target.start, "year", ends)
    if one_year and begins:
        within = [p for p in series.points if target.start <= p.day <= min(as_of, target.due)]
        told = next((p for p in reversed(within) if p.year_total is not None), None)
        if told and told.year_total is not None:
            return Actual(told.year_total, told.day, told.year_at_least, told.sources)
    return None


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
        False where the city has no such task (不适用).
    """
    if not applicable:
        return Progress(plan, metric, city, as_of, Status.NOT_APPLICABLE)
    actual = actual_towards(series, target, as_of)
    reported = is_reported(metric, series, as_of)
    share = scheduled = completion = lead = None
    if target is not None and metric.kind is not Kind.RATIO:
        share = schedule_share(plan, target, as_of)
        scheduled = scheduled_amount(metric, target, share)
    if actual is not None and target is not None and target.value > 0:
        completion = Fraction(actual.value) / Fraction(target.value)
        if scheduled is not None and reported:
            lead = 100 * (Fraction(actual.value) - scheduled) / Fraction(target.value)
    return Progress(
        plan=plan,
        metric=metric,
        city=city,
        as_of=as_of,
        status=_judge_status(plan, metric, actual, target, as_of, lead, reported, pending),
        actual=actual.value if actual else None,
        actual_day=actual.day if actual else None,
        reported=reported,
        target=target,
        share=share,
        scheduled=scheduled,
        completion=completion,
        lead=lead,
        at_least=bool(actual and actual.at_least),
        year_total=_year_total(series, as_of),
        remarks=(*_list_remarks(metric, series, target, actual, as_of, reported), *extra),
        sources=actual.sources if actual else (),
    )


def _judge_status(
    plan: Plan,
    metric: Metric,
    actual: Actual | None,
    target: Target | None,
    as_of: date,
    lead: Fraction | None,
    reported: bool,
    pending: bool,
) -> Status:
    if not reported:
        return Status.PENDING if pending else Status.NOT_REPORTED
    if target is None:
        return Status.NO_TARGET
    if actual is None:
        return Status.NO_TOTAL
    if metric.kind is Kind.RATIO:
        return Status.MET if actual.value >= target.value else Status.NOT_MET
    if actual.value >= target.value:
        return Status.DONE
    if as_of > target.due:
        return Status.OVERDUE
    if lead is None or lead >= Fraction(plan.thresholds.on_schedule):
        return Status.ON_SCHEDULE
    if lead > Fraction(plan.thresholds.slightly_behind):
        return Status.SLIGHTLY_BEHIND
    return Status.BEHIND


def _year_total(series: Series, as_of: date) -> Decimal | None:
    year = year_number(as_of, series.month_ends)
    for point in reversed(series.points):
        if point.day <= as_of and point.year_total is not None:
            same = year_number(point.day, series.month_ends) == year
            return point.year_total if same else None
    return None


def _list_remarks(
    metric: Metric,
    series: Series,
    target: Target | None,
    actual: Actual | None,
    as_of: date,
    reported: bool,
) -> tuple[Remark, ...]:
    remarks = []
    if actual and actual.at_least:
        missing = tuple(day for day in series.missing if day <= actual.day)
        remarks.append(Remark("at-least", {"months": missing}))
    if actual and not reported:
        remarks.append(Remark("last-known", {"day": actual.day}))
    if reported and actual is None:
        remarks.append(Remark("year-alone", {"value": _year_total(series, as_of)}))
    if series.counted_from_zero:
        remarks.append(Remark("counted-from-zero"))
    elif series.baseline_unverified:
        remarks.append(Remark("baseline-unverified"))
    if series.disagreements:
        remarks.append(Remark("disagreement", {"count": len(series.disagreements)}))
    if target is not None and target.role is Role.PRINTED:
        remarks.append(Remark("printed-target"))
    if target is not None and target.role is Role.INDICATIVE:
        remarks.append(Remark("indicative-target"))
    above = target is not None and target.upper is not None and actual is not None
    if above and actual.value > target.upper:
        remarks.append(Remark("above-band", {"upper": target.upper}))
    return tuple(remarks)


def sum_progress(
    plan: Plan,
    metric: Metric,
    parts: Mapping[str, Series],
    target: Target | None,
    as_of: date,
    pending_cities: Sequence[str] = (),
) -> Progress:
    """Judge the province: the sum of its reporters, or its own figure where none may be added.

    The last accepted cumulative value of those missing is carried, and a remark says of how many
    and from when; amounts of single periods are never carried.
    """
    series = sum_series(plan, metric, parts, as_of)
    reporters = [city for city in metric.reporters or plan.reporters if city != plan.province]
    extra: list[Remark] = []
    if series.city == plan.province and reporters and metric.kind is not Kind.RATIO:
        heard = [c for c in reporters if c in parts and is_reported(metric, parts[c], as_of)]
        extra += _list_carried(reporters, heard, parts, series, as_of)
    waiting = [city for city in pending_cities if city in reporters]
    if waiting:
        extra.append(Remark("pending", {"cities": tuple(waiting)}))
    return judge_progress(
        plan, metric, plan.province, series, target, as_of,
        pending=bool(waiting), extra=tuple(extra),
    )


def _list_carried(
    reporters: Sequence[str],
    heard: Sequence[str],
    parts: Mapping[str, Series],
    series: Series,
    as_of: date,
) -> list[Remark]:
    if len(heard) == len(reporters):
        return []
    last = series.latest(as_of)
    carried: dict[str, date] = {}
    for city in last.carried if last else ():
        point = parts[city].latest(as_of)
        if point and city not in heard:
            carried[city] = point.day
    never = tuple(c for c in reporters if c not in heard and c not in carried)
    facts = {"expected": len(reporters), "reported": len(heard)}
    remarks = [Remark("carried", {**facts, "carried": len(carried), "days": carried})]
    if never:
        remarks.append(Remark("left-out", {"count": len(never), "cities": never}))
    return remarks
