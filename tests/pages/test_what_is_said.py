"""What the page and the terminal claim of a file is true, and a control that changes nothing says so."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from commands.terminal import show_reading
from data.settings import load_settings
from data.store import Store, open_store
from intake.contract import reading_as_dict
from intake.reading import Reading, SetAside
from tests.correcting.test_columns_corrected import YEAR, open_page, read
from ui.hand_in.several.showing import _found_part

OPEN = "2019年6月职业技能培训情况\n市（地）|2019年任务完成规模\n哈尔滨市|36110\n大庆市|4800"
MONTH = "“98113”2019年6月职业技能培训情况\n市（地）|本月培训人次\n哈尔滨市|36110\n大庆市|4800"
WRONG = YEAR.replace("36110", "约36110")


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    with open_store(load_settings()) as opened:
        yield opened


def press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
    return app


def aside(reason: str) -> Reading:
    return Reading("表.xlsx", "", "xlsx", None, set_aside=(SetAside("表", "C3", "7", reason),) * 69)


@pytest.mark.parametrize(("reason", "claims"), [("serial", True), ("remark", True), ("rank", False), ("money", False)])
def test_a_file_among_several_has_no_problems_only_where_its_figures_are_read(reason: str, claims: bool) -> None:
    said = _found_part(aside(reason), "zh")
    assert (said == "没有问题") is claims and ("69 个数没有读入" in said) is not claims


def test_the_terminal_claims_no_more_than_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    ranked = YEAR.replace("培训人次", "培训人次|排名").replace("36110", "36110|1").replace("4800", "4800|2")
    for grid, told in ((YEAR, "没有发现问题"), (ranked, "有 2 个数没有读入")):
        show_reading(reading_as_dict(read(grid)), "zh")
        printed = capsys.readouterr().out
        assert told in printed and ("没有发现问题" in printed) is (grid is YEAR)


def test_where_cells_can_be_corrected_here_the_sheet_is_not_the_only_way_told(store: Store) -> None:
    (told,) = [one.value for one in open_page(WRONG).error]
    assert "不能提交" in told and "改正或不采用一个单元格" in told


def test_an_answer_that_says_what_was_read_already_is_said_to_change_nothing(store: Store) -> None:
    app = open_page(MONTH)
    months = next(one for one in app.selectbox if one.label == "月份")
    months.set_value(date(2019, 6, 30))
    next(one for one in app.selectbox if one.label == "统计口径").set_value("month")
    app = press(app, "按此重新读取")
    assert any("读法没有变化" in one.value for one in app.warning)


def test_questions_sent_without_an_answer_are_said_to_change_nothing(store: Store) -> None:
    app = open_page(OPEN)
    boxes = [one for one in app.selectbox if one.label in ("这一栏是哪项指标", "统计的是哪一段时间")]
    assert boxes
    for one in boxes:
        one.set_value(None)
    app = press(app, "按回答重新读取")
    assert any("读法没有变化" in one.value for one in app.warning)
