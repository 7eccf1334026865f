"""Where the tables of a sheet stand: their heads, their bodies, the lines above and below them."""

import itertools
import re
from dataclasses import dataclass

from intake.sheets.sheet import Cell, Sheet
from intake.tables.merged import MergedSheet
from intake.words import lexicon as words
from intake.words.characters import compact
from intake.words.figures import CellState, parse_figure
from intake.words.periods import serial_day
from intake.words.vocabulary import Vocabulary

_NOTE = re.compile(r"^\(?(?:" + "|".join(re.escape(w) for w in words.NOTE_STARTS.split() if w != "注") + r"|注\b)")
_NOTE_HEAD = re.compile(r"^[^:]{1,12}:")
#: No table has more header rows; a list of years without a head is none.
MOST_HEADS = 8
_LINE_NUMBER = re.compile(r"^(?:甲|乙|丙|丁|栏次|行次|\(?\d{1,2}\)?(?:[=＝].*)?)$")


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A text above, below or inside a table, and where it stands."""

    text: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Rows and columns that belong together.

    `heads` are the header rows, `rows` the body rows, `number_rows` the rows that only count columns
    (甲 1 2 3), `repeated` heads printed again; `above` are title lines, `below` notes, `sections` lines inside the
    body.
    """

    sheet: Sheet
    columns: tuple[int, ...]
    heads: tuple[int, ...]
    rows: tuple[int, ...]
    above: tuple[SheetLine, ...] = ()
    below: tuple[SheetLine, ...] = ()
    sections: tuple[SheetLine, ...] = ()
    number_rows: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()


def find_tables(sheet: Sheet, vocabulary: Vocabulary) -> tuple[FigureTable, ...]:
    """Return the tables of a sheet, from top to bottom and left to right."""
    return _Finder(MergedSheet(sheet), vocabulary).find()


def is_note(text: str) -> bool:
    """Whether a text is a line about the table (填报单位：…, 注：…), not a head of it."""
    plain = compact(text)
    return bool(_NOTE.match(plain)) and (bool(_NOTE_HEAD.match(plain)) or len(plain) > 8)


class _Finder:
    def __init__(self, grid: MergedSheet, vocabulary: Vocabulary) -> None:
        self.grid, self.vocabulary = grid, vocabulary
        self.rows = sorted(grid.by_row)
        self.tables: list[FigureTable] = []

    def find(self) -> tuple[FigureTable, ...]:
        above: list[SheetLine] = []
        index = 0
        while index < len(self.rows):
            row = self.rows[index]
            if self._is_head(row) or self._is_headless_body(row):
                index, above = self._take(index, above)
            else:
                above += [
                    SheetLine(cell.text, row, column) for column, cell in self.grid.by_row[row] if cell.text.strip()
                ]
                index += 1
        if self.tables and above:
            self._close(above)
        return tuple(self.tables)

    def _take(self, index: int, above: list[SheetLine]) -> tuple[int, list[SheetLine]]:
        """Take the table whose head (or first row) is at `index`; return where to go on."""
        heads: list[int] = []
        numbers: list[int] = []
        repeated: list[int] = []
        while index < len(self.rows) and len(heads) < MOST_HEADS and self._is_head(self.rows[index], heads):
            heads.append(self.rows[index])
            index += 1
        body: list[int] = []
        loose: list[SheetLine] = []
        sections: list[SheetLine] = []
        labels = self._label_columns(heads)
        while index < len(self.rows):
            row = self.rows[index]
            if not body and self._is_number_row(row):
                numbers.append(row)
            elif self._is_body(row, labels):
                sections += [line for line in loose if not is_note(line.text)]
                loose = [line for line in loose if is_note(line.text)]
                body.append(row)
            elif self._is_head(row):
                if not self._repeats(row, heads):
                    break
                repeated.append(row)
            else:
                loose += [SheetLine(cell.text, row, column) for column, cell in self.grid.by_row[row]]
            index += 1
        ended = index >= len(self.rows)
        below = [line for line in loose if ended or is_note(line.text)]
        if heads or body:
            self._add(heads, body, repeated, above, below, sections, numbers)
        return index, [] if ended else [line for line in loose if line not in below]

    def _repeats(self, row: int, heads: list[int]) -> bool:
        """Whether a head is printed again, as at the top of a printed page."""
        texts = [(column, compact(cell.text)) for column, cell in self.grid.by_row[row]]
        return any(texts == [(column, compact(cell.text)) for column, cell in self.grid.by_row[head]] for head in heads)

    def _add(
        self,
        heads: list[int],
        body: list[int],
        repeated: list[int],
        above: list[SheetLine],
        below: list[SheetLine],
        sections: list[SheetLine],
        numbers: list[int],
    ) -> None:
        top = [
            line
            for line in above
            if not self.tables or not is_note(line.text) or line.row > max(self.tables[-1].rows, default=0)
        ]
        for columns in self._bands(heads, body):
            own = [
                line
                for line in top
                if len(self._bands(heads, body)) == 1 or line.column in columns or line.column <= columns[0]
            ]
            self.tables.append(
                FigureTable(
                    self.grid.sheet,
                    columns,
                    tuple(heads),
                    tuple(body),
                    tuple(own),
                    tuple(below),
                    tuple(sections),
                    tuple(numbers),
                    tuple(repeated),
                )
            )

    def _close(self, lines: list[SheetLine]) -> None:
        last = self.tables.pop()
        self.tables.append(
            FigureTable(
                last.sheet,
                last.columns,
                last.heads,
                last.rows,
                last.above,
                (*last.below, *lines),
                last.sections,
                last.number_rows,
                last.repeated,
            )
        )

    def _bands(self, heads: list[int], body: list[int]) -> list[tuple[int, ...]]:
        """Part the columns where the same label column heads a second table beside the first."""
        columns = sorted(
            {column for row in heads + body for column, _ in self.grid.by_row[row]}
            | {column for row in heads for (r, column) in self.grid.owner if r == row}
        )
        starts: list[int] = []
        for row in heads:
            kinds = [(column, self.vocabulary.head(cell.text)) for column, cell in self.grid.by_row[row]]
            places = [column for column, kind in kinds if kind == "city" and column in columns]
            if len(places) > 1 and all(b - a > 1 for a, b in itertools.pairwise(places)):
                starts = [self._from_serial(row, place) for place in places[1:]]
                break
        bounds = [columns[0], *starts, columns[-1] + 1] if columns else []
        return [tuple(c for c in columns if a <= c < b) for a, b in itertools.pairwise(bounds)]

    def _from_serial(self, row: int, column: int) -> int:
        before = self.grid.sheet.cells.get((row, column - 1))
        return column - 1 if before and "serial" in self.vocabulary.understand(before.text).roles else column

    def _label_columns(self, heads: list[int]) -> dict[int, str]:
        found = {}
        for row in heads:
            for column, cell in self.grid.by_row[row]:
                kind = self.vocabulary.head(cell.text)
                if kind and kind != "unit":
                    found[column] = kind
        return found

    def _is_body(self, row: int, labels: dict[int, str]) -> bool:
        items = self.grid.by_row[row]
        texts = [cell.text for _, cell in items if cell.number is None]
        if texts and all(is_note(text) for text in texts):
            return False
        first, cell = items[0]
        if any(self._is_member(self.grid.text(row, column), kind) for column, kind in labels.items()):
            return len(items) > 1 or first in labels or not labels
        if any(self._is_value(cell) for _, cell in items):
            return not (len(items) == 1 and cell.number is None)
        named = self.vocabulary.find_city(cell.text) or self.vocabulary.find_districts(cell.text)
        return bool(named) and not self._is_head(row)

    def _is_member(self, text: str, kind: str) -> bool:
        if not text.strip() or self.vocabulary.head(text):
            return False
        if kind == "city":
            named = self.vocabulary.find_city(text) or self.vocabulary.find_districts(text)
            return bool(named) or self.vocabulary.is_total(text)
        meaning = self.vocabulary.understand(text)
        return bool(meaning.metrics if kind == "metric" else meaning.periods if kind == "period" else False)

    def _is_value(self, cell: Cell) -> bool:
        return parse_figure(cell).state not in (CellState.TEXT, CellState.BLANK)

    def _is_head(self, row: int, before: list[int] | None = None) -> bool:
        items = [(column, cell) for column, cell in self.grid.by_row[row] if cell.text.strip() or cell.day]
        if not items or any(is_note(cell.text) for _, cell in items):
            return False
        if any(self._is_value(cell) and not self._is_period(cell) for _, cell in items):
            return False
        first = items[0][1].text
        if self._names_place(first) and not any(self._names_place(cell.text) for _, cell in items[1:]):
            return False
        marked = sum(self._is_headword(cell) for _, cell in items)
        if before and self._has_member(row, before):
            return False
        if before:
            return marked >= 1 and (len(items) > 1 or self.grid.continues(row, min(self.grid.by_row[before[0]])[0]))
        if len(items) == 1:
            return marked == 1 and self._heads_one_column(row, items[0][0])
        return marked >= 2 or (
            marked == 1 and len(items) <= 2 and any(self.vocabulary.head(cell.text) for _, cell in items)
        )

    def _has_member(self, row: int, heads: list[int]) -> bool:
        """Whether a label column under its head names a member: the body has begun."""
        labels = self._label_columns(heads)
        return any(
            not self.grid.continues(row, column) and self._is_member(self.grid.text(row, column), kind)
            for column, kind in labels.items()
        )

    def _heads_one_column(self, row: int, column: int) -> bool:
        """A lone head without a corner: labels on its left begin in the next row, figures below it."""
        following = self.grid.by_row.get(row + 1, [])
        return (
            len(following) > 1
            and following[0][0] < column
            and any(c == column and self._is_value(cell) for c, cell in following)
        )

    def _names_place(self, text: str) -> bool:
        return bool(
            self.vocabulary.find_city(text) or self.vocabulary.find_districts(text) or self.vocabulary.is_total(text)
        )

    def _is_period(self, cell: Cell) -> bool:
        if cell.day is not None or serial_day(cell) is not None:
            return True
        text = cell.text.removesuffix(".0")
        return bool(re.fullmatch(r"20[0-4]\d(?:0[1-9]|1[0-2])?|20[0-4]\d[./-](?:0?[1-9]|1[0-2])", text.strip()))

    def _is_headword(self, cell: Cell) -> bool:
        if self._is_period(cell):
            return True
        plain = compact(cell.text)
        if len(plain) > 40:
            return False
        meaning = self.vocabulary.understand(cell.text)
        heading = (
            meaning.metrics
            or meaning.roles
            or meaning.bases
            or meaning.periods
            or meaning.units
            or meaning.cities
            or meaning.part
            or meaning.whole
        )
        return bool(heading) or self.vocabulary.head(cell.text) is not None or plain in _RECORD_HEADS

    def _is_number_row(self, row: int) -> bool:
        texts = [compact(cell.text).removesuffix(".0") for _, cell in self.grid.by_row[row]]
        marks = [text for text in texts if _LINE_NUMBER.match(text)]
        counted = [int(text) for text in marks if text.isdigit()]
        if len(marks) != len(texts):
            return False
        if len(texts) > 2 and counted == list(range(1, len(texts) + 1)):
            return True
        in_order = not counted or counted == list(range(counted[0], counted[0] + len(counted)))
        return len(texts) > 1 and in_order and not texts[0].isdigit()

    def _is_headless_body(self, row: int) -> bool:
        items = self.grid.by_row[row]
        return (
            len(items) > 1
            and self._names_place(items[0][1].text)
            and any(self._is_value(cell) for _, cell in items[1:])
        )


_RECORD_HEADS = frozenset((words.ROSTER_HEADS + " " + words.REGISTER_HEADS).split())
