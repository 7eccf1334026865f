"""Draw the charts of a brief as native, editable charts, the same for slides and documents."""

from collections.abc import Callable
from dataclasses import dataclass

from briefing.charts.chart import Bullet, Chart, Cumulative, PeriodBars, Ranking
from briefing.formats.native.markup import Look
from briefing.formats.native.spans import draw_bullet, draw_ranking
from briefing.formats.native.times import draw_cumulative, draw_periods
from briefing.formats.native.workbook import ChartGrid, write_workbook

_DRAWERS: dict[type[Chart], Callable[..., tuple[bytes, ChartGrid] | None]] = {
    Bullet: draw_bullet,
    Ranking: draw_ranking,
    Cumulative: draw_cumulative,
    PeriodBars: draw_periods,
}


@dataclass(frozen=True, slots=True)
class NativeChart:
    """A chart part and the workbook it belongs to."""

    xml: bytes
    workbook: bytes


def draw_native(chart: Chart, look: Look) -> NativeChart | None:
    """Return a chart as an editable part; ``None`` when it has no data, or is a table or a map."""
    drawer = _DRAWERS.get(type(chart))
    drawn = drawer(chart, look) if drawer else None
    if drawn is None:
        return None
    xml, grid = drawn
    return NativeChart(xml, write_workbook(grid))
