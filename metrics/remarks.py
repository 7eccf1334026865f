"""What a reader must know beside a figure: late, partial, estimated, not verified."""

from collections.abc import Mapping, Sequence
from datetime import date

from metrics.actual import Actual, is_reported, year_total_at
from metrics.months import year_number
from metrics.plan import Kind, Metric, Plan, Role, Target
from metrics.series import Point, Series
from metrics.status import Progress, Remark
from metrics.targets import AllocationGap

_WITHOUT_TOTAL = ("increase-not-converted", "year-alone", "no-total")


def list_remarks(
    series: Series, target: Target | None, actual: Actual | None, as_of: date, reported: bool, overtaken: bool = False
) -> tuple[Remark, ...]:
    """List the remarks on one figure."""
    remarks: list[Remark] = []
    if actual and actual.at_least and series.missing:
        remarks.append(Remark("at-least", {"months": tuple(d for d in series.missing if d <= actual.day)}))
    if actual and not reported:
        remarks.append(Remark("last-known", {"day": actual.day}))
    if reported and (overtaken or actual is None):
        remarks.append(_say_no_total(series, as_of))
    if actual and reported and overtaken:
        remarks.append(Remark("older-total", {"value": actual.value, "unit": series.metric.unit, "day": actual.day}))
    if actual and actual.value < 0:
        remarks.append(Remark("negative-total"))
    if series.counted_from_zero:
        remarks.append(Remark("counted-from-zero"))
    elif series.baseline_unverified:
        remarks.append(Remark("baseline-unverified"))
    if series.disagreements:
        remarks.append(Remark("disagreement", {"count": len(series.disagreements)}))
    if target is not None:
        remarks += _list_target_remarks(target, actual, as_of)
    return tuple(remarks)


def _say_no_total(series: Series, as_of: date) -> Remark:
    told = [point for point in series.points if point.day <= as_of]
    if told and told[-1].total is None and told[-1].since_start is not None:
        facts = {"value": told[-1].since_start, "unit": series.metric.unit, "day": told[-1].day}
        return Remark("increase-not-converted", facts)
    value = year_total_at(series, as_of)
    if value is None:
        return Remark("no-total")
    return Remark("year-alone", {"value": value, "unit": series.metric.unit})


def lacks_total(progress: Progress) -> bool:
    """Tell whether something was reported for the period that gives no total, whatever the status says."""
    return any(remark.slug in _WITHOUT_TOTAL for remark in progress.remarks)


def _list_target_remarks(target: Target, actual: Actual | None, as_of: date) -> list[Remark]:
    remarks: list[Remark] = []
    if target.role is Role.PRINTED:
        remarks.append(Remark("printed-target"))
    if target.role is Role.INDICATIVE:
        remarks.append(Remark("indicative-target"))
    if target.value == 0:
        remarks.append(Remark("zero-target"))
    if target.upper is not None and actual is not None and actual.value > target.upper:
        remarks.append(Remark("above-band", {"upper": target.upper}))
    if actual is not None and actual.value >= target.value and target.due < actual.day <= as_of:
        remarks.append(Remark("after-due", {"day": target.due}))
    return remarks


def list_sum_remarks(
    plan: Plan, metric: Metric, parts: Mapping[str, Series], waiting: Sequence[str], as_of: date
) -> tuple[Remark, ...]:
    """List what the provincial sum rests on: who reported, who is carried, who is left out.

    Parameters
    ----------
    waiting
        Cities with a hand-in for the period that is not yet accepted.
    """
    reporters = plan.cities_of(metric)
    remarks: list[Remark] = []
    if reporters and metric.kind is not Kind.RATIO:
        remarks += _list_coverage(metric, reporters, parts, as_of)
    if waiting:
        remarks.append(Remark("pending", {"cities": tuple(waiting)}))
    return tuple(remarks)


def _list_coverage(
    metric: Metric, reporters: Sequence[str], parts: Mapping[str, Series], as_of: date
) -> list[Remark]:
    latest = {city: _latest(metric, parts[city], as_of) for city in reporters if city in parts}
    # one that stated something later, but no total, stands in the sum at its older figure
    overtaken = {city for city, point in latest.items() if point and any(point.day < p.day <= as_of for p in parts[city].points)}
    heard = [city for city in latest if city not in overtaken and is_reported(metric, parts[city], as_of)]
    carried = {city: point.day for city, point in latest.items() if point and city not in heard}
    without = tuple(city for city in reporters if latest.get(city) is None)
    partial = tuple(city for city, point in latest.items() if point and point.at_least)
    remarks = []
    facts = {"expected": len(reporters), "reported": len(heard), "carried": len(carried)}
    if carried:
        remarks.append(Remark("carried", {**facts, "days": carried}))
    elif len(heard) < len(reporters):
        remarks.append(Remark("partly-reported", facts))
    if without:
        remarks.append(Remark("left-out", {"count": len(without), "cities": without}))
    if partial:
        remarks.append(Remark("parts-at-least", {"count": len(partial), "cities": partial}))
    return remarks


def _latest(metric: Metric, series: Series, as_of: date) -> Point | None:
    """Return the point that is added; an annual figure does not last into another year."""
    point = series.latest(as_of)
    if point is None or metric.kind is not Kind.ANNUAL:
        return point
    ends = series.month_ends
    return point if year_number(point.day, ends) == year_number(as_of, ends) else None


def remark_gap(gap: AllocationGap, unit: str) -> Remark | None:
    """Say 未分解 or 超分解; ``None`` when the allocations add up to the target."""
    if gap.value == 0:
        return None
    slug = "unallocated" if gap.value > 0 else "over-allocated"
    return Remark(slug, {"value": abs(gap.value), "unit": unit})
