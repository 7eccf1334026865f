"""Native charts along time: cumulative against schedule, and amounts by period."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from briefing.charts.chart import Chart, Cumulative, PeriodBars
from briefing.formats.native import markup as draw
from briefing.formats.native.axes import MONTHS, category_axis, day_axis, value_axis
from briefing.formats.native.markup import Look
from briefing.formats.native.sizes import month_step, upright_labels
from briefing.formats.native.text import NO_LINE, hexed, line, solid
from briefing.formats.native.titles import native_title
from briefing.formats.native.workbook import ChartGrid, GridColumn
from briefing.palette import LIGHT
from wording.sentences import say


def draw_cumulative(chart: Cumulative, look: Look) -> tuple[bytes, ChartGrid] | None:
    """Lines over true days; a blank is bridged, so each series keeps its own days."""
    lines: list[tuple[str, dict[date, Decimal], str, str]] = []
    actual = {one.day: one.value for one in chart.actual}
    if chart.schedule:
        schedule = {one.day: one.value for one in chart.schedule}
        lines.append((chart.names[1], schedule, line(LIGHT.schedule, 1.5, "dash"), ""))
        if chart.target is not None:
            ends = dict.fromkeys((chart.schedule[0].day, chart.schedule[-1].day), chart.target.value)
            lines.append((chart.target.label, ends, line(LIGHT.target, 1.25), ""))
    for one in chart.published:
        if one.day is not None:
            dot = draw.mark("diamond", 9, solid(LIGHT.published), line(LIGHT.published, 1))
            lines.append((one.label, {one.day: one.value}, NO_LINE, dot))
    if actual:
        dot = draw.mark("circle", 5, solid(LIGHT.primary), line(LIGHT.primary, 1))
        lines.append((chart.names[0], actual, line(LIGHT.primary, 2.25), dot))
    days = tuple(sorted({day for _, values, _, _ in lines for day in values}))
    if not days:
        return None
    columns = tuple(
        GridColumn(
            name, tuple(_scaled(values.get(day), chart.scale) for day in days), _format_of(values.values(), chart)
        )
        for name, values, _, _ in lines
    )
    grid = ChartGrid(say("chart.day", chart.lang), days, columns)
    series = []
    for place, (_, _, outline, dot) in enumerate(lines):
        last = actual and place == len(lines) - 1
        hollow = _hollow_points(chart, days) if last else ""
        label = _last_label(chart, days, columns[place], look) if last else ""
        series.append(draw.line_series(grid, place, outline, dot, hollow, label))
    months = month_step((days[-1] - days[0]).days, look)
    ticks = MONTHS[chart.lang]
    low = 0 if all((value or 0) >= 0 for column in columns for value in column.values) else None
    axes = day_axis(look, look.size, ticks, months) + value_axis(look, look.size, "#,##0", low=low)
    title = draw.title(native_title(chart), look)
    return draw.chart_space(title, draw.lines(series), axes, look, draw.legend(look)), grid


def _hollow_points(chart: Cumulative, days: tuple[date, ...]) -> str:
    """Return white markers for values that are only least values."""
    least = {one.day for one in chart.actual if not one.firm}
    dot = draw.mark("circle", 5, solid("#ffffff"), line(LIGHT.primary, 1.25))
    return "".join(
        f'<c:dPt><c:idx val="{index}"/>{dot}<c:bubble3D val="0"/><c:spPr>{line(LIGHT.primary, 2.25)}</c:spPr></c:dPt>'
        for index, day in enumerate(days)
        if day in least
    )


def _last_label(chart: Cumulative, days: tuple[date, ...], column: GridColumn, look: Look) -> str:
    """Write the value at the end of the line, away from the schedule, and at no other point."""
    last = max(chart.actual, key=lambda one: one.day)
    due = [one.value for one in chart.schedule if one.day >= last.day]
    side = "b" if due and due[0] > last.value else "t"
    own = draw.own_label(days.index(last.day), look, look.size, column.number_format, side, ground=solid("#ffffff"))
    return f"<c:dLbls>{own}{draw.SHOW_NOTHING}</c:dLbls>"


def draw_periods(chart: PeriodBars, look: Look) -> tuple[bytes, ChartGrid] | None:
    """Draw amounts by period; nothing where there is none."""
    bars = chart.bars
    if not bars:
        return None
    look_of = {
        False: solid(LIGHT.primary),
        True: f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{hexed(LIGHT.primary)}"/></a:fgClr>'
        '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>' + line(LIGHT.primary, 0.75),
    }
    columns, fills = [], []
    written = _format_of([bar.value for bar in bars], chart)
    for derived in (False, True):
        if any(bar.derived is derived for bar in bars):
            values = tuple(_scaled(bar.value, chart.scale) if bar.derived is derived else None for bar in bars)
            columns.append(GridColumn(chart.names[derived], values, written))
            fills.append(look_of[derived])
    if chart.required is not None:
        flat = tuple(_scaled(chart.required.value, chart.scale) for _ in bars)
        columns.append(GridColumn(chart.required.label, flat, _format_of([chart.required.value], chart)))
    names = tuple(bar.label for bar in bars)
    grid = ChartGrid(say("chart.period", chart.lang), names, tuple(columns))
    size, turn, skip = upright_labels(names, look)
    labels = draw.value_labels(look, look.size, written, "outEnd") if not turn and len(bars) <= 12 else ""
    series = [draw.bar_series(grid, place, fill, (), labels) for place, fill in enumerate(fills)]
    flat_line = line(LIGHT.target, 1.5, "sysDot")
    extra = [draw.line_series(grid, len(fills), flat_line)] if chart.required is not None else []
    low = 0 if all(bar.value >= 0 for bar in bars) else None
    axes = category_axis(look, size, skip=skip, turn=turn) + value_axis(look, look.size, "General", low=low)
    plots = draw.bars(series) + draw.lines(extra)
    return draw.chart_space(draw.title(native_title(chart), look), plots, axes, look, draw.legend(look)), grid


def _scaled(value: Decimal | None, scale: Decimal) -> float | None:
    return None if value is None else float(value / scale)


def _format_of(values: Iterable[Decimal], chart: Chart) -> str:
    """Return a format with no more places than the values have, two at most."""
    scaled = [(value / chart.scale).quantize(Decimal("0.01")) for value in values]
    places = max((max(0, -int(one.normalize().as_tuple().exponent)) for one in scaled), default=0)
    return "#,##0" + (f".{'0' * places}" if places else "")
