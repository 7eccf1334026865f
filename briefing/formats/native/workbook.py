"""The workbook inside a native chart: what the reader sees on “edit data”."""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook

SHEET = "Sheet1"
_BORN = datetime(2000, 1, 1)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One series of a chart: its name, its values (``None`` is an empty cell) and their number format."""

    name: str
    values: tuple[float | None, ...]
    number_format: str


@dataclass(frozen=True, slots=True)
class ChartGrid:
    """The data of a chart: categories (texts or days) down, series across."""

    head: str
    categories: tuple[str | date, ...]
    columns: tuple[GridColumn, ...]


def write_workbook(grid: ChartGrid) -> bytes:
    """Return the grid as a workbook; text stays text whatever it begins with, and no clock is read."""
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _BORN})
    sheet = book.add_worksheet(SHEET)
    plain = book.add_format({"text_wrap": True})
    quoted = book.add_format({"text_wrap": True, "quote_prefix": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})

    def write_text(row: int, column: int, text: str) -> None:
        sheet.write_string(row, column, text, quoted if text.startswith(_FORMULA_SIGNS) else plain)

    sheet.set_column(0, len(grid.columns), 16)
    write_text(0, 0, grid.head)
    for row, category in enumerate(grid.categories, 1):
        if isinstance(category, date):
            sheet.write_datetime(row, 0, datetime(category.year, category.month, category.day), day)
        else:
            write_text(row, 0, category)
    for place, column in enumerate(grid.columns, 1):
        write_text(0, place, column.name)
        look = book.add_format({"num_format": column.number_format})
        for row, value in enumerate(column.values, 1):
            if value is not None:
                sheet.write_number(row, place, value, look)
    book.close()
    return buffer.getvalue()
