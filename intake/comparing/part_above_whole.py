"""The amount of a quarter is more than its year's 累计, what was added in a month more than all that stands."""

from collections.abc import Iterator

from intake.comparing.accepted import History
from intake.findings.finding import Finding
from metrics.observation import Basis, Observation
from metrics.plan import Plan


def find_parts_above(history: History, plan: Plan) -> Iterator[Finding]:
    """Yield ``part-above-whole`` where the amount of some days exceeds that of a span around them.

    What was taken back (核减) within the span may account for it.
    """
    for metric, city in dict.fromkeys((one.metric, one.city) for one in history.stated):
        if not plan.metric(metric).kind.adds_up:
            continue
        known = history.all_of(metric, city)
        for whole in known:
            parts = [one for one in known if _is_within(one, whole, plan)]
            taken = sum(one.value for one in parts if one.value < 0)
            largest = max(parts, key=lambda one: one.value, default=None)
            if largest is None or not {id(largest), id(whole)} & {id(one) for one in history.stated}:
                continue
            if largest.value + taken > whole.value + max(largest.precision, whole.precision) / 2:
                yield _tell(largest, whole, at=whole if whole in history.stated else largest)


def _is_within(part: Observation, whole: Observation, plan: Plan) -> bool:
    """Tell whether the days of an amount lie within those of another figure; a figure of the year so far may fall."""
    if part.start is None or part.end > whole.end or part.key == whole.key:
        return False
    if whole.basis is Basis.STANDING:
        return plan.metric(whole.metric).kind.level and part.end == whole.end
    if part.basis is whole.basis is Basis.YEAR_TO_DATE:
        return False
    return (whole.start or plan.start) <= part.start


def _tell(part: Observation, whole: Observation, at: Observation) -> Finding:
    facts = {
        "city": part.city,
        "metric": part.metric,
        "start": part.start.isoformat() if part.start else "",
        "last": part.end.isoformat(),
        "value": str(part.value),
        "basis": whole.basis.value,
        "day": whole.end.isoformat(),
        "standing": str(whole.value),
    }
    return Finding("part-above-whole", at.origin.sheet, at.origin.cell, facts)
