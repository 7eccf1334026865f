"""xlsx and xlsm, read in one pass over their XML.

Formulas and cached values stand side by side in the file, numbers as digits: nothing has to be read
twice or go through a binary float, and starting costs a tenth of what importing openpyxl does.
"""

from dataclasses import dataclass

from intake.sheets.archive import Archive
from intake.sheets.filling import MAX_TEXT, Budget, FillingSheet
from intake.sheets.markup import local, parse_markup
from intake.sheets.number_formats import BUILTIN, GENERAL, NumberFormat, parse_format
from intake.sheets.sheet import Unreadable, Workbook
from intake.sheets.xlsx.sheet import SheetParser, unescape


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """What a workbook says of itself beside its sheets.

    Attributes
    ----------
    worksheets
        Name, whether hidden, and part of each worksheet, in order.
    texts
        The part of the shared texts.
    formats
        Number formats by cell style.
    date1904, recalculate
        The date system; whether formulas await calculation.
    has_macros
        Whether it holds macros or macro sheets.
    """

    worksheets: tuple[tuple[str, bool, str], ...]
    texts: str | None
    formats: list[NumberFormat]
    date1904: bool
    recalculate: bool
    has_macros: bool


def read_book(archive: Archive) -> WorkbookParts:
    """Read what a workbook says of itself; raise `Unreadable` where that is broken."""
    name = _workbook_part(archive)
    parts = _relations(archive, name)
    parser, styles = _BookParser(), _StyleParser()
    _parse(archive, name, parser.start)
    for kind, target in parts.values():
        if kind == "styles" and target in archive:
            _parse(archive, target, styles.start, styles.end)
    texts = next((target for kind, target in parts.values() if kind == "sharedStrings" and target in archive), None)
    sheets = [
        (name, state in ("hidden", "veryHidden"), *parts.get(relation, ("", "")))
        for name, state, relation in parser.sheets
    ]
    worksheets = tuple((name, hidden, target) for name, hidden, kind, target in sheets if kind == "worksheet")
    has_macros = any(name.endswith("vbaproject.bin") for name in archive.names()) or any(
        kind == "xlMacrosheet" for _, _, kind, _ in sheets
    )
    return WorkbookParts(worksheets, texts, styles.formats(), parser.date1904, parser.recalculate, has_macros)


def read_xlsx(content: bytes, without: frozenset[str] = frozenset()) -> Workbook:
    """Read every worksheet of an Office Open XML workbook, except those in some parts; raise `Unreadable`."""
    archive = Archive(content)
    book = read_book(archive)
    strings = StringParser()
    if book.texts:
        _parse(archive, book.texts, strings.start, strings.end, strings.text)
    budget = Budget()
    sheets = []
    losses = set()
    for name, hidden, part in book.worksheets:
        if part in without:
            continue
        grid = FillingSheet(budget)
        sheet = SheetParser(grid, strings.found, book.formats, book.date1904, book.recalculate)
        _parse(archive, part, sheet.start, sheet.end, sheet.text)
        sheets.append(grid.finish(name, hidden))
        if grid.covered_numbers:
            losses.add("covered-cells")
    if not sheets and not without:
        raise Unreadable("unreadable-file", reason="no-sheets")
    return Workbook("xlsm" if book.has_macros else "xlsx", tuple(sheets), book.has_macros, tuple(sorted(losses)))


def _parse(archive: Archive, name: str, *handlers: object) -> None:
    with archive.open(name) as stream:
        parse_markup(stream, *handlers)  # type: ignore[arg-type]


def _workbook_part(archive: Archive) -> str:
    if "_rels/.rels" in archive:
        for kind, target in _relations(archive, "").values():
            if kind == "officeDocument" and target in archive:
                return target
    return "xl/workbook.xml"


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Return id → (kind, part name) of a part's relations."""
    folder, _, name = part.rpartition("/")
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            if not target.startswith("/"):
                target = f"{folder}/{target}"
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, _plain_path(target))

    _parse(archive, f"{folder}/_rels/{name}.rels", start)
    return found


def _plain_path(path: str) -> str:
    steps: list[str] = []
    for step in path.split("/"):
        if step == "..":
            steps[-1:] = []
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


class _BookParser:
    """workbook.xml: sheets in order, the date system, whether formulas await calculation."""

    def __init__(self) -> None:
        self.date1904 = False
        self.recalculate = False
        self.sheets: list[tuple[str, str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "workbookPr":
            self.date1904 = attributes.get("date1904", "0") in ("1", "true", "on")
        elif tag == "calcPr":
            self.recalculate = attributes.get("fullCalcOnLoad", "0") in ("1", "true", "on")
        elif tag == "sheet":
            plain = {local(name): value for name, value in attributes.items()}
            relation = next((v for n, v in attributes.items() if n.endswith(":id")), "")
            self.sheets.append((plain.get("name", ""), plain.get("state", "visible"), relation))


class _StyleParser:
    """styles.xml: the number format of each cell style."""

    def __init__(self) -> None:
        self._codes = dict(BUILTIN)
        self._ids: list[int] = []
        self._within = False
        self._formats: list[NumberFormat] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "cellXfs":
            self._within = True
        elif tag == "numFmt" and attributes.get("numFmtId", "").isdigit():
            self._codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif tag == "xf" and self._within:
            number = attributes.get("numFmtId", "0")
            self._ids.append(int(number) if number.isdigit() else 0)

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._within = False

    def formats(self) -> list[NumberFormat]:
        """Return the format of each cell style by its index."""
        if self._formats is None:
            self._formats = [parse_format(self._codes[i]) if i in self._codes else GENERAL for i in self._ids]
        return self._formats


# A raised 1 behind 13 marks a footnote: it must not make 131 of it.
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class StringParser:
    """sharedStrings.xml: texts in order, rich text joined, raised digits told apart, phonetic guides left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._length = 0
        self._in_text = False
        self._raised = False
        self._phonetic = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            self._parts, self._length = [], 0
        elif tag == "r":
            self._raised = False
        elif tag == "vertAlign":
            self._raised = attributes.get("val") in ("superscript", "subscript")
        elif tag == "t":
            self._in_text = not self._phonetic
        elif tag == "rPh":
            self._phonetic += 1

    def text(self, text: str) -> None:
        if self._in_text:
            self._length += len(text)
            if self._length > MAX_TEXT:
                raise Unreadable("too-large", reason="text", limit=f"{MAX_TEXT:,}")
            self._parts.append(text.translate(_RAISED) if self._raised else text)

    def end(self, tag: str) -> None:
        if tag == "si":
            self._raised = False
            self.found.append(unescape("".join(self._parts)))
        elif tag == "t":
            self._in_text = False
        elif tag == "rPh":
            self._phonetic -= 1
