"""Where the tables of a sheet stand: their heads, their bodies, the lines above and below them."""

import itertools
import math
from dataclasses import replace

from intake.sheets.sheet import Sheet
from intake.tables.figure_table import FigureTable
from intake.tables.line_kinds import SheetLine, is_note, is_page_mark, is_title
from intake.tables.merged import MergedSheet
from intake.tables.row_kinds import RowKinds
from intake.words.characters import compact
from intake.words.vocabulary import Vocabulary

#: No table has more header rows; a list of years without a head is none.
MOST_HEADS = 8


def find_tables(sheet: Sheet, vocabulary: Vocabulary) -> tuple[FigureTable, ...]:
    """Return the tables of a sheet, from top to bottom and left to right."""
    return _Finder(MergedSheet(sheet), vocabulary).find()


class _Finder:
    def __init__(self, grid: MergedSheet, vocabulary: Vocabulary) -> None:
        self.grid, self.vocabulary = grid, vocabulary
        self.kinds = RowKinds(grid, vocabulary)
        self.rows = sorted(grid.by_row)
        self.tables: list[FigureTable] = []

    def find(self) -> tuple[FigureTable, ...]:
        above: list[SheetLine] = []
        index = 0
        while index < len(self.rows):
            row = self.rows[index]
            if self.kinds.is_head(row) or self.kinds.is_headless_body(row):
                index, above = self._take(index, above)
            else:
                above += self._lines(row)
                index += 1
        if self.tables and above:
            last = self.tables.pop()
            self.tables.append(replace(last, below=(*last.below, *above)))
        return tuple(self.tables)

    def _lines(self, row: int) -> list[SheetLine]:
        return [SheetLine(cell.text, row, column) for column, cell in self.grid.by_row[row] if cell.text.strip()]

    def _take(self, index: int, above: list[SheetLine]) -> tuple[int, list[SheetLine]]:
        """Take the table whose head (or first row) is at `index`; return where to go on."""
        heads: list[int] = []
        numbers: list[int] = []
        repeated: list[int] = []
        while index < len(self.rows) and len(heads) < MOST_HEADS and self.kinds.is_head(self.rows[index], heads):
            heads.append(self.rows[index])
            index += 1
        body: list[int] = []
        unlabelled: list[int] = []
        loose: list[SheetLine] = []
        sections: list[SheetLine] = []
        labels = self.kinds.label_columns(heads)
        while index < len(self.rows):
            row = self.rows[index]
            if not body and self.kinds.is_number_row(row):
                numbers.append(row)
            elif body and not self.kinds.is_head(row) and self._heads_follow(index, loose, above):
                break
            elif self.kinds.is_unlabelled(row, labels, body):
                unlabelled.append(row)
            elif self.kinds.is_body(row, labels):
                sections += [line for line in loose if not is_note(line.text)]
                loose = [line for line in loose if is_note(line.text)]
                body += [*_joined(body, unlabelled, row), row]
                unlabelled = []
            elif self.kinds.is_head(row):
                if not self._repeats(row, heads) or self._begins_anew(loose, above):
                    break
                repeated.append(row)
                printed = _printed(above)
                loose = [line for line in loose if not _is_printed_again(line, printed)]
            else:
                loose += self._lines(row)
            index += 1
        ended = index >= len(self.rows)
        own = loose if ended else _lines_below(loose, body[-1] if body else heads[-1], self.rows[index])
        if heads or body:
            self._add(FigureTable(
                self.grid.sheet, (), tuple(heads), tuple(body), tuple(above), tuple(own), tuple(sections),
                tuple(numbers), tuple(repeated),
            ))  # fmt: skip
        taken = set(own)
        return index, [line for line in loose if line not in taken]

    def _repeats(self, row: int, heads: list[int]) -> bool:
        """Whether a head is printed again, as at the top of a printed page."""
        texts = [(column, compact(cell.text)) for column, cell in self.grid.by_row[row]]
        return any(texts == [(column, compact(cell.text)) for column, cell in self.grid.by_row[head]] for head in heads)

    def _heads_follow(self, index: int, loose: list[SheetLine], above: list[SheetLine]) -> bool:
        """Whether a row that counts columns stands between a title of its own and the head of another table."""
        following = index + 1 < len(self.rows) and self.kinds.is_head(self.rows[index + 1])
        return following and self._begins_anew([line for line in loose if is_title(line.text)], above)

    def _begins_anew(self, loose: list[SheetLine], above: list[SheetLine]) -> bool:
        """Whether a title of its own stands before a head that was printed before: another table, not another page."""
        printed = _printed(above)
        return any(
            is_title(line.text)
            or self.vocabulary.understand(line.text).metrics
            or self.vocabulary.find_cities(line.text)
            for line in loose
            if not is_note(line.text) and not _is_printed_again(line, printed)
        )

    def _add(self, table: FigureTable) -> None:
        # A page's lines above its table stand in rows before the first.
        after = max(self.tables[-1].rows, default=0) if self.tables else -math.inf
        top = [line for line in table.above if not is_note(line.text) or line.row > after]
        bands = self._bands(list(table.heads), list(table.rows))
        for columns in bands:
            own = [line for line in top if len(bands) == 1 or line.column in columns or line.column <= columns[0]]
            self.tables.append(replace(table, columns=columns, above=tuple(own)))

    def _bands(self, heads: list[int], body: list[int]) -> list[tuple[int, ...]]:
        """Part the columns where the same label column heads a second table beside the first."""
        columns = self._columns(heads, body)
        starts: list[int] = []
        for row in heads:
            kinds = [(column, self.vocabulary.head(cell.text)) for column, cell in self.grid.by_row[row]]
            places = [column for column, kind in kinds if kind == "city" and column in columns]
            if len(places) > 1 and all(b - a > 1 for a, b in itertools.pairwise(places)):
                starts = [self._from_serial(row, place) for place in places[1:]]
                break
        bounds = [columns[0], *starts, columns[-1] + 1] if columns else []
        return [tuple(c for c in columns if a <= c < b) for a, b in itertools.pairwise(bounds)]

    def _columns(self, heads: list[int], body: list[int]) -> list[int]:
        """Return the columns of a table: figures without a head beside headed ones are none of it, nor what is far."""
        filled = {column for row in body for column, _ in self.grid.by_row[row]}
        headed = {column for row in heads for column, _ in self.grid.by_row[row]}
        headed |= {column for row in heads for (r, column) in self.grid.owner if r == row}
        figures = {column for column in filled if self._holds_figures(column, body)}
        if heads and not figures & headed:
            return sorted(filled | headed)
        kept: list[int] = []
        for column in sorted(filled | headed):
            apart = bool(kept) and column > kept[-1] + 1
            bare = column not in headed
            if heads and bare and (apart or column in figures):
                continue
            if not heads and apart and figures & set(kept):
                break
            kept.append(column)
        return kept

    def _holds_figures(self, column: int, body: list[int]) -> bool:
        """Whether numbers, and no words, stand in a column."""
        cells = [cell for row in body if (cell := self.grid.sheet.cells.get((row, column)))]
        values = [cell for cell in cells if self.kinds.is_value(cell)]
        return bool(values) and len(values) == len([cell for cell in cells if cell.text.strip()])

    def _from_serial(self, row: int, column: int) -> int:
        before = self.grid.sheet.cells.get((row, column - 1))
        return column - 1 if before and "serial" in self.vocabulary.understand(before.text).roles else column


def _printed(above: list[SheetLine]) -> set[str]:
    return {compact(one.text) for one in above}


def _is_printed_again(line: SheetLine, printed: set[str]) -> bool:
    """Whether a line only stands at the top of another page of the table."""
    return is_page_mark(line.text) or compact(line.text) in printed


def _joined(body: list[int], unlabelled: list[int], row: int) -> list[int]:
    """Return rows without a label that stand between rows of the body without a gap; others are no part of it."""
    following = [*body[-1:], *unlabelled, row]
    return unlabelled if all(b - a == 1 for a, b in itertools.pairwise(following)) else []


def _lines_below(loose: list[SheetLine], last: int, head: int) -> list[SheetLine]:
    """Of the lines between two tables return the notes of the first; a title and what follows it is the second's."""
    titles = [line.row for line in loose if not is_note(line.text)]
    rows = sorted({last, *(line.row for line in loose)})
    gaps = [b for a, b in itertools.pairwise([*rows, head]) if b - a > 1]
    begin = min([*titles, *gaps[-1:], head])
    return [line for line in loose if line.row < begin]
