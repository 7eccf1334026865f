"""Large rosters: the fast reader gives whole columns; what it blurs is looked up in the file itself.

A numeric ID cell comes out of the fast reader as a plausible but wrong number. So columns are first
asked for strictly: then a column of texts holds nothing but texts. Where a file mixes both, the cells of
doubtful numbers are looked up one by one in the sheet's XML.
"""

import fastexcel
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from intake.formats.archive import Archive
from intake.formats.xlsx import read_xlsx
from intake.formats.xlsx_top import read_top
from intake.pace import READING, tell
from intake.records import recognise_records
from intake.roster_columns import HEAD_ROWS, Heads, find_heads
from intake.roster_source import RosterSheet
from intake.sheet import Sheet, Unreadable, Workbook, column_letters

_CHUNK = 4_000_000


def read_large_xlsx(content: bytes) -> tuple[tuple[RosterSheet, ...], Workbook] | None:
    """Read the roster sheets of a large workbook by columns and the others cell by cell; ``None`` without rosters."""
    archive = Archive(content)
    tops = read_top(archive, HEAD_ROWS + 3)
    found = [(sheet, part, heads) for sheet, part in tops if (heads := _roster_heads(sheet))]
    if not found:
        return None
    names = frozenset(sheet.name for sheet, _, _ in found)
    rest = Workbook("xlsx", (), any(name.endswith("vbaproject.bin") for name in archive.names()))
    if len(names) < len(tops):
        rest = read_xlsx(content, names)
    reader = _open(content)
    sheets: list[RosterSheet] = []
    for sheet, part, heads in found:
        sheets.append(_read_sheet(reader, archive, part, sheet, heads))
        tell("read", READING * len(sheets) / len(found), sum(len(one.columns["id_number"]) for one in sheets))
    return tuple(sheets), rest


def _roster_heads(sheet: Sheet) -> Heads | None:
    if sheet.hidden or recognise_records(sheet) != "roster":
        return None
    heads = find_heads(sheet)
    return heads if heads and not heads.missing else None


def _open(content: bytes) -> fastexcel.ExcelReader:
    try:
        return fastexcel.read_excel(content)
    except fastexcel.FastExcelError as error:
        raise Unreadable("unreadable-file", reason="broken-container") from error


def _read_sheet(reader: fastexcel.ExcelReader, archive: Archive, part: str, top: Sheet, heads: Heads) -> RosterSheet:
    wanted = sorted(set(heads.columns.values()))
    strict = True
    try:
        batch, columns = _load(reader, top.name, heads, wanted, "strict")
    except fastexcel.UnsupportedColumnTypeCombinationError:
        strict = False
        batch, columns = _load(reader, top.name, heads, wanted, "coerce")
    arrays = {role: batch.column(columns[column]) for role, column in heads.columns.items() if column in columns}
    ids = arrays["id_number"]
    numbers = None
    if not pa.types.is_string(ids.type):
        numbers = ids.is_valid().to_numpy(zero_copy_only=False)
        arrays["id_number"] = pc.cast(ids, pa.int64(), safe=False).cast(pa.string()) if pa.types.is_floating(ids.type) else ids.cast(pa.string())
    elif not strict:
        numbers = _find_numbers(archive, part, ids, heads.columns["id_number"], heads.row + 1)
    titles = tuple(cell.text for (row, _), cell in sorted(top.cells.items()) if row < heads.row and cell.number is None)
    return RosterSheet(top.name, titles, heads, heads.row + 1, arrays, numbers)


def _load(reader: fastexcel.ExcelReader, name: str, heads: Heads, wanted: list[int], coercion: str) -> tuple[pa.RecordBatch, dict[int, int]]:
    """Return the columns wanted, and by their number in the sheet their place in the batch."""
    sheet = reader.load_sheet(
        name,
        header_row=heads.row - 1,
        schema_sample_rows=None,
        dtype_coercion=coercion,  # type: ignore[arg-type]
        use_columns=lambda column: column.absolute_index + 1 in wanted,
    )
    places = {column.absolute_index + 1: place for place, column in enumerate(sheet.selected_columns)}
    return sheet.to_arrow(), places


def _find_numbers(archive: Archive, part: str, ids: pa.Array, column: int, first_row: int) -> np.ndarray:
    """Tell which doubtful ID numbers stand in numeric cells; a double of this size is a multiple of 16."""
    numbers = np.zeros(len(ids), bool)
    digits = pc.match_substring_regex(ids, r"^\d{16,18}$").fill_null(False)
    long = np.flatnonzero(digits.to_numpy(zero_copy_only=False))
    values = ids.take(pa.array(long)).cast(pa.int64()).to_numpy()
    doubtful = long[values % 16 == 0]
    for place, numeric in zip(doubtful.tolist(), _look_up(archive, part, column_letters(column), (doubtful + first_row).tolist()), strict=True):
        numbers[place] = numeric
    return numbers


def _look_up(archive: Archive, part: str, letters: str, rows: list[int]) -> list[bool]:
    """Return for each row, in order, whether its cell is numeric; a cell that is not found counts as one."""
    numeric = [True] * len(rows)
    with archive.open(part) as stream:
        held, place = b"", 0
        for at, row in enumerate(rows):
            mark = f'r="{letters}{row}"'.encode()
            while True:
                found = held.find(mark, place)
                end = held.find(b">", found) if found >= 0 else -1
                if end >= 0:
                    break
                start = found if found >= 0 else max(len(held) - len(mark), place)
                more = stream.read(_CHUNK)
                if not more:
                    return numeric
                held, place = held[start:] + more, 0
            tag = held[held.rfind(b"<", 0, found) : end]
            numeric[at] = b't="' not in tag or b't="n"' in tag
            place = end
    return numeric


