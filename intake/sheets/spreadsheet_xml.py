"""XML spreadsheets of Excel 2003, which many office systems export under the name .xls."""

from datetime import datetime
from io import BytesIO

from intake.sheets.filling import MAX_TEXT, Budget, FillingSheet
from intake.sheets.markup import local, parse_markup
from intake.sheets.number_formats import GENERAL, NumberFormat, parse_format
from intake.sheets.sheet import Cell, Sheet, Unreadable, Workbook
from intake.sheets.values import day_cell, number_cell, text_cell

NAMED = {
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "General Date": "yyyy/m/d",
    "Short Date": "yyyy/m/d",
    "Medium Date": "yyyy/m/d",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "Short Time": "h:mm",
    "Long Time": "h:mm:ss",
}


def read_spreadsheet_xml(content: bytes) -> Workbook:
    """Read every worksheet of an Excel 2003 XML workbook; raise `Unreadable`."""
    parser = _BookParser()
    parse_markup(BytesIO(content), parser.start, parser.end, parser.text)
    if not parser.sheets:
        raise Unreadable("unreadable-file", reason="no-sheets")
    # Formulas are kept in R1C1 writing, which nothing else here speaks.
    losses = [name for name, lost in (("covered-cells", parser.covered), ("formulas", parser.formulas)) if lost]
    return Workbook("xml", tuple(parser.sheets), losses=tuple(losses))


class _BookParser:
    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.covered = self.formulas = False
        self._budget = Budget()
        self._grid = FillingSheet(self._budget)
        self._styles: dict[str, NumberFormat] = {}
        self._style = self._name = self._kind = ""
        self._row = self._column = self._columns = self._across = 0
        self._cell: dict[str, str] = {}
        self._parts: list[str] | None = None
        self._value: Cell | None = None
        self._visible = ""
        self._length = self._commented = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        plain = {local(name): value for name, value in attributes.items()}
        if tag == "Style":
            self._style = plain.get("ID", "")
        elif tag == "NumberFormat":
            code = plain.get("Format", "General")
            self._styles[self._style] = parse_format(NAMED.get(code, code))
        elif tag == "Worksheet":
            self._grid, self._name, self._visible = FillingSheet(self._budget), plain.get("Name", ""), ""
            self._row = self._columns = 0
        elif tag == "Column":
            first = _number(plain, "Index", self._columns + 1)
            self._columns = first + _number(plain, "Span", 0)
            if plain.get("Hidden") == "1" or plain.get("Width") == "0":
                self._grid.hidden_spans.append((first, self._columns))
        elif tag == "Row":
            self._row = _number(plain, "Index", self._row + 1)
            self._column = self._across = 0
            if plain.get("Hidden") == "1" or plain.get("Height") == "0":
                self._grid.hidden_rows.add(self._row)
        elif tag == "Cell":
            self._column = _number(plain, "Index", self._column + self._across + 1)
            self._across = _number(plain, "MergeAcross", 0)
            self._cell, self._value = plain, None
        elif tag == "Comment":
            self._commented += 1
        elif tag in ("Data", "Visible"):
            self._kind, self._parts, self._length = plain.get("Type", "String"), [], 0

    def text(self, text: str) -> None:
        if self._parts is not None and not self._commented:
            self._length += len(text)
            if self._length > MAX_TEXT:
                raise Unreadable("too-large", reason="text", limit=f"{MAX_TEXT:,}")
            self._parts.append(text)

    def end(self, tag: str) -> None:
        if tag == "Comment":
            self._commented -= 1
        elif tag == "Data" and self._parts is not None and not self._commented:
            self._value, self._parts = self._make_cell("".join(self._parts)), None
        elif tag == "Visible" and self._parts is not None:
            self._visible, self._parts = "".join(self._parts), None
        elif tag == "Cell":
            self._end_cell()
        elif tag == "Worksheet":
            self.sheets.append(
                self._grid.finish(self._name, self._visible.strip() in ("SheetHidden", "SheetVeryHidden"))
            )
            self.covered |= self._grid.covered_numbers

    def _end_cell(self) -> None:
        if self._row > 1_048_576 or self._column > 16_384:
            raise Unreadable("unreadable-file", reason="place-outside-sheet")
        if "Formula" in self._cell:
            self.formulas = True
            if self._value is None:
                self._value = Cell("", formula="=")
        self._grid.put(self._row, self._column, self._value)
        down = _number(self._cell, "MergeDown", 0)
        self._grid.merge((self._row, self._column, self._row + down, self._column + self._across))

    def _make_cell(self, text: str) -> Cell | None:
        formula = "=" if "Formula" in self._cell else None
        shown = self._styles.get(self._cell.get("StyleID", "Default"), GENERAL)
        if self._kind == "Number":
            return number_cell(text, shown, False, formula)
        if self._kind == "Error":
            return Cell(text, error=text, formula=formula)
        if self._kind == "Boolean":
            return Cell("TRUE" if text == "1" else "FALSE", formula=formula)
        if self._kind == "DateTime":
            try:
                moment = datetime.fromisoformat(text.strip())
            except ValueError:
                return text_cell(text, formula)
            if shown.kind == "time" or moment.year < 1900:
                return Cell(moment.strftime("%H:%M:%S"), formula=formula)
            return day_cell(moment, formula, shown if shown.kind == "date" else GENERAL)
        return text_cell(text, formula)


def _number(attributes: dict[str, str], name: str, otherwise: int) -> int:
    text = attributes.get(name, "")
    return int(text) if text.isdigit() and len(text) < 9 else otherwise
