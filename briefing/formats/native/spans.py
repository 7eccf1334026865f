"""Native charts of one column or bar a place: against the target, and by lead."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from briefing.charts.chart import Bullet, Ranking
from briefing.formats.native import markup as draw
from briefing.formats.native.axes import category_axis, value_axis
from briefing.formats.native.markup import Look, text_width
from briefing.formats.native.sizes import crowded_labels, nice_span
from briefing.formats.native.text import NO_LINE, solid
from briefing.formats.native.titles import native_title
from briefing.formats.native.workbook import ChartGrid, GridColumn
from briefing.palette import LIGHT, SIGNS, contrast_ink
from wording.figures import percent, points
from wording.sentences import say

_SIGNED = '+{0};"−"{0};{0}'


def draw_bullet(chart: Bullet, look: Look) -> tuple[bytes, ChartGrid] | None:
    """Columns in % of target; schedule and target are marks on the same axes, a dash each."""
    rows = chart.rows
    if not rows:
        return None
    labels = crowded_labels([(row.label, SIGNS[row.status], row.text) for row in rows], look)
    grid = ChartGrid(
        say("chart.city", chart.lang),
        tuple(labels.texts),
        (
            GridColumn(chart.names[0], tuple(_number(row.completion) for row in rows), "0.0"),
            GridColumn(chart.names[1], tuple(_number(row.schedule) for row in rows), "0.0"),
            GridColumn(
                chart.names[2],
                tuple(float(chart.line) if row.aimed else None for row in rows),
                "0.0" if chart.band else "0",
            ),
        ),
    )
    column = draw.bar_series(
        grid,
        0,
        solid(LIGHT.primary),
        [LIGHT.statuses[row.status] for row in rows],
        _column_labels(chart, look, labels.size),
    )
    width = min(30, max(9, round(look.width_mm / len(rows) * 1.2)))
    # What no row has would only be a mark in the legend.
    marks = [
        draw.line_series(grid, place, NO_LINE, draw.mark("dash", width, solid(colour)))
        for place, colour in ((1, LIGHT.ink), (2, LIGHT.target))
        if any(value is not None for value in grid.columns[place].values)
    ]
    percents = 'General"%"' if chart.band else '0"%"'
    axes = category_axis(look, labels.size, turn=labels.turn) + value_axis(look, look.size, percents, low=0)
    plots = draw.bars([column], gap=35 if len(rows) > 8 else max(55, 400 // len(rows) - 60)) + draw.lines(marks)
    legend = draw.legend(look, [0]) if marks else ""
    return draw.chart_space(draw.title(native_title(chart), look), plots, axes, look, legend), grid


def _column_labels(chart: Bullet, look: Look, size: float) -> str:
    """Write each completion where no mark of its schedule or target covers it: at its column's foot, if it can be."""
    rows = chart.rows
    sign = '"%"' if len(rows) <= 8 else ""
    width = text_width("100.0%" if sign else "100.0", size)
    # The plot may have as little as four tenths of the height; a column has seven tenths of its place.
    turn = 90 if width > (look.width_mm - 16) / len(rows) * 0.7 else None
    tall, line = float(chart.widest), float(chart.line)
    needed = tall * ((width if turn else size * 0.3528) + 2) / (look.height_mm * 0.4)
    own = []
    for index, row in enumerate(rows):
        if row.completion is None:
            continue
        written = f"0.{'0' * _places(row.completion, lambda share: percent(share, chart.lang))}{sign}"
        marks = [line] if row.schedule is None else [line, float(row.schedule)]
        place = _find_room(float(row.completion), marks, needed, tall)
        ink = LIGHT.ink if place == "outEnd" else contrast_ink(LIGHT.statuses[row.status])
        own.append(draw.own_label(index, look, size, written, place, ink, turn))
    return draw.value_labels(look, size, f"0.0{sign}", "outEnd", "".join(own), turn)


def _find_room(value: float, marks: Sequence[float], needed: float, tall: float) -> str:
    """Return where a label of that height meets no mark: at the foot, above, or in the middle of the column."""
    edge = tall * 0.02

    def free(low: float) -> bool:
        return not any(low - edge < mark < low + needed + edge for mark in marks)

    # A mark at zero lies on the axis and leaves the foot legible.
    if value > needed and not any(edge < mark < needed + edge for mark in marks):
        return "inBase"
    if free(value):
        return "outEnd"
    return "ctr" if value > needed and free((value - needed) / 2) else "outEnd"


def draw_ranking(chart: Ranking, look: Look) -> tuple[bytes, ChartGrid] | None:
    """Draw places by their lead; nothing where none has one."""
    rows = chart.rows
    if not rows:
        return None
    names = tuple(
        f"{SIGNS[row.status]} {row.label}" + (f" {row.text}" if row.lead is None else _carried(row.text))
        for row in rows
    )
    leads = tuple(_number(row.lead) for row in rows)
    grid = ChartGrid(say("chart.city", chart.lang), names, (GridColumn(say("chart.lead", chart.lang), leads, "0.0"),))
    places = [_places(row.lead, lambda lead: points(lead, chart.lang), scale=1) for row in rows]
    size = min(look.size, max(6.5, look.height_mm * 0.62 / len(rows) / 0.3528 / 1.25))
    own = "".join(
        draw.own_label(index, look, size, _SIGNED.format(f"0.{'0' * count}"), "outEnd")
        for index, count in enumerate(places)
        if count > 1
    )
    bar = draw.bar_series(
        grid,
        0,
        solid(LIGHT.primary),
        [LIGHT.statuses[row.status] for row in rows],
        draw.value_labels(look, size, _SIGNED.format("0.0"), "outEnd", own),
    )
    low, high, step = nice_span([lead for lead in leads if lead is not None], [float(one) for one in chart.limits])
    axes = category_axis(look, size, place="l", backwards=True) + value_axis(
        look, look.size, _SIGNED.format("0"), place="b", low=low, high=high, step=step, crosses="max"
    )
    plots = draw.bars([bar], "bar", gap=45)
    return draw.chart_space(draw.title(native_title(chart), look), plots, axes, look), grid


def _carried(text: str) -> str:
    """Return what a rank's text says beside the number (本期未报)."""
    return text.partition(" ")[2] and f" {text.partition(' ')[2]}"


def _number(value: Decimal | None) -> float | None:
    """Leave exact numbers: the file formats of offices hold binary fractions."""
    return None if value is None else float(value)


def _places(value: Decimal | None, write: Callable[[Fraction], str], scale: int = 100) -> int:
    """Return how many places the house writes this value with: 99.96 never reads 100.0."""
    if value is None:
        return 1
    text = write(Fraction(value) / scale).split(" ")[0].removesuffix("%")
    return len(text.partition(".")[2])
