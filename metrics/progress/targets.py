"""Which target is judged against, and what the cities' targets leave of the province's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from metrics.months import year_end, year_start
from metrics.plan import Metric, Role, Target

# a document sets both, each for its own span
_OFFICIAL = {Role.ALLOCATION: 0, Role.PLAN: 0}
RANK = {Role.ALLOCATION: 0, Role.PLAN: 1, Role.PRINTED: 2, Role.INDICATIVE: 3}


def list_plan_targets(metric: Metric, city: str) -> tuple[Target, ...]:
    """Return what the plan file itself sets for that city (or the province)."""
    return tuple(target for target in metric.targets if target.city == city)


def target_at(targets: Iterable[Target], as_of: date) -> Target | None:
    """Return the target to judge against at `as_of`, or ``None``.

    An allocation goes before a figure of the plan file for the same span, those before one printed in a
    progress sheet, that before an estimate. Among equals the span that holds `as_of`, the longest first;
    when none does, the last that is over, else the first to come. Of two versions, the later listed.
    """
    in_force = _in_force(targets)
    if not in_force:
        return None
    holding = [target for target in in_force if target.start <= as_of <= target.due]
    if holding:
        return max(holding, key=lambda target: target.due - target.start)
    over = [target for target in in_force if target.due < as_of]
    if over:
        return max(over, key=lambda target: (target.due, target.due - target.start))
    return min(in_force, key=lambda target: target.start)


def target_of_year(
    targets: Iterable[Target], as_of: date, chosen: Target | None, month_ends: int | None = None
) -> Target | None:
    """Return the target of the year that holds `as_of`, where the `chosen` one is longer; else ``None``."""
    if chosen is None:
        return None
    span = (year_start(as_of, month_ends), year_end(as_of, month_ends))
    longer = chosen.start <= span[0] and span[1] <= chosen.due and (chosen.start, chosen.due) != span
    of_year = [target for target in targets if longer and (target.start, target.due) == span]
    return min(of_year[::-1], key=lambda target: RANK[target.role], default=None)


def _in_force(targets: Iterable[Target]) -> list[Target]:
    """Keep the best role, the later listed first; an allocation leaves no place for the plan file's of its span."""
    listed = list(targets)[::-1]
    best = min((_OFFICIAL.get(target.role, RANK[target.role]) for target in listed), default=None)
    in_force = [target for target in listed if _OFFICIAL.get(target.role, RANK[target.role]) == best]
    allocated = {(target.start, target.due) for target in in_force if target.role is Role.ALLOCATION}
    return [one for one in in_force if one.role is Role.ALLOCATION or (one.start, one.due) not in allocated]


@dataclass(frozen=True, slots=True)
class AllocationGap:
    """Provincial target − Σ allocations: 未分解 when positive, 超分解 when negative."""

    target: Target
    allocated: Decimal
    cities: tuple[str, ...]

    @property
    def value(self) -> Decimal:
        return self.target.value - self.allocated


def find_allocation_gap(target: Target, allocations: Iterable[Target]) -> AllocationGap | None:
    """Compare a provincial target with the allocations of the same span; the last year's share is no such.

    ``None`` when nothing is allocated. The provincial target never changes by it.
    """
    shares = {
        item.city: item.value
        for item in allocations
        if item.metric == target.metric
        and item.due == target.due
        and item.start <= target.start
        and item.role in (Role.ALLOCATION, Role.PLAN)
        and item.city != target.city
    }
    if not shares:
        return None
    return AllocationGap(target, sum(shares.values(), Decimal(0)), tuple(shares))


def split_by_population(target: Target, population: Mapping[str, int], *, whole: bool = True) -> tuple[Target, ...]:
    """Split a provincial target over cities by population, as an estimate (测算).

    Whole units are handed out by largest remainder, so that the parts add up to the target.
    """
    everyone = sum(population.values())
    if everyone == 0:
        return ()
    exact = {city: Fraction(target.value) * heads / everyone for city, heads in population.items()}
    if whole:
        parts = {city: Fraction(int(value)) for city, value in exact.items()}
        left = int(Fraction(target.value) - sum(parts.values()))
        by_remainder = sorted(exact, key=lambda city: (parts[city] - exact[city], city))
        for city in by_remainder[:left]:
            parts[city] += 1
    else:
        parts = exact
    return tuple(
        Target(
            plan=target.plan,
            metric=target.metric,
            city=city,
            value=Decimal(value.numerator) / Decimal(value.denominator),
            start=target.start,
            due=target.due,
            role=Role.INDICATIVE,
            clause=target.clause,
            source=target.source,
        )
        for city, value in parts.items()
    )
