"""The annexes of an official paper: tables with their 注, charts, scope and sources; each begins a page."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from briefing.brief import Brief
from briefing.charts.chart import Bullet, Chart, Matrix, Ranking, StatusMap, Table
from briefing.formats.docx.map import inline_map
from briefing.formats.docx.markup import (
    NO5,
    NO5_SMALL,
    TEXT_WIDTH_MM,
    DocxCell,
    inline_chart,
    paragraph,
    paragraph_of,
    run,
    table,
)
from briefing.formats.native.charts import NativeChart, draw_native
from briefing.formats.native.markup import Look
from briefing.formats.native.text import SONG
from briefing.formats.native.titles import list_statuses
from briefing.formats.paper_lines import write_remark_lines
from briefing.formats.pptx.tables import split_matrix
from briefing.formats.printed_tables import align_columns, fit_columns, told_columns, write_table
from briefing.formats.source_lines import group_sources
from briefing.palette import LIGHT, SIGNS
from metrics.progress.status import Status
from wording.sentences import say

AddChart = Callable[[NativeChart], str]
_HEAD = LIGHT.shade


def list_annexes(brief: Brief) -> tuple[str, ...]:
    """Return the titles of the annexes that this brief has."""
    titles = []
    if has_tables(brief):
        titles.append(say("office.annex-tables", brief.lang))
    if "charts" in brief.annexes and _charts_of(brief):
        titles.append(say("office.annex-charts", brief.lang))
    if "sources" in brief.annexes and (brief.notes or brief.sources or brief.clauses):
        titles.append(say("office.annex-sources", brief.lang))
    return tuple(titles)


def compose_annexes(brief: Brief, add_chart: AddChart) -> Iterator[str]:
    """Yield the annexes, each on a page of its own."""
    parts = {
        say("office.annex-tables", brief.lang): lambda: _compose_tables(brief),
        say("office.annex-charts", brief.lang): lambda: _compose_charts(brief, add_chart),
        say("office.annex-sources", brief.lang): lambda: _compose_sources(brief),
    }
    for place, title in enumerate(list_annexes(brief), 1):
        yield paragraph("AnnexNumber", say("office.annex", brief.lang, number=place), brief.lang)
        yield paragraph("AnnexTitle", title, brief.lang)
        yield from parts[title]()


def has_tables(brief: Brief) -> bool:
    """Tell whether the paper has 附表, below which its 注 stand."""
    return "tables" in brief.annexes and (bool(_tables_of(brief)) or brief.matrix is not None)


def _tables_of(brief: Brief) -> list[Bullet]:
    return [chart for chart in brief.charts if isinstance(chart, Bullet) and chart.table.rows]


def _charts_of(brief: Brief) -> list[Chart]:
    return [chart for chart in brief.charts if not isinstance(chart, Matrix)]


def _compose_tables(brief: Brief) -> Iterator[str]:
    lang, number = brief.lang, 0
    if brief.matrix is not None:
        for rows, columns in split_matrix(brief.matrix, 6, 40):
            number += 1
            yield _caption("office.table-number", number, brief.matrix.title, lang)
            yield _matrix_table(brief.matrix, rows, columns)
    for chart in _tables_of(brief):
        number += 1
        yield _caption("office.table-number", number, chart.title, lang)
        yield _figures_table(chart.table, brief.as_of, lang, chart.alternative)
    yield from (paragraph("TableText", line, lang) for line in write_remark_lines(brief))


def _caption(key: str, number: int, title: str, lang: str) -> str:
    return paragraph(
        "Caption",
        say(key, lang, number=number, title=title),
        lang,
        '<w:keepNext/><w:spacing w:before="200" w:after="80"/>',
    )


def _matrix_table(matrix: Matrix, rows: range, columns: range) -> str:
    """Each cell says its status in sign, word and tint; ink stays black for a grey printer."""
    head = [say("chart.city", matrix.lang), *(matrix.labels[place] for place in columns)]
    lines = [[DocxCell(text, _HEAD, True, "center") for text in head]]
    for row in (matrix.rows[place] for place in rows):
        cells = [row.cells[place] for place in columns]
        lines.append(
            [DocxCell(row.label, LIGHT.shade if row.system else "")]
            + [
                DocxCell(f"{SIGNS[one.status]} {one.text}", _tint(LIGHT.statuses[one.status]), align="center")
                for one in cells
            ]
        )
    texts = [[line[place].text for line in lines] for place in range(len(head))]
    size, widths = fit_columns(texts, TEXT_WIDTH_MM - 1, NO5 if len(columns) <= 4 else NO5_SMALL)
    return table(lines, widths, matrix.lang, matrix.alternative, size)


def _tint(colour: str) -> str:
    """Return the colour mixed with three parts of white."""
    return "#" + "".join(f"{(int(colour[i : i + 2], 16) + 3 * 255) // 4:02x}" for i in (1, 3, 5))


def _figures_table(figures: Table, as_of: date, lang: str, words: str) -> str:
    columns = told_columns(figures, as_of)
    lines = [[DocxCell(figures.columns[place].label, _HEAD, True, "center") for place in columns]]
    for row in write_table(figures, lang):
        aligns = align_columns(figures)
        lines.append([DocxCell(row[place], align=aligns[place]) for place in columns])
    texts = [[line[place].text for line in lines] for place in range(len(columns))]
    size, widths = fit_columns(texts, TEXT_WIDTH_MM - 1, NO5_SMALL)
    return table(lines, widths, lang, words, size)


def _compose_charts(brief: Brief, add_chart: AddChart) -> Iterator[str]:
    lang, number = brief.lang, 0
    for chart in _charts_of(brief):
        height = 92.0 if isinstance(chart, Bullet | Ranking) else 86.0
        if isinstance(chart, StatusMap):
            # A map has a shape number for every outline and name.
            number, figure_xml = number + 1, inline_map(1000 + number * 100, chart, TEXT_WIDTH_MM, 100)
        else:
            drawn = draw_native(chart, Look(TEXT_WIDTH_MM, height, 10.5, SONG))
            if drawn is None:
                continue
            number += 1
            relationship = add_chart(drawn)
            figure_xml = inline_chart(number, relationship, chart.title, chart.alternative, TEXT_WIDTH_MM, height)
        yield figure_xml
        statuses = list_statuses(chart)
        if statuses:
            yield _key(statuses, lang)
        notes = ("　" if lang == "zh" else " ").join(chart.notes)
        if notes:
            yield paragraph("Figure", notes, lang)
        yield paragraph("Caption", say("office.figure-number", lang, number=number, title=chart.title), lang)
    if not number:
        yield paragraph("Body", say("chart.no-periods", lang), lang)


def _key(statuses: Sequence[Status], lang: str) -> str:
    """Say in word and sign what each colour means."""
    runs = []
    for status in statuses:
        runs.append(run("■ ", SONG, NO5, lang, colour=LIGHT.statuses[status]))
        runs.append(run(f"{SIGNS[status]} {say(f'status.{status}', lang)}　　", SONG, NO5, lang))
    return paragraph_of("Figure", runs)


def _compose_sources(brief: Brief) -> Iterator[str]:
    lang = brief.lang
    for key, texts in (("office.notes", brief.notes), ("office.clauses", brief.clauses)):
        if texts:
            yield paragraph("Heading1", say(key, lang), lang)
            yield from (paragraph("Body", text, lang) for text in texts)
    lines = group_sources(brief.sources)
    if lines and brief.internal:
        yield paragraph("Heading1", say("office.sources", lang), lang)
        rows = [[DocxCell(say(f"office.{key}", lang), _HEAD, True, "center") for key in ("file", "sheet", "cells")]]
        rows += [[DocxCell(one.file), DocxCell(one.sheet), DocxCell(", ".join(one.cells))] for one in lines]
        yield table(rows, (4, 2, 4), lang, say("office.sources", lang), NO5_SMALL)
        yield paragraph("Caption", "", lang)
