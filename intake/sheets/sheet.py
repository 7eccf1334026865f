"""A workbook as a grid of cells, whatever file it came from."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

#: The lines at the top of a document stand in the rows behind this one, far above those around a table.
TOP = -1000


class Unreadable(Exception):
    """A file that cannot be read: the slug of its finding, and facts for its sentence.

    Slugs are ``unreadable-file``, ``password-protected`` and ``too-large``; ``facts["reason"]``
    names the cause or the limit that was hit.
    """

    def __init__(self, slug: str, **facts: str) -> None:
        super().__init__(slug, facts)
        self.slug = slug
        self.facts = facts


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1: 1 is A, 28 is AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell.

    Attributes
    ----------
    text
        What stands in the cell: typed text stripped of nothing, the number in plain digits, or a
        date or time as its number format prints it (2019年6月).
    number
        Exact value of a numeric cell (never of a text that looks like one).
    day
        Value of a date cell (1900 and 1904 systems already resolved); `number` is then ``None``.
    error
        ``#REF!`` and its like; also kept in `text`.
    formula
        The formula's text, ``=SUM(B4:B13)``; `number`/`text`/`error` hold the cached value, and all
        three are empty when the file carries none.
    decimals
        Digits printed after the point by the cell's number format; ``None`` for General.
    percent
        The number format is a percentage: 0.52 prints as 52%.
    scale
        What the number format divides by before printing: 10000 where 361100 prints as 36.11
        (``0!.0000``), else 1. `number` stays the stored value.
    before, behind
        The words that the number format prints around the number (``0"万人次"``); `text` has them, too.
    struck
        All of it is struck out: whoever did so no longer holds it to be true.
    """

    text: str
    number: Decimal | None = None
    day: date | None = None
    error: str | None = None
    formula: str | None = None
    decimals: int | None = None
    percent: bool = False
    scale: int = 1
    before: str = ""
    behind: str = ""
    struck: bool = False


Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LostCell:
    """A cell that the file holds and nobody sees as valid, and `why`.

    ``covered-cells``, ``struck-out``, or ``readers-disagree``: `other` is then what another reader sees there.
    """

    row: int
    column: int
    cell: Cell
    why: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: filled cells by (row, column), both counted from 1.

    `merges` are (first row, first column, last row, last column); only the first cell of a merge
    is filled; what it covers, and what is struck out, is `lost`. `hidden_rows`/`hidden_columns` name
    only rows and columns that hold something; they are unknown where `Workbook.losses` has ``hidden-rows``.

    A table of a page or document carries the lines around it: those above in rows before 1, those below behind its
    own `rows`; `before` are the lines at the top of the document, which speak of its later tables too.
    """

    name: str
    cells: dict[tuple[int, int], Cell]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    before: tuple[str, ...] = ()
    rows: int | None = None
    lost: tuple[LostCell, ...] = ()

    def reference(self, row: int, column: int) -> str:
        """Return D6; ↑2 and ↓1 are the second line above a table and the first below it, ⇈1 its document's first."""
        if row <= TOP + len(self.before):
            return f"⇈{row - TOP}"
        if row < 1:
            return f"↑{1 - row}"
        if self.rows is not None and row > self.rows:
            return f"↓{row - self.rows}"
        return f"{column_letters(column)}{row}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a file, in order; `format` is what the content is, whatever the file's name.

    `losses` names what the format or its reader cannot tell: ``formulas``, ``number-formats``,
    ``hidden-rows``, ``merges``, ``error-cells``.
    `missing` are the names of sheets that the file names and does not hold, `once` of those that no second
    reader could read.
    """

    format: str
    sheets: tuple[Sheet, ...]
    has_macros: bool = False
    losses: tuple[str, ...] = field(default=())
    missing: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
