"""序时进度: the share of a target that is due by a day."""

from datetime import date
from fractions import Fraction
from math import floor

from metrics.months import count_completed_months, count_months
from metrics.plan import Kind, Metric, Plan, Target


def schedule_share(plan: Plan, target: Target, day: date) -> Fraction:
    """Return the share of `target` due at the end of `day`, from 0 to 1.

    Completed months of the target's own span over its months (`schedule = "months"`), days
    likewise, or the milestones that the plan sets. 0 before the span, 1 from its last day on.
    """
    if day < target.start:
        return Fraction(0)
    if day >= target.due:
        return Fraction(1)
    if plan.schedule == "days":
        return Fraction((day - target.start).days + 1, (target.due - target.start).days + 1)
    if plan.schedule == "milestones":
        reached = [milestone.share for milestone in plan.milestones if milestone.day <= day]
        return min(Fraction(1), Fraction(max(reached))) if reached else Fraction(0)
    return Fraction(
        count_completed_months(target.start, target.due, day, plan.month_ends),
        count_months(target.start, target.due, plan.month_ends),
    )


def scheduled_amount(metric: Metric, target: Target, share: Fraction) -> Fraction:
    """Return how much of `target` is due at that share, in the metric's base unit.

    Whole-unit stocks are rounded down: no city lags by a fraction of a base.
    """
    amount = Fraction(target.value) * share
    if metric.kind is Kind.STOCK and metric.whole:
        return Fraction(floor(amount))
    return amount
