"""What a paper looks like in print: nothing torn in a table, no name over another, no pages of cells."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from briefing.brief import Scope
from briefing.charts.chart import Bar, PeriodBars, StatusMap
from briefing.drawings.draw import draw_chart
from briefing.drawings.label_places import spread_labels
from briefing.drawings.shapes import Words
from briefing.formats.docx import notice as docx
from briefing.formats.native.map_outlines import place_areas
from briefing.formats.native.markup import text_width
from briefing.formats.native.shapes import PER_MM, Box
from briefing.formats.printed_tables import fit_columns
from briefing.formats.xlsx import book as xlsx
from tests.support.brief_of import HARBIN, PROVINCE, SCOPES, brief_of
from tests.support.office_of import parts_of, print_pages, print_words, series_of


@pytest.mark.parametrize(
    "columns",
    [
        [
            ["指标", "职工教育培训经费占工资总额比例"],
            ["完成数（人次）", "2,632,776"],
            ["数据日期", "2020年8月31日"],
            ["状态", "逾期未完成"],
        ],
        [
            ["市（地）", "大兴安岭"],
            *[["序时应完成（人次）", "2,675,676"]] * 5,
            ["完成率", "100.0%"],
            ["较序时", "+100.0"],
            ["状态", "达到序时"],
        ],
    ],
)
def test_columns_leave_every_figure_date_and_status_whole(columns: list[list[str]]) -> None:
    size, widths = fit_columns(columns, 155, 9)
    assert sum(widths) <= 155.01 and size >= 6.5
    for (_, text), width in zip(columns, widths, strict=True):
        assert width >= min(text_width(text, size), text_width("国" * 8, size)) + 1.5, text


@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: scope.kind)
def test_no_figure_of_a_table_is_torn_in_print(scope: Scope) -> None:
    brief = brief_of(scope)
    words = {text for _, _, page in print_words(docx.render(brief), "docx") for text, _ in page}
    charts = [one for one in brief.charts if one.table.rows and type(one).__name__ == "Bullet"]
    figures = {f"{row[place]:,}" for one in charts for row in one.table.rows
               for place, column in enumerate(one.table.columns) if column.kind == "number"
               and row[place] is not None and row[place] == int(row[place]) and abs(row[place]) >= 1000}  # fmt: skip
    assert {one for one in figures if one not in words} == set()


@pytest.mark.parametrize("size", [6.0, 9.0, 10.0, 12.0])
@pytest.mark.parametrize("width", [4_000_000, 5_616_000, 9_000_000])
def test_no_name_on_the_map_lies_on_another(size: float, width: int) -> None:
    chart = next(one for one in brief_of().charts if isinstance(one, StatusMap))
    areas = place_areas(chart, Box(0, 0, width, width), size)
    for one in areas:
        for other in areas:
            if one.area.key < other.area.key:
                wide = sum(text_width(area.area.label, size) * PER_MM for area in (one, other)) / 2
                near = abs(one.label[0] - other.label[0]) < wide
                assert not near or abs(one.label[1] - other.label[1]) >= size * 12_700 * 1.1, (
                    one.area.label,
                    other.area.label,
                )


def test_names_in_one_place_are_moved_apart_and_others_stay() -> None:
    places = spread_labels([(0, 0), (0, 0), (0, 0), (100, 0)], [10, 10, 10, 10], 5)
    ys = sorted(y for _, y in places[:3])
    assert ys[1] - ys[0] >= 5 and ys[2] - ys[1] >= 5 and places[3] == (100, 0)


def test_the_names_of_the_drawn_map_are_apart() -> None:
    chart = next(one for one in brief_of().charts if isinstance(one, StatusMap))
    labels = {area.label for area in chart.areas}
    words = [one for one in draw_chart(chart, 440).parts if isinstance(one, Words) and one.text in labels]
    assert len(words) == 13
    for one in words:
        for other in words:
            if one.text < other.text and abs(one.x - other.x) < 24:
                assert abs(one.y - other.y) >= 10, (one.text, other.text)


def test_the_cells_behind_the_figures_are_listed_whole_but_printed_in_short() -> None:
    brief = brief_of(HARBIN)
    content = xlsx.render(brief)
    pages = print_pages(content, "xlsx")
    assert len(pages) <= len(brief.charts) + 4
    details = load_workbook(io.BytesIO(content)).worksheets[-1]
    assert details.max_row == 118 and details.print_area and "A1" not in details.print_area.replace("$", "")


@pytest.mark.parametrize("kinds", [(True, True), (False, False), (True, False, True)])
def test_differences_are_never_called_reported_in_the_workbook_s_chart(kinds: tuple[bool, ...]) -> None:
    chart = next(one for one in brief_of().charts if isinstance(one, PeriodBars))
    bars = tuple(
        Bar(str(place), date(2019, place + 1, 1), date(2019, place + 1, 28), Decimal(place + 1), derived)
        for place, derived in enumerate(kinds)
    )
    rows = tuple((bar.label, bar.value, "") for bar in bars)
    changed = replace(chart, bars=bars, table=replace(chart.table, rows=rows), required=None)
    content = xlsx.render_workbook([changed])
    (part,) = parts_of(content, "xl/charts/chart").values()
    found = series_of(part)
    given, derived = chart.names
    assert set(found) == {name for name, kind in ((given, False), (derived, True)) if kind in kinds}


def test_every_sheet_but_the_list_of_cells_is_one_page_wide() -> None:
    for _, height, words in print_words(xlsx.render(brief_of(PROVINCE)), "xlsx"):
        assert words and height
