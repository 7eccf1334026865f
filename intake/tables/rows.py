"""What the label columns of a body row say about the numbers in it."""

import re
from dataclasses import replace

from intake.sheets.sheet import Cell
from intake.tables.exports import read_series, with_frequency
from intake.tables.figure_table import FigureTable
from intake.tables.headings import as_heading, names_quantity
from intake.tables.heads import HeadColumn
from intake.tables.merged import MergedSheet
from intake.words.labels import Label, PlaceMeaning, read_place, understand_cell
from intake.words.part_in_cell import split_part, strip_part, tells_part
from intake.words.vocabulary import Meaning, Vocabulary, unit_of

#: Who answers for a row says nothing of its figures.
_IN_CHARGE = re.compile(r"责任|负责|牵头|承办|单位|部门|科室|联系|电话")
#: A row under such a head speaks of one of the city's many, never of the city.
_ONE_OF_MANY = re.compile(r"企业|公司|院校|学校|机构|基地名|工作室名|职业|工种|行业|项目名|班次|班级")


def read_row(
    row: int,
    table: FigureTable,
    columns: tuple[HeadColumn, ...],
    grid: MergedSheet,
    vocabulary: Vocabulary,
    above: Label | None,
    groups: dict[tuple[int, str], frozenset[str]],
) -> Label:
    """Return what the label columns of a body row say.

    `above` is the row before, for labels written once; `groups` are the metrics that the rows of each group name.
    """
    meaning = Meaning()
    place: Label | None = None
    is_named = any(column.kind in ("city", "metric", "period") for column in columns)
    for column in columns:
        cell = grid.at(row, column.index)
        if column.kind == "text" and cell is not None and cell.text.strip() and not vocabulary.is_total(cell.text):
            speaks_of_one = not is_named and cell.number is None
            if speaks_of_one or _ONE_OF_MANY.search(column.header):
                meaning = replace(meaning, part=True, text=cell.text)
            elif not _IN_CHARGE.search(column.header):
                meaning = _with_kind(vocabulary.understand(cell.text), meaning)
        if column.kind in ("figures", "serial", "code", "remark", "text"):
            continue
        if column.kind == "city":
            label = read_place(cell.text, vocabulary, (row, column.index)) if cell else None
            place = _narrower(place, label)
            # Where the city's cell is blank, a text behind it may say of what the row speaks.
            is_named = label is not None
        elif cell is not None and column.kind == "frequency":
            meaning = with_frequency(cell.text, [one.header for one in columns if one.label.meaning.periods], meaning)
        elif cell is not None and column.kind == "metric":
            if of_which(row, column, columns, grid):
                cell = replace(cell, text=strip_part(cell.text))
            named, own = read_series(cell, vocabulary, (row, column.index))
            place = place or named
            below = groups.get((column.index, cell.text), frozenset())
            meaning = _with_metric(as_heading(own, below) if below else own, meaning)
        elif cell is not None:
            own = _with_dimension(column, cell, vocabulary, meaning)
            below = groups.get((column.index, cell.text), frozenset())
            meaning = as_heading(own, below) if below and column.kind == "role" and not meaning.rest else own
    if place is None and any(column.kind == "city" for column in columns):
        place = _written_once(above, meaning)
    if place is None:
        total = _total_label(row, table, columns, grid, vocabulary)
        return Label(meaning, total.place, None, total.name, total.at) if total else Label(meaning)
    return Label(meaning.inside(place.meaning), place.place, place.city, place.name, place.at, place.districts)


def of_which(row: int, column: HeadColumn, columns: tuple[HeadColumn, ...], grid: MergedSheet) -> bool:
    """Whether a row's metric (建成数（其中国家级）) tells a part that stands in brackets behind the row's figures."""
    if column.kind != "metric" or not tells_part(grid.text(row, column.index)):
        return False
    return any(split_part(grid.text(row, other.index), told=True) for other in columns)


def read_groups(
    table: FigureTable, columns: tuple[HeadColumn, ...], grid: MergedSheet, vocabulary: Vocabulary
) -> dict[tuple[int, str], frozenset[str]]:
    """Return for each word of a column of kinds (平台建设) the metrics that its rows name in a column behind it."""
    found: dict[tuple[int, str], frozenset[str]] = {}
    named = [column.index for column in columns if column.kind == "metric"]
    for column in columns if named else ():
        inner = named if column.kind == "role" else [index for index in named if index > column.index]
        if column.kind in ("role", "metric") and inner:
            for row in table.rows:
                text = grid.text(row, column.index)
                metrics = frozenset(
                    metric for index in inner for metric in vocabulary.understand(grid.text(row, index)).metrics
                )
                found[column.index, text] = found.get((column.index, text), frozenset()) | metrics
    return found


def _with_kind(words: Meaning, meaning: Meaning) -> Meaning:
    """Words of a column that is no label (分类) may still speak of a part, or of another quantity (补贴资金)."""
    rest = words.rest if names_quantity(words) else ""
    if not (rest or words.part):
        return meaning
    text = f"{meaning.text} {words.text}".strip()
    return replace(meaning, text=text, part=meaning.part or words.part, rest=meaning.rest + rest)


def _narrower(first: Label | None, second: Label | None) -> Label | None:
    """Of two label columns (市, 县区) the second narrows the first."""
    if first is None or second is None:
        return second or first
    if second.place is PlaceMeaning.TOTAL and first.place is PlaceMeaning.CITY:
        return first
    if second.districts and first.place is PlaceMeaning.CITY:
        return Label(second.meaning, PlaceMeaning.DISTRICT, first.city, second.name, second.at, second.districts)
    return first if second.place is PlaceMeaning.UNKNOWN and first.place is PlaceMeaning.TOTAL else second


def _written_once(above: Label | None, meaning: Meaning) -> Label | None:
    if above is None or above.place is not PlaceMeaning.CITY or not (meaning.metrics or meaning.periods):
        return None
    same = (above.meaning.metrics, above.meaning.periods) == (meaning.metrics, meaning.periods)
    return None if same else above


def _total_label(
    row: int, table: FigureTable, columns: tuple[HeadColumn, ...], grid: MergedSheet, vocabulary: Vocabulary
) -> Label | None:
    for column in columns:
        cell = grid.at(row, column.index)
        if column.kind in ("figures", "remark") or cell is None:
            continue
        if column.kind != "city" and vocabulary.is_weak_total(cell.text):
            continue
        if vocabulary.is_total(cell.text) or vocabulary.is_subtotal(cell.text):
            return read_place(cell.text, vocabulary, (row, column.index))
    return None


def _with_dimension(column: HeadColumn, cell: Cell, vocabulary: Vocabulary, meaning: Meaning) -> Meaning:
    text = cell.text.strip().removesuffix(".0")
    if column.kind == "period" and text.isdigit() and len(text) <= 2:
        text += "季度" if "季" in column.header else "月"
    own = understand_cell(replace(cell, text=text), vocabulary)
    if column.kind == "period" and (own.rest or not own.periods) and not (own.whole or own.bases or own.roles):
        return replace(meaning, roles=meaning.roles | {"bad-period"})
    if column.kind == "unit":
        unit = unit_of(cell.text)
        return own.inside(meaning) if unit is None else Meaning(units=(unit,)).inside(meaning)
    return own.inside(meaning)


def _with_metric(own: Meaning, meaning: Meaning) -> Meaning:
    if not own.metrics and not own.rest and not own.roles and own.whole:
        return meaning
    return own.inside(meaning)
