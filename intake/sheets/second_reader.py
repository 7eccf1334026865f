"""A second reader beside ours, openpyxl, xlrd, or calamine of xlsb: a number on which they differ is not read.

Ours keeps what the libraries lose (values under merges, strict files, flags of formulas), they have met what ours has
not. Above `MAX_CELLS` filled cells, or where a library cannot read a part, ours stands alone, and that is said.
"""

import io
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from importlib import import_module
from typing import Any

from intake.sheets.sheet import Cell, LostCell, Place, Sheet, Workbook

#: So many filled cells are read twice; a summary of twenty cities has some hundred.
MAX_CELLS = 20_000
#: calamine spreads a sheet out, empty cells and all, between its first and its last.
_MAX_AREA = 1_000_000
#: Binary floats of the same digits may differ in the last of them.
_TOLERANCE = 1e-12
#: Formats of days that a Chinese Excel has built in and openpyxl does not know.
_CHINESE_DAYS = frozenset((*range(27, 37), *range(50, 59)))
_FIRST_DAY = date(1904, 1, 1)
_TIME = re.compile(r"\d[:时分秒]")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class Seen:
    """What the library says of one cell: a number, a day, or another thing; whether it prints as a percentage.

    `percent` is ``None`` where the library does not tell formats; a day may be a bare number then.
    """

    value: object
    percent: bool | None = False

    @property
    def number(self) -> float | None:
        value = self.value
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    @property
    def day(self) -> date | None:
        return self.value.date() if isinstance(self.value, datetime) else None

    @property
    def text(self) -> str:
        if self.number is not None:
            return f"{self.number:.15g}" + (" (%)" if self.percent else "")
        return self.day.isoformat() if self.day else str(self.value)


Grids = Mapping[str, Mapping[Place, Seen]]


def read_twice(content: bytes, workbook: Workbook) -> Workbook:
    """Return the workbook without the numbers on which a second reader differs; they are among `Sheet.lost`.

    `Workbook.once` names the sheets that only ours could read.
    """
    if sum(len(sheet.cells) for sheet in workbook.sheets) > MAX_CELLS:
        return workbook
    read = {"xls": _read_xls, "xlsb": _read_xlsb}.get(workbook.format, _read_xlsx)
    try:
        grids = {} if workbook.format == "xlsb" and _is_vast(workbook) else read(content)
    except Exception:
        # Whatever it fails over is told as read once: a second opinion must not cost the first.
        grids = {}
    whole = workbook.format != "xlsb"
    sheets = tuple(
        _compare(sheet, grids[sheet.name], whole) if sheet.name in grids else sheet for sheet in workbook.sheets
    )
    return replace(workbook, sheets=sheets, once=tuple(s.name for s in workbook.sheets if s.name not in grids))


def _is_vast(workbook: Workbook) -> bool:
    corners = [tuple(map(max, zip(*sheet.cells, strict=True))) for sheet in workbook.sheets if sheet.cells]
    return sum(row * column for row, column in corners) > _MAX_AREA


def _compare(sheet: Sheet, seen: Mapping[Place, Seen], whole: bool) -> Sheet:
    """Return the sheet without the cells that differ; where the library sees not the whole sheet, of those it sees."""
    known = {(one.row, one.column) for one in sheet.lost}
    covered = _covered(sheet)
    lost = []
    for place in seen.keys() | (sheet.cells.keys() if whole else ()):
        cell, other = sheet.cells.get(place), seen.get(place, Seen(None))
        if place in known or place in covered or _agree(cell, other):
            continue
        lost.append(LostCell(*place, cell or Cell(""), "readers-disagree", other.text))
    if not lost:
        return sheet
    places = {(one.row, one.column) for one in lost}
    cells = {place: cell for place, cell in sheet.cells.items() if place not in places}
    return replace(sheet, cells=cells, lost=(*sheet.lost, *sorted(lost, key=lambda one: (one.row, one.column))))


def _agree(cell: Cell | None, other: Seen) -> bool:
    if cell is None:
        return other.number is None and other.day is None
    if cell.number is not None:
        if other.number is None:
            return False
        ours = float(cell.number)
        near = abs(ours - other.number) <= _TOLERANCE * max(abs(ours), abs(other.number))
        return near and other.percent in (None, cell.percent)
    if cell.day is not None:
        # Less than a day is day 0 under a format of days, to the libraries a time.
        if isinstance(other.value, time):
            return cell.day <= _FIRST_DAY
        return other.day == cell.day or (other.percent is None and _is_serial(other.number, cell.day))
    reads_as_number = cell.text.strip().replace(".", "").isdigit()
    if other.number is not None:
        # A number that its format prints as a label (6月), that awaits calculation, or a time that is none of ours.
        is_moment = other.percent is None and bool(cell.text) and not reads_as_number
        return bool(cell.formula and not cell.text) or is_moment or f"{other.number:.15g}" in cell.text
    return other.day is None or not reads_as_number


def _covered(sheet: Sheet) -> frozenset[Place]:
    return frozenset(
        (row, column)
        for top, left, bottom, right in sheet.merges
        if (bottom - top + 1) * (right - left + 1) <= MAX_CELLS
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    )


def _percent(code: str) -> bool:
    return "%" in _QUOTED.sub("", code)


def _read_xlsx(content: bytes) -> Grids:
    load: Any = import_module("openpyxl.reader.excel").load_workbook
    book = load(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    grids = {}
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a file says of its size is not to be trusted
        grids[sheet.title] = dict(_cells_of(sheet.iter_rows(), book))
    return grids


def _cells_of(rows: Any, book: Any) -> Iterator[tuple[Place, Seen]]:
    for row in rows:
        for cell in row:
            if cell.value is not None:
                value = cell.value
                if isinstance(value, int | float) and book._cell_styles[cell._style_id].numFmtId in _CHINESE_DAYS:
                    value = _from_serial(value, book.epoch)
                yield (cell.row, cell.column), Seen(value, _percent(cell.number_format or ""))


def _from_serial(value: float, epoch: datetime) -> object:
    from openpyxl.utils.datetime import from_excel

    try:
        return from_excel(value, epoch)
    except (ValueError, OverflowError):
        return None


def _is_serial(number: float | None, day: date) -> bool:
    """Tell whether a number is that day in either date system; one day off before 1 March 1900."""
    days = [(day - start).days for start in (date(1899, 12, 30), _FIRST_DAY)]
    return number is not None and (int(number) in days or int(number) == days[0] - 1 < 60)


def _read_xlsb(content: bytes) -> Grids:
    """Return what calamine sees of an xlsb: no errors, no formats, nothing of cells in their short form."""
    from intake.sheets.calamine import read_by_calamine

    # Days that stand in short numbers (BrtCellRk) are bare numbers to it.
    return {
        sheet.name: {place: Seen(_value_of(cell), None) for place, cell in sheet.cells.items()}
        for sheet in read_by_calamine(content, "xlsb").sheets
    }


def _value_of(cell: Cell) -> object:
    if cell.number is not None:
        return float(cell.number)
    if cell.day:
        return datetime.combine(cell.day, time())
    return time() if _TIME.search(cell.text) else cell.text


def _read_xls(content: bytes) -> Grids:
    xlrd: Any = import_module("xlrd")
    with open(os.devnull, "w") as silent:  # noqa: PTH123
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=silent)
    grids = {}
    for sheet in book.sheets():
        found = {}
        for row in range(sheet.nrows):
            for column, cell in enumerate(sheet.row(row)):
                if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
                    code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
                    found[row + 1, column + 1] = Seen(_xls_value(cell, xlrd, book.datemode), _percent(code))
                elif cell.ctype == xlrd.XL_CELL_TEXT:
                    found[row + 1, column + 1] = Seen(cell.value)
        grids[sheet.name] = found
    return grids


def _xls_value(cell: Any, xlrd: Any, datemode: int) -> object:
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return cell.value
    if cell.value < 1:
        return time()
    try:
        return xlrd.xldate_as_datetime(cell.value, datemode)
    except (ValueError, OverflowError, xlrd.XLDateError):
        return timedelta(cell.value)
