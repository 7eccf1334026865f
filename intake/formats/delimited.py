"""Plain text tables: csv, tsv and txt in the encodings that offices use."""

import csv
import io
import re

from intake.formats.grid import Budget, Grid
from intake.formats.values import text_cell
from intake.sheet import Unreadable, Workbook

_DELIMITERS = ",\t;|"
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode_text(content: bytes) -> str:
    """Decode by byte order mark, then strict UTF-8, then GB18030; raise `Unreadable`."""
    try:
        for mark, encoding in _BOMS:
            if content.startswith(mark):
                # utf-16 and utf-32 take the mark themselves, utf-8 does not.
                return content[len(mark) if encoding == "utf-8" else 0 :].decode(encoding)
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            return content.decode("gb18030")
    except UnicodeDecodeError as error:
        raise Unreadable("unreadable-file", reason="encoding") from error


def read_delimited(content: bytes) -> Workbook:
    """Read a text table; the delimiter is the one that splits its lines most evenly."""
    text = decode_text(content)
    if re.search(r"[\x00-\x08\x0e-\x1f]", text):
        raise Unreadable("unreadable-file", reason="not-a-table")
    delimiter = _find_delimiter(text)
    grid = Grid(Budget())
    for row, fields in enumerate(_split_records(text, delimiter), 1):
        for column, value in enumerate(fields, 1):
            grid.put(row, column, text_cell(value))
    return Workbook("csv", (grid.finish(""),))


def _split_records(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(2_000_000)
    try:
        lines = io.StringIO(text, newline="")
        return list(csv.reader(lines, delimiter=delimiter, skipinitialspace=False))
    except csv.Error as error:
        raise Unreadable("too-large", reason="text") from error


def _find_delimiter(text: str) -> str:
    """Choose by the first lines: the most lines with the commonest number of fields, then more fields."""
    sample = text[:65_536]
    best, best_score = ",", (0, 0)
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        widths = [len(fields) for fields in _split_records(sample, delimiter)[:200] if len(fields) > 1]
        if not widths:
            continue
        common = max(set(widths), key=widths.count)
        score = (widths.count(common), common)
        if score > best_score:
            best, best_score = delimiter, score
    return best
