"""What a sheet leaves open is asked; an answer serves the same head from then on, and never overrides the sheet."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.access import Access
from data.errors import NotPermitted
from data.handins import hints as remembered
from data.handins.hints import hints_for, list_hints, remember_hints, remove_hint
from data.settings import load_settings
from data.store import Store, open_store
from intake.child.running import read_in_child
from intake.findings.messages import describe_finding
from intake.handin import check_file
from intake.read import read_file
from intake.reading import Reading, UnderstoodColumn
from tests.support.paths import ROUTER
from tests.support.reading_of import plans
from tests.support.store_of import user
from tests.support.workbook_of import build_xlsx, parse_grid

METRIC = "黑龙江省2019年6月工作情况\n市（地）|培训规模(人次)\n哈尔滨市|36110\n大庆市|4800"
SPAN = "2019年1—6月职业技能培训情况\n市（地）|本期累计培训人次\n哈尔滨市|36110\n大庆市|4800"
UNIT = "2019年6月培训技能人才情况\n市（地）|本月数\n哈尔滨市|3.6\n大庆市|0.48"
OPEN_MONTH = "职业技能培训情况\n市（地）|本期累计培训人次\n哈尔滨市|36110\n大庆市|4800"


@cache
def file_of(grid: str) -> bytes:
    return build_xlsx({"Sheet1": parse_grid(grid)}, {})


def read(grid: str, *hints: dict, plan: str | None = "98113") -> Reading:
    return read_file(file_of(grid), "表.xlsx", plans(), plan=plan, hints=hints)


def asked(reading: Reading) -> UnderstoodColumn:
    (column,) = [one for one in reading.columns if one.asks]
    return column


def answer(grid: str, **said: str) -> dict:
    column = asked(read(grid))
    return {"plan": "98113", "fingerprint": column.fingerprint, "column": column.ordinal, "head": column.header, **said}


def values(reading: Reading) -> list[tuple]:
    return [
        (one.metric, one.city, one.basis.value, one.end.isoformat(), int(one.value)) for one in reading.observations
    ]


def test_an_open_metric_is_asked_and_read_as_answered() -> None:
    column = asked(read(METRIC))
    assert (column.asks, column.guess, column.samples) == (("metric",), "training_sessions", ("36110", "4800"))
    reading = read(METRIC, answer(METRIC, metric="training_sessions"))
    assert values(reading)[0] == ("training_sessions", "230100", "during", "2019-06-30", 36110)
    (note,) = reading.findings
    assert note.slug == "answer-used" and "指标为" in describe_finding(note, plans().plan("98113"))


def test_a_column_that_is_no_metric_is_set_aside_without_a_warning() -> None:
    reading = read(METRIC, answer(METRIC, metric="none"))
    assert {one.reason for one in reading.set_aside} == {"answered"} and not reading.observations
    assert "unknown-metric" not in {one.slug for one in reading.findings}


def test_an_open_span_offers_its_days_and_is_read_as_answered() -> None:
    assert "year_to_date|2019-01-01|2019-06-30" in asked(read(SPAN)).choices
    for span, basis in (("year_to_date", "year_to_date"), ("month", "during"), ("since_start", "since_start")):
        assert values(read(SPAN, answer(SPAN, span=span)))[0][2:4] == (basis, "2019-06-30")


def test_an_open_unit_is_asked_and_multiplied_exactly() -> None:
    assert asked(read(UNIT)).asks == ("unit",)
    assert [row[-1] for row in values(read(UNIT, answer(UNIT, unit="万人次")))] == [36000, 4800]


def test_the_same_head_of_another_month_takes_the_answer_and_its_own_month() -> None:
    later = SPAN.replace("6月", "9月").replace("36110", "50000")
    assert values(read(later, answer(SPAN, span="year_to_date")))[0] == (
        "training_sessions",
        "230100",
        "year_to_date",
        "2019-09-30",
        50000,
    )


@pytest.mark.parametrize(
    "other",
    [
        SPAN.replace("培训情况", "培训计划"),
        SPAN.replace("1—6月", "6月"),
        SPAN.replace("市（地）|", "序号|市（地）|").replace("\n哈", "\n1|哈").replace("\n大", "\n2|大"),
        SPAN.replace("职业技能培训情况", "职业技能培训情况\n单位：万人次"),
    ],
    ids=["title", "kind of period", "column before", "unit"],
)
def test_another_head_does_not_take_it(other: str) -> None:
    assert read(other, answer(SPAN, span="since_start")) == read(other)


def test_another_plan_or_column_does_not_take_it() -> None:
    given = answer(SPAN, span="year_to_date")
    assert (
        read(SPAN, {**given, "plan": "2024-2026-skilled-workforce"}) == read(SPAN, {**given, "column": 0}) == read(SPAN)
    )


def test_what_the_sheet_says_plainly_stays_and_the_difference_is_told() -> None:
    plain = SPAN.replace("本期累计", "本年累计")
    column = next(one for one in read(plain).columns)
    from intake.sheets.workbook import read_workbook
    from intake.statements.heads import fingerprint_of
    from intake.statements.sheet_reading import read_sheet
    from intake.statements.workbook_reading import WorkbookReading
    from intake.words.vocabulary import Vocabulary

    inner = WorkbookReading("表.xlsx", "", Vocabulary(plans().plan("98113")))
    read_sheet(read_workbook(file_of(plain)).sheets[0], inner)
    hint = {
        "plan": "98113",
        "fingerprint": fingerprint_of(inner.tables[0], "230000"),
        "column": 1,
        "span": "since_start",
        "metric": "training_bases",
    }
    reading = read(plain, hint)
    assert values(reading) == values(read(plain)) and column.certain
    assert [one.slug for one in reading.findings] == ["answer-contradicted"]


def test_a_remembered_unit_does_not_multiply_figures_that_are_plainly_whole() -> None:
    given = answer(UNIT, unit="万人次")
    reading = read(UNIT.replace("3.6", "36110").replace("0.48", "4800"), given)
    assert not reading.observations and {"answer-contradicted", "unit-suspect"} <= {
        one.slug for one in reading.findings
    }


@pytest.mark.parametrize(("most", "told"), [("999", False), ("1000", True), ("1000.5", False)])
def test_whole_figures_from_a_thousand_on_are_plainly_whole(most: str, told: bool) -> None:
    reading = read(UNIT.replace("3.6", most).replace("0.48", "500"), answer(UNIT, unit="万人次"))
    assert ("answer-contradicted" in {one.slug for one in reading.findings}) is told
    # 500 万人次 is within ten times the province's target
    assert [int(one.value) for one in reading.observations] == ([] if told else [int(float(most) * 10_000), 5_000_000])


def test_a_month_is_answered_for_one_file_and_never_against_the_sheet() -> None:
    given = answer(OPEN_MONTH, span="year_to_date")
    assert not read(OPEN_MONTH, given).observations
    assert values(read(OPEN_MONTH, given, {**given, "span": None, "month": "2019-06-30"}))[0][3] == "2019-06-30"
    assert read(SPAN, {**answer(SPAN, span="month"), "month": "2019-05-31"}).observations == ()
    year = OPEN_MONTH.replace("职业技能", "2019年职业技能")
    assert read(year, {**answer(year, span="month"), "month": "2018-05-31"}).observations == ()


def test_nonsense_among_the_answers_is_passed_over() -> None:
    odd = (
        {},
        {"plan": "98113", "column": "x"},
        {**answer(SPAN), "span": "for ever", "metric": "x", "unit": "光年", "month": "soon"},
    )
    assert read(SPAN, *odd) == read(SPAN)
    assert read_in_child(file_of(SPAN), "表.xlsx", plan="98113", hints=odd) == read(SPAN)


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    with open_store(load_settings()) as opened:
        yield opened


def test_an_answer_is_remembered_and_removed(store: Store) -> None:
    access = Access(store)
    remember_hints(access, [answer(SPAN, span="year_to_date")], "表.xlsx")
    assert values(check_file(file_of(SPAN), "下月.xlsx", access, plan="98113"))[0][2] == "year_to_date"
    remember_hints(access, [answer(SPAN, metric="training_sessions")], "表.xlsx")
    (kept,) = list_hints(access)
    assert (kept.span, kept.metric, kept.actor) == ("year_to_date", "training_sessions", access.user.name)
    remove_hint(access, kept)
    assert list_hints(access) == () and hints_for(access) == []


@pytest.mark.parametrize(("most", "kept"), [(3, [1, 2, 3]), (2, [2, 3])])
def test_the_latest_answers_are_used_up_to_the_most_that_are(
    store: Store, monkeypatch: pytest.MonkeyPatch, most: int, kept: list[int]
) -> None:
    monkeypatch.setattr(remembered, "MOST", most)
    access = Access(store)
    for column in (1, 2, 3):
        remember_hints(access, [{**answer(SPAN, span="year_to_date"), "column": column}], "表.xlsx")
    assert [one.column for one in reversed(list_hints(access))] == kept
    assert sorted(one["column"] for one in hints_for(access)) == kept


def test_a_reporters_answer_serves_the_reporter_and_a_reviewers_all(store: Store) -> None:
    reporter, other, reviewer = (
        Access(store, user(name, role)) for name, role in (("甲", "reporter"), ("乙", "reporter"), ("丙", "reviewer"))
    )
    remember_hints(reporter, [answer(SPAN, span="month")], "a.xlsx")
    assert hints_for(other) == [] and len(hints_for(reporter)) == 1
    remember_hints(reviewer, [answer(SPAN, span="year_to_date")], "b.xlsx")
    assert [one["span"] for one in (*hints_for(other), *hints_for(reporter))] == ["year_to_date", "month"]
    for stranger in (other, Access(store, user("丁", "viewer"))):
        with pytest.raises(NotPermitted):
            remove_hint(stranger, list_hints(reporter)[0])
    with pytest.raises(NotPermitted):
        remember_hints(Access(store, user("丁", "viewer")), [answer(SPAN, span="month")], "c.xlsx")


def test_the_page_asks_with_the_guess_preselected_and_forgets_on_demand(store: Store) -> None:
    app = AppTest.from_file(ROUTER, default_timeout=60)
    app.query_params["lang"] = "zh"
    app.switch_page("../pages/work/upload.py")
    app.run().file_uploader(key="upload.file").upload("表.xlsx", file_of(SPAN), "application/x")
    app.run()
    (box,) = [one for one in app.selectbox if one.label == "统计的是哪一段时间"]
    assert box.value == "year_to_date" and "本年累计（2019年1月1日—2019年6月30日）" in box.options
    [again] = [one for one in app.button if one.label == "按回答重新读取"]
    again.click().run()
    assert not app.exception and not [one for one in app.button if one.label == "按回答重新读取"]
    assert list_hints(Access(store)) == ()  # remembered only once the file was handed in
    [submit] = [one for one in app.button if one.label == "提交报送"]
    submit.click().run()
    (kept,) = list_hints(Access(store))
    assert kept.span == "year_to_date"
    next(one for one in app.button if one.label == "再报送一个文件").click().run()
    [forget] = [one for one in app.button if one.label == "删除"]
    forget.click().run()
    assert list_hints(Access(store)) == () and not app.exception
