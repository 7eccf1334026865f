"""The cells of one OpenDocument table."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from intake.sheets.filling import MAX_TEXT, Budget, FillingSheet
from intake.sheets.number_formats import NumberFormat
from intake.sheets.sheet import Cell, Unreadable
from intake.sheets.values import exact_number, print_number, text_cell

_ERROR = re.compile(r"#(REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!)|(Err|错误)[:：]\s*\d{3}")
_REFERENCE = re.compile(r"\[([^\]]*)\]")
_SKIPPED = ("annotation", "shapes", "shape", "forms", "ruby-text")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


class OdsTable:
    """Handlers for what stands within one table element; fills a grid."""

    def __init__(
        self, budget: Budget, format_of: Callable[[str], NumberFormat], is_struck: Callable[[str], bool]
    ) -> None:
        self.grid = FillingSheet(budget)
        self._format_of = format_of
        self._is_struck = is_struck
        self._column_styles: list[tuple[int, str]] = []
        self._columns = 0
        self._row = 1
        self._row_repeats = 1
        self._row_style = ""
        self._row_cells: list[tuple[int, Cell, int, int]] = []
        self._column = 0
        self._cell: dict[str, str] | None = None
        self._lines: list[str] = []
        self._length = 0
        self._skipping = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _SKIPPED:
            self._skipping += 1
        elif self._skipping:
            return
        elif tag == "table-column":
            first = self._columns + 1
            self._columns += _count(attributes, "table:number-columns-repeated", _LAST_COLUMN)
            self._column_styles.append((self._columns, attributes.get("table:default-cell-style-name", "")))
            if attributes.get("table:visibility") in ("collapse", "filter"):
                self.grid.hidden_spans.append((first, self._columns))
        elif tag == "table-row":
            self._row_repeats = _count(attributes, "table:number-rows-repeated", _LAST_ROW)
            self._row_style = attributes.get("table:default-cell-style-name", "")
            self._row_cells, self._column = [], 0
            if attributes.get("table:visibility") in ("collapse", "filter"):
                # Blank filler rows repeat a million times: only the first few can hold something.
                self.grid.hidden_rows.update(range(self._row, self._row + min(self._row_repeats, 10_000)))
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell = attributes
            self._lines, self._length = [], 0
        elif self._cell is not None:
            if tag in ("p", "h"):
                self._lines.append("")
            elif tag == "s":
                self.text(" " * _count(attributes, "text:c", 1000))
            elif tag == "tab":
                self.text("\t")
            elif tag == "line-break":
                self.text("\n")

    def text(self, text: str) -> None:
        if self._cell is not None and self._lines and not self._skipping:
            self._length += len(text)
            if self._length > MAX_TEXT:
                raise Unreadable("too-large", reason="text", limit=f"{MAX_TEXT:,}")
            self._lines[-1] += text

    def end(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping -= 1
        elif self._skipping:
            return
        elif tag in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif tag == "table-row":
            self._end_row()

    def _end_cell(self, attributes: dict[str, str]) -> None:
        repeats = _count(attributes, "table:number-columns-repeated", _LAST_COLUMN)
        cell = self._make_cell(attributes)
        if cell is not None and self._is_struck(self._style(attributes)):
            cell = replace(cell, struck=True)
        if cell is not None:
            if self._column + repeats > _LAST_COLUMN:
                raise Unreadable("unreadable-file", reason="place-outside-sheet")
            columns = _count(attributes, "table:number-columns-spanned", _LAST_COLUMN)
            rows = _count(attributes, "table:number-rows-spanned", _LAST_ROW)
            for column in range(self._column + 1, self._column + repeats + 1):
                self._row_cells.append((column, cell, columns, rows))
        self._column += repeats

    def _end_row(self) -> None:
        if self._row_cells:
            if self._row + self._row_repeats - 1 > _LAST_ROW:
                raise Unreadable("unreadable-file", reason="place-outside-sheet")
            for row in range(self._row, self._row + self._row_repeats):
                for column, cell, columns, rows in self._row_cells:
                    self.grid.put(row, column, cell)
                    self.grid.merge((row, column, row + rows - 1, column + columns - 1))
        self._row += self._row_repeats

    def _make_cell(self, attributes: dict[str, str]) -> Cell | None:
        kind = attributes.get("office:value-type", "")
        text = "\n".join(self._lines)
        formula = _plain_formula(attributes.get("table:formula"))
        is_error = any(n.endswith(":value-type") and v == "error" for n, v in attributes.items())
        if is_error or (formula and _ERROR.fullmatch(text.strip())):
            return Cell(text, error=text.strip(), formula=formula)
        if kind in ("float", "percentage", "currency"):
            number = exact_number(attributes.get("office:value", ""))
            if number is not None:
                shown = self._format_of(self._style(attributes))
                percent = kind == "percentage"
                words = replace(shown, before="", behind="") if percent else shown
                return replace(
                    Cell(
                        print_number(number, words), number, None, None, formula, shown.decimals, percent, shown.scale
                    ),
                    before=words.before,
                    behind=words.behind,
                )
        if kind == "date":
            try:
                day = datetime.fromisoformat(attributes.get("office:date-value", "")).date()
            except ValueError:
                return text_cell(text, formula)
            return Cell(text or day.isoformat(), day=day, formula=formula)
        if kind == "string" and not text:
            text = attributes.get("office:string-value", "")
        if kind == "" and formula and not self._lines:
            # A formula that shows an empty text has a paragraph; one never calculated has none.
            return Cell("", formula=formula)
        return text_cell(text, formula)

    def _style(self, attributes: dict[str, str]) -> str:
        style = attributes.get("table:style-name") or self._row_style
        if style:
            return style
        column = self._column + 1
        return next((name for last, name in self._column_styles if column <= last), "")


def _count(attributes: dict[str, str], name: str, most: int) -> int:
    text = attributes.get(name, "1")
    return min(max(int(text), 1), most) if text.isdigit() and len(text) < 12 else 1


def _plain_formula(formula: str | None) -> str | None:
    """Return of:=SUM([.B4:.B13]) as =SUM(B4:B13)."""
    if formula is None:
        return None
    body = formula.partition("=")[2] if ":=" in formula[:12] else formula.lstrip("=")
    return "=" + _REFERENCE.sub(lambda match: _plain_reference(match.group(1)), body)


def _plain_reference(reference: str) -> str:
    """Return .B4:.B13 as B4:B13 and $Sheet2.A1 as $Sheet2!A1."""
    return ":".join("!".join(part for part in place.rsplit(".", 1) if part) for place in reference.split(":"))
