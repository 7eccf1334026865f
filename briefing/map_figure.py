"""Draw the schematic map as plain polygons: a Plotly map type would ask a foreign server for outlines."""

import plotly.graph_objects as go

from briefing.charts import StatusMap
from briefing.layout import blank_figure
from briefing.palette import SIGNS, Palette, contrast_ink
from metrics.progress import Status
from wording.sentences import say

# One degree of longitude at 47.5° north is this much of a degree of latitude.
_NARROWING = 0.676


def draw_map(chart: StatusMap, palette: Palette) -> go.Figure:
    """Return one polygon trace a status, and on top a clickable marker with a name for each city.

    A click arrives as a point whose ``customdata`` is the city's code.
    """
    figure = blank_figure(chart, palette, 600, hovermode="closest")
    present = sorted({area.status for area in chart.areas}, key=list(Status).index)
    for status in present:
        xs: list[float | None] = []
        ys: list[float | None] = []
        for ring in (ring for area in chart.areas if area.status is status for ring in area.rings):
            xs += [longitude for longitude, _ in ring] + [None]
            ys += [latitude for _, latitude in ring] + [None]
        figure.add_scatter(
            x=xs,
            y=ys,
            mode="lines",
            fill="toself",
            fillcolor=palette.statuses[status],
            line={"color": palette.ground, "width": 1.4},
            name=f"{SIGNS[status]} {say(f'status.{status}', chart.lang)}",
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=[area.place[0] for area in chart.areas],
        y=[area.place[1] for area in chart.areas],
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
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, scaleanchor="x", scaleratio=1 / _NARROWING)
    return figure
