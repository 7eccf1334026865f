"""Charts as drawings that stand in the page: no script has to come before them, and they print as they are."""

from collections.abc import Callable, Sequence

from briefing.amounts import status_text
from briefing.charts.chart import Chart, StatusMap
from briefing.charts.times import chart_leads
from briefing.drawings.draw import draw_chart
from briefing.screen.svg import draw_svg
from metrics.cumulation.series import Series
from metrics.progress.judging import Progress
from ui.parts import Link, chart_notes_part
from wording.sentences import say

# In points: four thirds of it is the width in pixels at which the letters have the size of the page's small print.
HALF, THIRD, MAP = 430.0, 320.0, 300.0


def drawing_part(chart: Chart, width: float, height: float | None = None) -> str:
    """Return a chart as a drawing with its table and sources."""
    drawn = draw_svg(draw_chart(chart, width, height))
    return f'<figure class="lj-chart">{drawn}{chart_notes_part(chart, drawn=True)}</figure>'


def map_part(chart: StatusMap, address: Callable[[str], str]) -> str:
    """Return the map; each place is a link."""
    links = {
        area.key: (address(area.key), f"{area.label} {status_text(area.status, chart.lang)}") for area in chart.areas
    }
    return draw_svg(draw_chart(chart, MAP), links)


def leads_part(pairs: Sequence[tuple[Progress, Series]], link: Link, lang: str, demo: bool) -> str:
    """Return the leads through time of several metrics beside each other; each leads to its metric's page."""
    charts = {progress.metric.id: chart_leads(progress, series, lang, demo) for progress, series in pairs}
    places = {progress.metric.id: progress.city for progress, _ in pairs}
    drawn = "".join(
        f'<figure class="lj-chart">{draw_svg(draw_chart(chart, THIRD, 165.0))}'
        f'<a href="{link(places[metric], metric)}">{say("ui.table-and-sources", lang)}</a></figure>'
        for metric, chart in charts.items()
        if chart.points
    )
    return f'<div class="lj lj-charts">{drawn}</div>' if drawn else ""


def charts_part(charts: Sequence[Chart], width: float, height: float | None = None) -> str:
    """Return charts beside each other, as many as there is room for."""
    drawn = "".join(drawing_part(one, width, height) for one in charts)
    return f'<div class="lj lj-charts">{drawn}</div>' if charts else ""
