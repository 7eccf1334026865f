"""市（地）: one place, all its metrics, and the cell that each figure came from."""

import streamlit as st

from briefing.charts.chart import Chart
from briefing.charts.periods import chart_periods
from briefing.charts.spans import chart_metrics
from briefing.charts.times import chart_cumulative
from briefing.places import place_full_name
from briefing.sentences import compose_catchup
from data.queries.city import fetch_city
from ui.parts import cards_part, heading_part, lead_part, tabs_part, title_part
from ui.views.display import offer_workbook, show_charts
from ui.views.lists import figures_part, handins_part
from ui.views.scene import choose_by_link, choose_city, open_scene, show_html
from wording.figures import day_text
from wording.sentences import say

scene = open_scene(city=choose_city)
lang, plan, code = scene.lang, scene.plan, scene.city
view = fetch_city(scene.access, plan.id, code, scene.as_of)
name = place_full_name(code, lang)
rows = [(line.metric.name.in_language(lang), line.progress) for line in view.lines]
shown = [line for line in view.lines if line.metric.headline] or view.lines


def head() -> str:
    """The answer: title and cards."""
    day = say("ui.as-of", lang, day=day_text(scene.as_of, lang))
    cards = cards_part([(line.progress, line.series) for line in shown], lang, scene.palette)
    return title_part(name, f"{plan.title.in_language(lang)} · {day}") + cards


def tail() -> str:
    """The figures with their origins, and the hand-ins behind them."""
    figures = heading_part(say("city.figures", lang)) + figures_part(rows, say("chart.metric", lang), lang)
    return figures + heading_part(say("city.handins", lang)) + handins_part(view.submissions, lang)


show_html(scene, f"city-head.{code}", head)
show_charts(scene, f"city.{code}", lambda: [chart_metrics([one for _, one in rows], lang, scene.demo)])
metrics = {one.metric.id: one.metric.short.in_language(lang) for one in view.lines}
chosen = choose_by_link("metric", list(metrics), next(iter(metrics)), lang)
line = view.lines[list(metrics).index(chosen)]
required = line.catchup.required if line.catchup else None


def through_time() -> list[Chart]:
    """Cumulative and by period, of the chosen metric."""
    periods = chart_periods(line.progress, line.series, lang, required, scene.demo)
    cumulative = chart_cumulative(line.progress, line.series, lang, line.published, scene.demo)
    return [cumulative, periods] if periods.bars else [cumulative]


st.html(tabs_part("metric", metrics, chosen, say("ui.choose-metric", lang)))
if sentence := compose_catchup(line.catchup, line.metric, lang):
    st.html(lead_part(sentence))
show_charts(scene, f"city.{code}.{line.metric.id}", through_time, columns=2)
show_html(scene, f"city-tail.{code}.{scene.access.user.name}", tail)
offer_workbook(
    scene,
    say("city.file", lang, city=name, day=scene.as_of.isoformat()),
    lambda: [chart_metrics([one for _, one in rows], lang, scene.demo), *through_time()],
)
