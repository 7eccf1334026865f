"""A table with its numbers placed: what each cell, its row, its column and the lines around the table say."""

from dataclasses import dataclass, field

from intake.sheets.sheet import Cell, Sheet
from intake.tables.figure_table import FigureTable
from intake.tables.heads import HeadColumn
from intake.tables.merged import MergedSheet
from intake.tables.surroundings import Context
from intake.words.figures import Figure
from intake.words.labels import Label, PlaceMeaning
from intake.words.vocabulary import Meaning


@dataclass(slots=True, kw_only=True, eq=False)
class PlacedNumber:
    """One number, or the place of one, with what is said of it; nothing is concluded yet.

    `place` and `city` are those that its row or column names, where one does; `total_over` what it sums (``places``,
    ``periods``, ``mixed``) where it is a total, and `aside` why its column holds no figures at all. `merged_over`
    names the places, periods or metrics over which its cell was merged; `part_in_cell` is what stands in brackets
    behind it.
    """

    row: int
    column: int
    cell: Cell
    figure: Figure
    meaning: Meaning
    row_label: Label
    column_label: Label
    header: str
    place: PlaceMeaning | None = None
    city: str | None = None
    total_over: str | None = None
    aside: str | None = None
    merged_over: tuple[str, ...] = ()
    part_in_cell: str | None = None

    @property
    def at(self) -> tuple[int, int]:
        """Where it stands: row and column."""
        return self.row, self.column

    @property
    def label(self) -> Label:
        """The label that names its place: its row's, else its column's."""
        return self.row_label if self.row_label.place else self.column_label

    @property
    def heads_total(self) -> bool:
        """Whether its column is a 合计."""
        return self.column_label.place in (PlaceMeaning.TOTAL, PlaceMeaning.SUBTOTAL) or self.column_label.meaning.whole

    @property
    def head_line(self) -> tuple[str, int]:
        """The column of a number, or its row where places stand across: what shares one head."""
        return ("row", self.row) if self.column_label.place else ("column", self.column)

    @property
    def place_line(self) -> tuple[str, int]:
        """The row of a number, or its column where places stand across: what is said of one place."""
        return ("column", self.column) if self.column_label.place else ("row", self.row)


@dataclass(slots=True)
class PlacedTable:
    """A table with its numbers placed; what the judgements work on.

    `cities` are those that have a label of their own.
    """

    table: FigureTable
    sheet: Sheet
    context: Context
    columns: tuple[HeadColumn, ...]
    labels: dict[int, Label]
    grid: MergedSheet
    numbers: list[PlacedNumber] = field(default_factory=list)
    district_city: str | None = None
    is_period_given: bool = False
    cities: frozenset[str] = frozenset()

    @property
    def cities_across(self) -> bool:
        return any(column.label.place is PlaceMeaning.CITY for column in self.columns)

    def reference(self, number: PlacedNumber) -> str:
        return self.sheet.reference(number.row, number.column)
