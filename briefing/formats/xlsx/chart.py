"""Native charts of a workbook: they can be edited and follow the table beside them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from briefing.charts.chart import Amounts, Bullet, Chart, Cumulative, Mark, PeriodBars, Ranking
from briefing.formats.native.axes import MONTHS
from briefing.formats.xlsx.looks import DAYS
from briefing.palette import LIGHT

_HATCHED = {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": LIGHT.primary, "bg_color": "#ffffff"}}
_TEXT = {"name": "微软雅黑", "size": 9, "color": LIGHT.ink}


def add_chart(book: Workbook, sheet: Worksheet, chart: Chart, first: int) -> None:
    """Put the native chart to the right of the table that begins at row `first`; none for a matrix or map."""
    count = len(chart.table.rows)
    if not count:
        return
    if isinstance(chart, Cumulative):
        drawn = _lines(book, sheet, chart, first, count)
    elif isinstance(chart, PeriodBars):
        drawn = _columns(book, sheet, chart, first, count)
    elif isinstance(chart, Bullet):
        drawn = _bars(book, sheet, chart, first, count)
    elif isinstance(chart, Ranking):
        drawn = _leads(book, sheet, chart, first, count)
    elif isinstance(chart, Amounts):
        drawn = _amounts(book, sheet, chart, first)
    else:
        return
    drawn.set_title({"name": chart.title, "name_font": {**_TEXT, "size": 12, "bold": True}, "overlay": False})
    drawn.set_legend({"position": "bottom", "font": _TEXT})
    rows = count if isinstance(chart, Bullet | Ranking | Amounts) else 0
    drawn.set_size({"width": 760, "height": max(400, 120 + 24 * rows)})
    # A wide table has its chart below, so that both are readable on one A4 page.
    if isinstance(chart, Bullet | Ranking):
        row, column = first + count + 2, 0
    else:
        row, column = first, len(chart.table.columns) + 4
    sheet.insert_chart(row, column, drawn, {"description": chart.alternative})


def _reach(sheet: Worksheet, first: int, column: int, count: int) -> list[Any]:
    return [sheet.get_name(), first + 1, column, first + count, column]


def _axis(**more: Any) -> dict[str, Any]:
    return {
        "num_font": _TEXT,
        "name_font": _TEXT,
        "line": {"color": LIGHT.rule},
        "major_gridlines": {"visible": False},
        **more,
    }


def _grid() -> dict[str, Any]:
    return {"visible": True, "line": {"color": LIGHT.rule, "width": 0.75}}


def _lines(book: Workbook, sheet: Worksheet, chart: Cumulative, first: int, count: int) -> Any:
    """Cumulative, schedule, and the target as a flat line, over true dates; published figures as marks."""
    drawn = book.add_chart({"type": "scatter", "subtype": "straight"})
    days = _reach(sheet, first, 0, count)
    drawn.add_series(
        {
            "name": chart.names[0],
            "categories": days,
            "values": _reach(sheet, first, 1, count),
            "line": {"color": LIGHT.primary, "width": 2.25},
            "marker": {"type": "circle", "size": 5, "fill": {"color": LIGHT.primary}, "border": {"none": True}},
        }
    )
    block = _Block(book, sheet, drawn, first, len(chart.table.columns) + 1, chart.lang)
    if chart.schedule:
        dash = {"color": LIGHT.schedule, "width": 1.5, "dash_type": "dash"}
        due = [(point.day, point.value) for point in chart.schedule]
        block.add(chart.names[1], due, {"line": dash, "marker": {"type": "none"}})
    if chart.target is not None and chart.schedule:
        ends = [(point.day, chart.target.value) for point in (chart.schedule[0], chart.schedule[-1])]
        block.add(
            chart.target.label, ends, {"line": {"color": LIGHT.target, "width": 1.25}, "marker": {"type": "none"}}
        )
    for mark in chart.published:
        edge = {"color": LIGHT.published, "width": 1.5}
        look = {"type": "diamond", "size": 9, "fill": {"none": True}, "border": edge}
        block.add(mark.label, [(mark.day, mark.value)], {"line": {"none": True}, "marker": look})
    drawn.set_x_axis(_axis(num_format=MONTHS[chart.lang], date_axis=True))
    drawn.set_y_axis(_axis(major_gridlines=_grid(), num_format="#,##0", min=0))
    return drawn


class _Block:
    """Days and values of lines that reach beyond the table, each below the last, right of the table."""

    def __init__(self, book: Workbook, sheet: Worksheet, drawn: Any, row: int, column: int, lang: str) -> None:
        self._sheet, self._drawn, self._row, self._column = sheet, drawn, row, column
        font = {"font_name": "微软雅黑", "font_size": 10}
        self._head = book.add_format({**font, "bold": True, "bottom": 1, "bg_color": "#eef1f5"})
        self._day = book.add_format({**font, "num_format": DAYS[lang]})
        self._value = book.add_format({**font, "num_format": "#,##0"})
        sheet.set_column(column, column + 1, 17)

    def add(self, label: str, marks: Sequence[tuple[date | None, Decimal]], look: dict[str, Any]) -> None:
        """Write one line's points and draw it."""
        sheet, column, first = self._sheet, self._column, self._row + 1
        sheet.write_string(self._row, column, label, self._head)
        sheet.write_blank(self._row, column + 1, None, self._head)
        for offset, (day, value) in enumerate(marks):
            sheet.write_datetime(first + offset, column, day, self._day)
            sheet.write_number(first + offset, column + 1, float(value), self._value)
        last, name = self._row + len(marks), sheet.get_name()
        days, values = [name, first, column, last, column], [name, first, column + 1, last, column + 1]
        self._drawn.add_series({"name": label, "categories": days, "values": values, **look})
        self._row = last + 2


def _columns(book: Workbook, sheet: Worksheet, chart: PeriodBars, first: int, count: int) -> Any:
    """What was reported and what is a difference of totals are two series, each under its own name."""
    drawn = book.add_chart({"type": "column"})
    kinds = sorted({bar.derived for bar in chart.bars})
    column = len(chart.table.columns)
    for derived in kinds:
        place = 1
        if len(kinds) > 1:
            values = [bar.value if bar.derived is derived else None for bar in chart.bars]
            _write_column(sheet, book, first, column, chart.names[derived], values)
            place, column = column, column + 1
        drawn.add_series(
            {
                "name": chart.names[derived],
                "categories": _reach(sheet, first, 0, count),
                "values": _reach(sheet, first, place, count),
                "gap": 60,
                "overlap": 100,
                **(_HATCHED if derived else {"fill": {"color": LIGHT.primary}}),
            }
        )
    if chart.required is not None:
        _add_required(sheet, book, drawn, chart.required, first, count, column)
    drawn.set_x_axis(_axis())
    drawn.set_y_axis(_axis(major_gridlines=_grid(), num_format="#,##0"))
    return drawn


def _amounts(book: Workbook, sheet: Worksheet, chart: Amounts, first: int) -> Any:
    drawn = book.add_chart({"type": "bar"})
    reach = len(chart.rows)
    drawn.add_series(
        {
            "name": f"{chart.title} ({chart.unit})",
            "categories": _reach(sheet, first, 0, reach),
            "values": _reach(sheet, first, 1, reach),
            "fill": {"color": LIGHT.primary},
            "gap": 60,
        }
    )
    drawn.set_x_axis(_axis(major_gridlines=_grid(), num_format="#,##0", min=0))
    drawn.set_y_axis(_axis(reverse=True, interval_unit=1))
    return drawn


def _write_column(
    sheet: Worksheet, book: Workbook, first: int, column: int, label: str, values: Sequence[Decimal | None]
) -> None:
    """Write what a series shows as a column of its own right of the table, so that it can be edited."""
    look = book.add_format({"font_name": "微软雅黑", "font_size": 10, "num_format": "#,##0"})
    head = book.add_format(
        {"font_name": "微软雅黑", "font_size": 10, "bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#eef1f5"}
    )
    sheet.write_string(first, column, label, head)
    sheet.set_column(column, column, 15)
    for row, value in enumerate(values, first + 1):
        if value is not None:
            sheet.write_number(row, column, float(value), look)


def _add_required(
    sheet: Worksheet, book: Workbook, drawn: Any, mark: Mark, first: int, count: int, column: int
) -> None:
    _write_column(sheet, book, first, column, mark.label, [mark.value] * count)
    line = book.add_chart({"type": "line"})
    line.add_series(
        {
            "name": mark.label,
            "categories": _reach(sheet, first, 0, count),
            "values": _reach(sheet, first, column, count),
            "line": {"color": LIGHT.target, "width": 1.5, "dash_type": "round_dot"},
        }
    )
    drawn.combine(line)


def _column_of(chart: Chart, kind: str, nth: int = 0) -> int:
    return [number for number, column in enumerate(chart.table.columns) if column.kind == kind][nth]


def _bars(book: Workbook, sheet: Worksheet, chart: Bullet, first: int, count: int) -> Any:
    """Completion as bars; the schedule as a second, paler bar: it can be read in every office program."""
    drawn = book.add_chart({"type": "bar"})
    labels = _reach(sheet, first, 0, count)
    # Of a ratio, its values beside the least one.
    kind = "number" if chart.band else "percent"
    for column, name, colour in (
        (_column_of(chart, kind), chart.names[0], LIGHT.primary),
        (_column_of(chart, kind, 1), chart.names[2 if chart.band else 1], LIGHT.schedule),
    ):
        drawn.add_series(
            {
                "name": name,
                "categories": labels,
                "values": _reach(sheet, first, column, count),
                "fill": {"color": colour},
                "gap": 70,
                "overlap": -5,
                "points": [{"fill": {"color": LIGHT.statuses[row.status]}} for row in chart.rows]
                if colour is LIGHT.primary
                else None,
            }
        )
    drawn.set_x_axis(_axis(major_gridlines=_grid(), num_format='General"%"' if chart.band else '0"%"', min=0))
    drawn.set_y_axis(_axis(reverse=True, interval_unit=1))
    return drawn


def _leads(book: Workbook, sheet: Worksheet, chart: Ranking, first: int, count: int) -> Any:
    drawn = book.add_chart({"type": "bar"})
    drawn.add_series(
        {
            "name": f"{chart.title} ({chart.unit})",
            "categories": _reach(sheet, first, 0, count),
            "values": _reach(sheet, first, _column_of(chart, "points"), count),
            "gap": 60,
            "points": [{"fill": {"color": LIGHT.statuses[row.status]}} for row in chart.rows],
            "data_labels": {
                "value": True,
                "font": _TEXT,
                "num_format": "+0.0;-0.0;0.0",
                # A text has no bar, and a label would call it zero.
                "custom": [{"delete": True} if row.lead is None else None for row in chart.rows],
            },
        }
    )
    drawn.set_x_axis(_axis(major_gridlines=_grid(), num_format="+0;-0;0"))
    drawn.set_y_axis(_axis(reverse=True, interval_unit=1, label_position="low"))
    return drawn
