"""Cells copied in a spreadsheet and pasted on the page, with a real clipboard: read, handed in, kept."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

CELLS = '“98113”计划 2019年6月各市职业技能培训情况\t\n市（地）\t"培训\n人次"\n哈尔滨市\t1,234,567\n鸡西市\t2,345\n'


@pytest.mark.parametrize("width", [1440, 390])
def test_cells_are_pasted_by_keyboard_and_handed_in(visit: Visit, empty_server: str, width: int) -> None:
    page = visit(f"{empty_server}/upload")
    page.set_viewport_size({"width": width, "height": 900})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text("把表格单元格粘贴到这里").click()
    page.get_by_role("textbox", name="在 Excel、WPS 或 Word 里").click()
    page.evaluate("text => navigator.clipboard.writeText(text)", CELLS)
    page.keyboard.press("Control+V")
    page.get_by_role("button", name="读取粘贴的单元格").click()
    expect(page.get_by_text("已粘贴：粘贴-")).to_be_visible()
    expect(page.get_by_text("1,234,567").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="提交报送").click()
    expect(page.get_by_role("heading", name="回执")).to_be_visible()
