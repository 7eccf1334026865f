"""One chart as a picture, drawn without a browser."""

import struct
import zlib
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from briefing.charts.chart import Chart
from briefing.drawings.draw import draw_chart
from briefing.formats.typesetting import drawing_data, list_texts, say_missing, typeset

MARGIN = 8.0
_TEMPLATE = """#let (width, height) = data.page
#set page(width: width * 1pt, height: height * 1pt, margin: data.margin * 1pt, fill: white)
#draw(data.drawing)
"""


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a picture.

    Attributes
    ----------
    width, height
        In points of the drawing; without a height each chart takes its natural one.
    scale
        Pixels a point, for PNG.
    """

    width: float
    height: float | None = None
    scale: float = 2.0


SIZES = {
    # 1440 pixels wide, for two-fold screens.
    "screen": Size(720.0, None, 2.0),
    # 1920 × 1080 pixels.
    "slide": Size(640.0, 360.0, 3.0),
    # The 156 mm text width of an official A4 page at 300 dots an inch.
    "a4": Size(156 / 25.4 * 72, None, 300 / 72),
}


def draw_picture(chart: Chart, form: str, size: Size, day: date) -> bytes:
    """Return a chart as ``png`` or ``svg``; letters are outlines in the SVG, so that it needs no font."""
    missing = say_missing(list_texts(chart), chart.lang)
    if missing:
        chart = replace(chart, notes=(*chart.notes, missing))
    room = size.height - 2 * MARGIN if size.height else None
    drawing = draw_chart(chart, size.width - 2 * MARGIN, room)
    height = max(drawing.height + 2 * MARGIN, size.height or 0.0)
    data = {
        "page": (size.width, round(height, 2)),
        "margin": MARGIN,
        "drawing": drawing_data(drawing, chart.lang),
    }
    content = typeset(_TEMPLATE, data, form, day, ppi=72 * size.scale)
    return _describe(content, chart) if form == "svg" else _tell_density(content, 72 * size.scale)


def _tell_density(content: bytes, ppi: float) -> bytes:
    """Say in the PNG how many pixels an inch has, so that a text program places it at its size."""
    head = len(b"\x89PNG\r\n\x1a\n") + 25
    chunk = b"pHYs" + struct.pack(">IIB", *(round(ppi / 0.0254),) * 2, 1)
    return content[:head] + struct.pack(">I", 9) + chunk + struct.pack(">I", zlib.crc32(chunk)) + content[head:]


def _describe(content: bytes, chart: Chart) -> bytes:
    """Say in the SVG what it shows: its letters are outlines, no reader could read them aloud."""
    words = f"<title>{escape(chart.title)}</title><desc>{escape(chart.alternative)}</desc>"
    head, rest = content.split(b">", 1)
    return head + b' role="img">' + words.encode() + rest
