"""What a row of a sheet is: a head, a row of figures, a row that counts the columns, or none of a table."""

import re
from collections.abc import Sequence

from intake.sheets.sheet import Cell
from intake.tables.line_kinds import is_note, is_title, strip_section
from intake.tables.merged import MergedSheet
from intake.words import lexicon as words
from intake.words.characters import compact
from intake.words.figures import CellState, parse_figure
from intake.words.finding_periods import find_periods, is_only_period
from intake.words.periods import serial_day
from intake.words.vocabulary import Vocabulary

#: The number of a section, in a cell of its own.
_ORDINAL = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)、.]?")
_LINE_NUMBER = re.compile(r"^(?:甲|乙|丙|丁|栏次|行次|\(?\d{1,2}\)?(?:[=＝].*)?)$")
_YEAR_OR_MONTH = re.compile(r"20[0-4]\d(?:0[1-9]|1[0-2])?|20[0-4]\d[./-](?:0?[1-9]|1[0-2])")
_RECORD_HEADS = frozenset((words.ROSTER_HEADS + " " + words.REGISTER_HEADS).split())
#: A head is short; what is longer is a sentence.
_LONGEST_HEAD = 40
#: A lone word above the heads that is no group of columns, but said of the sheet.
_LONE = re.compile(r"附件|附表|^表|试行|内部|密级|秘密|公开|样表|草稿|征求意见|初稿|讨论稿")
_LONGEST_GROUP = 8
#: No table has more rows of groups over its heads.
_MOST_GROUPS = 3
_DIMENSIONS = frozenset(word for listed in words.DIMENSIONS.values() for word in listed.split())


class RowKinds:
    """The rows of one sheet, told by what stands in them."""

    def __init__(self, grid: MergedSheet, vocabulary: Vocabulary) -> None:
        self.grid, self.vocabulary = grid, vocabulary

    def items(self, row: int) -> list[tuple[int, Cell]]:
        """Return what a row says, by column."""
        return [(column, cell) for column, cell in self.grid.by_row.get(row, ()) if cell.text.strip() or cell.day]

    def is_head(self, row: int, before: Sequence[int] = (), groups: int = _MOST_GROUPS) -> bool:
        """Whether a row heads columns; `before` are the head rows right above it, `groups` how many may be below."""
        items = self.items(row)
        if not items or any(is_note(cell.text) for _, cell in items):
            return False
        if before and self.heads_export(row, before):
            return True
        if not before and self._is_row_of_remarks(items):
            return False
        if any(self.is_value(cell) and not self._is_period(cell) for _, cell in items):
            return False
        first, cell = items[0]
        corner = min(self.items(before[0]))[0] if before else first
        if (
            first <= corner
            and self.names_place(cell.text)
            and not self.vocabulary.is_weak_total(cell.text)
            and not any(self.names_place(other.text) for _, other in items[1:])
        ):
            return False
        if before:
            return not self._has_member(row, before) and self._continues_heads(row, items, corner)
        return self._is_first_head(row, items, groups)

    def _continues_heads(self, row: int, items: list[tuple[int, Cell]], corner: int) -> bool:
        """Words under a corner that reaches down, or is left blank, are heads, whatever they say."""
        below_corner = self.grid.continues(row, corner)
        if any(self._is_headword(cell) for _, cell in items) and (len(items) > 1 or below_corner):
            return True
        return below_corner or (items[0][0] > corner and len(items) > 1)

    def _is_first_head(self, row: int, items: list[tuple[int, Cell]], groups: int) -> bool:
        marked = sum(self._is_headword(cell) for _, cell in items)
        labelled = any(self.vocabulary.head(cell.text) for _, cell in items)
        if len(items) == 1 and marked == 1 and self._heads_one_column(row, items[0][0]):
            return True
        if len(items) > 1 and (marked >= 2 or (marked == 1 and len(items) == 2 and labelled)):
            return True
        if len(items) > 2 and self.vocabulary.head(items[0][1].text) and not any(is_title(c.text) for _, c in items):
            return True
        return groups > 0 and self._is_row_of_groups(row, items, groups - 1)

    def _is_row_of_groups(self, row: int, items: list[tuple[int, Cell]], groups: int) -> bool:
        """Whether words over a blank corner, right above heads, name groups of these."""
        below = self.items(row + 1)
        if len(below) < 2:
            return False
        if any(self.grid.owner.get((row + 1, column)) == (row, column) for column, _ in items):
            return len(items) > 1 and self.is_head(row + 1, (), groups)
        corner = min(following[0][0] for r in range(row + 1, row + 3 + groups) if (following := self.items(r)))
        last = max(self.grid.reach(row + 1, column)[1] for column, _ in below)
        if items[0][0] <= corner or any(len(compact(cell.text)) > _LONGEST_HEAD for _, cell in items):
            return False
        if not self.is_head(row + 1, (), groups):
            return False
        wide = [self.grid.reach(row, column)[1] > column for column, _ in items]
        if len(items) > 1:
            said = [cell for _, cell in items if is_title(cell.text) or self._is_period(cell)]
            return any(wide) or all(self._is_short_group(cell) for cell in said)
        column, cell = items[0]
        if wide[0]:
            whole = column == corner + 1 and self.grid.reach(row, column)[1] >= last
            return not whole or not (is_title(cell.text) or self.vocabulary.understand(cell.text).metrics)
        return self._is_lone_group(cell.text)

    def _is_short_group(self, cell: Cell) -> bool:
        """Whether a text that reads as a title is as short as a group's name (取证情况)."""
        short = len(compact(cell.text)) <= _LONGEST_GROUP
        return short and not self._is_period(cell) and not self.vocabulary.understand(cell.text).periods

    def _is_lone_group(self, text: str) -> bool:
        """Whether a short word that was not merged reads as the name of a group, not as a title or a remark."""
        meaning, plain = self.vocabulary.understand(text), compact(text)
        said = meaning.metrics or meaning.periods or meaning.units or meaning.cities
        return bool(
            meaning.rest
            and not said
            and len(plain) <= _LONGEST_GROUP
            and not is_title(text)
            and not _LONE.search(plain)
        )

    def heads_export(self, row: int, before: Sequence[int]) -> bool:
        """Whether its first cell names a dimension of the columns, as that of the heads above it does (指标, 地区)."""
        items, above = self.items(row), self.items(before[0])
        first, corner = items[0], above[0]
        if first[0] != corner[0] or first[1].number is not None or self.grid.continues(row, first[0]):
            return False
        return all(compact(cell.text).lower() in _DIMENSIONS for _, cell in (first, corner))

    def label_columns(self, heads: Sequence[int]) -> dict[int, str]:
        """Return the columns that hold labels by what these are."""
        if len(heads) > 1 and all(self.heads_export(row, heads[:1]) for row in heads[1:]):
            return {self.items(heads[0])[0][0]: ""}
        found = {}
        for row in heads:
            for column, cell in self.grid.by_row[row]:
                kind = self.vocabulary.head(cell.text)
                if kind and kind != "unit" and self.grid.reach(row, column)[1] == column:
                    found[column] = kind
        return found

    def is_body(self, row: int, labels: dict[int, str]) -> bool:
        """Whether a row holds figures of a table with these label columns."""
        items = self.grid.by_row[row]
        texts = [cell.text for _, cell in items if cell.number is None]
        if texts and all(is_note(text) for text in texts):
            return False
        first, cell = items[0]
        if self.vocabulary.head(cell.text) and not any(self.is_value(one) for _, one in items):
            return False
        if self._is_place_section(row, labels) or self._is_lone_title(row, labels):
            return False
        if _ORDINAL.fullmatch(compact(cell.text)) and not any(self.is_value(one) for _, one in items):
            return False
        above = [owner for place in self.grid.from_above.get(row, ()) if (owner := self.grid.sheet.cells.get(place))]
        if any(self.is_value(owner) and not self._is_period(owner) for owner in above):
            return True
        if self._is_row_of_remarks(items) and (first in labels or not labels):
            return True
        if any(self._is_member(self.grid.text(row, column), kind) for column, kind in labels.items()):
            return len(items) > 1 or first in labels or not labels
        if any(self.is_value(cell) for _, cell in items):
            return not (len(items) == 1 and cell.number is None)
        named = self.vocabulary.find_city(cell.text) or self.vocabulary.find_districts(cell.text)
        return bool(named) and not self.is_head(row)

    def _is_row_of_remarks(self, items: Sequence[tuple[int, Cell]]) -> bool:
        """Whether remarks on places that stand across fill a row: 备注 heads them, and no columns."""
        if len(items) < 2 or items[0][1].number is not None:
            return False
        return self.vocabulary.understand(items[0][1].text).roles == {"remark"}

    def _is_lone_title(self, row: int, labels: dict[int, str]) -> bool:
        """Whether a text that stands alone in a row is the title of what follows, though it names a metric."""
        items = self.items(row)
        if len(items) != 1 or labels.get(items[0][0]) == "period" or items[0][1].number is not None:
            return False
        meaning = self.vocabulary.understand(items[0][1].text)
        return is_title(items[0][1].text) or bool(meaning.periods and (meaning.metrics or meaning.rest))

    def _is_place_section(self, row: int, labels: dict[int, str]) -> bool:
        """Whether a place that stands alone heads the rows below it, which name something else in its column."""
        items = self.items(row)
        if len(items) != 1 or not self.names_place(strip_section(items[0][1].text)):
            return False
        column = items[0][0]
        if labels.get(column) not in (None, "", "city"):
            return True
        following = self.items(row + 1)
        if not following or following[0][0] != column or self.names_place(strip_section(following[0][1].text)):
            return False
        meaning = self.vocabulary.understand(following[0][1].text)
        return bool(meaning.metrics or meaning.periods or (meaning.bases and not meaning.whole))

    def is_unlabelled(self, row: int, labels: dict[int, str], body: Sequence[int]) -> bool:
        """Whether nothing but figures stands in a row, none of them where the rows above have their label."""
        items = self.items(row)
        if not body or not items or any(is_note(cell.text) or not self.is_value(cell) for _, cell in items):
            return False
        columns = labels or {min(column for one in body for column, _ in self.grid.by_row[one]): ""}
        return not any(self.grid.at(row, column) for column in columns)

    def is_number_row(self, row: int) -> bool:
        """Whether a row only counts the columns (甲 1 2 3)."""
        texts = [compact(cell.text).removesuffix(".0") for _, cell in self.grid.by_row[row]]
        marks = [text for text in texts if _LINE_NUMBER.match(text)]
        counted = [int(text) for text in marks if text.isdigit()]
        if len(marks) != len(texts):
            return False
        if len(texts) > 2 and counted == list(range(1, len(texts) + 1)):
            return True
        in_order = not counted or counted == list(range(counted[0], counted[0] + len(counted)))
        return len(texts) > 1 and in_order and not texts[0].isdigit()

    def is_headless_body(self, row: int) -> bool:
        """Whether a row names a place and gives figures, without any head."""
        items = self.grid.by_row[row]
        return (
            len(items) > 1 and self.names_place(items[0][1].text) and any(self.is_value(cell) for _, cell in items[1:])
        )

    def is_value(self, cell: Cell) -> bool:
        """Whether a cell states a figure or why there is none."""
        periods = find_periods(cell.text) if cell.number is None else ()
        if any(one.start == 0 for one in periods) or (periods and is_title(cell.text)):
            return False  # 1～9月累计 is a head, 2019年1～6月情况表 a title
        return parse_figure(cell).state not in (CellState.TEXT, CellState.BLANK)

    def names_place(self, text: str) -> bool:
        """Whether a text names a place or a total of places."""
        return bool(
            self.vocabulary.find_city(text)
            or self.vocabulary.find_districts(text)
            or self.vocabulary.is_total(text)
            or self.vocabulary.is_subtotal(text)
        )

    def _is_member(self, text: str, kind: str) -> bool:
        if not text.strip() or self.vocabulary.head(text):
            return False
        if kind == "city":
            named = self.vocabulary.find_city(text) or self.vocabulary.find_districts(text)
            return bool(named) or self.vocabulary.is_total(text)
        meaning = self.vocabulary.understand(text)
        return bool(meaning.metrics if kind == "metric" else meaning.periods if kind == "period" else False)

    def _has_member(self, row: int, heads: Sequence[int]) -> bool:
        """Whether a label column under its head names a member: the body has begun."""
        labels = self.label_columns(heads)
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
            and any(c == column and self.is_value(cell) for c, cell in following)
        )

    def _is_period(self, cell: Cell) -> bool:
        if cell.day is not None or serial_day(cell) is not None:
            return True
        if cell.number is None and is_only_period(cell.text):
            return True
        return bool(_YEAR_OR_MONTH.fullmatch(cell.text.removesuffix(".0").strip()))

    def _is_headword(self, cell: Cell) -> bool:
        if self._is_period(cell):
            return True
        plain = compact(cell.text)
        if len(plain) > _LONGEST_HEAD:
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
