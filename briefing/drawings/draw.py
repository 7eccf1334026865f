"""Draw any chart: the same drawing stands in the PDF and becomes PNG and SVG."""

from collections.abc import Callable
from typing import Any

from briefing.charts.chart import (
    Amounts,
    Bullet,
    Chart,
    Completions,
    Cumulative,
    Leads,
    Matrix,
    PeriodBars,
    Ranking,
    StatusMap,
)
from briefing.drawings import places, spans, times
from briefing.drawings.frame import notes_height
from briefing.drawings.shapes import Drawing

# Each draws the charts of its own class only.
_DRAWERS: dict[type[Chart], Callable[[Any, float, float | None], Drawing]] = {
    Amounts: spans.draw_amounts,
    Bullet: spans.draw_bullet,
    Ranking: spans.draw_ranking,
    Completions: times.draw_completions,
    Cumulative: times.draw_cumulative,
    Leads: times.draw_leads,
    PeriodBars: times.draw_periods,
    Matrix: places.draw_matrix,
    StatusMap: places.draw_map,
}


def draw_chart(chart: Chart, width: float, height: float | None = None) -> Drawing:
    """Return the drawing of a chart in colours by name.

    Parameters
    ----------
    width, height
        In points; letters keep their size. Without a height each chart takes its natural one; with
        many rows a drawing may become higher than asked for rather than unreadable.
    """
    room = None if height is None else height - notes_height(chart, width)
    return _DRAWERS[type(chart)](chart, width, room)
