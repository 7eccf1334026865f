"""Answers of the reporter about what a sheet leaves open: what they apply to, and what they say.

An answer belongs to one plan, one column and one head: all heads of the table, its titles and what they
say, with only the dates and the places left out. It never overrides what the sheet says plainly, unless the
reporter has looked at what was read of this very file and says otherwise (`overrules`).
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import lru_cache

from data.reference.places import load_cities
from intake.tables.basis import Months, Span, month_of, months_of, resolve_period
from intake.tables.line_kinds import is_note
from intake.tables.placing import Number, PlacedTable
from intake.tables.surroundings import Context
from intake.words.characters import compact
from intake.words.finding_periods import find_periods
from intake.words.lexicon import UNITS
from intake.words.periods import Period
from metrics.observation import Basis
from metrics.plan import Metric, Plan

#: The answer that a column is no figure of the plan.
NO_METRIC = "none"
#: Whether a county-level city in a row of its own is contained in its city's figure.
WITHIN, BESIDE = "within", "beside"
#: The column of an answer about a whole table.
WHOLE_TABLE = -1
SPANS = ("month", "quarter", "year_to_date", "since_start", "standing")
_DIGITS = re.compile(r"\d+")
_LONGEST = 80
_OF_MONTH, _OF_QUARTER = re.compile(r"[本当]月|this month"), re.compile(r"[本当]季|this quarter")


#: Head, column and row of an answer.
Key = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Hint:
    """One answer; what was not asked is ``None``.

    Attributes
    ----------
    fingerprint, column
        The head (`fingerprint_of`) and the column's place in it, counted from 0; of an answer about a
        county-level city its code, and 0.
    head
        The column's head as printed, to show.
    metric
        A metric's id, or ``NO_METRIC``.
    span
        One of ``SPANS``: what stretch of time the numbers cover, their last day being that of the sheet.
    unit
        The unit that the sheet does not print (万人次).
    month
        The last month, as its last day (2019-06-30): only ever for one file, never remembered.
    counted
        ``WITHIN`` or ``BESIDE``: how the county-level city counts in every sheet whose totals do not tell.
    passed, left
        Words of the table's titles or notes that change nothing, or because of which its numbers are left unread;
        then `column` is ``WHOLE_TABLE``.
    row
        The row that it is about, as `line_of` tells it; empty for a whole column.
    overrules
        Whether it is the reporter's correction of what was read of this file: it goes before what the sheet says.
    """

    plan: str
    fingerprint: str
    column: int
    head: str = ""
    metric: str | None = None
    span: str | None = None
    unit: str | None = None
    month: str | None = None
    counted: str | None = None
    passed: str | None = None
    left: str | None = None
    row: str = ""
    overrules: bool = False

    def as_dict(self) -> dict:
        return asdict(self)


def parse_hints(given: Iterable[Mapping], plan: Plan, *, overrules: bool = False) -> dict[Key, Hint]:
    """Return the answers for a plan, or the reporter's corrections of what was read of this file (`overrules`).

    They are told by head, column and row; what makes no sense is left out, later ones win.
    """
    found: dict[Key, Hint] = {}
    metrics = {metric.id for metric in plan.metrics} | {NO_METRIC}
    for one in given:
        if one.get("plan") != plan.id or not isinstance(one.get("column"), int):
            continue
        if bool(one.get("overrules")) is overrules:
            hint = _parse(one, plan, metrics)
            key = (hint.fingerprint, hint.column, hint.row)
            found[key] = joined(found[key], hint) if key in found else hint
    return found


def _parse(one: Mapping, plan: Plan, metrics: set[str]) -> Hint:
    return Hint(
        plan.id,
        str(one.get("fingerprint", "")),
        one["column"],
        str(one.get("head") or "")[:_LONGEST],
        one["metric"] if one.get("metric") in metrics else None,
        one["span"] if one.get("span") in SPANS else None,
        one["unit"] if one.get("unit") in UNITS else None,
        str(one["month"]) if one.get("month") and _day(str(one["month"])) else None,
        one["counted"] if one.get("counted") in (WITHIN, BESIDE) else None,
        str(one["passed"]) if one.get("passed") else None,
        str(one["left"]) if one.get("left") else None,
        str(one.get("row") or ""),
        bool(one.get("overrules")),
    )


def joined(old: Hint, new: Hint) -> Hint:
    """Return what two answers about the same say together; the later one wins."""
    said = ("metric", "span", "unit", "month", "counted", "passed", "left")
    return replace(new, **{name: getattr(new, name) or getattr(old, name) for name in said})


def line_of(number: Number, placed: PlacedTable) -> tuple[int, str]:
    """Return what shares one meaning with a number: its column's place, and its row where rows say what is counted.

    Where places stand across, a row is one line whatever the column (``WHOLE_TABLE``).
    """
    said = number.row_label.meaning
    row = ""
    if number.row_label.place:
        row = f"={' '.join(sorted(said.metrics))}" if said.metrics else ""
    elif said.metrics or said.rest or said.part or said.bases or number.column_label.place:
        row = f"{number.row - placed.table.rows[0]}:{compact(said.text)[:_LONGEST]}"
    if number.column_label.place:
        return WHOLE_TABLE, row
    return next(i for i, one in enumerate(placed.columns) if one.index == number.column), row


def header_of(number: Number, placed: PlacedTable) -> str:
    """Return what stands over a column, with its row where rows say what is counted."""
    row = number.row_label.meaning.text if line_of(number, placed)[1] else ""
    if number.column_label.place:
        return row or number.header
    return f"{number.header} {row}".strip() or number.meaning.text


def fingerprint_of(placed: PlacedTable, province: str, stated: Context | None = None) -> str:
    """Return what tells one head from another: only dates and places may differ under the same fingerprint.

    `stated` is what the surroundings say themselves, where the reporter has named a period besides.
    """
    context = stated or placed.context
    titles = [placed.sheet.name, *(line.text for line in placed.table.above if not is_note(line.text))]
    parts = [
        *(
            f"{column.kind}:{plain_head(column.header, province)}"
            if column.kind != "figures"
            else plain_head(column.header, province)
            for column in placed.columns
        ),
        "titles",
        *(plain_head(text, province) for text in titles),
        "context",
        *sorted(context.metrics),
        *sorted(context.bases),
        *context.units,
        _shape(context.period) if context.period else "",
        *(f"{word}={sorted(meant.bases)}" for word, meant in context.definitions),
    ]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def find_lines(hints: Mapping[Key, Hint], fingerprint: str) -> dict[tuple[int, str], Hint]:
    """Return what was said of a table, by column and row."""
    return {(column, row): hint for (head, column, row), hint in hints.items() if head == fingerprint}


def find_answered_words(given: Iterable[Mapping], plan: Plan, fingerprint: str, name: str) -> frozenset[str]:
    """Return the words around a table of which the reporter said something.

    They change nothing (`name` is ``passed``), or because of them its numbers are left unread (``left``).
    """
    return frozenset(
        str(one[name])
        for one in given
        if one.get(name)
        and (one.get("plan"), one.get("fingerprint"), one.get("column")) == (plan.id, fingerprint, WHOLE_TABLE)
    )


def find_counted(given: Iterable[Mapping], plan: Plan) -> dict[str, str]:
    """Return how county-level cities count, by code, as it was answered for a plan."""
    return {code: hint.counted for (code, _, _), hint in parse_hints(given, plan).items() if hint.counted}


@lru_cache(maxsize=4096)
def plain_head(text: str, province: str) -> str:
    """Return a head or title with its dates as shapes (a month, a running span …) and without the names of cities."""
    plain = compact(text)
    for found in reversed(find_periods(plain)):
        plain = f"{plain[: found.start]}<{_shape(found.period)}>{plain[found.stop :]}"
    for city in load_cities(province):
        for name in (city.name, city.short):
            plain = plain.replace(name, "")
    return plain


def _shape(period: Period) -> str:
    if not period.one_year:
        return "years"
    if period.opening:
        return "since"
    if not period.is_of_months and not period.cutoff:
        return "days"
    length = period.last - period.first + 1
    kind = "running" if period.running else {1: "month", 3: "quarter", 6: "half", 12: "year"}.get(length, "months")
    return (
        kind
        + (":cutoff" if period.cutoff else "")
        + (":dated" if period.dated else "")
        + ("" if period.year else ":bare")
    )


def metric_left_open(number: Number) -> bool:
    """Tell whether the column's head leaves open what is counted; a row that says more is not the column's affair."""
    row = number.row_label.meaning
    return not (row.metrics or row.rest or row.part) and (
        number.metric is None or number.meaning.rest not in ("", "培训")
    )


def units_left_open(number: Number, placed: PlacedTable) -> bool:
    """Tell whether neither head nor row, title nor cell prints a unit."""
    return not (number.meaning.units or placed.context.units or number.figure.unit) and number.figure.magnitude == 1


def span_of(hint: Hint, number: Number, metric: Metric, plan: Plan, placed: PlacedTable) -> Span | None:
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


def _answered_period(hint: Hint, number: Number, placed: PlacedTable) -> Period | None:
    """Return the period that the sheet states, else the month answered for this file; ``None`` where they differ."""
    stated, answered = resolve_period(number.meaning, placed.context), _day(hint.month) if hint.month else None
    if not _is_vague(stated, number, placed):
        same = answered is None or (stated.year, stated.last) == (answered.year, answered.month)
        return stated if same else None
    if answered is None or (
        stated is not None and stated.year is not None and stated.one_year and stated.year != answered.year
    ):
        return None
    return Period(answered.year, answered.month, answered.month)


def _is_vague(stated: Period | None, number: Number, placed: PlacedTable) -> bool:
    """Tell whether the sheet leaves its last month open; a mere year says nothing about it."""
    if (
        stated is None
        or stated.year is None
        or not stated.one_year
        or ((stated.first, stated.last) == (1, 12) and not stated.cutoff)
    ):
        return True
    return not number.meaning.periods and (placed.context.clashes or placed.context.unfinished)


def is_contradicted(name: str, number: Number) -> bool:
    """Tell whether a head's own words exclude a span: 期末实有 under 本月, 当月 under 本年累计."""
    text, bases = number.meaning.text, number.meaning.bases
    if name in ("month", "quarter"):
        within = _OF_QUARTER if name == "month" else _OF_MONTH
        return bool(within.search(text) or bases & {"year_to_date", "since_start", "standing"})
    if _OF_MONTH.search(text) or _OF_QUARTER.search(text):
        return True
    return bool(bases & {"year_to_date", "since_start", "standing"} - {name})


def list_choices(number: Number, metric: Metric | None, plan: Plan, placed: PlacedTable) -> tuple[str, ...]:
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


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
