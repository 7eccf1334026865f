"""A column, a row and a cell are corrected in a real browser: what is shown moves at once, the receipt tells it."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.workbook_of import build_xlsx, parse_grid

COLUMN = "2019年1—6月职业技能培训情况\n市（地）|本年累计培训人次\n哈尔滨市|36110\n大庆市|4800"
ROWS = "哈尔滨市2019年6月产改情况\n项目|本月|累计\n职业技能培训人次|100|500\n高技能人才培训基地|2|12"


def open_file(visit: Visit, server: str, folder: Path, grid: str) -> Page:
    file = folder / "表.xlsx"
    file.write_bytes(build_xlsx({"Sheet1": parse_grid(grid)}, {}))
    page = visit(f"{server}/upload")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("改正各列的读法")).to_be_visible()
    return page


def choose(page: Page, label: str, line: str, text: str) -> None:
    """Choose in one of the selectors under the line of a column or row, as soon as these can be reached."""
    panel = page.get_by_test_id("stExpander").filter(has_text="改正各列的读法")
    if not panel.get_by_text(line).first.is_visible():
        panel.get_by_text("改正各列的读法").click()
    # Lines stand one below the other: the first selector of this name behind the line is its own.
    box = panel.locator(
        f"xpath=.//*[contains(., '例：') and contains(., '{line}') and @data-testid='stHtml']"
        f"/following::*[@data-testid='stSelectbox'][contains(., '{label}')]"
    ).first
    option = page.get_by_role("option").filter(has_text=text).first
    for _ in range(10):  # a list closes when the page below it still moves: then it is opened once more
        box.locator("input").click()
        page.wait_for_timeout(1000)
        if option.is_visible():
            break
    option.click()


def hand_in(page: Page, reason: str | None = None) -> None:
    if reason:
        page.get_by_label("原因").fill(reason)
    page.get_by_role("button", name="提交报送").click()
    expect(page.get_by_role("heading", name="回执")).to_be_visible()


def expect_answered(page: Page, dimension: str) -> None:
    """The receipt tells among the grounds that the reporter said so."""
    page.get_by_text("每个数字凭什么这样读").click()
    row = page.locator("tr", has_text="填报人答复").filter(has_text=dimension)
    expect(row.first).to_be_visible()


def test_a_column_is_corrected_and_the_preview_moves(visit: Visit, empty_server: str, tmp_path: Path) -> None:
    page = open_file(visit, empty_server, tmp_path, COLUMN)
    expect(page.locator("tr", has_text="哈尔滨").filter(has_text="本年累计 3.61 万人次")).to_be_visible()
    choose(page, "统计时段", "本年累计培训人次", "计划启动以来累计")
    expect(page.locator("tr", has_text="哈尔滨").filter(has_text="本年累计 3.61 万人次")).to_have_count(0)
    expect(page.locator("tr", has_text="哈尔滨").filter(has_text="3.61 万人次").first).to_be_visible()
    expect(page.get_by_text("填报人更正", exact=True).first).to_be_visible()
    hand_in(page, "表头写错")
    expect(page.get_by_text("表头写错").first).to_be_visible()
    expect_answered(page, "口径")


def test_a_row_is_corrected_alone(visit: Visit, empty_server: str, tmp_path: Path) -> None:
    page = open_file(visit, empty_server, tmp_path, ROWS)
    choose(page, "统计时段", "累计 高技能人才培训基地", "本年累计")
    expect(page.get_by_text("“累计 高技能人才培训基地”一栏，表上读作").first).to_be_visible()
    expect(page.get_by_text("“累计 职业技能培训人次”一栏，表上读作")).to_have_count(0)
    hand_in(page, "基地只报今年新增")
    expect(page.get_by_text("“累计 高技能人才培训基地”一栏，表上读作").first).to_be_visible()
    expect_answered(page, "口径")


def test_a_cell_is_corrected_with_a_reason(visit: Visit, empty_server: str, tmp_path: Path) -> None:
    page = open_file(visit, empty_server, tmp_path, COLUMN)
    page.get_by_text("改正或不采用一个单元格").click()
    page.get_by_label("单元格（如 D6）").fill("B4")
    page.get_by_label("改为（留空表示不采用）").fill("4900")
    page.get_by_label("理由（必填）").fill("抄错一位")
    page.get_by_role("button", name="记下并重新读取").click()
    expect(page.get_by_text("原文为“4,800”，填报人更正为 4,900").first).to_be_visible()
    page.get_by_role("button", name="提交报送").click()
    expect(page.get_by_role("heading", name="回执")).to_be_visible()
    expect(page.get_by_text("抄错一位").first).to_be_visible()
