"""The page of hand-ins in a real browser: what is to be done stays in view, and leaving loses nothing."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

MONTHLY = "全省进度月报-2019年6月.xlsx"
WARNED = "“98113”计划 哈尔滨市培训技能人才（人次）\n期间,自计划启动以来累计\n2019年5月,9000\n2019年6月,8000\n"


def choose(page: Page, *files: Path) -> None:
    page.locator("input[type=file]").set_input_files(list(files))
    expect(page.locator(".st-key-act")).to_be_visible()
    expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0)


def in_view(page: Page) -> bool:
    """Whether outcome and button can be seen where the page is scrolled to, with nothing over them."""
    return page.evaluate(
        """(drawn => drawn.length > 0 && drawn.every(one => {
             const box = one.getBoundingClientRect();
             const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
             return box.bottom <= innerHeight && box.right <= innerWidth && one.contains(top);
           }))([...document.querySelectorAll('.st-key-act button, .st-key-act .lj-verdict')]
             .filter(one => one.getBoundingClientRect().height > 0))"""
    )


def scroll(page: Page, share: float) -> None:
    page.evaluate(
        "share => { const one = document.querySelector('[data-testid=stMain]');"
        " one.scrollTo(0, share * (one.scrollHeight - one.clientHeight)); }",
        share,
    )
    page.wait_for_timeout(300)


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_outcome_and_action_stay_in_view_while_one_scrolls(
    visit: Visit, empty_server: str, samples: Path, width: int, lang: str
) -> None:
    page = visit(f"{empty_server}/upload?lang={lang}", viewport={"width": width, "height": 844})
    choose(page, samples / MONTHLY)
    for share in (0, 0.5, 1):
        scroll(page, share)
        assert in_view(page), f"at {share}"
    page.locator(".st-key-act").get_by_role("button").click()
    expect(page.locator(".st-key-act input")).to_be_visible()
    for share in (1, 0):
        scroll(page, share)
        assert in_view(page), f"the decision at {share}"
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_another_page_back_and_a_refresh_lose_neither_file_nor_words(
    visit: Visit, empty_server: str, tmp_path: Path
) -> None:
    file = tmp_path / "六月.csv"
    file.write_text(WARNED, "utf-8")
    page = visit(f"{empty_server}/upload")
    choose(page, file)
    words = page.locator(".st-key-act textarea")
    words.press_sequentially("上期数有误，本次更正")
    # Words are on the way while one pauses: nobody has left the field.
    page.wait_for_timeout(1500)
    page.get_by_role("link", name="总览").first.click(delay=80)
    expect(page.locator("h1")).not_to_have_text("报送")
    page.go_back()
    expect(page.get_by_text("已保留：六月.csv")).to_be_visible()
    expect(words).to_have_value("上期数有误，本次更正")
    page.reload()
    expect(page.get_by_text("未提交的报送：六月.csv")).to_be_visible()
    page.get_by_role("button", name="继续").click()
    expect(words).to_have_value("上期数有误，本次更正")
    page.get_by_role("button", name="提交报送").click()
    expect(page.get_by_role("heading", name="回执")).to_be_visible()
    expect(page.locator("q", has_text="上期数有误，本次更正")).to_be_visible()
    again = visit(f"{empty_server}/upload")
    expect(again.locator("h1")).to_be_visible()
    expect(again.get_by_text("未提交的报送")).to_have_count(0)


def test_a_page_left_in_the_middle_of_a_run_corrects_nothing(visit: Visit, empty_server: str, tmp_path: Path) -> None:
    file = tmp_path / "六月.csv"
    file.write_text(WARNED, "utf-8")
    page = visit(f"{empty_server}/upload")
    choose(page, file)
    page.locator(".st-key-act textarea").press_sequentially("上期数有误")
    page.get_by_role("link", name="总览").first.click()
    page.wait_for_timeout(1500)
    again = visit(f"{empty_server}/upload")
    again.get_by_role("button", name="继续").click()
    expect(again.locator(".lj-verdict")).to_contain_text("需说明")
    expect(again.locator(".lj-verdict")).not_to_contain_text("错误")


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "文件超过上限 200.0MB"), ("en", "File must be 200.0MB or smaller.")]
)
def test_the_uploader_says_in_the_readers_language_what_it_refuses(
    visit: Visit, empty_server: str, tmp_path: Path, lang: str, words: str
) -> None:
    large = tmp_path / "large.xlsx"
    with large.open("wb") as target:
        target.truncate(201 * 1024 * 1024)
    page = visit(f"{empty_server}/upload?lang={lang}")
    page.locator("input[type=file]").set_input_files(large)
    expect(page.get_by_role("alert").filter(has_text=words)).to_have_count(1)
    name = "移除 large.xlsx" if lang == "zh" else "Remove large.xlsx"
    page.get_by_role("button", name=name).click()
    expect(page.get_by_test_id("stFileChip")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_brief_is_made_from_where_one_is_and_its_choices_are_folded_on_a_phone(
    visit: Visit, demo_server: str, width: int
) -> None:
    page = visit(f"{demo_server}/briefing", viewport={"width": width, "height": 844})
    make, choices, paper = (
        page.get_by_role("button", name="生成文件"),
        page.locator(".st-key-choices"),
        page.locator(".lj-paper"),
    )
    expect(make).to_be_enabled()
    for share in (0, 1):
        scroll(page, share)
        assert in_view(page), f"at {share}"
    scroll(page, 0)
    if width == 390:
        expect(choices).to_be_hidden()
        page.locator(".lj-fold summary").click()
        expect(choices).to_be_visible()
        choices.get_by_text("一段", exact=True).click()
        expect(page).to_have_url(re.compile("length=paragraph"))
        expect(choices).to_be_visible()  # what is opened stays so while one chooses
    else:
        expect(choices).to_be_visible()
        assert paper.bounding_box()["width"] > 850
    assert page.evaluate("document.documentElement.scrollWidth") <= width
