"""What a roster or register counts, beside what the city reported: told with both numbers and both places."""

from collections.abc import Iterable
from decimal import Decimal

from data.queries.reconciling import Difference, compare_register, compare_sessions
from intake.findings.finding import Finding
from intake.reading import Reading
from metrics.observation import Observation
from metrics.plan import Plan


def find_differing_lists(reading: Reading, plan: Plan, in_force: Iterable[Observation]) -> tuple[Finding, ...]:
    """Compare the sums of the lists in a file with the figures of the same file and those that stand."""
    reported = (*in_force, *(one for one in reading.observations if one.origin.cell))
    sums = [one for one in reading.observations if not one.origin.cell]
    found: tuple[Difference, ...] = ()
    for metric in plan.metrics:
        counts: dict = {}
        for one in sums:
            if one.metric == metric.id:
                counts[one.city, one.end] = counts.get((one.city, one.end), Decimal(0)) + one.value
        found += compare_sessions(plan, metric, counts, reported) if counts else ()
        if reading.register and reading.register["metric"] == metric.id:
            found += compare_register(metric, reading.register["by_city"], reported)
    return tuple(_tell(one) for one in found)


def _tell(one: Difference) -> Finding:
    origin = one.source.origin
    facts = {
        "city": one.city,
        "metric": one.metric.id,
        "value": str(one.listed),
        "standing": str(one.reported),
        "file": origin.file,
        "place": f"{origin.sheet}!{origin.cell}" if origin.sheet else origin.cell,
    }
    # A list of one county, or of one batch, holds less than its city reports: that needs no reason.
    less = one.listed < one.reported
    if one.start is None:
        return Finding(
            "register-below" if less else "register-differs", None, None, facts | {"day": one.end.isoformat()}
        )
    return Finding(
        "roster-below" if less else "roster-differs",
        None,
        None,
        facts | {"start": one.start.isoformat(), "last": one.end.isoformat()},
    )
