"""The same statement was accepted before with another value."""

from collections.abc import Iterator

from intake.findings import Finding
from intake.history import History, key_of


def find_disagreements(history: History) -> Iterator[Finding]:
    """Yield ``statements-disagree`` beyond half of the last printed digit; after acceptance the later one stands."""
    for one in history.stated:
        other = history.standing.get(key_of(one))
        if other is None or abs(one.value - other.value) * 2 <= max(one.precision, other.precision):
            continue
        facts = {
            "city": one.city,
            "metric": one.metric,
            "value": str(one.value),
            "standing": str(other.value),
            "file": other.origin.file,
            "place": f"{other.origin.sheet} {other.origin.cell}".strip(),
        }
        yield Finding("statements-disagree", one.origin.sheet, one.origin.cell, facts)
