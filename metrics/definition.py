"""One definition file: from its TOML tables to a plan, with every problem in it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from metrics.fields import Fields, Problem
from metrics.plan import Kind, Metric, Milestone, Plan, Role, Target, Thresholds, Validity

SCHEDULES = ("months", "days", "milestones")
EVERY = ("month", "quarter", "year")
PLAN_KEYS = (
    "id title short number issuer day source start deadline province reporters schedule "
    "milestones month_ends thresholds titles metrics schedule_start reporting_day validity"
).split()
METRIC_KEYS = (
    "id name short kind unit whole headline every clause source scope counts_from baseline "
    "baseline_source aliases reporters counted_states counted_levels targets "
    "schedule reporting_day reporting_months"
).split()
VALIDITY_KEYS = "code from until counted_in source".split()
TARGET_KEYS = "value upper city start due each_year clause source".split()


def read_plan(content: Mapping[str, Any]) -> tuple[Plan | None, list[Problem]]:
    """Read the tables of one definition file; the plan is ``None`` when there are problems."""
    problems: list[Problem] = []
    table = Fields(content, (), problems)
    table.only(PLAN_KEYS)
    start, deadline = table.day("start"), table.day("deadline")
    if start and deadline and deadline < start:
        table.note("deadline", f"the deadline {deadline} lies before the start {start}")
    schedule = table.choice("schedule", SCHEDULES, "months")
    plan = Plan(
        id=table.text("id"),
        title=table.both("title"),
        short=table.both("short"),
        number=table.text("number", required=False),
        issuer=table.text("issuer"),
        day=table.day("day", required=False),
        source=table.text("source"),
        start=start or date.min,
        deadline=deadline or date.max,
        province=table.text("province"),
        reporters=table.texts("reporters"),
        schedule=schedule,
        milestones=_read_milestones(table, schedule),
        month_ends=_read_whole(table, "month_ends", 1, 27),
        thresholds=_read_thresholds(table),
        metrics=(),
        titles=table.texts("titles"),
        schedule_start=_read_schedule_start(table, start, deadline),
        reporting_day=_read_whole(table, "reporting_day", 1, 28),
        validity=_read_validity(table),
    )
    metrics = tuple(_read_metric(metric, plan) for metric in table.tables("metrics"))
    _find_clashes(metrics, problems)
    if problems:
        return None, problems
    return replace(plan, metrics=metrics), problems


def _read_whole(table: Fields, key: str, least: int, most: int) -> int | None:
    value = table.number(key, required=False)
    if value is None:
        return None
    if value != int(value) or not least <= value <= most:
        table.note(key, f"{key!r} must be a whole number from {least} to {most}, not {value}")
    return int(value)


def _read_schedule_start(table: Fields, start: date | None, deadline: date | None) -> date | None:
    day = table.day("schedule_start", required=False)
    if day and start and deadline and not start <= day <= deadline:
        table.note("schedule_start", f"'schedule_start' {day} must lie from {start} to {deadline}")
    return day


def _read_validity(table: Fields) -> tuple[Validity, ...]:
    """Read from when until when a reporter reports on its own, and in whose figures it stands otherwise."""
    reporters = table.texts("reporters", required=False)
    found: list[Validity] = []
    for item in table.tables("validity", required=False):
        item.only(VALIDITY_KEYS)
        one = Validity(
            code=item.text("code"),
            first=item.day("from", required=False),
            until=item.day("until", required=False),
            counted_in=item.texts("counted_in"),
            source=item.text("source", required=False),
        )
        if one.code and one.code not in reporters:
            item.note("code", f"{one.code!r} is not among the plan's reporters")
        if one.code in [other.code for other in found]:
            item.note("code", f"{one.code!r} stands twice")
        if one.first is None and one.until is None:
            item.note("", "a validity needs 'from' or 'until'")
        if one.first and one.until and one.until < one.first:
            item.note("until", f"'until' {one.until} lies before 'from' {one.first}")
        for code in one.counted_in:
            if code == one.code or code not in reporters:
                item.note("counted_in", f"{code!r} is not another of the plan's reporters")
        found.append(one)
    return tuple(found)


def _read_thresholds(table: Fields) -> Thresholds:
    value = table.content.get("thresholds", {})
    part = Fields(value if isinstance(value, dict) else {}, ("thresholds",), table.problems)
    part.only(("on_schedule", "slightly_behind"))
    upper, lower = part.number("on_schedule"), part.number("slightly_behind")
    if upper is not None and lower is not None and lower >= upper:
        part.note("slightly_behind", "'slightly_behind' must lie below 'on_schedule'")
    return Thresholds(upper or Decimal(0), lower or Decimal(0))


def _read_milestones(table: Fields, schedule: str) -> tuple[Milestone, ...]:
    found = []
    for item in table.tables("milestones", required=schedule == "milestones"):
        item.only(("day", "share"))
        day, share = item.day("day"), item.number("share")
        if share is not None and not 0 <= share <= 1:
            item.note("share", f"'share' must lie from 0 to 1, not {share}")
        if day is not None and share is not None:
            found.append(Milestone(day, share))
    if [m.day for m in found] != sorted({m.day for m in found}):
        table.note("milestones", "milestones must be in order of their days, each day once")
    if [m.share for m in found] != sorted(m.share for m in found):
        table.note("milestones", "the shares of milestones must not fall")
    return tuple(found)


def _read_metric(table: Fields, plan: Plan) -> Metric:
    table.only(METRIC_KEYS)
    kind = Kind(table.choice("kind", tuple(Kind)) or Kind.FLOW)
    metric_id = table.text("id")
    clause, source = table.text("clause"), table.text("source")
    baseline = table.number("baseline", required=False)
    if baseline is not None and kind in (Kind.ANNUAL, Kind.RATIO):
        table.note("baseline", f"a metric of kind {kind} has no baseline")
    if baseline is not None and kind is Kind.STOCK and "baseline_source" not in table.content:
        table.note("baseline", "a known baseline needs its 'baseline_source'")
    metric = Metric(
        plan=plan.id,
        id=metric_id,
        name=table.both("name"),
        short=table.both("short"),
        kind=kind,
        unit=table.text("unit"),
        whole=table.flag("whole", kind is not Kind.RATIO),
        headline=table.flag("headline", False),
        every=table.choice("every", EVERY),
        clause=clause,
        source=source,
        scope=table.both("scope"),
        counts_from=table.day("counts_from", plan.start) or plan.start,
        baseline=Decimal(0) if kind is Kind.FLOW and baseline is None else baseline,
        baseline_source=table.text("baseline_source", required=False) or None,
        aliases=table.texts("aliases"),
        targets=(),
        reporters=table.texts("reporters", required=False),
        counted_states=table.texts("counted_states", required=False),
        counted_levels=table.texts("counted_levels", required=False),
        schedule=table.choice("schedule", (*SCHEDULES, "none"), "none") if "schedule" in table.content else "",
        reporting_day=_read_whole(table, "reporting_day", 1, 28),
        reporting_months=_read_whole(table, "reporting_months", 1, 12) or 1,
    )
    if not metric_id.isidentifier() or metric_id != metric_id.lower():
        table.note("id", f"a metric id is words in snake_case, not {metric_id!r}")
    for code in metric.reporters:
        if code not in (*plan.reporters, plan.province):
            table.note("reporters", f"{code!r} is not among the plan's reporters")
    targets: list[Target] = []
    for part in table.tables("targets"):
        targets += _read_target(part, plan, metric)
    return replace(metric, targets=tuple(targets))


def _read_target(table: Fields, plan: Plan, metric: Metric) -> list[Target]:
    table.only(TARGET_KEYS)
    value = table.number("value")
    if value is not None and value <= 0:
        table.note("value", f"a target must be above 0, not {value}")
    if value is not None and metric.whole and value != int(value):
        table.note("value", f"{metric.id} counts whole {metric.unit}: {value} is not whole")
    upper = table.number("upper", required=False)
    if upper is not None and metric.kind is not Kind.RATIO:
        table.note("upper", "only a ratio has an upper end")
    if upper is not None and value is not None and upper <= value:
        table.note("upper", f"'upper' {upper} must lie above 'value' {value}")
    city = table.text("city", required=False) or plan.province
    if city not in (*plan.reporters, plan.province):
        table.note("city", f"{city!r} is not among the plan's reporters")
    start = table.day("start", metric.counts_from) or plan.start
    due = table.day("due", plan.deadline) or plan.deadline
    if due < start:
        table.note("due", f"the due day {due} lies before the start {start}")
    spans = [(start, due)]
    if metric.kind is Kind.ANNUAL:
        whole_years = (start.month, start.day, due.month, due.day) == (1, 1, 12, 31)
        if not whole_years:
            table.note("start", "an annual figure runs from 1 January to 31 December")
        spans = [(date(y, 1, 1), date(y, 12, 31)) for y in range(start.year, due.year + 1)]
    return [
        Target(
            plan=plan.id,
            metric=metric.id,
            city=city,
            value=value or Decimal(0),
            start=first,
            due=last,
            role=Role.PLAN,
            upper=upper,
            clause=table.text("clause", required=False) or metric.clause,
            source=table.text("source", required=False) or metric.source,
        )
        for first, last in spans
    ]


def _find_clashes(metrics: tuple[Metric, ...], problems: list[Problem]) -> None:
    """An id or an alias that two metrics share could be read as the wrong one."""
    seen: dict[str, str] = {}
    ids: set[str] = set()
    for place, metric in enumerate(metrics):
        if metric.id in ids:
            problems.append(Problem(("metrics", place, "id"), f"metric {metric.id!r} stands twice"))
        ids.add(metric.id)
        for alias in dict.fromkeys((metric.name.zh, metric.short.zh, *metric.aliases)):
            other = seen.setdefault(alias, metric.id)
            if other != metric.id:
                message = f"{alias!r} names both {other} and {metric.id}"
                problems.append(Problem(("metrics", place, "aliases"), message))
