"""Draw charts of one bar a row: bullets against target, and the ranking by lead."""

import plotly.graph_objects as go

from briefing.charts.chart import Bullet, Ranking
from briefing.palette import SIGNS, Palette
from briefing.screen.layout import axis, blank_figure, number, row_axis
from metrics.progress.judging import Status
from wording.figures import MINUS
from wording.sentences import say

_ROW = 42


def draw_bullet(chart: Bullet, palette: Palette) -> go.Figure:
    """Return one bar a row in % of target, the schedule as a tick, the target as the line at 100.

    Of a ratio the bars are its values, the band lies behind them and the line stands at the least value.
    """
    figure = blank_figure(
        chart, palette, 108 + _ROW * max(len(chart.rows), 1), barmode="overlay", bargap=0.42, hovermode="closest"
    )
    labels = [row.label for row in chart.rows]
    done = [number(row.completion) or 0.0 for row in chart.rows]
    widest, line, (low, high) = float(chart.widest), float(chart.line), map(float, chart.shade)
    aimed = [row.label for row in chart.rows if row.aimed]
    figure.add_bar(
        y=aimed,
        x=[high - low] * len(aimed),
        base=[low] * len(aimed),
        width=0.36,
        orientation="h",
        marker={"color": palette.shade},
        showlegend=False,
        hoverinfo="skip",
    )
    figure.add_bar(
        y=labels,
        x=done,
        orientation="h",
        name=chart.names[0],
        showlegend=False,
        customdata=[row.text for row in chart.rows],
        width=0.36,
        marker={"color": [palette.statuses[row.status] for row in chart.rows]},
        hovertemplate="%{y}　%{customdata}<extra></extra>",
    )
    scheduled = [row for row in chart.rows if row.schedule is not None]
    if scheduled:
        figure.add_scatter(
            y=[row.label for row in scheduled],
            x=[number(row.schedule) for row in scheduled],
            mode="markers",
            name=chart.names[1],
            marker={"symbol": "line-ns", "size": 17, "line": {"width": 2.6, "color": palette.ink}},
            customdata=[row.due for row in scheduled],
            hovertemplate=say("chart.schedule", chart.lang) + " %{customdata}<extra></extra>",
        )
    figure.add_scatter(
        y=aimed,
        x=[line] * len(aimed),
        mode="markers",
        name=chart.names[2],
        marker={"symbol": "line-ns", "size": 24, "line": {"width": 1.6, "color": palette.target}},
        hoverinfo="skip",
    )
    # The amount stands above its bar: never over one, and cut off at no width.
    for row in chart.rows:
        figure.add_annotation(
            y=row.label,
            x=0,
            xref="paper",
            text=f"{SIGNS[row.status]} {row.text}",
            showarrow=False,
            xanchor="left",
            yshift=_ROW * 0.41,
            # The line of the target stops below the text, never across it.
            bgcolor=palette.ground,
            borderpad=0,
            font={"size": 12, "color": palette.ink},
        )
    figure.update_xaxes(axis(palette, range=[0, widest * 1.02], nticks=6, tickangle=0))
    figure.update_yaxes(row_axis(palette, 13))
    return figure


def draw_ranking(chart: Ranking, palette: Palette) -> go.Figure:
    """Return the cities by lead in 百分点; those without one are named below the last bar."""
    told = [row for row in chart.rows if row.lead is not None]
    figure = blank_figure(chart, palette, 100 + 26 * max(len(chart.rows), 1), bargap=0.38, hovermode="closest")
    statuses = list(dict.fromkeys(row.status for row in told))
    for status in sorted(statuses, key=list(Status).index):
        rows = [row for row in told if row.status is status]
        figure.add_bar(
            y=[row.label for row in rows],
            x=[number(row.lead) for row in rows],
            orientation="h",
            name=f"{SIGNS[status]} {say(f'status.{status}', chart.lang)}",
            marker={"color": palette.statuses[status]},
            text=[row.text for row in rows],
            textposition="outside",
            cliponaxis=False,
            constraintext="none",
            textfont={"size": 12, "color": palette.ink},
            customdata=[row.key for row in rows],
            hovertemplate="%{y}　%{text}<extra></extra>",
        )
    others = [row for row in chart.rows if row.lead is None]
    if others:
        figure.add_bar(
            y=[row.label for row in others],
            x=[0] * len(others),
            orientation="h",
            showlegend=False,
            hoverinfo="skip",
            text=[f"{SIGNS[row.status]} {row.text}" for row in others],
            textposition="outside",
            textfont={"size": 12, "color": palette.muted},
        )
    leads = [number(row.lead) or 0.0 for row in told] or [0.0]
    low, high = min(0.0, *leads), max(0.0, *leads)
    room = max(high - low, 10.0) * 0.2
    for limit in chart.limits:
        figure.add_vline(
            x=number(limit),
            line={
                "color": palette.rule if limit else palette.muted,
                "width": 1.2,
                "dash": "solid" if not limit else "dot",
            },
        )
    figure.update_xaxes(
        axis(palette, range=[low - (room if low < 0 else 0), high + room], tickangle=0, **_lead_ticks(low, high))
    )
    figure.update_yaxes(
        axis(
            palette,
            categoryorder="array",
            categoryarray=[row.label for row in chart.rows][::-1],
            showgrid=False,
            ticklabelstandoff=6,
            tickfont={"size": 13, "color": palette.ink},
            tickmode="array",
            tickvals=[row.label for row in chart.rows],
        )
    )
    return figure


def _lead_ticks(low: float, high: float) -> dict[str, object]:
    """Return ticks with signs, and a zero without one."""
    step = next((one for one in (1, 2, 5, 10, 20, 25, 50, 100) if (high - low) / one <= 7), 200)
    values = range(int(low // step) * step, int(high) + step, step)
    texts = [f"{value:+,d}".replace("-", MINUS) if value else "0" for value in values]
    return {"tickmode": "array", "tickvals": list(values), "ticktext": texts}
