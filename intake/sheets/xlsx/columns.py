"""Some columns of a large worksheet, row by row as they are written: every number by its own digits.

A piece of rows of the usual form is read all at once; one with anything else in it cell by cell.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from intake.sheets.archive import Archive
from intake.sheets.filling import MAX_MERGES, Area, Budget, FillingSheet
from intake.sheets.progress import advance
from intake.sheets.references import parse_area
from intake.sheets.sheet import Unreadable
from intake.sheets.xlsx.cells import NUMBER, SHARED, Values, find_values
from intake.sheets.xlsx.column_parts import NOWHERE, WRITTEN, CellColumn, ColumnPiece, cover, join_parts, limit_bytes
from intake.sheets.xlsx.parts import WorkbookParts
from intake.sheets.xlsx.pieces import Pieces, parse_piece
from intake.sheets.xlsx.sheet import SheetParser
from intake.sheets.xlsx.tags import Irregular, Piece, code_texts
from intake.sheets.xlsx.texts import SharedTexts

_HIDDEN = re.compile(rb"""<row(?=[^<>]*\shidden=["'](?:1|true)["'])[^<>]*?\sr=["'](\d{1,7})["']""")
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref=["']([A-Za-z0-9$:]+)["']""")


@dataclass(slots=True)
class SheetColumns:
    """Reads the columns wanted of one worksheet; `texts` are the shared ones.

    `merges` are its merged ranges, `hidden_rows` the rows that it hides, once it was read.
    """

    wanted: tuple[int, ...]
    texts: SharedTexts
    book: WorkbookParts
    merges: tuple[Area, ...] = ()
    hidden_rows: set[int] = field(default_factory=set)
    _last: int = 0
    _different: set[int] = field(default_factory=set)
    _parts: dict[int, list[ColumnPiece]] = field(default_factory=dict)

    def read(self, archive: Archive, part: str, after: int) -> Mapping[int, CellColumn]:
        """Return by number the columns below row `after`; raise `Unreadable` where the part is broken."""
        self._parts = {column: [] for column in self.wanted}
        pieces = Pieces(archive, part, "sheetData", "row")
        for block in pieces:
            start = self._last
            if b"hidden=" in block:
                self.hidden_rows |= set(map(int, _HIDDEN.findall(block)))
            try:
                self._read_regular(Piece(block))
            except Irregular:
                self._read_careful(block)
            advance(0, self._last - start)
        self.merges = _find_merges(pieces.behind)
        columns = {number: join_parts(parts, after, self._last, self.book) for number, parts in self._parts.items()}
        return cover(columns, self.merges, after)

    def _read_regular(self, piece: Piece) -> None:
        found = find_values(piece, self.wanted, self._last, recalculate=self.book.recalculate)
        parts = {}
        for number in self.wanted:
            at, struck = self._part_struck(piece, found, np.flatnonzero(found.column == number))
            style = np.where(found.kind[at] == NUMBER, found.style[at], -1)
            parts[number] = ColumnPiece(
                found.row[at], self._take_texts(piece, found, at, coded=number not in self._different), style, struck
            )
        for number, part in parts.items():
            self._parts[number].append(part)
            if len(part.rows) and not pa.types.is_dictionary(part.texts.type):
                self._different.add(number)
        self._last = found.last

    def _part_struck(self, piece: Piece, found: Values, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the cells of a column that are valid, and the rows of those that are struck out."""
        if not (self.book.struck or self.texts.struck):
            return at, NOWHERE
        struck = np.isin(found.style[at], [*self.book.struck])
        shared = at[found.kind[at] == SHARED]
        if self.texts.own_fonts and len(shared):
            index = piece.integers(found.start[shared], found.stop[shared])
            own, gone = (np.isin(index, [*which]) for which in (self.texts.own_fonts, self.texts.struck))
            place = np.flatnonzero(found.kind[at] == SHARED)
            struck[place[own]] = gone[own]
        if not struck.any():
            return at, NOWHERE
        filled = self._take_texts(piece, found, at[struck], coded=False).is_valid()
        return at[~struck], found.row[at[struck]][filled.to_numpy(zero_copy_only=False)]

    def _take_texts(self, piece: Piece, found: Values, at: np.ndarray, *, coded: bool) -> pa.Array:
        shared, start, stop = found.kind[at] == SHARED, found.start[at], found.stop[at]
        if not shared.any():
            return piece.texts(start, stop, coded=coded)
        index = piece.integers(start[shared], stop[shared])
        if index.max() >= len(self.texts):
            raise Unreadable("unreadable-file", reason="text-missing")
        if shared.all() and coded:
            used, codes = np.unique(index, return_inverse=True)
            if len(used) * 2 <= len(index):
                return code_texts(codes.astype(np.int32), self.texts.texts.take(pa.array(used)))
        named = limit_bytes(self.texts.texts, index)
        if shared.all():
            return named
        both = pa.concat_arrays([named, piece.texts(start[~shared], stop[~shared])])
        place = np.empty(len(at), np.int64)
        place[shared] = np.arange(len(index))
        place[~shared] = np.arange(len(index), len(at))
        return both.take(pa.array(place))

    def _read_careful(self, block: bytes) -> None:
        grid, book = FillingSheet(Budget()), self.book
        parser = SheetParser(grid, self.texts, book, self._last)
        parse_piece(block, parser.start, parser.end, parser.text)
        for number in self.wanted:
            cells = sorted((row, cell) for (row, column), cell in grid.cells.items() if column == number)
            # A formula whose value was never worked out is no empty cell.
            written = [
                cell.day.isoformat()
                if cell.day is not None
                else cell.text
                if cell.text.strip() or cell.formula
                else None
                for _, cell in cells
            ]
            style = np.array([WRITTEN if cell.number is not None else -1 for _, cell in cells], np.int64)
            struck = [one.row for one in grid.lost if one.column == number and one.cell.text.strip()]
            rows = np.array([row for row, _ in cells], np.int64)
            self._parts[number].append(
                ColumnPiece(rows, pa.array(written, pa.string()), style, np.array(struck, np.int64))
            )
            self._different.add(number)
        self._last = max(self._last, parser.row, *(row for row, _ in grid.cells), *(one.row for one in grid.lost))


def _find_merges(behind: bytes) -> tuple[Area, ...]:
    """Return the merged ranges that a sheet names behind its rows."""
    found: Sequence[bytes] = _MERGE.findall(behind)
    if len(found) > MAX_MERGES:
        raise Unreadable("too-large", reason="merges", limit=f"{MAX_MERGES:,}")
    return tuple(area for one in found if (area := parse_area(one.decode("ascii"))))
