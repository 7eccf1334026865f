"""A page or document as lines and tables in their order: each table a sheet that carries the lines around it.

A line above a table stands in a row before its first one (0, −1 …), one below it in a row behind its last: whatever
looks for titles and notes around a table finds them, and its cells are counted from its own first row.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from intake.sheets.filling import FillingSheet
from intake.sheets.sheet import Cell, Sheet
from intake.sheets.values import text_cell

#: So many lines before a table may speak of it, and so many from the top of the document of every table.
NEAR, FROM_TOP = 12, 6
#: So many lines behind the last table may be its notes.
BEHIND = 40
#: What closes a table, when another one follows.
_CLOSING = re.compile(
    r"\s*[(（]?(?:注|备注|附注|说明|填表说明|资料来源|数据来源|来源|填报人|填表人|制表人?|审核人?|复核人?|经办人|报表人"
    r"|(?:单位)?负责人|联系人|联系电话|电话|签字|盖章|\*|※|[①-⑳]|\[\d+\]|[¹²³⁴⁵⁶⁷⁸⁹])"
)
#: A paragraph longer than this is no title, unless it speaks of the table.
_LONGEST_LINE = 40
_OF_TABLE = re.compile("本表|下表|此表|表中|表内|表列|如下|以下数|口径")
_FIGURE = re.compile(r"\s*[-+]?[\d,，.．]+\s*[%％万亿千个人次]*\s*")
#: Parts of one line: a tab, or so much room between them that a reader takes them for two.
_PARTS = re.compile(r"\t+|[ \u3000\xa0]{6,}")
_SHORTEST_PART, _LABEL_ROWS = 4, 4


@dataclass(slots=True)
class Table:
    """A table of the flow while it is read: its grid, lines of its own (a caption), and what it is."""

    grid: FillingSheet
    hidden: bool = False
    holds_tables: bool = False
    caption: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    before: tuple[str, ...] = ()
    head: "Table | None" = None
    is_head: bool = False

    def heads(self, body: "Table") -> bool:
        """Whether it is the head of the table behind it: a grid of a web page may hold its head and its rows apart."""
        if self.hidden or not self.grid.cells or self._has_figures() or self.holds_tables or body.holds_tables:
            return False
        rows = Counter(row for row, _ in self.grid.cells)
        first = [cell.text for (row, _), cell in sorted(body.grid.cells.items()) if row == 1]
        fits = 1 < len(first) <= body.width() <= self.width()
        bare = bool(first) and not _FIGURE.fullmatch(first[0]) and any(_FIGURE.fullmatch(text) for text in first[1:])
        return fits and bare and len(rows) <= _LABEL_ROWS and not any(":" in text for text in self.lines())

    def width(self) -> int:
        """Return its last column that holds something."""
        return max(*(column for _, column in self.grid.cells), *(area[3] for area in self.grid.merges), 0)

    def is_label(self) -> bool:
        """Whether it only lays out a line or two: names of office and month side by side, and no figure."""
        rows = Counter(row for row, _ in self.grid.cells)
        if len(rows) > _LABEL_ROWS or self._has_figures():
            return False
        return max(rows.values()) <= 2 or any(re.search("[:：]", cell.text) for cell in self.grid.cells.values())

    @property
    def is_layout(self) -> bool:
        """Whether it only lays other tables out: it holds some, and no figure of its own."""
        return self.holds_tables and not self._has_figures()

    def hold_tables(self, flow: "Flow", texts: Sequence[str]) -> None:
        """Begin another table within this one: what stands in it so far is said of what follows."""
        if not self.holds_tables:
            self.holds_tables = True
            self.tell(flow, self.lines())
        self.tell(flow, texts)

    def tell(self, flow: "Flow", texts: Sequence[str]) -> None:
        """Say texts of a table that holds others as lines."""
        for text in texts:
            for line in text.split("\n"):
                flow.line(line)

    def _has_figures(self) -> bool:
        return any(_FIGURE.fullmatch(cell.text) for cell in self.grid.cells.values())

    def lines(self) -> list[str]:
        """Return its rows as lines."""
        rows: dict[int, list[str]] = {}
        for (row, _), cell in sorted(self.grid.cells.items()):
            rows.setdefault(row, []).append(cell.text)
        return ["\t".join(texts) for texts in rows.values()]


class Flow:
    """Lines and tables as they follow one another."""

    def __init__(self) -> None:
        self.items: list[str | Table] = []

    def line(self, text: str) -> None:
        """Add a line of text; blank ones are none."""
        if text.strip():
            self.items.append(text.strip("\r\n \t"))

    def table(self, table: Table) -> Table:
        """Add a table; it may be filled later."""
        self.items.append(table)
        return table

    def finish(self) -> tuple[Sheet, ...]:
        """Return a sheet for each table that holds something: 表1, 表2 … in the order they begin."""
        self._join_heads()
        self._share_out()
        tables = [item for item in self.items if isinstance(item, Table) and item.grid.cells]
        return tuple(_close(table, f"表{number}") for number, table in enumerate(tables, 1) if not table.is_head)

    def _share_out(self) -> None:
        """Give each table the lines before it; those that close a table stay with it."""
        waiting: list[str] = []
        last: Table | None = None
        top: tuple[str, ...] = ()
        for item in self.items:
            if isinstance(item, str):
                waiting.append(item)
            elif not item.grid.cells or item.is_layout or item.is_head:
                waiting += item.caption
            elif item.is_label():
                waiting += [*item.caption, *item.lines()]
            else:
                if last is not None:
                    closing = next((at for at, line in enumerate(waiting) if not _CLOSING.match(line)), len(waiting))
                    last.below, waiting = waiting[:closing], waiting[closing:]
                lines = [line for line in (*waiting, *item.caption) if not _is_prose(line)]
                item.above, farther = lines[-NEAR:], lines[:-NEAR]
                item.before = top if last is not None else tuple(farther[:FROM_TOP])
                top = top or tuple(lines[:FROM_TOP])
                last, waiting = item, []
        if last is not None:
            last.below = waiting[:BEHIND]

    def _join_heads(self) -> None:
        """Give a table the head that stands before it in a table of its own."""
        for one, other in itertools.pairwise(self.items):
            if isinstance(one, Table) and isinstance(other, Table) and one.heads(other):
                other.head, one.is_head = one, True


def _is_prose(line: str) -> bool:
    """Whether a line is a sentence of the text around and says nothing about the table's own figures."""
    plain = re.sub(r"\s", "", line)
    told = (len(plain) > _LONGEST_LINE and bool(re.search("[。；;]", plain))) or len(plain) > 2 * _LONGEST_LINE
    return told and not _OF_TABLE.search(plain)


def standing_cell(text: str, struck: str) -> Cell | None:
    """Return the cell of what stands in it; where all of it is struck out, a cell that says so."""
    return text_cell(text) if text.strip() or not struck.strip() else Cell(struck, struck=True)


def _close(table: Table, name: str) -> Sheet:
    size = max(row for row, _ in table.grid.cells)
    # The merges of a table end with it: lines come in afterwards.
    sheet = table.grid.finish(name, table.hidden)
    over, high = _head_of(table)
    sheet.cells.update(over.cells)
    for lines, first in ((table.above, 1 - len(table.above) - high), (table.below, size + 1)):
        for row, line in enumerate(lines, first):
            parts = enumerate(_split_line(line), 1)
            sheet.cells.update({(row, column): cell for column, part in parts if (cell := text_cell(part))})
    return replace(sheet, before=table.before, rows=size, merges=(*over.merges, *sheet.merges))


def _head_of(table: Table) -> tuple[Sheet, int]:
    """Return the head that stands in a table of its own, in the rows right before a table's first, and its height."""
    if table.head is None:
        return Sheet("", {}), 0
    head = table.head.grid.finish("")
    high = max(row for row, _ in head.cells)
    cells = {(row - high, column): cell for (row, column), cell in head.cells.items()}
    merges = tuple((top - high, left, bottom - high, right) for top, left, bottom, right in head.merges)
    return Sheet("", cells, merges), high


def _split_line(line: str) -> Sequence[str]:
    """Part a line where a tab or much room stands between texts; the letters of a widely set title are none."""
    parts = [part.strip() for part in _PARTS.split(line) if part.strip()]
    return parts if all(len(part) >= _SHORTEST_PART for part in parts) else (line,)
