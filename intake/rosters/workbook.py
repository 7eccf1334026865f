"""Rosters of large workbooks, read by columns; the other sheets cell by cell."""

from collections.abc import Mapping
from dataclasses import replace

from intake.findings.finding import Finding
from intake.rosters.class_sheets import say_above
from intake.rosters.columns import HEAD_ROWS, Heads, find_heads
from intake.rosters.lost_cells import find_lost_cells
from intake.rosters.merging import hold_for_each_row
from intake.rosters.recognising import recognise_records
from intake.rosters.side_by_side import part_people
from intake.rosters.source import RosterSheet
from intake.sheets.archive import Archive
from intake.sheets.filling import Area, Budget, FillingSheet
from intake.sheets.sheet import Sheet, Workbook
from intake.sheets.xlsx.book import read_book, read_xlsx
from intake.sheets.xlsx.column_parts import CellColumn
from intake.sheets.xlsx.columns import SheetColumns
from intake.sheets.xlsx.texts import read_texts
from intake.sheets.xlsx.top import read_top
from intake.statements.checks.hidden_cells import tell_hidden

#: A head may have two rows, and ID numbers are looked for three rows below it.
_TOP = HEAD_ROWS + 4


def read_large_xlsx(content: bytes) -> tuple[tuple[RosterSheet, ...], Workbook] | None:
    """Read the roster sheets of a large workbook by columns and the others cell by cell; ``None`` without rosters."""
    archive = Archive(content)
    book = read_book(archive)
    texts = read_texts(archive, book.texts)
    tops = read_top(archive, book, texts, _TOP)  # type: ignore[arg-type]
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
    lost = _find_lost(merged, heads, found, columns)
    return say_above(RosterSheet(top.name, titles, heads, heads.row + 1, held, numbers, lost), merged)


def _find_lost(top: Sheet, heads: Heads, found: Mapping[int, CellColumn], columns: SheetColumns) -> tuple[Finding, ...]:
    """Tell what is hidden, struck out or covered above the head and in the columns read."""
    printed = {column: heads.printed[role] for role, column in heads.columns.items()}
    known: dict[str, dict[int, list[int]]] = {"covered-cells": {}, "struck-out": {}}
    for column, one in sorted(found.items()):
        for why, rows in (("covered-cells", one.covered), ("struck-out", one.struck)):
            for row in rows.tolist():
                known[why].setdefault(row, []).append(column)
    above = replace(top, merges=columns.merges, lost=tuple(one for one in top.lost if one.row <= heads.row))
    hidden = {row for row in top.hidden_rows if row <= heads.row} | {
        row for row in columns.hidden_rows if row > heads.row
    }
    return (
        *tell_hidden(top, hidden, top.hidden_columns),
        *find_lost_cells(above, printed, heads.row, known=known),
    )


def _merge(top: Sheet, merges: tuple[Area, ...]) -> Sheet:
    """Return the first rows of a sheet with its merged ranges."""
    grid = FillingSheet(Budget())
    grid.cells |= top.cells
    grid.lost += top.lost
    for area in merges:
        grid.merge(area)
    return replace(grid.finish(top.name, top.hidden), hidden_rows=top.hidden_rows, hidden_columns=top.hidden_columns)


def _roster_heads(sheet: Sheet) -> Heads | None:
    if sheet.hidden or recognise_records(sheet) != "roster":
        return None
    heads = find_heads(sheet)
    # Rosters side by side are taken apart by the reader of single cells.
    return heads if heads and not heads.missing and len(part_people(sheet, heads)) == 1 else None
