"""A long reading is told of, survives a lost page, and is cancelled without a trace."""

import threading
import time
from pathlib import Path

import pytest

from data.access import Access
from data.queries.handins import list_submissions
from data.settings import load_settings
from data.store import open_store
from intake.child.exchange import Cancelled, Watch
from intake.child.running import QUEUE, read_in_child
from intake.reading import Reading
from intake.sheets.progress import PHASES
from tests.support.containers import plain_xlsx
from ui.hand_in import reading_jobs
from ui.hand_in.reading_jobs import Job, Jobs, TooMany
from ui.hand_in.reading_progress import progress_text

OWNER = ("家", "甲")
EMPTY = Reading("x", "", "csv", None)


def many_rows(count: int) -> bytes:
    import io

    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "constant_memory": False}) as book:
        sheet = book.add_worksheet("表")
        for row in range(count):
            sheet.write_row(row, 0, ["甲", row + 5000, row + 5001, row + 5002])
    return stream.getvalue()


def a_job(file: str = "f", key: str = "k") -> Job:
    return Job(file, key, f"{file}.xlsx", b"x")


def until(condition: object, seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_reading_tells_phase_share_and_rows() -> None:
    told: list[tuple] = []
    read_in_child(many_rows(9_000), "x.xlsx", watch=Watch(on_progress=lambda *said: told.append(said)))
    shares = [share for _, share, _ in told]
    assert {phase for phase, _, _ in told} <= set(PHASES) and shares == sorted(shares) and len(told) > 1
    assert max(rows for _, _, rows in told) > 1_000


def test_a_reading_is_cancelled_at_once_and_the_next_one_goes_on() -> None:
    stop, content = threading.Event(), many_rows(25_000)
    threading.Timer(0.6, stop.set).start()
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        read_in_child(content, "x.xlsx", watch=Watch(stop=stop))
    assert time.monotonic() - begun < 30
    assert read_in_child(plain_xlsx(), "x.xlsx").format == "xlsx"


def test_whoever_waits_may_give_up() -> None:
    stop = threading.Event()
    with QUEUE.turn():
        threading.Timer(0.1, stop.set).start()
        with pytest.raises(Cancelled):
            read_in_child(plain_xlsx(), "x.xlsx", watch=Watch(stop=stop))
    assert read_in_child(plain_xlsx(), "x.xlsx").format == "xlsx"


def test_whoever_comes_back_finds_a_long_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_jobs, "BRIEF_SECONDS", 0.2)
    jobs, go = Jobs(), threading.Event()
    job = jobs.find_or_start(OWNER, a_job(), lambda watch: go.wait(5) and EMPTY)
    assert jobs.find_left(OWNER) is None and jobs.find_left(("家", "乙")) is None
    until(lambda: jobs.find_left(OWNER) is job)
    assert jobs.find_or_start(OWNER, a_job(), lambda watch: pytest.fail("read twice")) is job
    go.set()
    until(job.done.is_set)
    assert jobs.find_left(OWNER).reading is EMPTY
    jobs.drop(OWNER, "f")
    assert jobs.find_left(OWNER) is None and jobs.find(OWNER, "f") is None


def test_a_cancelled_job_keeps_nothing() -> None:
    jobs = Jobs()

    def work(watch: Watch) -> Reading:
        while True:
            watch.check()
            time.sleep(0.01)

    job = jobs.find_or_start(OWNER, a_job(), work)
    jobs.drop(OWNER, "f")
    until(job.done.is_set)
    assert job.content == b"" and job.reading is None and job.failure is None


def test_other_answers_read_the_file_again_and_the_register_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_jobs, "MOST", 5)
    jobs, go = Jobs(), threading.Event()
    first = jobs.find_or_start(OWNER, a_job(), lambda watch: go.wait(5) and EMPTY)
    assert (
        jobs.find_or_start(OWNER, a_job(key="other"), lambda watch: go.wait(5) and EMPTY) is not first
        and first.stop.is_set()
    )
    for number in range(6):
        jobs.find_or_start(OWNER, a_job(str(number)), lambda watch: go.wait(5) and EMPTY)
    assert sum(jobs.find(OWNER, name) is not None for name in "f012345") == reading_jobs.MOST_OF_ONE

    def start_one_more_for_each() -> None:
        for number in range(6):
            jobs.find_or_start(("家", str(number)), a_job(), lambda watch: go.wait(5) and EMPTY)

    with pytest.raises(TooMany):
        start_one_more_for_each()
    go.set()


def test_a_finished_reading_is_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = Jobs()
    job = jobs.find_or_start(OWNER, a_job(), lambda watch: EMPTY)
    until(job.done.is_set)
    monkeypatch.setattr(reading_jobs, "KEPT_SECONDS", -1)
    assert jobs.find_left(OWNER) is None and jobs.find(OWNER, "f") is None


def test_a_failure_is_handed_to_the_page() -> None:
    jobs = Jobs()
    job = jobs.find_or_start(OWNER, a_job(), lambda watch: 1 / 0)
    until(job.done.is_set)
    assert isinstance(job.failure, ZeroDivisionError)


def test_progress_is_said_in_words() -> None:
    job = a_job()
    job.phase, job.share, job.rows, job.turn = "read", 0.5, 120_000, time.monotonic() - 10
    assert progress_text(job, "zh") == "正在读取，已读 120,000 行，完成 50 %，约剩 10 秒"
    job.place = 2
    assert "2" in progress_text(job, "en")


def test_cancelling_leaves_no_trace_in_the_store(own_home: Path) -> None:
    from intake.handin import check_file

    with open_store(load_settings()) as store:
        access, stop = Access(store), threading.Event()
        stop.set()
        with pytest.raises(Cancelled):
            check_file(plain_xlsx(), "x.xlsx", access, watch=Watch(stop=stop))
        assert list_submissions(access) == () and store.nature is None
        originals = load_settings().originals
        assert [path for path in originals.rglob("*") if path.is_file()] == []
