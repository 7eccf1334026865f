"""Some columns of a large worksheet, row by row as they are written: every number by its own digits.

A piece of rows of the usual form is read all at once; one with anything else in it cell by cell.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from intake.formats.archive import Archive
from intake.formats.grid import Budget, Grid
from intake.formats.number_formats import NumberFormat
from intake.formats.pieces import parse_piece, split_part
from intake.formats.tags import Irregular, Piece, code_texts, drop_blanks
from intake.formats.values import number_cell
from intake.formats.xlsx_cells import NUMBER, SHARED, find_values
from intake.formats.xlsx_sheet import SheetParser
from intake.pace import advance
from intake.sheet import Unreadable


@dataclass(frozen=True, slots=True)
class Column:
    """The cells of a column from the first row wanted to the last of the sheet.

    Attributes
    ----------
    texts
        By row what stands in the cell; null for nothing but blanks. Coded where few of them differ.
    numeric
        By row whether it is a number.
    """

    texts: pa.StringArray | pa.DictionaryArray
    numeric: np.ndarray

    def rewrite_numbers(self, write: Callable[[str], str]) -> "Column":
        """Return the column with its numbers written in another way."""
        if not self.numeric.any():
            return self
        if pa.types.is_dictionary(self.texts.type) and (self.numeric | ~_filled(self.texts)).all():
            written = pa.array([write(text) for text in self.texts.dictionary.to_pylist()], pa.string())
            return Column(pa.DictionaryArray.from_arrays(self.texts.indices, written), self.numeric)
        texts = self.texts.cast(pa.string())
        numbers = pc.dictionary_encode(pc.if_else(pa.array(self.numeric), texts, pa.scalar(None, pa.string())))
        written = pa.array([write(text) for text in numbers.dictionary.to_pylist()], pa.string())
        return Column(pc.coalesce(written.take(numbers.indices), texts), self.numeric)


@dataclass(slots=True)
class _Part:
    """Filled cells of one column: their rows, what stands there, whether it is a number."""

    rows: np.ndarray
    texts: pa.Array
    numeric: np.ndarray


@dataclass(slots=True)
class SheetColumns:
    """Reads the columns wanted of one worksheet.

    `strings` are the shared texts; `formats`, `date1904` and `recalculate` as for `SheetParser`.
    """

    wanted: tuple[int, ...]
    strings: pa.StringArray
    formats: list[NumberFormat]
    date1904: bool
    recalculate: bool
    _last: int = 0
    _different: set[int] = field(default_factory=set)
    _parts: dict[int, list[_Part]] = field(default_factory=dict)

    def read(self, archive: Archive, part: str, after: int) -> Mapping[int, Column]:
        """Return by number the columns below row `after`; raise `Unreadable` where the part is broken."""
        self._parts = {column: [] for column in self.wanted}
        for block in split_part(archive, part, "sheetData", "row"):
            start = self._last
            try:
                self._read_regular(Piece(block))
            except Irregular:
                self._read_careful(block)
            advance(0, self._last - start)
        return {column: _join(parts, after, self._last).rewrite_numbers(_write_number) for column, parts in self._parts.items()}

    def _read_regular(self, piece: Piece) -> None:
        found = find_values(piece, self.wanted, self._last, recalculate=self.recalculate)
        parts = {}
        for number in self.wanted:
            at = np.flatnonzero(found.column == number)
            texts = self._take_texts(piece, found.kind[at], found.start[at], found.stop[at], coded=number not in self._different)
            parts[number] = _Part(found.row[at], texts, found.kind[at] == NUMBER)
        for number, part in parts.items():
            self._parts[number].append(part)
            if len(part.rows) and not pa.types.is_dictionary(part.texts.type):
                self._different.add(number)
        self._last = found.last

    def _take_texts(self, piece: Piece, kind: np.ndarray, start: np.ndarray, stop: np.ndarray, *, coded: bool) -> pa.Array:
        shared = kind == SHARED
        if not shared.any():
            return piece.texts(start, stop, coded=coded)
        index = piece.integers(start[shared], stop[shared])
        if index.max() >= len(self.strings):
            raise Unreadable("unreadable-file", reason="text-missing")
        if shared.all():
            used, codes = np.unique(index, return_inverse=True) if coded else (index, None)
            if codes is None or len(used) * 2 > len(index):
                return self.strings.take(pa.array(index))
            return code_texts(codes.astype(np.int32), self.strings.take(pa.array(used)))
        both = pa.concat_arrays([self.strings.take(pa.array(index)), piece.texts(start[~shared], stop[~shared])])
        place = np.empty(len(kind), np.int64)
        place[shared] = np.arange(len(index))
        place[~shared] = np.arange(len(index), len(kind))
        return both.take(pa.array(place))

    def _read_careful(self, block: bytes) -> None:
        grid = Grid(Budget())
        parser = SheetParser(grid, _Texts(self.strings), self.formats, self.date1904, self.recalculate, self._last)  # type: ignore[arg-type]
        parse_piece(block, parser.start, parser.end, parser.text)
        for number in self.wanted:
            cells = sorted((row, cell) for (row, column), cell in grid.cells.items() if column == number)
            texts = pa.array([cell.day.isoformat() if cell.day is not None else cell.text for _, cell in cells], pa.string())
            numeric = np.array([cell.number is not None for _, cell in cells], bool)
            self._parts[number].append(_Part(np.array([row for row, _ in cells], np.int64), drop_blanks(texts), numeric))
            self._different.add(number)
        self._last = max(self._last, parser.row, *(row for row, _ in grid.cells))


class _Texts:
    """Shared texts one by one."""

    def __init__(self, strings: pa.StringArray) -> None:
        self._strings = strings

    def __len__(self) -> int:
        return len(self._strings)

    def __getitem__(self, index: int) -> str:
        return self._strings[index].as_py() or ""


def _join(parts: list[_Part], after: int, last: int) -> Column:
    """Return a column by row, with nulls where no cell stands."""
    count = max(last - after, 0)
    if not parts or not count:
        return Column(pa.nulls(count, pa.string()), np.zeros(count, bool))
    rows = np.concatenate([part.rows for part in parts]) - (after + 1)
    if not (rows[1:] > rows[:-1]).all():
        raise Unreadable("unreadable-file", reason="broken-markup")
    above = int(np.searchsorted(rows, 0))
    rows, texts = rows[above:], join_texts([part.texts for part in parts if len(part.rows)])[above:]
    numeric = np.concatenate([part.numeric for part in parts])[above:]
    if len(rows) == count:
        return Column(texts, numeric)
    place = np.full(count, -1, np.int64)
    place[rows] = np.arange(len(rows))
    known = np.zeros(count, bool)
    known[rows] = numeric
    return Column(texts.take(pa.array(place, mask=place < 0)), known)


def join_texts(parts: Sequence[pa.Array]) -> pa.Array:
    """Return texts one behind the other, coded if all of them are."""
    if parts and all(pa.types.is_dictionary(part.type) for part in parts):
        return pa.chunked_array(parts).unify_dictionaries().combine_chunks()
    return pa.concat_arrays([part.cast(pa.string()) for part in parts]) if parts else pa.array([], pa.string())


def _filled(texts: pa.Array) -> np.ndarray:
    return texts.is_valid().to_numpy(zero_copy_only=False)


def _write_number(stored: str) -> str:
    """Write a stored number as the cell of a small sheet is: 1.5E3 as 1500, 36.110000000000004 as 36.11."""
    return stored if stored.isdigit() and len(stored) <= 15 and stored[0] != "0" else number_cell(stored).text
