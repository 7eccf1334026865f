"""A sheet while it is being read: filled cells only, within one budget for the whole file."""

from intake.sheets.sheet import Cell, LostCell, Sheet, Unreadable

MAX_CELLS = 4_000_000
MAX_TEXT = 1_000_000  # a cell of a spreadsheet holds at most 32,767 characters
MAX_MERGES = 100_000

Area = tuple[int, int, int, int]


class Budget:
    """How many filled cells the sheets of one file may still hold."""

    def __init__(self, cells: int = MAX_CELLS) -> None:
        self.limit = cells
        self.left = cells

    def spend(self) -> None:
        """Take one cell; raise `Unreadable` when there are none left."""
        self.left -= 1
        if self.left < 0:
            raise Unreadable("too-large", reason="cells", limit=f"{self.limit:,}")


class FillingSheet:
    """Cells, merges and hidden lines of one sheet, in any order."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_spans: list[tuple[int, int]] = []
        self.lost: list[LostCell] = []

    def put(self, row: int, column: int, cell: Cell | None) -> None:
        """Keep a cell with something in it."""
        if cell is None:
            return
        if len(cell.text) > MAX_TEXT:
            raise Unreadable("too-large", reason="text", limit=f"{MAX_TEXT:,}")
        self.budget.spend()
        if cell.struck:
            self.lost.append(LostCell(row, column, cell, "struck-out"))
        else:
            self.cells[row, column] = cell

    def merge(self, area: Area) -> None:
        """Note a merged range of more than one cell."""
        if area[0] != area[2] or area[1] != area[3]:
            if len(self.merges) >= MAX_MERGES:
                raise Unreadable("too-large", reason="merges", limit=f"{MAX_MERGES:,}")
            self.merges.append(area)

    def finish(self, name: str, hidden: bool = False) -> Sheet:
        """Return the sheet: merges cut to where cells are, what a merge covers left out."""
        last_row = max((row for row, _ in self.cells), default=0)
        last_column = max((column for _, column in self.cells), default=0)
        merges = []
        for top, left, bottom, right in self.merges:
            area = (top, left, min(bottom, last_row), min(right, last_column))
            if area[2] >= top and area[3] >= left and area[:2] != area[2:]:
                merges.append(area)
                self._uncover(area)
        rows = {row for row, _ in self.cells}
        columns = {column for _, column in self.cells}
        return Sheet(
            name,
            self.cells,
            tuple(merges),
            frozenset(self.hidden_rows & rows),
            frozenset(c for c in columns if any(a <= c <= b for a, b in self.hidden_spans)),
            hidden,
            lost=tuple(sorted(self.lost, key=lambda one: (one.row, one.column))),
        )

    def _uncover(self, area: Area) -> None:
        top, left, bottom, right = area
        if (bottom - top + 1) * (right - left + 1) <= len(self.cells):
            places = [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]
        else:
            places = [p for p in self.cells if top <= p[0] <= bottom and left <= p[1] <= right]
        for place in places:
            if place != (top, left):
                cell = self.cells.pop(place, None)
                if cell is not None:
                    self.lost.append(LostCell(*place, cell, "covered-cells"))
