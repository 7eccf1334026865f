"""Show charts. Those without clicks are drawn once for all readers and replayed from memory."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from briefing.charts.chart import Chart, StatusMap
from briefing.formats.xlsx.book import render_workbook
from briefing.screen.figure import Figure, camera_config, draw_figure
from ui.parts import chart_notes_part
from ui.views.scene import Scene
from wording.sentences import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Charts = Sequence[Chart]


def show_charts(scene: Scene, name: str, make: Callable[[], Charts], columns: int = 1) -> None:
    """Show charts that take no clicks, each with its notes, table and sources.

    Parameters
    ----------
    name
        Tells these charts from others of the same view.
    make
        Called only when no reader has seen them at this version of the data.
    """
    _replay(scene.key(name), scene.dark, columns, make)


@st.cache_data(show_spinner=False, max_entries=300)
def _replay(key: tuple[str, ...], dark: bool, columns: int, _make: Callable[[], Charts]) -> None:
    charts = _make()
    for number, chart in enumerate(charts):
        if number % columns == 0:
            # A row at a time, so that charts side by side begin at the same height.
            places = st.columns(columns, gap="medium") if columns > 1 else [st.container()]
        with places[number % columns]:
            st.plotly_chart(
                draw_figure(chart, dark),
                width="stretch",
                theme=None,
                config=camera_config(chart),
                alt=chart.alternative,
            )
            st.html(chart_notes_part(chart))


@st.cache_resource(show_spinner=False, max_entries=100)
def _drawn_map(
    key: tuple[str, ...], dark: bool, _make: Callable[[], StatusMap]
) -> tuple[StatusMap, Figure, dict[str, Any]]:
    chart = _make()
    return chart, draw_figure(chart, dark), camera_config(chart)


def show_map(scene: Scene, name: str, make: Callable[[], StatusMap]) -> str | None:
    """Show the map and return the city that was clicked, if one was."""
    chart, figure, config = _drawn_map(scene.key(name), scene.dark, make)
    event = st.plotly_chart(
        figure,
        width="stretch",
        theme=None,
        key=f"map.{name}",
        on_select="rerun",
        selection_mode="points",
        config=config,
        alt=chart.alternative,
    )
    st.html(chart_notes_part(chart))
    points = event["selection"]["points"]
    return str(points[0]["customdata"]) if points and points[0].get("customdata") else None


def offer_workbook(scene: Scene, name: str, make: Callable[[], Charts]) -> None:
    """Offer the data of this view's charts as a workbook with native charts; made when asked for."""
    st.download_button(
        say("ui.download-xlsx", scene.lang),
        data=lambda: render_workbook(make(), scene.lang, scene.demo),
        file_name=f"{say('brief.demo-mark', scene.lang) if scene.demo else ''}{name}.xlsx",
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        key=f"xlsx.{name}",
    )
