"""Lists against reports: trainings counted in rosters, bases counted in registers, beside what was reported."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrics.cumulation.series import build_series
from metrics.months import month_end
from metrics.observation import Observation
from metrics.plan import Metric, Plan

Counts = Mapping[tuple[str, date], Decimal]


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of two places: what the list gives and what was reported, and the cell that says so."""

    metric: Metric
    city: str
    start: date | None
    end: date
    listed: Decimal
    reported: Decimal
    source: Observation


def compare_sessions(
    plan: Plan, metric: Metric, counts: Counts, in_force: Iterable[Observation]
) -> tuple[Difference, ...]:
    """Compare the trainings of rosters with the amounts reported for the same months.

    Parameters
    ----------
    counts
        By city and month's end. A reported amount is compared when the roster reaches from before its
        first month to its last; months of no row within the roster's own span count as none. Figures
        printed in 万人次 differ only beyond what rounding explains.
    """
    said: dict[str, list[Observation]] = {}
    for one in in_force:
        if one.metric == metric.id:
            said.setdefault(one.city, []).append(one)
    found = []
    for city in dict.fromkeys(city for city, _ in counts):
        months = {end: value for (place, end), value in counts.items() if place == city}
        if city not in said:
            continue
        first, last = min(months), max(months)
        series = build_series(plan, metric, city, tuple(said[city]), last)
        for amount in series.amounts:
            if not amount.sources or month_end(amount.start, plan.month_ends) < first or amount.end > last:
                continue
            listed = sum((value for end, value in months.items() if amount.start <= end <= amount.end), Decimal(0))
            if abs(listed - amount.value) > _rounding(amount.sources):
                found.append(
                    Difference(metric, city, amount.start, amount.end, listed, amount.value, amount.sources[-1])
                )
    return tuple(found)


def compare_register(
    metric: Metric, counts: Mapping[str, int], in_force: Iterable[Observation]
) -> tuple[Difference, ...]:
    """Compare the entries of a register by city with the latest number that each city reported."""
    latest = latest_stocks(metric, in_force)
    return tuple(
        Difference(metric, city, None, latest[city].end, Decimal(count), latest[city].value, latest[city])
        for city, count in counts.items()
        if city in latest and latest[city].value != count
    )


def latest_stocks(metric: Metric, in_force: Iterable[Observation]) -> dict[str, Observation]:
    """Return the latest number that each city reported of a stock."""
    said = sorted((one for one in in_force if one.metric == metric.id and one.start is None), key=lambda one: one.end)
    return {one.city: one for one in said}


def _rounding(sources: Iterable[Observation]) -> Decimal:
    """Return how far figures may be from what was counted: half a printed digit each, nothing where they are whole."""
    return sum((one.precision / 2 for one in sources if one.precision > 1), Decimal(0))
