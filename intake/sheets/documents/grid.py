"""The cells of a Word table by row and column: a column is what a reader sees as one."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from intake.sheets.filling import Area

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Lines of the grid that stand no farther apart than this (twentieths of a point: 2.5 mm) are one, drawn by hand.
_NEAR = 142
#: The width of a column of which nothing is said.
_USUAL = 1000
_MOST_COLUMNS = 200


@dataclass(slots=True)
class WordCell:
    """A cell: its element, and between which lines of the table's grid it stands.

    `merged` is what it says of a merge down its column.
    """

    element: etree._Element
    row: int
    first: int
    last: int
    merged: str | None
    column: int = 0
    until: int = 0


class WordGrid:
    """The cells of a table with their places, its merges and hidden rows, all counted from 1."""

    def __init__(self, table: etree._Element) -> None:
        self.hidden_rows: set[int] = set()
        self.cells = list(self._read_cells(table))
        self._place_columns(_grid_lines(table))
        self.merges = list(self._join())

    def _read_cells(self, table: etree._Element) -> Iterator[WordCell]:
        for row, line in enumerate(_within(table, "tr"), 1):
            look = line.find(f"{_W}trPr")
            if look is not None and look.find(f"{_W}hidden") is not None:
                self.hidden_rows.add(row)
            at = _number(look, "gridBefore", 0)
            for cell in _within(line, "tc"):
                about = cell.find(f"{_W}tcPr")
                wide = max(_number(about, "gridSpan", 1), 1)
                merge = about.find(f"{_W}vMerge") if about is not None else None
                merged = None if merge is None else merge.get(f"{_W}val", "continue")
                yield WordCell(cell, row, at, at + wide, merged)
                at += wide

    def _place_columns(self, lines: list[int]) -> None:
        """Number the columns between the lines of the grid at which cells begin or end."""
        most = max((cell.last for cell in self.cells), default=0)
        lines += [lines[-1] + _USUAL * (number + 1) for number in range(most + 1 - len(lines))]
        used = sorted({lines[at] for cell in self.cells for at in (cell.first, cell.last)})
        for near in (_NEAR, 0):
            columns: dict[int, int] = {}
            for line in used:
                before = [one for one in columns if line - one <= near]
                columns[line] = columns[max(before)] if before else len(set(columns.values())) + 1
            if near == 0 or all(columns[lines[one.first]] < columns[lines[one.last]] for one in self.cells):
                break
        first = min((columns[lines[cell.first]] for cell in self.cells), default=1)
        for cell in self.cells:
            cell.column = columns[lines[cell.first]] - first + 1
            cell.until = max(columns[lines[cell.last]] - first, cell.column)

    def _join(self) -> Iterator[Area]:
        """Yield the merged ranges: over columns within a row, and down over cells that continue the one above."""
        above: dict[int, WordCell] = {}
        ends: dict[int, int] = {}
        for cell in self.cells:
            top = above.get(cell.column)
            if cell.merged == "continue" and top is not None and ends[id(top)] == cell.row - 1:
                ends[id(top)] = cell.row
                continue
            above[cell.column], ends[id(cell)] = cell, cell.row
        for cell in self.cells:
            if (bottom := ends.get(id(cell))) is not None and (bottom, cell.until) != (cell.row, cell.column):
                yield cell.row, cell.column, bottom, cell.until


def _within(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also within content controls and tracked changes."""
    for child in element:
        if child.tag == f"{_W}{name}":
            yield child
        elif isinstance(child.tag, str) and child.tag not in (f"{_W}tr", f"{_W}tc", f"{_W}tbl", f"{_W}del"):
            yield from _within(child, name)


def _grid_lines(table: etree._Element) -> list[int]:
    grid, lines = table.find(f"{_W}tblGrid"), [0]
    for column in list(grid if grid is not None else ())[:_MOST_COLUMNS]:
        width = column.get(f"{_W}w", "")
        lines.append(lines[-1] + (int(width) if width.isdigit() and 0 < int(width) < 100_000 else _USUAL))
    return lines


def _number(look: etree._Element | None, name: str, otherwise: int) -> int:
    found = look.find(f"{_W}{name}") if look is not None else None
    text = found.get(f"{_W}val", "") if found is not None else ""
    return min(int(text), _MOST_COLUMNS) if text.isdigit() and len(text) < 6 else otherwise
