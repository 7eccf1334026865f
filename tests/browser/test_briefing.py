"""The report that is due this afternoon, made in a real browser: chosen, worded, printed, taken away."""

import io
import re
import zipfile
from pathlib import Path

from docx import Document
from playwright.sync_api import expect

from tests.browser.conftest import Visit


def test_a_writer_changes_the_words_and_takes_the_document_away(visit: Visit, demo_server: str) -> None:
    page = visit(f"{demo_server}/briefing?as_of=2020-08-31&scope=city&city=230600&formats=docx")
    paper = page.locator(".lj-paper")
    expect(paper).to_contain_text("关于大庆市“98113”计划推进情况的函")
    expect(paper).to_contain_text("演示数据")
    page.get_by_text("修改文字").click()
    summary = page.locator("textarea").nth(1)
    expect(summary).to_have_value(re.compile("达到"))  # the areas appear one after the other
    original = summary.input_value()
    figure = original.split("达到")[1].split("个")[0]
    summary.fill(original.replace(f"达到{figure}个", f"达到{int(figure) + 1}个", 1))
    summary.press("Control+Enter")
    expect(page.get_by_text("请改回原数")).to_be_visible()
    expect(page.get_by_role("button", name="生成文件")).to_be_disabled()
    summary.fill(f"经市里核实，{original}")
    summary.press("Control+Enter")
    expect(paper).to_contain_text("经市里核实")
    page.get_by_role("button", name="生成文件").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载", exact=True).click()
    text = "\n".join(one.text for one in Document(Path(download.value.path())).paragraphs)
    assert download.value.suggested_filename.endswith(".docx") and "经市里核实" in text
    # The choice is in the address and still stands after a look at another page.
    assert "scope=city" in page.url and "formats=docx" in page.url
    page.get_by_role("link", name="总览").click()
    expect(page).not_to_have_url(f"{demo_server}/briefing*")
    page.get_by_role("link", name="简报").click()
    expect(page.locator(".lj-paper")).to_contain_text("关于大庆市")


def test_all_places_come_in_one_archive_and_can_be_stopped(visit: Visit, demo_server: str) -> None:
    page = visit(f"{demo_server}/briefing?as_of=2020-08-31&formats=pptx,pdf&length=sentence")
    page.get_by_text("填报单位各一份").click()
    page.get_by_role("button", name="取消").click()
    expect(page.get_by_text("已取消，未生成文件")).to_be_visible()
    page.get_by_text("填报单位各一份").click()
    expect(page.get_by_text("正在生成")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载", exact=True).click()
    content = Path(download.value.path()).read_bytes()
    assert len(zipfile.ZipFile(io.BytesIO(content)).namelist()) == 32


def test_the_printed_pages_are_shown(visit: Visit, demo_server: str) -> None:
    page = visit(f"{demo_server}/briefing?as_of=2020-08-31&view=pages&length=full")
    expect(page.locator("[data-testid=stImage] img").nth(1)).to_be_visible()
