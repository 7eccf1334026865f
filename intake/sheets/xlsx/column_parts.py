"""The columns of a large sheet, put together from its pieces."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from intake.sheets.filling import Area
from intake.sheets.sheet import Cell, Unreadable
from intake.sheets.values import number_cell
from intake.sheets.xlsx.parts import WorkbookParts

#: The style of a number that is written already as the reader of single cells writes it.
WRITTEN = -2
_MAX_BYTES = 1_000_000_000
#: The rows of no cell.
NOWHERE = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class CellColumn:
    """The cells of a column from the first row wanted to the last of the sheet.

    Attributes
    ----------
    texts
        By row what stands in the cell, days as 2019-06-30; null for nothing but blanks. Coded where few differ.
    numeric
        By row whether it is a number.
    struck, covered
        The sheet's rows in which its cell is struck out, or lies under a merge that shows something else.
    """

    texts: pa.StringArray | pa.DictionaryArray
    numeric: np.ndarray
    struck: np.ndarray = field(default_factory=NOWHERE.copy)
    covered: np.ndarray = field(default_factory=NOWHERE.copy)


@dataclass(frozen=True, slots=True)
class ColumnPiece:
    """Filled cells of one column: their rows, what stands there, and of numbers the style, else -1.

    `struck` are the rows of those that are struck out, which are not among them.
    """

    rows: np.ndarray
    texts: pa.Array
    style: np.ndarray
    struck: np.ndarray = field(default_factory=NOWHERE.copy)


def join_parts(parts: Sequence[ColumnPiece], after: int, last: int, book: WorkbookParts) -> CellColumn:
    """Return a column below row `after` by row, numbers as their formats show them, with nulls where no cell stands."""
    count = max(last - after, 0)
    struck = np.concatenate([NOWHERE, *(part.struck for part in parts)])
    struck = struck[struck > after]
    if not parts or not count:
        return CellColumn(pa.nulls(count, pa.string()), np.zeros(count, bool), struck)
    rows = np.concatenate([part.rows for part in parts]) - (after + 1)
    if not (rows[1:] > rows[:-1]).all():
        raise Unreadable("unreadable-file", reason="broken-markup")
    above = int(np.searchsorted(rows, 0))
    rows, texts = rows[above:], join_texts([part.texts for part in parts if len(part.rows)])[above:]
    column = replace(_write_numbers(texts, np.concatenate([part.style for part in parts])[above:], book), struck=struck)
    if len(rows) == count:
        return column
    place = np.full(count, -1, np.int64)
    place[rows] = np.arange(len(rows))
    known = np.zeros(count, bool)
    known[rows] = column.numeric
    return replace(column, texts=column.texts.take(pa.array(place, mask=place < 0)), numeric=known)


def join_texts(parts: Sequence[pa.Array]) -> pa.Array:
    """Return texts one behind the other, coded if all of them are; raise `Unreadable` where that is too much."""
    if not parts:
        return pa.array([], pa.string())
    try:
        if all(pa.types.is_dictionary(part.type) for part in parts):
            joined = pa.chunked_array(parts).unify_dictionaries().combine_chunks()
            limit_bytes(joined.dictionary, pc.fill_null(joined.indices, 0).to_numpy(), taken=False)
            return joined
        return pa.concat_arrays([part.cast(pa.string()) for part in parts])
    except pa.ArrowInvalid as error:
        raise Unreadable("too-large", reason="text", limit=f"{_MAX_BYTES:,}") from error


def limit_bytes(texts: pa.StringArray, index: np.ndarray, *, taken: bool = True) -> pa.StringArray:
    """Return the texts named by their numbers; raise `Unreadable` when they are too long together."""
    if (
        len(texts)
        and pc.fill_null(pc.binary_length(texts), 0).to_numpy(zero_copy_only=False)[index].sum(dtype=np.int64)
        > _MAX_BYTES
    ):
        raise Unreadable("too-large", reason="text", limit=f"{_MAX_BYTES:,}")
    return texts.take(pa.array(index)) if taken else texts


def cover(columns: Mapping[int, CellColumn], merges: Sequence[Area], after: int) -> Mapping[int, CellColumn]:
    """Return the columns without what merged ranges hide: of each only its first cell shows."""
    hidden = {number: np.zeros(len(column.numeric), bool) for number, column in columns.items()}
    for top, left, bottom, right in merges:
        if (top, left) == (bottom, right):
            continue
        for number in range(max(left, min(hidden, default=0)), min(right, max(hidden, default=0)) + 1):
            if number in hidden:
                hidden[number][max(top + (number == left) - after - 1, 0) : max(bottom - after, 0)] = True
    covered = {
        number: np.flatnonzero(mask & columns[number].texts.is_valid().to_numpy(zero_copy_only=False)) + after + 1
        for number, mask in hidden.items()
        if mask.any()
    }
    other = _find_other(columns, covered, merges, after) if any(map(len, covered.values())) else {}
    return {
        number: replace(_hide(column, hidden[number]), covered=other.get(number, NOWHERE))
        for number, column in columns.items()
    }


def _find_other(
    columns: Mapping[int, CellColumn], covered: Mapping[int, np.ndarray], merges: Sequence[Area], after: int
) -> dict[int, np.ndarray]:
    """Return the rows in which a covered cell says something else than the cell that shows."""

    def text(row: int, number: int) -> str | None:
        at = row - after - 1
        return columns[number].texts[at].as_py() if number in columns and at >= 0 else None

    other: dict[int, list[int]] = {number: [] for number in covered}
    for top, left, bottom, right in merges:
        for number, rows in covered.items():
            if left <= number <= right:
                within = rows[np.searchsorted(rows, top) : np.searchsorted(rows, bottom, "right")].tolist()
                shown = text(top, left) if within else None
                other[number] += [row for row in within if text(row, number) != shown]
    return {number: np.array(sorted(set(rows)), np.int64) for number, rows in other.items()}


def _hide(column: CellColumn, hidden: np.ndarray) -> CellColumn:
    if not hidden.any():
        return column
    texts = column.texts.cast(pa.string())
    shown = pc.if_else(pa.array(hidden), pa.scalar(None, pa.string()), texts)
    return replace(column, texts=shown, numeric=column.numeric & ~hidden)


def _write_numbers(texts: pa.Array, style: np.ndarray, book: WorkbookParts) -> CellColumn:
    """Write stored numbers as the reader of single cells does; days only where their format says so."""
    numeric = style == WRITTEN
    stored = style >= 0
    styles = np.flatnonzero(np.bincount(style[stored])).tolist() if stored.any() else []
    formats = {number: book.format_of(number) for number in styles}
    shown = dict.fromkeys(formats.values())
    for one in shown:
        same = [number for number, other in formats.items() if other == one]
        mine = stored if len(shown) == 1 else np.isin(style, same)
        texts, found = _rewrite(texts, mine, partial(number_cell, shown=one, date1904=book.date1904))
        numeric |= found
    return CellColumn(texts, numeric)


def _rewrite(texts: pa.Array, mine: np.ndarray, write: Callable[[str], Cell]) -> tuple[pa.Array, np.ndarray]:
    """Write some of the texts in another way; return all texts, and which of those are numbers."""
    filled = texts.is_valid().to_numpy(zero_copy_only=False)
    whole = pa.types.is_dictionary(texts.type) and (mine | ~filled).all()
    if not whole:
        texts = texts.cast(pa.string())
    coded = texts if whole else pc.dictionary_encode(pc.if_else(pa.array(mine), texts, pa.scalar(None, pa.string())))
    cells = [write(stored) for stored in coded.dictionary.to_pylist()]
    written = [cell.day.isoformat() if cell.day is not None else cell.text for cell in cells]
    # Two ways to store the same number become one text.
    place = {text: number for number, text in enumerate(dict.fromkeys(written))}
    codes = pc.fill_null(coded.indices, 0).to_numpy(zero_copy_only=False)
    blank = ~coded.indices.is_valid().to_numpy(zero_copy_only=False)
    again = pa.array(np.array([place[text] for text in written] or [0], np.int32)[codes], mask=blank)
    numeric = np.array([cell.number is not None for cell in cells] or [False], bool)[codes] & mine & ~blank
    values = pa.array(list(place), pa.string())
    if whole:
        return pa.DictionaryArray.from_arrays(again, values), numeric
    return pc.coalesce(values.take(again), texts), numeric
