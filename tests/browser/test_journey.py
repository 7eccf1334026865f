"""The main job, with a real browser: a city's spreadsheet becomes a figure against target, on every page and paper."""

import io
import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

MONTHLY = "全省进度月报-2019年6月.xlsx"


def hand_in(page: Page, file: Path) -> str:
    """Hand a file in and accept it; return the receipt's number."""
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="提交报送").click()
    heading = page.get_by_role("heading", name="回执")
    expect(heading).to_be_visible()
    page.get_by_role("button", name="审核通过").click()
    expect(page.get_by_text("已审核通过").first).to_be_visible()
    return heading.inner_text()


def test_a_sheet_handed_in_and_accepted_is_found_on_every_page_and_known_again(
    visit: Visit, empty_server: str, samples: Path
) -> None:
    page = visit(f"{empty_server}/upload")
    receipt = hand_in(page, samples / MONTHLY)
    assert re.search(r"LJ\d{8}-\d{3}", receipt)

    page.get_by_role("link", name="查看总览").click()
    expect(page.get_by_text("54", exact=False).first).to_be_visible()
    cards = page.locator(".lj-card")
    expect(cards).to_have_count(3)
    expect(cards.first).to_contain_text("/ 100 个")
    # Each figure's origin is on the page of its metric.
    cards.first.get_by_role("link", name=re.compile("数据来源")).click()
    own = page.locator(".lj-card").first
    own.locator("summary").first.click()
    expect(own).to_contain_text("D5")
    expect(own).to_contain_text(MONTHLY)

    link = f"{empty_server}/city?plan=98113&city=230100&metric=training_bases&as_of=2019-06-30"
    city = visit(link)
    expect(city.get_by_role("heading", name="哈尔滨").first).to_be_visible()
    expect(city.locator("tr", has_text="13 / 25 个").first).to_be_visible()
    expect(city.get_by_text("36.11 / 75 万人次").first).to_be_visible()
    assert "city=230100" in city.url

    with city.expect_download() as downloading:
        city.get_by_role("button", name=re.compile("XLSX|Excel")).first.click()
    book = load_workbook(io.BytesIO(Path(downloading.value.path()).read_bytes()))
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert 13 in cells
    assert any(sheet._charts for sheet in book)

    metric = visit(f"{empty_server}/metric?plan=98113&metric=training_bases&as_of=2019-06-30")
    expect(metric.locator("tr", has_text="哈尔滨").filter(has_text="13 / 25 个").first).to_be_visible()

    # Handed in once more, the file is recognised.
    again = visit(f"{empty_server}/upload")
    again.locator("input[type=file]").set_input_files(samples / MONTHLY)
    expect(again.get_by_text("已经报送过")).to_be_visible()


def test_errors_stop_a_hand_in_and_are_shown_with_their_cell(
    visit: Visit, shared_empty_server: str, samples: Path
) -> None:
    page = visit(f"{shared_empty_server}/upload")
    page.locator("input[type=file]").set_input_files(samples / "各市报送-问题较多.xlsx")
    expect(page.get_by_text("A5").first).to_be_visible()
    expect(page.get_by_role("button", name="提交报送")).to_be_disabled()


def test_a_chart_saves_as_a_picture_with_a_chinese_name(visit: Visit, demo_server: str) -> None:
    page = visit(f"{demo_server}/metric?charts=live")
    chart = page.locator(".js-plotly-plot").last
    chart.scroll_into_view_if_needed()
    chart.hover()
    with page.expect_download() as downloading:
        chart.locator(".modebar-btn").first.click()
    assert re.search(r"[一-鿿].*\.png$", downloading.value.suggested_filename)
    assert Path(downloading.value.path()).read_bytes().startswith(b"\x89PNG")
