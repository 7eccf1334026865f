"""The cells of one xlsx worksheet."""

from datetime import datetime
from typing import Protocol

from intake.sheets.filling import MAX_TEXT, FillingSheet
from intake.sheets.number_formats import NumberFormat
from intake.sheets.references import parse_area, parse_place, shift_formula
from intake.sheets.runs import strike
from intake.sheets.sheet import Cell, Unreadable
from intake.sheets.values import day_cell, number_cell, text_cell
from intake.sheets.xlsx.escapes import unescape
from intake.sheets.xlsx.parts import WorkbookParts
from intake.sheets.xlsx.rich import TextParser

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


class Texts(Protocol):
    """The shared texts of a workbook, by their number."""

    def __len__(self) -> int: ...
    def __getitem__(self, index: int, /) -> str: ...


class SheetParser:
    """Handlers for a worksheet part; fills a grid.

    `strings` are the shared texts, `row` is the last row before those to be read.
    """

    def __init__(self, grid: FillingSheet, strings: Texts, book: WorkbookParts, row: int = 0) -> None:
        self._grid = grid
        self._strings = strings
        self._book = book
        self.row, self._column = row, 0
        self._cell: dict[str, str] = {}
        self._in_cell = False
        self._parts: list[str] | None = None
        self._length = 0
        self._value: str | None = None
        self._inline: TextParser | None = None
        self._text = ""
        self._formula: str | None = None
        self._shared_index = ""
        self._shared: dict[str, tuple[int, int, str]] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._start_cell(attributes)
        elif self._inline is not None:
            self._inline.start(tag, attributes)
        elif self._in_cell:
            if tag == "v":
                self._collect()
            elif tag == "f":
                self._formula = ""
                self._shared_index = attributes.get("si", "") if attributes.get("t") == "shared" else ""
                self._collect()
            elif tag == "is":
                self._inline = TextParser()
        elif tag == "row":
            row = attributes.get("r", "")
            self.row = int(row) if row.isdigit() and len(row) < 9 else self.row + 1
            self._column = 0
            if attributes.get("hidden") in ("1", "true") or _is_zero(attributes.get("ht")):
                self._grid.hidden_rows.add(self.row)
        elif tag == "mergeCell":
            area = parse_area(attributes.get("ref", ""))
            if area:
                self._grid.merge(area)
        elif tag == "col" and (attributes.get("hidden") in ("1", "true") or _is_zero(attributes.get("width"))):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdigit() and last.isdigit():
                self._grid.hidden_spans.append((int(first), int(last)))

    def text(self, text: str) -> None:
        if self._inline is not None:
            self._inline.text(text)
        elif self._parts is not None:
            self._length += len(text)
            if self._length > MAX_TEXT:
                raise Unreadable("too-large", reason="text", limit=f"{MAX_TEXT:,}")
            self._parts.append(text)

    def end(self, tag: str) -> None:
        if tag == "c":
            self._end_cell()
            self._in_cell, self._inline = False, None
        elif self._inline is not None:
            self._inline.end(tag)
        elif self._parts is not None and tag in ("v", "f"):
            text = "".join(self._parts)
            self._parts = None
            if tag == "v":
                self._value = text
            else:
                self._formula = self._whole_formula(text)

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
        self._in_cell = True
        self._value = self._formula = self._inline = None
        self._text = ""

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
        by_style = bool(self._book.struck) and self._style() in self._book.struck
        self._grid.put(self.row, self._column, strike(cell, self._text, by_style))

    def _make_cell(self, kind: str, value: str | None, formula: str | None) -> Cell | None:
        if kind == "inlineStr":
            self._text = self._inline.finish() if self._inline is not None else ""
            return text_cell(self._text, formula)
        if value is None or value == "":
            return None
        if kind == "s":
            index = int(value) if value.strip().isdigit() and len(value) < 12 else -1
            if not 0 <= index < len(self._strings):
                raise Unreadable("unreadable-file", reason="text-missing")
            self._text = self._strings[index]
            return text_cell(self._text, formula)
        if kind == "str":
            return text_cell(unescape(value), formula)
        if kind == "e":
            return Cell(value, error=value, formula=formula)
        if kind == "b":
            return Cell("TRUE" if value.strip() in ("1", "true") else "FALSE", formula=formula)
        if formula and self._book.recalculate and value.strip() == "0":
            return None
        shown = self._format()
        if kind == "d":
            try:
                return day_cell(datetime.fromisoformat(value.strip()), formula, shown)
            except ValueError:
                return text_cell(value, formula)
        return number_cell(value, shown, self._book.date1904, formula)

    def _format(self) -> NumberFormat:
        return self._book.format_of(self._style())

    def _style(self) -> int:
        style = self._cell.get("s", "0")
        return int(style) if style.isdigit() and len(style) < 9 else 0


def _is_zero(size: str | None) -> bool:
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False
