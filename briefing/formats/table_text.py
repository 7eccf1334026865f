"""A chart's table as texts, for formats whose cells hold nothing else."""

from datetime import date
from decimal import Decimal

from briefing.charts import Cell, Table, TableColumn
from wording.figures import day_text, figure, percent, points

_RIGHT = ("number", "percent", "points")


def write_cell(value: Cell, kind: str, lang: str) -> str:
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
