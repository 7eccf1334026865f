"""What was added since the plan's start is stated of a stock that stands at figures of its own."""

from collections.abc import Iterator

from intake.comparing.accepted import History
from intake.findings.finding import Finding
from metrics.observation import Basis
from metrics.plan import Plan


def find_unconvertible(history: History, plan: Plan) -> Iterator[Finding]:
    """Yield ``increase-not-convertible`` where the baseline is unknown and no figure stands on the same day."""
    for one in history.stated:
        metric = plan.metric(one.metric)
        if one.basis is not Basis.SINCE_START or not metric.kind.level or metric.baseline is not None:
            continue
        standing = [other for other in history.all_of(one.metric, one.city) if other.basis is Basis.STANDING]
        if not standing or any(other.end == one.end for other in standing):
            continue
        earlier = [other for other in standing if other.end < one.end]
        beside = max(earlier or standing, key=lambda other: other.end)
        facts = {
            "city": one.city,
            "metric": one.metric,
            "value": str(one.value),
            "standing": str(beside.value),
            "day": beside.end.isoformat(),
            "until": one.end.isoformat(),
        }
        yield Finding("increase-not-convertible", one.origin.sheet, one.origin.cell, facts)
