"""Totals from statements that lean on each other: values known at a day, amounts between two days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from metrics.months import list_month_ends, month_end
from metrics.observation import Observation

ALWAYS = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Known:
    """A value at the end of a day, and what it rests on.

    `tolerance` is half of the last printed digit, summed over the statements that were added.
    """

    day: date
    value: Decimal
    tolerance: Decimal = Decimal(0)
    at_least: bool = False
    missing: tuple[date, ...] = ()
    sources: tuple[Observation, ...] = ()
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """An amount between the end of `after` and the end of `day`.

    A `loose` one may also be added across missing months; 本年累计 may not.
    """

    after: date
    day: date
    value: Decimal
    source: Observation
    loose: bool


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two ways to one figure that differ by more than half of the last printed digit."""

    day: date
    stands: Decimal
    differs: Decimal
    sources: tuple[Observation, ...]
    against: tuple[Observation, ...]


def accepted_order(observation: Observation) -> tuple[bool, datetime]:
    """Order statements by acceptance; one not yet accepted is the newest."""
    moment = observation.accepted
    if moment is None:
        return True, ALWAYS
    return False, moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def half_digit(observation: Observation) -> Decimal:
    """Return half of the last printed digit; a count printed to the unit was not rounded at all."""
    return Decimal(0) if observation.precision == 1 else observation.precision / 2


def resolve_totals(
    days: Iterable[date],
    stated: Mapping[date, Sequence[Known]],
    spans: Iterable[Stretch],
    base: Mapping[date, Known],
    *,
    month_ends: int | None = None,
    backward: bool = False,
    adds_up: bool = False,
) -> tuple[dict[date, Known], tuple[Disagreement, ...]]:
    """Find the value at each day from stated values, and from amounts added to known ones.

    Parameters
    ----------
    base
        Values known beforehand (0 at a plan's start).
    backward
        Also subtract amounts from later stated values where the way forward is not complete.
    adds_up
        The figure only grows (a flow): 本年累计 betters a lower bound, even across missing months.
    """
    into: dict[date, list[Stretch]] = {}
    for span in spans:
        into.setdefault(span.day, []).append(span)
    order = sorted(set(days))
    known, disagreements = _add_forward(order, stated, into, base, month_ends, adds_up)
    if backward:
        inferred = _subtract_backward(order, known, into, min(base, default=None))
        if inferred:
            known, disagreements = _add_forward(order, stated, into, {**inferred, **base}, month_ends, adds_up)
    return known, disagreements


def _add_forward(
    order: list[date],
    stated: Mapping[date, Sequence[Known]],
    into: Mapping[date, list[Stretch]],
    base: Mapping[date, Known],
    month_ends: int | None,
    adds_up: bool,
) -> tuple[dict[date, Known], tuple[Disagreement, ...]]:
    known = dict(base)
    disagreements: list[Disagreement] = []
    for day in order:
        ways = [_extend(known[span.after], span) for span in into.get(day, ()) if span.after in known]
        if not any(not way.at_least for way in ways):
            ways += _bridge_gaps(known, into.get(day, ()), month_ends)
            ways += _keep_reached(known, day, into.get(day, ()))
            if adds_up:
                ways += _better_bound(known, ways, day, into.get(day, ()), month_ends)
        ways += stated.get(day, ())
        if day not in stated and day in base:
            ways.append(base[day])
        if not ways:
            continue
        winner = _choose(ways)
        disagreements += _compare(winner, ways)
        known[day] = winner
    return known, tuple(disagreements)


def _extend(origin: Known, span: Stretch, missing: tuple[date, ...] = ()) -> Known:
    return Known(
        day=span.day,
        value=origin.value + span.value,
        tolerance=origin.tolerance + half_digit(span.source),
        at_least=origin.at_least or origin.day < span.after,
        missing=origin.missing + missing,
        sources=(*origin.sources, span.source),
    )


def _bridge_gaps(known: Mapping[date, Known], spans: Iterable[Stretch], month_ends: int | None) -> list[Known]:
    ways = []
    for span in spans:
        if not span.loose or span.after in known:
            continue
        before = max((day for day in known if day < span.after), default=None)
        if before is not None:
            missing = list_month_ends(before, span.after, month_ends) or (month_end(before, month_ends),)
            ways.append(_extend(known[before], span, missing))
    return ways


def _keep_reached(known: Mapping[date, Known], day: date, spans: Iterable[Stretch]) -> list[Known]:
    """An amount that reaches back behind a known value adds nothing certain to it, and takes nothing away."""
    before = max((one for one in known if one < day), default=None)
    if before is None or not any(span.loose and span.after < before and span.value >= 0 for span in spans):
        return []
    held = known[before]
    return [replace(held, day=day, at_least=True, missing=(*held.missing, day), stated=False)]


def _better_bound(
    known: Mapping[date, Known], ways: list[Known], day: date, spans: Iterable[Stretch], month_ends: int | None
) -> list[Known]:
    """本年累计 that exceeds the sum of the months that are known is the better lower bound of a flow."""
    held = max((one for one in known if one <= day), default=None)
    bounds = [*ways, *([known[held]] if held is not None else [])]
    if not any(one.at_least for one in bounds):
        return []
    found = []
    for span in spans:
        before = max((one for one in known if one <= span.after), default=None)
        if span.loose or before is None or span.after in known:
            continue
        way = _extend(known[before], span, list_month_ends(before, span.after, month_ends))
        if way.value > max(one.value for one in bounds if one.at_least):
            found.append(way)
    return found


def _choose(ways: list[Known]) -> Known:
    """Take a whole figure before a partial one, and of whole ones that differ the later accepted."""
    whole = [way for way in ways if not way.at_least]
    if not whole:
        return max(ways, key=lambda way: way.value)
    stated = next((way for way in whole if way.stated), None)
    if stated and all(_agree(stated, way) for way in whole):
        return stated
    return max(whole, key=lambda way: (_newest(way), way.stated, -way.tolerance))


def _newest(way: Known) -> tuple[bool, datetime]:
    return max((accepted_order(source) for source in way.sources), default=(False, ALWAYS))


def _agree(one: Known, other: Known) -> bool:
    return abs(one.value - other.value) <= one.tolerance + other.tolerance


def _compare(winner: Known, ways: list[Known]) -> list[Disagreement]:
    found = []
    for way in ways:
        if way is winner or _agree(winner, way):
            continue
        if way.at_least and (winner.at_least or way.value < winner.value):
            continue  # a lower bound below the figure contradicts nothing
        found.append(Disagreement(winner.day, winner.value, way.value, winner.sources, way.sources))
    return found


def _subtract_backward(
    order: list[date],
    known: Mapping[date, Known],
    into: Mapping[date, list[Stretch]],
    first: date | None,
) -> dict[date, Known]:
    inferred: dict[date, Known] = {}
    for day in reversed(order):
        later = inferred.get(day) or known.get(day)
        if later is None or later.at_least:
            continue
        for span in into.get(day, ()):
            here = inferred.get(span.after) or known.get(span.after)
            value = later.value - span.value
            if (here and not here.at_least) or value < 0 or (first and span.after < first):
                continue
            inferred[span.after] = replace(
                later,
                day=span.after,
                value=value,
                tolerance=later.tolerance + half_digit(span.source),
                sources=(*later.sources, span.source),
                stated=False,
            )
    return inferred
