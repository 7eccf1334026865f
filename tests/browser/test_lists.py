"""Who was trained and which bases there are, in a real browser: what the pages show is what the store says."""

import io
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from data.access import Access
from data.queries.breakdown import BreakdownView, fetch_breakdown
from data.queries.registers import fetch_register
from tests.browser.conftest import Visit

PLAN, JIXI, SUIHUA = "98113", "230300", "231200"


def choose(page: Page, name: str, option: str) -> None:
    """Choose in the strip above the page."""
    page.get_by_role("combobox", name=name).click()
    page.get_by_role("option", name=option, exact=True).click()


def take_workbook(page: Page) -> list[object]:
    """Take the page's workbook away and return all its cells."""
    with page.expect_download() as downloading:
        page.get_by_role("button", name="下载数据与图表").click()
    assert downloading.value.suggested_filename.startswith("演示数据")
    book = load_workbook(io.BytesIO(Path(downloading.value.path()).read_bytes()))
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def expect_view(page: Page, view: BreakdownView) -> None:
    """Expect the figures of one place and period: trainings and people apart, and the first group's."""
    standing = page.locator(".lj-lead")
    expect(standing).to_contain_text(f"培训 {view.sessions:,} 人次，涉及 {view.persons:,} 人")
    expect(standing).to_contain_text(f"（{len(view.files)} 份")
    cross = page.locator("table", has_text="人员类别").filter(has_text="合计")
    expect(cross.locator("tr").last.locator("td").last).to_have_text(f"{view.sessions:,}")


def test_trainings_are_shown_as_the_store_counts_them_by_city_and_period(
    visit: Visit, demo_server: str, demo_access: Access
) -> None:
    page = visit(f"{demo_server}/breakdown")
    whole = fetch_breakdown(demo_access, PLAN)
    expect_view(page, whole)
    expect(page.get_by_text("16 个报送单位中，这里有台账的 3 个")).to_be_visible()
    expect(page.locator("svg.lj-svg")).to_have_count(6)
    choose(page, "市（地）", "鸡西市")
    city = fetch_breakdown(demo_access, PLAN, JIXI)
    assert 0 < city.sessions < whole.sessions
    expect_view(page, city)
    differs = page.locator("table", has_text="上报数出处").locator("tr", has_text="鸡西")
    expect(differs).to_contain_text(f"{city.differences[0].reported:,}")
    choose(page, "期间", "2018年1月")
    month = fetch_breakdown(demo_access, PLAN, JIXI, "2018-01")
    assert 0 < month.sessions < city.sessions
    expect_view(page, month)
    expect(page.locator("svg.lj-svg")).to_have_count(5)
    assert f"city={JIXI}" in page.url and "period=2018-01" in page.url
    cells = take_workbook(page)
    assert month.sessions in cells and month.groups[0].sessions in cells
    # Levels and groups have names; their codes are for the store.
    assert not {"level5", "employees", "overcapacity", "other"} & {str(cell) for cell in cells}
    assert "level5" not in page.content() and "employees" not in page.content()


def test_bases_are_shown_as_the_store_lists_them(visit: Visit, demo_server: str, demo_access: Access) -> None:
    page = visit(f"{demo_server}/register")
    bases = fetch_register(demo_access, PLAN, "training_bases")
    standing = page.locator(".lj-lead")
    expect(standing).to_contain_text(f"名单共列 {len(bases.entries)} 个")
    expect(standing).to_contain_text(f"按计划口径计入 {sum(bases.by_city.values())} 个")
    choose(page, "市（地）", "绥化市")
    own = [one for one in bases.entries if one.city == SUIHUA]
    entries = page.locator("table", has_text="依托单位").locator("tr", has_text="绥化")
    expect(standing).to_contain_text(f"绥化市：名单共列 {len(own)} 个")
    expect(entries).to_have_count(len(own))
    counts = page.locator("table", has_text="上报数截至").locator("tr", has_text="绥化")
    expect(counts.locator("td")).to_have_text(
        ["绥化", str(len(own)), str(bases.by_city[SUIHUA]), str(bases.reported[SUIHUA].value), "2020年12月31日"]
    )
    expect(page.locator("table", has_text="上报数出处").locator("tr", has_text="绥化")).to_contain_text("−1")
    page.get_by_label("查找").fill("第三批")
    page.get_by_label("查找").press("Enter")
    third = [one for one in own if one.batch == "第三批"]
    assert 0 < len(third) < len(own)
    expect(entries).to_have_count(len(third))
    cells = take_workbook(page)
    assert {one.name for one in third} <= set(cells) and not {one.name for one in own if one not in third} & set(cells)
    page.get_by_label("查找").fill("没有这个")
    page.get_by_label("查找").press("Enter")
    expect(page.get_by_text("没有符合条件的基地或工作室")).to_be_visible()
    page.get_by_label("查找").fill("")
    page.get_by_label("查找").press("Enter")
    choose(page, "指标", "技能大师工作室")
    studios = [one for one in fetch_register(demo_access, PLAN, "master_studios").entries if one.city == SUIHUA]
    expect(standing).to_contain_text(f"绥化市：名单共列 {len(studios)} 个")
