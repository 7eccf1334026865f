"""What a workbook says of itself beside its sheets."""

from dataclasses import dataclass

from intake.sheets.number_formats import GENERAL, NumberFormat


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """What a workbook says of itself beside its sheets.

    Attributes
    ----------
    worksheets
        Name, whether hidden, and part of each worksheet, in order.
    texts
        The part of the shared texts.
    formats
        Number formats by cell style.
    date1904, recalculate
        The date system; whether formulas await calculation: their cached 0 is no value then.
    has_macros
        Whether it holds macros or macro sheets.
    struck
        The cell styles whose font is struck out.
    missing
        Names of the worksheets whose part is not in the file.
    strict
        It is written in the strict form of the standard, which few other readers know.
    """

    worksheets: tuple[tuple[str, bool, str], ...]
    texts: str | None
    formats: list[NumberFormat]
    date1904: bool
    recalculate: bool
    has_macros: bool
    struck: frozenset[int] = frozenset()
    missing: tuple[str, ...] = ()
    strict: bool = False

    def format_of(self, style: int) -> NumberFormat:
        """Return the number format of a cell style."""
        return self.formats[style] if style < len(self.formats) else GENERAL
