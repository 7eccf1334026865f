"""What has been understood so far of a workbook, for one plan."""

from dataclasses import dataclass, field
from datetime import date

from intake.findings.finding import Finding, Level
from intake.findings.first_sheet import REASON
from intake.reading import Breakdown, Carried, Counts, Question, Reading, SetAside, UnderstoodColumn
from intake.sheets.sheet import Cell, Sheet
from intake.statements.answering.cell_corrections import find_corrections
from intake.statements.checks.hidden_cells import find_hidden
from intake.statements.checks.lost_cells import find_lost
from intake.statements.hints import parse_hints
from intake.tables.placed import PlacedTable
from intake.words.figures import CellState, parse_figure
from intake.words.periods import Period
from intake.words.vocabulary import Vocabulary
from metrics.observation import Observation
from metrics.plan import Target


def is_number(cell: Cell) -> bool:
    """Tell whether a cell holds a number, also one that is written as a text."""
    return cell.number is not None or (cell.day is None and parse_figure(cell).state is CellState.NUMBER)


def is_words(cell: Cell) -> bool:
    """Tell whether a cell is plain words: no number, nothing that stands for one, and none at its beginning."""
    state = parse_figure(cell).state
    begins = any(character.isnumeric() for character in cell.text.strip()[:2])
    return state is CellState.BLANK or (state is CellState.TEXT and cell.day is None and not begins)


@dataclass(slots=True)
class WorkbookReading:
    """What the sheets read so far say, and what of it was set aside or found wrong.

    `city`, `period` and `hints` are what the reporter says besides; `corrected` and `cells_corrected` what of that
    was used.
    """

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
            if is_number(cell):
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
        self._tell_unused()
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

    def _tell_unused(self) -> None:
        """Tell of each correction that no table of the file had a place for."""
        for key, hint in parse_hints(self.hints, self.vocabulary.plan, overrules=True).items():
            if key not in self.corrected:
                self.findings.append(Finding("answer-unused", None, None, {"text": hint.head}))
        for place, cell in find_corrections(self.hints):
            if (place, cell) not in self.cells_corrected:
                self.findings.append(Finding("correction-unused", place, cell))
