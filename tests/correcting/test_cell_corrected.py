"""A single cell is set right or left out with a reason; raw text, new value and reason stay with the hand-in."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.access import Access
from data.errors import NotPermitted, ReasonNeeded
from data.handins.submissions import draft
from data.queries.handins import list_submissions
from data.settings import load_settings
from data.store import Store, open_store
from intake.giving_back import compose_marks
from intake.handin import handin_of
from intake.read import read_file
from intake.reading import Reading
from tests.support.paths import ROUTER
from tests.support.reading_of import plans
from tests.support.store_of import user
from tests.support.workbook_of import build_xlsx, parse_grid

GRID = "2019年6月职业技能培训情况\n市（地）|培训人次\n哈尔滨市|3611\n大庆市|48000\n合计|8411"
CONTENT = build_xlsx({"Sheet1": parse_grid(GRID)}, {})
RIGHT = {"sheet": "Sheet1", "cell": "B4", "value": "4800", "reason": "多写一个零"}


def read(*hints: dict) -> Reading:
    return read_file(CONTENT, "表.xlsx", plans(), plan="98113", hints=hints)


def slugs(reading: Reading) -> list[str]:
    return [one.slug for one in reading.findings]


def test_a_cell_set_right_is_read_and_checked_with_its_new_value_and_keeps_its_raw_text() -> None:
    assert "total-mismatch" in slugs(read())
    reading = read(RIGHT)
    (one,) = [one for one in reading.observations if one.city == "230600"]
    assert (one.value, one.origin.raw) == (Decimal(4800), "48000 → 4800")
    (told,) = [one for one in reading.findings if one.slug == "cell-corrected"]
    assert (told.cell, told.facts["raw"], told.facts["value"]) == ("B4", "48000", "4800")
    assert "total-mismatch" not in slugs(reading)


def test_a_cell_left_out_is_set_aside_with_the_reporters_reason() -> None:
    reading = read({**RIGHT, "value": ""})
    assert [one.city for one in reading.observations] == ["230100"] and "cell-left-out" in slugs(reading)
    counts = reading.counts
    assert counts.numeric == counts.read + counts.compared + counts.set_aside == 3
    assert ("B4", "left-out") in {(one.cell, one.reason) for one in reading.set_aside}


@pytest.mark.parametrize("cell", ["A1", "Z99"])
def test_a_correction_where_no_figure_stands_is_said(cell: str) -> None:
    reading = read({**RIGHT, "cell": cell})
    assert "correction-unused" in slugs(reading) and reading.observations == read().observations


@pytest.mark.parametrize("odd", [{"reason": " "}, {"value": "很多"}])
def test_a_correction_without_a_reason_or_a_number_is_none(odd: dict[str, str]) -> None:
    assert read({**RIGHT, **odd}) == read()


def test_a_corrected_cell_is_marked_in_the_workbook_given_back() -> None:
    (mark,) = [one for one in compose_marks(read(RIGHT), "zh") if one.cell == "B4"]
    assert "48,000" in mark.text and "4,800" in mark.text and "多写一个零" in mark.text


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    with open_store(load_settings()) as opened:
        yield opened


def test_a_correction_is_only_kept_with_a_reason_and_by_who_may_hand_in(store: Store) -> None:
    handin = handin_of(read(RIGHT), CONTENT)
    with pytest.raises(NotPermitted):
        draft(Access(store, user("丁", "viewer")), handin)
    bare = tuple({**one, "facts": {**one["facts"], "reason_given": ""}} for one in handin.findings)
    with pytest.raises(ReasonNeeded):
        draft(Access(store), replace(handin, findings=bare))


def test_the_page_corrects_a_cell_and_the_reviewer_sees_it(store: Store) -> None:
    app = AppTest.from_file(ROUTER, default_timeout=60)
    app.query_params["lang"] = "zh"
    app.switch_page("../pages/work/upload.py")
    app.run().file_uploader(key="upload.file").upload("表.xlsx", CONTENT, "application/x")
    app.run()

    def fill(**said: str) -> None:
        for label, value in said.items():
            next(one for one in app.text_input if one.label.startswith(label)).set_value(value)
        next(one for one in app.button if one.label == "记下并重新读取").click().run()

    fill(单元格="b4", 改为="4800")
    (error,) = [one.value for one in app.error if "没有记下" in one.value]
    assert "请填写理由" in error and "请填写单元格" not in error and "须是一个数" not in error
    assert {"b4", "4800"} <= {one.value for one in app.text_input}
    fill(理由="多写一个零")
    assert not app.exception
    next(one for one in app.button if one.label == "提交报送").click().run()
    (found,) = list_submissions(Access(store))
    (told,) = [one for one in found.findings if one["slug"] == "cell-corrected"]
    assert (told["cell"], told["facts"]["raw"], told["facts"]["reason_given"]) == ("B4", "48000", "多写一个零")
    shown = " ".join(one.proto.body for one in app.get("html"))
    assert "原文为“48,000”，填报人更正为 4,800，理由：多写一个零" in shown
