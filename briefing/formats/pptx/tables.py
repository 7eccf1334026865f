"""Native tables of a slide."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from briefing.charts.chart import Matrix
from briefing.formats.native.markup import text_width
from briefing.formats.native.shapes import PER_MM, Box, Canvas, Run, paragraph
from briefing.formats.native.text import NO_LINE, hexed, solid
from briefing.palette import LIGHT, SIGNS, contrast_ink
from wording.sentences import say


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: text, colours, where its text stands."""

    text: str
    fill: str = ""
    ink: str = LIGHT.ink
    bold: bool = False
    align: str = "l"


def add_table(
    canvas: Canvas,
    box: Box,
    rows: Sequence[Sequence[TableCell]],
    shares: Sequence[float],
    name: str,
    words: str,
    *,
    size: float = 11,
    height: int | None = None,
    head: int | None = None,
) -> None:
    """Put a table; the first row is its head, `shares` divide the width, `head` and `height` are those of rows."""
    total = sum(shares)
    widths = [round(box.width * share / total) for share in shares]
    height = height or box.height // len(rows)
    heights = [head or height, *(height for _ in rows[1:])]
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in widths)
    body = "".join(
        f'<a:tr h="{tall}">{"".join(_cell(cell, size) for cell in row)}</a:tr>'
        for row, tall in zip(rows, heights, strict=True)
    )
    content = f'<a:tbl><a:tblPr firstRow="1" bandRow="0"/><a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl>'
    canvas.add_frame(Box(box.x, box.y, sum(widths), sum(heights)), name, words, "table", content)


def _cell(cell: TableCell, size: float) -> str:
    run = Run(cell.text, size, cell.ink, cell.bold)
    rule = f'<a:ln{{}} w="6350"><a:solidFill><a:srgbClr val="{hexed(LIGHT.rule)}"/></a:solidFill></a:ln{{}}>'
    none = NO_LINE.replace("a:ln>", "a:ln{}>")
    edges = none.format("L", "L") + none.format("R", "R") + rule.format("T", "T") + rule.format("B", "B")
    fill = solid(cell.fill) if cell.fill else "<a:noFill/>"
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph([run], cell.align)}</a:txBody>"
        f'<a:tcPr marL="64000" marR="64000" marT="18000" marB="18000" anchor="ctr">{edges}{fill}</a:tcPr></a:tc>'
    )


def head_row(texts: Sequence[str], aligns: Sequence[str] = ()) -> list[TableCell]:
    """Return a head: white on the colour of the house."""
    return [
        TableCell(text, LIGHT.primary, "#ffffff", True, aligns[place] if aligns else ("l" if place == 0 else "ctr"))
        for place, text in enumerate(texts)
    ]


def split_matrix(matrix: Matrix, columns: int = 6, rows: int = 18) -> list[tuple[range, range]]:
    """Return the (rows, columns) of each slide, evenly filled: at most so many of either."""
    return [(across, down) for across in _evenly(len(matrix.rows), rows) for down in _evenly(len(matrix.keys), columns)]


def _evenly(count: int, most: int) -> list[range]:
    parts = max(1, -(-count // most))
    edges = [round(count * part / parts) for part in range(parts + 1)]
    return [range(first, last) for first, last in itertools.pairwise(edges)]


def add_matrix(canvas: Canvas, box: Box, matrix: Matrix, rows: range, columns: range) -> None:
    """Put a part of the status matrix: each cell says its status in sign, word and colour."""
    table = [head_row([say("chart.city", matrix.lang), *(matrix.labels[place] for place in columns)])]
    matrix_rows = [matrix.rows[place] for place in rows]
    for row in matrix_rows:
        cells = [TableCell(row.label, LIGHT.shade if row.system else "", bold=not row.system)]
        for cell in (row.cells[place] for place in columns):
            colour = LIGHT.statuses[cell.status]
            text = f"{SIGNS[cell.status]} {cell.text}"
            cells.append(TableCell(text, colour, contrast_ink(colour), align="ctr"))
        table.append(cells)
    shares = [1.0, *(1.25 for _ in columns)]
    room = box.width * 1.25 / sum(shares) / PER_MM - 4
    lines = max((ceil(text_width(matrix.labels[place], 11) / room) for place in columns), default=1)
    head = max(300_000, 200_000 * lines + 60_000)
    height = min(330_000, (box.height - head) // len(matrix_rows))
    size = 11.0 if height >= 270_000 else 10.0
    # A cell of two lines would push the last rows off the slide.
    longest = max((cell.text for line in table[1:] for cell in line), key=lambda text: text_width(text, 1), default="")
    while size > 6.5 and text_width(longest, size) * 1.12 > room:
        size -= 0.5
    add_table(canvas, box, table, shares, matrix.title, matrix.alternative, size=size, height=height, head=head)
