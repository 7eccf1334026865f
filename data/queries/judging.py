"""Progress of every place at one as-of day, from one in_force; each series is built once."""

from collections import defaultdict
from datetime import date

from data.access import Access
from data.cache import Kept
from data.handins.allocations import targets_on
from data.handins.in_force import InForce
from data.moments import known_moment, looking_day
from data.queries.statements import KnownAt, in_force_of, read_plan
from data.reference.places import load_cities
from metrics.cumulation.series import Point, Series, build_series
from metrics.plan import Metric, Plan, Target
from metrics.progress.catchup import CatchUp, plan_catchup
from metrics.progress.judging import Progress, is_reported, judge_progress, sum_progress
from metrics.progress.province import sum_series
from metrics.progress.targets import AllocationGap, find_allocation_gap, target_at, target_of_year


def judge_plan(access: Access, plan_id: str, as_of: date, known_at: KnownAt = None) -> "PlanFigures":
    """Return the judgement of a plan at a day; kept until the next write, shared by all pages."""
    today = looking_day(known_at)

    def judge() -> PlanFigures:
        return PlanFigures(read_plan(plan_id), in_force_of(access, plan_id, known_at), as_of, access.store.kept, today)

    return access.store.remember(("judgement", plan_id, as_of, known_moment(known_at), today), judge)


class PlanFigures:
    """The figures of a plan, as one in_force tells them at the end of one day, to whoever looks `today`."""

    def __init__(self, plan: Plan, in_force: InForce, as_of: date, kept: Kept, today: date | None = None) -> None:
        self.plan = plan
        self.as_of = as_of
        self.today = today
        self._book = in_force
        self._kept = kept
        # Threads may fill these at once: both put the same value there.
        self._series: dict[tuple[str, str], Series] = {}
        self._progress: dict[tuple[str, str], Progress] = {}
        self._targets: dict[tuple[str, str], list[Target]] = defaultdict(list)
        for metric in plan.metrics:
            for target in metric.targets:
                self._targets[metric.id, target.city].append(target)
        for target in targets_on(in_force.targets, as_of):
            # What the province is to reach stands in the plan file and changes by no sheet.
            if target.city != plan.province:
                self._targets[target.metric, target.city].append(target)

    @property
    def places(self) -> tuple[str, ...]:
        """The plan's reporters, and any other place below the province that has stated something."""
        heard = {city for _, city in (*self._book.observations, *self._book.pending)}
        order = [one.code for one in load_cities(self.plan.province)]
        listed = set(self.plan.reporters) | (heard - {self.plan.province})
        known = [code for code in order if code in listed]
        return (*known, *sorted(listed - set(known)))

    def series(self, metric: Metric, city: str) -> Series:
        """Return the series of one metric in one place; of the province, the sum."""
        key = (metric.id, city)
        if key not in self._series:
            if city == self.plan.province:
                self._series[key] = sum_series(self.plan, metric, self._parts(metric), self.as_of, self._apart(metric))
            else:
                self._series[key] = self._own_series(metric, city)
        return self._series[key]

    def progress(self, metric: Metric, city: str) -> Progress:
        """Judge one metric of one place, or of the province."""
        key = (metric.id, city)
        if key not in self._progress:
            self._progress[key] = self._judge(metric, city)
        return self._progress[key]

    def _judge(self, metric: Metric, city: str) -> Progress:
        targets = self.targets(metric, city)
        target = target_at(targets, self.as_of)
        year = target_of_year(targets, self.as_of, target, self.plan.month_ends)
        if city == self.plan.province:
            waiting = tuple(code for code in self.plan.reporters if self.is_pending(metric, code))
            return sum_progress(
                self.plan,
                metric,
                self._parts(metric),
                target,
                self.as_of,
                waiting,
                self._apart(metric),
                today=self.today,
                year=year,
                shares={code: self.targets(metric, code) for code in self.plan.reporters},
            )
        return judge_progress(
            self.plan,
            metric,
            city,
            self.series(metric, city),
            target,
            self.as_of,
            today=self.today,
            year=year,
            pending=self.is_pending(metric, city),
            applicable=self._applies(metric, city),
        )

    def targets(self, metric: Metric, city: str) -> tuple[Target, ...]:
        """Return the targets that serve at the as-of day; the least a ratio must reach holds for every place."""
        own = self._targets.get((metric.id, city), ())
        if not own and not metric.kind.adds_up:
            own = self._targets.get((metric.id, self.plan.province), ())
        return tuple(own)

    def is_pending(self, metric: Metric, city: str) -> bool:
        """Tell whether a submitted, not yet decided statement speaks of the as-of period (待审核)."""
        ends = self._book.pending.get((metric.id, city), ())
        points = tuple(Point(day, None, None) for day in ends)
        waiting = Series(metric, city, points, month_ends=self.plan.month_ends, deadline=self.plan.deadline)
        return is_reported(metric, waiting, self.as_of)

    def catchup(self, metric: Metric, city: str, target: Target | None) -> CatchUp | None:
        """Return what the target still takes; ``None`` without a target and for a ratio."""
        if target is None or not metric.kind.adds_up:
            return None
        return plan_catchup(self.series(metric, city), target, self.as_of)

    def allocation_gap(self, metric: Metric) -> AllocationGap | None:
        """Return what the allocations leave of the province's target, or exceed it by."""
        target = target_at(self.targets(metric, self.plan.province), self.as_of)
        if target is None or not metric.kind.adds_up:
            return None
        # A county's share is within its city's.
        shares = [one for city in self.plan.reporters for one in self.targets(metric, city)]
        return find_allocation_gap(target, shares)

    def _applies(self, metric: Metric, city: str) -> bool:
        return metric.applies_to(city) or (metric.id, city) in self._book.observations

    def _parts(self, metric: Metric) -> dict[str, Series]:
        parts = {city: self.series(metric, city) for city in self.plan.reporters}
        if (metric.id, self.plan.province) in self._book.observations:
            parts[self.plan.province] = self._own_series(metric, self.plan.province)
        return parts

    def _apart(self, metric: Metric) -> dict[str, list[Series]]:
        """Return the counties that stand beside their city, by that city: a sheet's total proved it, or an answer."""
        found: dict[str, list[Series]] = defaultdict(list)
        for place in load_cities(self.plan.province):
            said = self._book.observations.get((metric.id, place.code), ()) if place.kind == "county" else ()
            beside = tuple(one for one in said if one.apart)
            if beside:
                found[place.parent].append(build_series(self.plan, metric, place.code, beside, self.as_of))
        return found

    def _own_series(self, metric: Metric, city: str) -> Series:
        said = self._book.observations.get((metric.id, city), ())
        key = (self.plan.id, metric.id, city, self.as_of)
        return self._kept.series(key, said, lambda: build_series(self.plan, metric, city, said, self.as_of))
