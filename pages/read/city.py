"""市（地）: one place, all its metrics, and the cell that each figure came from."""

from briefing.charts.chart import Chart
from briefing.charts.periods import chart_periods
from briefing.charts.spans import chart_metrics
from briefing.charts.times import chart_cumulative
from briefing.places import place_full_name
from briefing.screen.counties import counties_part
from briefing.sentences import compose_catchup
from data.queries.city import fetch_city
from data.queries.counties import order_names
from data.queries.overview import fetch_overview
from ui.parts import cards_part, heading_part, lead_part, tabs_part, title_part
from ui.views.display import Drawn, offer_workbook, show_parts
from ui.views.lists import figures_part, handins_part, rank_part
from ui.views.scene import choose_by_link, choose_city, open_scene
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
    standing = rank_part(fetch_overview(scene.access, plan.id, scene.as_of), code, lang)
    return title_part(name, f"{plan.title.in_language(lang)} · {day}") + standing + cards


def tail() -> str:
    """The figures with their origins, and the hand-ins behind them."""
    figures = heading_part(say("city.figures", lang)) + figures_part(rows, say("chart.metric", lang), lang)
    return figures + heading_part(say("city.handins", lang)) + handins_part(view.submissions, lang)


def counties() -> str:
    """The parts of the place, where its sheets tell them."""
    if not view.counties:
        return ""
    names = order_names(plan, code, view.counties)
    return heading_part(say("city.counties", lang)) + counties_part(names, view.counties, lang)


metrics = {one.metric.id: one.metric.short.in_language(lang) for one in view.lines}
chosen = choose_by_link("metric", metrics, lang)
line = view.lines[list(metrics).index(chosen)]
required = line.catchup.required if line.catchup else None


def through_time() -> list[Chart]:
    """All metrics beside their targets; cumulative and by period, of the chosen metric."""
    every = chart_metrics([one for _, one in rows], lang, scene.demo)
    periods = chart_periods(line.progress, line.series, lang, required, scene.demo)
    cumulative = chart_cumulative(line.progress, line.series, lang, line.published, scene.demo)
    return [every, cumulative, periods] if periods.bars else [every, cumulative]


def of_metric() -> str:
    """The choice of the metric, and what is left to do of it."""
    tabs = tabs_part("metric", metrics, chosen, say("ui.choose-metric", lang))
    return f'<div class="lj">{tabs}</div>{lead_part(compose_catchup(line.catchup, line.metric, lang))}'


# Hand-ins are shown to those who may see them: the view is theirs alone who may see the same ones.
seen = ",".join(f"{one.id}:{one.status}" for one in view.submissions)
show_parts(scene, f"city.{code}.{chosen}.{seen}", head, of_metric, Drawn(through_time), counties, tail)
offer_workbook(
    scene,
    say("city.file", lang, city=name, day=scene.as_of.isoformat()),
    through_time,
)
