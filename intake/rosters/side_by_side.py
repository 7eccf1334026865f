"""Lists side by side in a sheet, under one row of heads: each is a sheet of its own."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from intake.rosters.columns import Heads, role_of
from intake.sheets.sheet import Cell, Sheet

#: What the head of a column says of it, beside what the columns before it in the same list hold.
RoleOf = Callable[[str, Collection[str]], str | None]


def part_columns(sheet: Sheet, rows: Collection[int], find_role: RoleOf, needed: Collection[str]) -> list[Sheet]:
    """Return the lists that stand side by side, with all columns of the sheet where there is only one.

    Parameters
    ----------
    rows
        The rows of the head.
    needed
        What each list must have a column of: a second column of another kind begins none.
    """
    starts = _find_starts(sheet, rows, find_role, needed)
    if len(starts) < 2:
        return [sheet]
    ends = [*(start - 1 for start in starts[1:]), max(column for _, column in sheet.cells)]
    return [
        _cut(sheet, start if at else 1, end, is_first=not at, head=min(rows))
        for at, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def part_people(sheet: Sheet, heads: Heads) -> list[Sheet]:
    """Return the rosters that stand side by side in a sheet, each with the names and numbers of its own people."""
    return part_columns(
        sheet, {heads.top or heads.row, heads.row}, lambda text, _: role_of(text), ("id_number", "name")
    )


def _find_starts(sheet: Sheet, rows: Collection[int], find_role: RoleOf, needed: Collection[str]) -> list[int]:
    """Return the first columns of lists: where a head is repeated once the list before has all that it needs."""
    starts: list[int] = []
    roles: list[str] = []
    texts: set[str] = set()
    for column, text in _heads(sheet, rows):
        role = find_role(text, roles) or find_role(text, ())
        if not starts or ((role in roles or text in texts) and {*needed} <= {*roles}):
            starts, roles, texts = [*starts, column], [], set()
        roles += [role] if role else []
        texts.add(text)
    # What stands behind the last whole list belongs to it.
    return starts if {*needed} <= {*roles} else starts[:1]


def _heads(sheet: Sheet, rows: Collection[int]) -> Iterator[tuple[int, str]]:
    texts: dict[int, str] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if row in rows and cell.text.strip():
            texts[column] = texts.get(column, "") + cell.text.strip()
    yield from sorted(texts.items())


def _cut(sheet: Sheet, first: int, last: int, *, is_first: bool, head: int) -> Sheet:
    """Return some columns of a sheet; a line alone in its row, and a title that only one of the lists has, too."""
    filled: dict[int, list[int]] = {}
    for row, column in sheet.cells:
        filled.setdefault(row, []).append(column)

    def belongs(row: int, column: int) -> bool:
        return first <= column <= last or (row < head and len(filled.get(row, ())) == 1)

    cells: dict[tuple[int, int], Cell] = {place: cell for place, cell in sheet.cells.items() if belongs(*place)}
    lost = tuple(one for one in sheet.lost if first <= one.column <= last)
    hidden = (sheet.hidden_rows, sheet.hidden_columns) if is_first else (frozenset[int](), frozenset[int]())
    return replace(sheet, cells=cells, lost=lost, hidden_rows=hidden[0], hidden_columns=hidden[1])
