"""The words of a judgement: status, remark, and the progress of one metric in one city."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from metrics.observation import Observation
from metrics.plan import Metric, Plan, Target


class Status(StrEnum):
    """Where a figure stands; its word is ``status.<slug>`` in `wording`.

    ``overdue``: on the due day the figure was short, and that is known.
    ``not_reached_yet``: only a lower bound is known, and the missing places' own open targets could not close the gap.
    ``incomplete``: only a lower bound is known, and what is missing could close the gap.
    ``met``, ``above_band``, ``not_met``: a ratio; above its band is no fault.
    ``not_due``: nothing is due yet (a figure of the year before its last day).
    ``no_milestone``: a small stock that is approved in batches, where the plan sets no milestones.
    ``due_not_reported``: what is known says nothing certain about the due day.
    ``awaited``, ``late``: nothing for the period, before and after its reporting day; ``not_reported``:
    where no such day is set.
    ``no_total``: a figure was reported, but none that can be set against the target (本年累计
    without the value at the end of the year before).
    """

    DONE = "done"
    ON_SCHEDULE = "on_schedule"
    SLIGHTLY_BEHIND = "slightly_behind"
    BEHIND = "behind"
    OVERDUE = "overdue"
    NOT_REACHED_YET = "not_reached_yet"
    MET = "met"
    ABOVE_BAND = "above_band"
    NOT_MET = "not_met"
    INCOMPLETE = "incomplete"
    NOT_DUE = "not_due"
    NO_MILESTONE = "no_milestone"
    DUE_NOT_REPORTED = "due_not_reported"
    AWAITED = "awaited"
    LATE = "late"
    NOT_REPORTED = "not_reported"
    PENDING = "pending"
    NO_TOTAL = "no_total"
    NO_TARGET = "no_target"
    NOT_APPLICABLE = "not_applicable"


# nothing was stated that serves: for the period, or for the due day
UNREPORTED = (Status.DUE_NOT_REPORTED, Status.AWAITED, Status.LATE, Status.NOT_REPORTED)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a reader must know beside a figure; its sentence is ``remark.<slug>``."""

    slug: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """One metric of one city (or of the province), judged at the as-of day.

    Attributes
    ----------
    actual, actual_day
        What counts towards the target, and the day it stands at; an older day than the as-of
        period when the city has not reported (`reported` is false).
    share, scheduled
        序时进度 (0 to 1) and the amount due by it, in the metric's base unit.
    completion
        actual / target, never capped.
    lead
        100 · (actual − scheduled) / target, in 百分点; ``None`` where none may be ranked.
    at_least
        Months are missing: the figure is a lower bound.
    provisional
        暂计: places are missing from the sum or stand in it at an older day.
    late
        Nothing came for the period although its reporting day is over (未按时报送).
    year
        The same figure against the target of the year in force, where `target` is a longer one.
    year_total
        本年累计 at `actual_day`, where known.
    """

    plan: Plan
    metric: Metric
    city: str
    as_of: date
    status: Status
    actual: Decimal | None = None
    actual_day: date | None = None
    reported: bool = False
    target: Target | None = None
    share: Fraction | None = None
    scheduled: Fraction | None = None
    completion: Fraction | None = None
    lead: Fraction | None = None
    at_least: bool = False
    provisional: bool = False
    late: bool = False
    year: "Progress | None" = None
    year_total: Decimal | None = None
    remarks: tuple[Remark, ...] = ()
    sources: tuple[Observation, ...] = ()
