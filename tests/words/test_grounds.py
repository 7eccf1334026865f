"""Every figure carries what decided it; words that nobody understands put the figures that they govern in question."""

import pytest

from intake.read import read_file
from intake.reading import Reading
from intake.statements.hints import WHOLE_TABLE
from intake.words.unread import find_unread
from intake.words.vocabulary import Vocabulary
from metrics.definitions.catalogue import load_catalogue
from metrics.observation import Strength
from tests.support import workbook_of

PLANS = load_catalogue()
WORDS = Vocabulary(PLANS.plan("98113"))


def read(grid: str, hints: tuple[dict, ...] = (), name: str = "报表.xlsx") -> Reading:
    content = workbook_of.build_file(name, {"Sheet1": workbook_of.parse_grid(grid)}, {})
    return read_file(content, name, PLANS, plan="98113", hints=hints)


def grounds(reading: Reading) -> dict[str, tuple[str | None, Strength]]:
    return {by.dimension: (by.cell, by.strength) for by in reading.observations[0].grounds}


def test_each_dimension_names_the_nearest_text_that_decides_it() -> None:
    reading = read("2019年6月职业技能培训情况\n单位：人次\n市（地） | 本月 | 本年累计\n哈尔滨市 | 500 | 3000")
    assert grounds(reading) == {
        "metric": ("A1", Strength.INHERITED),
        "place": ("A4", Strength.STATED),
        "period": ("A1", Strength.INHERITED),
        "basis": ("B3", Strength.STATED),
        "unit": ("A2", Strength.INHERITED),
        "role": (None, Strength.ASSUMED),
    }


def test_what_the_figures_prove_is_told_as_proved() -> None:
    reading = read(
        "2019年6月职业技能培训情况（人次）\n市（地） | 2019年任务 | 完成数 | 完成率%\n哈尔滨市 | 100000 | 50000 | 50.0"
    )
    assert grounds(reading)["basis"] == ("D3", Strength.PROVED)
    wrong = read(
        "2019年6月职业技能培训情况（人次）\n市（地） | 2019年任务 | 完成数 | 完成率%\n哈尔滨市 | 100000 | 50000 | 77.0"
    )
    assert wrong.observations == ()
    assert "ambiguous-period" in [one.slug for one in wrong.findings]


@pytest.mark.parametrize(
    "line",
    ["2019年6月职业技能培训情况（第24周）", "2019年6月职业技能培训专项行动情况", "2019年6月职业技能培训情况（双周）"],
)
def test_unread_words_of_a_title_put_its_figures_in_question(line: str) -> None:
    reading = read(f"{line}\n市（地） | 本月培训人次\n哈尔滨市 | 500")
    assert reading.observations == ()
    assert [one.slug for one in reading.findings] == ["uncertain-reading"]
    assert [one.reason for one in reading.set_aside] == ["asked"]
    counts = reading.counts
    assert counts.numeric == counts.read + counts.compared + counts.set_aside == 1


def test_a_clause_about_one_place_puts_that_place_alone_in_question() -> None:
    reading = read(
        "2019年6月职业技能培训情况\n市（地） | 本月培训人次\n哈尔滨市 | 500\n鸡西市 | 60\n注：鸡西市含代训学员"
    )
    assert [one.city for one in reading.observations] == ["230100"]
    assert [one.reason for one in reading.set_aside] == ["asked"]


def test_a_place_that_a_note_tells_not_to_have_reported_states_nothing() -> None:
    reading = read(
        "2019年6月职业技能培训情况\n市（地） | 本月培训人次\n哈尔滨市 | 500\n农垦 | 20\n注：农垦未报，沿用5月数"
    )
    assert [one.city for one in reading.observations] == ["230100"]
    assert [(one.slug, one.cell) for one in reading.findings if one.slug == "carried-value"] == [
        ("carried-value", "A4")
    ]


@pytest.mark.parametrize(
    "note",
    [
        "注：请于每月5日前报送省人社厅",
        "注：数据来源于培训管理系统",
        "注：因四舍五入，分项之和与合计略有出入",
        "注：完成率=完成数÷目标数×100%",
        "填报人：王某　联系电话：0451-87654321",
    ],
)
def test_instructions_signatures_and_sources_say_nothing_about_figures(note: str) -> None:
    reading = read(f"2019年6月职业技能培训情况\n市（地） | 本月培训人次\n哈尔滨市 | 500\n{note}")
    assert [one.value for one in reading.observations] == [500]
    assert reading.findings == ()


def test_words_that_the_reporter_passed_are_passed_for_that_table_alone() -> None:
    grid = "2019年6月职业技能培训情况（第24周）\n市（地） | 本月培训人次\n哈尔滨市 | 500"
    (question,) = read(grid).questions
    answer = {"plan": "98113", "fingerprint": question.fingerprint, "column": WHOLE_TABLE, "passed": question.words}
    assert [one.value for one in read(grid, (answer,)).observations] == [500]
    assert read(grid.replace("第24周", "双周"), (answer,)).observations == ()


@pytest.mark.parametrize("word", ["起", "双周", "第24周", "专项行动", "补贴性", "试点"])
def test_no_telling_word_is_harmless(word: str) -> None:
    assert find_unread(f"2019年6月职业技能培训{word}情况", WORDS)


@pytest.mark.parametrize(
    "line",
    ["联系电话：0468-3351234", "填报人：王丽 | 审核人：李强", "注：完成率=完成数÷目标数×100%", "注：累计数为快报数"],
)
def test_a_line_from_which_the_table_takes_nothing_is_no_ground(line: str) -> None:
    reading = read(f"2019年6月职业技能培训\n市（地） | 培训人次\n哈尔滨市 | 500\n{line}")
    assert {cell for cell, _ in grounds(reading).values()} <= {"A1", "A2", "B2", "A3", None}
    assert grounds(reading)["role"] == (None, Strength.ASSUMED) and grounds(reading)["basis"][0] == "A1"


def test_the_word_that_tells_what_a_figure_is_for_is_its_ground() -> None:
    reading = read("2019年6月职业技能培训\n市（地） | 本月培训人次完成数\n哈尔滨市 | 500\n联系电话：0468-3351234")
    assert grounds(reading)["role"] == ("B2", Strength.STATED)


@pytest.mark.parametrize("figure", ["0.02", "12"])
def test_a_figure_in_words_that_are_not_understood_is_quoted_whole(figure: str) -> None:
    grid = "2019年2月职业技能培训（万人次）\n市（地） | 本月培训人次\n双鸭山市 | 0.32"
    (question,) = read(f"{grid}\n注：双鸭山2月含补报1月{figure}万人次").questions
    assert question.words == f"含补报、{figure}"
