"""The province's series: the sum of its cities, each at its last accepted value."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from metrics.cumulation.amounts import PeriodAmount
from metrics.cumulation.series import Point, Series
from metrics.months import year_number
from metrics.plan import Metric, Plan
from metrics.progress.reporting import expected_period


def sum_series(
    plan: Plan,
    metric: Metric,
    parts: Mapping[str, Series],
    as_of: date,
    apart: Mapping[str, Sequence[Series]] | None = None,
) -> Series:
    """Add up the series of the plan's reporters.

    Only reporters count: county-level cities stand within their cities, but where a sheet's total proved or
    its reporter answered that they stand beside them (`apart`: their series by the parent's code) they are added on the
    very days for which the parent's figure stands. A city missing at a day stands
    at its last value (`Point.carried`); one that never reported is left out and the total is a
    lower bound; one that no longer reports on its own stands in the figures of others. An annual
    figure is not carried into another year. A ratio is never summed: the province's own statements
    serve, as they do where the metric expects none from the cities.
    """
    own = parts.get(plan.province)
    reporters = plan.cities_of(metric)
    present = {city: only_valid(plan, parts[city]) for city in reporters if city in parts and parts[city].points}
    present = {city: series for city, series in present.items() if series.points}
    if not metric.kind.adds_up or not present:
        return own or Series(metric, plan.province, month_ends=plan.month_ends, deadline=plan.deadline)
    beside = {city: tuple(apart.get(city, ())) for city in present} if apart else {}
    days = sorted({p.day for series in present.values() for p in series.points if p.day <= as_of})
    points = tuple(_sum_points(plan, metric, present, beside, day) for day in days)
    return Series(
        metric=metric,
        city=plan.province,
        points=tuple(point for point in points if point is not None),
        amounts=_sum_amounts(present, beside),
        disagreements=tuple(d for series in present.values() for d in series.disagreements),
        baseline_unverified=any(series.baseline_unverified for series in present.values()),
        counted_from_zero=any(series.counted_from_zero for series in present.values()),
        month_ends=plan.month_ends,
        deadline=plan.deadline,
    )


def only_valid(plan: Plan, series: Series) -> Series:
    """Return a reporter's series without what it says of days at which its figures stand in those of others."""
    validity = plan.validity_of(series.city)
    if validity is None:
        return series
    return replace(
        series,
        points=tuple(point for point in series.points if validity.holds(point.day)),
        amounts=tuple(one for one in series.amounts if validity.holds(one.start) and validity.holds(one.end)),
    )


def _sum_points(
    plan: Plan,
    metric: Metric,
    present: Mapping[str, Series],
    beside: Mapping[str, Sequence[Series]],
    day: date,
) -> Point | None:
    annual, month_ends = metric.kind.yearly, plan.month_ends
    reporters = plan.cities_of(metric, day)
    held: dict[str, Point] = {}
    years: dict[str, Point] = {}
    for city, series in present.items():
        if city not in reporters:
            continue
        point = series.latest(day)
        if point and not (annual and _other_year(point.day, day, month_ends)):
            held[city] = point
        told = next((p for p in reversed(series.points) if p.day <= day and p.year_total is not None), None)
        if told and not _other_year(told.day, day, month_ends):
            years[city] = told
    if not held and not years:
        return None
    added = [p for city, point in held.items() for p in _points_beside(beside.get(city, ()), point.day)]
    opening, _ = expected_period(metric, day, plan.deadline, month_ends)
    complete = len(held) == len(reporters)
    return Point(
        day=day,
        total=sum((p.total for p in (*held.values(), *added) if p.total is not None), Decimal(0)) if held else None,
        year_total=sum((p.year_total for p in _with_beside(years, beside) if p.year_total is not None), Decimal(0))
        if years
        else None,
        at_least=not complete or any(point.at_least for point in held.values()),
        sources=tuple(source for point in (*held.values(), *added) for source in point.sources[-1:]),
        year_at_least=len(years) < len(reporters) or any(p.year_at_least or p.day < opening for p in years.values()),
        cities=len(held),
        carried=tuple(city for city, point in held.items() if point.day < opening),
        oldest=min((point.day for point in held.values()), default=None),
        year_carried=tuple(city for city, point in years.items() if point.day < opening),
        year_oldest=min((point.day for point in years.values()), default=None),
    )


def _points_beside(counties: Sequence[Series], day: date) -> list[Point]:
    """Return the counties' points of a day; a county is never carried beside a later figure of its city."""
    return [point for series in counties for point in series.points if point.day == day]


def _with_beside(points: Mapping[str, Point], beside: Mapping[str, Sequence[Series]]) -> list[Point]:
    found = list(points.values())
    for city, point in points.items():
        found += _points_beside(beside.get(city, ()), point.day)
    return found


def _other_year(one: date, other: date, month_ends: int | None) -> bool:
    return year_number(one, month_ends) != year_number(other, month_ends)


def _sum_amounts(present: Mapping[str, Series], beside: Mapping[str, Sequence[Series]]) -> tuple[PeriodAmount, ...]:
    """Add amounts of the very same period; a city without one is not in that bar."""
    found: dict[tuple[date, date], list[PeriodAmount]] = {}
    for series in present.values():
        for amount in series.amounts:
            found.setdefault((amount.start, amount.end), []).append(amount)
    extra: dict[tuple[date, date], Decimal] = {}
    for city, counties in beside.items():
        periods = {(amount.start, amount.end) for amount in present[city].amounts}
        for amount in (amount for series in counties for amount in series.amounts):
            if (amount.start, amount.end) in periods:
                extra[amount.start, amount.end] = extra.get((amount.start, amount.end), Decimal(0)) + amount.value
    return tuple(
        PeriodAmount(
            start=start,
            end=end,
            value=sum((a.value for a in amounts), extra.get((start, end), Decimal(0))),
            sources=tuple(source for a in amounts for source in a.sources),
            derived=any(a.derived for a in amounts),
            cities=len(amounts),
        )
        for (start, end), amounts in sorted(found.items())
    )
