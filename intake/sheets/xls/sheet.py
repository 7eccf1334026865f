"""The records of one BIFF worksheet."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from intake.sheets.filling import FillingSheet
from intake.sheets.number_formats import GENERAL, NumberFormat
from intake.sheets.runs import strike
from intake.sheets.sheet import Cell, Unreadable
from intake.sheets.values import number_cell, text_cell
from intake.sheets.xls.text import Font, decode_page, dress, read_runs

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass(slots=True)
class Formulas:
    """What was seen of a sheet's formulas: how many, and where the cached value is an empty text."""

    formulas: int = 0
    blank_formulas: list[tuple[int, int]] = field(default_factory=list)


class Book(Protocol):
    """What cells need of their workbook."""

    date1904: bool
    is_old: bool
    strings: list[str]
    fonts: list[Font]

    @property
    def encoding(self) -> str:
        """The code page of texts before Excel 97."""

    def text(self, data: bytes, offset: int, wide_length: bool = True) -> str:
        """Read a text with its length before it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a workbook shows its cells: number formats by style, and the styles struck out."""

    book: Book
    formats: list[NumberFormat]
    struck: frozenset[int]

    def format_of(self, style: int) -> NumberFormat:
        """Return the number format of a cell style."""
        return self.formats[style] if style < len(self.formats) else GENERAL

    def label(self, data: bytes, *, rich: bool) -> str:
        """Read the text of a LABEL or RSTRING record."""
        book = self.book
        text = book.text(data, 6)
        if not rich:
            return text
        if not book.is_old:
            return dress(*read_runs(data, 6), book.fonts)
        # Runs count bytes of the code page.
        behind = 8 + struct.unpack_from("<H", data, 6)[0]
        runs = data[behind + 1 : behind + 1 + 2 * data[behind]] if behind < len(data) else b""
        raw = data[8:behind]
        # A run that the record leaves out looks like the one before it.
        pairs = zip(runs[::2], runs[1::2], strict=False)
        places = [(len(decode_page(raw[:start], book.encoding)), font) for start, font in pairs]
        return dress(text, places, book.fonts)


def read_sheet(
    records: Iterator[tuple[int, bytes]],
    grid: FillingSheet,
    shown: "Shown",
) -> Formulas:
    """Fill a grid from a worksheet's records; what charts within it hold is passed over."""
    seen = Formulas()
    depth = 0
    waiting: tuple[int, int, int] | None = None
    book = shown.book

    def put_number(row: int, column: int, style: int, value: float, formula: str | None = None) -> None:
        put(row, column, style, number_cell(repr(value), shown.format_of(style), book.date1904, formula))

    def put(row: int, column: int, style: int, cell: Cell | None, text: str = "") -> None:
        grid.put(row, column, strike(cell, text, style in shown.struck))

    for kind, data in records:
        if kind == 0x809:
            depth += 1
        elif kind == 0x0A:
            depth -= 1
        if depth != 1:
            continue
        if kind == 0x2F:
            raise Unreadable("password-protected")
        if kind == 0xE5:
            _read_merges(data, grid)
        elif kind == 0x208:
            row, _, _, height, _, _, flags = struct.unpack_from("<7H", data)
            if flags & 0x20 or height & 0x7FFF == 0:
                grid.hidden_rows.add(row + 1)
        elif kind == 0x7D:
            first, last, width, _, flags = struct.unpack_from("<5H", data)
            if flags & 1 or width == 0:
                grid.hidden_spans.append((first + 1, last + 1))
        elif kind == 0xBD:
            row, first = struct.unpack_from("<HH", data)
            for index in range((len(data) - 6) // 6):
                style, packed = struct.unpack_from("<HI", data, 4 + 6 * index)
                put_number(row + 1, first + index + 1, style, unpack_number(packed))
        elif kind == 0x207:
            if waiting:
                put(*waiting, text_cell(book.text(data, 0), "="))
                waiting = None
        elif kind in (0x203, 0x27E, 0xFD, 0x204, 0xD6, 0x205, 0x06):
            row, column, style = struct.unpack_from("<HHH", data)
            row, column = row + 1, column + 1
            if kind == 0x203:
                put_number(row, column, style, struct.unpack_from("<d", data, 6)[0])
            elif kind == 0x27E:
                put_number(row, column, style, unpack_number(struct.unpack_from("<I", data, 6)[0]))
            elif kind == 0xFD:
                (index,) = struct.unpack_from("<I", data, 6)
                if index >= len(book.strings):
                    raise Unreadable("unreadable-file", reason="text-missing")
                put(row, column, style, text_cell(book.strings[index]), book.strings[index])
            elif kind == 0x205:
                put(row, column, style, _flag_cell(data[6], bool(data[7])))
            elif kind == 0x06:
                waiting = None
                seen.formulas += 1
                if data[12:14] != b"\xff\xff":
                    value = struct.unpack_from("<d", data, 6)[0]
                    put_number(row, column, style, value, "=")
                elif data[6] == 0:
                    waiting = (row, column, style)
                elif data[6] in (1, 2):
                    put(row, column, style, _flag_cell(data[8], data[6] == 2, "="))
                else:
                    seen.blank_formulas.append((row, column))
            else:
                text = shown.label(data, rich=kind == 0xD6)
                put(row, column, style, text_cell(text), text)
    return seen


def unpack_number(packed: int) -> float:
    """Return the number of an RK value: 30 bits of an integer or of a float, perhaps times 100."""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        (value,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", packed & 0xFFFFFFFC))
    return value / 100 if packed & 1 else value


def _flag_cell(value: int, is_error: bool, formula: str | None = None) -> Cell:
    if is_error:
        text = ERRORS.get(value, "#N/A")
        return Cell(text, error=text, formula=formula)
    return Cell("TRUE" if value else "FALSE", formula=formula)


def _read_merges(data: bytes, grid: FillingSheet) -> None:
    (count,) = struct.unpack_from("<H", data)
    for index in range(count):
        top, bottom, left, right = struct.unpack_from("<4H", data, 2 + 8 * index)
        grid.merge((top + 1, left + 1, bottom + 1, right + 1))
