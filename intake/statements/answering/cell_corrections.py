"""Single cells that the reporter sets right or leaves out: the raw text, the new value and the reason stay together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from intake.statements.judging import TableJudgement
from intake.words.figures import CellState, parse_text

LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class CellCorrection:
    """One cell, what is to be read there (``None``: nothing), and why."""

    sheet: str
    cell: str
    value: str | None
    reason: str


def find_corrections(given: Iterable[Mapping]) -> dict[tuple[str, str], CellCorrection]:
    """Return the corrections of single cells by sheet and cell; one without a reason or a number is none."""
    found = {}
    for one in given:
        sheet, cell, value = one.get("sheet"), one.get("cell"), one.get("value") or None
        reason = str(one.get("reason") or "").strip()
        fits = value is None or parse_text(str(value)).state is CellState.NUMBER
        if isinstance(sheet, str) and isinstance(cell, str) and cell and reason and fits:
            found[sheet, cell] = CellCorrection(sheet, cell, None if value is None else str(value), reason)
    return found


def correct_cells(judgement: TableJudgement, corrections: Mapping[tuple[str, str], CellCorrection]) -> set[tuple]:
    """Put the corrected figures in place of those printed, before anything is concluded from them."""
    used: set[tuple] = set()
    placed = judgement.placed
    for number in judgement.numbers if corrections else ():
        key = (placed.sheet.name, placed.reference(number))
        if (one := corrections.get(key)) is None or number.outcome is not None:
            continue
        facts = {"raw": number.cell.text, "reason_given": one.reason}
        if one.value is None:
            if number.figure.state not in (CellState.NUMBER, CellState.APPROXIMATE):
                continue
            judgement.tell("cell-left-out", number.at, **facts)
            number.set_aside(LEFT_OUT)
        else:
            judgement.tell("cell-corrected", number.at, value=one.value, **facts)
            number.figure = parse_text(one.value)
            text = f"{number.cell.text} → {one.value}".strip()
            number.cell = replace(number.cell, text=text, decimals=None)
        used.add(key)
    return used
