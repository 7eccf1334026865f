"""The status matrix as a table whose cells open the city's page: whole on a desk, scrolled in its frame on a phone."""

import re
from html import escape

from briefing.charts.chart import Matrix, MatrixCell, MatrixRow
from briefing.palette import SIGNS, Palette, contrast_ink
from metrics.progress.judging import Status
from ui.views.lists import city_address
from ui.views.scene import Scene

_LOUD = (Status.BEHIND, Status.OVERDUE, Status.NOT_REACHED_YET, Status.NOT_MET, Status.SLIGHTLY_BEHIND)
_CALM = (Status.DONE, Status.ON_SCHEDULE, Status.MET, Status.ABOVE_BAND)
_JOINTS = re.compile(r"(?<=\d) |(?<= \S) (?=\d)")


def matrix_part(matrix: Matrix, scene: Scene) -> str:
    """Return the matrix as HTML; the first column stays when the rest is scrolled."""
    head = "".join(f'<th scope="col">{escape(column.label)}</th>' for column in matrix.table.columns)
    rows = "".join(_row(row, matrix, scene) for row in matrix.rows)
    return f'<div class="lj lj-table lj-matrix" tabindex="0"><table><tr>{head}</tr>{rows}</table></div>'


def _row(row: MatrixRow, matrix: Matrix, scene: Scene) -> str:
    cells = "".join(_cell(cell, row.key, key, scene) for cell, key in zip(row.cells, matrix.keys, strict=True))
    link = f'<a href="{_address(row.key, scene)}" target="_self">{escape(row.label)}</a>'
    return f'<tr><th scope="row">{link}</th>{cells}</tr>'


def _cell(cell: MatrixCell, city: str, metric: str, scene: Scene) -> str:
    # The sign stays with its word, a figure with its unit; between the word and its figure a narrow cell may turn.
    text = f"{SIGNS[cell.status]}\N{NO-BREAK SPACE}{_JOINTS.sub(chr(0xA0), cell.text)}"
    detail = cell.detail.replace("<br>", "\n")
    link = f'<a href="{_address(city, scene, metric)}" target="_self" title="{escape(detail)}">{escape(text)}</a>'
    return f'<td style="{_look(cell.status, scene.palette)}">{link}</td>'


def _address(city: str, scene: Scene, metric: str | None = None) -> str:
    return city_address(city, scene.plan.id, scene.as_of, scene.lang, metric)


def _look(status: Status, palette: Palette) -> str:
    """Give ground and letters of a cell; a quiet status stays quiet, so that trouble is seen."""
    if status in _LOUD:
        ground = palette.statuses[status]
        return f"background-color:{ground};color:{contrast_ink(ground)}"
    return f"color:{palette.ink if status in _CALM else palette.muted}"
