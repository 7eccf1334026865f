"""Real workbooks, csv files and HTML tables made from the grids of the intake cases.

A grid is text: one line a row, cells parted by ``|``. A cell that looks like a number is one; else it is text.
``'12`` is the text 12, ``"  x"`` keeps its blanks, ``⏎`` breaks the line, ``48.1%`` is 0.481 printed as a percentage,
``12{0"个"}`` is 12 in that number format, ``<2019-06-30>`` is a real date (``<2019-06-30 yyyy"年"m"月">`` with its
format), ``=B3+B4 -> 7`` a formula with the value the file carries (``-> #REF!`` an error, nothing: no value), ``<<``
is merged with its left and ``^^`` with its upper neighbour.
"""

import io
import re
from datetime import date
from html import escape

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol

NUMBER = re.compile(r"-?\d+(\.\d+)?")
PERCENT = re.compile(r"(-?\d+)(\.\d+)?%")
DAY = re.compile(r"<(\d{4}-\d{2}-\d{2})(?: (.+))?>")
FORMATTED = re.compile(r"(-?\d+(?:\.\d+)?)\{(.+)\}")
FORMULA = re.compile(r"(=.+?)(?: -> (.+))?")

Grid = list[list[str]]


def parse_grid(text: str) -> Grid:
    """Return the rows of a written grid; a blank line is an empty row."""
    return [[cell.strip(" ") for cell in line.split("|")] for line in text.rstrip("\n").split("\n")]


def find_numbers(grid: Grid) -> set[str]:
    """Return the references of the cells that hold real numbers."""
    return {
        f"{chr(ord('A') + column)}{row}"
        for row, cells in enumerate(grid, 1)
        for column, cell in enumerate(cells)
        if NUMBER.fullmatch(cell) or PERCENT.fullmatch(cell) or FORMATTED.fullmatch(cell)
    }


def build_file(name: str, sheets: dict[str, Grid], case: dict) -> bytes:
    """Return the bytes of a file of the kind its name says (xlsx, csv, or HTML that calls itself xls)."""
    if name.endswith(".xlsx"):
        return build_xlsx(sheets, case)
    (grid,) = sheets.values()
    if name.endswith(".xls"):
        return build_html(grid).encode(case.get("encoding", "utf-8"))
    separator = "\t" if name.endswith((".tsv", ".txt")) else ","
    lines = [separator.join(quote(plain(cell), separator) for cell in row) for row in grid]
    return "\r\n".join([*lines, ""]).encode(case.get("encoding", "utf-8"))


def plain(cell: str) -> str:
    """Return what a text format keeps of a cell."""
    if cell in {"<<", "^^"}:
        return ""
    return cell.strip('"').removeprefix("'").replace("⏎", "\n")


def quote(cell: str, separator: str) -> str:
    return f'"{cell}"' if separator in cell else cell


def build_html(grid: Grid) -> str:
    """Return the table that many systems export as .xls."""
    return f'<html><head><meta charset="utf-8"></head><body>{build_table(grid)}</body></html>'


def build_table(grid: Grid) -> str:
    """Return a table of a page."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in find_merges(grid)}
    rows = []
    for row, cells in enumerate(grid):
        row_cells = []
        for column, cell in enumerate(cells):
            if cell in {"<<", "^^"}:
                continue
            down, across = spans.get((row, column), (1, 1))
            row_cells.append(f'<td rowspan="{down}" colspan="{across}">{escape(plain(cell))}</td>')
        rows.append(f"<tr>{''.join(row_cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def find_merges(grid: Grid) -> list[tuple[int, int, int, int]]:
    """Return the merged rectangles (top, left, bottom, right), counted from 0."""

    def at(row: int, column: int) -> str:
        return grid[row][column] if row < len(grid) and column < len(grid[row]) else ""

    merges = []
    for top, cells in enumerate(grid):
        for left, cell in enumerate(cells):
            if cell in {"<<", "^^"}:
                continue
            right, bottom = left, top
            while at(top, right + 1) == "<<":
                right += 1
            while at(bottom + 1, left) == "^^":
                bottom += 1
            if (right, bottom) != (left, top):
                merges.append((top, left, bottom, right))
    return merges


def build_xlsx(sheets: dict[str, Grid], case: dict) -> bytes:
    """Return a workbook with real merges, dates, formulas and hidden rows, columns and sheets."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "date_1904": case.get("dates_from_1904", False)})
    for name, grid in sheets.items():
        sheet = book.add_worksheet(name)
        for top, left, bottom, right in find_merges(grid):
            sheet.merge_range(top, left, bottom, right, "")
        for row, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                write_cell(book, sheet, row, column, cell, as_text=case.get("numbers_as_text", False))
        for row in case.get("hidden_rows", ()):
            sheet.set_row(row - 1, None, None, {"hidden": True})
        for letter in case.get("hidden_columns", ()):
            sheet.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
        if name in case.get("hidden_sheets", ()):
            sheet.hide()
    book.close()
    return target.getvalue()


def write_cell(book: xlsxwriter.Workbook, sheet: object, row: int, column: int, cell: str, *, as_text: bool) -> None:
    """Write one cell of a grid as what its text says that it is."""
    if cell in {"", "<<", "^^"}:
        return
    if day := DAY.fullmatch(cell):
        number_format = book.add_format({"num_format": day[2] or "yyyy/m/d"})
        sheet.write_datetime(row, column, date.fromisoformat(day[1]), number_format)
    elif formula := FORMULA.fullmatch(cell):
        value = formula[2] or ""
        sheet.write_formula(row, column, formula[1], None, float(value) if NUMBER.fullmatch(value) else value)
    elif (percent := PERCENT.fullmatch(cell)) and not as_text:
        digits = len(percent[2] or ".") - 1
        number_format = book.add_format({"num_format": f"0.{'0' * digits}%" if digits else "0%"})
        sheet.write_number(row, column, float(cell[:-1]) / 100, number_format)
    elif printed := FORMATTED.fullmatch(cell):
        sheet.write_number(row, column, float(printed[1]), book.add_format({"num_format": printed[2]}))
    elif NUMBER.fullmatch(cell) and not as_text:
        sheet.write_number(row, column, float(cell))
    else:
        sheet.write_string(row, column, plain(cell))


def row_of(reference: str) -> int:
    """Return the row of a cell reference, counted from 1."""
    return xl_cell_to_rowcol(reference)[0] + 1
