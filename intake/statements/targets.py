"""The target that a printed number states: of which span, due when, and how binding."""

import re
from datetime import date

from intake.statements.resolved import JudgedNumber, ResolvedNumber
from intake.statements.spans import resolve_period
from intake.tables.surroundings import Context
from intake.words.periods import Period
from metrics.observation import Origin
from metrics.plan import Metric, Plan, Role, Target

#: The whole plan's target, whatever year the table is of.
_OF_PLAN = re.compile(r"(?:总|三年)(?:目标|任务|计划)")
#: What is to be done within a month or a quarter.
_OF_PART = re.compile(r"[周旬月季]度?(?:计划|任务|目标)")


def list_target_spans(metric: Metric) -> tuple[str, ...]:
    """Return which targets a number may be: of the whole plan, what is to stand by a year's end, what a year adds."""
    if metric.kind.yearly or not metric.kind.adds_up:
        return ("year_to_date",)
    return ("since_start", "standing", "year_to_date") if metric.kind.level else ("since_start", "year_to_date")


def target_days(name: str, number: JudgedNumber, plan: Plan, context: Context) -> tuple[date, date] | None:
    """Return first and last day of the target that a number is said to be; ``None`` where no year is named."""
    if name == "since_start":
        return plan.start, plan.deadline
    stated = resolve_period(number.meaning, context) if number.meaning.period else None
    year = stated.year if stated and stated.year else context.year
    if year is None:
        return None
    return plan.start if name == "standing" else date(year, 1, 1), date(year, 12, 31)


def name_target(number: JudgedNumber, plan: Plan, context: Context) -> str | None:
    """Return which target the sheet says a number to be; ``None`` where that is open."""
    metric = plan.metric(number.metric or "")
    span = number.due or (None if is_unclear(number, plan, context) else _span(number, plan, metric, context))
    if span is None:
        return None
    if span == (plan.start, plan.deadline):
        return "since_start"
    return "standing" if span[0] == plan.start else "year_to_date"


def target_of(number: ResolvedNumber, plan: Plan, context: Context, origin: Origin) -> Target | None:
    """Return the target; ``None`` when the year it is meant for is unknown.

    A 目标 without a year is due at the plan's deadline; 年度目标 at the end of that year. A bare 目标
    under a title that names nothing but a year could be either, and is not read.
    """
    span = number.due or _span(number, plan, plan.metric(number.metric), context)
    if span is None:
        return None
    role = Role.ALLOCATION if context.allocation else Role.PRINTED
    return Target(
        plan.id, number.metric, number.city, number.value, *span, role, source=context.document, origin=origin
    )


def is_unclear(number: JudgedNumber, plan: Plan, context: Context) -> bool:
    """Tell whether a printed target of a stock may be what is to stand at a year's end, or what that year is to add.

    An allocation shares out what is to stand; elsewhere 2019年任务 beside 累计建成 is either.
    """
    metric = plan.metric(number.metric or "")
    span = _span(number, plan, metric, context)
    stated = number.meaning.period
    if number.meaning.begins:
        return True
    if span is None or not metric.kind.level or context.allocation or span[1].year != context.year:
        return False
    return span[0].year == span[1].year or (stated is not None and _is_last_year(number, stated, plan, context))


def _span(number: JudgedNumber, plan: Plan, metric: Metric, context: Context) -> tuple[date, date] | None:
    stated = number.meaning.period
    counts_new = metric.register is not None and metric.register.new_only
    if _OF_PART.search(number.meaning.text) or number.meaning.bases & ({"during"} if counts_new else {"during", "new"}):
        return None  # 本月计划, 新增任务 beside all that stands: no targets of ours
    if stated is not None:
        stated = resolve_period(number.meaning, context)
        if stated is None or stated.year is None:
            return None
        if _is_plan(stated, plan) or (metric.kind.level and _is_last_year(number, stated, plan, context)):
            return plan.start, plan.deadline
        return plan.start if stated.cutoff else stated.start, stated.end
    yearly = number.role == "year-target" or metric.kind.yearly
    yearly = yearly or (context.allocation and context.names_year)
    adds_all = counts_new and "new" in number.meaning.bases  # 新增任务 where only the new counts
    if not yearly and (context.names_year or (names_part(context) and not adds_all)) and not says_plan(number):
        return None  # 计划数 under a mere year, or under its 1—6月: that span's own, the year's or the plan's?
    if not yearly:
        return plan.start, plan.deadline
    return (date(context.year, 1, 1), date(context.year, 12, 31)) if context.year else None


def says_plan(number: JudgedNumber) -> bool:
    """Tell whether the words of a target themselves say that it is the whole plan's (总目标)."""
    return _OF_PLAN.search(number.meaning.text.replace(" ", "")) is not None


def names_part(context: Context) -> bool:
    """Tell whether a table is of a month, a quarter, a half year or a span of months, not of all up to a day."""
    period = context.period
    return period is not None and period.one_year and not (period.whole_year or period.cutoff or period.opening)


def _is_last_year(number: JudgedNumber, stated: Period, plan: Plan, context: Context) -> bool:
    """Whether 2020年目标 is what shall stand at the plan's end, not one of several years' shares."""
    return number.role != "year-target" and context.only_year == plan.deadline.year and stated.end == plan.deadline


def _is_plan(period: Period, plan: Plan) -> bool:
    return not period.one_year or (period.cutoff and period.end == plan.deadline)
