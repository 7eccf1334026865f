"""What the judgements on one table share: its numbers, the words, and the findings told once a place."""

from dataclasses import dataclass, field

from intake.findings.finding import Finding
from intake.statements.hints import Hint
from intake.tables.placing import Number, PlacedTable
from intake.words.vocabulary import Vocabulary
from metrics.plan import Plan


@dataclass(slots=True)
class TableJudgement:
    """Findings gathered while the numbers of one table are resolved.

    `hints` are the answers by column, `counted` those by county, `passed` the words that change nothing.
    """

    placed: PlacedTable
    vocabulary: Vocabulary
    hints: dict[int, Hint] = field(default_factory=dict)
    counted: dict[str, str] = field(default_factory=dict)
    passed: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    _told: set[tuple[str, str]] = field(default_factory=set)

    @property
    def plan(self) -> Plan:
        return self.vocabulary.plan

    def tell(self, slug: str, at: tuple[int, int] | None, **facts: str) -> None:
        """Add a finding at a cell, once a place."""
        cell = self.placed.sheet.reference(*at) if at else ""
        if (slug, cell) not in self._told:
            self._told.add((slug, cell))
            self.findings.append(Finding(slug, self.placed.sheet.name, cell or None, facts))

    def tell_hint(self, slug: str, number: Number, **facts: str) -> None:
        """Say at a column's head that an answer was used, or was not because the sheet says otherwise."""
        self.tell(slug, self.head(number), text=number.header or self.placed.sheet.name, **facts)

    def text_at(self, at: tuple[int, int]) -> str:
        cell = self.placed.sheet.cells.get(at)
        return cell.text if cell else self.placed.sheet.name

    def place_label(self, number: Number) -> tuple[int, int] | None:
        """Return where the place of a number is named."""
        return number.row_label.at or number.column_label.at

    def head(self, number: Number) -> tuple[int, int]:
        """Return where the head of a number's column stands, or its row's label where there is no head."""
        heads = self.placed.table.heads
        return (heads[-1], number.column) if heads else (number.row, self.placed.table.columns[0])
