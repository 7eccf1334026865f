"""The columns of a roster as Arrow arrays, from a sheet already read cell by cell, from a large sheet, or from text."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from intake.findings.finding import Finding
from intake.rosters.columns import Heads
from intake.rosters.merging import hold_for_each_row
from intake.sheets.sheet import Cell, Sheet


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """The rows of one roster sheet, not yet understood.

    Attributes
    ----------
    titles
        What stands above the head, and of a class below others what stands above all of them.
    first_row
        The sheet's number of the first row of `columns`.
    columns
        By role: texts, plain or coded, null where the cell is empty.
    numbers
        Which ID numbers stand in numeric cells; ``None`` where no cell is numeric, as in text files.
    findings
        What was doubtful about it before any row is judged.
    """

    name: str
    titles: tuple[str, ...]
    heads: Heads
    first_row: int
    columns: Mapping[str, pa.Array]
    numbers: np.ndarray | None = None
    findings: tuple[Finding, ...] = ()


def take_rows(sheet: Sheet, heads: Heads, first: int, last: int, titles: tuple[str, ...]) -> RosterSheet:
    """Return some rows of a sheet whose cells are known one by one."""
    columns, numbers = {}, None
    for role, column in heads.columns.items():
        cells = [sheet.cells.get((row, column)) for row in range(first, last + 1)]
        columns[role] = pa.array([_text(cell) for cell in cells], pa.string())
        if role == "id_number":
            numbers = np.array([cell is not None and cell.number is not None for cell in cells], bool)
    held, source = hold_for_each_row(columns, heads, first, sheet.merges)
    if source is not None and numbers is not None:
        numbers = numbers[source]
    return RosterSheet(sheet.name, titles, heads, first, held, numbers)


def _text(cell: Cell | None) -> str | None:
    if cell is None:
        return None
    return cell.day.isoformat() if cell.day is not None else cell.text
