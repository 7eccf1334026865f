"""The data of a brief's charts as CSV (RFC 4180, UTF-8 with BOM so that every office program knows it)."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from briefing.brief import Brief
from briefing.charts.chart import CellValue, Chart, Source
from briefing.formats.chart_files import read_choice, render_charts
from briefing.formats.printed_tables import label_column
from wording.sentences import say

# What a spreadsheet would run; an apostrophe before it keeps it a text.
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def render(brief: Brief, options: object = None) -> bytes:
    """Return the table of the chosen chart (`ChartChoice`), or a ZIP of all with their sources.

    Figures are in base units, exact and without separators; days are ISO; what is not known is empty.
    Rows of demo data say so in a column of their own.
    """
    name = f"{say('office.sources', brief.lang)}.csv"
    sources = write_sources(collect_sources(brief), brief.lang)
    return render_charts(brief, read_choice(options), "csv", write_chart, (name, sources))


def write_chart(chart: Chart) -> bytes:
    """Return the table of one chart as CSV."""
    head = [label_column(column) for column in chart.table.columns]
    rows: list[Sequence[CellValue]] = list(chart.table.rows)
    if chart.demo:
        head.append(say("print.nature", chart.lang))
        rows = [(*row, say("office.demo", chart.lang)) for row in rows]
    return _write(head, rows)


def write_sources(sources: Iterable[Source], lang: str) -> bytes:
    """Return the cells that figures were taken from as CSV."""
    head = [say(f"ui.origin-{name}", lang) for name in ("about", "file", "sheet", "cell", "raw")]
    return _write(head, [(one.about, one.file, one.sheet, one.cell, one.told) for one in sources])


def collect_sources(brief: Brief) -> tuple[Source, ...]:
    """Return every source of the brief and its charts once."""
    found = [*brief.sources, *(source for chart in brief.charts for source in chart.sources)]
    return tuple(dict.fromkeys(found))


def _write(head: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([_defuse(label) for label in head])
    writer.writerows([_text(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _text(cell: CellValue) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell.normalize() + 0:f}"
    return cell.isoformat() if isinstance(cell, date) else _defuse(cell)


def _defuse(text: str) -> str:
    return f"'{text}" if text.startswith(_RUNS) else text
