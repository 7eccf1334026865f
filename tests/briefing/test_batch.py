"""Briefs are printed in a child process: proved, counted, stopped at a word, the same bytes every time."""

import io
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest

from briefing.brief import Brief, Scope
from briefing.proving.proof import Unproved
from briefing.rendering.batch import Batch, start_batch
from briefing.rendering.child import FORMATS, Order, render_proved
from tests.support.brief_of import FOUR, HARBIN, PLAN, PROVINCE, brief_of, material_of

LONG = 120.0


def printed(order: Order, *briefs: Brief) -> Batch:
    batch = start_batch(briefs, len(briefs), order)
    assert batch.wait(LONG)
    return batch


def names_in(batch: Batch) -> list[str]:
    assert batch.file is not None
    return zipfile.ZipFile(io.BytesIO(batch.file[1])).namelist()


def test_one_brief_in_one_format_is_one_file() -> None:
    batch = printed(Order(("docx",), "zh"), brief_of(HARBIN))
    assert batch.file is not None and batch.file[0] == "演示数据_关于哈尔滨市98113计划推进情况的函_20200831.docx"
    assert batch.problems == [] and batch.progress.finished and batch.progress.done == 1


def test_every_format_of_a_brief_passes_the_proof_and_repeats_itself() -> None:
    brief = brief_of(FOUR, "zh", "paragraph")
    first, second = (printed(Order(FORMATS, "zh"), brief) for _ in range(2))
    assert first.problems == [] and len(names_in(first)) == len(FORMATS)
    assert first.file == second.file


def test_all_places_come_as_one_archive() -> None:
    codes = material_of(PROVINCE).plan.reporters
    briefs = (brief_of(Scope("city", PLAN, (code,)), "zh", "sentence") for code in codes)
    batch = start_batch(briefs, len(codes), Order(("xlsx", "csv"), "zh", "各市.zip"))
    assert batch.wait(LONG) and batch.problems == []
    assert len(names_in(batch)) == 2 * len(codes)
    assert batch.progress.done == batch.progress.total == 2 * len(codes)


def test_a_printing_can_be_stopped_and_leaves_nothing() -> None:
    def slowly() -> Iterator[Brief]:
        yield brief_of(HARBIN)
        time.sleep(LONG)

    batch = start_batch(slowly(), 5, Order(("csv",), "zh", "各市.zip"))
    while not batch.progress.done:
        time.sleep(0.05)
    now = batch.progress
    assert not now.finished and now.left is not None and now.step.endswith("csv")
    batch.cancel()
    assert batch.wait(5) and batch.file is None and batch.problems == []


def test_a_brief_that_disagrees_is_not_handed_out_and_the_others_are() -> None:
    good = brief_of(HARBIN)
    bad = replace(good, summary=good.summary.replace("96.0%", "69.0%"), name="坏")
    with pytest.raises(Unproved):
        render_proved(bad, "docx")
    batch = printed(Order(("docx",), "zh", "两份.zip"), bad, good)
    assert names_in(batch) == [f"{good.name}.docx"]
    assert len(batch.problems) == 1 and "69.0%" in batch.problems[0] and "未导出" in batch.problems[0]


def test_a_composer_that_fails_is_said_in_one_sentence() -> None:
    def failing() -> Iterator[Brief]:
        yield brief_of(HARBIN)
        raise RuntimeError("no more")

    batch = start_batch(failing(), 2, Order(("csv",), "zh"))
    assert batch.wait(LONG) and batch.file is None and len(set(batch.problems)) == 1


def test_the_child_knows_no_store() -> None:
    """What it loads can neither open a store nor serve."""
    import subprocess
    import sys

    script = "import briefing.rendering.child, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert {"duckdb", "streamlit", "pandas", "data.store"} & set(done.stdout.split()) == set()
