"""One place, or the province: every metric with its series, targets and what is left to do."""

from dataclasses import dataclass
from datetime import date

from data.access import Access
from data.handins.handin import Submission
from data.handins.in_force import read_breakdown
from data.moments import known_moment, looking_day
from data.queries.counties import CountyFigures, list_counties
from data.queries.handins import handins_by
from data.queries.judging import judge_plan
from data.queries.statements import KnownAt, in_force_of, latest_day, read_plan
from data.reference.places import COUNTY, load_cities
from data.reference.published import Published, published_for
from metrics.cumulation.series import Series
from metrics.observation import Observation
from metrics.plan import Metric, Plan, Target
from metrics.progress.catchup import CatchUp
from metrics.progress.judging import Progress


@dataclass(frozen=True, slots=True)
class MetricLine:
    """One metric of the place.

    `targets` are those that serve at the as-of day; `published` is filled for the province only.
    """

    metric: Metric
    progress: Progress
    series: Series
    targets: tuple[Target, ...]
    catchup: CatchUp | None
    published: tuple[Published, ...]


@dataclass(frozen=True, slots=True)
class CityView:
    """All that a city's page shows.

    Attributes
    ----------
    lines
        In the plan's order; empty where nothing was accepted at all.
    breakdown
        Parts (districts, 其中) and their statements: of each metric those with the latest end.
    counties
        The same metric by metric, beside what the city itself states.
    submissions
        Hand-ins that speak of the place at the as-of day or before, as far as the user may see them.
    """

    plan: Plan
    city: str
    as_of: date | None
    lines: tuple[MetricLine, ...]
    breakdown: tuple[tuple[str, Observation], ...]
    counties: tuple[CountyFigures, ...]
    submissions: tuple[Submission, ...]


def fetch_city(
    access: Access, plan_id: str, city: str, as_of: date | None = None, known_at: KnownAt = None
) -> CityView:
    """Judge every metric of one place; the province's code gives the sums."""
    plan = read_plan(plan_id)
    day = as_of or latest_day(access, plan_id, known_at)
    spoken = handins_by(access, plan_id, day, known_at, city)
    if day is None:
        return CityView(plan, city, None, (), (), (), spoken)
    key = ("city", plan_id, city, day, known_moment(known_at), looking_day(known_at))
    lines, breakdown = access.store.remember(key, lambda: _judge_city(access, plan, city, day, known_at))
    stated = in_force_of(access, plan, known_at).observations
    own = [one for metric in plan.metrics for one in stated.get((metric.id, city), ())]
    counties = [
        (place.name, one)
        for place in load_cities(plan.province)
        if place.kind == COUNTY and place.parent == city
        for metric in plan.metrics
        for one in stated.get((metric.id, place.code), ())
        if one.end <= day
    ]
    return CityView(plan, city, day, lines, breakdown, list_counties(plan, breakdown, own, counties), spoken)


def _judge_city(
    access: Access, plan: Plan, city: str, day: date, known_at: KnownAt
) -> tuple[tuple[MetricLine, ...], tuple[tuple[str, Observation], ...]]:
    judgement = judge_plan(access, plan.id, day, known_at)
    lines = []
    for metric in plan.metrics:
        progress = judgement.progress(metric, city)
        lines.append(
            MetricLine(
                metric=metric,
                progress=progress,
                series=judgement.series(metric, city),
                targets=judgement.targets(metric, city),
                catchup=judgement.catchup(metric, city, progress.target),
                published=published_for(plan, metric.id, day, known_at) if city == plan.province else (),
            )
        )
    with access.store.cursor() as cursor:
        parts = read_breakdown(cursor, in_force_of(access, plan, known_at), city)
    latest: dict[str, date] = {}
    for _, one in parts:
        if one.end <= day:
            latest[one.metric] = max(one.end, latest.get(one.metric, one.end))
    return tuple(lines), tuple(pair for pair in parts if latest.get(pair[1].metric) == pair[1].end)
