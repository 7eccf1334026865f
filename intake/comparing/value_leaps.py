"""A figure grows so fast that a digit or a unit is probably wrong."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from intake.comparing.accepted import History, monthly_rate
from intake.findings.finding import Finding
from metrics.plan import Metric

KNOWN_MONTHS = 3
TIMES_THE_BEST = 5


def find_leaps(history: History, metrics: Iterable[Metric]) -> Iterator[Finding]:
    """Yield ``value-leaps`` where the monthly amount exceeds five times the best of three or more before."""
    smallest = {metric.id: metric.kind.least_leap for metric in metrics}
    for one in history.stated:
        least = smallest.get(one.metric)
        rate = monthly_rate(one, history.before(one))
        known = list(history.monthly_rates(one))
        if least is None or rate is None or rate < least or len(known) < KNOWN_MONTHS:
            continue
        best = max(*known, Decimal(1))
        if rate > TIMES_THE_BEST * best:
            facts = {
                "city": one.city,
                "metric": one.metric,
                "value": str(one.value),
                "rate": f"{rate:.0f}",
                "best": f"{best:.0f}",
            }
            yield Finding("value-leaps", one.origin.sheet, one.origin.cell, facts)
