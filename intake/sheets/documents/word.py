"""Tables of Word documents: each a sheet, the text around it as lines above and below, opened through python-docx.

Its own walk through the document's elements takes what that library passes over: content controls around rows and
cells, text inserted under tracking, text boxes; and leaves out what stands no more: deleted, moved, hidden, struck out.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from docx.opc.exceptions import OpcError
from docx.oxml.parser import parse_xml
from docx.package import Package
from lxml import etree

from intake.sheets.archive import Archive
from intake.sheets.documents.flow import Flow, Table, standing_cell
from intake.sheets.documents.grid import WordGrid
from intake.sheets.filling import MAX_TEXT, Budget, FillingSheet
from intake.sheets.raised import raise_digits
from intake.sheets.sheet import Unreadable, Workbook

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: What a reader of the page does not see, or sees twice in the file.
_GONE = frozenset(
    {_FALLBACK, *(f"{_W}{name}" for name in ("del", "moveFrom", "rt", "instrText", "delText", "object", "sectPr"))}
)
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOTES = {f"{_W}footnoteReference": "footnotes", f"{_W}endnoteReference": "endnotes"}


def read_docx(content: bytes) -> Workbook:
    """Read every table of a Word document; sheets are named 表1, 表2 … in the order they begin; raise `Unreadable`."""
    archive = Archive(content)
    with archive.open("_rels/.rels") as stream:
        if b"purl.oclc.org/ooxml" in stream.read(100_000):
            raise Unreadable("unreadable-file", reason="word-strict")
    try:
        root, notes = _open_package(content)
    except (KeyError, ValueError, OpcError, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError):
        # A picture is missing, or a part that nobody needs is broken: the text itself may be whole.
        root, notes = _open_parts(archive)
    document = _Document(notes)
    document.read(root)
    sheets = document.flow.finish()
    if not sheets:
        raise Unreadable("unreadable-file", reason="word-without-table")
    has_macros = any(name.endswith("vbaproject.bin") for name in archive.names())
    return Workbook("docx", sheets, has_macros)


def _open_package(content: bytes) -> tuple[Any, dict[str, Any]]:
    """Return the document and its foot- and endnotes."""
    part = Package.open(io.BytesIO(content)).main_document_part
    notes = {
        kind: parse_xml(related.target_part.blob)
        for related in part.rels.values()
        if not related.is_external and (kind := related.reltype.rpartition("/")[2]) in _NOTES.values()
    }
    # A document with macros is no document of that library's own kind; its content is the same.
    return part.element if hasattr(part, "element") else parse_xml(part.blob), notes


def _open_parts(archive: Archive) -> tuple[Any, dict[str, Any]]:
    """Return the same of a package that is not whole, by the usual names of its parts; raise `Unreadable`."""
    found = {}
    for kind in ("document", *_NOTES.values()):
        if kind == "document" or f"word/{kind}.xml" in archive:
            try:
                found[kind] = parse_xml(b"".join(archive.blocks(f"word/{kind}.xml")))
            except (ValueError, etree.XMLSyntaxError) as error:
                raise Unreadable("unreadable-file", reason="broken-markup") from error
    return found.pop("document"), found


class _Document:
    """The walk through the elements: paragraphs become lines, tables become grids."""

    def __init__(self, notes: Mapping[str, etree._Element]) -> None:
        self.flow = Flow()
        self._budget = Budget()
        self._notes = notes
        self._referred: list[str] = []
        self._struck: list[str] = []

    def read(self, element: etree._Element, outer: Table | None = None) -> list[str]:
        """Read what stands in an element, in order; return the texts of its paragraphs.

        Within a cell of `outer` they are no lines of their own, unless that table holds others.
        """
        texts: list[str] = []
        for child in element:
            if child.tag in _GONE or not isinstance(child.tag, str):
                continue
            if child.tag == f"{_W}p":
                texts.append(self._paragraph(child))
                if outer is None:
                    self._lines(texts[-1])
            elif child.tag == f"{_W}tbl":
                if outer is not None:
                    outer.hold_tables(self.flow, texts)
                    texts.clear()
                self._table(child)
            else:
                texts += self.read(child, outer)
        return texts

    def _lines(self, text: str) -> None:
        for line in text.split("\n"):
            self.flow.line(line)

    def _paragraph(self, element: etree._Element) -> str:
        parts: list[str] = []
        self._collect(element, parts, False)
        text = "".join(parts)
        if len(text) > MAX_TEXT:
            raise Unreadable("too-large", reason="text", limit=f"{MAX_TEXT:,}")
        return text

    def _collect(self, element: etree._Element, parts: list[str], raised: bool) -> None:
        for child in element:
            tag = child.tag
            if tag in _GONE or not isinstance(tag, str):
                continue
            if tag == f"{_W}r":
                look = child.find(f"{_W}rPr")
                struck = _is_on(look, "strike") or _is_on(look, "dstrike")
                if not _is_on(look, "vanish"):
                    self._collect(child, self._struck if struck else parts, _is_raised(look))
            elif tag in (f"{_W}t", _MATH_TEXT):
                parts.append(raise_digits(child.text or "") if raised else child.text or "")
            elif tag in _BREAKS:
                parts.append(_BREAKS[tag])
            elif tag in _NOTES:
                self._refer(_NOTES[tag], child.get(f"{_W}id", ""))
            elif tag == f"{_W}txbxContent":
                # A box floats beside its paragraph: what it says is said before it.
                for text in self.read(child, Table(FillingSheet(self._budget))):
                    self._lines(text)
            elif tag == f"{_W}tbl":
                self._table(child)
            elif tag not in (f"{_W}pPr", f"{_W}rPr"):
                self._collect(child, parts, raised)

    def _refer(self, kind: str, number: str) -> None:
        """Keep what a footnote says; its sign in the text is no part of the text."""
        notes = self._notes.get(kind)
        for note in notes if notes is not None else ():
            if note.get(f"{_W}id") == number:
                self._referred.append("".join(self._paragraph(one).strip() for one in note.iter(f"{_W}p")))

    def _table(self, element: etree._Element) -> None:
        self._tell_notes()
        placed = WordGrid(element)
        grid = FillingSheet(self._budget)
        table = self.flow.table(Table(grid))
        grid.hidden_rows |= placed.hidden_rows
        for cell in placed.cells:
            self._struck = []
            texts = self.read(cell.element, table)
            if table.holds_tables:
                table.tell(self.flow, texts)
            grid.put(cell.row, cell.column, standing_cell("\n".join(texts).strip(), "".join(self._struck).strip()))
        for area in placed.merges:
            grid.merge(area)
        self._tell_notes()

    def _tell_notes(self) -> None:
        """Say the footnotes referred to since the last table began or ended, as notes beside what refers to them."""
        for text in self._referred:
            self.flow.line(f"注：{text}")
        self._referred.clear()


def _is_on(look: etree._Element | None, name: str) -> bool:
    found = look.find(f"{_W}{name}") if look is not None else None
    return found is not None and found.get(f"{_W}val", "true").lower() not in ("0", "false", "off", "none")


def _is_raised(look: etree._Element | None) -> bool:
    found = look.find(f"{_W}vertAlign") if look is not None else None
    return found is not None and found.get(f"{_W}val") in ("superscript", "subscript")
