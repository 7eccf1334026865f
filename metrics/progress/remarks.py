"""What a reader must know beside a figure: late, partial, estimated, not verified."""

from collections.abc import Mapping, Sequence
from datetime import date

from metrics.cumulation.series import Series
from metrics.months import year_number
from metrics.plan import Metric, Plan, Role, Target
from metrics.progress.actual import Actual, year_total_at
from metrics.progress.coverage import Coverage, cover
from metrics.progress.status import Progress, Remark
from metrics.progress.targets import AllocationGap
from metrics.validity import Validity

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
    if (
        actual
        and series.metric.every == "year"
        and year_number(actual.day, series.month_ends) != year_number(as_of, series.month_ends)
    ):
        remarks.append(Remark("of-year", {"year": str(year_number(actual.day, series.month_ends))}))
    if target is not None:
        remarks += _list_target_remarks(target)
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


def _list_target_remarks(target: Target) -> list[Remark]:
    remarks: list[Remark] = []
    if target.role is Role.PRINTED:
        remarks.append(Remark("printed-target"))
    if target.role is Role.INDICATIVE:
        remarks.append(Remark("indicative-target"))
    if target.value == 0:
        remarks.append(Remark("zero-target"))
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
    remarks: list[Remark] = []
    coverage = cover(plan, metric, parts, as_of)
    if coverage.expected:
        remarks += _list_coverage(coverage)
    remarks += _list_counted_elsewhere(plan, metric, as_of)
    if waiting:
        remarks.append(Remark("pending", {"cities": tuple(waiting)}))
    return tuple(remarks)


def _list_coverage(coverage: Coverage) -> list[Remark]:
    remarks = []
    expected, heard, carried = len(coverage.expected), len(coverage.heard), coverage.carried
    facts = {"expected": expected, "reported": heard, "carried": len(carried)}
    if carried:
        remarks.append(Remark("carried", {**facts, "days": carried}))
    elif heard < expected:
        remarks.append(Remark("partly-reported", facts))
    if coverage.without:
        remarks.append(Remark("left-out", {"count": len(coverage.without), "cities": coverage.without}))
    if coverage.partial:
        remarks.append(Remark("parts-at-least", {"count": len(coverage.partial), "cities": coverage.partial}))
    return remarks


def _list_counted_elsewhere(plan: Plan, metric: Metric, as_of: date) -> list[Remark]:
    listed = plan.cities_of(metric)
    return [remark_validity(one) for one in plan.validity if one.code in listed and not one.holds(as_of)]


def remark_validity(validity: Validity) -> Remark:
    """Say in whose figures a reporter stands outside the days in which it reports on its own."""
    return Remark("counted-elsewhere", {"cities": (validity.code,), "into": validity.counted_in})


def remark_gap(gap: AllocationGap, unit: str) -> Remark | None:
    """Say 未分解 or 超分解; ``None`` when the allocations add up to the target."""
    if gap.value == 0:
        return None
    slug = "unallocated" if gap.value > 0 else "over-allocated"
    return Remark(slug, {"value": abs(gap.value), "unit": unit})
