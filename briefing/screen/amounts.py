"""Draw plain amounts: one bar a row, its figure behind it."""

import plotly.graph_objects as go

from briefing.charts.chart import Amounts
from briefing.drawings.letters import wrap_text
from briefing.palette import Palette
from briefing.screen.layout import axis, blank_figure, number, row_axis

#: Pixels that a name may take before it goes on in a second line: bars keep their room on a telephone.
ROOM, SIZE = 185, 13


def draw_amounts(chart: Amounts, palette: Palette) -> go.Figure:
    """Return horizontal bars, the largest on top."""
    names = ["<br>".join(wrap_text(label, SIZE, ROOM)) for label, _ in chart.rows]
    row = 36 if any("<br>" in name for name in names) else 26
    figure = blank_figure(chart, palette, 110 + row * max(len(chart.rows), 1), bargap=0.38, hovermode="closest")
    values = [number(value / chart.scale) or 0.0 for _, value in chart.rows]
    figure.add_bar(
        y=names,
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
    figure.update_xaxes(
        axis(palette, range=[0, max(values, default=1.0) * 1.25 or 1.0], showticklabels=False, showgrid=False)
    )
    figure.update_yaxes(row_axis(palette, SIZE))
    return figure
