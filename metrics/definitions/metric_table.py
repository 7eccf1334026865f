"""One metric of a definition file: what is counted, its lists, its targets."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from metrics.definitions.fields import Fields
from metrics.kinds.known import load_kinds
from metrics.plan import UNITS, Metric, Plan, Role, Target
from metrics.register import ENTRY_LEVELS, ENTRY_STATES, Register

SCHEDULES = ("months", "days", "milestones")
EVERY = ("month", "quarter", "year")
METRIC_KEYS = [
    "id",
    "name",
    "short",
    "kind",
    "unit",
    "whole",
    "headline",
    "every",
    "clause",
    "source",
    "scope",
    "counts_from",
    "baseline",
    "baseline_source",
    "aliases",
    "reporters",
    "register",
    "roster",
    "targets",
    "schedule",
    "reporting_day",
    "reporting_months",
]
REGISTER_KEYS = ["names", "heads", "states", "levels", "new_only"]
TARGET_KEYS = ["value", "upper", "city", "start", "due", "each_year", "clause", "source"]


def read_metric(table: Fields, plan: Plan) -> Metric:
    """Read one ``[[metrics]]`` of a plan, with its targets."""
    table.only(METRIC_KEYS)
    named = table.choice("kind", tuple(load_kinds()))
    kind = load_kinds()[named or "flow"]
    metric_id = table.text("id")
    clause, source = table.place("clause"), table.place("source")
    baseline = table.number("baseline", required=False)
    if baseline is not None and not (kind.level or kind.cumulative):
        table.note("baseline", f"a metric of kind {kind} has no baseline")
    if baseline is not None and kind.level and "baseline_source" not in table.content:
        table.note("baseline", "a known baseline needs its 'baseline_source'")
    unit = table.choice("unit", UNITS)
    if unit and named and (unit == "%") is kind.adds_up:
        table.note("unit", f"a metric of kind {kind} is not counted in {unit}")
    metric = Metric(
        plan=plan.id,
        id=metric_id,
        name=table.both("name"),
        short=table.both("short"),
        kind=kind,
        unit=unit,
        whole=table.flag("whole", kind.adds_up),
        headline=table.flag("headline", False),
        every=table.choice("every", EVERY),
        clause=clause,
        source=source,
        scope=table.both("scope"),
        counts_from=table.day("counts_from", plan.start) or plan.start,
        baseline=Decimal(0) if kind.cumulative and baseline is None else baseline,
        baseline_source=table.text("baseline_source", required=False) or None,
        aliases=table.texts("aliases"),
        targets=(),
        reporters=table.texts("reporters", required=False),
        schedule=table.choice("schedule", (*SCHEDULES, "none"), "none") if "schedule" in table.content else "",
        reporting_day=table.whole("reporting_day", 1, 28),
        reporting_months=table.whole("reporting_months", 1, 12) or 1,
        register=_read_register(table, named),
        roster=table.flag("roster", False),
    )
    if metric.roster and named and (not (kind.cumulative or kind.yearly) or unit not in ("", "人次")):
        table.note("roster", "a roster counts trainings: a flow or annual metric in 人次")
    if metric.schedule == "milestones" and not plan.milestones:
        table.note("schedule", "a metric judged by milestones needs the plan's 'milestones'")
    if not metric_id.isidentifier() or metric_id != metric_id.lower():
        table.note("id", f"a metric id is words in snake_case, not {metric_id!r}")
    for code in metric.reporters:
        if code not in (*plan.reporters, plan.province):
            table.note("reporters", f"{code!r} is not among the plan's reporters", code)
    targets: list[Target] = []
    for part in table.tables("targets"):
        for target in _read_target(part, plan, metric):
            if any((one.city, one.start, one.due) == (target.city, target.start, target.due) for one in targets):
                part.note("", f"a second target of {target.city} from {target.start} to {target.due}")
            targets.append(target)
    return replace(metric, targets=tuple(targets))


def _read_register(table: Fields, kind: str) -> Register | None:
    part = table.table("register")
    if part is None:
        return None
    part.only(REGISTER_KEYS)
    if kind and not load_kinds()[kind].level:
        table.note("register", f"a list counts what stands: a metric of kind {kind} has no register")
    found = Register(
        names=part.texts("names"),
        heads=part.texts("heads", required=False),
        states=part.texts("states", required=False),
        levels=part.texts("levels", required=False),
        new_only=part.flag("new_only", False),
    )
    if "names" in part.content and not found.names:
        part.note("names", "'names' must not be empty")
    for key, known in (("states", ENTRY_STATES), ("levels", ENTRY_LEVELS)):
        for item in getattr(found, key):
            if item not in known:
                part.note(key, f"{item!r} is none of {', '.join(known)}", item)
    return found


def _read_target(table: Fields, plan: Plan, metric: Metric) -> list[Target]:
    table.only(TARGET_KEYS)
    value = table.number("value")
    if value is not None and value <= 0:
        table.note("value", f"a target must be above 0, not {value}")
    if value is not None and metric.whole and value != int(value):
        table.note("value", f"{metric.id} counts whole {metric.unit}: {value} is not whole")
    upper = table.number("upper", required=False)
    if upper is not None and metric.kind.adds_up:
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
    elif due > plan.deadline:
        table.note("due", f"the due day {due} lies after the plan's deadline {plan.deadline}")
    if start < plan.start:
        table.note("start", f"the start {start} lies before the plan's own, {plan.start}")
    spans = [(start, due)]
    if metric.kind.yearly:
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
            clause=table.place("clause", required=False) or metric.clause,
            source=table.place("source", required=False) or metric.source,
        )
        for first, last in spans
    ]
