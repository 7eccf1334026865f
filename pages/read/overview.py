"""总览: where the province stands on one as-of day; problems first."""

import streamlit as st

from briefing.charts.chart import Chart
from briefing.charts.statuses import chart_map
from briefing.charts.times import chart_cumulative
from briefing.places import OFFICIAL, ORDERS
from briefing.screen.board import board_part
from briefing.sentences import compose_problems
from data.queries.handins import waiting_handins
from data.queries.overview import fetch_overview
from ui.parts import bar_part, heading_part, lead_part, overview_cards_part, tabs_part, title_part
from ui.views.display import offer_workbook
from ui.views.drawings import leads_part, map_part
from ui.views.export import offer_picture
from ui.views.lists import changes_part, supporting_part, unreported_part
from ui.views.scene import choose_by_link, open_scene, show_drawn
from ui.views.start import offer_fresh_start
from wording.figures import day_text
from wording.sentences import say

scene = open_scene()
lang, plan = scene.lang, scene.plan
overview = fetch_overview(scene.access, plan.id, scene.as_of)
pairs = overview.headline or overview.supporting
metrics = {metric.id: metric.short.in_language(lang) for metric in plan.metrics}
chosen = choose_by_link("metric", metrics, lang)
orders = {one: say(f"order.{'worst' if one != OFFICIAL else one}", lang) for one in ORDERS}
order = choose_by_link("order", orders, lang)
every = choose_by_link("changes", {one: say(f"overview.changes-{one}", lang) for one in ("first", "all")}, lang)


def head() -> str:
    """The answer: title, the sentence on what is in trouble, cards."""
    title = title_part(plan.title.in_language(lang), say("ui.as-of", lang, day=day_text(scene.as_of, lang)))
    return title + lead_part(compose_problems(overview, lang)) + overview_cards_part(pairs, scene.link, lang)


def table_and_map() -> str:
    """Every place beside every metric; one metric on the map."""
    marked = {city: one for (city, metric), one in overview.cells.items() if metric == chosen}
    table = bar_part(say("chart.title-matrix", lang), tabs_part("order", orders, order, say("ui.choose-order", lang)))
    table += board_part(overview, lang, order, scene.link)
    note = say("ui.board-note", lang) + (say("ui.board-note-rank", lang) if any(overview.ranks.values()) else "")
    table += f'<div class="lj-remark">{note}</div>'
    shown = tabs_part("metric", metrics, chosen, say("ui.choose-metric", lang))
    shown += map_part(chart_map(marked, lang, scene.demo), lambda city: scene.link(city, chosen))
    return f'<div class="lj lj-grid"><div>{table}</div><div>{shown}</div></div>'


def body() -> str:
    """The table and the map, how far ahead or behind each headline metric has been, and the rest."""
    return table_and_map() + leads_part(pairs, scene.link, lang, scene.demo) + lower()


def lower() -> str:
    """What changed, who is unheard, the other metrics."""
    changes = changes_part(overview, lang, scene.link, every == "all")
    unheard = heading_part(say("overview.unreported", lang)) + unreported_part(overview, lang, waiting)
    changed = heading_part(say("overview.changes", lang)) + changes
    parts = (changed, unheard, supporting_part(overview, lang))
    return f'<div class="lj-low">{"".join(f"<div>{part}</div>" for part in parts)}</div>'


def lines() -> list[Chart]:
    """One cumulative chart for each headline metric, for the workbook."""
    return [chart_cumulative(progress, series, lang, demo=scene.demo) for progress, series in pairs]


# What waits is shown to those who may see it: never from the memory of a reader to whom something else waits.
waiting = waiting_handins(scene.access, plan.id, scene.as_of)
show_drawn(scene, f"{order}.{chosen}.{every}.{','.join(one.id for one in waiting)}", head, body)
with st.container(horizontal=True):
    offer_workbook(scene, say("overview.file", lang, day=scene.as_of.isoformat()), lines)
    offer_picture(scene, overview)
    offer_fresh_start(lang)
