"""What the head of each column and the label of each row say about the numbers where they cross."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from intake import words
from intake.characters import compact
from intake.figures import State, parse_figure
from intake.periods import Period, find_periods, period_of_day
from intake.sheet import Cell
from intake.tables import Grid, Table
from intake.vocabulary import Meaning, Vocabulary, unit_of

_OWN_LEVEL = {"市本级", "本级", "市直", "市直属", "市直单位", "市属", "直属", "地直", "区本级", "行署本级", "地区本级", "市辖区", "市直机关", "市本级及直属"}


class Place(StrEnum):
    """What a row or column label in the dimension of places names."""

    CITY = "city"
    DISTRICT = "district"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Label:
    """The meaning of a row or column with the place it names, if it names one.

    `column`/`row` tell where the name of the place stands, for findings.
    """

    meaning: Meaning
    place: Place | None = None
    city: str | None = None
    name: str = ""
    at: tuple[int, int] | None = None
    districts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `kind` is ``figures`` or the dimension that it labels; `header` its head as printed."""

    index: int
    kind: str
    header: str
    label: Label


def read_columns(table: Table, grid: Grid, vocabulary: Vocabulary) -> tuple[Column, ...]:
    """Return what each column of the table holds."""
    return tuple(_read_column(column, table, grid, vocabulary) for column in table.columns)


def _read_column(index: int, table: Table, grid: Grid, vocabulary: Vocabulary) -> Column:
    path = _path(index, table, grid)
    meaning = Meaning()
    for cell in path:
        meaning = understand_cell(cell, vocabulary).inside(meaning)
    header = " / ".join(compact(cell.text) for cell in path)
    leaf = compact(path[-1].text) if path else ""
    body = [cell for row in table.rows if (cell := grid.at(row, index))]
    place = read_place(leaf, vocabulary, (table.heads[-1], index) if path else None)
    kind = _kind(leaf, meaning, body, vocabulary)
    label = Label(meaning)
    if kind == "figures" and place and (place.place is not Place.UNKNOWN):
        label = Label(_without_place(meaning, place), place.place, place.city, place.name, place.at, place.districts)
    return Column(index, kind, header, label)


def _path(index: int, table: Table, grid: Grid) -> list[Cell]:
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


def _group_head(row: int, index: int, table: Table, grid: Grid) -> tuple[Cell | None, tuple[int, int]]:
    """A group's head that was not merged (CSV, careless typing) reaches right over heads of its own row's blanks."""
    below = [r for r in table.heads if r > row]
    if grid.continues(row, index) or not any(grid.at(r, index) for r in below):
        return None, (row, index)
    if any((r, c) for (r, c) in grid.owner if r == row and r in table.heads and c in table.columns and grid.owner[(r, c)][1] != c):
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
    head = vocabulary.head(leaf)
    members = Counter(kind for cell in body for kind in _memberships(cell, vocabulary))
    texts = sum(1 for cell in body if _is_text(cell))
    figures = sum(1 for cell in body if parse_figure(cell).state not in (State.TEXT, State.BLANK))
    if head == "period" and (members["period"] or _small_numbers(body)):
        return "period"
    if head == "unit":
        return "unit" if members["unit"] >= members["city"] and not figures else "city"
    if head and head != "period" and figures <= texts:
        best = max(("city", "metric", "role", "unit"), key=lambda kind: (members[kind], kind == head))
        return best if members[best] else head
    if texts > figures:
        best, count = max(((kind, members[kind]) for kind in ("city", "metric", "period", "unit", "role")), key=lambda item: item[1])
        if count * 2 >= texts:
            return best
        return "figures" if figures and (meaning.roles or meaning.bases or meaning.metrics) else "text" if not leaf or not (meaning.roles or meaning.bases or meaning.metrics) else "figures"
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
    if place and place.place is not Place.UNKNOWN:
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
    return cell.number is None and cell.day is None and bool(cell.text.strip()) and parse_figure(cell).state is State.TEXT


def _small_numbers(body: list[Cell]) -> bool:
    numbers = [cell.text.strip().removesuffix(".0") for cell in body if parse_figure(cell).state is State.NUMBER]
    return bool(numbers) and all(number.isdigit() and 1 <= int(number) <= 12 for number in numbers)


def understand_cell(cell: Cell, vocabulary: Vocabulary) -> Meaning:
    """Return the meaning of a head cell; dates and bare years are periods."""
    if cell.day is not None:
        return Meaning(text=cell.text, periods=(period_of_day(cell.day),))
    return vocabulary.understand(cell.text.removesuffix(".0"))


def read_place(text: str, vocabulary: Vocabulary, at: tuple[int, int] | None) -> Label | None:
    """Return the place that a label names; ``UNKNOWN`` when it names none that is known."""
    plain = compact(text)
    if not plain:
        return None
    city = vocabulary.find_city(text)
    districts = tuple(d.code for d in vocabulary.find_districts(text))
    if city:
        return Label(Meaning(), Place.CITY, city, plain, at, districts)
    if plain in _OWN_LEVEL:
        return Label(Meaning(), Place.DISTRICT, None, plain, at, ("own",))
    if vocabulary.is_total(text) or vocabulary.is_subtotal(text):
        return Label(Meaning(), Place.SUBTOTAL if vocabulary.is_subtotal(text) else Place.TOTAL, None, plain, at)
    if districts:
        return Label(Meaning(), Place.DISTRICT, None, plain, at, districts)
    return Label(Meaning(), Place.UNKNOWN, None, plain, at)


def read_row(row: int, table: Table, columns: tuple[Column, ...], grid: Grid, vocabulary: Vocabulary, above: Label | None) -> Label:
    """Return what the label columns of a body row say; `above` is the row before, for labels written once."""
    meaning, place = Meaning(), None
    for column in columns:
        cell = grid.at(row, column.index)
        if column.kind in ("figures", "serial", "code", "remark", "text"):
            continue
        if column.kind == "city":
            named = read_place(cell.text, vocabulary, (row, column.index)) if cell else None
            place = _narrower(place, named)
        elif cell is not None:
            meaning = _with_dimension(column, cell, vocabulary, meaning)
    if place is None and any(column.kind == "city" for column in columns):
        place = _written_once(above, meaning)
    if place is None:
        total = _total_label(row, table, columns, grid, vocabulary)
        return Label(meaning, total.place if total else None, None, total.name if total else "", total.at if total else None)
    return Label(meaning, place.place, place.city, place.name, place.at, place.districts)


def _narrower(first: Label | None, second: Label | None) -> Label | None:
    """Of two label columns (市, 县区) the second narrows the first."""
    if first is None or second is None:
        return second or first
    if second.place is Place.TOTAL and first.place is Place.CITY:
        return first
    if second.districts and first.place is Place.CITY:
        return Label(second.meaning, Place.DISTRICT, first.city, second.name, second.at, second.districts)
    return first if second.place is Place.UNKNOWN and first.place is Place.TOTAL else second


def _written_once(above: Label | None, meaning: Meaning) -> Label | None:
    if above is None or above.place is not Place.CITY or not (meaning.metrics or meaning.periods):
        return None
    same = (above.meaning.metrics, above.meaning.periods) == (meaning.metrics, meaning.periods)
    return None if same else above


def _total_label(row: int, table: Table, columns: tuple[Column, ...], grid: Grid, vocabulary: Vocabulary) -> Label | None:
    for column in columns:
        cell = grid.at(row, column.index)
        if column.kind in ("figures", "remark") or cell is None:
            continue
        if vocabulary.is_total(cell.text) or vocabulary.is_subtotal(cell.text):
            return read_place(cell.text, vocabulary, (row, column.index))
    return None


def _with_dimension(column: Column, cell: Cell, vocabulary: Vocabulary, meaning: Meaning) -> Meaning:
    text = cell.text.strip().removesuffix(".0")
    if column.kind == "period" and text.isdigit() and len(text) <= 2:
        text += "季度" if "季" in column.header else "月"
    own = understand_cell(Cell(text=text, day=cell.day), vocabulary)
    if column.kind == "unit":
        unit = unit_of(cell.text)
        return own.inside(meaning) if unit is None else Meaning(units=(unit,)).inside(meaning)
    if column.kind == "metric" and not own.metrics and not own.rest and not own.roles and own.whole:
        return meaning
    return own.inside(meaning)


def _without_place(meaning: Meaning, place: Label) -> Meaning:
    return Meaning(meaning.text, meaning.metrics, frozenset(), meaning.periods, meaning.roles, meaning.bases, meaning.units, meaning.part, False,
                   meaning.rest.replace(place.name, ""))  # fmt: skip


