"""总览: where the province stands on one as-of day."""

import streamlit as st

from briefing.charts.chart import Chart
from briefing.charts.statuses import chart_map, chart_matrix
from briefing.charts.times import chart_cumulative
from briefing.sentences import compose_standing
from data.queries.handins import waiting_handins
from data.queries.overview import fetch_overview
from ui.parts import cards_part, heading_part, lead_part, title_part
from ui.views.display import offer_workbook, show_charts, show_map
from ui.views.export import offer_picture
from ui.views.lists import changes_part, supporting_part, unreported_part
from ui.views.matrix import matrix_part
from ui.views.scene import choose_metric, open_city, open_scene, show_html
from ui.views.start import offer_fresh_start
from wording.figures import day_text
from wording.sentences import say

scene = open_scene()
lang, plan = scene.lang, scene.plan
overview = fetch_overview(scene.access, plan.id, scene.as_of)
pairs = overview.headline or overview.supporting
cities = tuple(dict.fromkeys(city for city, _ in overview.cells))


def head() -> str:
    """The answer: title, sentence, cards."""
    title = title_part(plan.title.in_language(lang), say("ui.as-of", lang, day=day_text(scene.as_of, lang)))
    return title + lead_part(compose_standing(overview, lang)) + cards_part(pairs, lang, scene.palette)


def matrix() -> str:
    """Every metric of every place."""
    return matrix_part(chart_matrix(overview.cells, plan.metrics, cities, lang, scene.demo), scene)


def lines() -> list[Chart]:
    """One cumulative chart for each headline metric."""
    return [chart_cumulative(progress, series, lang, demo=scene.demo) for progress, series in pairs]


show_html(scene, "head", head)
left, right = st.columns([12, 9] if lang == "zh" else [17, 9], gap="large")
with left:
    st.html(heading_part(say("chart.title-matrix", lang)))
    show_html(scene, "matrix", matrix)
    st.caption(say("ui.matrix-note", lang))
with right:
    chosen = choose_metric(plan, lang)
    marked = {city: one for (city, metric), one in overview.cells.items() if metric == chosen}
    city = show_map(scene, chosen, lambda: chart_map(marked, lang, scene.demo))
if city:
    open_city(city, chosen, scene)
show_charts(scene, "lines", lines, columns=3)
left, right = st.columns([3, 2] if lang == "zh" else [5, 2], gap="large")
with left:
    show_html(scene, "changes", lambda: heading_part(say("overview.changes", lang)) + changes_part(overview, lang))
with right:
    # What waits is shown to those who may see it: never from another reader's memory.
    waiting = waiting_handins(scene.access, plan.id, scene.as_of)
    st.html(heading_part(say("overview.unreported", lang)) + unreported_part(overview, lang, waiting))
show_html(scene, "supporting", lambda: supporting_part(overview, lang))
with st.container(horizontal=True):
    offer_workbook(scene, say("overview.file", lang, day=scene.as_of.isoformat()), lines)
    offer_picture(scene, overview)
    offer_fresh_start(lang)
