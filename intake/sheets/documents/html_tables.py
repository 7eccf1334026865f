"""HTML: pages that call themselves .xls, and what Word and Excel copy.

Each table is a sheet, spans are merges, and the text around a table stands in lines above and below it.
"""

import re
from html.parser import HTMLParser

from intake.sheets.decoding import decode_markup
from intake.sheets.documents.filling_table import FillingTable, join_parts
from intake.sheets.documents.flow import Flow, Table
from intake.sheets.filling import MAX_TEXT, Budget, FillingSheet
from intake.sheets.raised import raise_digits
from intake.sheets.sheet import Unreadable, Workbook

#: What a reader of the page does not see, or takes for a control.
_SKIPPED = ("script", "style", "head", "template", "title", "xml", "select", "button", "svg", "noscript")
_STRUCK = ("s", "strike", "del")
_RAISED = ("sup", "sub")
#: Tags that begin a new line; the rest run within one.
_BLOCKS = frozenset(
    {
        *("br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "center", "caption", "dt", "dd", "section"),
        *("article", "header", "footer", "main", "blockquote", "pre", "ul", "ol", "dl", "form", "fieldset", "legend"),
        *("address", "body", "thead", "tbody", "tfoot"),
    }
)
#: Elements that may lack an end tag: another of them begins where one stood open.
_UNENDED = ("p", "li", "dt", "dd", "option")
_VOID = ("br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "embed", "source", "track")
_MAX_COLSPAN, _MAX_ROWSPAN = 1000, 65_534  # as browsers do


def read_html(content: bytes) -> Workbook:
    """Read every table of a page; sheets are named 表1, 表2 … in the order they begin."""
    parser = _PageParser()
    parser.feed(decode_markup(content))
    parser.close()
    sheets = parser.finish()
    if not sheets:
        raise Unreadable("unreadable-file", reason="page-without-table")
    return Workbook("html", sheets)


class _PageParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._budget = Budget()
        self._flow = Flow()
        self._open: list[FillingTable] = []
        self._line: list[str] = []
        self._skipping: list[str] = []
        #: Open elements whose text does not count: tag, how often it stands open, hidden or struck.
        self._hiding: list[list] = []
        self._raised = 0
        self._length = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            # An unclosed head ends where the body or a table begins.
            self._skipping += [tag] * (tag != "head")
            return
        attributes = dict(attrs)
        hidden = _is_hidden(attributes)
        if tag == "table":
            self._start_table(hidden)
        elif self._open and tag == "tr":
            self._end_cell()
            self._open[-1].start_row(hidden)
        elif self._open and tag in ("td", "th"):
            self._end_cell()
            colspan = _span(attributes.get("colspan"), _MAX_COLSPAN)
            rowspan = _span(attributes.get("rowspan"), _MAX_ROWSPAN)
            self._open[-1].start_cell(colspan, rowspan, hidden)
            self._length = 0
        else:
            self._start_within(tag, "hidden" if hidden else "struck" if _is_struck(tag, attributes) else "")

    def _start_within(self, tag: str, gone: str) -> None:
        if tag in _BLOCKS:
            self._break_line()
        if tag in _VOID:
            return
        if self._hiding and self._hiding[-1][0] == tag:
            if tag not in _UNENDED:
                self._hiding[-1][1] += 1
                return
            self._hiding.pop()
        if gone:
            self._hiding.append([tag, 1, gone])
        self._raised += tag in _RAISED

    def _start_table(self, hidden: bool) -> None:
        self._break_line()
        self._end_line()
        if self._open:
            outer = self._open[-1]
            outer.table.hold_tables(self._flow, [outer.take_line()] if outer.in_cell else [])
        table = self._flow.table(Table(FillingSheet(self._budget), hidden or bool(self._hiding)))
        self._open.append(FillingTable(table, len(self._hiding)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SKIPPED:
            self.handle_starttag(tag, attrs)
            if tag not in ("table", "tr", "td", "th") and tag not in _VOID:
                self._end_within(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            if tag in self._skipping:
                del self._skipping[self._skipping.index(tag) :]
        elif self._open and tag in ("td", "th", "tr"):
            self._end_cell()
        elif self._open and tag == "table":
            self._end_table()
        else:
            self._end_within(tag)

    def _end_within(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._break_line()
        if tag in _RAISED:
            self._raised = max(0, self._raised - 1)
        if self._hiding and self._hiding[-1][0] == tag:
            self._hiding[-1][1] -= 1
            if not self._hiding[-1][1]:
                self._hiding.pop()

    def _break_line(self) -> None:
        if self._open and self._open[-1].in_cell:
            self._open[-1].parts.append("\0")
        elif not self._open:
            self._end_line()

    def _end_line(self) -> None:
        """Close the line outside of cells; one within a table but beside its cells goes before it, as browsers do."""
        for line in join_parts(self._line).split("\n"):
            if self._open and line.strip() and not self._open[-1].table.holds_tables:
                self._open[-1].table.caption.append(line)
            else:
                self._flow.line(line)
        self._line = []

    def _end_cell(self) -> None:
        filling = self._open[-1]
        if not filling.in_cell:
            self._end_line()
            return
        # An element that a cell leaves open ends with it.
        del self._hiding[filling.hiding :]
        self._raised = 0
        filling.end_cell()
        if filling.table.holds_tables:
            filling.table.tell(self._flow, [filling.take_line()])

    def _end_table(self) -> None:
        self._end_cell()
        self._end_line()
        self._open.pop()

    def handle_data(self, data: str) -> None:
        filling = self._open[-1] if self._open else None
        gone = {kind for *_, kind in self._hiding[filling.hiding if filling else 0 :]}
        if self._skipping or "hidden" in gone or (gone and not (filling and filling.in_cell)):
            return
        data = (raise_digits(data) if self._raised else data).replace("\0", " ")
        self._length += len(data)
        if self._length > MAX_TEXT:
            raise Unreadable("too-large", reason="text", limit=f"{MAX_TEXT:,}")
        if filling is None or not filling.in_cell:
            self._line.append(data)
        else:
            (filling.struck if gone else filling.parts).append(data)

    def finish(self) -> tuple:
        """Return the tables as sheets."""
        while self._open:
            self._end_table()
        self._end_line()
        return self._flow.finish()


def _is_struck(tag: str, attributes: dict[str, str | None]) -> bool:
    return tag in _STRUCK or "line-through" in (attributes.get("style") or "").lower()


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    style = re.sub(r"\s", "", attributes.get("style") or "").lower()
    return "display:none" in style or "hidden" in attributes


def _span(text: str | None, most: int) -> int:
    match = re.match(r"\s*(\d{1,9})", text or "")
    return min(max(int(match.group(1)), 1), most) if match else 1
