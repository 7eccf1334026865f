"""An HTML table while it is read: where the next cell goes, past what spans reach down, and the text of a cell."""

import re

from intake.sheets.documents.flow import Table, standing_cell

_BLANKS = " \t\r\n\f"


class FillingTable:
    """One table being read: where the next cell goes, past what spans reach down."""

    def __init__(self, table: Table, hiding: int) -> None:
        self.table = table
        self.grid = table.grid
        #: How many hidden elements the table itself stands in.
        self.hiding = hiding
        self.row = 0
        self.column = 0
        self.in_cell = False
        self.hidden_row = False
        self.parts: list[str] = []
        self.struck: list[str] = []
        #: So many of the parts went on as a line already.
        self.told = 0
        self._spans: list[tuple[int, int, int]] = []

    def start_row(self, hidden: bool) -> None:
        self.end_cell()
        self.row += 1
        self.column = 0
        self.hidden_row = hidden
        self._spans = [span for span in self._spans if span[2] >= self.row]

    def start_cell(self, colspan: int, rowspan: int, hidden: bool) -> None:
        self.end_cell()
        if self.row == 0:
            self.start_row(False)
        first = self.column + 1
        while blocking := [b for a, b, _ in self._spans if a <= first <= b]:
            first = max(blocking) + 1
        last = first + colspan - 1
        if rowspan > 1:
            self._spans.append((first, last, self.row + rowspan - 1))
        self.grid.merge((self.row, first, self.row + rowspan - 1, last))
        self._place = (self.row, first)
        self.column = last
        self.in_cell = True
        self.parts, self.struck, self.told = [], [], 0
        if self.hidden_row:
            self.grid.hidden_rows.add(self.row)
        if hidden:
            self.grid.hidden_spans.append((first, last))

    def end_cell(self) -> None:
        """Put the cell into its place."""
        if self.in_cell:
            self.in_cell = False
            self.grid.put(*self._place, standing_cell(join_parts(self.parts), join_parts(self.struck)))

    def take_line(self) -> str:
        """Return what the cell says beyond the lines taken before."""
        line, self.told = join_parts(self.parts[self.told :]), len(self.parts)
        return line


def join_parts(parts: list[str]) -> str:
    """Return a text as a page shows it: blanks are one, and lines break where they are told to."""
    lines = re.sub(f"[{_BLANKS}]+", " ", "".join(parts)).split("\0")
    return "\n".join(line.strip(_BLANKS) for line in lines).strip(_BLANKS)
