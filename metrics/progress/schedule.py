"""序时进度: the share of a target that is due by a day."""

from datetime import date
from fractions import Fraction
from math import floor

from metrics.months import count_completed_months, count_months
from metrics.plan import Metric, Plan, Target

SMALL_TARGET = 5


def is_small(metric: Metric, target: Target) -> bool:
    """Tell whether a target counts so few whole things that one of them moves the share by a fifth or more."""
    return metric.whole and target.value < SMALL_TARGET


def has_schedule(plan: Plan, metric: Metric, target: Target) -> bool:
    """Tell whether anything of `target` is due before its last day.

    Not for a ratio, nor where the metric counts once only (``none``); a small stock is approved in
    batches, so that only milestones of the plan can tell when.
    """
    kind = metric.schedule or plan.schedule
    if not metric.kind.adds_up or kind == "none":
        return False
    return not (metric.kind.level and kind != "milestones" and is_small(metric, target))


def count_schedule(plan: Plan, metric: Metric, target: Target, day: date) -> tuple[int, int] | None:
    """Return the months (or days) over at the end of `day` and those of the whole span: the formula of the share.

    Counted from the plan's `schedule_start`, where that lies within the span. ``None`` for milestones.
    """
    start = target.start
    if plan.schedule_start is not None and start < plan.schedule_start <= target.due:
        start = plan.schedule_start
    kind = metric.schedule or plan.schedule
    if kind == "days":
        whole = (target.due - start).days + 1
        return min(max((day - start).days + 1, 0), whole), whole
    if kind == "months":
        whole = count_months(start, target.due, plan.month_ends)
        return count_completed_months(start, target.due, day, plan.month_ends), whole
    return None


def schedule_share(plan: Plan, metric: Metric, target: Target, day: date) -> Fraction:
    """Return the share of `target` due at the end of `day`, from 0 to 1.

    Completed months of the target's own span over its months (`schedule = "months"`), days
    likewise, or the milestones that the plan sets. 0 before the span, 1 from its last day on.
    """
    if day < target.start:
        return Fraction(0)
    if day >= target.due:
        return Fraction(1)
    counted = count_schedule(plan, metric, target, day)
    if counted is not None:
        return Fraction(*counted)
    reached = [milestone.share for milestone in plan.milestones if milestone.day <= day]
    return min(Fraction(1), Fraction(max(reached))) if reached else Fraction(0)


def due_amount(metric: Metric, target: Target, share: Fraction) -> Fraction:
    """Return how much of `target` is due at that share, as leads are measured from it.

    Whole-unit stocks are rounded down: no city lags by a fraction of a base.
    """
    amount = Fraction(target.value) * share
    if metric.kind.level and metric.whole:
        return Fraction(floor(amount))
    return amount


def scheduled_amount(metric: Metric, target: Target, share: Fraction) -> Fraction:
    """Return the amount due as it is shown, in the metric's base unit: people and things are whole."""
    amount = due_amount(metric, target, share)
    return Fraction(floor(amount + Fraction(1, 2))) if metric.whole else amount
