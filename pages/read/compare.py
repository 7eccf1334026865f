"""比较: two to four places beside each other, and this year beside the last."""

import streamlit as st

from briefing.charts.chart import Chart
from briefing.charts.comparing import chart_completions
from briefing.places import place_name
from briefing.screen.comparison import figures_beside, years_beside
from data.queries.city import fetch_city
from data.queries.period import fetch_period
from metrics.months import year_start
from metrics.plan import Plan
from ui.address import read_address, write_address
from ui.parts import heading_part, tabs_part, title_part
from ui.views.display import offer_workbook, show_charts
from ui.views.missing import tell_missing
from ui.views.scene import choose_by_link, draw_in_strip, name_place, open_scene, show_html
from wording.figures import day_text
from wording.sentences import say

MOST = 4


def choose_cities(plan: Plan, lang: str) -> str:
    """Let the reader choose up to four of the plan's reporters; the first two stand unless chosen otherwise."""
    places = list(plan.reporters)
    known = {word: code for code in places for word in (code.lower(), *name_place(code))}
    asked = [one.strip() for one in (read_address("cities") or "").split(",") if one.strip()]
    wanted = list(dict.fromkeys(known[one.lower()] for one in asked if one.lower() in known))[:MOST]
    chosen, key = wanted or places[:2], "compare.cities"
    if lost := [one for one in asked if one.lower() not in known]:
        names = say("chart.comma", lang).join(place_name(code, lang) for code in chosen)
        tell_missing("city", say("chart.comma", lang).join(lost), names, lang)
    st.session_state[key] = chosen

    def draw() -> None:
        st.multiselect(
            say("compare.cities", lang),
            places,
            key=key,
            format_func=lambda code: place_name(code, lang),
            max_selections=MOST,
            width=460,
            label_visibility="collapsed",
            on_change=lambda: write_address(cities=",".join(st.session_state[key])),
        )

    draw_in_strip(draw)
    return ",".join(chosen)


scene = open_scene(cities=choose_cities)
lang, plan = scene.lang, scene.plan
cities = tuple(scene.choices["cities"].split(","))
views = [fetch_city(scene.access, plan.id, city, scene.as_of) for city in cities]
metrics = {one.id: one.short.in_language(lang) for one in plan.metrics if one.kind.adds_up}
chosen = choose_by_link("metric", metrics, lang)
name = "·".join(cities)


def head() -> str:
    """Every metric of the places beside each other."""
    day = say("ui.as-of", lang, day=day_text(scene.as_of, lang))
    figures = figures_beside(views, scene.link, lang)
    return title_part(say("compare.page", lang), f"{plan.title.in_language(lang)} · {day}") + figures


def years() -> str:
    """What each gained this year, beside the same months of the year before."""
    start = year_start(scene.as_of, plan.month_ends)
    lines = fetch_period(scene.access, plan.id, cities, start, scene.as_of)
    table = years_beside(lines, cities, lang)
    return heading_part(say("compare.years", lang, year=scene.as_of.year)) + table


def tabs() -> str:
    """The choice of the metric whose way is drawn."""
    choice = tabs_part("metric", metrics, chosen, say("ui.choose-metric", lang))
    return f'{heading_part(say("compare.through-time", lang))}<div class="lj">{choice}</div>'


def charts() -> list[Chart]:
    """The completion of each through time."""
    lines = [line for view in views for line in view.lines if line.metric.id == chosen]
    return [chart_completions([(one.progress, one.series) for one in lines], lang, scene.demo)]


show_html(scene, f"compare.{name}", head)
show_html(scene, f"compare.{name}.years", years)
show_html(scene, f"compare.{name}.{chosen}", tabs)
show_charts(scene, f"compare.{name}.{chosen}.lines", charts)
offer_workbook(scene, say("compare.file", lang, day=scene.as_of.isoformat()), charts)
