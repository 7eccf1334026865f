"""The sheet that lists all findings, with links to their cells."""

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from intake.findings.first_sheet import MARKER, ListedFinding
from intake.marking.package import named
from intake.marking.styles import LOOKS, Styles, element
from wording.sentences import say

MAX_LISTED = 20_000
MAX_NAME = 31
_WIDTHS = (10, 24, 10, 22, 80)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ID_NUMBER = re.compile(r"(?<!\d)(\d{4})\d{10}(\d{3}[\dXx])(?!\d)")
#: Kept beside the list, out of sight: the marker and what cells looked like before.
KEPT_COLUMN = 8


def compose_list(
    marks: Sequence[ListedFinding],
    texts: Mapping[tuple[str, str], str],
    lines: Sequence[str],
    kept: Mapping[tuple[str, str], str],
    styles: Styles,
    lang: str,
    *,
    linked: bool,
) -> etree._Element:
    """Return the sheet.

    Parameters
    ----------
    texts
        What stands in a cell (sheet, reference).
    lines
        Sentences above the list: what the file is, what could not be kept.
    kept
        The looks of cells (sheet, reference) before they were marked.
    linked
        Whether the cells stand in the same workbook.
    """
    title = styles.style({"b": None, "sz": "14"}, wrap=False, line=False)
    plain, note = styles.style(), styles.style({"sz": "10", "color": "FF595959"}, wrap=False, line=False)
    head = styles.style({"b": None, "sz": "10"}, ("solid", "FFE7E6E6", "FFE7E6E6"))
    link = styles.style({"u": None, "sz": "10", "color": "FF0B5394"})
    levels = {level: styles.style({"b": None, "sz": "10"}, look) for level, look in LOOKS.items()}
    rows: list[list[tuple[str, int]]] = [[(say("marked.sheet", lang), title)]]
    rows += [[(line, note)] for line in lines]
    rows.append([(say(f"marked.head-{name}", lang), head) for name in ("level", "sheet", "cell", "content", "finding")])
    first = len(rows)
    links = []
    for mark in marks[:MAX_LISTED]:
        place = mark.sheet if linked else None
        rows.append(
            [
                (say(f"manage.level.{mark.level}", lang), levels[mark.level]),
                (mark.sheet or "—", plain),
                (mark.cell or "—", link if place else plain),
                (_ID_NUMBER.sub(r"\1**********\2", texts.get((mark.sheet or "", mark.cell or ""), "")), plain),
                (mark.text, plain),
            ]
        )
        if place:
            quoted = place.replace("'", "''")
            links.append((f"C{len(rows)}", f"'{quoted}'!{mark.cell if mark.place else 'A1'}"))
    return _sheet(rows, links, [MARKER, *(_kept_line(place, one) for place, one in kept.items())], first)


def _sheet(
    rows: list[list[tuple[str, int]]], links: list[tuple[str, str]], hidden: list[str], first: int
) -> etree._Element:
    root = element("worksheet")
    properties = etree.SubElement(root, named("sheetPr"))
    etree.SubElement(properties, named("tabColor"), rgb="FFF08C8E")
    etree.SubElement(properties, named("pageSetUpPr"), fitToPage="1")
    view = etree.SubElement(
        etree.SubElement(root, named("sheetViews")),
        named("sheetView"),
        tabSelected="1",
        showGridLines="0",
        workbookViewId="0",
    )
    etree.SubElement(
        view, named("pane"), ySplit=str(first), topLeftCell=f"A{first + 1}", activePane="bottomLeft", state="frozen"
    )
    columns = etree.SubElement(root, named("cols"))
    for number, width in enumerate(_WIDTHS, 1):
        etree.SubElement(columns, named("col"), min=str(number), max=str(number), width=str(width), customWidth="1")
    etree.SubElement(
        columns, named("col"), min=str(KEPT_COLUMN), max=str(KEPT_COLUMN), width="9", hidden="1", customWidth="1"
    )
    data = etree.SubElement(root, named("sheetData"))
    for number in range(1, max(len(rows), len(hidden)) + 1):
        row = etree.SubElement(
            data, named("row"), {"r": "1", "ht": "26", "customHeight": "1"} if number == 1 else {"r": str(number)}
        )
        for column, (text, style) in enumerate(rows[number - 1] if number <= len(rows) else (), 1):
            _write(row, f"{'ABCDE'[column - 1]}{number}", text, style)
        if number <= len(hidden):
            _write(row, f"H{number}", hidden[number - 1], 0)
    if links:
        listed = etree.SubElement(root, named("hyperlinks"))
        for cell, target in links:
            etree.SubElement(
                listed, named("hyperlink"), ref=cell, location=printable(target), display=printable(target)
            )
    etree.SubElement(
        root, named("pageMargins"), left="0.5", right="0.5", top="0.6", bottom="0.6", header="0.3", footer="0.3"
    )
    etree.SubElement(root, named("pageSetup"), paperSize="9", orientation="landscape", fitToHeight="0")
    return root


def _write(row: etree._Element, reference: str, text: str, style: int) -> None:
    cell = etree.SubElement(row, named("c"), r=reference, s=str(style), t="inlineStr")
    part = etree.SubElement(etree.SubElement(cell, named("is")), named("t"))
    part.text = printable(text)[:32_000]
    part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _kept_line(place: tuple[str, str], kept: str) -> str:
    return "\t".join((*place, kept))


def read_kept(texts: Sequence[str]) -> dict[tuple[str, str], str]:
    """Return what an earlier list kept of the looks of cells."""
    lines = [text.split("\t", 2) for text in texts if text.count("\t") >= 2]
    return {(sheet, cell): kept for sheet, cell, kept in lines}


def printable(text: str) -> str:
    """Return a text without the characters that no workbook may hold."""
    return _UNPRINTABLE.sub("", text)
