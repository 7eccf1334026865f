"""Of the periods that titles, lines and names state, the one that is meant."""

import itertools
from dataclasses import replace

from intake.words.periods import OPEN, Period


def join_periods(periods: list[Period]) -> Period | None:
    """Return what several periods of one layer say together; ``None`` where they say different things.

    A year completes a month, a month a part of it, and a cut-off ends the span that it stands in: 2019年 and
    截至6月16日 are 1 January to 16 June.
    """
    distinct = list(dict.fromkeys(periods))
    if not distinct:
        return None
    years = {one.year for one in distinct if one.year} if all(one.one_year for one in distinct) else set()
    if len(years) == 1:
        distinct = list(dict.fromkeys(one.within(next(iter(years))) for one in distinct))
    closed = [one for one in distinct if one.last != OPEN]
    if len(closed) != len(distinct):
        outer = join_periods(closed) if closed else None
        inner = [anchored for one in distinct if one.last == OPEN and (anchored := one.anchored(outer))]
        return join_periods(inner) if inner else outer or (distinct[0] if len(distinct) == 1 else None)
    joined: Period | None = distinct[0]
    for other in distinct[1:]:
        joined = _join(joined, other) if joined else None
    return joined


def _join(one: Period, other: Period) -> Period | None:
    if one == other:
        return one
    if one.year is None or other.year is None:
        return None
    for outer, inner in ((one, other), (other, one)):
        if inner.cutoff:
            found = _end_at(outer, inner)
            if found is not None:
                return found
        elif outer.start <= inner.start and inner.end <= outer.end and not outer.cutoff:
            return inner
    return None


def _end_at(span: Period, cutoff: Period) -> Period | None:
    """Return a span ended by a cut-off that stands in it."""
    if span.cutoff:
        return None
    if span.end == cutoff.end:
        return replace(span, running=True, dated=True) if span.whole_year else span
    if not span.start <= cutoff.end <= span.end:
        return None
    if span.first == span.last:
        return replace(span, day=cutoff.day)
    running = span.running or (span.first == 1 and (cutoff.last > 1 or cutoff.day is not None))
    if span.first != 1 and cutoff.last != span.last:
        return cutoff
    return replace(span, last=cutoff.last, day=cutoff.day, running=running, dated=True)


def narrow(period: Period | None, other: Period | None) -> Period | None:
    """Return a period narrowed by a weaker statement: a year that another layer's month or day completes."""
    if period is None or other is None:
        return period or other
    if period.whole_year or period.last == OPEN or period.year is None:
        return join_periods([period, other]) or period
    return period


def clash(one: Period | None, other: Period | None) -> bool:
    """Whether two layers state different ends of their own; a mere year clashes with no month."""
    if one is None or other is None or OPEN in (one.last, other.last) or one.whole_year or other.whole_year:
        return False
    if None not in (one.year, other.year) and one.one_year and other.one_year and one.year != other.year:
        return True
    return one.last != other.last or ((one.day or 0) != (other.day or 0) and _named_days(one, other))


def _named_days(one: Period, other: Period) -> bool:
    """Whether both name a day; a month says nothing against a day in it that closes it."""
    within = [period for period in (one, other) if period.day is not None and period.year and period.ends_within_month]
    return bool(within)


def are_consistent(periods: list[Period]) -> bool:
    """Whether no two of them state different ends."""
    return not any(clash(one, other) for one, other in itertools.combinations(periods, 2))
