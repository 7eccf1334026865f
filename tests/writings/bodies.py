"""The rows of a table: figures of places that agree with each other, their totals, rates, shares and ranks."""

from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from tests.support.workbook_of import Grid
from tests.writings import tables
from tests.writings.columns import SESSIONS, Column, words
from tests.writings.figures import Figures
from tests.writings.spans import Span

SWAPPED = {"<<": "^^", "^^": "<<"}


@dataclass
class Body:
    """What is below the head: rows of texts, and what each of their cells says."""

    rows: Grid
    says: dict[tuple[int, int], tuple[tables.Statement, ...]]
    targets: dict[tuple[int, int], tables.Target]
    may: dict[tuple[int, int], tuple[tables.Statement, ...]] = field(default_factory=dict)


def has_unit(column: Column) -> bool:
    return column.role not in {"rate", "rank", "share", "growth"}


def write_body(random: Random, columns: list[Column], places: list[str], units: dict[str, str], lead: int) -> Body:
    """Return the rows of places and their total."""
    figures = Figures(random)
    table = [_values(random, columns, place, figures) for place in places]
    sums: list[Decimal | None] = []
    for at, column in enumerate(columns):
        cells = [row[at] for row in table]
        sums.append(None if column.role in {"rank", "growth", "share"} else sum(c for c in cells if c is not None))
    for row in [*table, sums]:
        _complete(random, columns, row, sums)
    _rank(columns, table)
    body = Body([], {}, {})
    order = [*places, ""] if random.random() < 0.7 else places
    if order[-1] == "" and random.random() < 0.2:
        order = ["", *places]
    for number, place in enumerate(order):
        values = sums if place == "" else table[places.index(place)]
        name = random.choice(words()["totals"]) if place == "" else tables.name_place(random, place)
        serial = ([str(places.index(place) + 1)] if place else [""]) * (lead - 1)
        texts = [_text(column, value, units) for column, value in zip(columns, values, strict=True)]
        body.rows.append([*serial, name, *texts])
        for at, (column, value) in enumerate(zip(columns, values, strict=True)):
            if place and value is not None:
                state(body, (number, lead + at), column, place, value)
    return body


def state(body: Body, cell: tuple[int, int], column: Column, place: str, value: Decimal) -> None:
    """Note what a cell says, if it says something of ours."""
    if column.role == "statement" and column.span:
        spans = (column.span, *column.also)
        body.says[cell] = tuple((column.metric, place, span, value) for span in spans)
    elif column.role == "earlier" and column.span:
        body.may[cell] = ((column.metric, place, column.span, value),)
    elif column.role == "target" and column.due:
        body.targets[cell] = (column.metric, place, column.due, value)


def _values(random: Random, columns: list[Column], place: str, figures: Figures) -> list[Decimal | None]:
    values: list[Decimal | None] = []
    for column in columns:
        value = None
        if column.span:
            value = figures.value(column.metric, place, column.span)
        elif column.role == "state-part":
            value = Decimal(random.randint(1, 9) * (100 if column.metric == SESSIONS else 1))
        values.append(value)
    for at, column in enumerate(columns):
        if column.role == "target":
            step = 1000 if column.metric == SESSIONS else 1
            beside = values[at + 1] or Decimal(step)
            values[at] = Decimal(int(beside * random.randint(9, 30) / 10 / step) + 1) * step
        elif column.role == "last-year":
            span = columns[at - column.of].span
            values[at] = figures.value(column.metric, place, _year_before(span))
        elif column.role == "part":
            whole = values[at - column.of] or Decimal(0)
            step = 100 if column.metric == SESSIONS else 1
            values[at] = Decimal(int(whole * random.randint(2, 8) / 10 / step) * step)
        elif column.role in {"plan", "other"}:
            step = 100 if column.metric == SESSIONS else 1
            beside = values[at - column.of] or Decimal(step)
            values[at] = Decimal(int(beside * random.randint(3, 19) / 10 / step) + 1) * step
        elif column.role in {"state-sum", "state-more"}:
            values[at] = (values[at - column.of] or 0) + (values[at + 1] or 0 if column.role == "state-sum" else 300)
    return values


def _year_before(span: Span | None) -> Span:
    start = span.start.replace(year=span.start.year - 1) if span.start else None
    end = span.end if (span.end.month, span.end.day) != (2, 29) else span.end.replace(day=28)
    return replace(span, start=start, end=end.replace(year=end.year - 1))


def _complete(random: Random, columns: list[Column], row: list[Decimal | None], sums: list[Decimal | None]) -> None:
    """Fill in rates, shares, growths and ranks, which follow from the rest of the row."""
    tenth = Decimal("0.1")
    for at, column in enumerate(columns):
        other = row[at - column.of] if column.of > 0 else None
        if column.role == "rate" and other is not None and row[at - 2]:
            row[at] = (100 * other / row[at - 2]).quantize(tenth, ROUND_HALF_UP)
        elif column.role == "share" and other is not None and sums[at - column.of]:
            row[at] = (100 * other / sums[at - column.of]).quantize(tenth, ROUND_HALF_UP)
        elif column.role == "growth" and other is not None:
            beside = [back for back in (1, 2) if columns[at - back].role in {"last-year", "earlier"}]
            last = row[at - beside[0]] if beside else None
            drawn = Decimal(random.randint(-200, 400)) / 10
            row[at] = (100 * (other / last - 1)).quantize(tenth, ROUND_HALF_UP) if last else drawn


def _rank(columns: list[Column], table: list[list[Decimal | None]]) -> None:
    """Fill in ranks by the figure that they belong to."""
    for at, column in enumerate(columns):
        if column.role == "rank":
            by = [row[at - column.of] or Decimal(0) for row in table]
            for row, own in zip(table, by, strict=True):
                row[at] = Decimal(1 + sum(other > own for other in by))


def _text(column: Column, value: Decimal | None, units: dict[str, str]) -> str:
    if value is None:
        return ""
    return tables.write_value(value, units[column.metric]) if has_unit(column) else f"{value:f}"


def turn(rows: Grid) -> Grid:
    """Return rows as columns, merges turned with them."""
    width = max(map(len, rows))
    full = [row + [""] * (width - len(row)) for row in rows]
    return [[SWAPPED.get(row[at], row[at]) for row in full] for at in range(width)]


def decorate(random: Random, rows: Grid, height: int, body: Body) -> None:
    """Break or space some heads, write some figures with separators, leave one out."""
    style = random.random()
    if style < 0.08:
        for row in rows[:height]:
            row[:] = [_broken(one) for one in row]
    elif style < 0.12:
        for row in rows[:height]:
            row[:] = [" ".join(one) if len(one) == 2 and one not in SWAPPED else one for one in row]
    elif style < 0.2:
        for cell in {**body.says, **body.targets}:
            text = rows[height + cell[0]][cell[1]]
            if text.isdigit():
                rows[height + cell[0]][cell[1]] = f"{int(text):,}"
    elif style < 0.26 and body.says:
        row, column = random.choice(list(body.says))
        if len([one for one in body.says if one[1] == column]) > 1 and not _summed(rows, height):
            rows[height + row][column] = random.choice(["—", "/", "", "未报"])
            del body.says[row, column]


def _broken(head: str) -> str:
    """Return a head broken between two words, never within a number."""
    if "（" in head[3:]:
        return head.replace("（", "⏎（", 1)
    middle = len(head) // 2
    return f"{head[:middle]}⏎{head[middle:]}" if len(head) > 4 and head.isalpha() else head


def _summed(rows: Grid, height: int) -> bool:
    return any(name in row[:2] for row in rows[height:] for name in words()["totals"])
