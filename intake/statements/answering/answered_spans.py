"""What stretch of time an answer names: which days of the sheet it covers, and what a head leaves to choose from."""

import re
from dataclasses import replace

from intake.statements.hints import Hint, parse_day
from intake.statements.spans import Months, Span, month_of, months_of, resolve_period
from intake.tables.placed import PlacedNumber, PlacedTable
from intake.words.periods import Period
from metrics.observation import Basis
from metrics.plan import Metric, Plan

_OF_MONTH, _OF_QUARTER = re.compile(r"[本当]月|this month"), re.compile(r"[本当]季|this quarter")


def span_of(hint: Hint, number: PlacedNumber, metric: Metric, plan: Plan, placed: PlacedTable) -> Span | None:
    """Return the days that an answered column's number covers; ``None`` where the answer does not fit it."""
    period = _answered_period(hint, number, placed)
    months = months_of(plan, placed.context)
    if period is None or hint.span not in list_spans(metric, period) or number.row_label.meaning.bases:
        return None
    if period.ends_within_month and period.day != months.ends and hint.span in ("month", "quarter"):
        return None  # 截至25日 is no whole month
    return span_named(hint.span, period, months)


def span_named(name: str, period: Period, months: Months) -> Span | None:
    """Return the days of what the answer names, as of a period's end."""
    if name == "since_start":
        return Span(Basis.SINCE_START, None, months.end_of(period))
    if name == "standing":
        return Span(Basis.STANDING, None, months.end_of(period))
    if name == "year_to_date":
        found = months.year_to_date(period)
    elif name == "quarter":
        found = months.whole(replace(period, first=period.last - 2, day=None, since=None, cutoff=False, running=False))
    else:
        found = months.whole(month_of(period))
    return found if isinstance(found, Span) else None


def list_spans(metric: Metric, period: Period | None) -> tuple[str, ...]:
    """Return what a number of a metric may cover."""
    quarter = ("quarter",) if period is None or (period.last % 3 == 0 and period.one_year) else ()
    if not metric.kind.adds_up:
        return ("month", *quarter, "year_to_date", "standing")
    if metric.kind.level:
        return ("standing", "since_start", "year_to_date", "month", *quarter)
    if metric.kind.yearly:
        return ("month", *quarter, "year_to_date")
    return ("month", *quarter, "year_to_date", "since_start")


def _answered_period(hint: Hint, number: PlacedNumber, placed: PlacedTable) -> Period | None:
    """Return the period that the sheet states, else the month answered for this file; ``None`` where they differ."""
    stated, answered = resolve_period(number.meaning, placed.context), parse_day(hint.month) if hint.month else None
    if stated is not None and not is_vague(stated, number, placed):
        same = answered is None or (stated.year, stated.last) == (answered.year, answered.month)
        return stated if same else None
    if answered is None or (
        stated is not None and stated.year is not None and stated.one_year and stated.year != answered.year
    ):
        return None
    return Period(answered.year, answered.month, answered.month)


def is_vague(stated: Period, number: PlacedNumber, placed: PlacedTable) -> bool:
    """Tell whether the sheet leaves its last month open; a mere year says nothing about it."""
    if stated.year is None or not stated.one_year or ((stated.first, stated.last) == (1, 12) and not stated.cutoff):
        return True
    return not number.meaning.periods and (placed.context.clashes or placed.context.unfinished)


def is_contradicted(name: str, number: PlacedNumber) -> bool:
    """Tell whether a head's own words exclude a span: 期末实有 under 本月, 当月 under 本年累计."""
    text, bases = number.meaning.text, number.meaning.bases
    if name in ("month", "quarter"):
        within = _OF_QUARTER if name == "month" else _OF_MONTH
        return bool(within.search(text) or bases & {"year_to_date", "since_start", "standing"})
    if _OF_MONTH.search(text) or _OF_QUARTER.search(text):
        return True
    return bool(bases & {"year_to_date", "since_start", "standing"} - {name})


def list_choices(number: PlacedNumber, metric: Metric | None, plan: Plan, placed: PlacedTable) -> tuple[str, ...]:
    """Return what an open column may cover, as ``span|first day|last day``; the days are empty in an open month."""
    if metric is None:
        return ()
    choices = []
    for name in list_spans(metric, None):
        if is_contradicted(name, number):
            continue
        hint = Hint(plan.id, "", 0, span=name)
        found = span_of(hint, number, metric, plan, placed)
        if found is not None:
            choices.append(f"{name}|{found.start or ''}|{found.end}")
        elif _answered_period(hint, number, placed) is None:
            choices.append(f"{name}||")
    return tuple(choices)
