"""The counties of a city as its sheets tell them, held against the city's own figure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.reference.places import load_districts
from metrics.observation import Basis, Observation
from metrics.plan import Metric, Plan

# Of several writings of one day the one that tells most stands.
_BEST = (Basis.STANDING, Basis.SINCE_START, Basis.YEAR_TO_DATE, Basis.DURING)


@dataclass(frozen=True, slots=True)
class CountyFigures:
    """One metric of a city's parts, all of one basis and span.

    Attributes
    ----------
    parts
        By the name in the sheet, in its order.
    whole
        What the city itself states for the same basis and span; ``None`` where it does not.
    otherwise
        Parts that reported it for the same day, of another basis or span: none of them is 未报.
    """

    metric: Metric
    parts: dict[str, Observation]
    whole: Observation | None
    otherwise: frozenset[str] = frozenset()

    @property
    def total(self) -> Decimal:
        """The sum of the parts that reported."""
        return sum((one.value for one in self.parts.values()), Decimal(0))

    @property
    def gap(self) -> Decimal | None:
        """What the city's figure has beyond its parts.

        ``None`` where it states none, the metric is no sum, or a part stands beside the city.
        """
        if self.whole is None or not self.metric.kind.adds_up or any(one.apart for one in self.parts.values()):
            return None
        return self.whole.value - self.total


def list_counties(
    plan: Plan,
    parts: Sequence[tuple[str, Observation]],
    stated: Iterable[Observation],
    counties: Sequence[tuple[str, Observation]] = (),
) -> tuple[CountyFigures, ...]:
    """Return the parts of a city metric by metric, in the plan's order; metrics without parts are left out.

    Parameters
    ----------
    parts
        Statements of parts with their names: of each metric those of its latest day.
    stated
        The city's own statements in force.
    counties
        Statements in force of counties that report as cities do (绥芬河), with their names; those of the same span
        complete the parts.
    """
    whole = {one.key: one for one in stated}
    found = []
    for metric in plan.metrics:
        own = [(name, one) for name, one in parts if one.metric == metric.id]
        if not own:
            continue
        span = min((one for _, one in own), key=lambda one: _BEST.index(one.basis))
        same = {name: one for name, one in own if (one.basis, one.start, one.end) == (span.basis, span.start, span.end)}
        of_metric = [(name, one) for name, one in counties if one.metric == metric.id]
        for name, one in of_metric:
            if (one.basis, one.start, one.end) == (span.basis, span.start, span.end):
                same.setdefault(name, one)
        told = {name for name, one in (*own, *of_metric) if one.end == span.end}
        found.append(CountyFigures(metric, same, whole.get(span.key), frozenset(told - same.keys())))
    return tuple(found)


def order_names(plan: Plan, city: str, figures: Sequence[CountyFigures]) -> tuple[str, ...]:
    """Return the names of a city's parts: its districts in official order, heard or not, then what else was named."""
    told = list(dict.fromkeys(name for one in figures for name in (*one.parts, *one.otherwise)))
    named = [one.name for one in load_districts(plan.province) if one.city == city]
    return (*named, *(name for name in told if name not in named))
