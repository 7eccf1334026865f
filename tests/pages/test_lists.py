"""The pages of rosters and registers: what was accepted, by any city and period, and nothing before."""

from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from briefing.charts.breakdown import chart_months, chart_names, chart_parts, table_cross
from briefing.formats.xlsx.book import render_workbook, text_of
from data.access import Access
from data.handins.submissions import accept, draft, submit
from data.queries.breakdown import fetch_breakdown, list_choices
from data.queries.registers import fetch_register
from data.settings import load_settings
from data.store import open_store
from intake.handin import check_file, handin_of
from tests.support.paths import ROUTER, SAMPLES
from tests.support.roster_of import make_rows, workbook_of


@pytest.fixture
def access() -> Access:
    with open_store(load_settings()) as store:
        yield Access(store)


def hand_in(access: Access, content: bytes, name: str) -> None:
    found = draft(access, handin_of(check_file(content, name, access, plan="98113"), content))
    submit(access, found.id, "测试")
    accept(access, found.id)


def shown(page: str, **query: str) -> AppTest:
    app = AppTest.from_file(ROUTER, default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(f"../pages/read/{page}.py").run()
    assert not app.exception and not app.error
    return app


def texts(app: AppTest) -> str:
    return " ".join(str(one.proto) for one in app.get("html")) + " ".join(str(one.proto) for one in app.get("alert"))


def test_before_any_list_the_pages_say_what_to_do(access: Access) -> None:
    hand_in(access, (SAMPLES / "全省进度月报-2019年6月.xlsx").read_bytes(), "全省进度月报-2019年6月.xlsx")
    assert "还没有审核通过的实名制台账" in " ".join(one.value for one in shown("breakdown").info)
    assert "还没有审核通过的基地或工作室名单" in " ".join(one.value for one in shown("register").info)


def test_the_breakdown_adds_up_in_every_direction(access: Access) -> None:
    hand_in(access, workbook_of(make_rows(400)), "大庆市台账.xlsx")
    view = fetch_breakdown(access, "98113")
    assert view.sessions == 400 and view.persons == 296
    for parts in (view.groups, view.programmes, view.levels, view.months):
        assert sum(one.sessions for one in parts) == 400
    assert sum(view.cross.values()) == 400
    for kind, parts in (("occupation", view.occupations), ("institution", view.institutions)):
        assert sum(one.sessions for one in parts) + view.others[kind] == 400 and len(parts) <= 20
    year = fetch_breakdown(access, "98113", "230600", "2019")
    assert (year.sessions, year.persons) == (view.sessions, view.persons)
    months = [
        fetch_breakdown(access, "98113", "230600", one)
        for one in list_choices(access, "98113").periods
        if len(one) == 7
    ]
    assert sum(one.sessions for one in months) == 400 and max(one.persons for one in months) < view.persons


def test_every_figure_of_the_page_is_in_its_workbook(access: Access) -> None:
    hand_in(access, workbook_of(make_rows(60)), "大庆市台账.xlsx")
    view = fetch_breakdown(access, "98113")
    charts = [chart_parts(view, kind, "zh") for kind in ("group", "programme", "level")]
    charts += [chart_names(view, "occupation", "zh"), chart_months(view, "zh"), table_cross(view, "zh")]
    assert all(sum(row[1] for row in one.table.rows) == Decimal(60) for one in charts[:5])
    assert "企业职工" in text_of(render_workbook(charts))


def test_the_pages_show_what_was_accepted(access: Access) -> None:
    hand_in(access, (SAMPLES / "大庆市2019年培训台账.xlsx").read_bytes(), "大庆市2019年培训台账.xlsx")
    hand_in(access, (SAMPLES / "高技能人才培训基地名单.xlsx").read_bytes(), "高技能人才培训基地名单.xlsx")
    page = shown("breakdown")
    drawn = "".join(one.proto.body for one in page.get("markdown"))
    assert drawn.count('class="lj-svg"') == 6 and " · " in drawn, "amounts have their shares"
    register = shown("register")
    assert fetch_register(access, "98113", "training_bases").by_city == {
        "230100": 3,
        "230200": 1,
        "230600": 2,
        "231000": 1,
    }
    register.text_input(key="register.search").set_value("牡丹江").run()
    assert not register.exception


def test_a_long_register_is_shown_fifty_at_a_time(access: Access, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in(access, (SAMPLES / "高技能人才培训基地名单.xlsx").read_bytes(), "高技能人才培训基地名单.xlsx")
    count = len(fetch_register(access, "98113", "training_bases").entries)
    whole = "".join(one.proto.body for one in shown("register").get("html"))
    assert "lj-stack" in whole and 'href="?sheet=2"' not in whole
    monkeypatch.setattr("ui.views.lists_scene.PAGE", 2)
    page = shown("register")
    text = "".join(one.proto.body for one in page.get("html"))
    assert text.count('data-label="计入"') == 2 and f'href="?sheet={-(-count // 2)}"' in text
