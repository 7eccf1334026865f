"""One metric: the province, every place in official order, the ranking, and what is not yet allocated."""

from dataclasses import dataclass
from datetime import date

from data.access import Access
from data.moments import known_moment, looking_day
from data.queries.judging import judge_plan
from data.queries.ranks import list_ranked
from data.queries.statements import KnownAt, latest_day, read_plan
from data.reference.published import Published, published_for
from metrics.cumulation.series import Series
from metrics.plan import Metric, Plan
from metrics.progress.catchup import CatchUp
from metrics.progress.judging import Progress
from metrics.progress.targets import AllocationGap


@dataclass(frozen=True, slots=True)
class MetricView:
    """All that a metric's page shows.

    Attributes
    ----------
    province
        ``None`` where nothing was accepted at all.
    lines
        Every place in official order; to a place that has no such task it is 不适用.
    ranked
        The cities that may be ranked, the furthest ahead first; systems and counties stand apart.
    catchups
        By place, what its own target still takes.
    gap
        未分解 (positive) or 超分解 (negative); ``None`` where nothing is allocated.
    """

    plan: Plan
    metric: Metric
    as_of: date | None
    province: tuple[Progress, Series] | None
    lines: tuple[tuple[Progress, Series], ...]
    ranked: tuple[Progress, ...]
    gap: AllocationGap | None
    catchup: CatchUp | None
    catchups: dict[str, CatchUp]
    published: tuple[Published, ...]

    @property
    def ranks(self) -> dict[str, int]:
        """The place of each ranked city; those level share one: 1, 2, 2, 4."""
        leads = [one.lead for one in self.ranked]
        return {one.city: 1 + leads.index(one.lead) for one in self.ranked}


def fetch_metric(
    access: Access, plan_id: str, metric: str, as_of: date | None = None, known_at: KnownAt = None
) -> MetricView:
    """Judge one metric of every place; raise ``KeyError`` when the plan has no such metric."""
    access.require("read")
    key = ("metric", plan_id, metric, as_of, known_moment(known_at), looking_day(known_at))
    return access.store.remember(key, lambda: _judge_metric(access, plan_id, metric, as_of, known_at))


def _judge_metric(access: Access, plan_id: str, metric_id: str, as_of: date | None, known_at: KnownAt) -> MetricView:
    plan = read_plan(plan_id)
    metric = plan.metric(metric_id)
    day = as_of or latest_day(access, plan_id, known_at)
    published = published_for(plan, metric_id, day, known_at)
    if day is None:
        return MetricView(plan, metric, None, None, (), (), None, None, {}, published)
    judgement = judge_plan(access, plan_id, day, known_at)
    lines = tuple((judgement.progress(metric, city), judgement.series(metric, city)) for city in judgement.places)
    whole = judgement.progress(metric, plan.province)
    return MetricView(
        plan=plan,
        metric=metric,
        as_of=day,
        province=(whole, judgement.series(metric, plan.province)),
        lines=lines,
        ranked=tuple(one for _, one in list_ranked(progress for progress, _ in lines)),
        gap=judgement.allocation_gap(metric),
        catchup=judgement.catchup(metric, plan.province, whole.target),
        catchups={
            one.city: found
            for one, _ in lines
            if (found := judgement.catchup(metric, one.city, one.target)) is not None
        },
        published=published,
    )
