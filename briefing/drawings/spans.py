"""Draw one bar a row: measures against their targets, cities by lead, plain amounts with their shares."""

from decimal import Decimal
from fractions import Fraction

from briefing.charts.chart import Amounts, Bullet, Ranking
from briefing.drawings.frame import (
    GROUND,
    INK,
    MUTED,
    RULE,
    SMALL,
    TEXT,
    LegendEntry,
    add_sign,
    close_sheet,
    open_sheet,
    status_entries,
)
from briefing.drawings.letters import measure_text, shorten_text
from briefing.drawings.scales import Scale, enclose, list_ticks, write_tick
from briefing.drawings.shapes import Box, Drawing, DrawingSheet, Line, Words
from briefing.palette import NAMES, pale
from wording.figures import percent

_ROW, _AXIS, _GAP = 17.0, 16.0, 8.0
_LEAST_ROW = 9.5


def row_height(count: int, above: float, height: float | None, natural: float = _ROW) -> float:
    """Return the height of a row: its natural one, or what a drawing of fixed height leaves."""
    if height is None or not count:
        return natural
    return max((height - above - _AXIS - 6) / count, _LEAST_ROW)


def draw_bullet(chart: Bullet, width: float, height: float | None = None) -> Drawing:
    """Return bars in % of target; the schedule is a tick, the target the line at 100, amounts stand on the right."""
    entries = status_entries([row.status for row in chart.rows], chart.lang)
    if any(row.schedule is not None for row in chart.rows):
        entries.append(LegendEntry(chart.names[1], "tick", INK))
    if any(row.aimed for row in chart.rows):
        entries.append(LegendEntry(chart.names[2], "edge", NAMES.target))
    sheet = open_sheet(chart, width, entries)
    row = row_height(len(chart.rows), sheet.y, height)
    size = min(TEXT, row * 0.72)
    left = _label_room([one.label for one in chart.rows], size, width * 0.34)
    right = max((measure_text(one.text, size) for one in chart.rows), default=0.0) + size + 14
    ticks = list_ticks(0, float(chart.widest), 5)
    scale = Scale(0, ticks[-1], left, max(width - right - _GAP, left + width * 0.2))
    top, bottom = sheet.y, sheet.y + row * len(chart.rows)
    for tick in ticks:
        x = scale.place(tick)
        sheet.add(Line(((x, top), (x, bottom)), RULE, 0.5))
        sheet.add(Words(x, bottom + 10, write_tick(tick), SMALL, MUTED, anchor="middle"))
    for number, one in enumerate(chart.rows):
        middle = top + row * (number + 0.5)
        thick = row * 0.5
        sheet.add(
            Words(
                left - _GAP, middle + size * 0.36, shorten_text(one.label, size, left - _GAP), size, INK, anchor="end"
            )
        )
        if one.aimed:
            low, high = (scale.place(float(end)) for end in chart.shade)
            sheet.add(Box(low, middle - thick / 2, high - low, thick, NAMES.shade))
        if one.completion:
            end = scale.place(max(float(one.completion), 0.0))
            sheet.add(Box(left, middle - thick / 2, end - left, thick, NAMES.statuses[one.status]))
        if one.schedule is not None:
            x = scale.place(float(one.schedule))
            # A pale rim keeps the tick visible over a dark bar.
            sheet.add(Line(((x, middle - row * 0.36), (x, middle + row * 0.36)), GROUND, 3.4))
            sheet.add(Line(((x, middle - row * 0.36), (x, middle + row * 0.36)), INK, 1.8))
        add_sign(sheet, width - right + 6, middle + size * 0.36, one.status, size + 0.5)
        sheet.add(Words(width, middle + size * 0.36, one.text, size, INK, anchor="end"))
    line = scale.place(float(chart.line))
    for number, one in enumerate(chart.rows):
        if one.aimed:
            edge = top + row * number
            sheet.add(Line(((line, edge), (line, edge + row)), NAMES.target, 1.0))
    sheet.y = bottom + _AXIS
    return close_sheet(sheet, chart)


def draw_ranking(chart: Ranking, width: float, height: float | None = None) -> Drawing:
    """Return the cities by lead in 百分点; one without a lead has its word where the bar would begin."""
    sheet = open_sheet(chart, width, status_entries([row.status for row in chart.rows], chart.lang))
    row = row_height(len(chart.rows), sheet.y, height, 16.0)
    size = min(TEXT, row * 0.72)
    left = _label_room([one.label for one in chart.rows], size, width * 0.34)
    # A word in place of a bar has its sign before it.
    texts = [measure_text(one.text, size) + (size + 8 if one.lead is None else 0) for one in chart.rows]
    wide = max(texts, default=0.0) + 6
    leads = [float(one.lead) for one in chart.rows if one.lead is not None]
    low, high = enclose(leads, 0.0, *(float(limit) for limit in chart.limits))
    ticks = [tick for tick in list_ticks(low, high, 6) if low <= tick <= high]
    beyond = wide if low < 0 else 0.0
    scale = Scale(low, high if high > low else low + 1, left + beyond, width - wide)
    top, bottom = sheet.y, sheet.y + row * len(chart.rows)
    for tick in ticks:
        x = scale.place(tick)
        sheet.add(Line(((x, top), (x, bottom)), RULE, 0.5))
        sheet.add(Words(x, bottom + 10, write_tick(tick, signed=True), SMALL, MUTED, anchor="middle"))
    zero = scale.place(0)
    for limit in chart.limits:
        if limit:
            x = scale.place(float(limit))
            sheet.add(Line(((x, top), (x, bottom)), MUTED, 0.7, (2, 2)))
    for number, one in enumerate(chart.rows):
        middle = top + row * (number + 0.5)
        base = middle + size * 0.36
        sheet.add(Words(left - _GAP, base, shorten_text(one.label, size, left - _GAP), size, INK, anchor="end"))
        if one.lead is None:
            add_sign(sheet, zero + 4, base, one.status, size + 0.5)
            sheet.add(Words(zero + size + 8, base, one.text, size, MUTED))
            continue
        end, thick = scale.place(float(one.lead)), row * 0.56
        sheet.add(Box(min(zero, end), middle - thick / 2, abs(end - zero), thick, NAMES.statuses[one.status]))
        behind = one.lead < 0
        start = end - measure_text(one.text, size) - 4 if behind else end + 2
        sheet.add(Box(start, middle - thick / 2, measure_text(one.text, size) + 2, thick, GROUND))
        sheet.add(Words(end - 3 if behind else end + 3, base, one.text, size, INK, anchor="end" if behind else "start"))
    sheet.add(Line(((zero, top), (zero, bottom)), MUTED, 0.9))
    sheet.y = bottom + _AXIS
    return close_sheet(sheet, chart)


def draw_amounts(chart: Amounts, width: float, height: float | None = None) -> Drawing:
    """Return plain amounts, a bar a row; what is too short to see keeps its label."""
    sheet = open_sheet(chart, width)
    row = row_height(len(chart.rows), sheet.y, height)
    size = min(TEXT, row * 0.72)
    left = _label_room([label for label, _ in chart.rows], size, width * 0.42)
    texts = [_amount_text(value, chart) for _, value in chart.rows]
    wide = max((measure_text(text, size) for text in texts), default=0.0) + 6
    most = max((float(value) for _, value in chart.rows), default=0.0) or 1.0
    across = Scale(0, most, left, width - wide)
    for number, ((label, value), text) in enumerate(zip(chart.rows, texts, strict=True)):
        middle = sheet.y + row * (number + 0.5)
        base, end = middle + size * 0.36, across.place(max(float(value), 0.0))
        sheet.add(Words(left - _GAP, base, shorten_text(label, size, left - _GAP), size, INK, anchor="end"))
        # Ranks deepen from the lowest to the highest.
        tone = pale(NAMES.primary, 40 + 60 * (number + 1) // len(chart.rows)) if chart.ranked else NAMES.primary
        sheet.add(Box(left, middle - row * 0.25, max(end - left, 0.6), row * 0.5, tone))
        sheet.add(Words(end + 4, base, text, size, INK))
    sheet.y += row * len(chart.rows) + 4
    return close_sheet(sheet, chart)


def _amount_text(value: Decimal, chart: Amounts) -> str:
    """Write an amount with its share of the whole."""
    text = write_tick(round(float(value / chart.scale), 2))
    return f"{text} · {percent(Fraction(value) / Fraction(chart.whole), chart.lang)}" if chart.whole else text


def _label_room(labels: list[str], size: float, most: float) -> float:
    return min(max((measure_text(label, size) for label in labels), default=0.0), most) + _GAP


def add_message(sheet: DrawingSheet, text: str, room: float) -> None:
    """Say in the middle of an empty chart why it is empty."""
    sheet.add(Words(sheet.width / 2, sheet.y + room / 2, text, TEXT, MUTED, anchor="middle"))
    sheet.y += room
