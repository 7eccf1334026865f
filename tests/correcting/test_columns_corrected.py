"""各列读作 is where a column or row is corrected: it is read again at once, and both readings are told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.access import Access
from data.handins.hints import list_hints
from data.queries.handins import list_submissions
from data.settings import load_settings
from data.store import Store, open_store
from intake.findings.finding import Finding
from intake.findings.messages import describe_finding
from intake.read import read_file
from intake.reading import Reading
from metrics.observation import Ground, Strength
from tests.support.paths import ROUTER
from tests.support.reading_of import plans
from tests.support.workbook_of import build_xlsx, parse_grid
from ui.hand_in.grounds import ground_text

YEAR = "2019年1—6月职业技能培训情况\n市（地）|本年累计培训人次\n哈尔滨市|36110\n大庆市|4800"
ROWS = "哈尔滨市2019年6月产改情况\n项目|本月|累计\n职业技能培训人次|100|500\n高技能人才培训基地|2|12\n新增数|3|7"
ACROSS = "2019年6月职业技能培训情况\n指标|哈尔滨市|大庆市\n本月培训人次|100|50\n本年累计培训人次|500|300"
WORDS = "2019年6月职业技能培训情况（第24周）\n市（地）|培训人次\n哈尔滨市|36110\n大庆市|4800"
PLAN = plans().plan("98113")


def read(grid: str, *hints: dict) -> Reading:
    return read_file(build_xlsx({"Sheet1": parse_grid(grid)}, {}), "表.xlsx", plans(), plan="98113", hints=hints)


def correction(grid: str, cells: str, **said: str) -> dict:
    column = next(one for one in read(grid).columns if one.cells == cells)
    about = {"plan": "98113", "fingerprint": column.fingerprint, "column": column.ordinal, "row": column.row}
    return {**about, "head": column.header, "overrules": True, **said}


def values(reading: Reading) -> list[tuple]:
    return [(one.metric, one.basis.value, one.end.isoformat(), int(one.value)) for one in reading.observations]


def told(reading: Reading, slug: str) -> list[Finding]:
    return [one for one in reading.findings if one.slug == slug]


def test_a_correction_goes_before_the_head_and_both_readings_are_told() -> None:
    reading = read(YEAR, correction(YEAR, "B3:B4", span="month"))
    assert values(reading)[0] == ("training_sessions", "during", "2019-06-30", 36110)
    (one,) = told(reading, "answer-overrules")
    sentence = describe_finding(one, PLAN)
    assert "本年累计、2019年1—6月" in sentence and "本期数、2019年6月" in sentence


def test_what_was_corrected_has_the_answer_as_its_ground() -> None:
    reading = read(YEAR, correction(YEAR, "B3:B4", span="month"))
    grounds = {one.dimension: one.strength for one in reading.observations[0].grounds}
    assert (grounds["basis"], grounds["metric"]) == (Strength.ANSWERED, Strength.STATED)


def test_a_month_is_corrected_with_its_stretch_of_time_unchanged() -> None:
    reading = read(YEAR, correction(YEAR, "B3:B4", month="2019-05-31"))
    assert values(reading)[1] == ("training_sessions", "year_to_date", "2019-05-31", 4800)


@pytest.mark.parametrize("said", [{"span": "quarter", "month": "2019-05-31"}, {"span": "standing"}])
def test_a_correction_that_cannot_be_is_said_and_changes_nothing(said: dict[str, str]) -> None:
    reading = read(YEAR, correction(YEAR, "B3:B4", **said))
    assert values(reading) == values(read(YEAR)) and told(reading, "answer-unused")


def test_a_correction_of_a_head_that_is_gone_is_said() -> None:
    given = {**correction(YEAR, "B3:B4", span="month"), "fingerprint": "0" * 32}
    reading = read(YEAR, given)
    assert values(reading) == values(read(YEAR)) and told(reading, "answer-unused")


def test_a_column_that_is_none_of_ours_is_left_out() -> None:
    reading = read(YEAR, correction(YEAR, "B3:B4", metric="none"))
    assert not reading.observations and {one.reason for one in reading.set_aside} == {"answered"}


def test_a_unit_is_corrected_for_every_figure_of_a_column() -> None:
    small = YEAR.replace("36110", "36").replace("4800", "4").replace("培训人次", "培训（万人次）")
    assert [one[-1] for one in values(read(small))] == [360000, 40000]
    reading = read(small, correction(small, "B3:B4", unit="人次"))
    assert [one[-1] for one in values(reading)] == [36, 4] and told(reading, "answer-overrules")


def test_a_row_is_corrected_alone_where_rows_say_what_is_counted() -> None:
    before = values(read(ROWS))
    reading = read(ROWS, correction(ROWS, "C4", span="year_to_date"))
    assert ("training_bases", "standing", "2019-06-30", 12) in before
    assert ("training_bases", "year_to_date", "2019-06-30", 12) in values(reading)
    assert set(before) - set(values(reading)) == {("training_bases", "standing", "2019-06-30", 12)}


def test_a_row_that_no_metric_is_named_in_is_given_one() -> None:
    reading = read(ROWS, correction(ROWS, "B5", metric="master_studios"))
    assert [one for one in values(reading) if one[0] == "master_studios"] == [
        ("master_studios", "during", "2019-06-30", 3)
    ]


def test_a_row_across_places_is_one_line_and_corrected_as_one() -> None:
    (column,) = [one for one in read(ACROSS).columns if one.cells.startswith("B4")]
    assert column.cells == "B4:C4"
    reading = read(ACROSS, correction(ACROSS, "B4:C4", span="since_start"))
    assert [one[1] for one in values(reading) if one[-1] in (500, 300)] == ["since_start"] * 2


def test_a_correction_serves_under_a_month_that_was_answered_for_the_file() -> None:
    given = correction(YEAR.replace("2019年1—6月", ""), "B3:B4", span="month")
    content = build_xlsx({"Sheet1": parse_grid(YEAR.replace("2019年1—6月", ""))}, {})
    reading = read_file(content, "表.xlsx", plans(), plan="98113", period="2019年6月", hints=[given])
    assert values(reading)[0][1:3] == ("during", "2019-06-30")


@pytest.mark.parametrize(("said", "count"), [("passed", 2), ("left", 0)])
def test_words_nobody_understands_are_read_over_or_their_figures_left(said: str, count: int) -> None:
    (question,) = read(WORDS).questions
    assert (question.words, question.count, question.basis) == ("第24周", 2, "during")
    given = {"plan": "98113", "fingerprint": question.fingerprint, "column": -1, said: question.words}
    reading = read(WORDS, given)
    assert len(reading.observations) == count and not reading.questions
    assert [one.slug for one in reading.findings] == ["answer-used" if count else "left-unread"]


@pytest.mark.parametrize(
    ("head", "never"),
    [("本月培训人次", {"standing", "year_to_date", "since_start", "quarter"}), ("本年累计", {"month", "since_start"})],
)
def test_no_span_is_offered_that_the_head_excludes(head: str, never: set[str]) -> None:
    reading = read(f"职业技能培训情况\n市（地）|{head}\n哈尔滨市|36110\n大庆市|4800")
    offered = {choice.partition("|")[0] for one in reading.columns for choice in one.choices}
    assert offered and not offered & never


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    with open_store(load_settings()) as opened:
        yield opened


def open_page(grid: str) -> AppTest:
    app = AppTest.from_file(ROUTER, default_timeout=60)
    app.query_params["lang"] = "zh"
    app.switch_page("../pages/work/upload.py")
    content = build_xlsx({"Sheet1": parse_grid(grid)}, {})
    app.run().file_uploader(key="upload.file").upload("表.xlsx", content, "application/x")
    return app.run()


def box(app: AppTest, label: str, at: int = 0):
    return [one for one in app.selectbox if one.label == label and one.key.startswith("upload.correct.")][at]


def test_the_page_reads_again_at_once_and_shows_what_holds(store: Store) -> None:
    app = open_page(YEAR)
    assert box(app, "统计时段").value == "year_to_date"
    box(app, "统计时段").set_value("month").run()
    assert not app.exception and box(app, "统计时段").value == "month"
    assert any("填报人更正" in one.value for one in app.caption)
    next(one for one in app.text_area if "原因" in one.label).set_value("表头写错").run()
    next(one for one in app.button if one.label == "提交报送").click().run()
    (found,) = list_submissions(Access(store))
    assert "answer-overrules" in {one["slug"] for one in found.findings} and found.reason == "表头写错"
    assert list_hints(Access(store)) == ()  # what contradicts the head is not remembered for the next


def test_the_month_is_asked_once_for_a_file_and_moves_all_its_columns(store: Store) -> None:
    app = open_page(ROWS)
    months = [one for one in app.selectbox if one.label == "截至月份"]
    assert len(months) == 1 and months[0].value.isoformat() == "2019-06-30"
    months[0].set_value(months[0].value.replace(month=5, day=31)).run()
    again = [one for one in app.selectbox if one.label == "截至月份"]
    assert not app.exception and [one.value.isoformat() for one in again] == ["2019-05-31"]


def test_words_are_asked_on_the_page_with_the_guess_preselected_and_remembered_when_handed_in(store: Store) -> None:
    app = open_page(WORDS)
    (radio,) = [one for one in app.radio if "第24周" in one.label]
    assert radio.value == "passed" and "2019年6月" in radio.label
    next(one for one in app.button if one.label == "按回答重新读取").click().run()
    assert list_hints(Access(store)) == ()
    next(one for one in app.button if one.label == "提交报送").click().run()
    (kept,) = list_hints(Access(store))
    assert kept.passed == "第24周" and not app.exception


def test_a_basis_without_a_month_is_said_not_to_be_used(store: Store) -> None:
    app = open_page(YEAR)
    span = next(one for one in app.selectbox if one.label == "统计口径")
    span.set_value(next(one for one in ("month", "year", "until") if one != span.value))
    next(one for one in app.button if one.label == "按此重新读取").click().run()
    assert any("没有选月份" in one.value for one in app.warning) and not app.exception


def test_reading_again_as_before_is_said_to_change_nothing(store: Store) -> None:
    app = open_page(YEAR)
    next(one for one in app.button if one.label == "按此重新读取").click().run()
    assert any("读法没有变化" in one.value for one in app.warning)


def test_no_problem_is_claimed_beside_figures_that_were_not_read(store: Store) -> None:
    app = open_page(YEAR.replace("培训人次", "培训人次|排名").replace("36110", "36110|1").replace("4800", "4800|2"))
    (told,) = [one.value for one in app.success]
    assert "4 个数里有 2 个没有读入" in told and "没有发现问题" not in told


def test_no_name_of_a_sheet_is_told_as_a_city() -> None:
    reading = read("2019年6月产改情况\n项目|本月|累计\n职业技能培训人次|100|500\n高技能人才培训基地|2|12")
    (told,) = [one for one in reading.findings if one.slug == "unknown-city"]
    assert (told.facts["text"], told.cell) == ("", None)
    assert "没有写明是哪个市" in describe_finding(told, PLAN)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("basis", "since_start", None, None, Strength.ANSWERED), "“计划启动以来累计”（填报人答复）"),
        (("metric", "training_bases", None, None, Strength.ANSWERED), "“高技能人才培训基地”（填报人答复）"),
        (("period", "2019-06-30", None, None, Strength.ANSWERED), "“2019年6月”（填报人答复）"),
        (("period", "", None, None, Strength.ANSWERED), "填报人答复"),
        (("metric", "", None, None, Strength.ASSUMED), "表上没有写明"),
        (("basis", "6月报", None, None, Strength.INHERITED), "“6月报”（由标题、分组或名称得出）"),
        (("basis", "累计", "月报", "C2", Strength.STATED), "“累计”（月报 C2，本行本列写明）"),
    ],
)
def test_a_ground_is_told_in_words_and_never_by_an_id(said: tuple, told: str) -> None:
    assert ground_text(Ground(*said), PLAN, "zh") == told


#: The sheet is named after the month, its note ends it two days earlier: the table leaves its last month open.
TWO_ENDS = "2019年4月职业技能培训情况\n市（地）|本月培训人次|累计培训人次\n哈尔滨市|100|500\n注：数据截至4月28日。"


def read_april(grid: str, *said: tuple[str, bool, dict[str, str]]) -> Reading:
    content = build_xlsx({"4月": parse_grid(grid)}, {})
    columns = {one.cells: one for one in read_file(content, "表.xlsx", plans(), plan="98113").columns}
    hints = [
        {"plan": "98113", "fingerprint": columns[cells].fingerprint, "column": columns[cells].ordinal}
        | {"row": columns[cells].row, "head": columns[cells].header, "overrules": overrules, **answer}
        for cells, overrules, answer in said
    ]
    return read_file(content, "表.xlsx", plans(), plan="98113", hints=hints)


APRIL = ("B3", False, {"span": "month", "month": "2019-04-30"})
YEAR_TO_APRIL = ("C3", False, {"span": "year_to_date", "month": "2019-04-30"})
SINCE_START = ("C3", True, {"span": "since_start"})


def test_a_column_corrected_after_the_month_was_answered_ends_with_the_table() -> None:
    reading = read_april(TWO_ENDS, APRIL, YEAR_TO_APRIL, SINCE_START)
    assert [row[1:3] for row in values(reading)] == [("during", "2019-04-30"), ("since_start", "2019-04-30")]
    period = next(one for one in reading.observations[1].grounds if one.dimension == "period")
    assert (period.text, period.strength) == ("2019-04-30", Strength.ANSWERED)


def test_a_head_with_a_month_of_its_own_keeps_it_beside_an_answered_one() -> None:
    reading = read_april(TWO_ENDS.replace("累计培训人次", "1—3月累计培训人次"), APRIL, SINCE_START)
    assert ("training_sessions", "since_start", "2019-03-31", 500) in values(reading)


def test_a_correction_contradicts_no_answer_that_was_given_on_the_same_page() -> None:
    reading = read_april(TWO_ENDS, YEAR_TO_APRIL, SINCE_START)
    assert not told(reading, "answer-contradicted") and told(reading, "answer-used")
