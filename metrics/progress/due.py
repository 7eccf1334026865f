"""On and after the due day: what is proved about it, and no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from metrics.cumulation.series import Series
from metrics.plan import Target
from metrics.progress.actual import Actual, actual_towards
from metrics.progress.status import Remark, Status


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known of a target whose due day has come; `short` is a lower bound that does not reach it."""

    status: Status | None
    short: Actual | None = None
    remarks: tuple[Remark, ...] = ()


def judge_due(series: Series, target: Target, best: Actual | None, as_of: date) -> Outcome:
    """Judge a target on or after its due day.

    已完成 wherever what counts reaches it; 到期后完成 is said only where the due day is proved short.
    逾期未完成 where the value that ends on the due day, or a later cumulative of a flow, is short. A lower
    bound that is short is handed back without a verdict; without a status nothing is known of the due day.
    """
    kind = series.metric.kind
    return (_judge_stock if kind.level else _judge_flow)(series, target, best, as_of)


def _judge_flow(series: Series, target: Target, best: Actual | None, as_of: date) -> Outcome:
    """A flow does not fall: a later cumulative that is short was short on the due day too."""
    later = _stated_from(series, target, as_of)
    proved_short = any(one.settles(target.due) and one.value < target.value for one in later)
    if best is not None and best.value >= target.value:
        in_time = actual_towards(series, target, min(as_of, target.due))
        if in_time is not None and in_time.value >= target.value:
            return Outcome(Status.DONE)
        return Outcome(Status.DONE, remarks=(_say_when(best, target, proved_short),))
    if proved_short:
        return Outcome(Status.OVERDUE)
    bounds = [one for one in later if one.value < target.value and (best is None or one.day <= best.day)]
    return Outcome(Status.INCOMPLETE, short=bounds[-1]) if bounds else Outcome(None)


def _judge_stock(series: Series, target: Target, best: Actual | None, as_of: date) -> Outcome:
    """A stock may rise and fall: only the figure of the due day speaks of the due day."""
    there = actual_towards(series, target, min(as_of, target.due))
    if there is not None and there.day != target.due:
        there = None
    short = there is not None and there.settles(target.due) and there.value < target.value
    after = best is not None and best.day > target.due
    if best is not None and best.day >= target.due and best.value >= target.value:
        in_time = there is not None and there.value >= target.value
        told = () if not after or in_time else (_say_when(best, target, short),)
        return Outcome(Status.DONE, remarks=told)
    if there is not None and there.value >= target.value:
        fallen = Remark("done-at-due", {"day": target.due, "value": there.value, "unit": series.metric.unit})
        return Outcome(Status.DONE, remarks=(fallen,))
    if there is not None:
        return Outcome(Status.OVERDUE) if short else Outcome(Status.INCOMPLETE, short=there)
    if after and best is not None:
        return Outcome(Status.DUE_NOT_REPORTED, remarks=(_say_when(best, target, False),))
    return Outcome(None)


def _say_when(best: Actual, target: Target, short: bool) -> Remark:
    if short:
        return Remark("after-due", {"day": target.due})
    return Remark("known-later", {"day": best.day, "due": target.due})


def _stated_from(series: Series, target: Target, as_of: date) -> Sequence[Actual]:
    """Return what counted at each day, from the due day on, at which a statement ends."""
    found = []
    for day in (point.day for point in series.points if target.due <= point.day <= as_of):
        one = actual_towards(series, target, day, beyond=True)
        if one is not None and one.day == day:
            found.append(one)
    return found
