"""What the head of each column says about the numbers below it."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from intake.sheets.sheet import Cell
from intake.tables.finding_tables import FigureTable
from intake.tables.headings import as_heading
from intake.tables.line_kinds import is_title
from intake.tables.merged import MergedSheet
from intake.words.characters import compact
from intake.words.figures import CellState, parse_figure
from intake.words.finding_periods import find_periods
from intake.words.labels import Label, PlaceMeaning, read_place, understand_cell
from intake.words.vocabulary import Meaning, Vocabulary, unit_of

#: The day on which a row was filled in is no period of its figures.
_FILED = re.compile(r"(?:填报|填表|报送|上报|录入|制表|审核|登记|提交)(?:的)?(?:日期|时间|日)")


@dataclass(frozen=True, slots=True)
class HeadColumn:
    """One column: `kind` is ``figures`` or the dimension that it labels; `header` its head as printed."""

    index: int
    kind: str
    header: str
    label: Label


def read_columns(table: FigureTable, grid: MergedSheet, vocabulary: Vocabulary) -> tuple[HeadColumn, ...]:
    """Return what each column of the table holds."""
    paths = {column: _path(column, table, grid) for column in table.columns}
    return tuple(_read_column(column, paths, table, grid, vocabulary) for column in table.columns)


def _read_column(
    index: int, paths: dict[int, list[Cell]], table: FigureTable, grid: MergedSheet, vocabulary: Vocabulary
) -> HeadColumn:
    path = paths[index]
    meaning = Meaning()
    for cell in path:
        own = understand_cell(cell, vocabulary)
        if cell is not path[-1]:
            below = _metrics_below(cell, paths, vocabulary)
            own = as_heading(own, below)
            if len(below) > 1 and is_title(cell.text):
                own = replace(own, roles=frozenset(), bases=frozenset())
        meaning = own.inside(meaning)
    header = " / ".join(compact(cell.text) for cell in path)
    leaf = compact(path[-1].text) if path else ""
    body = [one for row in table.rows if (one := grid.at(row, index))]
    place = read_place(leaf, vocabulary, (table.heads[-1], index) if path else None)
    kind = _kind(leaf, meaning, body, vocabulary)
    if place is None or place.place is PlaceMeaning.UNKNOWN:
        place = _city_above(path, table, grid, vocabulary) or place
    label = Label(meaning)
    if kind == "figures" and place and (place.place is not PlaceMeaning.UNKNOWN):
        label = Label(_without_place(meaning, place), place.place, place.city, place.name, place.at, place.districts)
    return HeadColumn(index, kind, header, label)


def _metrics_below(group: Cell, paths: dict[int, list[Cell]], vocabulary: Vocabulary) -> frozenset[str]:
    """Return the metrics that the heads below a group's head name."""
    found = set()
    for path in paths.values():
        for place, cell in enumerate(path):
            if cell is group:
                found |= {metric for one in path[place + 1 :] for metric in vocabulary.understand(one.text).metrics}
    return frozenset(found)


def _city_above(path: list[Cell], table: FigureTable, grid: MergedSheet, vocabulary: Vocabulary) -> Label | None:
    """Return the city, or their 合计, that heads a group of columns (目标, 完成) beside groups of other cities."""
    cities = {
        vocabulary.find_city(cell.text)
        for row in table.heads[:-1]
        for column in table.columns
        if (cell := grid.at(row, column))
    } - {None}
    named = next(
        (cell for cell in reversed(path[:-1]) if vocabulary.find_city(cell.text) or vocabulary.is_total(cell.text)),
        None,
    )
    return read_place(named.text, vocabulary, (table.heads[0], 0)) if named and len(cities) > 1 else None


def _path(index: int, table: FigureTable, grid: MergedSheet) -> list[Cell]:
    path: list[Cell] = []
    seen = set()
    for row in table.heads:
        cell, owner = grid.at(row, index), grid.owner.get((row, index), (row, index))
        if cell is None and row != table.heads[-1]:
            cell, owner = _group_head(row, index, table, grid)
        if cell is not None and owner not in seen and (cell.text.strip() or cell.day):
            seen.add(owner)
            path.append(cell)
    return path


def _group_head(row: int, index: int, table: FigureTable, grid: MergedSheet) -> tuple[Cell | None, tuple[int, int]]:
    """A group's head that was not merged (CSV, careless typing) reaches right over heads of its own row's blanks."""
    below = [r for r in table.heads if r > row]
    if grid.continues(row, index) or not any(grid.at(r, index) for r in below):
        return None, (row, index)
    if any(
        (r, c)
        for (r, c) in grid.owner
        if r == row and r in table.heads and c in table.columns and grid.owner[(r, c)][1] != c
    ):
        return None, (row, index)
    for column in range(index - 1, table.columns[0] - 1, -1):
        cell = grid.at(row, column)
        if cell is not None and cell.text.strip():
            spans = any(grid.at(r, column) is not None for r in below)
            return (cell, (row, column)) if spans else (None, (row, index))
    return None, (row, index)


def _kind(leaf: str, meaning: Meaning, body: list[Cell], vocabulary: Vocabulary) -> str:
    for role in ("serial", "code", "remark"):
        if role in meaning.roles:
            return role
    if _FILED.search(leaf):
        return "remark"
    head = vocabulary.head(leaf)
    members = Counter(kind for cell in body for kind in _memberships(cell, vocabulary))
    texts = sum(1 for cell in body if _is_text(cell))
    figures = sum(1 for cell in body if parse_figure(cell).state not in (CellState.TEXT, CellState.BLANK))
    if head == "period" and (members["period"] or _small_numbers(body)):
        return "period"
    if head == "unit":
        return "unit" if members["unit"] >= members["city"] and not figures else "city"
    if head and head != "period" and figures <= texts:
        best = max(("city", "metric", "role", "unit"), key=lambda kind: (members[kind], kind == head))
        return best if members[best] else head
    if texts > figures:
        best, count = max(
            ((kind, members[kind]) for kind in ("city", "metric", "period", "unit", "role")), key=lambda item: item[1]
        )
        if count * 2 >= texts:
            return best
        return (
            "figures"
            if figures and (meaning.roles or meaning.bases or meaning.metrics)
            else "text"
            if not leaf or not (meaning.roles or meaning.bases or meaning.metrics)
            else "figures"
        )
    days = sum(1 for cell in body if cell.day is not None)
    if days and days * 2 >= len(body):
        return "period" if not leaf or head == "period" else "text"
    return "figures"


def _memberships(cell: Cell, vocabulary: Vocabulary) -> list[str]:
    if cell.day is not None:
        return ["period"]
    text = cell.text.strip()
    if cell.number is not None:
        return ["period"] if find_periods(text) and len(text) in (4, 6) else []
    if not text:
        return []
    found = []
    place = read_place(text, vocabulary, None)
    if place and place.place is not PlaceMeaning.UNKNOWN:
        found.append("city")
    if unit_of(text):
        return [*found, "unit"]
    meaning = vocabulary.understand(text)
    if meaning.metrics:
        found.append("metric")
    elif meaning.periods and not meaning.rest:
        found.append("period")
    elif meaning.roles or meaning.bases:
        found.append("role")
    return found


def _is_text(cell: Cell) -> bool:
    return (
        cell.number is None
        and cell.day is None
        and bool(cell.text.strip())
        and parse_figure(cell).state is CellState.TEXT
    )


def _small_numbers(body: list[Cell]) -> bool:
    numbers = [cell.text.strip().removesuffix(".0") for cell in body if parse_figure(cell).state is CellState.NUMBER]
    return bool(numbers) and all(number.isdigit() and 1 <= int(number) <= 12 for number in numbers)


def _without_place(meaning: Meaning, place: Label) -> Meaning:
    return replace(meaning, cities=frozenset(), whole=False, rest=meaning.rest.replace(place.name, ""))
