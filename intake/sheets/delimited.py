"""Plain text tables: csv, tsv and txt in the encodings that offices use."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from intake.sheets.decoding import decode_text
from intake.sheets.filling import MAX_TEXT, Budget, FillingSheet
from intake.sheets.sheet import Unreadable, Workbook
from intake.sheets.values import text_cell

_DELIMITERS = "\t,;|"
#: One cell and what ends it: a tab, a line's end, or the text's.
_COPIED = re.compile(r'(?:"((?:[^"\t]|"")*)"|([^\t\r\n]*))(?:(\t|\r\n|\n|\r)|\Z)')


def read_delimited(content: bytes) -> Workbook:
    """Read a text table; the delimiter is the one that splits its lines most evenly."""
    text = decode_text(content).removesuffix("\x1a")
    if re.search(r"[\x00-\x08\x0e-\x1f]", text):
        raise Unreadable("unreadable-file", reason="not-a-table")
    grid = FillingSheet(Budget())
    for row, fields in enumerate(_split_records(text, find_delimiter(text)), 1):
        for column, value in enumerate(fields, 1):
            grid.put(row, column, text_cell(value))
    return Workbook("csv", (grid.finish(""),))


def _split_records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Split into records; a quote that is never closed would swallow the rest: then quotes are plain signs."""
    if delimiter == "\t":
        yield from _split_copied(text)
        return
    csv.field_size_limit(MAX_TEXT)
    lines = io.StringIO(text, newline="")
    try:
        if _are_quotes_closed(text, delimiter):
            yield from csv.reader(lines, delimiter=delimiter)
        else:
            yield from csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    except csv.Error as error:
        raise Unreadable("too-large", reason="text", limit=f"{MAX_TEXT:,}") from error


def _split_copied(text: str) -> Iterator[list[str]]:
    """Split cells as spreadsheets copy them: quotes stand around a cell of several lines, and are signs elsewhere.

    A quoted cell holds no tab, so that a quote which is never closed takes nothing from the cells behind it.
    """
    fields: list[str] = []
    for match in _COPIED.finditer(text):
        quoted, raw, end = match.groups()
        if end is None and not (quoted or raw or fields):
            return
        fields.append(raw if quoted is None else quoted.replace('""', '"'))
        if end != "\t":
            yield fields
            fields = []


def _are_quotes_closed(text: str, delimiter: str) -> bool:
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error:
        return False
    return True


def find_delimiter(text: str) -> str:
    """Choose by the first lines: the most lines with the commonest number of fields, then more fields.

    Tabs go first where they part as many lines: nobody types them, and 1,234 has commas.
    """
    told = re.match(r"sep=(.)\r?\n", text)
    if told:
        return told.group(1)
    sample = text[:65_536]
    best, best_score = ",", (0, 0)
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        widths = [len(fields) for fields in islice(_split_records(sample, delimiter), 200) if len(fields) > 1]
        if not widths:
            continue
        common = max(set(widths), key=widths.count)
        score = (widths.count(common), common)
        if score > best_score and (best != "\t" or score[0] > best_score[0]):
            best, best_score = delimiter, score
    return best
