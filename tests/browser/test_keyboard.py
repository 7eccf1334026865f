"""Handing in works with the keyboard alone."""

from pathlib import Path

from playwright.sync_api import FileChooser, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

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


def open_chooser(page: Page) -> FileChooser:
    """Open the file dialogue; a key that falls on a button which is just being drawn anew is pressed again."""
    for _ in range(3):
        walk_to(page, "选择文件")
        try:
            with page.expect_file_chooser(timeout=5_000) as choosing:
                page.keyboard.press("Enter")
            return choosing.value
        except PlaywrightTimeoutError:
            continue
    raise AssertionError("no key opens the file dialogue")


def test_a_file_is_handed_in_and_accepted_without_a_mouse(visit: Visit, empty_server: str, samples: Path) -> None:
    page = visit(f"{empty_server}/upload")
    expect(page.get_by_text("选择文件")).to_be_visible()
    choosing = open_chooser(page)
    choosing.set_files(samples / MONTHLY)
    expect(page.get_by_role("button", name="提交报送")).to_be_visible()
    walk_to(page, "提交报送")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="回执")).to_be_visible()
    walk_to(page, "审核通过")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已审核通过").first).to_be_visible()
