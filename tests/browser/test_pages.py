"""Every page, opened cold by its own address, runs through the app and needs no one else."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.serving import page_paths
from wording.sentences import say

FAILED = re.compile("程序出错|The program failed")
NARROW = {"width": 390, "height": 844}


@pytest.mark.parametrize("path", page_paths().values(), ids=page_paths().keys())
@pytest.mark.parametrize(("lang", "width"), [("zh", 1440), ("en", 390)])
def test_a_cold_deep_link_runs_through_the_app_and_fits_a_narrow_screen(
    visit: Visit, demo_server: str, path: str, lang: str, width: int
) -> None:
    page = visit(f"{demo_server}/{path}?lang={lang}", viewport={"width": width, "height": 1000})
    expect(page.locator("h1").first).to_be_visible()
    # The mark of the demo store is set by the router: a page that ran without it would lack it.
    expect(page.get_by_text("演示数据" if lang == "zh" else "Demo data").first).to_be_visible()
    expect(page.locator("[data-testid=stAppRunningStatus], [data-testid=stStatusWidget]")).to_have_count(0)
    expect(page.get_by_text(FAILED)).to_have_count(0)
    expect(page.get_by_text(say("fixed.not-found", lang))).to_have_count(0)
    assert page.locator("html").get_attribute("lang") == ("zh-CN" if lang == "zh" else "en")
    page.set_viewport_size(NARROW)  # in either language, opened narrow or made so
    page.wait_for_timeout(1000)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("path", page_paths().values(), ids=page_paths().keys())
def test_an_empty_store_shows_where_to_start_and_no_broken_chart(
    visit: Visit, shared_empty_server: str, path: str
) -> None:
    page = visit(f"{shared_empty_server}/{path}")
    expect(page.locator("h1").first).to_be_visible()
    expect(page.get_by_text(FAILED)).to_have_count(0)
    expect(page.locator(".js-plotly-plot, svg.lj-svg")).to_have_count(0)
