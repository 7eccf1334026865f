"""HTML tables that call themselves .xls: each table a sheet, spans as merges."""

import re
from html.parser import HTMLParser

from intake.sheets.delimited import decode_text
from intake.sheets.filling import MAX_TEXT, Budget, FillingSheet
from intake.sheets.sheet import Sheet, Unreadable, Workbook
from intake.sheets.values import text_cell

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
_SKIPPED = ("script", "style", "head", "template")
_BLANKS = " \t\r\n\f"
_MAX_COLSPAN, _MAX_ROWSPAN = 1000, 65_534  # as browsers do


def read_html(content: bytes) -> Workbook:
    """Read every table of a page; sheets are named 表1, 表2 … in the order they begin."""
    parser = _TableParser()
    parser.feed(_decode_page(content))
    parser.close()
    sheets = parser.finish()
    if not sheets:
        raise Unreadable("unreadable-file", reason="no-sheets")
    return Workbook("html", sheets)


def _decode_page(content: bytes) -> str:
    declared = _CHARSET.search(content[:4096])
    name = declared.group(1).decode("ascii").lower() if declared else ""
    if name.startswith("gb"):
        name = "gb18030"
    if name not in ("", "utf-8", "utf8") and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return content.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode_text(content)


class _Table:
    """One table being read: where the next cell goes, past what spans reach down."""

    def __init__(self, budget: Budget, hidden: bool) -> None:
        self.grid = FillingSheet(budget)
        self.hidden = hidden
        self.row = 0
        self.column = 0
        self.in_cell = False
        self.hidden_row = False
        self.parts: list[str] = []
        self._spans: list[tuple[int, int, int]] = []

    def start_row(self, hidden: bool) -> None:
        self.end_cell()
        self.row += 1
        self.column = 0
        self.hidden_row = hidden
        self._spans = [span for span in self._spans if span[2] >= self.row]

    def start_cell(self, colspan: int, rowspan: int, hidden: bool) -> None:
        self.end_cell()
        if self.row == 0:
            self.start_row(False)
        first = self.column + 1
        while blocking := [b for a, b, _ in self._spans if a <= first <= b]:
            first = max(blocking) + 1
        last = first + colspan - 1
        if rowspan > 1:
            self._spans.append((first, last, self.row + rowspan - 1))
        self.grid.merge((self.row, first, self.row + rowspan - 1, last))
        self._place = (self.row, first)
        self.column = last
        self.in_cell = True
        self.parts = []
        if self.hidden_row:
            self.grid.hidden_rows.add(self.row)
        if hidden:
            self.grid.hidden_spans.append((first, last))

    def end_cell(self) -> None:
        if self.in_cell:
            self.in_cell = False
            lines = re.sub(f"[{_BLANKS}]+", " ", "".join(self.parts)).split("\0")
            text = "\n".join(line.strip(_BLANKS) for line in lines).strip(_BLANKS)
            self.grid.put(*self._place, text_cell(text))


class _TableParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._budget = Budget()
        self._tables: list[_Table] = []
        self._open: list[_Table] = []
        self._skipping = 0
        self._length = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            # An unclosed head ends where the body or a table begins.
            self._skipping += tag != "head"
            return
        hidden = _is_hidden(dict(attrs))
        if tag == "table":
            self._tables.append(_Table(self._budget, hidden))
            self._open.append(self._tables[-1])
        elif self._open and tag == "tr":
            self._open[-1].start_row(hidden)
        elif self._open and tag in ("td", "th"):
            spans = dict(attrs)
            colspan = _span(spans.get("colspan"), _MAX_COLSPAN)
            rowspan = _span(spans.get("rowspan"), _MAX_ROWSPAN)
            self._open[-1].start_cell(colspan, rowspan, hidden)
            self._length = 0
        elif self._open and tag in ("br", "p", "div", "li"):
            self._open[-1].parts.append("\0")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SKIPPED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping = max(0, self._skipping - (tag != "head"))
        elif self._open and tag in ("td", "th", "tr"):
            self._open[-1].end_cell()
        elif self._open and tag == "table":
            self._open.pop().end_cell()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].in_cell and not self._skipping:
            self._length += len(data)
            if self._length > MAX_TEXT:
                raise Unreadable("too-large", reason="text", limit=f"{MAX_TEXT:,}")
            self._open[-1].parts.append(data.replace("\0", " "))

    def finish(self) -> tuple[Sheet, ...]:
        while self._open:
            self._open.pop().end_cell()
        filled = [table for table in self._tables if table.grid.cells]
        return tuple(table.grid.finish(f"表{number}", table.hidden) for number, table in enumerate(filled, 1))


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    style = re.sub(r"\s", "", attributes.get("style") or "").lower()
    return "display:none" in style or "hidden" in attributes


def _span(text: str | None, most: int) -> int:
    match = re.match(r"\s*(\d{1,9})", text or "")
    return min(max(int(match.group(1)), 1), most) if match else 1
