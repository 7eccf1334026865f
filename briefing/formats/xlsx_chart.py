"""Native charts of a workbook: they can be edited and follow the table beside them."""

from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from briefing.charts import Bullet, Chart, Cumulative, Mark, PeriodBars, Ranking
from briefing.palette import LIGHT

_TEXT = {"name": "微软雅黑", "size": 9, "color": LIGHT.ink}
_SIZE = {"width": 760, "height": 400}


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
    else:
        return
    drawn.set_title({"name": chart.title, "name_font": {**_TEXT, "size": 12, "bold": True}, "overlay": False})
    drawn.set_legend({"position": "bottom", "font": _TEXT})
    drawn.set_size(_SIZE)
    sheet.insert_chart(first, len(chart.table.columns) + 1, drawn, {"description": chart.alternative})


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
    if chart.schedule:
        drawn.add_series(
            {
                "name": chart.names[1],
                "categories": days,
                "values": _reach(sheet, first, 2, count),
                "line": {"color": LIGHT.schedule, "width": 1.5, "dash_type": "dash"},
                "marker": {"type": "none"},
            }
        )
    row = first + count + 2
    # The ends of the target's line and the published marks stand below the table, labelled.
    if chart.target is not None and chart.schedule:
        ends = [(chart.schedule[0].day, chart.target.value), (chart.schedule[-1].day, chart.target.value)]
        row = _add_marks(
            book,
            sheet,
            drawn,
            row,
            chart.target.label,
            ends,
            {"line": {"color": LIGHT.target, "width": 1.25}, "marker": {"type": "none"}},
        )
    for mark in chart.published:
        look = {
            "line": {"none": True},
            "marker": {
                "type": "diamond",
                "size": 9,
                "fill": {"none": True},
                "border": {"color": LIGHT.published, "width": 1.5},
            },
        }
        row = _add_marks(book, sheet, drawn, row, mark.label, [(mark.day, mark.value)], look)
    drawn.set_x_axis(_axis(num_format="yyyy-mm", date_axis=True))
    drawn.set_y_axis(_axis(major_gridlines=_grid(), num_format="#,##0", min=0))
    return drawn


def _add_marks(
    book: Workbook, sheet: Worksheet, drawn: Any, row: int, label: str, marks: list, look: dict[str, Any]
) -> int:
    day_look = book.add_format({"num_format": "yyyy-mm-dd", "font_name": "微软雅黑", "font_size": 10})
    for offset, (day, value) in enumerate(marks):
        sheet.write_datetime(row + offset, 0, day, day_look)
        sheet.write_number(row + offset, 1, float(value))
        sheet.write_string(row + offset, 2, label)
    last, name = row + len(marks) - 1, sheet.get_name()
    drawn.add_series({"name": label, "categories": [name, row, 0, last, 0], "values": [name, row, 1, last, 1], **look})
    return last + 2


def _columns(book: Workbook, sheet: Worksheet, chart: PeriodBars, first: int, count: int) -> Any:
    drawn = book.add_chart({"type": "column"})
    drawn.add_series(
        {
            "name": chart.names[0],
            "categories": _reach(sheet, first, 0, count),
            "values": _reach(sheet, first, 1, count),
            "fill": {"color": LIGHT.primary},
            "gap": 60,
            "points": [{"fill": {"color": "#9db4cb"}} if bar.derived else None for bar in chart.bars],
        }
    )
    if chart.required is not None:
        _add_required(sheet, book, drawn, chart.required, first, count)
    drawn.set_x_axis(_axis())
    drawn.set_y_axis(_axis(major_gridlines=_grid(), num_format="#,##0"))
    return drawn


def _add_required(sheet: Worksheet, book: Workbook, drawn: Any, mark: Mark, first: int, count: int) -> None:
    """The amount needed is a column of its own in the table, so that the line can be edited."""
    sheet.write_string(first, 3, mark.label)
    for offset in range(count):
        sheet.write_number(first + 1 + offset, 3, float(mark.value))
    line = book.add_chart({"type": "line"})
    line.add_series(
        {
            "name": mark.label,
            "categories": _reach(sheet, first, 0, count),
            "values": _reach(sheet, first, 3, count),
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
    for column, name, colour in (
        (_column_of(chart, "percent"), chart.names[0], LIGHT.primary),
        (_column_of(chart, "percent", 1), chart.names[1], LIGHT.schedule),
    ):
        drawn.add_series(
            {
                "name": name,
                "categories": labels,
                "values": _reach(sheet, first, column, count),
                "fill": {"color": colour},
                "gap": 70,
                "overlap": -5,
            }
        )
    drawn.set_x_axis(_axis(major_gridlines=_grid(), num_format='0"%"', min=0))
    drawn.set_y_axis(_axis(reverse=True))
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
            "data_labels": {"value": True, "font": _TEXT, "num_format": "+0.0;-0.0;0.0"},
        }
    )
    drawn.set_x_axis(_axis(major_gridlines=_grid(), num_format="+0;-0;0"))
    drawn.set_y_axis(_axis(reverse=True, label_position="low"))
    return drawn
