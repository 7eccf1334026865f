"""Rosters of large workbooks, read by columns; the other sheets cell by cell."""

import numpy as np

from intake.formats.archive import Archive
from intake.formats.xlsx import read_book, read_xlsx
from intake.formats.xlsx_columns import SheetColumns
from intake.formats.xlsx_texts import read_texts
from intake.formats.xlsx_top import read_top
from intake.records import recognise_records
from intake.roster_columns import HEAD_ROWS, Heads, find_heads
from intake.roster_rows import BAD_DAY
from intake.roster_source import RosterSheet
from intake.roster_values import is_serial, parse_day
from intake.sheet import Sheet, Workbook

#: The 1904 system counts from so many days later.
_LATER = 1462
_DAYS = frozenset(("first_day", "last_day", "span"))


def read_large_xlsx(content: bytes) -> tuple[tuple[RosterSheet, ...], Workbook] | None:
    """Read the roster sheets of a large workbook by columns and the others cell by cell; ``None`` without rosters."""
    archive = Archive(content)
    book = read_book(archive)
    tops = read_top(archive, book, HEAD_ROWS + 3)
    found = [(sheet, part, heads) for sheet, part in tops if (heads := _roster_heads(sheet))]
    if not found:
        return None
    names = frozenset(sheet.name for sheet, _, _ in found)
    rest = read_xlsx(content, names) if len(names) < len(tops) else Workbook("xlsx", (), book.has_macros)
    texts = read_texts(archive, book.texts)
    sheets = []
    for sheet, part, heads in found:
        wanted = tuple(sorted(set(heads.columns.values())))
        columns = SheetColumns(wanted, texts, book.formats, book.date1904, book.recalculate).read(archive, part, heads.row)
        arrays = {role: columns[column].texts for role, column in heads.columns.items()}
        for role in _DAYS & heads.columns.keys():
            arrays[role] = columns[heads.columns[role]].rewrite_numbers(lambda text: _write_day(text, book.date1904)).texts
        titles = tuple(cell.text for (row, _), cell in sorted(sheet.cells.items()) if row < heads.row and cell.number is None)
        sheets.append(RosterSheet(sheet.name, titles, heads, heads.row + 1, arrays, columns[heads.columns["id_number"]].numeric))
    return tuple(sheets), rest


def _roster_heads(sheet: Sheet) -> Heads | None:
    if sheet.hidden or recognise_records(sheet) != "roster":
        return None
    heads = find_heads(sheet)
    return heads if heads and not heads.missing else None


def _write_day(text: str, date1904: bool) -> str:
    """Write a stored day as 2019-06-30."""
    if date1904 and text.replace(".", "", 1).isdigit():
        text = str(float(text) + _LATER)
    if not is_serial(text):
        return text
    day = parse_day(text, last=False)
    return text if day == BAD_DAY else str(np.datetime64(day, "D"))
