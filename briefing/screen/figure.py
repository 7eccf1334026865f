"""Draw a chart with Plotly for the screen."""

from collections.abc import Callable
from typing import Any

from plotly.graph_objects import Figure

from briefing.charts.chart import Amounts, Bullet, Chart, Completions, Cumulative, PeriodBars, Ranking, StatusMap
from briefing.palette import Palette, choose_palette
from briefing.screen import amounts as amounts_figure
from briefing.screen import map as map_figure
from briefing.screen import spans as span_figures
from briefing.screen import times as time_figures

# Each draws the charts of its own class only.
_DRAWERS: dict[type[Chart], Callable[[Any, Palette], Figure]] = {
    Bullet: span_figures.draw_bullet,
    Ranking: span_figures.draw_ranking,
    Cumulative: time_figures.draw_cumulative,
    Completions: time_figures.draw_completions,
    PeriodBars: time_figures.draw_periods,
    StatusMap: map_figure.draw_map,
    Amounts: amounts_figure.draw_amounts,
}


def draw_figure(chart: Chart, dark: bool = False) -> Figure:
    """Return the Plotly figure of a chart, in its language, for a light or a dark ground.

    A matrix is a table, not a figure: ``TypeError``.
    """
    drawer = _DRAWERS.get(type(chart))
    if drawer is None:
        raise TypeError(f"{type(chart).__name__} is shown as a table, not drawn")
    return drawer(chart, choose_palette(dark))


def camera_config(chart: Chart) -> dict[str, Any]:
    """Return the Plotly configuration: only the camera button, three-fold, named as the chart."""
    return {
        "displaylogo": False,
        "displayModeBar": "hover",
        "scrollZoom": False,
        "modeBarButtonsToRemove": [
            "zoom2d",
            "pan2d",
            "select2d",
            "lasso2d",
            "zoomIn2d",
            "zoomOut2d",
            "autoScale2d",
            "resetScale2d",
            "hoverClosestCartesian",
            "hoverCompareCartesian",
            "toggleSpikelines",
        ],
        "toImageButtonOptions": {"format": "png", "filename": chart.name, "scale": 3},
    }
