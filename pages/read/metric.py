"""指标: one metric, the province and every place beside each other."""

from briefing.charts.chart import Chart
from briefing.charts.periods import chart_periods
from briefing.charts.spans import chart_cities, chart_ranking
from briefing.charts.times import chart_cumulative
from briefing.places import order_places, place_name
from briefing.sentences import compose_catchup, compose_ratio
from data.queries.metric import fetch_metric
from metrics.progress.judging import Status
from ui.parts import cards_part, gap_part, heading_part, lead_part, title_part
from ui.views.display import offer_workbook, show_charts
from ui.views.lists import figures_part
from ui.views.scene import choose_metric, choose_order, open_scene, show_html
from ui.views.start import published_beside, show_published
from wording.figures import day_text
from wording.sentences import say

scene = open_scene(metric=choose_metric, order=choose_order)
lang, plan, order = scene.lang, scene.plan, scene.choices["order"]
view = fetch_metric(scene.access, plan.id, scene.metric, scene.as_of)
assert view.province is not None  # a day was asked for, and at any day the province stands somewhere
progress, series = view.province
places = order_places([one for one, _ in view.lines if one.status is not Status.NOT_APPLICABLE], order)
summed = view.metric.kind.adds_up
rows = [(place_name(one.city, lang), one) for one in ((progress, *places) if summed else places)]
required = view.catchup.required if view.catchup else None
name = view.metric.name.in_language(lang)


def head() -> str:
    """The answer: title, the province's card, what is left to do, 口径."""
    day = say("ui.as-of", lang, day=day_text(scene.as_of, lang))
    title = title_part(name, f"{plan.title.in_language(lang)} · {day}")
    if summed:
        title += cards_part([(progress, series)], lang, scene.palette, spark=False)
    sentence = compose_catchup(view.catchup, view.metric, lang) if summed else compose_ratio(places, lang)
    return title + lead_part(sentence) + gap_part(view.gap, view.metric, lang)


def through_time() -> list[Chart]:
    """The province, cumulative and by period."""
    cumulative = chart_cumulative(progress, series, lang, view.published, scene.demo)
    return [cumulative, chart_periods(progress, series, lang, required, scene.demo)] if summed else []


def side_by_side() -> list[Chart]:
    """Every place against its target, and the leads of the cities with their ranks."""
    bullets: list[Chart] = [chart_cities(places, lang, scene.demo)] if places else []
    return [*bullets, chart_ranking(places, lang, scene.demo, view.ranks)] if view.ranked else bullets


def tail() -> str:
    """The same figures as a table, each with its origins."""
    return heading_part(say("metric.figures", lang)) + figures_part(rows, say("chart.city", lang), lang, view.ranks)


show_html(scene, f"metric-head.{scene.metric}", head)
show_charts(scene, f"metric.{scene.metric}.{order}", lambda: [*through_time(), *side_by_side()], columns=2)
show_html(scene, f"metric-tail.{scene.metric}.{order}", tail)
show_published(published_beside(plan, scene.metric, scene.as_of), lang)
file = say("metric.file", lang, metric=name, day=scene.as_of.isoformat())
offer_workbook(scene, file, lambda: [*through_time(), *side_by_side()])
