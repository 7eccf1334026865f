"""Whether a city includes a county that stands beside it in a sheet is asked once, remembered, said with every use."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from briefing.brief import Scope
from briefing.composing.material import fetch_material
from briefing.composing.notes import list_notes
from data.access import Access
from data.handins.hints import hints_for, list_hints, remember_hints, remove_hint
from data.queries.metric import fetch_metric
from data.settings import load_settings
from data.store import Store, open_store
from intake.handin import check_file
from tests.support import workbook_of
from tests.support.paths import ROUTER
from tests.support.store_of import user

GRID = """截至2019年6月底“98113”计划进展
市（地） | 培训基地累计（个）
大庆市 | 4
牡丹江市 | 3
绥芬河市 | 1"""
BESIDE = {"plan": "98113", "fingerprint": "231081", "column": 0, "head": "绥芬河市", "counted": "beside"}


def file_of(month: int = 6) -> bytes:
    return workbook_of.build_xlsx({"表": workbook_of.parse_grid(GRID.replace("6月", f"{month}月"))}, {})


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    with open_store(load_settings()) as opened:
        yield opened


def open_page(month: int, lang: str = "zh") -> AppTest:
    app = AppTest.from_file(ROUTER, default_timeout=60)
    app.query_params["lang"] = lang
    app.switch_page("../pages/work/upload.py")
    app.run().file_uploader(key="upload.file").upload(f"{month}月.xlsx", file_of(month), "application/x")
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> None:
    [button] = [one for one in app.button if one.label == label]
    button.click().run()
    assert not app.exception


def text_of(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html"))


def told_of(access: Access, plan: str = "98113") -> list[str]:
    return [
        one.slug
        for one in check_file(file_of(9), "9月.xlsx", access, plan=plan).findings
        if one.slug.startswith("county-")
    ]


def test_the_page_asks_once_with_within_preselected_and_adds_as_answered(store: Store) -> None:
    app = open_page(6)
    (question,) = app.radio
    assert (question.label, question.value, question.options) == ("牡丹江的数是否含绥芬河", "within", ["含", "不含"])
    assert "按“含”读取" in text_of(app)
    question.set_value("beside")
    press(app, "按回答重新读取")
    assert not app.radio and "按填报人的回答读取：不含，另计入全省数" in text_of(app)
    assert list_hints(Access(store)) == ()
    press(app, "提交报送")
    press(app, "审核通过")
    access = Access(store)
    (whole, _) = fetch_metric(access, "98113", "training_bases", date(2019, 6, 30)).province
    assert whole.actual == 8
    material = fetch_material(access, Scope("province", "98113"), date(2019, 6, 30))
    assert any(note.startswith("绥芬河的数据不含在牡丹江数内") for note in list_notes(material, "zh"))
    later = open_page(7)
    assert not later.radio and "按填报人的回答读取" in text_of(later)
    assert "“绥芬河市”：不含" in text_of(later)
    press(later, "删除")
    assert len(later.radio) == 1


def test_the_question_stands_in_english_too(store: Store) -> None:
    app = open_page(6, "en")
    (question,) = app.radio
    assert (question.label, question.options) == (
        "Does the figure of Mudanjiang include Suifenhe?",
        ["Included", "Not included"],
    )
    press(app, "Read again as answered")
    assert not app.radio and "read as answered: included, not added" in text_of(app)


def test_an_answer_about_a_county_is_remembered_with_the_others_and_forgotten(store: Store) -> None:
    access = Access(store)
    assert told_of(access) == ["county-within"]
    remember_hints(access, [BESIDE], "6月.xlsx")
    assert told_of(access) == ["county-answered"] and hints_for(access)[0]["counted"] == "beside"
    remember_hints(access, [{**BESIDE, "counted": "within"}], "6月.xlsx")
    (kept,) = list_hints(access)
    assert kept.counted == "within"
    remove_hint(access, kept)
    assert told_of(access) == ["county-within"]


def test_a_reporters_answer_about_a_county_serves_that_reporter_only(store: Store) -> None:
    one, other = (Access(store, user(name, "reporter")) for name in ("甲", "乙"))
    remember_hints(one, [BESIDE], "6月.xlsx")
    assert (told_of(one), told_of(other)) == (["county-answered"], ["county-within"])
