"""A page or document as lines and tables in their order: each table a sheet that carries the lines around it.

A line above a table stands in a row before its first one (0, −1 …), one below it in a row behind its last: whatever
looks for titles and notes around a table finds them, and its cells are counted from its own first row.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from intake.sheets.filling import FillingSheet
from intake.sheets.sheet import Sheet
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

    def is_label(self) -> bool:
        """Whether it only lays out a line or two: names of office and month side by side, and no figure."""
        rows = Counter(row for row, _ in self.grid.cells)
        if len(rows) > _LABEL_ROWS or any(_FIGURE.fullmatch(cell.text) for cell in self.grid.cells.values()):
            return False
        return max(rows.values()) <= 2 or any(re.search("[:：]", cell.text) for cell in self.grid.cells.values())

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
        self._share_out()
        tables = [item for item in self.items if isinstance(item, Table) and item.grid.cells]
        return tuple(_close(table, f"表{number}") for number, table in enumerate(tables, 1))

    def _share_out(self) -> None:
        """Give each table the lines before it; those that close a table stay with it."""
        waiting: list[str] = []
        last: Table | None = None
        top: tuple[str, ...] = ()
        for item in self.items:
            if isinstance(item, str):
                waiting.append(item)
            elif not item.grid.cells or item.holds_tables:
                waiting += item.caption
            elif item.is_label():
                waiting += [*item.caption, *item.lines()]
            else:
                if last is not None:
                    closing = next((at for at, line in enumerate(waiting) if not _CLOSING.match(line)), len(waiting))
                    last.below, waiting = waiting[:closing], waiting[closing:]
                item.above = [*waiting, *item.caption][-NEAR:]
                item.before = top if last is not None else ()
                top = top or tuple(item.above[:FROM_TOP])
                last, waiting = item, []
        if last is not None:
            last.below = waiting[:BEHIND]


def _close(table: Table, name: str) -> Sheet:
    size = max(row for row, _ in table.grid.cells)
    # The merges of a table end with it: lines come in afterwards.
    sheet = table.grid.finish(name, table.hidden)
    for lines, first in ((table.above, 1 - len(table.above)), (table.below, size + 1)):
        for row, line in enumerate(lines, first):
            parts = enumerate(_split_line(line), 1)
            sheet.cells.update({(row, column): cell for column, part in parts if (cell := text_cell(part))})
    return replace(sheet, before=table.before, rows=size)


def _split_line(line: str) -> Sequence[str]:
    """Part a line where a tab or much room stands between texts; the letters of a widely set title are none."""
    parts = [part.strip() for part in _PARTS.split(line) if part.strip()]
    return parts if all(len(part) >= _SHORTEST_PART for part in parts) else (line,)
