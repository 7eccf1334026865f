"""A brief as plain data for the page template: body, then annexes with tables, drawings and sources."""

from collections.abc import Sequence
from typing import Any

from briefing.brief import Brief
from briefing.charts.chart import Bullet, Chart, Matrix
from briefing.drawings.draw import draw_chart
from briefing.drawings.letters import measure_text
from briefing.formats.paper_lines import write_imprint, write_remark_lines
from briefing.formats.printed_tables import align_columns, write_table
from briefing.formats.source_lines import group_sources
from briefing.formats.typesetting import drawing_data, list_texts, say_missing
from wording.figures import day_text
from wording.sentences import say

PRODUCT = {"zh": "龙江产改进度", "en": "Longjiang Progress"}
AUTHOR = " ".join(PRODUCT.values())
# The 156 mm of text width of GB/T 9704.
TEXT_WIDTH = 156 / 25.4 * 72
# The letters of tables in the template.
_SMALL = 8.5


def lay_out(brief: Brief) -> dict[str, Any]:
    """Return all that the template ``brief.typ`` prints."""
    lang = brief.lang
    missing = say_missing(list_texts(brief), lang)
    notes = (*brief.notes, missing) if missing else brief.notes
    lists = [(say("office.notes", lang), notes), (say("office.clauses", lang), brief.clauses)]
    tables = [chart for chart in brief.charts if isinstance(chart, Bullet) and chart.table.rows]
    charts = [chart for chart in brief.charts if not isinstance(chart, Matrix)]
    parts = {
        "tables": bool(tables) or brief.matrix is not None,
        "charts": bool(charts),
        "sources": bool(notes or brief.clauses or brief.sources),
    }
    parts = {part: filled and part in brief.annexes for part, filled in parts.items()}
    remarks = write_remark_lines(brief)
    if missing and not parts["sources"]:
        remarks = (*remarks, missing)
    titles = {part: say(f"office.annex-{part}", lang) for part, filled in parts.items() if filled}
    return {
        "lang": lang,
        "title": brief.title,
        "author": AUTHOR,
        "running": PRODUCT[lang],
        "as_of": say("office.as-of", lang, day=day_text(brief.as_of, lang)),
        "demo": say("ui.demo", lang) if brief.demo else "",
        "addressee": ""
        if brief.form == "text"
        else say("office.addressee", lang, name=brief.addressee or say("office.no-addressee", lang)),
        "number": brief.head.number if brief.form != "text" else "",
        "opening": brief.opening,
        "closing_line": brief.closing,
        "imprint": write_imprint(brief),
        "summary": brief.summary,
        "sections": [
            {
                "heading": f"{section.number}{section.heading}",
                "paragraphs": [{"level": one.level, "text": f"{one.number}{one.text}"} for one in section.paragraphs],
            }
            for section in brief.sections
            if section.paragraphs
        ],
        "annexes": [
            say("office.annex-next" if number > 1 else "office.annex-first", lang, number=number, name=title)
            for number, title in enumerate(titles.values(), 1)
        ],
        "openings": {
            part: (say("office.annex", lang, number=number), title)
            for number, (part, title) in enumerate(titles.items(), 1)
        },
        "closing": []
        if brief.form == "text"
        else [
            brief.signer or say("office.no-signer", lang),
            day_text(brief.issued, lang) if brief.issued else say("office.no-day", lang),
        ],
        "remarks": {"body": () if parts["tables"] else remarks, "tables": remarks if parts["tables"] else ()},
        "matrix": [_drawn(brief.matrix, lang)] if parts["tables"] and brief.matrix is not None else [],
        "tables": [_table_data(chart, lang) for chart in tables] if parts["tables"] else [],
        "charts": [_drawn(chart, lang) for chart in charts] if parts["charts"] else [],
        "lists": [{"heading": heading, "lines": lines} for heading, lines in lists if lines]
        if parts["sources"]
        else [],
        "sources": _sources_data(brief, parts["sources"] and brief.internal),
    }


def _drawn(chart: Chart, lang: str) -> dict[str, Any]:
    return {**drawing_data(draw_chart(chart, TEXT_WIDTH), lang), "alternative": chart.alternative}


def _table_data(chart: Chart, lang: str) -> dict[str, Any]:
    table = chart.table
    head, rows = [column.label for column in table.columns], write_table(table, lang)
    firm = [column.kind != "text" for column in table.columns]
    widths = [_column_width(label, [row[place] for row in rows], firm[place], lang) for place, label in enumerate(head)]
    aligns = align_columns(table)
    return {"title": chart.title, "head": head, "widths": widths, "firm": firm, "aligns": aligns, "rows": rows}


def _column_width(label: str, texts: Sequence[str], firm: bool, lang: str) -> float:
    """Return the width of a column; a figure or a day never breaks, the head of its column may."""
    room = max((measure_text(text, _SMALL, bold=True) for text in texts), default=0.0)
    lines = 2 if firm and lang == "zh" else 1
    return max(room, *(measure_text(word, _SMALL, bold=True) / lines for word in label.split())) + 10


def _sources_data(brief: Brief, told: bool) -> dict[str, Any]:
    """Return one row a sheet with all its cells: what was read where, in little room."""
    lang, comma = brief.lang, say("chart.comma", brief.lang)
    rows = [
        (line.file, line.sheet, f"{comma.join(line.cells)}{say('office.cell-count', lang, count=line.count)}")
        for line in group_sources(brief.sources if told else ())
    ]
    head = [say(f"office.{word}", lang) for word in ("file", "sheet", "cells")]
    return {"heading": say("office.sources", lang), "head": head, "rows": rows}
