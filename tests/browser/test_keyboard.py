"""Handing in works with the keyboard alone."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

MONTHLY = "全省进度月报-2019年6月.xlsx"
MOST_STEPS = 60
FOCUSED = "() => document.activeElement.matches('button, a, summary') ? document.activeElement.innerText : ''"


def walk_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus says these words."""
    said = ""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        said = page.evaluate(FOCUSED)
        if words in said:
            return
    raise AssertionError(f"{words}: not reached in {MOST_STEPS} steps, last {said!r}")


def test_a_file_is_handed_in_and_accepted_without_a_mouse(visit: Visit, empty_server: str, samples: Path) -> None:
    page = visit(f"{empty_server}/upload")
    expect(page.get_by_text("选择文件")).to_be_visible()
    walk_to(page, "选择文件")
    with page.expect_file_chooser() as choosing:
        page.keyboard.press("Enter")
    choosing.value.set_files(samples / MONTHLY)
    expect(page.get_by_role("button", name="提交报送")).to_be_visible()
    walk_to(page, "提交报送")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="回执")).to_be_visible()
    walk_to(page, "采纳")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已采纳").first).to_be_visible()
