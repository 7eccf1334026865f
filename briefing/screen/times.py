"""Draw charts that run along time: cumulative against schedule, and amounts by period."""

from collections.abc import Sequence
from decimal import Decimal

import plotly.graph_objects as go

from briefing.charts.chart import Chart, Completions, Cumulative, Mark, PeriodBars
from briefing.palette import Palette
from briefing.screen.layout import axis, blank_figure, number
from metrics.progress.judging import Status
from wording.sentences import say


def draw_cumulative(chart: Cumulative, palette: Palette) -> go.Figure:
    """Return the cumulative line over the schedule line, with target and published marks."""
    figure = blank_figure(chart, palette, 340, hovermode="x unified")
    shape = "hv" if chart.stepped else "linear"
    if chart.schedule:
        figure.add_scatter(
            x=[point.day for point in chart.schedule],
            y=[number(point.value / chart.scale) for point in chart.schedule],
            name=chart.names[1],
            mode="lines",
            line={"color": palette.schedule, "width": 2, "dash": "dash", "shape": shape},
            hovertemplate=f"%{{y:{_exact(chart)}}}",
        )
    figure.add_scatter(
        x=[point.day for point in chart.actual],
        y=[number(point.value / chart.scale) for point in chart.actual],
        name=chart.names[0],
        mode="lines+markers",
        line={"color": palette.primary, "width": 2.6},
        marker={
            "size": 6,
            "line": {"width": 1.4, "color": palette.primary},
            "color": [palette.primary if point.firm else palette.ground for point in chart.actual],
        },
        hovertemplate=f"%{{y:{_exact(chart)}}}",
    )
    if chart.target is not None:
        _target_line(figure, chart, chart.target, palette)
    for mark in chart.published:
        figure.add_scatter(
            x=[mark.day],
            y=[number(mark.value / chart.scale)],
            name=mark.label,
            mode="markers",
            marker={"symbol": "diamond-open", "size": 12, "color": palette.published, "line": {"width": 2}},
            hovertemplate=f"%{{y:{_exact(chart)}}}<br>{mark.source}",
        )
    values = [point.value for point in (*chart.actual, *chart.schedule)]
    figure.update_yaxes(rangemode="tozero", tickformat=",~f", **_whole_ticks(values, chart))
    figure.update_xaxes(axis(palette, showgrid=False, **_day_ticks(chart.lang)))
    return figure


def draw_completions(chart: Completions, palette: Palette) -> go.Figure:
    """Return a line a place in % of its target, each told by its stroke, too; the target is the level at 100."""
    figure = blank_figure(chart, palette, 380, hovermode="x unified")
    colours = (palette.primary, palette.statuses[Status.BEHIND], palette.published, palette.muted)
    for (label, points), colour, dash in zip(chart.lines, colours, ("solid", "dash", "dot", "longdash"), strict=False):
        figure.add_scatter(
            x=[point.day for point in points],
            y=[number(point.value) for point in points],
            name=label,
            mode="lines",
            line={"color": colour, "width": 2.4, "dash": dash},
            hovertemplate="%{y:.1f}%",
        )
    figure.add_hline(y=100, line={"color": palette.target, "width": 1.4})
    figure.update_yaxes(rangemode="tozero")
    figure.update_xaxes(axis(palette, showgrid=False, **_day_ticks(chart.lang)))
    return figure


def _target_line(figure: go.Figure, chart: Cumulative, mark: Mark, palette: Palette) -> None:
    height = number(mark.value / chart.scale)
    days = [point.day for point in chart.schedule or chart.actual]
    if not days:
        return
    figure.add_scatter(
        x=[days[0], days[-1]],
        y=[height, height],
        name=mark.label,
        mode="lines",
        line={"color": palette.target, "width": 1.4},
        hoverinfo="skip",
    )


def _day_ticks(lang: str) -> dict[str, object]:
    """Chinese pages have no Chinese month names from Plotly without another script: use numbers."""
    return {
        "tickformat": "%Y年%-m月" if lang == "zh" else "%B %Y",
        "hoverformat": "%Y年%-m月%-d日" if lang == "zh" else "%-d %B %Y",
        "nticks": 6,
        "tickangle": 0,
    }


def _exact(chart: Chart) -> str:
    """Return the format of a value on hovering: down to one of the base unit, two places of what is measured."""
    return f",.{max(2, len(str(chart.scale)) - 1)}~f"


def _whole_ticks(values: Sequence[Decimal], chart: Chart) -> dict[str, object]:
    """Few whole things get whole ticks: there is no fifth of a base."""
    few = values and chart.scale == 1 and max(values) <= 6 and all(value % 1 == 0 for value in values)
    return {"dtick": 1} if few else {}


def draw_periods(chart: PeriodBars, palette: Palette) -> go.Figure:
    """Return bars by period; those derived from totals are paler; the required amount is a line."""
    figure = blank_figure(chart, palette, 320, bargap=0.35, barmode="overlay", hovermode="closest")
    given = [bar for bar in chart.bars if not bar.derived]
    derived = [bar for bar in chart.bars if bar.derived]
    hatch = "/" if given and derived else ""
    for name, bars, pattern in ((chart.names[0], given, ""), (chart.names[1], derived, hatch)):
        if bars:
            figure.add_bar(
                x=[bar.label for bar in bars],
                y=[number(bar.value / chart.scale) for bar in bars],
                name=name,
                marker={
                    "color": palette.primary,
                    "pattern": {
                        "shape": pattern,
                        "fillmode": "overlay",
                        "fgcolor": palette.ground,
                        "fgopacity": 0.75,
                        "size": 6,
                        "solidity": 0.25,
                    },
                },
                hovertemplate=f"%{{x}}　%{{y:{_exact(chart)}}} {chart.unit}<extra></extra>",
            )
    labels = [bar.label for bar in chart.bars]
    if chart.required is not None and labels:
        height = number(chart.required.value / chart.scale)
        figure.add_scatter(
            x=[labels[0], labels[-1]],
            y=[height, height],
            mode="lines",
            name=chart.required.label,
            line={"color": palette.target, "width": 1.6, "dash": "dot"},
            hovertemplate=f"%{{y:{_exact(chart)}}} {chart.unit}<extra></extra>",
        )
    figure.update_xaxes(
        axis(
            palette, type="category", categoryarray=labels, categoryorder="array", showgrid=False, nticks=5, tickangle=0
        )
    )
    figure.update_yaxes(rangemode="tozero", tickformat=",~f", **_whole_ticks([bar.value for bar in chart.bars], chart))
    if not labels:
        figure.add_annotation(
            text=say("chart.no-periods", chart.lang),
            showarrow=False,
            x=0.5,
            y=0.5,
            xref="paper",
            yref="paper",
            font={"color": palette.muted},
        )
    return figure
