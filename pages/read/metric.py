"""指标: one metric, the province and every place beside each other."""

from briefing.charts.chart import Chart
from briefing.charts.periods import chart_periods
from briefing.charts.sources import progress_sources
from briefing.charts.spans import chart_cities, chart_ranking
from briefing.charts.times import chart_cumulative
from briefing.places import BY_LEAD, order_places
from briefing.screen.forecast import ORDERS, Row, find_behind, forecast_part, order_word
from briefing.screen.multiples import multiples_part
from briefing.sentences import compose_catchup, compose_ratio
from data.queries.metric import fetch_metric
from metrics.progress.judging import Status
from metrics.progress.schedule import has_schedule
from ui.parts import cards_part, gap_part, heading_part, lead_part, sources_part, title_part
from ui.views.display import Drawn, offer_workbook, show_parts
from ui.views.scene import choose_by_link, choose_metric, open_scene
from ui.views.start import published_beside, show_published
from wording.figures import day_text
from wording.sentences import say

scene = open_scene(metric=choose_metric)
lang, plan = scene.lang, scene.plan
order = choose_by_link("order", {one: order_word(one, lang) for one in ORDERS}, lang)
view = fetch_metric(scene.access, plan.id, scene.metric, scene.as_of)
assert view.province is not None  # a day was asked for, and at any day the province stands somewhere
progress, series = view.province
lines = [pair for pair in view.lines if pair[0].status is not Status.NOT_APPLICABLE]
places = [one for one, _ in lines]
summed = view.metric.kind.adds_up
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


def multiples() -> str:
    """The leads of all places on one scale, the furthest ahead first."""
    own = {one.city: series for one, series in lines}
    by_lead = [(one, own[one.city]) for one in order_places(places, BY_LEAD)]
    drawn = multiples_part(by_lead, lambda city: scene.link(city, scene.metric), lang)
    return heading_part(say("metric.multiples", lang)) + drawn if drawn else ""


def through_time() -> list[Chart]:
    """The province, cumulative and by period."""
    cumulative = chart_cumulative(progress, series, lang, view.published, scene.demo)
    return [cumulative, chart_periods(progress, series, lang, required, scene.demo)] if summed else []


def side_by_side() -> list[Chart]:
    """Every place against its target, and the leads of the cities with their ranks."""
    bullets: list[Chart] = [chart_cities(places, lang, scene.demo)] if places else []
    return [*bullets, chart_ranking(places, lang, scene.demo, view.ranks)] if view.ranked else bullets


def forecast() -> str:
    """Every place with what is left, whether it can be done in time, and where its figure came from."""
    rows = [Row(one, view.catchups.get(one.city), find_behind(one, own)) for one, own in lines]
    whole = Row(progress, view.catchup, find_behind(progress, series)) if summed else None
    shown = [*([progress] if summed else []), *places]
    origins = {one.city: sources_part(progress_sources([one], lang), lang, opened=True) for one in shown}
    table = forecast_part(whole, rows, view.ranks, origins, order, lang)
    return heading_part(say("metric.figures", lang)) + table


drawn = any(has_schedule(plan, view.metric, one.target) for one in places if one.target)
# Where each place has a line of its own, bars beside each other say nothing more.
charts = Drawn(lambda: through_time() if drawn else [*through_time(), *side_by_side()])
show_parts(scene, f"metric.{scene.metric}.{order}", head, multiples, charts, forecast)
show_published(published_beside(plan, scene.metric, scene.as_of), lang)
file = say("metric.file", lang, metric=name, day=scene.as_of.isoformat())
offer_workbook(scene, file, lambda: [*through_time(), *side_by_side()])
