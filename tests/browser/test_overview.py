"""The overview on screen and paper: whole on a desk, scrolled in its frame on a phone, each cell a link."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.benchmarks.page_views import see
from tests.browser.conftest import Visit

NARROW = {"width": 390, "height": 844}
# What a page of 1440 pixels has left at 200 %.
ZOOMED = {"width": 720, "height": 500}
KEPT = "window.keptInThisDocument"


def cell(page: Page, row: int, column: int) -> object:
    """Return the link of a cell of the table; the first row is the province."""
    return page.locator(".lj-board tbody tr").nth(row).locator("td").nth(column).locator("a")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_is_whole_on_a_desk_and_scrolls_in_its_frame_on_a_phone(
    visit: Visit, demo_server: str, lang: str
) -> None:
    page = visit(f"{demo_server}/?lang={lang}", viewport={"width": 1440, "height": 1000})
    frame = page.locator(".lj-board")
    expect(frame).to_be_visible()
    assert frame.locator("tbody tr").count() == 17
    beyond = "one => one.scrollWidth - one.clientWidth"
    assert frame.evaluate(beyond) <= 0
    for size in (ZOOMED, NARROW):
        page.set_viewport_size(size)
        page.wait_for_timeout(500)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert frame.evaluate(beyond) > 0
    place, last = frame.locator("th[scope=row]").nth(1), frame.locator("tbody tr").nth(1).locator("td").last
    before = place.bounding_box()["x"]
    frame.evaluate("one => one.scrollTo(one.scrollWidth, 0)")
    assert place.bounding_box()["x"] == before
    assert last.bounding_box()["x"] + last.bounding_box()["width"] <= NARROW["width"]


def test_the_table_stands_high_on_a_desk_and_needs_no_charting_script(visit: Visit, demo_server: str) -> None:
    page = visit(f"{demo_server}/", viewport={"width": 1440, "height": 900})
    # The line that names demo data takes fifty pixels of it.
    assert page.locator(".lj-board").bounding_box()["y"] < 470
    expect(page.locator("svg.lj-svg")).to_have_count(4)
    assert not page.evaluate("performance.getEntriesByType('resource').some(one => /plotly/i.test(one.name))")


def test_a_view_is_few_messages_of_known_size(demo_server: str) -> None:
    pages = {"": (19, 56_000), "city": (16, 63_000), "metric": (17, 66_000)}
    for page, (messages, size) in pages.items():
        seen = see(demo_server, page)
        assert seen.messages <= messages and seen.size <= size, (page, seen.messages, seen.size)


def test_a_cell_opens_the_city_at_its_metric_in_the_same_document(visit: Visit, demo_server: str) -> None:
    page = visit(f"{demo_server}/?lang=zh")
    name = page.locator(".lj-board tbody tr").nth(1).locator("th").inner_text()
    page.evaluate(f"{KEPT} = true")
    assert "metric=master_studios" in cell(page, 1, 1).get_attribute("href"), "an address serves the middle click"
    cell(page, 1, 1).click()
    expect(page.locator("h1").first).to_contain_text(name)
    expect(page).to_have_url(re.compile(r"/city\?.*metric=master_studios"))
    expect(page.locator(".lj-tabs[aria-label=指标] a[aria-current]")).to_have_text("大师工作室")
    assert page.evaluate(KEPT) is True


def test_a_place_on_the_map_opens_by_keyboard_and_nothing_opens_by_walking_past(visit: Visit, demo_server: str) -> None:
    page = visit(f"{demo_server}/?lang=zh")
    expect(page.locator("svg a[aria-label^=大庆]")).to_have_count(1)
    for _ in range(40):
        page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    assert "/city" not in page.url
    page.locator("svg a[aria-label^=大庆]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1").first).to_have_text("大庆市")


def test_a_page_is_one_entry_of_the_history(visit: Visit, demo_server: str) -> None:
    page = visit(f"{demo_server}/?lang=zh")
    expect(page.locator(".lj-board")).to_be_visible()
    before = page.evaluate("history.length")
    page.get_by_role("link", name="最滞后的在前").click()
    expect(page.locator(".lj-tabs a[aria-current]").first).to_have_text("最滞后的在前")
    assert page.evaluate("history.length") == before, "a choice on the page is none"
    cell(page, 1, 0).click()
    expect(page).to_have_url(re.compile("/city"))
    page.wait_for_timeout(500)
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    expect(page.locator(".lj-board")).to_be_visible()
    expect(page.locator(".lj-tabs a[aria-current]").first).to_have_text("最滞后的在前")
    page.go_forward()
    expect(page).to_have_url(re.compile("/city"))
    expect(page.locator("h1").first).not_to_contain_text("意见")


def test_steps_of_the_day_and_the_copied_link_show_the_same_page_again(visit: Visit, demo_server: str) -> None:
    page = visit(f"{demo_server}/?lang=zh")
    page.get_by_role("link", name="上一个截止日").click()
    expect(page.locator(".lj-sub")).to_contain_text("2020年11月30日")
    page.get_by_role("link", name="最滞后的在前").click()
    expect(page.locator(".lj-tabs a[aria-current]").first).to_have_text("最滞后的在前")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制链接").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    again = visit(page.evaluate("navigator.clipboard.readText()"))
    expect(again.locator(".lj-sub")).to_contain_text("2020年11月30日")
    expect(again.locator(".lj-tabs a[aria-current]").first).to_have_text("最滞后的在前")


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_on_paper_the_overview_is_one_sheet_across_with_its_day_and_number(
    visit: Visit, demo_server: str, ground: str
) -> None:
    page = visit(f"{demo_server}/?lang=zh", color_scheme=ground)
    expect(page.locator(".lj-board")).to_be_visible()
    page.emulate_media(media="print")
    board, first = page.locator(".lj-board").bounding_box(), page.locator("h1").first.bounding_box()
    # A4 across, less its margins, in CSS pixels.
    assert board["y"] + board["height"] - first["y"] < (210 - 25) / 25.4 * 96
    for hidden in (".st-key-strip", ".stDownloadButton", ".lj-tabs"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ground')") == "#ffffff"
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 3


def test_on_paper_a_metric_s_table_keeps_the_names_of_its_places(visit: Visit, demo_server: str) -> None:
    page = visit(f"{demo_server}/metric?lang=zh")
    expect(page.locator(".lj-forecast")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".lj-forecast summary").get_by_text("齐齐哈尔", exact=True)).to_be_visible()
    expect(page.locator(".lj-chart summary").first).to_be_hidden()


def test_small_pictures_of_places_stand_in_two_columns_on_a_phone(visit: Visit, demo_server: str) -> None:
    page = visit(f"{demo_server}/metric?lang=zh", viewport=NARROW)
    expect(page.locator(".lj-multiples a").first).to_be_visible()
    heights = page.locator(".lj-multiples a").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert max(heights) < 130
    lefts = page.locator(".lj-multiples a").evaluate_all("all => [...new Set(all.map(one => one.offsetLeft))].length")
    assert lefts == 2
