"""Files made of charts: safe to open, complete, marked as demo where they are."""

import io
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from PIL import Image

from briefing.charts.chart import Bar, Mark, PeriodBars, Source, Table, TableColumn
from briefing.formats.image import NoBrowser, find_chromium, render_picture
from briefing.formats.xlsx.book import render_workbook

CHART = PeriodBars(
    name="试",
    title="全省培训：分期[完成]情况?",
    unit="人次",
    alternative="两期。",
    table=Table(
        (TableColumn("期间"), TableColumn("完成数（人次）", "number"), TableColumn("方式")),
        (("=1+1", Decimal("12345.5"), "+填报"), ("2019年2月", None, "-"), ("@x", Decimal(3), "")),
    ),
    sources=(Source("哈尔滨", date(2019, 6, 30), "=cmd.xlsx", "Sheet1", "D6", "=12"),),
    bars=(Bar("2019-01", date(2019, 1, 1), date(2019, 1, 31), Decimal(3), True),),
    required=Mark("今后月均需完成", Decimal(9)),
    names=("填报数", "差"),
)


def _opened(demo: bool = False, charts: tuple = (CHART, CHART)):
    return load_workbook(io.BytesIO(render_workbook(charts, "zh", demo)))


def test_texts_that_look_like_formulas_stay_texts() -> None:
    book = _opened()
    texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.coordinate for cell in texts if cell.data_type == "f"] == []
    assert {"=1+1", "+填报", "@x", "=cmd.xlsx", "=12"} <= {cell.value for cell in texts if isinstance(cell.value, str)}


def test_each_chart_has_a_sheet_with_a_native_chart_and_sources_have_theirs() -> None:
    book = _opened()
    assert len(book.sheetnames) == 4 and book.sheetnames[2:] == ["数据来源", "数据来源明细（不打印）"]
    assert [len(sheet._charts) for sheet in book] == [1, 1, 0, 0]
    assert all(not set(name) & set("[]:*?/\\") and len(name) <= 31 for name in book.sheetnames)


def test_numbers_stay_numbers_and_nothing_is_a_dash() -> None:
    values = [cell.value for row in _opened().worksheets[0].iter_rows() for cell in row]
    assert 12345.5 in values and "—" in values and "0" not in values


def test_a_demo_workbook_says_so_on_every_chart() -> None:
    for demo, count in ((True, 2), (False, 0)):
        sheets = _opened(demo).worksheets[:2]
        said = [sheet for sheet in sheets if any("演示数据" in str(row[0].value) for row in sheet.iter_rows(max_row=4))]
        assert len(said) == count
    marked = _opened(False, (replace(CHART, demo=True),)).worksheets[0]
    assert any("演示数据" in str(row[0].value) for row in marked.iter_rows(max_row=4))


def test_without_a_browser_there_is_no_picture_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    find_chromium.cache_clear()
    with pytest.raises(NoBrowser):
        render_picture("<p>")
    find_chromium.cache_clear()


@pytest.mark.browser
def test_a_page_becomes_a_picture_without_the_empty_rest_and_a_pdf() -> None:
    if find_chromium() is None:
        pytest.skip("no Chromium")
    page = (
        "<meta charset=utf-8><body style='margin:0;background:#fff'>"
        "<div style='height:300px;background:#1f4e79'>全省</div>"
    )
    picture = Image.open(io.BytesIO(render_picture(page)))
    assert picture.size == (2560, 2 * 300 + 2 * 32)  # two dots a pixel, and a margin below
    assert render_picture(page, "pdf").startswith(b"%PDF")
