"""One figure at one day against one target: what may be said of it, and no more."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from metrics.cumulation.series import Series
from metrics.months import period_end, year_start
from metrics.plan import Metric, Plan, Target
from metrics.progress.actual import Actual, actual_towards, year_total_at
from metrics.progress.due import Outcome, judge_due
from metrics.progress.remarks import list_remarks
from metrics.progress.reporting import expected_period, is_due, is_reported, reporting_day
from metrics.progress.schedule import due_amount, has_schedule, schedule_share, scheduled_amount
from metrics.progress.status import Progress, Remark, Status


class Verdict:
    """One figure at one day against one target, and what may be said of it."""

    def __init__(
        self,
        plan: Plan,
        metric: Metric,
        series: Series,
        target: Target | None,
        as_of: date,
        today: date | None,
        pending: bool,
        closing: Fraction | None,
    ) -> None:
        self.plan, self.metric, self.series, self.target = plan, metric, series, target
        self.as_of, self.today, self.pending, self.closing = as_of, today, pending, closing
        self.since = self._find_since()
        self.actual = actual_towards(series, target, as_of)
        self.stated = is_reported(metric, series, as_of, self.since)
        self.overtaken = self.actual is not None and _is_overtaken(series, self.actual, target, as_of)
        ratio = not metric.kind.adds_up
        self.over = target is not None and not ratio and as_of >= target.due
        self.outcome = Outcome(None)
        if target is not None and self.over:
            self.outcome = judge_due(series, target, self.actual, as_of)
        self.share: Fraction | None = None
        if target is not None and not self.over and has_schedule(plan, metric, target):
            self.share = schedule_share(plan, metric, target, as_of)
        self.lead = self._measure_lead()
        self.status = self._judge()

    def _find_since(self) -> date:
        """An annual figure of another year says nothing of this one."""
        if not self.metric.kind.yearly:
            return date.min
        if self.target is not None:
            return self.target.start
        return year_start(min(self.as_of, self.plan.deadline), self.plan.month_ends)

    @property
    def at_least(self) -> bool:
        """Whether the value is a lower bound; what is carried of a stock may have fallen since."""
        actual = self.actual
        return actual is not None and (actual.at_least or (bool(actual.carried) and not self.metric.kind.level))

    @property
    def provisional(self) -> bool:
        return self.at_least or (self.actual is not None and bool(self.actual.carried))

    @property
    def reported(self) -> bool:
        """Whether the figure is of the period; where the due day has come, of the due day."""
        if self.over and self.outcome.status is not None and self.actual is not None and self.target is not None:
            return self.stated or self.actual.day >= self.target.due
        return self.stated

    def _measure_lead(self) -> Fraction | None:
        target, actual = self.target, self.actual
        if target is None or actual is None or self.share is None or not target.value:
            return None
        if not self.stated or self.overtaken:
            return None
        return 100 * (Fraction(actual.value) - due_amount(self.metric, target, self.share)) / Fraction(target.value)

    def _judge(self) -> Status:
        target, actual = self.target, self.actual
        if target is not None and self.over:
            return self._judge_due(target)
        if not self.stated:
            return self._judge_silence()
        if target is None:
            return Status.NO_TARGET
        if actual is None:
            return Status.NO_TOTAL
        if not self.metric.kind.adds_up:
            return _judge_ratio(actual, target)
        if actual.value >= target.value:
            return Status.DONE
        if self.overtaken:
            return Status.NO_TOTAL
        if self.lead is None:
            return Status.NOT_DUE if self.metric.schedule == "none" else Status.NO_MILESTONE
        return self._judge_lead(self.lead, target)

    def _judge_lead(self, lead: Fraction, target: Target) -> Status:
        limits = self.plan.thresholds
        if lead >= Fraction(limits.on_schedule):
            return Status.ON_SCHEDULE
        if self.provisional:
            self.lead = None
            return self._judge_gap((Fraction(limits.on_schedule) - lead) * Fraction(target.value) / 100)
        if lead > Fraction(limits.slightly_behind):
            return Status.SLIGHTLY_BEHIND
        return Status.BEHIND

    def _judge_gap(self, gap: Fraction) -> Status:
        """A lower bound that is short gets no verdict; at most, that the missing places alone cannot close the gap."""
        return Status.NOT_REACHED_YET if self.closing is not None and gap > self.closing else Status.INCOMPLETE

    def _judge_due(self, target: Target) -> Status:
        short, status = self.outcome.short, self.outcome.status
        if short is not None:
            return self._judge_gap(Fraction(target.value) - Fraction(short.value))
        if status is not None:
            return status
        until = self.as_of if target.due >= self.series.deadline else target.due
        if any(target.due <= point.day <= until and point.total is None for point in self.series.points):
            return Status.NO_TOTAL
        if self.pending:
            return Status.PENDING
        ends = period_end(target.due, self.metric.every, self.plan.month_ends)
        return Status.AWAITED if self._is_awaited(ends) else Status.DUE_NOT_REPORTED

    def _judge_silence(self) -> Status:
        """Nothing was stated for the period."""
        if self.pending:
            return Status.PENDING
        due = is_due(self.plan, self.metric, self.as_of, self.since)
        if not due or (self.target is not None and self.metric.schedule == "none"):
            reached = self.actual is not None and self.target is not None and self.actual.value >= self.target.value
            return Status.DONE if reached and self.metric.kind.adds_up else Status.NOT_DUE
        ends = self._expected_end()
        if self._is_awaited(ends):
            return Status.AWAITED
        return Status.LATE if self._is_late(ends) else Status.NOT_REPORTED

    def _expected_end(self) -> date:
        return expected_period(self.metric, self.as_of, self.plan.deadline, self.plan.month_ends)[1]

    def _is_awaited(self, ends: date) -> bool:
        by = self._reporting_day(ends)
        return by is not None and self.today is not None and self.today <= by

    def _is_late(self, ends: date) -> bool:
        by = self._reporting_day(ends)
        return by is not None and self.today is not None and self.today > by

    def _reporting_day(self, ends: date) -> date | None:
        """Of a ratio, which is never summed, nobody reports the province's unless the metric asks for it."""
        province = self.series.city == self.plan.province and self.plan.province not in self.metric.reporters
        if not self.metric.kind.adds_up and province:
            return None
        return reporting_day(self.plan, self.metric, ends)

    @property
    def late(self) -> bool:
        """Whether the report of the period is overdue (未按时报送), whatever the status says."""
        due = is_due(self.plan, self.metric, self.as_of, self.since)
        return not self.stated and not self.pending and due and self._is_late(self._expected_end())

    def tell(self, city: str, year: Progress | None, extra: Sequence[Remark]) -> Progress:
        """Put it all into one progress."""
        actual, target = self.actual, self.target
        completion = None
        if actual is not None and target is not None and target.value > 0 and self.metric.kind.adds_up:
            completion = Fraction(actual.value) / Fraction(target.value)
        scheduled = None
        if target is not None and self.share is not None:
            scheduled = scheduled_amount(self.metric, target, self.share)
        own = list_remarks(self.series, target, actual, self.as_of, self.reported, self.overtaken)
        return Progress(
            plan=self.plan,
            metric=self.metric,
            city=city,
            as_of=self.as_of,
            status=self.status,
            actual=actual.value if actual else None,
            actual_day=actual.day if actual else None,
            reported=self.reported,
            target=target,
            share=self.share,
            scheduled=scheduled,
            completion=completion,
            lead=self.lead,
            at_least=self.at_least,
            provisional=self.provisional,
            late=self.late,
            year=year,
            year_total=year_total_at(self.series, self.as_of),
            remarks=(*own, *self.outcome.remarks, *extra),
            sources=actual.sources if actual else (),
        )


def _is_overtaken(series: Series, actual: Actual, target: Target | None, as_of: date) -> bool:
    """Tell whether something later was stated that gives no total: the last total is not of the as-of period."""
    until = min(as_of, target.due) if target is not None else as_of
    return any(actual.day < point.day <= until for point in series.points)


def _judge_ratio(actual: Actual, target: Target) -> Status:
    """以上 includes the number itself, on both ends of the band; above it is no fault."""
    if actual.value < target.value:
        return Status.NOT_MET
    return Status.ABOVE_BAND if target.upper is not None and actual.value > target.upper else Status.MET
