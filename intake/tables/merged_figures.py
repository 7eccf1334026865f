"""Figures in cells that were merged over several places, periods or metrics: they are none of each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from intake.tables.heads import HeadColumn
from intake.tables.merged import MergedSheet
from intake.words.labels import Label


def merged_over(
    row: int, column: HeadColumn, labels: Mapping[int, Label], columns: Sequence[HeadColumn], grid: MergedSheet
) -> tuple[str, ...]:
    """Return what a cell is merged over where its labels differ: names of rows or heads of columns; else none.

    A cell that reaches over rows or columns of one label, or without any, is only tall or wide.
    """
    last_row, last_column = grid.reach(row, column.index)
    if (last_row, last_column) == (row, column.index):
        return ()
    down = {_said(label): _name(label) for at, label in labels.items() if row <= at <= last_row and _says(label)}
    reached = [one for one in columns if column.index <= one.index <= last_column and one.kind == "figures"]
    across = {_said(one.label): one.header for one in reached if one.header}
    names = [*(down.values() if len(down) > 1 else ()), *(across.values() if len(across) > 1 else ())]
    return tuple(names)


def _says(label: Label) -> bool:
    return label.place is not None or not label.meaning.empty or bool(label.meaning.rest)


def _said(label: Label) -> tuple[object, ...]:
    return label.place, label.city, label.districts, label.name, replace(label.meaning, text="")


def _name(label: Label) -> str:
    return label.name or label.meaning.text
