"""The reporter's own workbook back: problem cells coloured, commented and listed on a first sheet.

The file's parts are changed in place, so that everything else (charts, sparklines, macros, cached values)
stays as it is. What is given back is read once more: unless it says exactly what the original says, a
list of the findings is given instead.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from intake.findings.first_sheet import MARKER, ListedFinding, is_findings_list
from intake.findings.masks import mask_told
from intake.marking.comments import add_comments, clear_comments
from intake.marking.listing import MAX_LISTED, MAX_NAME, compose_list, printable, read_kept
from intake.marking.package import MAIN, MAX_PART, OFFICE, RELATIONS, TYPES, CannotMark, Package
from intake.marking.sheets import SheetList, clear_cells, colour_cells
from intake.marking.styles import Styles, element
from intake.sheets.sheet import Sheet, Unreadable, Workbook
from intake.sheets.workbook import open_protected, read_workbook, recognise_format
from wording.sentences import say

LEVELS = ("error", "warning", "note")
#: More comments than this make a workbook slow to open; all findings stand in the list.
MAX_COMMENTS = 5000
_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


@dataclass(frozen=True, slots=True)
class Marked:
    """What is given back: `marked` tells the own workbook from a mere list; `losses` are keys of sentences."""

    content: bytes
    marked: bool
    losses: tuple[str, ...] = ()


def mark_workbook(
    content: bytes, name: str, marks: Sequence[ListedFinding], lang: str = "zh", kind: str | None = None
) -> Marked:
    """Return the workbook with every finding marked in it, or a workbook that lists the findings.

    Parameters
    ----------
    content, name
        The file as handed in.
    marks
        The findings as the reporter reads them; each level is one of ``LEVELS``.
    kind
        What `recognise_format` said of the content; ``None`` where it was not asked.

    Returns
    -------
    Marked
        Never raises for a bad file: what cannot be marked is listed, and `losses` says why.
    """
    marks = sorted((_clean(mark) for mark in marks), key=lambda mark: LEVELS.index(mark.level))
    try:
        content, kind = open_protected(content, kind or recognise_format(content))
        if content.startswith(b"PK") and Package(content).largest > MAX_PART:
            return list_findings(marks, name, ("large",), lang)
        workbook = read_workbook(content, kind)
    except Unreadable:
        return list_findings(marks, name, ("unread",), lang)
    if workbook.format not in ("xlsx", "xlsm"):
        return list_findings(marks, name, ("format",), lang, workbook)
    try:
        return _mark(content, workbook, marks, name, lang)
    except CannotMark as cause:
        return list_findings(marks, name, (cause.reason,), lang, workbook)
    except (
        Unreadable,
        ValueError,
        IndexError,
        KeyError,
        TypeError,
        AttributeError,
        StopIteration,
        zipfile.BadZipFile,
        OSError,
    ):
        # A damaged part that the reader does not need: the findings are worth more than the colours.
        return list_findings(marks, name, ("markup",), lang, workbook)


def list_findings(
    marks: Sequence[ListedFinding], name: str, losses: Sequence[str], lang: str = "zh", workbook: Workbook | None = None
) -> Marked:
    """Return a workbook that only lists the findings, with sheet and cell of each."""
    package = Package(_bare())
    book, styles = SheetList(package), Styles(package.tree("xl/styles.xml"))
    lines = [*_lines(marks, name, lang), *(say(f"marked.no-{loss}", lang) for loss in losses)]
    marks = sorted((_clean(mark) for mark in marks), key=lambda mark: LEVELS.index(mark.level))
    texts = _texts(workbook, marks) if workbook else {}
    book.add_first(say("marked.sheet", lang), compose_list(marks, texts, lines, {}, styles, lang, linked=False))
    return Marked(package.render(), False, tuple(losses))


def _mark(content: bytes, workbook: Workbook, marks: Sequence[ListedFinding], name: str, lang: str) -> Marked:
    package = Package(content)
    book, styles, losses = SheetList(package), _styles(package), []
    if any("/revisions/" in f"/{part.lower()}" for part in package.names()):
        raise CannotMark("shared")
    old = [sheet for sheet in workbook.sheets if is_findings_list(sheet)]
    kept_before = read_kept([cell.text for sheet in old for cell in sheet.cells.values()])
    for sheet in old:
        book.remove(sheet.name)
    if any("_xmlsignatures/" in part.lower() for part in package.names()):
        losses.append("signature")
        _drop_signatures(package)
    rest = [sheet for sheet in workbook.sheets if sheet not in old]
    kept: dict[tuple[str, str], str] = {}
    left = MAX_COMMENTS
    for sheet in rest:
        own = [(mark.place, mark) for mark in marks if mark.sheet == sheet.name and mark.place]
        part = book.part_of(sheet.name)
        if part is None:
            continue
        root = package.tree(part)
        clear_cells(root, styles, {cell: one for (name_of, cell), one in kept_before.items() if name_of == sheet.name})
        clear_comments(package, part)
        if not own:
            continue
        levels = {place: mark.level for place, mark in reversed(own)}
        kept.update({(sheet.name, cell): one for cell, one in colour_cells(root, styles, levels).items()})
        texts: dict[tuple[int, int], list[str]] = {}
        for place, mark in own:
            level = say(f"manage.level.{mark.level}", lang)
            texts.setdefault(place, []).append(say("marked.comment", lang, level=level, text=mark.text))
        if len(texts) > left:
            losses.append("many")
        chosen = {place: "\n".join(said) for place, said in list(texts.items())[:left]}
        left -= len(chosen)
        try:
            add_comments(package, part, chosen, lang)
        except CannotMark as cause:
            losses.append(cause.reason)
    losses = list(dict.fromkeys(losses))
    lines = [
        *_lines(marks, name, lang),
        say("marked.again", lang),
        say("marked.legend", lang),
        *(say(f"marked.lost-{loss}", lang) for loss in losses),
    ]
    book.add_first(
        _free_name(say("marked.sheet", lang), book.names),
        compose_list(marks, _texts(workbook, marks), lines, kept, styles, lang, linked=True),
    )
    made = package.render()
    if not _says_the_same(made, rest):
        raise CannotMark("differs")
    return Marked(made, True, tuple(losses))


def _clean(mark: ListedFinding) -> ListedFinding:
    return ListedFinding(mark.level, mark.sheet or None, mark.cell or None, printable(mark.text))


def _lines(marks: Sequence[ListedFinding], name: str, lang: str) -> list[str]:
    counts = {f"{level}s": sum(mark.level == level for mark in marks) for level in LEVELS}
    lines = [say("marked.summary", lang, file=printable(name), **counts)]
    return [*lines, say("marked.not-all", lang, count=MAX_LISTED)] if len(marks) > MAX_LISTED else lines


def _texts(workbook: Workbook, marks: Sequence[ListedFinding]) -> dict[tuple[str, str], str]:
    cells = {sheet.name: sheet.cells for sheet in workbook.sheets}
    found = {}
    for mark in marks:
        cell = cells.get(mark.sheet or "", {}).get(mark.place) if mark.place else None
        if cell is not None:
            found[mark.sheet or "", mark.cell or ""] = mask_told(cell.formula or cell.text)
    return found


def _says_the_same(made: bytes, sheets: Sequence[Sheet]) -> bool:
    again = read_workbook(made).sheets
    return [sheet for sheet in again if not is_findings_list(sheet)] == list(sheets) and len(again) == len(sheets) + 1


def _styles(package: Package) -> Styles:
    book = SheetList(package)
    found = [name for _, name in package.related(book.part, "styles") if name in package]
    if found:
        return Styles(package.tree(found[0]))
    name = package.free_name("xl/stylesMark{}.xml")
    root = element("styleSheet")
    package.put(name, root, _STYLES)
    package.relate(book.part, "styles", name)
    return Styles(root)


def _drop_signatures(package: Package) -> None:
    for part in [part for part in package.names() if "_xmlsignatures/" in part.lower()]:
        package.drop(part)
    for id, _ in package.related("", "origin"):
        package.unrelate("", id)


def _free_name(name: str, taken: Sequence[str]) -> str:
    lower = {one.lower() for one in taken}
    return next(
        one
        for number in range(1, 1000)
        if (one := name if number == 1 else f"{name[: MAX_NAME - 4]} {number}").lower() not in lower
    )


def _bare() -> bytes:
    """Return a workbook without a sheet."""
    book = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{book}"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_STYLES}"/></Types>',
        "_rels/.rels": (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
            f'Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView/></bookViews><sheets/></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/styles" '
            f'Target="styles.xml"/></Relationships>'
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts><font><sz val="11"/></font></fonts><fills><fill>'
        f'<patternFill patternType="none"/></fill><fill>'
        '<patternFill patternType="gray125"/></fill></fills><borders><border/></borders><cellStyleXfs>'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
        '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/>'
        "</cellStyles></styleSheet>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return stream.getvalue()


__all__ = ["LEVELS", "MARKER", "ListedFinding", "Marked", "list_findings", "mark_workbook"]
