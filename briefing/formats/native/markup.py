"""Pieces of a native chart (DrawingML), each with its children in the order of the schema.

An office program offers to “repair” a chart whose elements are complete but out of order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from briefing.formats.native.text import NO_LINE, Face, escape, letters, solid
from briefing.formats.native.workbook import SHEET, ChartGrid, GridColumn
from briefing.palette import LIGHT

NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_EPOCH = date(1899, 12, 30)
_MM = 0.3528
CATEGORIES, VALUES = 50010, 50020


@dataclass(frozen=True, slots=True)
class Look:
    """How large a chart stands on its page, and its letters."""

    width_mm: float
    height_mm: float
    size: float
    face: Face


def text_width(text: str, size: float) -> float:
    """Return about how many mm a text takes on one line: a Chinese character is as wide as high.

    Between Chinese and other letters some programs leave a little room.
    """
    wide = [ord(letter) > 0x2E7F for letter in text]
    joints = sum(before != after for before, after in pairwise(wide))
    return (sum(1.0 if one else 0.53 for one in wide) + 0.15 * joints) * size * _MM


def text_body(look: Look, size: float, colour: str = LIGHT.muted, bold: bool = False, turn: int | None = None) -> str:
    """Return ``c:txPr``; `turn` in degrees against the clock is for labels of a crowded axis."""
    body = "<a:bodyPr/>" if turn is None else f'<a:bodyPr rot="{-60000 * turn}" vert="horz"/>'
    run = letters("a:defRPr", look.face, size, colour, bold)
    return f'<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{run}</a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'


def title(text: str, look: Look) -> str:
    """Return the chart's own title: a copied chart keeps it."""
    room = look.width_mm * 0.72 / max(1.0, text_width(text, 1))
    size = min(look.size + 2, max(look.size - 2, int(room * 2) / 2))
    run = letters("a:rPr", look.face, size, LIGHT.ink, bold=True)
    default = letters("a:defRPr", look.face, size, LIGHT.ink, bold=True)
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>"
        f"<a:p><a:pPr>{default}</a:pPr><a:r>{run}<a:t>{escape(text)}</a:t></a:r></a:p>"
        '</c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def bar_series(grid: ChartGrid, place: int, fill: str, points: Sequence[str] = (), labels: str = "") -> str:
    """Return a series of columns or bars; `points` gives each its own colour."""
    dots = "".join(
        f'<c:dPt><c:idx val="{index}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{solid(colour)}</c:spPr></c:dPt>"
        for index, colour in enumerate(points)
    )
    return (
        f"<c:ser>{_head(grid, place)}<c:spPr>{fill}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{dots}{labels}{_data(grid, place)}</c:ser>'
    )


def line_series(grid: ChartGrid, place: int, outline: str, marker: str = "", points: str = "", labels: str = "") -> str:
    """Return a series of lines or bare marks; without a `marker` it has none."""
    marker = marker or '<c:marker><c:symbol val="none"/></c:marker>'
    return (
        f"<c:ser>{_head(grid, place)}<c:spPr>{outline}</c:spPr>{marker}{points}{labels}"
        f'{_data(grid, place)}<c:smooth val="0"/></c:ser>'
    )


def mark(symbol: str, size: int, fill: str, outline: str = NO_LINE) -> str:
    """Return a marker, such as the dash that stands for a target."""
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/><c:spPr>{fill}{outline}</c:spPr></c:marker>'


def bars(series: Iterable[str], direction: str = "col", gap: int = 55) -> str:
    """Return a plot of columns (``col``) or bars (``bar``); several series lie over one another."""
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{"".join(series)}<c:gapWidth val="{gap}"/><c:overlap val="100"/>'
        f'<c:axId val="{CATEGORIES}"/><c:axId val="{VALUES}"/></c:barChart>'
    )


def lines(series: Iterable[str]) -> str:
    """Return a plot of lines on the same axes; nothing at all without a series."""
    inner = "".join(series)
    if not inner:
        return ""
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{inner}'
        f'<c:marker val="1"/><c:axId val="{CATEGORIES}"/><c:axId val="{VALUES}"/></c:lineChart>'
    )


def value_labels(
    look: Look, size: float, number_format: str, place: str, own: str = "", turn: int | None = None
) -> str:
    """Return data labels that show the value; `own` holds those of single points."""
    return (
        f'<c:dLbls>{own}<c:numFmt formatCode="{escape(number_format)}" sourceLinked="0"/>'
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{text_body(look, size, LIGHT.ink, turn=turn)}"
        f'<c:dLblPos val="{place}"/>{SHOW_VALUE}</c:dLbls>'
    )


def own_label(
    index: int,
    look: Look,
    size: float,
    number_format: str,
    place: str,
    colour: str = LIGHT.ink,
    turn: int | None = None,
    ground: str = "<a:noFill/>",
) -> str:
    """Return the label of one point with a format, a place and colours of its own."""
    return (
        f'<c:dLbl><c:idx val="{index}"/><c:numFmt formatCode="{escape(number_format)}" sourceLinked="0"/>'
        f"<c:spPr>{ground}{NO_LINE}</c:spPr>{text_body(look, size, colour, turn=turn)}"
        f'<c:dLblPos val="{place}"/>{SHOW_VALUE}</c:dLbl>'
    )


SHOW_VALUE = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


SHOW_NOTHING = SHOW_VALUE.replace('showVal val="1"', 'showVal val="0"')


def legend(look: Look, hidden: Iterable[int] = ()) -> str:
    """Return the legend below the plot, without the series whose colours mean statuses."""
    left_out = "".join(f'<c:legendEntry><c:idx val="{one}"/><c:delete val="1"/></c:legendEntry>' for one in hidden)
    return (
        f'<c:legend><c:legendPos val="b"/>{left_out}<c:overlay val="0"/>'
        f"{text_body(look, look.size, LIGHT.ink)}</c:legend>"
    )


def chart_space(head: str, plots: str, axes: str, look: Look, below: str = "") -> bytes:
    """Return the whole chart part with its legend `below`; its workbook is the relationship ``rId1``."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {NAMESPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>{head}'
        f'<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{plots}{axes}<c:spPr><a:noFill/></c:spPr></c:plotArea>'
        f'{below}<c:plotVisOnly val="1"/><c:dispBlanksAs val="span"/></c:chart>'
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{text_body(look, look.size)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def _head(grid: ChartGrid, place: int) -> str:
    letter, name = chr(ord("B") + place), escape(grid.columns[place].name)
    return (
        f'<c:idx val="{place}"/><c:order val="{place}"/>'
        f"<c:tx><c:strRef><c:f>{SHEET}!${letter}$1</c:f>"
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    )


def _data(grid: ChartGrid, place: int) -> str:
    column, count = grid.columns[place], len(grid.categories)
    letter = chr(ord("B") + place)
    return (
        f"<c:cat>{_categories(grid, count)}</c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${letter}$2:${letter}${count + 1}</c:f>"
        f"<c:numCache><c:formatCode>{escape(column.number_format)}</c:formatCode>"
        f'<c:ptCount val="{count}"/>{_numbers(column)}</c:numCache></c:numRef></c:val>'
    )


def _numbers(column: GridColumn) -> str:
    return "".join(
        f'<c:pt idx="{index}"><c:v>{value:.15g}</c:v></c:pt>'
        for index, value in enumerate(column.values)
        if value is not None
    )


def _categories(grid: ChartGrid, count: int) -> str:
    reach = f"<c:f>{SHEET}!$A$2:$A${count + 1}</c:f>"
    head = f'<c:ptCount val="{count}"/>'
    if grid.categories and isinstance(grid.categories[0], date):
        points = "".join(
            f'<c:pt idx="{index}"><c:v>{(day - _EPOCH).days}</c:v></c:pt>'
            for index, day in enumerate(grid.categories)
            if isinstance(day, date)
        )
        cache = f"<c:numCache><c:formatCode>yyyy-mm-dd</c:formatCode>{head}{points}</c:numCache>"
        return f"<c:numRef>{reach}{cache}</c:numRef>"
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{escape(str(text))}</c:v></c:pt>' for index, text in enumerate(grid.categories)
    )
    return f"<c:strRef>{reach}<c:strCache>{head}{points}</c:strCache></c:strRef>"
