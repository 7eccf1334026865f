"""A file's texts before anything is read from them: ID numbers in names, titles and cells are hidden.

Only the columns of rosters keep theirs, to be hashed; what is told of those rows is hidden where it is told.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from intake.rosters.opening import Records
from intake.sheets.sheet import Cell, Sheet, Workbook
from wording.personal import hide_numbers

if TYPE_CHECKING:  # Arrow is loaded by rosters alone
    from intake.rosters.source import RosterSheet

_SHORTEST = 14


def hide_workbook(workbook: Workbook) -> Workbook:
    """Return a workbook without ID numbers; a cell that held one holds a text, never a number."""
    return replace(workbook, sheets=tuple(map(_hide_sheet, workbook.sheets)))


def hide_records(records: Records) -> Records:
    """Return rosters and registers without ID numbers but those in the rosters' columns."""
    return replace(
        records, rosters=tuple(map(_hide_roster, records.rosters)), registers=tuple(map(_hide_sheet, records.registers))
    )


def _hide_sheet(sheet: Sheet) -> Sheet:
    name = hide_numbers(sheet.name)
    changed = {}
    for place, cell in sheet.cells.items():
        if len(cell.text) >= _SHORTEST or (cell.formula and len(cell.formula) >= _SHORTEST):
            hidden = _hide_cell(cell)
            if hidden is not cell:
                changed[place] = hidden
    if name == sheet.name and not changed:
        return sheet
    return replace(sheet, name=name, cells={**sheet.cells, **changed})


def _hide_cell(cell: Cell) -> Cell:
    text, formula = hide_numbers(cell.text), cell.formula and hide_numbers(cell.formula)
    if text != cell.text:
        return Cell(text, error=cell.error, formula=formula)
    return cell if formula == cell.formula else replace(cell, formula=formula)


def _hide_roster(roster: "RosterSheet") -> "RosterSheet":
    heads = replace(roster.heads, printed={role: hide_numbers(text) for role, text in roster.heads.printed.items()})
    return replace(roster, name=hide_numbers(roster.name), titles=tuple(map(hide_numbers, roster.titles)), heads=heads)
