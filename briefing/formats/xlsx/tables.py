"""The sheet of one chart: its table with data bars and statuses in colour, and the native chart."""

import re
from datetime import date
from decimal import Decimal

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from briefing.charts.chart import Bullet, CellValue, Chart, Matrix, Ranking
from briefing.drawings.letters import measure_text
from briefing.formats.printed_tables import label_column, write_cell
from briefing.formats.xlsx.chart import add_chart
from briefing.formats.xlsx.looks import Looks, set_paper
from metrics.progress.status import Status
from wording.sentences import say

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_LINE = 120
# One unit of width is a digit of 7 pixels; at 10 points a Chinese character takes about two.
_UNIT, _NARROWEST, _WIDEST = 5.6, 8.0, 34.0


def name_sheet(title: str, taken: set[str]) -> str:
    """Return a name for a sheet: 31 characters at most, none that is forbidden, no two alike."""
    stem = _FORBIDDEN.sub("", title.replace("：", " ").replace(": ", " "))[:28].strip() or "1"
    name, number = stem, 2
    while name.lower() in taken:
        name, number = f"{stem[:25]} {number}", number + 1
    taken.add(name.lower())
    return name


def write_chart_sheet(book: Workbook, sheet: Worksheet, looks: Looks, chart: Chart, demo: bool, right: str) -> None:
    """Write title, notes, table and native chart of one chart; its head stays in sight."""
    first = _write_head(sheet, looks, chart, demo)
    mark = say("office.demo", chart.lang) if demo else chart.title
    # Where the chart stands below a wide table, both fill one upright page.
    upright = isinstance(chart, Bullet | Ranking)
    set_paper(sheet, mark, right, first, across=not upright, pages=1 if len(chart.table.rows) <= 60 else 0)
    _write_table(sheet, looks, chart, first)
    sheet.freeze_panes(first + 1, 1)
    add_chart(book, sheet, chart, first)


def _write_head(sheet: Worksheet, looks: Looks, chart: Chart, demo: bool) -> int:
    """Write title, demo word, alternative and notes; return the row of the table's heading."""
    sheet.write_string(0, 0, chart.title, looks.title)
    row = 1
    if demo:
        sheet.write_string(row, 0, say("ui.demo", chart.lang), looks.demo)
        row += 1
    # A long alternative stands in the chart's own description only: a list is the table once more.
    told = [chart.alternative] if len(chart.alternative) <= _LONGEST_LINE else []
    for line in (*told, *chart.notes):
        sheet.write_string(row, 0, line, looks.quiet)
        row += 1
    return row + 1


def _write_table(sheet: Worksheet, looks: Looks, chart: Chart, first: int) -> None:
    words = {say(f"status.{status}", chart.lang): status for status in Status}
    last = first + len(chart.table.rows)
    for place, column in enumerate(chart.table.columns):
        label = label_column(column)
        sheet.write_string(first, place, label, looks.head)
        texts = [write_cell(row[place], column.kind, chart.lang) for row in chart.table.rows]
        sheet.set_column(place, place, _fit(texts, label, place == 0))
        statuses = column.label == say("chart.status", chart.lang)
        for offset, row in enumerate(chart.table.rows):
            status = _status_of(chart, offset, place, words.get(str(row[place])) if statuses else None)
            _write_cell(sheet, first + 1 + offset, place, row[place], column.kind, looks, status)
        if column.kind in ("percent", "points") and chart.table.rows:
            _add_bars(sheet, first + 1, last, place, column.kind, chart)
    sheet.set_row(first, 32)


def _status_of(chart: Chart, row: int, column: int, told: Status | None) -> Status | None:
    if isinstance(chart, Matrix) and column:
        return chart.rows[row].cells[column - 1].status
    return told


def _write_cell(
    sheet: Worksheet, row: int, column: int, cell: CellValue, kind: str, looks: Looks, status: Status | None
) -> None:
    if cell is None:
        sheet.write_string(row, column, "—", looks.cell("missing"))
    elif isinstance(cell, Decimal):
        part = kind == "number" and cell != cell.to_integral_value()
        sheet.write_number(row, column, float(cell), looks.cell("part" if part else kind))
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, looks.cell("day"))
    else:
        look = looks.cell("text") if status is None else looks.status(status)
        sheet.write_string(row, column, cell, look)


def _add_bars(sheet: Worksheet, first: int, last: int, column: int, kind: str, chart: Chart) -> None:
    """Put bars behind the figures: shares from 0 to at least 100 %, differences from their axis."""
    values = [float(cell) for row in chart.table.rows if isinstance(cell := row[column], Decimal)]
    if not values:
        return
    more = {"min_type": "num", "max_type": "num", "min_value": 0, "max_value": max(100.0, *values)}
    if kind == "points":
        reach = max(abs(value) for value in values) or 1.0
        more |= {
            "min_value": -reach,
            "max_value": reach,
            "bar_negative_color": "#e7b48f",
            "bar_axis_position": "middle",
        }
    bars = {
        "type": "data_bar",
        "data_bar_2010": True,
        "bar_solid": True,
        "bar_color": "#b9cfe4",
        "bar_border_color": "#b9cfe4",
    }
    sheet.conditional_format(first, column, last, column, bars | more)


def _fit(texts: list[str], label: str, first: bool) -> float:
    """Return a width for the column: its longest text, its heading on two lines."""
    longest = max((measure_text(text, 10) for text in texts), default=0.0)
    wide = max(longest, measure_text(label, 10, bold=True) / 2 + 6) / _UNIT + 2
    return round(min(max(wide, _NARROWEST * (1.4 if first else 1)), _WIDEST), 1)
