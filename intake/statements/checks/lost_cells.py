"""What a sheet holds and nobody sees as valid: cells under a merge, struck out, in error or never calculated."""

from collections.abc import Iterable

from intake.findings.finding import Finding
from intake.reading import SetAside
from intake.sheets.sheet import Cell, LostCell, Sheet
from intake.words.figures import CellState, parse_figure

#: So many are told each by itself; of more the last tells how many there are.
MOST = 20


def find_lost(sheet: Sheet) -> tuple[list[Finding], list[SetAside]]:
    """Return a warning for each number that a merge covers or that is struck out, and these numbers set aside."""
    lost = [one for one in sheet.lost if one.other or _is_number(one.cell)]
    found = []
    for why in ("readers-disagree", "covered-cells", "struck-out"):
        mine = [one for one in lost if one.why == why]
        for place, one in enumerate(mine[:MOST]):
            more = len(mine) - MOST if place == MOST - 1 else 0
            found.append(_tell(one, sheet, more))
    return found, [
        SetAside(sheet.name, sheet.reference(one.row, one.column), one.cell.text or one.other, one.why) for one in lost
    ]


def _is_number(cell: Cell) -> bool:
    return parse_figure(cell).state in (CellState.NUMBER, CellState.APPROXIMATE)


def _tell(one: LostCell, sheet: Sheet, more: int) -> Finding:
    facts = {"raw": one.cell.text, **({"others": str(more)} if more else {})}
    if one.other:
        facts["other"] = one.other
    if one.why == "covered-cells":
        facts["merge"] = next(
            f"{sheet.reference(top, left)}:{sheet.reference(bottom, right)}"
            for top, left, bottom, right in sheet.merges
            if top <= one.row <= bottom and left <= one.column <= right
        )
    return Finding(one.why, sheet.name, sheet.reference(one.row, one.column), facts)


def find_without_value(sheet: Sheet, told: Iterable[Finding]) -> list[Finding]:
    """Return one note for the cells in error and the formulas without a value that no other finding names."""
    known = {one.cell for one in told if one.sheet == sheet.name}
    cells = [
        sheet.reference(*place)
        for place, cell in sorted(sheet.cells.items())
        if parse_figure(cell).state in (CellState.ERROR, CellState.NO_VALUE)
    ]
    rest = [cell for cell in cells if cell not in known]
    if not rest:
        return []
    facts = {"cells": "、".join(rest[:MOST]), "count": str(len(rest))}
    return [Finding("cells-without-value", sheet.name, rest[0], facts)]
