"""Charts as a workbook: a sheet for each with its table and a native chart, and a sheet of sources."""

import io
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from briefing.brief import Brief
from briefing.charts import Cell, Chart, Source
from briefing.formats.xlsx_chart import add_chart
from wording.sentences import say

_FORMATS = {
    "number": "#,##0",
    "part": "#,##0.00",
    "percent": "0.0",
    "points": "+0.0;-0.0;0.0",
    "day": "yyyy-mm-dd",
    "text": "@",
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_LINE = 120
_FONT = {"font_name": "微软雅黑", "font_size": 10}


def render(brief: Brief, options: object = None) -> bytes:
    """Return the charts of a brief with their data as a workbook."""
    return render_workbook(brief.charts, brief.lang, brief.demo)


def render_workbook(charts: Sequence[Chart], lang: str = "zh", demo: bool = False) -> bytes:
    """Return an .xlsx with one sheet a chart and one of all sources.

    Texts are always written as text: what begins with ``=``, ``+``, ``-`` or ``@`` is no formula.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    taken: set[str] = set()
    for chart in charts:
        sheet = book.add_worksheet(_sheet_name(chart.title, taken))
        first = _write_head(book, sheet, chart, lang, demo or chart.demo)
        _write_table(book, sheet, chart, first)
        add_chart(book, sheet, chart, first)
    _write_sources(book, charts, lang, taken)
    book.close()
    return buffer.getvalue()


def _sheet_name(title: str, taken: set[str]) -> str:
    """A sheet's name has 31 characters at most, some are forbidden, and no two are alike."""
    stem = _FORBIDDEN.sub("", title.replace("：", " ").replace(": ", " "))[:28].strip() or "1"
    name, number = stem, 2
    while name.lower() in taken:
        name, number = f"{stem[:25]} {number}", number + 1
    taken.add(name.lower())
    return name


def _write_head(book: Workbook, sheet: Worksheet, chart: Chart, lang: str, demo: bool) -> int:
    """Write title, demo word, alternative and notes; return the row of the table's heading."""
    title = book.add_format({**_FONT, "bold": True, "font_size": 14})
    quiet = book.add_format({**_FONT, "font_color": "#5b6776"})
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, chart.title, title)
    row = 1
    lines = [say("ui.demo", lang)] if demo else []
    # A long alternative stands in the chart's own description only: a list is the table once more.
    told = [chart.alternative] if len(chart.alternative) <= _LONGEST_LINE else []
    for line in (*lines, *told, *chart.notes):
        sheet.write_string(row, 0, line, quiet)
        row += 1
    return row + 1


def _write_table(book: Workbook, sheet: Worksheet, chart: Chart, first: int) -> None:
    head = book.add_format(
        {**_FONT, "bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter", "bg_color": "#eef1f5"}
    )
    looks = {kind: book.add_format({**_FONT, "num_format": form}) for kind, form in _FORMATS.items()}
    for number, column in enumerate(chart.table.columns):
        label = f"{column.label} %" if column.kind == "percent" and "%" not in column.label else column.label
        sheet.write_string(first, number, label, head)
        sheet.set_column(number, number, 22 if number == 0 else 15)
        for offset, row in enumerate(chart.table.rows, 1):
            _write_cell(sheet, first + offset, number, row[number], column.kind, looks)
    sheet.set_row(first, 32)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, kind: str, looks: dict[str, Any]) -> None:
    if cell is None:
        sheet.write_string(row, column, "—", looks["text"])
    elif isinstance(cell, Decimal):
        part = kind == "number" and cell != cell.to_integral_value()
        sheet.write_number(row, column, float(cell), looks["part" if part else kind])
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, looks[kind])  # type: ignore[arg-type]
    else:
        sheet.write_string(row, column, cell, looks["text"])


def _write_sources(book: Workbook, charts: Sequence[Chart], lang: str, taken: set[str]) -> None:
    sources: dict[Source, None] = dict.fromkeys(source for chart in charts for source in chart.sources)
    sheet = book.add_worksheet(_sheet_name(say("ui.sources", lang), taken))
    head = book.add_format({**_FONT, "bold": True, "bottom": 1, "bg_color": "#eef1f5"})
    text = book.add_format({**_FONT, "num_format": "@"})
    for number, name in enumerate(("about", "file", "sheet", "cell", "raw")):
        sheet.write_string(0, number, say(f"ui.origin-{name}", lang), head)
        sheet.set_column(number, number, (36, 40, 16, 9, 18)[number])
    for row, one in enumerate(sources, 1):
        for column, value in enumerate((one.about, one.file, one.sheet, one.cell, one.raw)):
            sheet.write_string(row, column, value, text)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
