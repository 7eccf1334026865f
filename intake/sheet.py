"""A workbook as a grid of cells, whatever file it came from."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from openpyxl.utils import get_column_letter


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell.

    Attributes
    ----------
    text
        What stands in the cell: typed text stripped of nothing, or the number as the file stores it.
    number
        Exact value of a numeric cell (never of a text that looks like one).
    day
        Value of a date cell (1900 and 1904 systems already resolved).
    error
        ``#REF!`` and its like; also kept in `text`.
    formula
        The formula's text, ``=SUM(B4:B13)``; `number`/`text`/`error` hold the cached value, and all
        three are empty when the file carries none.
    decimals
        Digits printed after the point by the cell's number format; ``None`` for General.
    percent
        The number format is a percentage: 0.52 prints as 52%.
    """

    text: str
    number: Decimal | None = None
    day: date | None = None
    error: str | None = None
    formula: str | None = None
    decimals: int | None = None
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: filled cells by (row, column), both counted from 1.

    `merges` are (first row, first column, last row, last column); only the first cell of a merge
    is filled. `hidden_rows`/`hidden_columns` are known for xlsx and xlsm only.
    """

    name: str
    cells: dict[tuple[int, int], Cell]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False

    def reference(self, row: int, column: int) -> str:
        return f"{get_column_letter(column)}{row}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a file, in order; `format` is what the content is, whatever the file's name."""

    format: str
    sheets: tuple[Sheet, ...]
    has_macros: bool = False
    losses: tuple[str, ...] = field(default=())
