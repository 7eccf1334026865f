"""A 目标 printed in a progress sheet is not the allocation in force."""

from collections.abc import Iterable, Iterator

from intake.findings.finding import Finding
from metrics.plan import Role, Target


def find_differing_targets(printed: Iterable[Target], in_force: Iterable[Target]) -> Iterator[Finding]:
    """Yield ``target-differs`` for each printed target that an allocation for the same due day contradicts."""
    allocated = {(one.metric, one.city, one.due): one for one in in_force if one.role is Role.ALLOCATION}
    for target in printed:
        other = allocated.get((target.metric, target.city, target.due))
        if target.role is not Role.PRINTED or other is None or other.value == target.value:
            continue
        place = target.origin
        facts = {
            "city": target.city,
            "metric": target.metric,
            "value": str(target.value),
            "allocated": str(other.value),
        }
        yield Finding("target-differs", place.sheet if place else None, place.cell if place else None, facts)
