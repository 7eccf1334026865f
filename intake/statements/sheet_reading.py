"""Sheet by sheet: find the tables, place and judge their numbers, and account for every one."""

from intake.sheets.sheet import TOP, Sheet
from intake.statements.accounting import close_number, judge_repeats, origin_of, set_rest_aside
from intake.statements.answering.cell_corrections import correct_cells, find_corrections
from intake.statements.asking import ask_targets, ask_unread, set_carried_aside
from intake.statements.checks.every_check import CHECKS
from intake.statements.checks.hidden_cells import find_hidden
from intake.statements.checks.lost_cells import find_without_value
from intake.statements.columns import describe_columns
from intake.statements.districts import sum_districts
from intake.statements.given_period import apply_given, find_contradicted
from intake.statements.heads import fingerprint_of, line_of
from intake.statements.hints import find_answered_words, find_counted, find_lines, parse_hints
from intake.statements.judging import TableJudgement
from intake.statements.resolving.stating import resolve_table
from intake.statements.workbook_reading import WorkbookReading, is_words
from intake.tables.dating import dated_titles
from intake.tables.document_days import find_document_days
from intake.tables.figure_table import FigureTable
from intake.tables.finding_tables import find_tables
from intake.tables.line_kinds import SheetLine, shared_lines
from intake.tables.merged import MergedSheet
from intake.tables.placed import PlacedTable
from intake.tables.placing import place_numbers
from intake.tables.surroundings import Context, read_context


def read_sheet(sheet: Sheet, reading: WorkbookReading) -> None:
    """Read every table of a sheet and set aside the numbers outside of them.

    A sheet of words alone has nothing to be read, however many they are: none of them is understood.
    """
    grid = MergedSheet(sheet)
    wordy = all(map(is_words, sheet.cells.values()))
    tables = () if wordy else find_tables(sheet, reading.vocabulary)
    reading.findings += find_hidden(sheet)
    reading.set_lost_aside(sheet)
    titles: tuple[SheetLine, ...] = tuple(SheetLine(line, row, 1) for row, line in enumerate(sheet.before, TOP + 1))
    dated = dated_titles(tables)
    for table in tables:
        stated = read_context(table, reading.file, reading.vocabulary, titles, dated)
        titles = titles or shared_lines(table.above)
        context = _with_given(stated, table, reading)
        placed = place_numbers(table, grid, context, reading.vocabulary)
        placed.is_period_given = context is not stated
        _judge(placed, reading, fingerprint_of(placed, reading.vocabulary.plan.province, stated))
    if any(placed.context.allocation for placed in reading.tables if placed.table.sheet is sheet):
        reading.document_days += find_document_days(sheet, tables)
    set_rest_aside(sheet, tables, reading)
    reading.findings += find_without_value(sheet, reading.findings)


def _with_given(context: Context, table: FigureTable, reading: WorkbookReading) -> Context:
    if reading.period is None:
        return context
    reading.findings += find_contradicted(context, reading.period, table.sheet.name)
    return apply_given(context, reading.period)


def _judge(placed: PlacedTable, reading: WorkbookReading, fingerprint: str) -> None:
    """Resolve, check and account for the numbers of a table."""
    judgement = _begin(placed, reading, fingerprint)
    reading.cells_corrected |= correct_cells(judgement, find_corrections(reading.hints))
    resolve_table(judgement, reading.city)
    for check in CHECKS:
        check(judgement)
    set_carried_aside(judgement)
    ask_targets(judgement)
    ask_unread(judgement)
    reading.observations += sum_districts(judgement, lambda number: origin_of(number, placed, reading))
    judge_repeats(judgement, reading)
    for number in judgement.numbers:
        close_number(number, judgement, reading)
    reading.columns += describe_columns(judgement)
    reading.questions += judgement.questions
    lines = {line_of(number, placed) for number in placed.numbers} if judgement.overruling else set()
    reading.corrected |= {(fingerprint, *line) for line in judgement.overruling if line in lines}
    reading.findings += sorted(judgement.findings, key=lambda f: f.cell is None)
    reading.tables.append(placed)


def _begin(placed: PlacedTable, reading: WorkbookReading, fingerprint: str) -> TableJudgement:
    """Return the judgement of a table with all that the reporter has said of it."""
    plan, hints = reading.vocabulary.plan, reading.hints
    return TableJudgement(
        placed,
        reading.vocabulary,
        find_lines(parse_hints(hints, plan), fingerprint),
        find_counted(hints, plan),
        find_answered_words(hints, plan, fingerprint, "passed"),
        find_answered_words(hints, plan, fingerprint, "left"),
        fingerprint,
        find_lines(parse_hints(hints, plan, overrules=True), fingerprint),
        reading.today,
    )
