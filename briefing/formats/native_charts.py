"""Draw the charts of a brief as native, editable charts, the same for slides and documents."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from briefing.charts import Bullet, Chart, Cumulative, PeriodBars, Ranking
from briefing.formats import chart_xml as draw
from briefing.formats.chart_sizes import crowded_labels, month_step, nice_span, skip_labels
from briefing.formats.chart_workbook import Column, Grid, write_workbook
from briefing.formats.chart_xml import Look
from briefing.formats.office_text import NO_LINE, hexed, line, solid
from briefing.palette import LIGHT, SIGNS
from metrics.status import Status
from wording.figures import percent, points
from wording.sentences import say

_SIGNED = '+{0};"−"{0};{0}'


@dataclass(frozen=True, slots=True)
class NativeChart:
    """A chart part and the workbook it belongs to."""

    xml: bytes
    workbook: bytes


def draw_native(chart: Chart, look: Look) -> NativeChart | None:
    """Return a chart as an editable part; ``None`` when it has no data, or is a table or a map."""
    drawer = _DRAWERS.get(type(chart))
    drawn = drawer(chart, look) if drawer else None
    if drawn is None:
        return None
    xml, grid = drawn
    return NativeChart(xml, write_workbook(grid))


def native_title(chart: Chart) -> str:
    """Return the title with its unit, and the word for demo data where it is."""
    unit = (f"（{chart.unit}）" if chart.lang == "zh" else f" ({chart.unit})") if chart.unit else ""
    mark = f"{say('office.demo', chart.lang)} · " if chart.demo else ""
    return f"{mark}{chart.title}{unit}"


def list_statuses(chart: Chart) -> tuple[Status, ...]:
    """Return the statuses whose colours the chart shows, in their order; none where colours mean no status."""
    if not isinstance(chart, Bullet | Ranking):
        return ()
    return tuple(sorted({row.status for row in chart.rows}, key=list(Status).index))


def _draw_bullet(chart: Bullet, look: Look) -> tuple[bytes, Grid] | None:
    """Columns in % of target; schedule and target are marks on the same axes, a dash each."""
    rows = chart.rows
    if not rows:
        return None
    labels = crowded_labels([(row.label, SIGNS[row.status], row.text) for row in rows], look)
    done = [row.completion for row in rows]
    grid = Grid(
        say("chart.city", chart.lang),
        tuple(labels.texts),
        (
            Column(chart.names[0], tuple(_number(value) for value in done), "0.0"),
            Column(chart.names[1], tuple(_number(row.schedule) for row in rows), "0.0"),
            Column(chart.names[2], tuple(100.0 for _ in rows), "0"),
        ),
    )
    sign = '" %"' if len(rows) <= 8 else ""
    places = [_places(value, lambda share: percent(share, chart.lang)) for value in done]
    own = "".join(
        draw.own_label(index, look, labels.size, f"0.{'0' * count}{sign}", "outEnd")
        for index, count in enumerate(places)
        if count > 1
    )
    column = draw.bar_series(
        grid,
        0,
        solid(LIGHT.primary),
        [LIGHT.statuses[row.status] for row in rows],
        draw.value_labels(look, labels.size, f"0.0{sign}", "outEnd", own),
    )
    width = min(30, max(9, round(look.width_mm / len(rows) * 1.2)))
    schedule = draw.line_series(grid, 1, NO_LINE, draw.mark("dash", width, solid(LIGHT.ink)))
    target = draw.line_series(grid, 2, NO_LINE, draw.mark("dash", width, solid(LIGHT.target)))
    axes = draw.category_axis(look, labels.size, turn=labels.turn) + draw.value_axis(look, look.size, '0"%"', low=0)
    plots = draw.bars([column]) + draw.lines([schedule, target])
    return draw.chart_space(draw.title(native_title(chart), look), plots, axes, look, draw.legend(look, [0])), grid


def _draw_ranking(chart: Ranking, look: Look) -> tuple[bytes, Grid] | None:
    rows = chart.rows
    if not rows:
        return None
    names = tuple(
        f"{SIGNS[row.status]} {row.label}" + (f" {row.text}" if row.lead is None else _carried(row.text))
        for row in rows
    )
    leads = tuple(_number(row.lead) for row in rows)
    grid = Grid(say("chart.city", chart.lang), names, (Column(say("chart.lead", chart.lang), leads, "0.0"),))
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
    axes = draw.category_axis(look, size, place="l", backwards=True) + draw.value_axis(
        look, look.size, _SIGNED.format("0"), place="b", low=low, high=high, step=step, crosses="max"
    )
    plots = draw.bars([bar], "bar", gap=45)
    return draw.chart_space(draw.title(native_title(chart), look), plots, axes, look), grid


def _carried(text: str) -> str:
    """Return what a rank's text says beside the number (本期未报)."""
    return text.partition(" ")[2] and f" {text.partition(' ')[2]}"


def _draw_cumulative(chart: Cumulative, look: Look) -> tuple[bytes, Grid] | None:
    """Lines over true days; a blank is bridged, so each series keeps its own days."""
    lines: list[tuple[str, dict[date, Decimal], str, str]] = []
    actual = {one.day: one.value for one in chart.actual}
    if chart.schedule:
        schedule = {one.day: one.value for one in chart.schedule}
        lines.append((chart.names[1], schedule, line(LIGHT.schedule, 1.5, "dash"), ""))
        if chart.target is not None:
            ends = {day: chart.target.value for day in (chart.schedule[0].day, chart.schedule[-1].day)}
            lines.append((chart.target.label, ends, line(LIGHT.target, 1.25), ""))
    for one in chart.published:
        if one.day is not None:
            dot = draw.mark("diamond", 9, solid("#ffffff"), line(LIGHT.published, 1.5))
            lines.append((one.label, {one.day: one.value}, NO_LINE, dot))
    if actual:
        dot = draw.mark("circle", 5, solid(LIGHT.primary), line(LIGHT.primary, 1))
        lines.append((chart.names[0], actual, line(LIGHT.primary, 2.25), dot))
    days = tuple(sorted({day for _, values, _, _ in lines for day in values}))
    if not days:
        return None
    columns = tuple(
        Column(name, tuple(_scaled(values.get(day), chart.scale) for day in days), _format_of(values.values(), chart))
        for name, values, _, _ in lines
    )
    grid = Grid(say("chart.day", chart.lang), days, columns)
    series = []
    for place, (_, _, outline, dot) in enumerate(lines):
        last = actual and place == len(lines) - 1
        hollow = _hollow_points(chart, days) if last else ""
        label = _last_label(chart, days, columns[place], look) if last else ""
        series.append(draw.line_series(grid, place, outline, dot, hollow, label))
    months = month_step((days[-1] - days[0]).days, look)
    ticks = 'yyyy"年"m"月"' if chart.lang == "zh" else "yyyy-mm"
    low = 0 if all((value or 0) >= 0 for column in columns for value in column.values) else None
    axes = draw.day_axis(look, look.size, ticks, months) + draw.value_axis(look, look.size, "#,##0", low=low)
    return (
        draw.chart_space(draw.title(native_title(chart), look), draw.lines(series), axes, look, draw.legend(look)),
        grid,
    )


def _hollow_points(chart: Cumulative, days: tuple[date, ...]) -> str:
    """Return white markers for values that are only least values."""
    least = {one.day for one in chart.actual if not one.firm}
    dot = draw.mark("circle", 5, solid("#ffffff"), line(LIGHT.primary, 1.25))
    return "".join(
        f'<c:dPt><c:idx val="{index}"/>{dot}<c:bubble3D val="0"/><c:spPr>{line(LIGHT.primary, 2.25)}</c:spPr></c:dPt>'
        for index, day in enumerate(days)
        if day in least
    )


def _last_label(chart: Cumulative, days: tuple[date, ...], column: Column, look: Look) -> str:
    """Write the value at the end of the line, and at no other point."""
    last = max(one.day for one in chart.actual)
    own = draw.own_label(days.index(last), look, look.size, column.number_format, "t")
    return f"<c:dLbls>{own}{draw.SHOW_NOTHING}</c:dLbls>"


def _draw_periods(chart: PeriodBars, look: Look) -> tuple[bytes, Grid] | None:
    bars = chart.bars
    if not bars:
        return None
    look_of = {
        False: solid(LIGHT.primary),
        True: '<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{}"/></a:fgClr>'
        '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'.format(hexed(LIGHT.primary))
        + line(LIGHT.primary, 0.75),
    }
    columns, fills = [], []
    written = _format_of([bar.value for bar in bars], chart)
    for derived in (False, True):
        if any(bar.derived is derived for bar in bars):
            values = tuple(_scaled(bar.value, chart.scale) if bar.derived is derived else None for bar in bars)
            columns.append(Column(chart.names[derived], values, written))
            fills.append(look_of[derived])
    if chart.required is not None:
        flat = tuple(_scaled(chart.required.value, chart.scale) for _ in bars)
        columns.append(Column(chart.required.label, flat, _format_of([chart.required.value], chart)))
    names = tuple(bar.label for bar in bars)
    grid = Grid(say("chart.period", chart.lang), names, tuple(columns))
    skip = skip_labels(names, look)
    labels = draw.value_labels(look, look.size, written, "outEnd") if skip == 1 and len(bars) <= 12 else ""
    series = [draw.bar_series(grid, place, fill, (), labels) for place, fill in enumerate(fills)]
    flat_line = line(LIGHT.target, 1.5, "sysDot")
    extra = [draw.line_series(grid, len(fills), flat_line)] if chart.required is not None else []
    low = 0 if all(bar.value >= 0 for bar in bars) else None
    axes = draw.category_axis(look, look.size, skip=skip) + draw.value_axis(look, look.size, "General", low=low)
    plots = draw.bars(series) + draw.lines(extra)
    return draw.chart_space(draw.title(native_title(chart), look), plots, axes, look, draw.legend(look)), grid


def _number(value: Decimal | None) -> float | None:
    """Leave exact numbers: the file formats of offices hold binary fractions."""
    return None if value is None else float(value)


def _scaled(value: Decimal | None, scale: Decimal) -> float | None:
    return None if value is None else float(value / scale)


def _format_of(values: Iterable[Decimal], chart: Chart) -> str:
    """Return a format with no more places than the values have, two at most."""
    scaled = [(value / chart.scale).quantize(Decimal("0.01")) for value in values]
    places = max((max(0, -one.normalize().as_tuple().exponent) for one in scaled), default=0)
    return "#,##0" + (f".{'0' * places}" if places else "")


def _places(value: Decimal | None, write: Callable[[Fraction], str], scale: int = 100) -> int:
    """Return how many places the house writes this value with: 99.96 never reads 100.0."""
    if value is None:
        return 1
    text = write(Fraction(value) / scale).split(" ")[0]
    return len(text.partition(".")[2])


_DRAWERS: dict[type, Callable] = {
    Bullet: _draw_bullet,
    Ranking: _draw_ranking,
    Cumulative: _draw_cumulative,
    PeriodBars: _draw_periods,
}
