"""The records of one worksheet of an xlsb.

MS-XLSB 2.1.7.62: BrtRowHdr (2.4.761), BrtColInfo (2.4.333), BrtMergeCell, and cells, BrtCellBlank to BrtFmlaError and
BrtCellRString (BrtCellRk is 2.4.324). The short forms are in use, though not described there.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from intake.sheets.filling import FillingSheet
from intake.sheets.number_formats import GENERAL, NumberFormat
from intake.sheets.runs import strike
from intake.sheets.sheet import Cell, Unreadable
from intake.sheets.values import number_cell, text_cell
from intake.sheets.xls.sheet import ERRORS, unpack_number
from intake.sheets.xls.text import Font, dress
from intake.sheets.xlsb.records import Record, read_rich_text, read_text

_ROW, _RK, _ERROR, _FLAG, _REAL, _TEXT, _SHARED = 0, 2, 3, 4, 5, 6, 7
_FORMULA_TEXT, _FORMULA_NUMBER, _FORMULA_FLAG, _FORMULA_ERROR, _RICH = 8, 9, 10, 11, 62
#: Short forms have no column: they stand behind the cell before them.
_SHORT = {**{kind: kind - 11 for kind in range(12, 19)}, 61: _RICH}
_CELLS = frozenset((*range(1, 12), _RICH, *_SHORT))
_COLUMN, _BEGIN_CELLS, _END_CELLS, _END_SHEET, _MERGE = 60, 145, 146, 130, 176
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
#: Earlier formats have no #GETTING_DATA.
_ERRORS = {**ERRORS, 0x2B: "#GETTING_DATA"}


@dataclass(slots=True)
class Book:
    """What cells need of their workbook: texts, fonts, date system, and how its styles show numbers."""

    formats: list[NumberFormat | None] = field(default_factory=list)
    struck: frozenset[int] = frozenset()
    fonts: list[Font] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    date1904: bool = False
    recalculate: bool = False
    has_formulas: bool = False
    #: Some formula has a value that is more than nothing, and where those of 0 stand.
    calculated: bool = False
    zeros: list[tuple[FillingSheet, tuple[int, int]]] = field(default_factory=list)
    #: A number has a style or format that the workbook does not hold: what that says is not known.
    has_unknown_formats: bool = False

    def format_of(self, style: int) -> NumberFormat:
        """Return the number format of a cell style."""
        shown = self.formats[style] if style < len(self.formats) else None
        if shown is None:
            self.has_unknown_formats = True
        return shown or GENERAL

    def rich_text(self, data: bytes, at: int) -> str:
        """Return a text as it is valid, without what is struck out in it."""
        text, runs = read_rich_text(data, at)
        # Fonts are dressed as in xls, which counts those behind the fourth one too high.
        return dress(text, [(start, font + (font > 3)) for start, font in runs], self.fonts)


def read_sheet(records: Iterator[Record], grid: FillingSheet, book: Book) -> None:
    """Fill a grid from a worksheet's records; raise `Unreadable` where they stop before the sheet does."""
    row = column = 0
    within = ended = False
    for kind, data in records:
        if kind in _CELLS and within:
            column = column + 1 if kind in _SHORT else struct.unpack_from("<I", data)[0] + 1
            if not (0 < row <= _LAST_ROW and column <= _LAST_COLUMN):
                raise Unreadable("unreadable-file", reason="place-outside-sheet")
            put_cell(_SHORT.get(kind, kind), data, 4 if kind in _SHORT else 8, (row, column), grid, book)
        elif kind == _ROW and within:
            row, column = struct.unpack_from("<I", data)[0] + 1, 0
            height, flags = struct.unpack_from("<HH", data, 8)
            # fDyZero, or no height that is its own (fUnsynced).
            if flags & 0x1000 or (flags & 0x2000 and height == 0):
                grid.hidden_rows.add(row)
        elif kind == _COLUMN:
            first, last, width, _, flags = struct.unpack_from("<4IH", data)
            if flags & 1 or width == 0:  # fHidden
                grid.hidden_spans.append((first + 1, last + 1))
        elif kind == _MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", data)
            grid.merge((top + 1, left + 1, bottom + 1, right + 1))
        elif kind in (_BEGIN_CELLS, _END_CELLS):
            within = kind == _BEGIN_CELLS
        elif kind == _END_SHEET:
            ended = True
    if not ended:
        raise Unreadable("unreadable-file", reason="truncated")


def put_cell(kind: int, data: bytes, at: int, place: tuple[int, int], grid: FillingSheet, book: Book) -> None:
    """Put the cell of a record whose value begins at `at`; its style stands in the three bytes from four before."""
    style = struct.unpack_from("<I", data, at - 4)[0] & 0xFFFFFF
    formula = "=" if _FORMULA_TEXT <= kind <= _FORMULA_ERROR else None
    book.has_formulas |= formula is not None
    text = ""
    cell: Cell | None = None
    if kind in (_RK, _REAL, _FORMULA_NUMBER):
        value = unpack_number(*struct.unpack_from("<I", data, at)) if kind == _RK else _real(data, at)
        cell = number_cell(repr(value), book.format_of(style), book.date1904, formula)
        if formula and value == 0:
            book.zeros.append((grid, place))
        book.calculated |= formula is not None and value != 0
    elif kind in (_ERROR, _FORMULA_ERROR):
        error = _ERRORS.get(data[at], "#N/A")
        cell = Cell(error, error=error, formula=formula)
    elif kind in (_FLAG, _FORMULA_FLAG):
        cell = Cell("TRUE" if data[at] else "FALSE", formula=formula)
    elif kind in (_TEXT, _FORMULA_TEXT, _SHARED, _RICH):
        text = _read_text(kind, data, at, book)
        cell = text_cell(text, formula)
        book.calculated |= bool(formula and text)
    grid.put(*place, strike(cell, text, style in book.struck))


def _read_text(kind: int, data: bytes, at: int, book: Book) -> str:
    if kind == _RICH:
        return book.rich_text(data, at)
    if kind != _SHARED:
        return read_text(data, at)[0]
    (index,) = struct.unpack_from("<I", data, at)
    if index >= len(book.texts):
        raise Unreadable("unreadable-file", reason="text-missing")
    return book.texts[index]


def _real(data: bytes, at: int) -> float:
    value: float = struct.unpack_from("<d", data, at)[0]
    return value
