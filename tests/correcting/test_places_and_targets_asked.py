"""A place that may be a part, and a target that may be two: asked on the page, remembered once handed in; roles too."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.access import Access
from data.handins.hints import list_hints
from data.queries.handins import list_submissions
from data.settings import load_settings
from data.store import Store, open_store
from intake.findings.messages import describe_finding
from intake.handin import check_file
from intake.reading import Reading
from tests.correcting.test_columns_corrected import PLAN, box, correction, open_page, read, values
from tests.support.workbook_of import build_xlsx, parse_grid

OWN_LEVEL = "2019年6月职业技能培训情况\n市（地）|培训人次\n哈尔滨市本级|3611\n大庆市|4800"
WITH_OTHERS = "2019年6月职业技能培训情况\n市（地）|培训人次\n牡丹江市（含森工）|3611\n大庆市|4800"
TARGET = "2019年6月高技能人才培训基地情况\n市（地）|2019年任务|累计建成\n哈尔滨市|36|12\n大庆市|9|4"
ROLES = (
    "2019年6月职业技能培训情况\n市（地）|总目标（人次）|累计培训人次|排名\n哈尔滨市|90000|36110|1\n大庆市|50000|4800|2"
)


def place_answer(grid: str, said: str) -> dict:
    (question,) = read(grid).questions
    return {"plan": "98113", "fingerprint": question.fingerprint, "column": -1, said: question.words}


def targets(reading: Reading) -> list[tuple]:
    return [(one.metric, one.start.isoformat(), one.due.isoformat(), int(one.value)) for one in reading.targets]


def slugs(reading: Reading) -> set[str]:
    return {one.slug for one in reading.findings}


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    with open_store(load_settings()) as opened:
        yield opened


def test_a_part_that_may_be_the_whole_city_is_a_question_with_its_guess() -> None:
    (question,) = read(OWN_LEVEL).questions
    assert (question.words, question.city, question.count, question.guess) == ("哈尔滨市本级", "230100", 1, "passed")
    assert "ambiguous-place" in slugs(read(OWN_LEVEL))


def test_a_city_with_others_is_not_guessed_to_be_the_city() -> None:
    (question,) = read(WITH_OTHERS).questions
    assert (question.city, question.guess) == ("231000", "left")


def test_a_place_answered_to_be_the_whole_is_read_and_told() -> None:
    reading = read(OWN_LEVEL, place_answer(OWN_LEVEL, "passed"))
    assert [int(one.value) for one in reading.observations if one.city == "230100"] == [3611]
    (told,) = [one for one in reading.findings if one.slug == "answer-used"]
    assert "是哈尔滨市全部的数" in describe_finding(told, PLAN) and not reading.questions


def test_a_place_answered_to_be_a_part_is_left_unread_with_its_reason() -> None:
    reading = read(OWN_LEVEL, place_answer(OWN_LEVEL, "left"))
    assert [one.city for one in reading.observations] == ["230600"] and "left-unread" in slugs(reading)
    assert [(one.cell, one.reason) for one in reading.set_aside] == [("B3", "left-unread")]


def test_an_answer_about_one_place_says_nothing_of_another() -> None:
    other = OWN_LEVEL.replace("大庆市", "大庆市本级")
    reading = read(other, place_answer(OWN_LEVEL, "passed"))
    assert [one.city for one in reading.observations] == ["230100"]
    assert [one.words for one in reading.questions] == ["大庆市本级"]


@pytest.mark.parametrize(
    ("span", "days"),
    [
        ("since_start", (PLAN.start.isoformat(), PLAN.deadline.isoformat())),
        ("standing", (PLAN.start.isoformat(), "2019-12-31")),
        ("year_to_date", ("2019-01-01", "2019-12-31")),
    ],
)
def test_a_target_of_a_year_is_read_as_answered(span: str, days: tuple[str, str]) -> None:
    assert "target-unclear" in slugs(read(TARGET)) and not read(TARGET).targets
    (column,) = [one for one in read(TARGET).columns if one.asks]
    assert column.asks == ("due",) and f"{span}|{days[0]}|{days[1]}" in column.choices
    about = {"plan": "98113", "fingerprint": column.fingerprint, "column": column.ordinal, "head": column.header}
    reading = read(TARGET, {**about, "span": span})
    assert targets(reading) == [("training_bases", *days, 36), ("training_bases", *days, 9)]
    assert "target-unclear" not in slugs(reading) and len(reading.observations) == 2


def test_a_target_that_the_sheet_names_is_corrected_and_both_are_told() -> None:
    given = correction(ROLES, "B3:B4", span="year_to_date")
    reading = read(ROLES, given)
    assert targets(reading)[0] == ("training_sessions", "2019-01-01", "2019-12-31", 90000)
    (told,) = [one for one in reading.findings if one.slug == "answer-overrules"]
    sentence = describe_finding(told, PLAN)
    assert "是整个计划的总目标" in sentence and "是当年应新增的数" in sentence
    remembered = {name: value for name, value in given.items() if name != "overrules"}
    assert targets(read(ROLES, remembered)) == targets(read(ROLES))


@pytest.mark.parametrize(
    ("cells", "role", "read_as"),
    [
        ("B3:B4", "actual", {90000, 36110, 50000, 4800}),
        ("B3:B4", "ignored", {36110, 4800}),
        ("B3:B4", "rank", {36110, 4800}),
        ("C3:C4", "target", set()),
        ("D3:D4", "ignored", {36110, 4800}),
    ],
)
def test_what_a_column_is_for_is_corrected(cells: str, role: str, read_as: set[int]) -> None:
    grid = ROLES.replace("总目标（人次）", "总目标人次").replace("累计培训人次", "本年累计培训人次")
    span = {"span": "month"} if role == "actual" else {}
    reading = read(grid, correction(grid, cells, role=role, **span))
    assert {value[-1] for value in values(reading)} == read_as
    counts = reading.counts
    assert counts.numeric == counts.read + counts.compared + counts.set_aside == 6
    assert "answer-overrules" in slugs(reading)


def test_a_column_set_aside_as_a_rank_is_read_when_it_is_said_to_be_figures() -> None:
    reading = read(ROLES, correction(ROLES, "D3:D4", role="actual", metric="training_bases", span="standing"))
    assert ("training_bases", "standing", "2019-06-30", 1) in values(reading)


def test_a_role_is_corrected_on_the_page_and_not_remembered(store: Store) -> None:
    app = open_page(ROLES)
    assert [box(app, "这一栏是", at).value for at in range(3)] == ["target", "actual", "rank"]
    box(app, "这一栏是").set_value("ignored").run()
    assert not app.exception and box(app, "这一栏是").value == "ignored"
    next(one for one in app.text_area if "原因" in one.label).set_value("不是本计划的目标").run()
    next(one for one in app.button if one.label == "提交报送").click().run()
    (found,) = list_submissions(Access(store))
    assert found.counts["targets"] == 0 and list_hints(Access(store)) == ()


def press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
    return app


def test_the_page_asks_about_a_place_and_remembers_the_answer_once_handed_in(store: Store) -> None:
    app = open_page(OWN_LEVEL)
    (radio,) = [one for one in app.radio if "哈尔滨市本级" in one.label]
    assert radio.value == "passed" and "是不是哈尔滨" in radio.label
    app = press(app, "按回答重新读取")
    assert list_hints(Access(store)) == ()
    app = press(app, "提交报送")
    (kept,) = list_hints(Access(store))
    assert kept.passed == "哈尔滨市本级"
    later = build_xlsx({"Sheet1": parse_grid(OWN_LEVEL.replace("6月", "7月"))}, {})
    again = check_file(later, "七月.xlsx", Access(store), plan="98113")
    assert {one.city for one in again.observations} == {"230100", "230600"} and not again.questions


def test_the_page_asks_which_target_it_is_and_remembers_the_answer_once_handed_in(store: Store) -> None:
    app = open_page(TARGET)
    (which,) = [one for one in app.selectbox if one.label == "这是哪一种目标"]
    assert which.value == "standing" and len(which.options) == 3
    app = press(app, "按回答重新读取")
    assert list_hints(Access(store)) == ()
    app = press(app, "提交报送")
    (kept,) = list_hints(Access(store))
    (found,) = list_submissions(Access(store))
    assert (kept.span, found.counts["targets"]) == ("standing", 2)
    later = build_xlsx({"Sheet1": parse_grid(TARGET.replace("2019年6月", "2019年7月"))}, {})
    again = check_file(later, "七月.xlsx", Access(store), plan="98113")
    assert {(one.start, one.due) for one in again.targets} == {(PLAN.start, date(2019, 12, 31))}
