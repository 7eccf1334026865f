"""What the head of each column says about the numbers below it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from intake.sheets.sheet import Cell
from intake.tables.exports import dimension_of, is_known_place, named_dimensions, read_exported
from intake.tables.figure_table import FigureTable
from intake.tables.headings import as_heading
from intake.tables.line_kinds import is_title
from intake.tables.merged import MergedSheet
from intake.words.characters import compact
from intake.words.figures import CellState, parse_figure
from intake.words.finding_periods import find_periods
from intake.words.labels import Label, PlaceMeaning, read_place, understand_cell
from intake.words.part_in_cell import split_part, strip_part, tells_part
from intake.words.vocabulary import Meaning, Vocabulary, unit_of

_OF_WHICH = re.compile(r"其中[:,、]?|of which:?")
#: Who answers for a row is no place of its figures.
_IN_CHARGE = re.compile(r"责任|负责|牵头|承办|部门")
_REASON = re.compile(r"原因|做法|问题|措施|打算|建议|意见|说明|经验|困难|安排|责任人")
#: The day by which something is to be done is none of its figures.
_DUE = re.compile(r"时限|期限|限期|(?:完成|办结|达标|计划|批准|认定|挂牌|到期)(?:时间|日期|日)$")
#: The day on which a row was filled in is no period of its figures.
_FILED = re.compile(r"(?:填报|填表|报送|上报|录入|制表|审核|登记|提交)(?:的)?(?:日期|时间|日)")


@dataclass(frozen=True, slots=True)
class HeadColumn:
    """One column: `kind` is ``figures`` or the dimension that it labels; `header` its head as printed.

    `of_which` tells that a part stands in brackets behind its figures.
    """

    index: int
    kind: str
    header: str
    label: Label
    of_which: bool = False


def read_columns(table: FigureTable, grid: MergedSheet, vocabulary: Vocabulary) -> tuple[HeadColumn, ...]:
    """Return what each column of the table holds."""
    dimensions = named_dimensions(table, grid, vocabulary)
    paths = {column: _path(column, table, grid) for column in table.columns}
    below = _metrics_below(paths.values(), vocabulary)
    across = sum(bool(path) and _is_place(path[-1].text, vocabulary) for path in paths.values()) > 1
    teller = _part_teller(table, grid)
    columns: list[HeadColumn] = []
    numbered: list[int] = []
    for index in table.columns:
        if dimensions:
            column = _read_exported(index, dimensions, table, grid, vocabulary)
        else:
            told = teller is not None and teller < index
            column = _read_column(index, paths[index], below, table, grid, vocabulary, told=told, across=across)
        column = (_as_remark if numbered else _as_role)(column, columns, table, grid, vocabulary)
        columns.append(column)
        if column.kind == "figures" and _has_number(index, table, grid):
            numbered.append(index)
    return tuple(columns)


def _read_column(
    index: int,
    path: list[Cell],
    below: dict[int, frozenset[str]],
    table: FigureTable,
    grid: MergedSheet,
    vocabulary: Vocabulary,
    *,
    told: bool,
    across: bool,
) -> HeadColumn:
    leaf = compact(path[-1].text) if path else ""
    body = [one for row in table.rows if (one := grid.at(row, index))]
    of_which = tells_part(leaf) and any(split_part(cell.text, told=True) for cell in body)
    place = read_place(leaf, vocabulary, (table.heads[-1], index) if path else None)
    meaning = Meaning()
    for cell in path[:-1]:
        meaning = _read_group(cell, path[-1], below[id(cell)], vocabulary).inside(meaning)
    for cell in path[-1:]:
        own = vocabulary.understand(strip_part(leaf)) if of_which else understand_cell(cell, vocabulary)
        if place and (place.place in (PlaceMeaning.TOTAL, PlaceMeaning.SUBTOTAL) or place.districts == ("own",)):
            own = replace(own, rest="")  # 全省合计（2市）, 哈尔滨市本级 say nothing else
        meaning = replace(own, text=cell.text).inside(meaning)
    header = " / ".join(compact(cell.text) for cell in path)
    owner = grid.owner.get((table.heads[-1], index), (0, index)) if path else (0, index)
    is_shared = grid.reach(*owner)[1] > owner[1]
    kind = "figures" if of_which else _kind(leaf, meaning, body, vocabulary, is_shared=is_shared, told=told)
    named = any(_is_place(cell.text, vocabulary) or unit_of(cell.text) for cell in body)
    if across and kind in ("city", "unit") and not named:
        kind = "metric"  # the corner names the places that stand across
    if not is_known_place(place):
        place = _city_above(path, table, grid, vocabulary) or place
    label = Label(meaning)
    if kind == "figures" and place and is_known_place(place):
        label = Label(_without_place(meaning, place), place.place, place.city, place.name, place.at, place.districts)
    return HeadColumn(index, kind, header, label, of_which)


def _is_place(text: str, vocabulary: Vocabulary) -> bool:
    place = read_place(text, vocabulary, None)
    return place is not None and place.place in (PlaceMeaning.CITY, PlaceMeaning.DISTRICT)


def _read_group(cell: Cell, leaf: Cell, metrics: frozenset[str], vocabulary: Vocabulary) -> Meaning:
    """Return what a head over others says of the one below it; `metrics` are those named below it."""
    if _OF_WHICH.fullmatch(compact(cell.text)):  # over 6月 a time, over 女性 a part
        part = understand_cell(Cell(f"其中:{leaf.text}"), vocabulary).part
        return Meaning(text=cell.text, part=part)
    own = as_heading(understand_cell(cell, vocabulary), metrics)
    return replace(own, roles=frozenset(), bases=frozenset()) if len(metrics) > 1 and is_title(cell.text) else own


def _read_exported(
    index: int, dimensions: dict[int, str], table: FigureTable, grid: MergedSheet, vocabulary: Vocabulary
) -> HeadColumn:
    """Return a column whose head rows are named by the first column (指标, 地区, 频度, 单位)."""
    first = table.columns[0]
    labels = [cell for row in table.rows if (cell := grid.at(row, first))]
    if index == first:
        members = Counter(kind for cell in labels for kind in _memberships(cell, vocabulary))
        kind = max(("period", "city", "metric", "unit", "role"), key=lambda one: members[one])
        return HeadColumn(index, kind if members[kind] else "text", "", Label(Meaning()))
    meaning, place, path = read_exported(index, dimensions, grid, [cell.text for cell in labels], vocabulary)
    header = " / ".join(compact(cell.text) for cell in path)
    if place is None:
        return HeadColumn(index, "figures", header, Label(meaning))
    label = Label(meaning, place.place, place.city, place.name, place.at, place.districts)
    return HeadColumn(index, "figures", header, label)


def _as_remark(
    column: HeadColumn, before: list[HeadColumn], table: FigureTable, grid: MergedSheet, vocabulary: Vocabulary
) -> HeadColumn:
    """Words behind the figures (变化原因, 存在问题, 责任单位) are remarks, unless their head is that of a label."""
    cells = [cell for row in table.rows if (cell := grid.at(row, column.index)) and cell.text.strip()]
    leaf = column.header.rpartition(" / ")[2]
    numbers = sum(parse_figure(cell).state is CellState.NUMBER for cell in cells)
    if not leaf or numbers * 2 > len(cells):
        return column
    if column.kind == "city":
        in_charge = _IN_CHARGE.search(leaf) and not any(vocabulary.find_city(cell.text) for cell in cells)
        return replace(column, kind="remark") if in_charge or any(one.kind == "city" for one in before) else column
    if column.kind in ("metric", "period", "role", "text") and vocabulary.head(leaf) is None:
        return replace(column, kind="remark")
    unread = column.label.meaning.rest and not column.label.meaning.metrics
    if column.kind == "figures" and numbers < max(len(cells), 1) and unread and _REASON.search(leaf):
        return replace(column, kind="remark")
    return column


def _as_role(
    column: HeadColumn, before: list[HeadColumn], table: FigureTable, grid: MergedSheet, vocabulary: Vocabulary
) -> HeadColumn:
    """Words before the figures that all tell their time (累计（1—11月） under 说明) are theirs, whatever heads them."""
    leaf = column.header.rpartition(" / ")[2]
    if column.kind not in ("remark", "text") or _FILED.search(leaf) or _DUE.search(leaf):
        return column
    cells = [cell for row in table.rows if (cell := grid.at(row, column.index)) and cell.text.strip()]
    told = [vocabulary.understand(cell.text) for cell in cells if cell.number is None]
    timed = [one for one in told if not one.rest and (one.bases or any(period.running for period in one.periods))]
    return replace(column, kind="role") if timed and len(timed) == len(cells) else column


def _part_teller(table: FigureTable, grid: MergedSheet) -> int | None:
    """Return the first column whose labels say that parts stand behind figures (建成数（其中国家级）), if one does."""
    return min(
        (
            column
            for row in table.rows
            for column, cell in grid.by_row[row]
            if ("中" in cell.text or "含" in cell.text or "包括" in cell.text) and tells_part(cell.text)
        ),
        default=None,
    )


def _has_number(index: int, table: FigureTable, grid: MergedSheet) -> bool:
    cells = (grid.sheet.cells.get((row, index)) for row in table.rows)
    return any(cell is not None and parse_figure(cell).state is CellState.NUMBER for cell in cells)


def _metrics_below(paths: Iterable[list[Cell]], vocabulary: Vocabulary) -> dict[int, frozenset[str]]:
    """Return for each head, by its identity, the metrics that the heads below it name."""
    found: dict[int, frozenset[str]] = {}
    for path in paths:
        below: frozenset[str] = frozenset()
        for cell in reversed(path):
            found[id(cell)] = found.get(id(cell), frozenset()) | below
            below |= vocabulary.understand(cell.text).metrics
    return found


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


def _kind(leaf: str, meaning: Meaning, body: list[Cell], vocabulary: Vocabulary, *, is_shared: bool, told: bool) -> str:
    """Return what a column holds.

    A head that `is_shared` by several columns names only one of them; `told` whether a row's label says that parts
    stand in brackets behind its figures.
    """
    own = vocabulary.understand(leaf).roles if vocabulary.head(leaf) else meaning.roles
    for role in ("serial", "code", "remark"):
        if role in own:
            return role
    if dimension_of(leaf) in ("frequency", "nothing"):
        return "frequency" if dimension_of(leaf) == "frequency" else "remark"
    if _FILED.search(leaf):
        return "remark"
    if _DUE.search(leaf):
        return "text"
    head = vocabulary.head(leaf)
    members = Counter(kind for cell in body for kind in _memberships(cell, vocabulary))
    texts = sum(1 for cell in body if _is_text(cell, told))
    figures = sum(
        1
        for cell in body
        if parse_figure(cell).state not in (CellState.TEXT, CellState.BLANK) or split_part(cell.text, told=told)
    )
    if head == "period" and (members["period"] or _small_numbers(body)):
        return "period"
    if head == "unit":
        return "unit" if members["unit"] >= members["city"] and not figures else "city"
    if head and head != "period" and figures <= texts:
        if texts and members["period"] == texts > members["city"] + members["metric"]:
            return "period"
        best = max(("city", "metric", "role", "unit"), key=lambda kind: (members[kind], kind == head))
        return best if members[best] else "text" if is_shared else head
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


def _is_text(cell: Cell, told: bool) -> bool:
    return (
        cell.number is None
        and cell.day is None
        and bool(cell.text.strip())
        and parse_figure(cell).state is CellState.TEXT
        and split_part(cell.text, told=told) is None
    )


def _small_numbers(body: list[Cell]) -> bool:
    numbers = [cell.text.strip().removesuffix(".0") for cell in body if parse_figure(cell).state is CellState.NUMBER]
    return bool(numbers) and all(number.isdigit() and 1 <= int(number) <= 12 for number in numbers)


def _without_place(meaning: Meaning, place: Label) -> Meaning:
    return replace(meaning, cities=frozenset(), whole=False, rest=meaning.rest.replace(place.name, ""))
