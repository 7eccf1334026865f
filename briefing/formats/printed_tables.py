"""A chart's table as it is printed: its texts, and columns so wide that no figure, unit, status or date is torn."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from briefing.charts.chart import CellValue, Table, TableColumn
from briefing.formats.native.markup import text_width
from wording.figures import day_text, figure, percent, points

_RIGHT = ("number", "percent", "points")
# Letters of other machines are wider than we reckon, and a cell has a little room on either side.
_WIDER, _PADDING = 1.1, 2.0
_LEAST = 6.5
# A text of more letters may be broken, after no fewer.
_UNBROKEN, _UNBROKEN_FIGURE = 8, 13


def write_cell(value: CellValue, kind: str, lang: str) -> str:
    """Write a figure as the screen does; a missing one is a dash, never a zero."""
    if value is None:
        return "—"
    if isinstance(value, Decimal):
        if kind == "percent":
            return percent(value / 100, lang)
        return points(value, lang).split(" ")[0] if kind == "points" else figure(value, "", lang)
    return day_text(value, lang) if isinstance(value, date) else value


def write_table(table: Table, lang: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table as texts."""
    kinds = [column.kind for column in table.columns]
    return tuple(
        tuple(write_cell(value, kind, lang) for value, kind in zip(row, kinds, strict=True)) for row in table.rows
    )


def align_columns(table: Table) -> tuple[str, ...]:
    """Return ``right`` for a column of figures, else ``left``."""
    return tuple("right" if column.kind in _RIGHT else "left" for column in table.columns)


def label_column(column: TableColumn) -> str:
    """Return the heading of a column with the % of its figures."""
    return f"{column.label} %" if column.kind == "percent" and "%" not in column.label else column.label


def told_columns(table: Table, as_of: date) -> list[int]:
    """Return the places of the columns that tell something: no empty 说明, no day that is everywhere the as-of day."""

    def tells(place: int) -> bool:
        values = {row[place] for row in table.rows} - {None, ""}
        return bool(values) and not (table.columns[place].kind == "day" and values == {as_of})

    return [place for place in range(len(table.columns)) if not table.rows or tells(place)]


def fit_columns(texts: Sequence[Sequence[str]], room: float, size: float) -> tuple[float, list[float]]:
    """Return letters' size and widths in mm of columns, given their texts with the head first.

    The letters are as large as `size` where that leaves every figure whole, else smaller.
    """
    while True:
        least = [_least(column, size) for column in texts]
        if sum(least) <= room or size <= _LEAST:
            break
        size -= 0.5
    wanted = [max(low, _whole(column, size)) for low, column in zip(least, texts, strict=True)]
    slack, missing = max(room - sum(least), 0.0), sum(wanted) - sum(least)
    # First what would be broken, then all alike.
    part = min(1.0, slack / missing) if missing else 0.0
    widths = [low + (full - low) * part for low, full in zip(least, wanted, strict=True)]
    more = max(room - sum(widths), 0.0) / len(widths)
    return size, [width + more for width in widths]


def _least(column: Sequence[str], size: float) -> float:
    """Return what the column needs at least: its longest unbroken text, and half of its head."""
    head, *rest = column
    needed = [_length(text, size) for text in rest if _is_whole(text)]
    broken = [_length("国" * _UNBROKEN, size) for text in rest if not _is_whole(text)]
    words = head.split() if head.isascii() else [head[: -(-len(head) // 2)]]
    return max([*needed, *broken, *(_length(word, size) for word in words)], default=0.0) + _PADDING


def _is_whole(text: str) -> bool:
    """Tell whether a text stays on one line: a figure, a date, a status with its sign, a short name."""
    return (
        len(text) <= _UNBROKEN
        or text.isascii()
        or (any(letter.isdigit() for letter in text) and len(text) <= _UNBROKEN_FIGURE)
    )


def _whole(column: Sequence[str], size: float) -> float:
    return max((_length(text, size) for text in column), default=0.0) + _PADDING


def _length(text: str, size: float) -> float:
    return text_width(text, size) * _WIDER
