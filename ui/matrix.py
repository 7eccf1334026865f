"""The status matrix as a table whose cells open the city's page."""

from collections.abc import Callable

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from briefing.charts import Matrix
from briefing.palette import SIGNS, Palette, contrast_ink
from metrics.progress import Status
from ui.scene import Scene
from wording.sentences import say

_ROW = 35


def _settle(styler: Styler) -> Styler:
    """Work the style out once: Streamlit would do it again for every view."""
    worked_out = styler.set_uuid("matrix")._compute()._translate(False, False)
    worked_out["body"] = []  # what it would print in the cells is what stands in them
    styler._compute = lambda: styler  # type: ignore[method-assign]
    styler._translate = lambda *_, **__: worked_out  # type: ignore[method-assign]
    return styler


@st.cache_resource(show_spinner=False, max_entries=100)
def _styled(key: tuple[str, ...], _palette: Palette, _make: Callable[[], Matrix]):  # noqa: ANN202
    matrix = _make()
    place = matrix.table.columns[0].label
    frame = pd.DataFrame(
        [[row.label, *(f"{SIGNS[cell.status]} {cell.text}" for cell in row.cells)] for row in matrix.rows],
        columns=[place, *matrix.labels],
    )
    colours = [["", *(_look(cell.status, _palette) for cell in row.cells)] for row in matrix.rows]
    look = pd.DataFrame(colours, columns=frame.columns)
    return matrix, _settle(frame.style.apply(lambda _: look, axis=None))


def _look(status: Status, palette: Palette) -> str:
    """Give ground and letters of a cell; a quiet status stays quiet, so that trouble is seen."""
    if status in (Status.BEHIND, Status.OVERDUE, Status.NOT_REACHED_YET, Status.NOT_MET, Status.SLIGHTLY_BEHIND):
        ground = palette.statuses[status]
        return f"background-color:{ground};color:{contrast_ink(ground)}"
    if status in (Status.DONE, Status.ON_SCHEDULE, Status.MET, Status.ABOVE_BAND):
        return f"color:{palette.ink}"
    return f"color:{palette.muted}"


def show_matrix(scene: Scene, make: Callable[[], Matrix]) -> tuple[str, str | None] | None:
    """Show the matrix and return the city, and the metric if one, that was clicked."""
    matrix, styled = _styled(scene.key("matrix"), scene.palette, make)
    place = matrix.table.columns[0].label
    narrow = 84 if scene.lang == "zh" else 118
    columns = {label: st.column_config.TextColumn() for label in matrix.labels}
    event = st.dataframe(
        styled,
        hide_index=True,
        width="stretch",
        height=_ROW * (len(matrix.rows) + 1) + 3,
        row_height=_ROW,
        on_select="rerun",
        selection_mode="single-cell",
        key="matrix",
        column_config={place: st.column_config.TextColumn(pinned=True, width=narrow), **columns},
    )
    st.caption(say("ui.matrix-note", scene.lang))
    cells = event["selection"]["cells"]
    if not cells:
        return None
    row, column = cells[0]
    named = dict(zip(matrix.labels, matrix.keys, strict=True))
    return matrix.rows[row].key, named.get(column)
