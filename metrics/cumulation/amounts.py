"""Amounts of periods, for bars: as given, or as the difference of two cumulative figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from metrics.cumulation.chain import Known, Stretch, accepted_order
from metrics.months import ONE_DAY, year_number, year_start
from metrics.observation import Basis, Observation


@dataclass(frozen=True, slots=True)
class PeriodAmount:
    """What was added from `start` to `end`.

    `derived` is true for a difference of cumulative figures; `cities` counts the cities in it.
    """

    start: date
    end: date
    value: Decimal
    sources: tuple[Observation, ...] = ()
    derived: bool = False
    cities: int = 1


def list_amounts(
    spans: Iterable[Stretch],
    totals: Mapping[date, Known],
    years: Mapping[date, Known],
    month_ends: int | None = None,
) -> tuple[PeriodAmount, ...]:
    """List amounts that do not overlap, the shortest periods first, in order of time."""
    taken: list[PeriodAmount] = []
    for amount in [*_given(spans), *_differences(totals, years, month_ends)]:
        if all(amount.end < other.start or other.end < amount.start for other in taken):
            taken.append(amount)
    return tuple(sorted(taken, key=lambda amount: amount.start))


def _given(spans: Iterable[Stretch]) -> list[PeriodAmount]:
    given = [span for span in spans if span.source.basis is Basis.DURING]
    given.sort(key=lambda span: accepted_order(span.source), reverse=True)
    given.sort(key=lambda span: span.day - span.after)
    return [PeriodAmount(s.after + ONE_DAY, s.day, s.value, (s.source,)) for s in given]


def _differences(
    totals: Mapping[date, Known], years: Mapping[date, Known], month_ends: int | None
) -> list[PeriodAmount]:
    whole = [totals[day] for day in sorted(totals) if not totals[day].at_least]
    found = [_subtract(earlier, later) for earlier, later in pairwise(whole)]
    by_year: dict[int, list[Known]] = {}
    for day in sorted(years):
        if not years[day].at_least:
            by_year.setdefault(year_number(day, month_ends), []).append(years[day])
    for figures in by_year.values():
        opening = year_start(figures[0].day, month_ends) - ONE_DAY
        chain = [Known(opening, Decimal(0)), *figures]
        found += [_subtract(earlier, later) for earlier, later in pairwise(chain)]
    return sorted(found, key=lambda amount: amount.end - amount.start)


def _subtract(earlier: Known, later: Known) -> PeriodAmount:
    return PeriodAmount(
        start=earlier.day + ONE_DAY,
        end=later.day,
        value=later.value - earlier.value,
        sources=tuple(dict.fromkeys((*earlier.sources[-1:], *later.sources[-1:]))),
        derived=True,
    )
