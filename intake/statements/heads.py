"""Which head an answer is for: all heads of a table and its titles, with only the dates and the places left out."""

import hashlib
from functools import lru_cache

from data.reference.places import load_cities
from intake.statements.hints import LONGEST, WHOLE_TABLE
from intake.tables.line_kinds import is_note
from intake.tables.placed import PlacedNumber, PlacedTable
from intake.tables.surroundings import Context
from intake.words.characters import compact
from intake.words.finding_periods import find_periods
from intake.words.periods import Period


def line_of(number: PlacedNumber, placed: PlacedTable) -> tuple[int, str]:
    """Return what shares one meaning with a number: its column's place, and its row where rows say what is counted.

    Where places stand across, a row is one line whatever the column (``WHOLE_TABLE``).
    """
    said = number.row_label.meaning
    row = ""
    if number.row_label.place:
        row = f"={' '.join(sorted(said.metrics))}" if said.metrics else ""
    elif said.metrics or said.rest or said.part or said.bases or number.column_label.place:
        row = f"{number.row - placed.table.rows[0]}:{compact(said.text)[:LONGEST]}"
    if number.column_label.place:
        return WHOLE_TABLE, row
    return next(i for i, one in enumerate(placed.columns) if one.index == number.column), row


def header_of(number: PlacedNumber, placed: PlacedTable) -> str:
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
