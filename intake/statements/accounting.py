"""What becomes of each number of a table in the end: stated, kept, compared, or set aside with the reason."""

from dataclasses import replace

from data.reference.places import find_district
from intake.findings.masks import mask_told
from intake.reading import Breakdown, Carried, SetAside
from intake.sheets.sheet import Sheet
from intake.statements.asking import CARRIED, ask_assumed
from intake.statements.checks.county_counted import is_beside
from intake.statements.judging import TableJudgement
from intake.statements.resolved import JudgedNumber, ResolvedFigure, ResolvedNumber
from intake.statements.spans import Span
from intake.statements.targets import target_of
from intake.statements.workbook_reading import WorkbookReading
from intake.tables.figure_table import FigureTable
from intake.tables.placed import PlacedNumber, PlacedTable
from intake.words.figures import CellState, parse_figure
from metrics.observation import Observation, Origin, statement_key


def judge_repeats(judgement: TableJudgement, reading: WorkbookReading) -> None:
    """A statement that an earlier table made too is compared with it; where both differ neither stands."""
    known = {one.key: one for one in reading.observations}
    for number in judgement.numbers:
        if not (isinstance(number, ResolvedFigure) and number.open):
            continue
        span = number.span
        earlier = known.get(statement_key(number.metric, number.city, span.basis, span.start, span.end))
        if earlier is None:
            continue
        if abs(earlier.value - number.value) <= max(earlier.precision, number.step) / 2:
            number.outcome = "compared"
            continue
        judgement.tell(
            "statements-disagree",
            number.at,
            city=number.city,
            metric=number.metric,
            value=str(number.value),
            standing=str(earlier.value),
            file=reading.file,
            place=f"{earlier.origin.sheet}!{earlier.origin.cell}",
        )
        number.set_aside("statements-disagree")
        _withdraw(earlier, "statements-disagree", reading)


def _withdraw(stated: Observation, reason: str, reading: WorkbookReading) -> None:
    reading.observations.remove(stated)
    reading.read -= 1
    reading.aside.append(SetAside(stated.origin.sheet, stated.origin.cell, stated.origin.raw, reason))


def close_number(number: JudgedNumber, judgement: TableJudgement, reading: WorkbookReading) -> None:
    """Turn a resolved number into a statement, or say why it is none."""
    placed = judgement.placed
    if number.open and isinstance(number, ResolvedNumber):
        _state(number, judgement, reading)
    if number.open and number.total_over:
        number.set_aside("total")
    reason = number.reason or "unplaced"
    number.set_aside(reason)
    if number.outcome == "set_aside":
        reading.aside.append(SetAside(placed.sheet.name, placed.reference(number), number.cell.text, reason))
        _keep(number, placed, reading)
    elif number.outcome == "compared":
        reading.compared += 1
    elif number.outcome == "read":
        reading.read += 1


def _state(number: ResolvedNumber, judgement: TableJudgement, reading: WorkbookReading) -> None:
    placed = judgement.placed
    if isinstance(number, ResolvedFigure):
        if ask_assumed(number, judgement):
            return
        stated = _observe(number, number.span, placed, reading)
        reading.observations.append(replace(stated, apart=is_beside(number), grounds=number.grounds))
        number.outcome = "read"
        return
    target = target_of(number, judgement.plan, placed.context, origin_of(number, placed, reading))
    if target is None:
        number.set_aside("target-span")
    else:
        reading.targets.append(target)
        number.outcome = "read"


def _keep(number: JudgedNumber, placed: PlacedTable, reading: WorkbookReading) -> None:
    """Keep what a number that is set aside would state of a district, or of an earlier time that is carried on."""
    if not isinstance(number, ResolvedFigure):
        return
    if number.is_district and number.label.districts:
        known = find_district(reading.vocabulary.plan.province, number.city, number.label.name)
        part = known.name if known else number.label.name
        reading.breakdown.append(Breakdown(_observe(number, number.span, placed, reading), part))
    elif number.reason == CARRIED:
        kept = _observe(number, number.carried or number.span, placed, reading)
        reading.carried.append(Carried(kept, number.carried is not None))


def _observe(number: ResolvedFigure, days: Span, placed: PlacedTable, reading: WorkbookReading) -> Observation:
    said = reading.vocabulary.plan.id, number.metric, number.city, days.basis, days.start, days.end
    return Observation(*said, number.value, number.step, origin_of(number, placed, reading))


def origin_of(number: PlacedNumber, placed: PlacedTable, reading: WorkbookReading) -> Origin:
    """Return where a number stands, with what its cell shows."""
    raw = mask_told(number.cell.text)
    return Origin(reading.sha256, reading.file, placed.sheet.name, placed.reference(number), raw)


def set_rest_aside(sheet: Sheet, tables: tuple[FigureTable, ...], reading: WorkbookReading) -> None:
    """Numbers outside every table are set aside; heads are labels, not numbers."""
    covered = {
        (row, column)
        for table in tables
        for row in (*table.heads, *table.rows, *table.number_rows, *table.repeated)
        for column in table.columns
    }
    for (row, column), cell in sorted(sheet.cells.items()):
        if (row, column) not in covered and parse_figure(cell).state is CellState.NUMBER:
            reading.aside.append(SetAside(sheet.name, sheet.reference(row, column), cell.text, "outside-table"))
