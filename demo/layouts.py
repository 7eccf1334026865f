"""Writing the demo tables as offices lay them out: title, merged header, rows, total, footer."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | int | float | date | None
SUM = "=SUM"
"""In a row: the total of the numbers above it, written as a formula with its value."""

WRITTEN = datetime(2021, 1, 1)
"""Stands in every workbook, so that the same figures give the same bytes."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its label, the group above it, its number format and width."""

    label: str
    group: str | None = None
    numbers: str = "0"
    width: int = 11


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a demo workbook."""

    name: str
    title: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Value]]
    note: str = ""
    footer: str = ""


def write_workbook(pages: Iterable[Page]) -> bytes:
    """Return an xlsx of these pages, with the same bytes for the same pages."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": WRITTEN})
        base = {"font_name": "宋体", "font_size": 11, "align": "center", "valign": "vcenter"}
        title = book.add_format({**base, "font_size": 16, "bold": True})
        line = book.add_format({**base, "align": "left"})
        header = book.add_format({**base, "bold": True, "border": 1, "text_wrap": True})
        formats: dict[str, object] = {}
        for page in pages:
            sheet = book.add_worksheet(page.name)
            last = len(page.headings) - 1
            sheet.merge_range(0, 0, 0, last, page.title, title)
            if page.note:
                sheet.write_string(1, 0, page.note, line)
            top = _write_header(sheet, 2, page.headings, header)
            for column, heading in enumerate(page.headings):
                sheet.set_column(column, column, heading.width)
                if heading.numbers not in formats:
                    formats[heading.numbers] = book.add_format({**base, "border": 1, "num_format": heading.numbers})
            for offset, row in enumerate(page.rows):
                for column, value in enumerate(row):
                    shape = formats[page.headings[column].numbers]
                    if value == SUM:
                        above = [other[column] for other in page.rows[:offset]]
                        total = round(sum(cell for cell in above if isinstance(cell, int | float)), 6)
                        letter = xl_col_to_name(column)
                        formula = f"=SUM({letter}{top + 1}:{letter}{top + offset})"
                        sheet.write_formula(top + offset, column, formula, shape, total)
                    elif value is None:
                        sheet.write_blank(top + offset, column, None, shape)
                    else:
                        sheet.write(top + offset, column, value, shape)
            if page.footer:
                sheet.write_string(top + len(page.rows), 0, page.footer, line)
            sheet.freeze_panes(top, 0)
    return buffer.getvalue()


def write_csv(rows: Iterable[Sequence[Value]], encoding: str) -> bytes:
    """Return the rows as comma-separated text, with the line ends that Excel writes."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def _write_header(sheet: "Worksheet", top: int, headings: Sequence[Heading], shape: "Format") -> int:
    """Write one header row, or two with merged groups; return the first row below."""
    if not any(heading.group for heading in headings):
        for column, heading in enumerate(headings):
            sheet.write_string(top, column, heading.label, shape)
        return top + 1
    column = 0
    while column < len(headings):
        group = headings[column].group
        if group is None:
            sheet.merge_range(top, column, top + 1, column, headings[column].label, shape)
            column += 1
            continue
        last = column
        while last + 1 < len(headings) and headings[last + 1].group == group:
            last += 1
        if last > column:
            sheet.merge_range(top, column, top, last, group, shape)
        else:
            sheet.write_string(top, column, group, shape)
        for inner in range(column, last + 1):
            sheet.write_string(top + 1, inner, headings[inner].label, shape)
        column = last + 1
    return top + 2
