"""Sheet by sheet: find the tables, place and judge their numbers, and account for every one."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from intake.findings.finding import Finding, Level
from intake.findings.first_sheet import REASON
from intake.findings.masks import mask_told
from intake.reading import Breakdown, Carried, Counts, Question, Reading, SetAside, UnderstoodColumn
from intake.sheets.sheet import TOP, Sheet
from intake.statements.asking import CARRIED, ask_assumed, ask_targets, ask_unread, set_carried_aside
from intake.statements.cell_corrections import correct_cells, find_corrections
from intake.statements.checks.county_counted import is_beside
from intake.statements.checks.every_check import CHECKS
from intake.statements.checks.hidden_cells import find_hidden
from intake.statements.checks.lost_cells import find_lost, find_without_value
from intake.statements.columns import describe_columns
from intake.statements.districts import sum_districts
from intake.statements.grounds import list_grounds
from intake.statements.hints import (
    find_answered_words,
    find_counted,
    find_lines,
    fingerprint_of,
    line_of,
    parse_hints,
)
from intake.statements.judging import TableJudgement
from intake.statements.overruling import overruling
from intake.statements.stating import resolve_table
from intake.statements.targets import target_of
from intake.tables.basis import Span
from intake.tables.document_days import find_document_days
from intake.tables.figure_table import FigureTable
from intake.tables.finding_tables import find_tables
from intake.tables.line_kinds import SheetLine, shared_lines
from intake.tables.merged import MergedSheet
from intake.tables.placing import Number, PlacedTable, place_numbers
from intake.tables.surroundings import Context, read_context
from intake.words.figures import CellState, parse_figure
from intake.words.periods import Period
from intake.words.vocabulary import Vocabulary
from metrics.observation import Observation, Origin, statement_key
from metrics.plan import Target


@dataclass(slots=True)
class SheetReading:
    """What has been understood so far of a workbook, for one plan."""

    file: str
    sha256: str
    vocabulary: Vocabulary
    city: str | None = None
    period: Period | None = None
    today: date | None = None
    hints: tuple[dict, ...] = ()
    tables: list[PlacedTable] = field(default_factory=list)
    records: list[str] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    breakdown: list[Breakdown] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    document_days: list[date] = field(default_factory=list)
    columns: list[UnderstoodColumn] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)
    corrected: set[tuple[str, int, str]] = field(default_factory=set)
    cells_corrected: set[tuple] = field(default_factory=set)
    compared: int = 0
    read: int = 0

    def set_sheet_aside(self, sheet: Sheet, reason: str) -> None:
        """Set every number of a sheet aside for one reason."""
        self.set_lost_aside(sheet, told=not sheet.hidden and reason != REASON)
        for (row, column), cell in sorted(sheet.cells.items()):
            if cell.number is not None or (cell.day is None and parse_figure(cell).state is CellState.NUMBER):
                self.aside.append(SetAside(sheet.name, sheet.reference(row, column), cell.text, reason))
        if reason != REASON:
            self.findings += find_hidden(sheet)

    def set_lost_aside(self, sheet: Sheet, *, told: bool = True) -> None:
        """Set the numbers aside that a merge covers or that are struck out."""
        findings, aside = find_lost(sheet)
        self.findings += findings if told else []
        self.aside += aside

    def set_records_aside(self, sheet: Sheet, kind: str) -> None:
        """Set a roster that cannot be read row by row aside whole."""
        self.records.append(kind)
        self.set_sheet_aside(sheet, kind)

    def close(self, format: str) -> Reading:
        """Return all that was read, findings and set-aside numbers in the order of the file."""
        total = self.read + self.compared + len(self.aside)
        if not self.observations and not self.targets and not any(one.level is not Level.NOTE for one in self.findings):
            self.findings.append(Finding("nothing-read", None, None, {"count": str(total)}))
        for key, hint in parse_hints(self.hints, self.vocabulary.plan, overrules=True).items():
            if key not in self.corrected:
                self.findings.append(Finding("answer-unused", None, None, {"text": hint.head}))
        for place, cell in find_corrections(self.hints):
            if (place, cell) not in self.cells_corrected:
                self.findings.append(Finding("correction-unused", place, cell))
        documents = [table.context.document for table in self.tables if table.context.document]
        days = tuple(dict.fromkeys(self.document_days)) if self.targets else ()
        if len(days) > 1:
            self.findings.append(Finding("document-day-open", None, None, {"days": " ".join(map(str, days))}))
        return Reading(
            self.file,
            self.sha256,
            format,
            self.vocabulary.plan.id,
            tuple(self.observations),
            tuple(self.targets),
            tuple(self.breakdown),
            tuple(self.findings),
            tuple(self.aside),
            tuple(self.columns),
            Counts(total, self.read, self.compared, len(self.aside)),
            document=next(iter(documents), None),
            document_days=days,
            questions=tuple(self.questions),
            carried=tuple(self.carried),
        )


def read_sheet(sheet: Sheet, reading: SheetReading) -> None:
    """Read every table of a sheet and set aside the numbers outside of them."""
    grid = MergedSheet(sheet)
    tables = find_tables(sheet, reading.vocabulary)
    reading.findings += find_hidden(sheet)
    reading.set_lost_aside(sheet)
    titles: tuple[SheetLine, ...] = tuple(SheetLine(line, row, 1) for row, line in enumerate(sheet.before, TOP + 1))
    for table in tables:
        stated = read_context(table, reading.file, reading.vocabulary, titles)
        titles = titles or shared_lines(table.above)
        context = _with_given(stated, table, reading)
        placed = place_numbers(table, grid, context, reading.vocabulary)
        placed.is_period_given = context is not stated
        _judge(placed, reading, fingerprint_of(placed, reading.vocabulary.plan.province, stated))
    if any(placed.context.allocation for placed in reading.tables if placed.table.sheet is sheet):
        reading.document_days += find_document_days(sheet, tables)
    _set_rest_aside(sheet, tables, reading)
    reading.findings += find_without_value(sheet, reading.findings)


def _with_given(context: Context, table: FigureTable, reading: SheetReading) -> Context:
    """Return what the surroundings say, with the period that was given besides where they leave it open."""
    if reading.period is None:
        return context
    stated = context.period
    if (
        stated
        and stated.year
        and (stated.end, stated.first) != (reading.period.end, reading.period.first)
        and not _leaves_open(stated, reading.period)
    ):
        reading.findings.append(
            Finding(
                "hint-contradicted",
                table.sheet.name,
                None,
                {"stated": stated.end.isoformat(), "given": reading.period.end.isoformat()},
            )
        )
        return context
    if stated and not _leaves_open(stated, reading.period):
        return context
    return replace(
        context, periods=(reading.period, *context.periods), title_period=context.title_period or reading.period
    )


def _leaves_open(stated: Period, given: Period) -> bool:
    """A year leaves its months open; a month without a year leaves the year open."""
    if stated.year is None:
        return stated.last == given.last
    return stated.year == given.year and (stated.first, stated.last) == (1, 12) and not stated.cutoff


def _judge(placed: PlacedTable, reading: SheetReading, fingerprint: str) -> None:
    plan, hints = reading.vocabulary.plan, reading.hints
    overruling = find_lines(parse_hints(hints, plan, overrules=True), fingerprint)
    judgement = TableJudgement(
        placed,
        reading.vocabulary,
        find_lines(parse_hints(hints, plan), fingerprint),
        find_counted(hints, plan),
        find_answered_words(hints, plan, fingerprint, "passed"),
        find_answered_words(hints, plan, fingerprint, "left"),
        fingerprint,
        overruling,
        reading.today,
    )
    reading.cells_corrected |= correct_cells(judgement, find_corrections(hints))
    resolve_table(judgement, reading.city)
    for check in CHECKS:
        check(judgement)
    set_carried_aside(judgement)
    ask_targets(judgement)
    ask_unread(judgement)
    sums = sum_districts(judgement, lambda number: _origin_of(number, placed, reading))
    reading.observations += sums
    _judge_repeats(judgement, reading)
    for number in placed.numbers:
        _close_number(number, judgement, reading)
    reading.columns += describe_columns(judgement)
    reading.questions += judgement.questions
    lines = {line_of(number, placed) for number in placed.numbers} if overruling else set()
    reading.corrected |= {(fingerprint, *line) for line in overruling if line in lines}
    reading.findings += sorted(judgement.findings, key=lambda f: f.cell is None)
    reading.tables.append(placed)


def _judge_repeats(judgement: TableJudgement, reading: SheetReading) -> None:
    """A statement that an earlier table made too is compared with it; where both differ neither stands."""
    known = {one.key: one for one in reading.observations}
    for number in judgement.placed.numbers:
        if not (number.open and number.span and number.value is not None and number.role == "actual" and number.city):
            continue
        span = number.span
        earlier = known.get(statement_key(number.metric or "", number.city, span.basis, span.start, span.end))
        if earlier is None:
            continue
        if abs(earlier.value - number.value) <= max(earlier.precision, number.step) / 2:
            number.outcome = "compared"
            continue
        at = f"{earlier.origin.sheet}!{earlier.origin.cell}"
        judgement.tell(
            "statements-disagree",
            (number.row, number.column),
            city=number.city,
            metric=number.metric,
            value=str(number.value),
            standing=str(earlier.value),
            file=reading.file,
            place=at,
        )
        number.set_aside("statements-disagree")
        reading.observations.remove(earlier)
        reading.read -= 1
        reading.aside.append(
            SetAside(earlier.origin.sheet, earlier.origin.cell, earlier.origin.raw, "statements-disagree")
        )


def _close_number(number: Number, judgement: TableJudgement, reading: SheetReading) -> None:
    """Turn a resolved number into a statement, or say why it is none."""
    placed = judgement.placed
    if number.open and number.value is not None and number.metric and number.city:
        _state(number, judgement, reading)
    if number.open and number.total_over:
        number.set_aside("total")
    number.set_aside(number.reason or "unplaced")
    if number.outcome == "set_aside":
        reading.aside.append(SetAside(placed.sheet.name, placed.reference(number), number.cell.text, number.reason))
        _keep_district(number, placed, reading)
        _keep_carried(number, placed, reading)
    elif number.outcome == "compared":
        reading.compared += 1
    elif number.outcome == "read":
        reading.read += 1


def _state(number: Number, judgement: TableJudgement, reading: SheetReading) -> None:
    plan, placed = reading.vocabulary.plan, judgement.placed
    origin = _origin_of(number, placed, reading)
    if number.role == "actual" and number.span:
        span = number.span
        hint = overruling(number, judgement) or judgement.hint(number)
        grounds = list_grounds(number, placed, reading.vocabulary, hint)
        if ask_assumed(number, grounds, judgement):
            return
        reading.observations.append(
            Observation(
                plan.id,
                number.metric,
                number.city,
                span.basis,
                span.start,
                span.end,
                number.value,
                number.step,
                origin,
                apart=is_beside(number),
                grounds=grounds,
            )
        )
        number.outcome = "read"
    elif number.role in ("target", "year-target"):
        target = target_of(number, plan, plan.metric(number.metric), placed.context, origin)
        if target is None:
            number.set_aside("target-span")
        else:
            reading.targets.append(target)
            number.outcome = "read"


def _keep_district(number: Number, placed: PlacedTable, reading: SheetReading) -> None:
    label = number.row_label if number.row_label.place else number.column_label
    if number.reason != "district" or not label.districts:
        return
    if kept := _statement_of(number, number.city or placed.district_city, number.span, placed, reading):
        reading.breakdown.append(Breakdown(kept, label.name))


def _keep_carried(number: Number, placed: PlacedTable, reading: SheetReading) -> None:
    if number.reason != CARRIED:
        return
    if kept := _statement_of(number, number.city, number.carried or number.span, placed, reading):
        reading.carried.append(Carried(kept, number.carried is not None))


def _statement_of(
    number: Number, city: str | None, span: Span | None, placed: PlacedTable, reading: SheetReading
) -> Observation | None:
    """Return what a number would state that is set aside."""
    if span is None or number.metric is None or number.value is None or city is None:
        return None
    plan, origin = reading.vocabulary.plan.id, _origin_of(number, placed, reading)
    value = Decimal(number.value)
    return Observation(plan, number.metric, city, span.basis, span.start, span.end, value, number.step, origin)


def _origin_of(number: Number, placed: PlacedTable, reading: SheetReading) -> Origin:
    return Origin(
        reading.sha256, reading.file, placed.sheet.name, placed.reference(number), mask_told(number.cell.text)
    )


def _set_rest_aside(sheet: Sheet, tables: tuple[FigureTable, ...], reading: SheetReading) -> None:
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
