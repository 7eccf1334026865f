"""OpenDocument spreadsheets, read in one pass over content.xml."""

from dataclasses import dataclass, field, replace

from intake.sheets.archive import Archive
from intake.sheets.filling import Budget
from intake.sheets.markup import local, parse_markup
from intake.sheets.number_formats import GENERAL, NumberFormat, printed_words
from intake.sheets.ods.sheet import OdsTable
from intake.sheets.sheet import Sheet, Unreadable, Workbook

_DATA_STYLES = {
    "number-style": "number",
    "currency-style": "number",
    "percentage-style": "number",
    "date-style": "date",
    "time-style": "time",
    "text-style": "text",
}


def read_ods(content: bytes) -> Workbook:
    """Read every sheet of an OpenDocument spreadsheet; raise `Unreadable`."""
    archive = Archive(content)
    if _is_encrypted(archive):
        raise Unreadable("password-protected")
    styles = OdsStyles()
    if "styles.xml" in archive:
        with archive.open("styles.xml") as stream:
            parse_markup(stream, styles.start, styles.end, styles.text)
    parser = _ContentParser(styles)
    with archive.open("content.xml") as stream:
        parse_markup(stream, parser.start, parser.end, parser.text)
    if not parser.sheets:
        raise Unreadable("unreadable-file", reason="no-sheets")
    has_macros = any(name.startswith(("basic/", "scripts/")) and not name.endswith("/") for name in archive.names())
    return Workbook("ods", tuple(parser.sheets), has_macros)


def _is_encrypted(archive: Archive) -> bool:
    found: list[str] = []
    if "META-INF/manifest.xml" in archive:
        with archive.open("META-INF/manifest.xml") as stream:
            parse_markup(stream, lambda tag, _: found.append(tag) if "encrypt" in tag else None)
    return bool(found) or "encryptedpackage" in archive


@dataclass(slots=True)
class OdsStyles:
    """Number formats of cell styles, and which table styles hide their sheet."""

    cells: dict[str, tuple[str, str]] = field(default_factory=dict)
    data: dict[str, NumberFormat] = field(default_factory=dict)
    hidden_tables: set[str] = field(default_factory=set)
    struck: set[str] = field(default_factory=set)
    _words: list[str] | None = None
    _style: str = ""
    _data: str = ""
    _kind: str = ""
    _said: str = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "style":
            self._style = attributes.get("style:name", "")
            if attributes.get("style:family") == "table-cell":
                self.cells[self._style] = (
                    attributes.get("style:data-style-name", ""),
                    attributes.get("style:parent-style-name", ""),
                )
        elif tag == "table-properties" and attributes.get("table:display") == "false":
            self.hidden_tables.add(self._style)
        elif tag in _DATA_STYLES:
            self._data, self._kind = attributes.get("style:name", ""), tag
        elif tag == "text-properties" and _strikes(attributes):
            self.struck.add(self._style)
        elif tag == "number" and self._data:
            self.data[self._data] = replace(self._figure(attributes), before=self._said)
            self._said = ""
        elif tag == "text" and self._data:
            self._words = []

    def text(self, text: str) -> None:
        if self._words is not None:
            self._words.append(text)

    def end(self, tag: str) -> None:
        if tag in _DATA_STYLES:
            self._data = self._said = ""
        elif tag == "text" and self._words is not None:
            said, self._words = printed_words("".join(self._words)), None
            if self._data in self.data:
                self.data[self._data] = replace(self.data[self._data], behind=said if said != "%" else "")
            else:
                self._said = said

    def is_struck(self, style: str) -> bool:
        """Tell whether a cell style or one of its parents strikes its text out."""
        for _ in range(20):
            if style in self.struck or not style:
                return bool(style)
            style = self.cells.get(style, ("", ""))[1]
        return False

    def format_of(self, style: str) -> NumberFormat:
        """Return the number format of a cell style or of its nearest parent that has one."""
        for _ in range(20):
            data, parent = self.cells.get(style, ("", ""))
            if data:
                return self.data.get(data, GENERAL)
            if not parent:
                break
            style = parent
        return GENERAL

    def _figure(self, attributes: dict[str, str]) -> NumberFormat:
        places = attributes.get("number:decimal-places", "")
        factor = attributes.get("number:display-factor", "1").partition(".")[0]
        return NumberFormat(
            "number",
            int(places) if places.isdigit() and len(places) < 4 else None,
            self._kind == "percentage-style",
            int(factor) if factor.isdigit() and 0 < len(factor) < 10 and int(factor) else 1,
        )


def _strikes(attributes: dict[str, str]) -> bool:
    return any(attributes.get(f"style:text-line-through-{name}", "none") != "none" for name in ("style", "type"))


class _ContentParser:
    """content.xml: styles first, then tables; tables within cells or notes are passed over."""

    def __init__(self, styles: OdsStyles) -> None:
        self.sheets: list[Sheet] = []
        self._styles = styles
        self._budget = Budget()
        self._table: OdsTable | None = None
        self._depth = 0
        self._name = ""
        self._hidden = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._table = OdsTable(self._budget, self._styles.format_of, self._styles.is_struck)
                self._name = attributes.get("table:name", "")
                self._hidden = attributes.get("table:style-name") in self._styles.hidden_tables
        elif self._depth == 1 and self._table is not None:
            self._table.start(tag, attributes)
        elif self._depth == 0:
            self._styles.start(local(tag), attributes)

    def text(self, text: str) -> None:
        if self._depth == 1 and self._table is not None:
            self._table.text(text)
        elif self._depth == 0:
            self._styles.text(text)

    def end(self, tag: str) -> None:
        if tag == "table":
            self._depth -= 1
            if self._depth == 0 and self._table is not None:
                self.sheets.append(self._table.grid.finish(self._name, self._hidden))
                self._table = None
        elif self._depth == 1 and self._table is not None:
            self._table.end(tag)
        elif self._depth == 0:
            self._styles.end(tag)
