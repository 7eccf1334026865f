"""Rosters of classes, one below the other in a sheet: the rows of each with what the lines above them say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from intake.findings.finding import Finding
from intake.rosters.class_lines import DAYS, Line, Said, lines_of, names_class, read_class_lines
from intake.rosters.columns import Heads, Rows, read_heads, role_of, rows_of
from intake.rosters.lost_cells import find_lost_cells
from intake.rosters.rows import BAD_DAY
from intake.rosters.source import RosterSheet, take_rows
from intake.rosters.values import parse_day
from intake.sheets.sheet import Cell, Sheet
from intake.statements.checks.hidden_cells import find_hidden
from intake.words.characters import compact

_FOOT = re.compile(r"合计|小计|总计|共计|制表|填表|审核|经办|负责人|班主任|联系人|[:：]\s*$")
_NO_NAME = re.compile(r"[:：\d]")
#: Of a number that is wrong or cut short, as against 2人 in its column.
_FEWEST_DIGITS = 6
#: A line between classes has few cells; a row with more is one of people, with or without their numbers.
_MOST_CELLS = 4
_FAR = 10_000_000


@dataclass(frozen=True, slots=True)
class ClassRows:
    """The rows of one class: its head, its first and last row, the rows of people, and what its lines say."""

    heads: Heads
    first: int
    last: int
    people: Sequence[int]
    said: Mapping[str, Said]
    titles: tuple[Line, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Roles that neither a column nor a line gives."""
        return tuple(role for role in self.heads.missing if role not in self.said)


def take_classes(sheet: Sheet, heads: Heads) -> tuple[list[RosterSheet], list[Finding]]:
    """Return the rosters of a sheet, and what keeps others of it from being read."""
    taken, findings = [], []
    for one in split_classes(sheet, heads):
        if one.missing:
            facts = {"sheet": sheet.name, "lacking": " ".join(one.missing)}
            cell = None if one.heads is heads else sheet.reference(one.first, 1)
            findings.append(Finding("roster-columns-missing", sheet.name, cell, facts))
            continue
        roster = take_rows(sheet, one.heads, one.first, one.last, tuple(line.text for line in one.titles))
        people = np.zeros(one.last - one.first + 1, bool)
        people[np.array(one.people, int) - one.first] = True
        # A sum or a signature below is nobody, whatever column it stands in.
        numbers = roster.columns["id_number"]
        is_head = pc.fill_null(pc.equal(numbers, one.heads.printed["id_number"]), False)
        numbers = pc.if_else(pc.or_(pa.array(people), is_head), numbers, pa.scalar(None, pa.string()))
        taken.append(say_for_all(replace(roster, columns={**roster.columns, "id_number": numbers}), one.said, people))
    if taken:
        lost = find_lost_cells(sheet, _heads_of(taken), heads.row, _rows_of_people(taken))
        taken[0] = replace(taken[0], findings=(*find_hidden(sheet), *lost, *taken[0].findings))
    return taken, findings


def _heads_of(rosters: Sequence[RosterSheet]) -> dict[int, str]:
    return {column: one.heads.printed[role] for one in rosters for role, column in one.heads.columns.items()}


def _rows_of_people(rosters: Sequence[RosterSheet]) -> set[int]:
    return {
        one.first_row + int(at)
        for one in rosters
        for at in np.flatnonzero(one.columns["id_number"].is_valid().to_numpy(zero_copy_only=False))
    }


def say_above(roster: RosterSheet, top: Sheet) -> RosterSheet:
    """Return a roster read by columns with what the lines above its head say.

    Where other rows stand among those of people they may begin another class: then nothing is taken from above.
    """
    said = read_class_lines(lines_of(top, -_FAR, roster.heads.top - 1), roster.name)
    people = roster.columns["id_number"].is_valid().to_numpy(zero_copy_only=False)
    filled = np.flatnonzero(people)
    if not said or not len(filled) or len(filled) != filled[-1] - filled[0] + 1:
        return roster
    return say_for_all(roster, said, people)


def split_classes(sheet: Sheet, heads: Heads) -> list[ClassRows]:
    """Return the classes of a sheet in order: each under a head or a line of its own."""
    rows, above = rows_of(sheet), lines_of(sheet, -_FAR, heads.top - 1)
    splitting = _Splitting(sheet, rows, heads, above, read_class_lines(above, sheet.name))
    for row in rows:
        if row > heads.row:
            splitting.take(row)
    return splitting.close()


class _Splitting:
    """The classes found so far, and what holds for the next row."""

    def __init__(
        self, sheet: Sheet, rows: Rows, heads: Heads, above: tuple[Line, ...], said: Mapping[str, Said]
    ) -> None:
        self.sheet, self.rows, self.heads, self.top = sheet, rows, heads, above
        self.base: Mapping[str, Said] = said
        self.section: Mapping[str, Said] = {}
        self.titles = above
        self.pending: list[Line] = []
        self.people: list[int] = []
        self.first = heads.row + 1
        self.found: list[ClassRows] = []
        self.held = _rows_held(sheet, heads)

    def take(self, row: int) -> None:
        """Take one row: a head, somebody, or a line between."""
        cells = self.rows[row]
        if row <= self.heads.row:
            return
        if _may_be_head(cells) and (heads := read_heads(self.rows, self.sheet.merges, row)) and heads.names_people:
            self._begin(heads)
        elif self._is_person(row, cells):
            self._enter(row)
            self.people.append(row)
        elif len(cells) <= _MOST_CELLS:
            self.pending += lines_of_row(row, cells)

    def close(self) -> list[ClassRows]:
        """Return the classes, the last one too; a sheet in which nobody stands is one class."""
        self._end(max(self.rows, default=0))
        if not self.found:
            last = max([self.first, *self.rows])
            self.found.append(ClassRows(self.heads, self.first, last, (), self.base, self.titles))
        return self.found

    def _begin(self, heads: Heads) -> None:
        """Begin what stands under another head: a new class, or the same on another page."""
        is_new, said = self._read_pending()
        if is_new:
            self._end(heads.top - 1)
            self.base = {role: one for role, one in self.base.items() if role == "institution"} | dict(said)
            self.section, self.titles = {}, (*self.pending, *self.top)
        elif heads.columns != self.heads.columns:
            self._end(heads.top - 1)
        self.first = self.first if self.people else heads.row + 1
        self.heads = heads
        self.pending, self.held = [], _rows_held(self.sheet, heads)

    def _enter(self, row: int) -> None:
        """Enter the section that the lines above a row begin, if they speak of a class."""
        is_new, said = self._read_pending()
        if is_new:
            self._end(row - 1)
            self.section, self.first, self.titles = said, row, (*self.pending, *self.top)
        self.pending = []

    def _read_pending(self) -> tuple[bool, Mapping[str, Said]]:
        """Tell whether the lines read since the last row of people begin a class, and what they say of it.

        A title printed again on the next page begins none.
        """
        known = {compact(line.text) for line in self.titles}
        new = [line for line in self.pending if compact(line.text) not in known]
        if not (any(names_class(line.text) for line in new) or read_class_lines(new)):
            return False, {}
        return True, read_class_lines(self.pending)

    def _end(self, last: int) -> None:
        """Close the rows taken so far under what holds for them."""
        if self.people:
            base = self.base
            if {*DAYS} & {*self.section}:
                base = {role: one for role, one in base.items() if role not in DAYS}
            said = {**base, **self.section}
            self.found.append(ClassRows(self.heads, self.first, last, tuple(self.people), said, self.titles))
        self.people = []

    def _is_person(self, row: int, cells: Mapping[int, Cell]) -> bool:
        """Tell whether somebody stands in a row, with a right number or not; sums and signatures are nobody."""
        number, name = (cells.get(self.heads.columns.get(role, 0)) for role in ("id_number", "name"))
        if row in self.held or (number is not None and len(re.findall(r"\d", number.text)) >= _FEWEST_DIGITS):
            return True
        if len(cells) < 3 or any(_FOOT.search(cell.text) for cell in cells.values()):
            return False
        return (number is not None and bool(number.text.strip())) or (
            name is not None and not _NO_NAME.search(name.text)
        )


def lines_of_row(row: int, cells: Mapping[int, Cell]) -> Iterator[Line]:
    """Yield the texts of one row."""
    for column, cell in cells.items():
        if cell.text.strip() and (cell.number is None or cell.day):
            yield Line(cell.day.isoformat() if cell.day else cell.text, row, column)


def _may_be_head(cells: Mapping[int, Cell]) -> bool:
    texts = (cell.text for cell in cells.values() if cell.number is None and 2 < len(cell.text) < 30)
    return any(role_of(text) == "id_number" for text in texts if "证" in text or "号" in text)


def _rows_held(sheet: Sheet, heads: Heads) -> set[int]:
    """Return the rows of people whose ID number is merged with that of a row above."""
    number = heads.columns.get("id_number")
    return {
        row
        for top, left, bottom, _ in sheet.merges
        if left == number and top > heads.row
        for row in range(top + 1, bottom + 1)
    }


def say_for_all(roster: RosterSheet, said: Mapping[str, Said], people: np.ndarray) -> RosterSheet:
    """Return a roster in which what a line says holds for all people, as far as no column says it.

    A column wins; that it says something else is told once.
    """
    columns, findings = dict(roster.columns), []
    spoken = {role for role, values in columns.items() if values.null_count < len(values)}
    dated = bool(spoken & {*DAYS, "span"})
    for role, one in said.items():
        if role in spoken or (role in DAYS and dated):
            findings += _contradict(roster, role, said)
        else:
            codes = pa.array(np.zeros(len(people), np.int32), mask=~people)
            columns[role] = pa.DictionaryArray.from_arrays(codes, pa.array([one.value], pa.string()))
    return replace(roster, columns=columns, findings=(*roster.findings, *findings))


def _contradict(roster: RosterSheet, role: str, said: Mapping[str, Said]) -> list[Finding]:
    """Tell the first cell of a column that says something else than the line above."""
    column = role if role in roster.columns else "span"
    values = roster.columns.get(column)
    if values is None or said[role].is_weak or (role == "first_day" and column == "span"):
        return []
    texts = values.unique().to_pylist()
    other = {text for text in texts if text and text.strip() and not _agrees(role, text, column == "span", said)}
    if not other:
        return []
    row = next(at for at, text in enumerate(values.to_pylist()) if text in other)
    facts = {"raw": str(values[row].as_py()), "line": said[role].line}
    return [Finding("line-differs", roster.name, roster.heads.reference(column, roster.first_row + row), facts)]


def _agrees(role: str, text: str, is_span: bool, said: Mapping[str, Said]) -> bool:
    if role in DAYS:
        day = parse_day(text, last=role == "last_day", spans=is_span)
        first, last = (parse_day(said[end].value, last=True) if end in said else day for end in DAYS)
        return day == BAD_DAY or first <= day <= last
    one, other = (re.sub(r"[\s()、/·]", "", compact(each)) for each in (text, said[role].value))
    return one in other or other in one
