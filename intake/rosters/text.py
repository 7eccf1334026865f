"""Large rosters as delimited text: decoded with care, split by a fast reader, every value kept as text."""

import csv
import io

import pyarrow as pa
import pyarrow.csv

from intake.rosters.class_sheets import say_above
from intake.rosters.columns import HEAD_ROWS, find_heads
from intake.rosters.recognising import recognise_records
from intake.rosters.source import RosterSheet
from intake.sheets.decoding import decode_text
from intake.sheets.delimited import find_delimiter, read_delimited
from intake.sheets.sheet import Unreadable


def read_large_text(content: bytes) -> RosterSheet | None:
    """Read a roster of comma- or tab-separated text by columns; ``None`` for any other text."""
    text = decode_text(content)
    delimiter = find_delimiter(text)
    top = read_delimited(_first_lines(text).encode("utf-8")).sheets[0]
    heads = find_heads(top) if recognise_records(top) == "roster" else None
    if heads is None or heads.missing:
        return None
    width = max(len(row) for row in csv.reader(io.StringIO(_first_lines(text)), delimiter=delimiter))
    names = [str(column) for column in range(1, width + 1)]
    wanted = sorted(set(heads.columns.values()))
    try:
        table = pa.csv.read_csv(
            pa.py_buffer(_after_lines(text, heads.row).encode("utf-8")),
            read_options=pa.csv.ReadOptions(column_names=names, use_threads=False),
            parse_options=pa.csv.ParseOptions(delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False),
            convert_options=pa.csv.ConvertOptions(
                include_columns=[str(column) for column in wanted],
                column_types={name: pa.string() for name in names},
                strings_can_be_null=True,
                null_values=[""],
            ),
        )
    except pa.ArrowInvalid:
        # Lines of different length: the careful reader takes those.
        return None
    columns = {role: table.column(str(column)).combine_chunks() for role, column in heads.columns.items()}
    titles = tuple(cell.text for (row, _), cell in sorted(top.cells.items()) if row < heads.row)
    if not len(table):
        raise Unreadable("unreadable-file", reason="not-a-table")
    return say_above(RosterSheet("", titles, heads, heads.row + 1, columns), top)


def _first_lines(text: str) -> str:
    return "\n".join(text[:200_000].splitlines()[: HEAD_ROWS + 3]) + "\n"


def _after_lines(text: str, count: int) -> str:
    place = 0
    for _ in range(count):
        place = text.index("\n", place) + 1
    return text[place:]
