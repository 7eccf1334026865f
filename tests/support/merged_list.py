"""Lists with merged cells, as a workbook or as a page."""

import io
from datetime import date

import xlsxwriter

#: Rows of cells; a merge is (first row, first column, last row, last column), counted from 1.
Merge = tuple[int, int, int, int]


def workbook_with(rows: list[tuple], merges: tuple[Merge, ...] = (), name: str = "名单") -> bytes:
    """Return a workbook of one sheet."""
    return workbook_of_sheets({name: (rows, merges)})


def workbook_of_sheets(sheets: dict[str, tuple[list[tuple], tuple[Merge, ...]]]) -> bytes:
    """Return a workbook of several sheets, each with its rows and merges."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, (rows, merges) in sheets.items():
        sheet = book.add_worksheet(name)
        for top, left, bottom, right in merges:
            sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(at, column, value, day)
                elif isinstance(value, str) and value:
                    sheet.write_string(at, column, value)
                elif isinstance(value, int):
                    sheet.write_number(at, column, value)
    book.close()
    return target.getvalue()


def page_with(rows: list[tuple], merges: tuple[Merge, ...] = ()) -> bytes:
    """Return the same as a page that calls itself .xls."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merges}
    covered = {
        (row, column)
        for top, left, bottom, right in merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    lines = []
    for at, row in enumerate(rows, 1):
        cells = []
        for column, value in enumerate(row, 1):
            if (at, column) not in covered:
                down, across = spans.get((at, column), (1, 1))
                cells.append(f'<td rowspan="{down}" colspan="{across}">{value}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<html><meta charset='utf-8'><table>{''.join(lines)}</table></html>".encode()
