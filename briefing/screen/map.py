"""Draw the schematic map as plain polygons: a Plotly map type would ask a foreign server for outlines."""

import plotly.graph_objects as go

from briefing.charts.chart import Area, StatusMap
from briefing.drawings.label_places import spread_labels
from briefing.palette import SIGNS, Palette, contrast_ink
from briefing.screen.layout import blank_figure
from metrics.progress.judging import Status
from wording.sentences import say

# What a letter of a name is high, in degrees at the figure's usual size.
_LETTER = 0.26


def draw_map(chart: StatusMap, palette: Palette) -> go.Figure:
    """Return one shape a city, and on top a clickable marker with its name.

    A click arrives as a point whose ``customdata`` is the city's code.
    """
    figure = blank_figure(chart, palette, 560, hovermode="closest")
    present = sorted({area.status for area in chart.areas}, key=list(Status).index)
    for status in present:
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="markers",
            marker={"symbol": "square", "size": 12, "color": palette.statuses[status]},
            name=f"{SIGNS[status]} {say(f'status.{status}', chart.lang)}",
        )
    # Outlines as paths: a few texts are sent far faster than thousands of points.
    line = {"color": palette.ground, "width": 1.4}
    figure.update_layout(
        shapes=[
            {
                "type": "path",
                "path": _path(area),
                "fillcolor": palette.statuses[area.status],
                "line": line,
                "layer": "below",
            }
            for area in chart.areas
        ]
    )
    widths = [(len(area.label) + 1) * _LETTER / chart.narrowing for area in chart.areas]
    places = spread_labels([area.place for area in chart.areas], widths, _LETTER * 1.3)
    figure.add_scatter(
        x=[x for x, _ in places],
        y=[y for _, y in places],
        mode="markers+text",
        showlegend=False,
        # A wide, nearly clear marker is what a finger or pointer hits.
        marker={"size": 38, "color": "rgba(127,127,127,0.01)"},
        text=[f"{SIGNS[area.status]}{area.label}" for area in chart.areas],
        textfont={"size": 11, "color": [contrast_ink(palette.statuses[area.status]) for area in chart.areas]},
        customdata=[area.key for area in chart.areas],
        hovertext=[f"<b>{area.label}</b><br>{area.text}" for area in chart.areas],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    # Below the map there is room for as many rows as the words need; above it they would cover the title.
    figure.update_layout(legend={"y": 0, "yanchor": "top"}, margin={"t": 56})
    across, up = _extent(chart)
    figure.update_xaxes(visible=False, range=across)
    figure.update_yaxes(visible=False, range=up, scaleanchor="x", scaleratio=1 / chart.narrowing)
    return figure


def _path(area: Area) -> str:
    return "".join(
        "M" + "L".join(f"{longitude:.3f},{latitude:.3f}" for longitude, latitude in ring) + "Z" for ring in area.rings
    )


def _extent(chart: StatusMap) -> tuple[list[float], list[float]]:
    """Return the ranges of both axes: shapes do not stretch them by themselves."""
    points = [point for area in chart.areas for ring in area.rings for point in ring]
    across, down = zip(*points, strict=True)
    return [min(across) - 0.15, max(across) + 0.15], [min(down) - 0.15, max(down) + 0.15]
