"""The overview as one page of HTML that needs nothing else: what becomes a picture or a PDF."""

from html import escape

from briefing.amounts import amount_text, completion_text, lead_text, status_text
from briefing.charts.chart import Chart, Matrix
from briefing.charts.statuses import chart_map, chart_matrix
from briefing.charts.times import chart_cumulative
from briefing.drawings.draw import draw_chart
from briefing.palette import FONTS, LIGHT, SIGNS
from briefing.screen.colours import name_colours
from briefing.screen.svg import HATCH, draw_svg
from briefing.sentences import compose_standing
from data.queries.overview import Overview
from metrics.progress.judging import Progress
from wording.figures import day_text
from wording.sentences import say

_STYLE = f"""
@page{{size:A4;margin:14mm 13mm}}
*{{box-sizing:border-box}}body{{margin:32px;font:15px/1.65 {FONTS};color:{LIGHT.ink};background:#fff}}
h1{{font:700 27px/1.3 "Source Han Serif SC","Noto Serif CJK SC",STZhongsong,SimSun,serif;margin:0;text-align:center}}
.sub{{text-align:center;color:{LIGHT.muted};border-bottom:2px solid {LIGHT.primary}}}
.sub{{padding-bottom:8px;margin-bottom:14px}}
.demo{{text-align:center;color:{LIGHT.published};border:1px solid {LIGHT.published};padding:2px;margin-bottom:10px}}
table{{border-collapse:collapse;width:100%;font-size:13.5px;font-variant-numeric:tabular-nums;margin:10px 0 18px}}
th,td{{border-bottom:1px solid {LIGHT.rule};padding:5px 8px;text-align:left}}
th{{color:{LIGHT.muted};border-bottom-color:{LIGHT.muted}}}
td.n,th.n{{text-align:right}}h2{{font-size:16px;margin:14px 0 4px}}
.lj-svg{{width:100%;height:auto;display:block}}.lj-defs{{position:absolute}}
.pair{{display:grid;grid-template-columns:1fr 1fr;gap:18px}}section,tr{{break-inside:avoid}}
@media print{{
body{{margin:0;font-size:12px}}h1{{font-size:21px}}
table{{font-size:10.5px}}.pair{{grid-template-columns:1fr}}
}}
"""


# The width of a chart, in points.
_HALF = 440.0


def compose_page(overview: Overview, lang: str = "zh", demo: bool = False) -> str:
    """Return the overview as HTML: sentence, headline figures, lines, matrix and map.

    Raises
    ------
    ValueError
        When nothing was accepted: there is nothing to show.
    """
    if overview.as_of is None:
        raise ValueError("an overview without an as-of day")
    plan = overview.plan
    pairs = overview.headline or overview.supporting
    cities = tuple(dict.fromkeys(city for city, _ in overview.cells))
    lines = [chart_cumulative(one, series, lang, demo=demo) for one, series in pairs]
    first = pairs[0][0].metric.id
    marked = {city: one for (city, metric), one in overview.cells.items() if metric == first}
    matrix = chart_matrix(overview.cells, plan.metrics, cities, lang, demo)
    sign = f'<div class="demo">{escape(say("ui.demo", lang))}</div>' if demo else ""
    body = (
        f"{sign}<h1>{escape(plan.title.in_language(lang))}</h1>"
        f'<div class="sub">{escape(say("ui.as-of", lang, day=day_text(overview.as_of, lang)))}</div>'
        f"<p>{escape(compose_standing(overview, lang))}</p>{_headline([one for one, _ in pairs], lang)}"
        f'<div class="pair">{"".join(_drawn(chart) for chart in lines)}{_drawn(chart_map(marked, lang, demo))}</div>'
        f"<section><h2>{escape(matrix.title)}</h2>{_matrix(matrix)}</section>"
    )
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><style>{name_colours()}{_STYLE}</style>'
        f"</head><body>{HATCH}{body}</body></html>"
    )


def page_height(overview: Overview) -> int:
    """Return a height in pixels that the page surely stays below."""
    charts, places = len(overview.headline or overview.supporting) + 1, len({city for city, _ in overview.cells})
    return 800 + 660 * ((charts + 1) // 2) + 42 * places


def _drawn(chart: Chart) -> str:
    # Its notes stand in the drawing.
    return f"<section>{draw_svg(draw_chart(chart, _HALF))}</section>"


def _headline(progresses: list[Progress], lang: str) -> str:
    keys = ("metric", "actual", "completion", "lead", "status")
    head = "".join(f"<th{_right(key)}>{escape(say(f'chart.{key}', lang))}</th>" for key in keys)
    rows = ""
    for one in progresses:
        cells = (
            ("metric", one.metric.name.in_language(lang)),
            ("actual", amount_text(one, lang, progresses)),
            ("completion", completion_text(one, lang)),
            ("lead", lead_text(one, lang, progresses)),
            ("status", f"{SIGNS[one.status]} {status_text(one.status, lang)}"),
        )
        rows += "<tr>" + "".join(f"<td{_right(key)}>{escape(text)}</td>" for key, text in cells) + "</tr>"
    return f"<table><tr>{head}</tr>{rows}</table>"


def _right(key: str) -> str:
    return " class=n" if key in ("actual", "completion", "lead") else ""


def _matrix(matrix: Matrix) -> str:
    head = "".join(f"<th>{escape(column.label)}</th>" for column in matrix.table.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in matrix.table.rows
    )
    return f"<table><tr>{head}</tr>{rows}</table>"
