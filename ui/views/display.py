"""Show charts: drawn once for all readers and replayed from memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from briefing.charts.chart import Chart
from briefing.formats.xlsx.book import render_workbook
from briefing.screen.figure import camera_config, draw_figure
from ui.address import read_address
from ui.parts import chart_notes_part, tabs_part
from ui.views.drawings import THIRD, charts_part
from ui.views.scene import Scene, show_drawn
from wording.sentences import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Charts = Sequence[Chart]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Charts within a page, each with its notes, table and sources.

    Attributes
    ----------
    make
        Called only when no reader has seen them at this version of the data.
    columns
        How many live charts stand beside each other; of drawings as many as there is room for.
    """

    make: Callable[[], Charts]
    columns: int = 2


def show_parts(scene: Scene, name: str, *parts: Callable[[], str] | Drawn) -> None:
    """Show a page from above: HTML, and charts as drawings, or live where the reader wants to explore.

    Parameters
    ----------
    name
        Tells these parts from others of the same view.
    """
    if read_address("charts") != "live":
        return show_drawn(
            scene, name, *(partial(_draw, scene, one) if isinstance(one, Drawn) else one for one in parts)
        )
    for number, part in enumerate(parts):
        if isinstance(part, Drawn):
            st.html(tabs_part("charts", _manners(scene.lang), "live", say("ui.charts", scene.lang)))
            _replay(scene.key(f"{name}.{number}"), scene.dark, part.columns, part.make)
        else:
            show_drawn(scene, f"{name}.{number}", part)
    return None


def show_charts(scene: Scene, name: str, make: Callable[[], Charts], columns: int = 1) -> None:
    """Show charts on a page whose other parts come apart from them."""
    show_parts(scene, name, Drawn(make, columns))


def _draw(scene: Scene, drawn: Drawn) -> str:
    charts = drawn.make()
    switch = tabs_part("charts", _manners(scene.lang), "drawn", say("ui.charts", scene.lang)) if charts else ""
    return charts_part(charts, THIRD) + f'<div class="lj">{switch}</div>'


def _manners(lang: str) -> dict[str, str]:
    return {manner: say(f"ui.charts-{manner}", lang) for manner in ("drawn", "live")}


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
