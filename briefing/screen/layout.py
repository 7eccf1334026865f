"""The look that all Plotly figures share: letters, rules, margins; never Streamlit's template."""

from typing import Any

import plotly.graph_objects as go

from briefing.charts.chart import Chart
from briefing.palette import FONTS, LATIN_FONTS, Palette
from wording.sentences import say


def blank_figure(chart: Chart, palette: Palette, height: int, **layout: Any) -> go.Figure:
    """Return an empty figure with the title, letters and margins of the house.

    The title is inside, so that the camera's picture can stand alone in a report.
    """
    legend = {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 1.0,
        "yanchor": "bottom",
        "font": {"size": 12, "color": palette.muted},
        "bgcolor": "rgba(0,0,0,0)",
        "itemclick": False,
        "itemdoubleclick": False,
    }
    figure = go.Figure()
    figure.update_layout(
        template=None,
        height=height,
        autosize=True,
        font={"family": font_family(chart.lang), "size": 13, "color": palette.ink},
        paper_bgcolor=palette.ground,
        plot_bgcolor=palette.ground,
        title={
            "text": title_text(chart),
            "font": {"size": 14, "color": palette.ink},
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"l": 8, "t": 20},
        },
        margin={"l": 8, "r": 20, "t": 88, "b": 8},
        legend=legend,
        hoverlabel={
            "bgcolor": palette.ground,
            "bordercolor": palette.rule,
            "font": {"family": font_family(chart.lang), "size": 13, "color": palette.ink},
        },
        separators=".,",
        dragmode=False,
        xaxis=axis(palette, automargin=True, fixedrange=True),
        yaxis=axis(palette, automargin=True, fixedrange=True),
    )
    figure.update_layout(**layout)
    return figure


def font_family(lang: str) -> str:
    """Return the letters of a language: Latin ones first in English."""
    return LATIN_FONTS if lang == "en" else FONTS


def title_text(chart: Chart) -> str:
    """Return the title, and on a second line the word for demo data and the unit, so that nothing is cut off."""
    parts = [say("chart.demo", chart.lang)] if chart.demo else []
    if chart.unit:
        parts.append(say("chart.unit-is", chart.lang, unit=chart.unit))
    return (
        f"<b>{chart.title}</b><br><span style='font-size:12px'>{say('chart.dot', chart.lang).join(parts) or ' '}</span>"
    )


def axis(palette: Palette, **more: Any) -> dict[str, Any]:
    """Return an axis: hairline grid, quiet ticks, no frame."""
    return {
        "gridcolor": palette.rule,
        "linecolor": palette.rule,
        "zeroline": False,
        "showline": False,
        "tickfont": {"size": 12, "color": palette.muted},
        "ticks": "",
        **more,
    }


def row_axis(palette: Palette, size: int) -> dict[str, Any]:
    """Return the axis of a chart of one bar a row: names from the top down, no grid."""
    letters = {"size": size, "color": palette.ink}
    return axis(palette, autorange="reversed", showgrid=False, ticklabelstandoff=6, tickfont=letters)


def number(value: Any) -> float | None:
    """Return what Plotly takes; the only place where a figure leaves exact numbers."""
    return None if value is None else float(value)
