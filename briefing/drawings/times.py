"""Draw what runs along time: cumulative against schedule, and amounts by period."""

from collections.abc import Sequence
from datetime import date

from briefing.charts.chart import Completions, Cumulative, Event, Leads, Mark, PeriodBars
from briefing.drawings.frame import GROUND, INK, MUTED, RULE, SMALL, TEXT, LegendEntry, close_sheet, diamond, open_sheet
from briefing.drawings.letters import measure_text
from briefing.drawings.scales import DayScale, Scale, enclose, list_ticks, write_tick
from briefing.drawings.shapes import Box, Dot, Drawing, DrawingSheet, Line, Point, Words
from briefing.drawings.spans import add_message
from briefing.palette import NAMES, pale
from metrics.progress.judging import Status
from metrics.progress.lines import TimeValue
from wording.figures import month_text
from wording.sentences import say

_TALL, _AXIS = 142.0, 18.0
# By name of the sample in the legend, colour and dash: four lines are told apart in grey, too.
_STROKES = (
    ("line", NAMES.primary, ()),
    ("dash", NAMES.statuses[Status.BEHIND], (4.0, 2.5)),
    ("dots", NAMES.published, (1.5, 2.0)),
    ("trend", NAMES.muted, (7.0, 3.0)),
)


def draw_cumulative(chart: Cumulative, width: float, height: float | None = None) -> Drawing:
    """Return the cumulative line over the schedule, the target as a level line, published figures as marks."""
    scale = float(chart.scale)
    sheet = open_sheet(chart, width, _entries(chart, scale))
    tall = _plot_height(sheet, height)
    points = [*chart.actual, *chart.schedule]
    marks = _marks_near(chart)
    days = [one.day for one in points] + [mark.day for mark in marks if mark.day]
    if not days:
        add_message(sheet, say("chart.alt-empty", chart.lang, title=chart.title), tall)
        return close_sheet(sheet, chart)
    values = [float(one.value) for one in points] + [float(mark.value) for mark in marks]
    if chart.target is not None:
        values.append(float(chart.target.value))
    across, up = _axes(sheet, [value / scale for value in values], (min(days), max(days)), tall, chart.lang)
    _add_events(sheet, chart.events, across, tall)
    if chart.schedule:
        line = _path(chart.schedule, across, up, scale, chart.stepped)
        sheet.add(Line(line, NAMES.schedule, 1.4, (4, 2.5)))
        if chart.target is not None:
            level = up.place(float(chart.target.value) / scale)
            sheet.add(Line(((line[0][0], level), (line[-1][0], level)), NAMES.target, 1.1))
    if chart.actual:
        _add_actual(sheet, chart, across, up, scale)
    for mark in marks:
        if mark.day:
            sheet.add(diamond(across.place(mark.day), up.place(float(mark.value) / scale), NAMES.published))
    sheet.y += tall + _AXIS
    return close_sheet(sheet, chart)


def draw_leads(chart: Leads, width: float, height: float | None = None) -> Drawing:
    """Return the lead above and below zero through the span of the target; where one is slightly behind is shaded."""
    low, high = (float(limit) for limit in chart.limits)
    sheet = open_sheet(chart, width)
    tall = _plot_height(sheet, height)
    if not chart.points or chart.span is None:
        add_message(sheet, say("chart.no-schedule", chart.lang), tall)
        return close_sheet(sheet, chart)
    values = [float(one.value) for one in chart.points]
    left, up = _levels(sheet, [*values, low, -low / 2], tall, signed=True)
    across = DayScale(*chart.span, left + 4, sheet.width - 30)
    sheet.parts.insert(
        0,
        Box(
            left,
            up.place(high),
            sheet.width - left,
            up.place(low) - up.place(high),
            pale(NAMES.statuses[Status.SLIGHTLY_BEHIND], 22),
        ),
    )
    _name_months(sheet, across, sheet.y + tall, chart.lang)
    _add_events(sheet, chart.events, across, tall)
    sheet.add(Line(((left, up.place(0)), (sheet.width, up.place(0))), INK, 1.0))
    path = tuple((across.place(one.day), up.place(float(one.value))) for one in chart.points)
    sheet.add(Line(path, NAMES.primary, 1.9))
    x, y = path[-1]
    sheet.add(Dot(x, y, 2.6, NAMES.primary if chart.points[-1].firm else GROUND, NAMES.primary, 1.0))
    _add_value(sheet, chart.said.split(" ")[0], x, y, below=y + 12 < sheet.y + tall)
    sheet.y += tall + _AXIS
    return close_sheet(sheet, chart)


def draw_completions(chart: Completions, width: float, height: float | None = None) -> Drawing:
    """Return a line a place in % of its target, each told by its stroke, too; the target is the level at 100."""
    shown = [(label, points) for label, points in chart.lines if points]
    entries = [
        LegendEntry(label, sample, colour) for (label, _), (sample, colour, _) in zip(shown, _STROKES, strict=False)
    ]
    sheet = open_sheet(chart, width, entries)
    tall = _plot_height(sheet, height)
    if not shown:
        add_message(sheet, say("chart.alt-empty", chart.lang, title=chart.title), tall)
        return close_sheet(sheet, chart)
    days = [point.day for _, points in shown for point in points]
    values = [float(point.value) for _, points in shown for point in points]
    across, up = _axes(sheet, [*values, 100.0], (min(days), max(days)), tall, chart.lang)
    sheet.add(Line(((across.start, up.place(100)), (sheet.width, up.place(100))), NAMES.target, 1.1))
    for (_, points), (_, colour, dash) in zip(shown, _STROKES, strict=False):
        path = _path(points, across, up, 1.0, stepped=False)
        sheet.add(Line(path, colour, 1.9, dash))
        for point, place in zip(points, path, strict=True):
            if not point.firm or point is points[-1]:
                sheet.add(Dot(*place, 2.4, colour if point.firm else GROUND, colour))
    sheet.y += tall + _AXIS
    return close_sheet(sheet, chart)


def draw_periods(chart: PeriodBars, width: float, height: float | None = None) -> Drawing:
    """Return a bar a period, hatched where it is a difference of totals; what is needed each month is a level line."""
    scale = float(chart.scale)
    entries = [
        LegendEntry(name, sample, colour)
        for derived, name, sample, colour in (
            (False, chart.names[0], "box", NAMES.primary),
            (True, chart.names[1], "hatch", NAMES.derived),
        )
        if any(bar.derived is derived for bar in chart.bars)
    ]
    if chart.required is not None:
        amount = write_tick(round(float(chart.required.value) / scale, 2))
        entries.append(LegendEntry(f"{chart.required.label} {amount}", "dots", NAMES.target))
    sheet = open_sheet(chart, width, entries)
    tall = _plot_height(sheet, height)
    if not chart.bars:
        add_message(sheet, say("chart.no-periods", chart.lang), tall)
        return close_sheet(sheet, chart)
    values = [float(bar.value) / scale for bar in chart.bars]
    left, up = _levels(sheet, [*values, *([float(chart.required.value) / scale] if chart.required else [])], tall)
    pitch = (width - left) / len(values)
    thick = min(pitch * 0.66, 34.0)
    zero = up.place(0)
    for number, (bar, value) in enumerate(zip(chart.bars, values, strict=True)):
        x, end = left + pitch * (number + 0.5), up.place(value)
        colour = NAMES.derived if bar.derived else NAMES.primary
        sheet.add(
            Box(
                x - thick / 2,
                min(zero, end),
                thick,
                abs(end - zero),
                colour,
                bar.derived,
                colour if bar.derived else "",
            )
        )
    sheet.add(Line(((left, zero), (width, zero)), MUTED, 0.8))
    if chart.required is not None:
        level = up.place(float(chart.required.value) / scale)
        sheet.add(Line(((left, level), (width, level)), NAMES.target, 1.4, (1.5, 2)))
    _name_periods(sheet, [bar.label for bar in chart.bars], left, pitch, sheet.y + tall + 10)
    sheet.y += tall + _AXIS
    return close_sheet(sheet, chart)


def _marks_near(chart: Cumulative) -> list[Mark]:
    """Return the published figures that the axes can hold without being stretched; the legend names them all.

    Far is what lies a quarter of the span or more beyond it, or twice as high as all else.
    """
    points = [*chart.actual, *chart.schedule]
    if not points:
        return list(chart.published)
    first, last = min(one.day for one in points), max(one.day for one in points)
    room = (last - first) / 4
    highest = max([one.value for one in points] + ([chart.target.value] if chart.target else []))
    return [
        mark
        for mark in chart.published
        if mark.day and first - room < mark.day < last + room and mark.value <= 2 * highest
    ]


def _entries(chart: Cumulative, scale: float) -> list[LegendEntry]:
    entries = [LegendEntry(chart.names[0], "trend", NAMES.primary)] if chart.actual else []
    if chart.schedule:
        entries.append(LegendEntry(chart.names[1], "dash", NAMES.schedule))
        if chart.target is not None:
            entries.append(
                LegendEntry(
                    f"{chart.target.label} {write_tick(float(chart.target.value) / scale)}", "line", NAMES.target
                )
            )
    for mark in chart.published:
        entries.append(LegendEntry(f"{mark.label} {write_tick(float(mark.value) / scale)}", "mark", NAMES.published))
    return entries


def _plot_height(sheet: DrawingSheet, height: float | None) -> float:
    return _TALL if height is None else max(height - sheet.y - _AXIS - 6, 60.0)


def _axes(
    sheet: DrawingSheet, values: Sequence[float], span: tuple[date, date], tall: float, lang: str
) -> tuple[DayScale, Scale]:
    left, up = _levels(sheet, values, tall)
    across = DayScale(*span, left + 4, sheet.width - 22)
    base = sheet.y + tall
    _name_months(sheet, across, base, lang)
    sheet.add(Line(((left, up.place(0)), (sheet.width, up.place(0))), MUTED, 0.8))
    return across, up


def _name_months(sheet: DrawingSheet, across: DayScale, base: float, lang: str) -> None:
    """Name months under a time axis: the words stand at the end of each, where its figures do."""
    room = measure_text(month_text(date(2020, 12, 1), lang), SMALL) + 14
    for day in across.list_months(room):
        x = across.place(day)
        sheet.add(Line(((x, base), (x, base + 3)), MUTED, 0.6))
        half = measure_text(month_text(day, lang), SMALL) / 2
        within = min(max(x, half), sheet.width - half)
        sheet.add(Words(within, base + 11, month_text(day, lang), SMALL, MUTED, anchor="middle"))


def _add_events(sheet: DrawingSheet, events: Sequence[Event], across: DayScale, tall: float) -> None:
    """Mark the days of the plan on the axis: a fine line, its name at the top where it has room."""
    free = 0.0
    for event in events:
        if not across.first <= event.day <= across.last:
            continue
        x, wide = across.place(event.day), measure_text(event.label, SMALL)
        sheet.add(Line(((x, sheet.y + 2), (x, sheet.y + tall)), MUTED, 0.5, (1, 2)))
        left = min(x + 2, sheet.width - wide)
        if left >= free:
            sheet.add(Words(left, sheet.y + 6, event.label, SMALL, MUTED))
            free = left + wide + 4


def _levels(sheet: DrawingSheet, values: Sequence[float], tall: float, signed: bool = False) -> tuple[float, Scale]:
    """Draw the grid of levels with their values; return where the plot begins and its scale."""
    low, high = enclose(values, 0.0)
    ticks = list_ticks(low, high or 1.0, max(int(tall / 34), 3), all(value == int(value) for value in values))
    left = max(measure_text(write_tick(tick, signed), SMALL) for tick in ticks) + 6
    up = Scale(ticks[0], ticks[-1], sheet.y + tall, sheet.y + 4)
    for tick in ticks:
        y = up.place(tick)
        sheet.add(Line(((left, y), (sheet.width, y)), RULE, 0.5))
        sheet.add(Words(left - 5, y + SMALL * 0.36, write_tick(tick, signed), SMALL, MUTED, anchor="end"))
    return left, up


def _path(points: Sequence[TimeValue], across: DayScale, up: Scale, scale: float, stepped: bool) -> tuple[Point, ...]:
    path: list[Point] = []
    for one in points:
        here = (across.place(one.day), up.place(float(one.value) / scale))
        if stepped and path:
            path.append((here[0], path[-1][1]))
        path.append(here)
    return tuple(path)


def _add_actual(sheet: DrawingSheet, chart: Cumulative, across: DayScale, up: Scale, scale: float) -> None:
    path = _path(chart.actual, across, up, scale, stepped=False)
    sheet.add(Line(path, NAMES.primary, 1.9))
    for one, (x, y) in zip(chart.actual, path, strict=True):
        sheet.add(Dot(x, y, 2.0, NAMES.primary if one.firm else NAMES.ground, NAMES.primary, 1.0))
    last = float(chart.actual[-1].value) / scale
    x, y = path[-1]
    text = write_tick(round(last, 2))
    # Below the line, to its right: the way up to here comes from the left.
    below = y + 12 < up.place(0) and not any(
        abs(up.place(float(mark.value) / scale) - y - 8) < 8 for mark in chart.published
    )
    _add_value(sheet, text, x, y, below)


def _add_value(sheet: DrawingSheet, text: str, x: float, y: float, below: bool) -> None:
    """Write the last value beside its point, on a pale ground of its own."""
    wide = measure_text(text, TEXT, bold=True)
    inside = x + wide + 4 < sheet.width
    place = (x + 3 if inside else x - 3, y + 11 if below else y - 5)
    sheet.add(
        Box(place[0] - (0 if inside else wide), place[1] - TEXT * 0.85, wide, TEXT, pale(GROUND, 80)),
        Words(*place, text, TEXT, INK, bold=True, anchor="start" if inside else "end"),
    )


def _name_periods(sheet: DrawingSheet, labels: Sequence[str], left: float, pitch: float, y: float) -> None:
    widest = max(measure_text(label, SMALL) for label in labels) + 14
    step = max(1, -int(-widest // pitch))
    for number in range((len(labels) - 1) % step, len(labels), step):
        x, half = left + pitch * (number + 0.5), widest / 2 - 7
        x = min(max(x, half), sheet.width - half)
        sheet.add(Words(x, y, labels[number], SMALL, MUTED, anchor="middle"))
