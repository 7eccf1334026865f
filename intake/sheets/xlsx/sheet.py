"""The cells of one xlsx worksheet."""

import re
from datetime import datetime
from typing import Protocol

from intake.sheets.filling import MAX_TEXT, FillingSheet
from intake.sheets.number_formats import GENERAL, NumberFormat
from intake.sheets.references import parse_area, parse_place, shift_formula
from intake.sheets.sheet import Cell, Unreadable
from intake.sheets.values import day_cell, number_cell, text_cell

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


class Texts(Protocol):
    """The shared texts of a workbook, by their number."""

    def __len__(self) -> int: ...
    def __getitem__(self, index: int, /) -> str: ...


class SheetParser:
    """Handlers for a worksheet part; fills a grid.

    `strings` are the shared texts, `formats` the number formats by cell style. Under `recalculate`
    (the writer left the sums to be done on opening) a formula's cached 0 is no value. `row` is the last row
    before those to be read.
    """

    def __init__(
        self,
        grid: FillingSheet,
        strings: Texts,
        formats: list[NumberFormat],
        date1904: bool,
        recalculate: bool = False,
        row: int = 0,
    ) -> None:
        self._grid = grid
        self._strings = strings
        self._formats = formats
        self._date1904 = date1904
        self._recalculate = recalculate
        self.row, self._column = row, 0
        self._cell: dict[str, str] = {}
        self._parts: list[str] | None = None
        self._length = 0
        self._value: str | None = None
        self._inline: list[str] = []
        self._formula: str | None = None
        self._shared_index = ""
        self._shared: dict[str, tuple[int, int, str]] = {}
        self._phonetic = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "v":
            self._collect()
        elif tag == "f":
            self._formula = ""
            self._shared_index = attributes.get("si", "") if attributes.get("t") == "shared" else ""
            self._collect()
        elif tag == "t":
            if not self._phonetic:
                self._collect()
        elif tag == "row":
            row = attributes.get("r", "")
            self.row = int(row) if row.isdigit() and len(row) < 9 else self.row + 1
            self._column = 0
            if attributes.get("hidden") in ("1", "true") or _is_zero(attributes.get("ht")):
                self._grid.hidden_rows.add(self.row)
        elif tag == "rPh":
            self._phonetic += 1
        elif tag == "mergeCell":
            area = parse_area(attributes.get("ref", ""))
            if area:
                self._grid.merge(area)
        elif tag == "col" and (attributes.get("hidden") in ("1", "true") or _is_zero(attributes.get("width"))):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdigit() and last.isdigit():
                self._grid.hidden_spans.append((int(first), int(last)))

    def text(self, text: str) -> None:
        if self._parts is not None:
            self._length += len(text)
            if self._length > MAX_TEXT:
                raise Unreadable("too-large", reason="text", limit=f"{MAX_TEXT:,}")
            self._parts.append(text)

    def end(self, tag: str) -> None:
        if tag == "c":
            self._end_cell()
        elif tag == "rPh":
            self._phonetic -= 1
        elif self._parts is not None and tag in ("v", "f", "t"):
            text = "".join(self._parts)
            self._parts = None
            if tag == "v":
                self._value = text
            elif tag == "f":
                self._formula = self._whole_formula(text)
            else:
                self._inline.append(text)

    def _collect(self) -> None:
        self._parts, self._length = [], 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = parse_place(attributes.get("r", ""))
        if place:
            self.row, self._column = place
        else:
            self._column += 1
        if not (0 < self.row <= _LAST_ROW and 0 < self._column <= _LAST_COLUMN):
            raise Unreadable("unreadable-file", reason="place-outside-sheet")
        self._cell = attributes
        self._value = self._formula = None
        self._inline = []

    def _whole_formula(self, text: str) -> str:
        """Fill in the cells that only point at the first formula of a shared range."""
        if self._shared_index:
            if text:
                self._shared[self._shared_index] = (self.row, self._column, text)
            elif self._shared_index in self._shared:
                row, column, master = self._shared[self._shared_index]
                text = shift_formula(master, self.row - row, self._column - column)
        return text

    def _end_cell(self) -> None:
        formula = f"={self._formula}" if self._formula is not None else None
        cell = self._make_cell(self._cell.get("t", "n"), self._value, formula)
        if cell is None and formula and not (self._cell.get("t") == "str" and self._value is not None):
            # A formula whose cached value is an empty text shows nothing; one without a value is kept.
            cell = Cell("", formula=formula)
        self._grid.put(self.row, self._column, cell)

    def _make_cell(self, kind: str, value: str | None, formula: str | None) -> Cell | None:
        if kind == "inlineStr":
            return text_cell(unescape("".join(self._inline)), formula)
        if value is None or value == "":
            return None
        if kind == "s":
            index = int(value) if value.strip().isdigit() and len(value) < 12 else -1
            if not 0 <= index < len(self._strings):
                raise Unreadable("unreadable-file", reason="text-missing")
            return text_cell(self._strings[index], formula)
        if kind == "str":
            return text_cell(unescape(value), formula)
        if kind == "e":
            return Cell(value, error=value, formula=formula)
        if kind == "b":
            return Cell("TRUE" if value.strip() in ("1", "true") else "FALSE", formula=formula)
        if formula and self._recalculate and value.strip() == "0":
            return None
        shown = self._format()
        if kind == "d":
            try:
                return day_cell(datetime.fromisoformat(value.strip()), formula, shown)
            except ValueError:
                return text_cell(value, formula)
        return number_cell(value, shown, self._date1904, formula)

    def _format(self) -> NumberFormat:
        style = self._cell.get("s", "0")
        index = int(style) if style.isdigit() and len(style) < 9 else 0
        return self._formats[index] if index < len(self._formats) else GENERAL


def unescape(text: str) -> str:
    """Undo the _x000D_ writing of control characters and of signs beyond the first 65,536."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda m: chr(int(m.group(1), 16)), text)
    # Two halves are one sign; half of one is none.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_zero(size: str | None) -> bool:
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False
