"""What the judgements on one table share: its numbers, the words, and the findings told once a place."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from intake.findings.finding import Finding
from intake.reading import Question
from intake.statements.heads import line_of
from intake.statements.hints import Hint
from intake.statements.resolved import JudgedNumber
from intake.tables.placed import PlacedTable
from intake.words.vocabulary import Vocabulary
from metrics.plan import Plan


@dataclass(slots=True)
class TableJudgement:
    """Findings gathered while the numbers of one table are resolved.

    `hints` are the answers by line (`hints.line_of`), `counted` those by county, `passed` the words that change
    nothing, `left` those because of which numbers are left unread, `overruling` the reporter's corrections by line,
    and `overruled` what they changed: stated and said of metric, span and unit. Of days after `today` it is told that
    they are to come.
    """

    placed: PlacedTable
    vocabulary: Vocabulary
    hints: dict[tuple[int, str], Hint] = field(default_factory=dict)
    counted: dict[str, str] = field(default_factory=dict)
    passed: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    fingerprint: str = ""
    overruling: dict[tuple[int, str], Hint] = field(default_factory=dict)
    today: date | None = None
    overruled: dict[tuple[int, str], tuple[JudgedNumber, dict[str, tuple[Any, Any]]]] = field(default_factory=dict)
    numbers: list[JudgedNumber] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _told: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.numbers = [JudgedNumber.of(one) for one in self.placed.numbers]

    @property
    def plan(self) -> Plan:
        return self.vocabulary.plan

    def hint(self, number: JudgedNumber) -> Hint | None:
        """Return the answer that a number falls under: that of its row, else that of its whole column."""
        if not self.hints:
            return None
        column, row = line_of(number, self.placed)
        return self.hints.get((column, row)) or self.hints.get((column, ""))

    def tell(self, slug: str, at: tuple[int, int] | None, **facts: str) -> None:
        """Add a finding at a cell, once a place."""
        cell = self.placed.sheet.reference(*at) if at else ""
        if (slug, cell) not in self._told:
            self._told.add((slug, cell))
            self.findings.append(Finding(slug, self.placed.sheet.name, cell or None, facts))

    def tell_hint(self, slug: str, number: JudgedNumber, **facts: str) -> None:
        """Say at a column's head that an answer was used, or was not because the sheet says otherwise."""
        self.tell(slug, self.head(number), text=number.header or self.placed.sheet.name, **facts)

    def text_at(self, at: tuple[int, int]) -> str:
        cell = self.placed.sheet.cells.get(at)
        return cell.text if cell else self.placed.sheet.name

    def place_label(self, number: JudgedNumber) -> tuple[int, int] | None:
        """Return where the place of a number is named."""
        return number.row_label.at or number.column_label.at

    def head(self, number: JudgedNumber) -> tuple[int, int]:
        """Return where the head of a number's column stands, or its row's label where there is no head."""
        heads = self.placed.table.heads
        return (heads[-1], number.column) if heads else (number.row, self.placed.table.columns[0])
