"""A sheet with its merges filled in, so that a label is found wherever it reaches."""

from dataclasses import dataclass, field

from intake.sheets.sheet import Cell, Sheet


@dataclass(slots=True)
class MergedSheet:
    """A sheet with its merges filled in for reading labels; numbers stay where they are written."""

    sheet: Sheet
    owner: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    corners: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    from_above: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    by_row: dict[int, list[tuple[int, Cell]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for r1, c1, r2, c2 in self.sheet.merges:
            if (r2 - r1 + 1) * (c2 - c1 + 1) <= 20_000:
                self.corners[r1, c1] = r2, c2
                for row in range(r1 + 1, r2 + 1):
                    self.from_above.setdefault(row, []).append((r1, c1))
                self.owner.update({(r, c): (r1, c1) for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)})
        for (row, column), cell in sorted(self.sheet.cells.items()):
            if cell.text.strip() or cell.number is not None or cell.day is not None or cell.formula:
                self.by_row.setdefault(row, []).append((column, cell))

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers this place, merges included."""
        return self.sheet.cells.get(self.owner.get((row, column), (row, column)))

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Return where the cell stands that covers this place."""
        return self.owner.get((row, column), (row, column))

    def text(self, row: int, column: int) -> str:
        cell = self.at(row, column)
        return cell.text if cell else ""

    def reach(self, row: int, column: int) -> tuple[int, int]:
        """Return the last row and column that the cell written here covers."""
        return self.corners.get((row, column), (row, column))

    def continues(self, row: int, column: int) -> bool:
        """Whether a merge from above or the left covers this place."""
        return self.owner.get((row, column), (row, column)) != (row, column)
