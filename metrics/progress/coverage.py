"""Who stands in a provincial sum, at which day, and what those that are missing could still add."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from metrics.cumulation.series import Point, Series
from metrics.months import year_number
from metrics.plan import Metric, Plan, Role, Target
from metrics.progress.actual import actual_towards
from metrics.progress.province import only_valid
from metrics.progress.reporting import is_reported


@dataclass(frozen=True, slots=True)
class Coverage:
    """The reporters of a provincial sum at one day.

    Attributes
    ----------
    expected
        Those that report on their own at that day.
    heard
        Those that reported for the period.
    carried
        Those that stand at an older figure, with its day.
    without
        Those of which no figure is known.
    partial
        Those whose figure lacks months.
    """

    expected: tuple[str, ...]
    heard: tuple[str, ...]
    carried: Mapping[str, date]
    without: tuple[str, ...]
    partial: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Those that could still add to the sum."""
        return tuple(dict.fromkeys((*self.carried, *self.without, *self.partial)))


def cover(plan: Plan, metric: Metric, parts: Mapping[str, Series], as_of: date) -> Coverage:
    """Tell who stands in the sum at `as_of`; nobody is expected of a ratio."""
    expected = () if not metric.kind.adds_up else plan.cities_of(metric, as_of)
    own = {city: only_valid(plan, parts[city]) for city in expected if city in parts}
    latest = {city: _latest(metric, series, as_of) for city, series in own.items()}
    # one that stated something later, but no total, stands in the sum at its older figure
    overtaken = {
        city for city, point in latest.items() if point and any(point.day < p.day <= as_of for p in own[city].points)
    }
    heard = tuple(city for city in latest if city not in overtaken and is_reported(metric, own[city], as_of))
    return Coverage(
        expected=expected,
        heard=heard,
        carried={city: point.day for city, point in latest.items() if point and city not in heard},
        without=tuple(city for city in expected if latest.get(city) is None),
        partial=tuple(city for city, point in latest.items() if point and point.at_least),
    )


def _latest(metric: Metric, series: Series, as_of: date) -> Point | None:
    """Return the point that is added; an annual figure does not last into another year."""
    point = series.latest(as_of)
    if point is None or not metric.kind.yearly:
        return point
    ends = series.month_ends
    return point if year_number(point.day, ends) == year_number(as_of, ends) else None


def open_targets(
    plan: Plan,
    metric: Metric,
    parts: Mapping[str, Series],
    shares: Mapping[str, Target],
    target: Target,
    as_of: date,
) -> Fraction | None:
    """Add up what the missing places' own targets leave open: the most that is yet to come, as far as tasks go.

    ``None`` where one of them has no task for the target's own span: then nothing limits it.

    Parameters
    ----------
    shares
        The reporters' own targets of the same metric.
    """
    total = Fraction(0)
    for city in _missing_for(plan, metric, parts, target, as_of):
        own = shares.get(city)
        if own is None or own.due != target.due or own.role is Role.INDICATIVE:
            return None
        known = actual_towards(parts[city], own, as_of) if city in parts else None
        total += max(Fraction(0), Fraction(own.value) - Fraction(known.value if known else 0))
    return total


def _missing_for(
    plan: Plan, metric: Metric, parts: Mapping[str, Series], target: Target, as_of: date
) -> tuple[str, ...]:
    """List who could still add to the sum: before the due day to that of the period, then to that of the due day."""
    if as_of < target.due:
        missing = cover(plan, metric, parts, as_of).missing
        open_spans = [
            city for city in plan.cities_of(metric, as_of) if _lacks_span(plan, parts.get(city), target, as_of)
        ]
        return tuple(dict.fromkeys((*missing, *open_spans)))
    found = []
    for city in plan.cities_of(metric, as_of):
        if _lacks_span(plan, parts.get(city), target, as_of):
            found.append(city)
            continue
        last = only_valid(plan, parts[city]).latest(as_of) if city in parts else None
        stock = metric.kind.level
        told = parts[city].at(target.due) if stock and city in parts else last
        if told is None or told.total is None or told.day < target.due or told.at_least:
            found.append(city)
    return tuple(found)


def _lacks_span(plan: Plan, series: Series | None, target: Target, as_of: date) -> bool:
    """Tell whether what a place did within the target's own span is not known whole, though its total may be."""
    if series is None:
        return True
    known = actual_towards(only_valid(plan, series), target, as_of)
    return known is None or known.at_least
