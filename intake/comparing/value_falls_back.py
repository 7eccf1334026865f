"""A cumulative or standing figure is lower than the one before it."""

from collections.abc import Iterator

from intake.comparing.accepted import History
from intake.findings.finding import Finding
from metrics.observation import Basis


def find_fallen_values(history: History) -> Iterator[Finding]:
    """Yield ``value-falls-back`` beyond half of the last printed digit; 撤销 or 核减 needs its reason."""
    for one in history.stated:
        if one.basis is Basis.DURING:
            continue
        before = history.before(one)
        if before is None or one.value + max(one.precision, before.precision) / 2 >= before.value:
            continue
        facts = {
            "city": one.city,
            "metric": one.metric,
            "value": str(one.value),
            "before": str(before.value),
            "day": before.end.isoformat(),
        }
        yield Finding("value-falls-back", one.origin.sheet, one.origin.cell, facts)
