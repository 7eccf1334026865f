"""One definition file: from its TOML tables to a plan, with every problem in it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from metrics.definitions.fields import Fields, Problem
from metrics.definitions.metric_table import SCHEDULES, read_metric
from metrics.plan import Event, Metric, Milestone, Plan, Thresholds
from metrics.validity import Validity

PLAN_KEYS = [
    "id",
    "title",
    "short",
    "number",
    "issuer",
    "day",
    "source",
    "start",
    "deadline",
    "province",
    "reporters",
    "schedule",
    "milestones",
    "month_ends",
    "thresholds",
    "titles",
    "metrics",
    "schedule_start",
    "reporting_day",
    "validity",
    "events",
]
VALIDITY_KEYS = ["code", "from", "until", "counted_in", "source"]


def read_plan(
    content: Mapping[str, Any], places: Mapping[str, Collection[str]] | None = None
) -> tuple[Plan | None, list[Problem]]:
    """Read the tables of one definition file; the plan is ``None`` when there are problems.

    Parameters
    ----------
    places
        Codes of the reporting places by that of their province; without them it is not asked whether the plan's own
        are among them.
    """
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
        source=table.place("source"),
        start=start or date.min,
        deadline=deadline or date.max,
        province=table.text("province"),
        reporters=table.texts("reporters"),
        schedule=schedule,
        milestones=_read_milestones(table, schedule),
        month_ends=table.whole("month_ends", 1, 27),
        thresholds=_read_thresholds(table),
        metrics=(),
        titles=table.texts("titles"),
        schedule_start=_read_schedule_start(table, start, deadline),
        reporting_day=table.whole("reporting_day", 1, 28),
        validity=_read_validity(table),
        events=_read_events(table, start, deadline),
    )
    if "reporters" in content and not plan.reporters:
        table.note("reporters", "'reporters' must not be empty")
    if places is not None and plan.province:
        _find_strangers(table, plan, places)
    if plan.province and plan.province in plan.reporters:
        table.note("reporters", f"{plan.province!r} is the whole, and cannot be one of its parts", plan.province)
    metrics = tuple(read_metric(metric, plan) for metric in table.tables("metrics"))
    _find_clashes(metrics, problems)
    if problems:
        return None, problems
    return replace(plan, metrics=metrics), problems


def _find_strangers(table: Fields, plan: Plan, places: Mapping[str, Collection[str]]) -> None:
    """Note a province that there is no folder of, and reporters that are no places of it."""
    folder = f"data/reference/{plan.province}"
    if plan.province not in places:
        table.note("province", f"{plan.province!r} is the code of no province: there is no {folder}/cities.csv")
        return
    for code in plan.reporters:
        if code not in (*places[plan.province], plan.province):
            table.note("reporters", f"{code!r} is the code of no place in {folder}/cities.csv", code)


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


def _read_events(table: Fields, start: date | None, deadline: date | None) -> tuple[Event, ...]:
    found = []
    for item in table.tables("events", required=False):
        item.only(("day", "name"))
        day, name = item.day("day"), item.both("name")
        if day is not None and start and deadline and not start <= day <= deadline:
            item.note("day", f"the day {day} lies outside the plan, from {start} to {deadline}")
        if day is not None:
            found.append(Event(day, name))
    return tuple(sorted(found, key=lambda event: event.day))


def _find_clashes(metrics: tuple[Metric, ...], problems: list[Problem]) -> None:
    """An id or an alias that two metrics share could be read as the wrong one."""
    seen: dict[str, str] = {}
    listed: dict[str, str] = {}
    ids: set[str] = set()
    for place, metric in enumerate(metrics):
        if metric.id in ids:
            problems.append(Problem(("metrics", place, "id"), f"metric {metric.id!r} stands twice"))
        ids.add(metric.id)
        for alias in dict.fromkeys((metric.name.zh, metric.short.zh, *metric.aliases)):
            other = seen.setdefault(alias, metric.id)
            if other != metric.id:
                message = f"{alias!r} names both {other} and {metric.id}"
                problems.append(Problem(("metrics", place, "aliases"), message, alias))
        for name in metric.register.names if metric.register else ():
            other = listed.setdefault(name, metric.id)
            if other != metric.id:
                message = f"lists of {name!r} are those of {other} already"
                problems.append(Problem(("metrics", place, "register"), message, name))
        if metric.roster and (other := listed.setdefault("roster", metric.id)) != metric.id:
            problems.append(Problem(("metrics", place, "roster"), f"rosters are counted by {other} already"))
