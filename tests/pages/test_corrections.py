"""What the hand-in page and the receipt say of a corrected roster, of an open plan, and of a failure of the program."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from data.access import Access
from data.failures import NAME
from data.handins.handin import State
from data.queries.handins import list_submissions
from data.settings import load_settings
from data.store import Store, open_store
from tests.pages.test_upload import page, press, reason_of, text_of, upload
from tests.rosters.test_correction import CORRECTED, ROWS, hand_in, sessions
from tests.support.roster_of import workbook_of


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    with open_store(load_settings()) as opened:
        yield opened


def test_who_hands_in_and_who_decides_see_the_difference_and_replace_in_one_press(store: Store, tmp_path: Path) -> None:
    access = Access(store)
    old = hand_in(access, ROWS, "大庆台账.xlsx")
    place = tmp_path / "更正.xlsx"
    place.write_bytes(workbook_of(iter(CORRECTED), title="“98113”大庆市2019年职业技能培训实名制台账"))
    app = upload(page(), place)
    assert "更改 4 行，删去 3 行，新增 2 行，53 行不变" in text_of(app) and "大庆铁人学院" in text_of(app)
    reason_of(app).set_value("机构更正").run()
    app = press(app, "提交报送")
    assert "更改 4 行，删去 3 行，新增 2 行，53 行不变" in text_of(app)
    assert "→ 高级技师" in text_of(app) and "→ 3000 元" in text_of(app).replace(",", "")
    assert "审核通过，两份并存" in [one.label for one in app.button]
    app = press(app, "审核通过并替换")
    text_of(app)
    states = {one.file: one.status for one in list_submissions(access)}
    assert states == {"大庆台账.xlsx": State.SUPERSEDED, "更正.xlsx": State.ACCEPTED}
    assert sessions(access) == len(CORRECTED)
    app.query_params["receipt"] = old
    assert "已被更新" in text_of(app.run())


def submit_of(app: AppTest) -> Button:
    [button] = [one for one in app.button if one.label == "提交报送"]
    return button


def test_a_plan_that_is_open_is_asked_with_none_preselected_and_read_once_chosen(store: Store, tmp_path: Path) -> None:
    book, target = Workbook(), io.BytesIO()
    for row in (
        ["截至2025年6月30日培训基地情况"],
        ["市（地）", "高技能人才培训基地累计（个）"],
        ["哈尔滨市", 13],
        ["大庆市", 4],
    ):
        book.active.append(row)
    book.save(target)
    place = tmp_path / "表.xlsx"
    place.write_bytes(target.getvalue())
    app = upload(page(), place)
    assert "看不出这份表属于哪个计划" in text_of(app) and submit_of(app).disabled
    [box] = [one for one in app.selectbox if one.label == "计划"]
    assert box.value is None
    box.set_value("98113")
    app = press(app, "按此重新读取")
    assert "看不出这份表属于哪个计划" not in text_of(app) and not submit_of(app).disabled


@pytest.mark.parametrize(("lang", "words"), [("zh", "程序出错（编号 "), ("en", "The program failed (number ")])
def test_a_page_over_which_the_program_fails_says_a_number_that_stands_in_the_log(
    store: Store, samples: Path, monkeypatch: pytest.MonkeyPatch, lang: str, words: str
) -> None:
    monkeypatch.setattr("intake.handin.judge_against_store", lambda *_: {}["nothing"])
    app = upload(page(lang), samples / "全省进度月报-2019年6月.xlsx")
    [said] = [one.value.replace("\\", "") for one in app.error]
    assert said.split(words)[1][:11] in (load_settings().home / NAME).read_text("utf-8")
