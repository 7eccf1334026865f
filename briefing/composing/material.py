"""What a brief is composed from: the same views that the pages show, fetched together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from briefing.brief import Scope
from data.access import Access
from data.moments import known_moment
from data.queries.city import CityView, fetch_city
from data.queries.metric import MetricView, fetch_metric
from data.queries.overview import Overview, fetch_overview
from data.queries.period import PeriodLine, fetch_period
from data.queries.statements import KnownAt
from data.store import DEMO
from metrics.plan import Metric, Plan


@dataclass(frozen=True, slots=True)
class Material:
    """The views of one scope at one as-of day.

    Attributes
    ----------
    metrics
        By metric id: the province, every place and the ranking.
    cities
        The views of the scope's cities; of the province alone for the other kinds.
    period
        What was gained, where the scope has a period.
    """

    scope: Scope
    plan: Plan
    as_of: date
    known_at: datetime | None
    demo: bool
    overview: Overview
    metrics: Mapping[str, MetricView]
    cities: tuple[CityView, ...]
    period: tuple[PeriodLine, ...] = ()

    @property
    def shown(self) -> tuple[Metric, ...]:
        """The metrics that the brief tells at length: the chosen ones, else the headline ones."""
        if self.scope.chosen:
            return tuple(one for one in self.plan.metrics if one.id in self.scope.chosen)
        return tuple(one for one in self.plan.metrics if one.headline) or self.plan.metrics

    @property
    def beside(self) -> tuple[Metric, ...]:
        """The metrics that it names in passing."""
        if self.scope.chosen:
            return ()
        return tuple(one for one in self.plan.metrics if one not in self.shown)


def fetch_material(
    access: Access, scope: Scope, as_of: date | None = None, known_at: KnownAt = None
) -> Material | None:
    """Fetch the views of a scope; ``None`` where nothing that ends by the as-of day was accepted.

    Raises
    ------
    KeyError
        When there is no such plan or metric.
    """
    if scope.period is not None:
        as_of = scope.period[1]
    overview = fetch_overview(access, scope.plan, as_of, known_at)
    if overview.as_of is None or not any(day <= overview.as_of for day in overview.days):
        return None
    plan, day = overview.plan, overview.as_of
    for metric in scope.chosen:
        plan.metric(metric)
    places = scope.cities or (plan.province,)
    return Material(
        scope=scope,
        plan=plan,
        as_of=day,
        known_at=known_moment(known_at),
        demo=access.store.nature == DEMO,
        overview=overview,
        metrics={one.id: fetch_metric(access, plan.id, one.id, day, known_at) for one in plan.metrics},
        cities=tuple(fetch_city(access, plan.id, city, day, known_at) for city in places),
        period=fetch_period(access, plan.id, _places_of(scope, plan), *scope.period, known_at) if scope.period else (),
    )


def _places_of(scope: Scope, plan: Plan) -> tuple[str, ...]:
    return scope.cities or (plan.province, *plan.reporters)
