"""xlsb, read record by record: values, errors, number formats, fonts, merges, hidden lines, what is a formula.

The parts lie as in xlsx, each written in records (MS-XLSB 2.1.7.61 workbook, 2.1.7.50 styles, 2.1.7.62 worksheet, by
the edition of 2022). What a formula calculates is not read.
"""

import struct

from intake.sheets.archive import Archive
from intake.sheets.filling import Budget, FillingSheet
from intake.sheets.number_formats import BUILTIN, parse_format
from intake.sheets.sheet import Cell, Unreadable, Workbook
from intake.sheets.xls.text import Font
from intake.sheets.xlsb.records import iterate_records, read_text
from intake.sheets.xlsb.sheet import Book, read_sheet
from intake.sheets.xlsx.book import read_relations

_PART = "xl/workbook.bin"
_TEXT_ITEM, _FONT, _FORMAT, _STYLE = 19, 43, 44, 47
_PROPERTIES, _SHEET, _CALCULATION = 153, 156, 157
_BEGIN_FONTS, _BEGIN_FORMATS, _BEGIN_STYLES = 611, 615, 617
#: Named styles are listed as the styles of cells are, but no cell points at them.
_LISTS = {_BEGIN_FONTS: 612, _BEGIN_FORMATS: 616, _BEGIN_STYLES: 618, 626: 627}


def read_xlsb(content: bytes) -> Workbook:
    """Read every worksheet of a binary workbook; raise `Unreadable`."""
    try:
        return _read(Archive(content))
    except (struct.error, IndexError) as error:
        raise Unreadable("unreadable-file", reason="truncated") from error


def _read(archive: Archive) -> Workbook:
    parts = read_relations(archive, _PART)
    book = Book()
    named = _read_workbook(archive, book)
    for kind in ("styles", "sharedStrings"):
        target = next((target for one, target in parts.values() if one == kind and target in archive), None)
        if target:
            (_read_styles if kind == "styles" else _read_texts)(archive, target, book)
    grids, missing = [], []
    budget = Budget()
    kinds = {parts.get(relation, ("", ""))[0] for _, _, relation in named}
    for name, hidden, relation in named:
        kind, target = parts.get(relation, ("", ""))
        if kind == "worksheet" and target not in archive:
            missing.append(name)
        elif kind == "worksheet":
            grid = FillingSheet(budget)
            read_sheet(iterate_records(archive, target), grid, book)
            grids.append((grid, name, hidden))
    if not grids:
        raise Unreadable("unreadable-file", reason="no-sheets")
    if book.recalculate and not book.calculated:
        # The writer never calculated. Excel does, though it may ask for it again: its zeros are values.
        for grid, place in book.zeros:
            if place in grid.cells:
                grid.cells[place] = Cell("", formula="=")
    sheets = tuple(grid.finish(name, hidden) for grid, name, hidden in grids)
    losses = ("formulas",) * book.has_formulas + ("number-formats",) * book.has_unknown_formats
    has_macros = "xlMacrosheet" in kinds or any(name.endswith("vbaproject.bin") for name in archive.names())
    return Workbook("xlsb", sheets, has_macros, losses, tuple(missing))


def _read_workbook(archive: Archive, book: Book) -> list[tuple[str, bool, str]]:
    """Return name, whether hidden and relation of each sheet; note the date system and what awaits calculation.

    BrtBundleSh, BrtWbProp and BrtCalcProp (MS-XLSB 2.4.313, 2.4.853, 2.4.315).
    """
    sheets = []
    for kind, data in iterate_records(archive, _PART):
        if kind == _PROPERTIES:
            book.date1904 = bool(data[0] & 1)
        elif kind == _CALCULATION:
            book.recalculate = len(data) > 24 and bool(data[24] & 1)
        elif kind == _SHEET:
            relation, behind = read_text(data, 8)
            sheets.append((read_text(data, behind)[0], struct.unpack_from("<I", data)[0] != 0, relation))
    return sheets


def _read_styles(archive: Archive, part: str, book: Book) -> None:
    """Read the number format of each cell style and whether its font is struck out.

    BrtFont, BrtFmt and BrtXF (MS-XLSB 2.4.681, 2.4.862), each only in the list that is its own.
    """
    codes = dict(BUILTIN)
    styles: list[tuple[int, int]] = []
    within = 0
    for kind, data in iterate_records(archive, part):
        if kind in _LISTS:
            within = kind
        elif kind == _LISTS.get(within):
            within = 0
        elif kind == _FONT and within == _BEGIN_FONTS:
            flags, _, raised = struct.unpack_from("<3H", data, 2)
            book.fonts.append(Font(raised in (1, 2), bool(flags & 8), data[12]))
        elif kind == _FORMAT and within == _BEGIN_FORMATS:
            codes[struct.unpack_from("<H", data)[0]] = read_text(data, 2)[0]
        elif kind == _STYLE and within == _BEGIN_STYLES:
            styles.append(struct.unpack_from("<HH", data, 2))
    book.formats = [parse_format(codes[number]) if number in codes else None for number, _ in styles]
    struck = {index for index, font in enumerate(book.fonts) if font.struck}
    book.struck = frozenset(style for style, (_, font) in enumerate(styles) if font in struck)


def _read_texts(archive: Archive, part: str, book: Book) -> None:
    book.texts = [book.rich_text(data, 0) for kind, data in iterate_records(archive, part) if kind == _TEXT_ITEM]
