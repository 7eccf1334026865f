"""Answers of the reporter about what a sheet leaves open: what they apply to, and what they say.

An answer belongs to one plan, one column and one head: all heads of the table, its titles and what they
say, with only the dates and the places left out. It never overrides what the sheet says plainly, unless the
reporter has looked at what was read of this very file and says otherwise (`overrules`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from intake.words.lexicon import UNITS
from metrics.plan import Plan

#: The answer that a column is no figure of the plan.
NO_METRIC = "none"
#: Whether a county-level city in a row of its own is contained in its city's figure.
WITHIN, BESIDE = "within", "beside"
#: The column of an answer about a whole table.
WHOLE_TABLE = -1
SPANS = ("month", "quarter", "year_to_date", "since_start", "standing")
#: What a column may be said to be for; the last two are not read.
ROLES = ("actual", "target", "year-target", "rate", "rank", "ignored")
#: So much of a head or row is kept with an answer.
LONGEST = 80


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
    role
        One of ``ROLES``: what the numbers are for, only ever for one file.
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
    role: str | None = None

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
        str(one.get("head") or "")[:LONGEST],
        one["metric"] if one.get("metric") in metrics else None,
        one["span"] if one.get("span") in SPANS else None,
        one["unit"] if one.get("unit") in UNITS else None,
        str(one["month"]) if one.get("month") and parse_day(str(one["month"])) else None,
        one["counted"] if one.get("counted") in (WITHIN, BESIDE) else None,
        str(one["passed"]) if one.get("passed") else None,
        str(one["left"]) if one.get("left") else None,
        str(one.get("row") or ""),
        bool(one.get("overrules")),
        one["role"] if one.get("role") in ROLES else None,
    )


def joined(old: Hint, new: Hint) -> Hint:
    """Return what two answers about the same say together; the later one wins."""
    said = ("metric", "span", "unit", "month", "counted", "passed", "left", "role")
    return replace(new, **{name: getattr(new, name) or getattr(old, name) for name in said})


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


def parse_day(text: str) -> date | None:
    """Return the day of an answer's text; ``None`` where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
