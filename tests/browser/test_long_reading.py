"""A reading that takes its time, in a real browser: it shows how far it is, and cancelled it leaves nothing."""

import os
import re
import signal
import time
from pathlib import Path

from playwright.sync_api import Browser, expect

from data.access import Access
from data.queries.handins import list_submissions
from data.settings import Settings
from data.store import open_store
from tests.browser.conftest import PATIENCE, Visit
from tests.browser.serving import serving
from tests.support.roster_of import make_rows, write_workbook
from ui.hand_in.reading_jobs import BRIEF_SECONDS

ROWS = 60_000
READER = b"intake/confined.py"


def readers_of(server: int) -> list[int]:
    """Return the numbers of the processes in which this server reads files."""
    found = []
    for tasks in Path(f"/proc/{server}/task").glob("*/children"):
        for number in tasks.read_text().split():
            try:
                found += [int(number)] if READER in Path(f"/proc/{number}/cmdline").read_bytes() else []
            except OSError:
                continue  # it has ended meanwhile
    return found


def hold_reader(server: int) -> int:
    """Stop the server's reader as soon as there is one: then the reading lasts, however fast the machine is."""
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        for number in readers_of(server):
            os.kill(number, signal.SIGSTOP)
            return number
        time.sleep(0.005)
    raise AssertionError("no reader was started")


def test_a_long_reading_shows_its_progress_and_cancelled_leaves_nothing(
    browser: Browser, visit: Visit, samples: Path, tmp_path: Path
) -> None:
    home, roster = tmp_path / "served", tmp_path / "大庆市2019年培训台账.xlsx"
    write_workbook(roster, make_rows(ROWS))
    with serving(home) as (address, server):
        page = visit(f"{address}/upload")
        page.locator("input[type=file]").set_input_files(roster)
        reader = hold_reader(server)
        expect(page.get_by_role("progressbar")).to_be_visible()
        expect(page.get_by_text(re.compile(r"正在(打开|读取).*完成 \d+ %"))).to_be_visible()
        expect(page.get_by_text("可以离开本页")).to_be_visible()
        # Whoever leaves finds the reading again, once it has lasted a while.
        time.sleep(BRIEF_SECONDS)
        again = visit(f"{address}/upload")
        expect(again.get_by_text("这是您上次上传的文件")).to_be_visible()
        again.close()
        page.get_by_role("button", name="取消读取").click()
        expect(page.get_by_text("已取消，没有留下任何内容。")).to_be_visible()
        expect(page.get_by_role("progressbar")).to_have_count(0)
        expect(page.get_by_test_id("stFileUploaderFile")).to_have_count(0)
        until = time.monotonic() + PATIENCE / 1000
        while reader in readers_of(server) and time.monotonic() < until:
            time.sleep(0.02)
        assert readers_of(server) == []
        fresh = visit(f"{address}/upload")
        expect(fresh.get_by_text("选择文件")).to_be_visible()
        expect(fresh.get_by_text("这是您上次上传的文件")).to_have_count(0)
        page.locator("input[type=file]").set_input_files(samples / "全省进度月报-2019年6月.xlsx")
        expect(page.get_by_role("button", name="提交报送")).to_be_enabled()
    settings = Settings(home=home, key_path=home.with_name(f"{home.name}.key"))
    with open_store(settings) as store:
        assert list_submissions(Access(store)) == ()
    assert not any(path.is_file() for path in settings.originals.rglob("*"))
