"""A brief, or charts alone, as a workbook: text, tables with native charts, and the cell behind every figure."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from xml.etree import ElementTree

import xlsxwriter
from xlsxwriter.workbook import Workbook

from briefing.brief import Brief
from briefing.charts.chart import Chart, Source
from briefing.drawings.letters import wrap_text
from briefing.formats.source_lines import group_sources
from briefing.formats.xlsx.cover import write_cover
from briefing.formats.xlsx.looks import Looks, date_workbook, set_paper
from briefing.formats.xlsx.tables import name_sheet, write_chart_sheet
from wording.figures import day_text
from wording.sentences import say

_WIDTHS = {"about": 44, "day": 12, "file": 44, "sheet": 18, "cell": 10, "raw": 20}
_UNDATED = date(1980, 1, 1)
_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def render(brief: Brief, options: object = None) -> bytes:
    """Return the brief as a workbook: its text, a sheet a chart, and the sources of all figures.

    Texts are always written as text; the same brief gives the same bytes.
    """
    buffer = io.BytesIO()
    book = _open_book(buffer)
    date_workbook(book, brief.title, brief.issued or brief.as_of)
    looks, taken = Looks(book, brief.lang), set[str]()
    cover = book.add_worksheet(name_sheet(say("print.cover", brief.lang), taken))
    right = say("office.as-of", brief.lang, day=day_text(brief.as_of, brief.lang))
    names = _write_charts(book, looks, brief.charts, brief.demo, right, taken)
    sources = [*brief.sources, *(source for chart in brief.charts for source in chart.sources)]
    names.append(
        (say("office.sources", brief.lang), _write_source_lines(book, looks, sources, brief.lang, right, taken))
    )
    names.append((say("print.cells", brief.lang), _write_sources(book, looks, sources, brief.lang, right, taken)))
    write_cover(cover, looks, brief, names, right)
    book.close()
    return buffer.getvalue()


def render_workbook(charts: Sequence[Chart], lang: str = "zh", demo: bool = False) -> bytes:
    """Return an .xlsx with one sheet a chart and one of all sources.

    Texts are always written as text: what begins with ``=``, ``+``, ``-`` or ``@`` is no formula.
    """
    buffer = io.BytesIO()
    book = _open_book(buffer)
    sources = [source for chart in charts for source in chart.sources]
    date_workbook(
        book, charts[0].title if charts else "", max((one.day for one in sources if one.day), default=_UNDATED)
    )
    looks, taken = Looks(book, lang), set[str]()
    _write_charts(book, looks, charts, demo, "", taken)
    _write_source_lines(book, looks, sources, lang, "", taken)
    _write_sources(book, looks, sources, lang, "", taken)
    book.close()
    return buffer.getvalue()


def text_of(content: bytes) -> str:
    """Return every text of a workbook, read from the file, a line each."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = ElementTree.fromstring(package.read("xl/sharedStrings.xml"))
    return "\n".join("".join(part.text or "" for part in item.iter(f"{_SPACE}t")) for item in root)


def _open_book(buffer: io.BytesIO) -> Workbook:
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    return xlsxwriter.Workbook(buffer, options)


def _write_charts(
    book: Workbook, looks: Looks, charts: Sequence[Chart], demo: bool, right: str, taken: set[str]
) -> list[tuple[str, str]]:
    """Write a sheet for every chart; return the titles with the names of their sheets."""
    names = []
    for chart in charts:
        sheet = book.add_worksheet(name_sheet(chart.title, taken))
        write_chart_sheet(book, sheet, looks, chart, demo or chart.demo, right)
        names.append((chart.title, sheet.get_name()))
    return names


def _write_source_lines(
    book: Workbook, looks: Looks, sources: Iterable[Source], lang: str, right: str, taken: set[str]
) -> str:
    """Write the sources in short, a line a sheet: what is printed."""
    sheet = book.add_worksheet(name_sheet(say("office.sources", lang), taken))
    set_paper(sheet, say("office.sources", lang), right, 0)
    for column, (name, width) in enumerate((("file", 50), ("sheet", 18), ("cells", 90))):
        sheet.write_string(0, column, say(f"office.{name}", lang), looks.head)
        sheet.set_column(column, column, width)
    for row, one in enumerate(group_sources(sources), 1):
        cells = f"{', '.join(one.cells)}{say('office.cell-count', lang, count=one.count)}"
        for column, text in enumerate((one.file, one.sheet, cells)):
            sheet.write_string(row, column, text, looks.text)
        lines = max(len(wrap_text(cells, 10, 90 * 5.6)), len(wrap_text(one.file, 10, 50 * 5.6)), 1)
        sheet.set_row(row, 16.5 * lines)
    sheet.freeze_panes(1, 0)
    return sheet.get_name()


def _write_sources(
    book: Workbook, looks: Looks, sources: Iterable[Source], lang: str, right: str, taken: set[str]
) -> str:
    """Write every cell behind the figures, for looking up; it is not printed: the sheets before hold it in short."""
    sheet = book.add_worksheet(name_sheet(say("print.cells", lang), taken))
    set_paper(sheet, say("print.cells", lang), right, 0)
    sheet.print_area(0, len(_WIDTHS) + 1, 0, len(_WIDTHS) + 1)
    labels = [say("chart.day" if name == "day" else f"ui.origin-{name}", lang) for name in _WIDTHS]
    for column, (label, width) in enumerate(zip(labels, _WIDTHS.values(), strict=True)):
        sheet.write_string(0, column, label, looks.head)
        sheet.set_column(column, column, width)
    rows = list(dict.fromkeys(sources))
    for row, one in enumerate(rows, 1):
        for column, name in enumerate(_WIDTHS):
            value = one.told if name == "raw" else getattr(one, name)
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, looks.cell("day"))
            else:
                sheet.write_string(row, column, value or "", looks.cell("text"))
    # Known by it when the workbook is handed in as if it were a report (intake.sheets.own_export).
    sheet.write_string(0, len(_WIDTHS), "longjiang-progress/export/1")
    sheet.set_column(len(_WIDTHS), len(_WIDTHS), None, None, {"hidden": True})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(_WIDTHS) - 1)
    return sheet.get_name()
