"""The overview: where the province stands, every place beside it, and what changed since the last as-of day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from data.access import Access
from data.moments import known_moment, looking_day
from data.queries.judging import PlanFigures, judge_plan
from data.queries.ranks import rank_cities
from data.queries.statements import KnownAt, as_of_days, latest_day, read_plan
from metrics.cumulation.series import Series
from metrics.plan import Plan
from metrics.progress.judging import Progress, lacks_total
from metrics.progress.status import UNREPORTED
from metrics.progress.targets import AllocationGap


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that is not what it was at the previous as-of day."""

    metric: str
    city: str
    before: Progress
    after: Progress

    @property
    def turned(self) -> bool:
        """Whether the status is another one, not only the figure."""
        return self.before.status is not self.after.status


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the overview shows.

    Attributes
    ----------
    as_of, previous
        The as-of day and the one before it; ``None`` where nothing was accepted.
    days
        All possible as-of days, earliest first.
    headline, supporting
        Progress and series of the province, in the plan's order.
    cells, series
        Progress and series of every place by (city, metric), in official order.
    ranks, ranks_before
        By metric, the places of the cities that may be ranked, now and at the previous as-of day.
    changes
        Turned statuses first, the largest difference of lead first.
    unreported, pending, incomparable
        Metrics that a place has not reported, that wait to be accepted, or whose report gives no total,
        for the as-of period.
    allocation_gaps
        未分解 or 超分解 of each metric that is allocated.
    """

    plan: Plan
    as_of: date | None
    previous: date | None = None
    days: tuple[date, ...] = ()
    headline: tuple[tuple[Progress, Series], ...] = ()
    supporting: tuple[tuple[Progress, Series], ...] = ()
    cells: dict[tuple[str, str], Progress] = field(default_factory=dict)
    series: dict[tuple[str, str], Series] = field(default_factory=dict)
    ranks: dict[str, dict[str, int]] = field(default_factory=dict)
    ranks_before: dict[str, dict[str, int]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    unreported: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pending: dict[str, tuple[str, ...]] = field(default_factory=dict)
    incomparable: dict[str, tuple[str, ...]] = field(default_factory=dict)
    allocation_gaps: tuple[AllocationGap, ...] = ()


def fetch_overview(access: Access, plan_id: str, as_of: date | None = None, known_at: KnownAt = None) -> Overview:
    """Judge the whole plan at an as-of day.

    Parameters
    ----------
    as_of
        ``None`` for the latest day for which most places have reported.
    known_at
        Only what had been accepted by then.
    """
    access.require("read")
    key = ("overview", plan_id, as_of, known_moment(known_at), looking_day(known_at))
    return access.store.remember(key, lambda: _judge_all(access, plan_id, as_of, known_at))


def _judge_all(access: Access, plan_id: str, as_of: date | None, known_at: KnownAt) -> Overview:
    plan = read_plan(plan_id)
    days = as_of_days(access, plan_id, known_at)
    day = as_of or latest_day(access, plan_id, known_at)
    if day is None:
        return Overview(plan, None)
    now = judge_plan(access, plan_id, day, known_at)
    cells = _list_cells(now)
    previous = max((one for one in days if one < day), default=None)
    before = _list_cells(judge_plan(access, plan_id, previous, known_at)) if previous else {}
    whole = [(now.progress(metric, plan.province), now.series(metric, plan.province)) for metric in plan.metrics]
    gaps = [now.allocation_gap(metric) for metric in plan.metrics]
    return Overview(
        plan=plan,
        as_of=day,
        previous=previous,
        days=days,
        headline=tuple(pair for pair in whole if pair[0].metric.headline),
        supporting=tuple(pair for pair in whole if not pair[0].metric.headline),
        cells=cells,
        series={(city, metric.id): now.series(metric, city) for city in now.places for metric in plan.metrics},
        ranks=_rank_all(cells),
        ranks_before=_rank_all(before),
        changes=_list_changes(before, cells),
        unreported=_list_expected(plan, cells, lambda one: one.status in UNREPORTED),
        pending=_list_expected(plan, cells, lambda one: now.is_pending(one.metric, one.city)),
        incomparable=_list_expected(plan, cells, lacks_total),
        allocation_gaps=tuple(gap for gap in gaps if gap is not None),
    )


def _list_cells(judgement: PlanFigures) -> dict[tuple[str, str], Progress]:
    return {
        (city, metric.id): judgement.progress(metric, city)
        for city in judgement.places
        for metric in judgement.plan.metrics
    }


def _rank_all(cells: dict[tuple[str, str], Progress]) -> dict[str, dict[str, int]]:
    metrics = dict.fromkeys(metric for _, metric in cells)
    return {metric: rank_cities(one for (_, own), one in cells.items() if own == metric) for metric in metrics}


def _list_changes(
    before: dict[tuple[str, str], Progress], after: dict[tuple[str, str], Progress]
) -> tuple[Change, ...]:
    found: Iterable[Change] = (
        Change(metric, city, before[city, metric], now)
        for (city, metric), now in after.items()
        if (city, metric) in before
    )
    changed = [one for one in found if one.turned or one.before.actual != one.after.actual]
    return tuple(sorted(changed, key=lambda one: (not one.turned, -_lead_moved(one))))


def _lead_moved(change: Change) -> float:
    if change.before.lead is None or change.after.lead is None:
        return 0.0
    return float(abs(change.after.lead - change.before.lead))


def _list_expected(
    plan: Plan, cells: dict[tuple[str, str], Progress], applies: Callable[[Progress], bool]
) -> dict[str, tuple[str, ...]]:
    """List by reporter the metrics of which that holds; a county is not expected to report apart."""
    found: dict[str, tuple[str, ...]] = {}
    for (city, metric), progress in cells.items():
        if applies(progress) and city in plan.reporters:
            found[city] = (*found.get(city, ()), metric)
    return found
