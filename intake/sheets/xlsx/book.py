"""xlsx and xlsm, read in one pass over their XML.

Formulas and cached values stand side by side in the file, numbers as digits: nothing has to be read
twice or go through a binary float, and starting costs a tenth of what importing openpyxl does.
"""

from intake.sheets.archive import Archive
from intake.sheets.filling import Budget, FillingSheet
from intake.sheets.markup import parse_part
from intake.sheets.number_formats import BUILTIN, GENERAL, NumberFormat, parse_format
from intake.sheets.sheet import Unreadable, Workbook
from intake.sheets.xlsx.parts import WorkbookParts
from intake.sheets.xlsx.rich import TextParser
from intake.sheets.xlsx.sheet import SheetParser


def read_book(archive: Archive) -> WorkbookParts:
    """Read what a workbook says of itself; raise `Unreadable` where that is broken."""
    name = _workbook_part(archive)
    parts = read_relations(archive, name)
    parser, styles = _BookParser(), _StyleParser()
    _parse(archive, name, parser.start, parser.end)
    for kind, target in parts.values():
        if kind == "styles" and target in archive:
            _parse(archive, target, styles.start, styles.end)
    texts = next((target for kind, target in parts.values() if kind == "sharedStrings" and target in archive), None)
    sheets = [
        (name, state in ("hidden", "veryHidden"), *parts.get(relation, ("", "")))
        for name, state, relation in parser.sheets
    ]
    every = [(name, hidden, target) for name, hidden, kind, target in sheets if kind == "worksheet"]
    worksheets = tuple(one for one in every if one[2] in archive)
    missing = tuple(name for name, _, target in every if target not in archive)
    has_macros = any(name.endswith("vbaproject.bin") for name in archive.names()) or any(
        kind == "xlMacrosheet" for _, _, kind, _ in sheets
    )
    return WorkbookParts(
        worksheets,
        texts,
        styles.formats(),
        parser.date1904,
        parser.recalculate,
        has_macros,
        styles.struck(),
        missing,
        parser.strict,
    )


def read_xlsx(content: bytes, without: frozenset[str] = frozenset()) -> Workbook:
    """Read every worksheet of an Office Open XML workbook, except those in some parts; raise `Unreadable`."""
    archive = Archive(content)
    book = read_book(archive)
    strings = StringParser()
    if book.texts:
        _parse(archive, book.texts, strings.start, strings.end, strings.text)
    budget = Budget()
    sheets = []
    for name, hidden, part in book.worksheets:
        if part in without:
            continue
        grid = FillingSheet(budget)
        sheet = SheetParser(grid, strings.found, book)
        _parse(archive, part, sheet.start, sheet.end, sheet.text)
        sheets.append(grid.finish(name, hidden))
    if not sheets and not without:
        raise Unreadable("unreadable-file", reason="no-sheets")
    kind = "xlsm" if book.has_macros else "xlsx"
    return Workbook(kind, tuple(sheets), book.has_macros, missing=book.missing)


def _parse(archive: Archive, name: str, *handlers: object) -> None:
    with archive.open(name) as stream:
        parse_part(stream, *handlers)  # type: ignore[arg-type]


def _workbook_part(archive: Archive) -> str:
    if "_rels/.rels" in archive:
        for kind, target in read_relations(archive, "").values():
            if kind == "officeDocument" and target in archive:
                return target
    return "xl/workbook.xml"


def read_relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
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


class _Nested:
    """Handlers that know within which element they are."""

    def __init__(self) -> None:
        self._within: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.begin(tag, attributes, self._within[-1] if self._within else "")
        self._within.append(tag)

    def begin(self, tag: str, attributes: dict[str, str], within: str) -> None:
        raise NotImplementedError

    def end(self, tag: str) -> None:
        self._within.pop()


class _BookParser(_Nested):
    """workbook.xml: sheets in order, the date system, whether formulas await calculation."""

    def __init__(self) -> None:
        super().__init__()
        self.date1904 = False
        self.recalculate = False
        self.strict = False
        self.sheets: list[tuple[str, str, str]] = []

    def begin(self, tag: str, attributes: dict[str, str], within: str) -> None:
        if not within:
            self.strict = attributes.get("conformance") == "strict"
        elif within == "workbook" and tag == "workbookPr":
            self.date1904 = attributes.get("date1904", "0") in ("1", "true", "on")
        elif within == "workbook" and tag == "calcPr":
            self.recalculate = attributes.get("fullCalcOnLoad", "0") in ("1", "true", "on")
        elif within == "sheets" and tag == "sheet":
            # The relation's id is in a namespace of its own: its name is that and the word id.
            relation = next((v for n, v in attributes.items() if n.endswith((" id", ":id"))), "")
            self.sheets.append((attributes.get("name", ""), attributes.get("state", "visible"), relation))


class _StyleParser(_Nested):
    """styles.xml: the number format of each cell style, and whether its font is struck out."""

    def __init__(self) -> None:
        super().__init__()
        self._codes = dict(BUILTIN)
        self._ids: list[tuple[int, int]] = []
        self._fonts: list[bool] = []
        self._formats: list[NumberFormat] | None = None

    def begin(self, tag: str, attributes: dict[str, str], within: str) -> None:
        # Formats, fonts and borders stand in conditional styles, too: these are not the cells'.
        if within == "numFmts" and tag == "numFmt" and attributes.get("numFmtId", "").isdigit():
            self._codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif within == "fonts" and tag == "font":
            self._fonts.append(False)
        elif tag == "strike" and self._within[-2:] == ["fonts", "font"]:
            self._fonts[-1] = attributes.get("val", "1") not in ("0", "false", "off")
        elif within == "cellXfs" and tag == "xf":
            number, font = attributes.get("numFmtId", "0"), attributes.get("fontId", "0")
            self._ids.append((int(number) if number.isdigit() else 0, int(font) if font.isdigit() else 0))

    def formats(self) -> list[NumberFormat]:
        """Return the format of each cell style by its index."""
        if self._formats is None:
            self._formats = [parse_format(self._codes[i]) if i in self._codes else GENERAL for i, _ in self._ids]
        return self._formats

    def struck(self) -> frozenset[int]:
        """Return the cell styles whose font is struck out."""
        struck = {index for index, is_struck in enumerate(self._fonts) if is_struck}
        return frozenset(style for style, (_, font) in enumerate(self._ids) if font in struck)


class StringParser:
    """sharedStrings.xml: texts in order."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._text = TextParser()
        self.text = self._text.text

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            self._text.begin()
        else:
            self._text.start(tag, attributes)

    def end(self, tag: str) -> None:
        if tag == "si":
            self.found.append(self._text.finish())
        else:
            self._text.end(tag)
