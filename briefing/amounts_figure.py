"""Draw plain amounts: one bar a row, its figure behind it."""

import plotly.graph_objects as go

from briefing.charts import Amounts
from briefing.layout import axis, blank_figure, number
from briefing.palette import Palette


def draw_amounts(chart: Amounts, palette: Palette) -> go.Figure:
    """Return horizontal bars, the largest on top."""
    figure = blank_figure(chart, palette, 124 + 26 * max(len(chart.rows), 1), bargap=0.38, hovermode="closest")
    values = [number(value / chart.scale) or 0.0 for _, value in chart.rows]
    figure.add_bar(
        y=[label for label, _ in chart.rows],
        x=values,
        orientation="h",
        marker={"color": palette.primary},
        text=[f"{value:,}" for _, value in chart.rows],
        textposition="outside",
        cliponaxis=False,
        textfont={"size": 12, "color": palette.ink},
        hovertemplate="%{y}　%{text}<extra></extra>",
        showlegend=False,
    )
    figure.update_xaxes(axis(palette, range=[0, max(values, default=1.0) * 1.18 or 1.0], nticks=5, tickangle=0))
    figure.update_yaxes(axis(palette, autorange="reversed", showgrid=False, ticklabelstandoff=6, tickfont={"size": 13, "color": palette.ink}))
    return figure
