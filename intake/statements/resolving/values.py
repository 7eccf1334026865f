"""The value of a placed number in its metric's base unit, or the doubt that keeps it from being read."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from intake.statements.answering.answers import FEW_SESSIONS, answer_unit, answers_unit
from intake.statements.judging import TableJudgement
from intake.statements.resolved import ACTUAL, TARGETS, JudgedNumber
from intake.statements.spans import resolve_period
from intake.tables.placed import PlacedTable
from intake.words.figures import CellState
from intake.words.lexicon import UNITS
from intake.words.units import UnitProblem, scale
from metrics.observation import Basis
from metrics.plan import Metric

#: A single city beyond this many times the province's target was read in a wrong unit.
SUSPECT_TIMES = 10
#: A ratio below this part of its least value was typed as a fraction of 1.
SUSPECT_PARTS = 20
#: Spreadsheets keep 15 digits: a longer whole number is not the one that was typed.
TOO_LARGE = 10**15
_PAIR = re.compile(r"\s*\d[\d.,]*\s*[/／]\s*\d")
_DOUBTS = {
    CellState.ERROR: "error-cell",
    CellState.NO_VALUE: "formula-without-value",
    CellState.TEXT: "not-a-number",
    CellState.APPROXIMATE: "approximate-value",
}


def resolve_value(number: JudgedNumber, judgement: TableJudgement) -> None:
    """Give a placed number its value in the metric's base unit, or set it aside with the doubt against it."""
    if number.figure.state is not CellState.NUMBER:
        if number.figure.state in _DOUBTS and number.total_over in (None, "districts") and number.metric:
            judgement.tell(_DOUBTS[number.figure.state], number.at, raw=number.cell.text)
            number.set_aside(_DOUBTS[number.figure.state])
        return
    if number.figure.value is not None and abs(number.figure.value) >= TOO_LARGE:
        _refuse(number, judgement, "number-too-large")
        return
    metric = judgement.plan.metric(number.metric) if number.metric else None
    if metric is None or number.total_over in ("places", "mixed"):
        return
    units = answer_unit(number, judgement)
    if units is None:
        _refuse(number, judgement, "unit-suspect", unit="", metric=metric.id)
        return
    amount = scale(metric, number.figure, units, judgement.placed.context.units, number.cell.decimals)
    if isinstance(amount, UnitProblem):
        _refuse(number, judgement, "unit-suspect", unit=amount.unit, metric=metric.id)
    elif _is_suspect(amount.value, metric):
        _refuse(number, judgement, "unit-suspect", unit="、".join(number.meaning.units), metric=metric.id)
    elif amount.value < 0 and number.role == ACTUAL and number.span and number.span.basis is Basis.DURING:
        judgement.tell("amount-reduced", number.at, raw=number.cell.text)
        number.amount = amount
    elif amount.value < 0:
        _refuse(number, judgement, "negative-value")
    elif metric.whole and amount.value != amount.value.to_integral_value():
        _refuse(number, judgement, "not-whole", unit=metric.unit)
    else:
        number.amount = amount


def _is_suspect(value: Decimal, metric: Metric) -> bool:
    largest = max((target.value for target in metric.targets), default=None)
    if not metric.kind.adds_up:  # 0.62 under （%） is 62 % typed as a fraction
        return largest is not None and not largest / SUSPECT_PARTS <= value <= 100
    return largest is not None and value > SUSPECT_TIMES * largest


def _refuse(number: JudgedNumber, judgement: TableJudgement, slug: str, **facts: str) -> None:
    judgement.tell(slug, number.at, raw=number.cell.text, **facts)
    number.set_aside(slug)


def doubt_unprinted_units(judgement: TableJudgement) -> None:
    """Where no unit is printed, one fraction (or figures too small for sessions) puts the whole column in doubt."""
    placed = judgement.placed
    columns: dict[tuple, list[JudgedNumber]] = defaultdict(list)
    for number in judgement.numbers:
        if number.metric and number.role == ACTUAL and not number.meaning.units and not placed.context.units:
            if answers_unit(number, judgement):
                continue
            columns[number.column if number.row_label.place else number.row, number.metric].append(number)
    for (_, metric), numbers in columns.items():
        found = [
            (n, n.value)
            for n in numbers
            if n.open and n.value is not None and not n.figure.unit and n.figure.magnitude == 1
        ]
        fraction = any(n.reason == "not-whole" for n in numbers)
        small = (
            judgement.plan.metric(metric).unit == "人次" and "人次" not in _words(numbers, placed) and len(found) > 0
        )
        if fraction or (small and all(value < FEW_SESSIONS for _, value in found)):
            for number, _ in found:
                _refuse(number, judgement, "unit-suspect", unit="", metric=metric)


def doubt_beside_scaled(judgement: TableJudgement) -> None:
    """A figure without a unit beside one of the same metric in 万 may be in 万 too, or not: nobody can tell."""
    if judgement.placed.context.units:
        return
    stated = [n for n in judgement.numbers if n.metric and any(UNITS[unit][1] > 1 for unit in n.meaning.units)]
    scaled = {(n.metric, n.place_line) for n in stated}
    for number in judgement.numbers:
        bare = not number.meaning.units and not number.figure.unit and number.figure.magnitude == 1
        told = number.role in (ACTUAL, *TARGETS) and (number.metric, number.place_line) in scaled
        if bare and told and number.open and number.value is not None and not answers_unit(number, judgement):
            _refuse(number, judgement, "unit-suspect", unit="", metric=number.metric or "")


def _words(numbers: list[JudgedNumber], placed: PlacedTable) -> str:
    return " ".join(
        [
            *(n.meaning.text for n in numbers),
            *(line.text for line in (*placed.table.above, *placed.table.below)),
            placed.sheet.name,
        ]
    )


def tell_pairs(judgement: TableJudgement) -> None:
    """Two numbers in one cell (目标/完成 as 9/4) are no number; they are said, never dropped."""
    placed = judgement.placed
    for column in placed.columns:
        if column.kind in ("figures", "text"):
            for row in placed.table.rows:
                cell = placed.sheet.cells.get((row, column.index))
                if cell is not None and _PAIR.match(cell.text):
                    judgement.tell("not-a-number", (row, column.index), raw=cell.text)


def tell_blanks(judgement: TableJudgement) -> None:
    """未报 is said for each empty place of a column (or period) that others have filled, or of an empty form."""
    filled = {number.column for number in judgement.numbers if number.figure.state is CellState.NUMBER}
    for number in judgement.numbers:
        blank = number.figure.state is CellState.BLANK and (number.column in filled or not filled)
        said = number.figure.state in (CellState.NOT_REPORTED, CellState.NOT_APPLICABLE)
        if number.city is None or number.metric is None or number.role != ACTUAL or not (blank or said):
            continue
        stated = number.outcome is None and not number.is_district and number.total_over is None
        if stated and not _is_future(number, judgement):
            judgement.tell("not-reported", number.at, raw=number.cell.text, city=number.city, metric=number.metric)


def _is_future(number: JudgedNumber, judgement: TableJudgement) -> bool:
    """An empty month after the table's last filled one is not due yet."""
    period = resolve_period(number.meaning, judgement.placed.context)
    if period is None or period.year is None or not number.meaning.periods:
        return False
    ends = _filled_ends(judgement.numbers)
    return bool(ends) and period.end > max(ends)


def _filled_ends(numbers: Iterable[JudgedNumber]) -> list[date]:
    return [number.span.end for number in numbers if number.span and number.figure.state is CellState.NUMBER]
