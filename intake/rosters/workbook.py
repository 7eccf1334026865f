"""Rosters of large workbooks, read by columns; the other sheets cell by cell."""

from dataclasses import replace

from intake.rosters.class_sheets import say_above
from intake.rosters.columns import HEAD_ROWS, Heads, find_heads
from intake.rosters.merging import hold_for_each_row
from intake.rosters.recognising import recognise_records
from intake.rosters.source import RosterSheet
from intake.sheets.archive import Archive
from intake.sheets.filling import Area, Budget, FillingSheet
from intake.sheets.sheet import Sheet, Workbook
from intake.sheets.xlsx.book import read_book, read_xlsx
from intake.sheets.xlsx.columns import SheetColumns
from intake.sheets.xlsx.texts import TextsOneByOne, read_texts
from intake.sheets.xlsx.top import read_top

#: A head may have two rows, and ID numbers are looked for three rows below it.
_TOP = HEAD_ROWS + 4


def read_large_xlsx(content: bytes) -> tuple[tuple[RosterSheet, ...], Workbook] | None:
    """Read the roster sheets of a large workbook by columns and the others cell by cell; ``None`` without rosters."""
    archive = Archive(content)
    book = read_book(archive)
    texts = read_texts(archive, book.texts)
    tops = read_top(archive, book, TextsOneByOne(texts), _TOP)  # type: ignore[arg-type]
    found = [(sheet, part, heads) for sheet, part in tops if (heads := _roster_heads(sheet))]
    if not found:
        return None
    parts = frozenset(part for _, part, _ in found)
    rest = Workbook("xlsm" if book.has_macros else "xlsx", (), book.has_macros)
    if len(parts) < len(tops):
        rest = read_xlsx(content, parts)
    return tuple(
        _read_sheet(archive, part, sheet, heads, SheetColumns((), texts, book)) for sheet, part, heads in found
    ), rest


def _read_sheet(archive: Archive, part: str, top: Sheet, heads: Heads, columns: SheetColumns) -> RosterSheet:
    columns = replace(columns, wanted=tuple(sorted(set(heads.columns.values()))))
    found = columns.read(archive, part, heads.row)
    merged = _merge(top, columns.merges)
    # What a merged head spans is known only from behind the last row.
    if (better := _roster_heads(merged)) is not None and (better.row, better.columns) != (heads.row, heads.columns):
        heads = better
        columns = SheetColumns(tuple(sorted(set(heads.columns.values()))), columns.texts, columns.book)
        found = columns.read(archive, part, heads.row)
    arrays = {role: found[column].texts for role, column in heads.columns.items()}
    titles = tuple(
        cell.text for (row, _), cell in sorted(merged.cells.items()) if row < heads.row and cell.number is None
    )
    numbers = found[heads.columns["id_number"]].numeric
    held, source = hold_for_each_row(arrays, heads, heads.row + 1, columns.merges)
    numbers = numbers if source is None else numbers[source]
    return say_above(RosterSheet(top.name, titles, heads, heads.row + 1, held, numbers), merged)


def _merge(top: Sheet, merges: tuple[Area, ...]) -> Sheet:
    """Return the first rows of a sheet with its merged ranges."""
    grid = FillingSheet(Budget())
    grid.cells |= top.cells
    for area in merges:
        grid.merge(area)
    return grid.finish(top.name, top.hidden)


def _roster_heads(sheet: Sheet) -> Heads | None:
    if sheet.hidden or recognise_records(sheet) != "roster":
        return None
    heads = find_heads(sheet)
    return heads if heads and not heads.missing else None
