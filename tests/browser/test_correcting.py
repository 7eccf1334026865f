"""A cell is corrected in a real browser; what is shown moves at once, and the receipt tells it."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.support.workbook_of import build_xlsx, parse_grid

COLUMN = "2019年1—6月职业技能培训情况\n市（地）|本年累计培训人次\n哈尔滨市|36110\n大庆市|4800"


def open_file(visit: Visit, server: str, folder: Path, grid: str) -> Page:
    file = folder / "表.xlsx"
    file.write_bytes(build_xlsx({"Sheet1": parse_grid(grid)}, {}))
    page = visit(f"{server}/upload")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("改正各列的读法")).to_be_visible()
    return page


def test_a_cell_is_corrected_with_a_reason(visit: Visit, empty_server: str, tmp_path: Path) -> None:
    page = open_file(visit, empty_server, tmp_path, COLUMN)
    page.get_by_text("改正或不采用一个单元格").click()
    page.get_by_label("单元格（如 D6）").fill("B4")
    page.get_by_label("改为（留空表示不采用）").fill("4900")
    page.get_by_label("理由（必填）").fill("抄错一位")
    page.get_by_role("button", name="记下并重新读取").click()
    expect(page.get_by_text("原文为“4800”，填报人更正为 4900").first).to_be_visible()
    page.get_by_role("button", name="提交报送").click()
    expect(page.get_by_role("heading", name="回执")).to_be_visible()
    expect(page.get_by_text("抄错一位").first).to_be_visible()
