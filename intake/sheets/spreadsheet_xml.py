"""XML spreadsheets of Excel 2003, which many office systems export under the name .xls."""

import re
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from intake.sheets.decoding import decode_markup
from intake.sheets.filling import MAX_TEXT, Budget, FillingSheet
from intake.sheets.markup import local, parse_markup
from intake.sheets.number_formats import GENERAL, NumberFormat, parse_format
from intake.sheets.raised import raise_digits
from intake.sheets.sheet import Cell, Sheet, Unreadable, Workbook
from intake.sheets.values import day_cell, exact_number, number_cell, text_cell

#: Every format that Excel 2003 knows by name, as a code.
NAMED = {
    "general": "General",
    "general number": "General",
    "general date": "yyyy/m/d",
    "long date": 'yyyy"年"m"月"d"日"',
    "medium date": "yyyy/m/d",
    "short date": "yyyy/m/d",
    "long time": "h:mm:ss",
    "medium time": "h:mm AM/PM",
    "short time": "h:mm",
    "currency": '"¥"#,##0.00',
    "euro currency": '"€"#,##0.00',
    "fixed": "0.00",
    "standard": "#,##0.00",
    "percent": "0.00%",
    "scientific": "0.00E+00",
}
#: Formats under which a number prints as one of two words; it is a flag then, and no figure.
FLAGS = ("yes/no", "true/false", "on/off")
FLAG = NumberFormat("flag")
#: What each element stands in: settings, pivot tables and comments have rows, columns and cells of their own.
PARENTS = {
    "NumberFormat": "Style",
    "Table": "Worksheet",
    "Column": "Table",
    "Row": "Table",
    "Cell": "Row",
    "Data": "Cell",
    "Comment": "Cell",
    "Visible": "WorksheetOptions",
    "Date1904": "ExcelWorkbook",
}
_ENCODING = re.compile(r"""^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')""")

#: Excel writes what a formula or a paste left in a cell (CHAR(7)) as it is, which no XML may hold.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[\da-fA-F]));"
)


def read_spreadsheet_xml(content: bytes) -> Workbook:
    """Read every worksheet of an Excel 2003 XML workbook in any encoding; raise `Unreadable`."""
    # The parser knows no Chinese encoding: it gets UTF-8, whatever the declaration says.
    # Pages that write it often begin with empty lines, before which no declaration may stand.
    text = _ENCODING.sub(r"\1", decode_markup(content).lstrip("\ufeff \r\n\t"))
    text = _CONTROL.sub("\ufffd", text)
    parser = _BookParser()
    parse_markup(BytesIO(text.encode("utf-8", "replace")), parser.start, parser.end, parser.text)
    if not parser.sheets:
        raise Unreadable("unreadable-file", reason="no-sheets")
    # Formulas are kept in R1C1 writing, which nothing else here speaks.
    return Workbook("xml", tuple(parser.sheets), losses=("formulas",) if parser.formulas else ())


def parse_named_format(code: str) -> NumberFormat:
    """Return what a format says, by its name (Currency) or by its code."""
    name = code.strip().lower()
    return FLAG if name in FLAGS else parse_format(NAMED.get(name, code))


class _BookParser:
    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.formulas = False
        self._date1904 = False
        self._budget = Budget()
        self._grid = FillingSheet(self._budget)
        self._styles: dict[str, NumberFormat] = {}
        self._struck_styles: set[str] = set()
        self._struck: list[str] = []
        self._column_styles: list[tuple[int, int, str]] = []
        self._style = self._name = self._kind = self._row_style = self._table_style = ""
        self._row = self._span = self._column = self._columns = self._across = 0
        self._cell: dict[str, str] = {}
        self._parts: list[str] | None = None
        self._value: Cell | None = None
        self._visible = ""
        self._length = 0
        self._open: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        within = self._open[-1] if self._open else ""
        self._open.append(tag)
        if PARENTS.get(tag, within) != within:
            self._open[-1] = f"other {tag}"
            return
        plain = {local(name): value for name, value in attributes.items()}
        if tag == "Style":
            self._style = plain.get("ID", "")
            parent = plain.get("Parent", "")
            if parent in self._styles:
                self._styles[self._style] = self._styles[parent]
            if parent in self._struck_styles:
                self._struck_styles.add(self._style)
        elif tag == "Font" and within == "Style" and plain.get("StrikeThrough") == "1":
            self._struck_styles.add(self._style)
        elif tag == "NumberFormat":
            self._styles[self._style] = parse_named_format(plain.get("Format", "General"))
        elif tag == "Date1904":
            self._date1904 = True
        elif tag == "Worksheet":
            self._grid, self._name, self._visible = FillingSheet(self._budget), plain.get("Name", ""), ""
            self._row = self._span = self._columns = 0
            self._column_styles = []
        elif tag == "Table":
            self._table_style = plain.get("StyleID", "")
        elif tag == "Column":
            first = _number(plain, "Index", self._columns + 1)
            self._columns = first + _number(plain, "Span", 0)
            self._column_styles.append((first, self._columns, plain.get("StyleID", "")))
            if plain.get("Hidden") == "1" or plain.get("Width") == "0":
                self._grid.hidden_spans.append((first, self._columns))
        elif tag == "Row":
            self._row = _number(plain, "Index", self._row + self._span + 1)
            # So many empty rows like it follow.
            self._span = _number(plain, "Span", 0)
            self._column = self._across = 0
            self._row_style = plain.get("StyleID", "")
            if plain.get("Hidden") == "1" or plain.get("Height") == "0":
                self._grid.hidden_rows.add(self._row)
        elif tag == "Cell":
            self._column = _number(plain, "Index", self._column + self._across + 1)
            self._across = _number(plain, "MergeAcross", 0)
            self._cell, self._value = plain, None
        elif tag in ("Data", "Visible"):
            self._kind, self._parts, self._struck, self._length = plain.get("Type", "String"), [], [], 0

    def text(self, text: str) -> None:
        if self._parts is None:
            return
        self._length += len(text)
        if self._length > MAX_TEXT:
            raise Unreadable("too-large", reason="text", limit=f"{MAX_TEXT:,}")
        raised = "Sup" in self._open or "Sub" in self._open
        (self._struck if "S" in self._open else self._parts).append(raise_digits(text) if raised else text)

    def end(self, tag: str) -> None:
        tag = self._open.pop()
        if tag == "Data" and self._parts is not None:
            self._value, self._parts = self._make_cell("".join(self._parts)), None
            if self._value is None and any(map(str.strip, self._struck)):
                self._value = Cell("".join(self._struck), struck=True)
            elif self._value is not None and self._style_of_cell() in self._struck_styles:
                self._value = replace(self._value, struck=True)
        elif tag == "Visible" and self._parts is not None:
            self._visible, self._parts = "".join(self._parts), None
        elif tag == "Cell":
            self._end_cell()
        elif tag == "Worksheet":
            self.sheets.append(
                self._grid.finish(self._name, self._visible.strip() in ("SheetHidden", "SheetVeryHidden"))
            )

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

    def _style_of_cell(self) -> str:
        """The cell's own style, else its row's, its column's, its table's."""
        by_column = (style for first, last, style in self._column_styles if first <= self._column <= last)
        found = (self._cell.get("StyleID"), self._row_style, next(by_column, ""), self._table_style)
        return next(filter(None, found), "Default")

    def _make_cell(self, text: str) -> Cell | None:
        formula = "=" if "Formula" in self._cell else None
        shown = self._styles.get(self._style_of_cell(), GENERAL)
        if self._kind == "Number" and shown is FLAG:
            return Cell("FALSE" if exact_number(text) == 0 else "TRUE", formula=formula)
        if self._kind == "Number":
            return number_cell(text, shown, self._date1904, formula)
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
