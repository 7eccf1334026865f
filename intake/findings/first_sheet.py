"""The sheet of findings that a marked workbook begins with, known again when it is handed in."""

import re
from dataclasses import dataclass

from intake.sheets.sheet import Sheet

#: Stands in a cell of the list, whatever the sheet is called; the number is that of its layout.
MARKER = "longjiang-progress/findings-list/1"
REASON = "findings-list"
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


def is_findings_list(sheet: Sheet) -> bool:
    """Tell whether a sheet is our own list of findings, by what it holds."""
    return any(cell.text == MARKER for (row, _), cell in sheet.cells.items() if row <= 50)


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """One finding as the reporter reads it: `level` is error, warning or note, `cell` one cell or ``None``."""

    level: str
    sheet: str | None
    cell: str | None
    text: str

    @property
    def place(self) -> tuple[int, int] | None:
        """Row and column of the cell, both counted from 1."""
        match = _PLACE.fullmatch(self.cell or "")
        if match is None:
            return None
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
        row = int(match[2])
        return (row, column) if row <= 1_048_576 and column <= 16_384 else None
