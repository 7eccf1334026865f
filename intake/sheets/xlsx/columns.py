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
from intake.sheets.xlsx.column_parts import WRITTEN, CellColumn, ColumnPiece, cover, join_parts, limit_bytes
from intake.sheets.xlsx.parts import WorkbookParts
from intake.sheets.xlsx.pieces import Pieces, parse_piece
from intake.sheets.xlsx.sheet import SheetParser
from intake.sheets.xlsx.tags import Irregular, Piece, code_texts
from intake.sheets.xlsx.texts import TextsOneByOne

_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref=["']([A-Za-z0-9$:]+)["']""")


@dataclass(slots=True)
class SheetColumns:
    """Reads the columns wanted of one worksheet; `texts` are the shared ones.

    `merges` are its merged ranges, once it was read.
    """

    wanted: tuple[int, ...]
    texts: pa.StringArray
    book: WorkbookParts
    merges: tuple[Area, ...] = ()
    _last: int = 0
    _different: set[int] = field(default_factory=set)
    _parts: dict[int, list[ColumnPiece]] = field(default_factory=dict)

    def read(self, archive: Archive, part: str, after: int) -> Mapping[int, CellColumn]:
        """Return by number the columns below row `after`; raise `Unreadable` where the part is broken."""
        self._parts = {column: [] for column in self.wanted}
        pieces = Pieces(archive, part, "sheetData", "row")
        for block in pieces:
            start = self._last
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
            at = np.flatnonzero(found.column == number)
            style = np.where(found.kind[at] == NUMBER, found.style[at], -1)
            parts[number] = ColumnPiece(
                found.row[at], self._take_texts(piece, found, at, coded=number not in self._different), style
            )
        for number, part in parts.items():
            self._parts[number].append(part)
            if len(part.rows) and not pa.types.is_dictionary(part.texts.type):
                self._different.add(number)
        self._last = found.last

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
                return code_texts(codes.astype(np.int32), self.texts.take(pa.array(used)))
        named = limit_bytes(self.texts, index)
        if shared.all():
            return named
        both = pa.concat_arrays([named, piece.texts(start[~shared], stop[~shared])])
        place = np.empty(len(at), np.int64)
        place[shared] = np.arange(len(index))
        place[~shared] = np.arange(len(index), len(at))
        return both.take(pa.array(place))

    def _read_careful(self, block: bytes) -> None:
        grid, book = FillingSheet(Budget()), self.book
        texts = TextsOneByOne(self.texts)
        parser = SheetParser(grid, texts, book, self._last)
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
            self._parts[number].append(
                ColumnPiece(np.array([row for row, _ in cells], np.int64), pa.array(written, pa.string()), style)
            )
            self._different.add(number)
        self._last = max(self._last, parser.row, *(row for row, _ in grid.cells))


def _find_merges(behind: bytes) -> tuple[Area, ...]:
    """Return the merged ranges that a sheet names behind its rows."""
    found: Sequence[bytes] = _MERGE.findall(behind)
    if len(found) > MAX_MERGES:
        raise Unreadable("too-large", reason="merges", limit=f"{MAX_MERGES:,}")
    return tuple(area for one in found if (area := parse_area(one.decode("ascii"))))
