"""The read pages, run as a reader runs them."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.access import Access
from data.queries.handins import list_submissions
from data.reference.published import load_published
from data.settings import load_settings
from data.store import Store, open_store
from metrics.definitions.catalogue import load_catalogue
from metrics.observation import Basis
from tests.support.paths import ROOT
from tests.support.store_of import HARBIN, JIXI, QIQIHAR, a_clock, a_handin, asked, said, take_in
from ui.escaping import plain

JUNE, MAY = date(2019, 6, 30), date(2019, 5, 31)


class Part:
    """A county's figure within its city's."""

    def __init__(self, value: int, part: str, day: date) -> None:
        self.observation, self.part = said(value, day, city=JIXI), part


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    with open_store(load_settings(), a_clock()) as opened:
        yield opened


@pytest.fixture
def filled(store: Store) -> Store:
    """Two as-of days of Harbin, Qiqihar and Jixi; Jixi is silent in June."""
    access = Access(store)
    targets = tuple(asked(n, city=city) for city, n in ((HARBIN, 20), (QIQIHAR, 10), (JIXI, 4)))
    sessions = [
        said(n, day, metric="training_sessions", basis=Basis.SINCE_START)
        for n, day in ((200_000, MAY), (361_100, JUNE))
    ]
    take_in(access, a_handin(said(9, MAY), said(3, MAY, city=JIXI), targets=targets))
    take_in(access, a_handin(said(12), said(2, city=QIQIHAR), *sessions))
    return store


def _open(page: str | None = None, **address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "ui" / "router.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    if page:
        app.switch_page(str(ROOT / "pages" / "read" / f"{page}.py"))
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
    assert not app.exception and not app.error
    return app


def _text(app: AppTest) -> str:
    shown = "".join(one.proto.body for kind in ("html", "markdown") for one in app.get(kind))
    # What keeps a figure and its unit on one line parts no words.
    return re.sub(r'<span class="k">(.*?)</span>', r"\1", shown)


def _drawn(app: AppTest) -> int:
    """Count the drawings that stand in the page."""
    return _text(app).count('class="lj-svg"')


def test_an_empty_store_shows_how_to_begin_and_no_chart(store: Store) -> None:
    for page in (None, "city", "metric"):
        app = _open(page)
        assert "尚无数据" in _text(app) and "make demo" in _text(app) and "101 个" in _text(app)
        assert not app.get("plotly_chart") and not app.get("arrow_data_frame")
        assert any(button.label == "报送数据" for button in app.button)


def test_the_overview_answers_before_any_chart(filled: Store) -> None:
    app = _open()
    text = _text(app)
    assert "3项主要指标中" in text and "<b>暂计 17</b> / 100 个" in text
    assert text.index("lj-cards") < text.index("较上期的变化")
    assert _drawn(app) == 1 and not app.get("plotly_chart"), "the map; a lower bound has no lead to draw"
    assert "月报.xlsx" in _text(_open("metric", metric="training_bases")), "where a card's origins lead"


def test_an_earlier_day_shows_what_stood_then(filled: Store) -> None:
    text = _text(_open(as_of=MAY.isoformat()))
    assert "数据截止日：2019年5月31日" in text and "<b>暂计 12</b> / 100 个" in text


def test_the_amount_due_stands_beside_the_schedule(filled: Store) -> None:
    assert "50.0% (50 due)" in _text(_open("metric", metric="training_bases", lang="en"))
    text = _text(_open("metric", metric="training_bases"))
    assert "50.0%（应达 10 个）" in text and "50.0%（应达 50 个）" in text
    assert "序时应完成（个）" in text


def test_the_newest_day_is_shown_as_soon_as_most_have_reported(filled: Store) -> None:
    app = _open()
    assert app.query_params["as_of"] == "2019-06-30"
    take_in(Access(filled), a_handin(said(14, date(2019, 7, 31))))
    app.run()
    assert app.query_params["as_of"] == "2019-06-30", "one early hand-in moves nothing"
    take_in(Access(filled), a_handin(*(said(14, date(2019, 7, 31), city=city) for city in (QIQIHAR, JIXI))))
    app.run()
    assert app.query_params["as_of"] == "2019-07-31" and "数据截止日：2019年7月31日" in _text(app)


def test_a_link_opens_the_city_it_names(filled: Store) -> None:
    app = _open("city", city=QIQIHAR, plan="98113", as_of="2019-06-30")
    text = _text(app)
    assert "齐齐哈尔市" in text and "<b>2</b> / 10 个" in text and "滞后" in text
    assert app.query_params["city"] == QIQIHAR


def test_a_link_to_what_does_not_exist_shows_the_default(filled: Store) -> None:
    app = _open("city", city="999999", plan="no-such", as_of="2019-02-30", metric="nothing")
    assert "哈尔滨市" in _text(app)
    told = [one.value for one in app.warning]
    assert "没有找到链接中的市（地）“999999”，现显示：哈尔滨市。" in told and len(told) == 4
    assert any(plain("2019-02-30") in one and "2019年6月30日" in one for one in told)
    app.selectbox(key="choice.city").select(JIXI).run()
    assert not any("999999" in one.value for one in app.warning)


def test_a_choice_that_another_plan_lacks_is_no_fault_of_a_link(filled: Store) -> None:
    app = _open("city", city=QIQIHAR, metric="training_bases")
    assert not app.warning
    app.query_params["metric"] = "master_studios"
    app.run()
    app.selectbox(key="choice.plan").select_index(1).run()
    assert not app.warning


def test_a_day_before_all_data_is_said(filled: Store) -> None:
    (told,) = _open(as_of="2001-01-31").warning
    assert plain("2001-01-31") in told.value


def test_choosing_a_city_changes_the_address(filled: Store) -> None:
    app = _open("city")
    app.selectbox(key="choice.city").select(JIXI).run()
    assert app.query_params["city"] == JIXI and "鸡西市" in _text(app) and "未报" in _text(app)


def test_the_metric_page_marks_the_published_figure_and_ranks_nobody_among_few(filled: Store) -> None:
    app = _open("metric", metric="training_bases")
    assert _drawn(app) == 2 and "人民网" not in _text(app) and "位次" not in _text(app), "among so few nobody is ranked"
    later = _open("metric", metric="training_bases", as_of="2023-12-31", charts="live")
    first = json.loads(later.get("plotly_chart")[0].proto.spec)
    assert any("公开数据" in str(trace.get("name")) for trace in first["data"])
    assert "人民网" in _text(later)


def test_the_switch_leaves_no_chinese_in_the_frame(filled: Store) -> None:
    app = _open("metric", metric="training_bases")
    app.button[0].click().run()
    assert app.query_params["lang"] == "en"
    text = _text(app)
    assert "High-skill training bases" in text and "On schedule" in text
    said_by_us = text.replace("月报.xlsx", "").replace("分解", "")
    for metric in load_catalogue().plan("98113").metrics:
        said_by_us = said_by_us.replace(metric.source, "").replace(metric.clause, "")
    for one in load_published("230000"):
        said_by_us = said_by_us.replace(one.source, "")
    left = {letter for letter in said_by_us if "\u4e00" <= letter <= "\u9fff"}
    assert left == set()


def test_demo_data_is_named_on_every_page(store: Store) -> None:
    store.settle_as_demo()
    take_in(Access(store), a_handin(said(12)))
    for page in (None, "city", "metric"):
        app = _open(page)
        assert "演示数据" in _text(app)
        assert _text(app).count(">演示数据</text>") == _drawn(app) > 0
        live = _open(page or "metric", charts="live")
        assert "演示数据" in json.loads(live.get("plotly_chart")[0].proto.spec)["layout"]["title"]["text"]


def test_no_page_names_another_server(filled: Store) -> None:
    for page in (None, "city", "metric"):
        app = _open(page)
        parts = _text(app).replace("http://www.w3.org/2000/svg", "") + "".join(
            c.proto.spec for c in app.get("plotly_chart")
        )
        assert "http" not in parts.replace("http%3A//www.w3.org/2000/svg", "")


def test_a_damaged_store_is_one_sentence_that_says_what_to_do(own_home: Path) -> None:
    settings = load_settings()
    settings.store_folder.mkdir(parents=True)
    settings.store_path.write_bytes(b"no database")
    app = AppTest.from_file(str(ROOT / "ui" / "router.py"), default_timeout=60).run()
    assert not app.exception
    assert ["备份" in one.value for one in app.error] == [True]


def test_a_ratio_is_never_summed_and_a_provincial_metric_has_no_city_bars(filled: Store) -> None:
    app = _open("metric", metric="training_fund_rate")
    assert "不作全省合计：16家逾期未报" in _text(app) and _drawn(app) == 1
    app = _open("metric", metric="provincial_contests")
    assert _drawn(app) == 2 and "不适用" not in _text(app)


def test_a_hand_in_on_the_citys_page_leads_to_its_receipt(filled: Store) -> None:
    text = _text(_open("city", city=JIXI))
    number = list_submissions(Access(filled))[-1]
    assert f'<a href="upload?receipt={number.id}&amp;lang=zh" target="_self">{number.number}</a>' in text


def test_the_counties_of_a_city_are_held_against_its_own_figure(store: Store) -> None:
    access = Access(store)
    parts = (Part(4, "鸡冠", JUNE), Part(2, "恒山区", JUNE), Part(1, "市本级", JUNE))
    take_in(access, a_handin(said(8, city=JIXI), said(3, city=HARBIN), breakdown=parts))
    text = _text(_open("city", city=JIXI))
    table = text[text.index("lj-counties") :]
    table = table[: table.index("</table>")]
    names = re.findall(r'<th scope="row">([^<]+)', table)
    assert names[:2] == ["鸡冠区", "恒山区"] and names[-3:] == ["市本级", "合计", "与市（地）数核对"]
    assert table.count("○</i> 未报") == len(names) - 5, "districts that no row names"
    assert "<span>7 个</span>" in table and "比市（地）数少1 个" in table
    assert "lj-counties" not in _text(_open("city", city=HARBIN))


def test_places_are_compared_with_each_other_and_with_the_year_before(store: Store) -> None:
    access, metric = Access(store), "training_sessions"
    before = date(2018, 6, 30)
    told = [
        said(n, day, city=city, metric=metric, basis=Basis.YEAR_TO_DATE)
        for city, day, n in (
            (HARBIN, before, 100_000),
            (HARBIN, JUNE, 125_000),
            (JIXI, before, 9_000),
            (JIXI, JUNE, 8_100),
        )
    ]
    targets = tuple(asked(n, city=city, metric=metric) for city, n in ((HARBIN, 780_000), (JIXI, 120_000)))
    take_in(access, a_handin(*told, targets=targets))
    app = _open("compare", cities=f"{HARBIN},{JIXI}", metric=metric)
    text = _text(app)
    assert "+25.0%" in text and "−10.0%" in text
    assert re.findall(r'<th scope="colgroup" colspan="3">([^<]+)', text) == ["哈尔滨", "鸡西"]
    assert _drawn(app) == 1 and app.query_params["cities"] == f"{HARBIN},{JIXI}"
    live = _open("compare", cities=f"{HARBIN},{JIXI}", metric=metric, charts="live")
    assert [one["name"] for one in json.loads(live.get("plotly_chart")[0].proto.spec)["data"]] == ["哈尔滨", "鸡西"]
    assert len(_open("compare").multiselect(key="compare.cities").value) == 2, "two stand unless chosen otherwise"


def test_a_link_may_name_a_place_by_its_name(filled: Store) -> None:
    for asked_for in ("齐齐哈尔", "齐齐哈尔市", "Qiqihar", QIQIHAR):
        app = _open("city", city=asked_for)
        assert app.query_params["city"] == QIQIHAR and not app.warning, asked_for
    assert _open("city", city="长春").warning


def test_a_comparison_understands_names_and_tells_what_it_does_not(filled: Store) -> None:
    app = _open("compare", cities=f"哈尔滨,Qiqihar,{HARBIN},哈尔宾")
    assert app.multiselect(key="compare.cities").value == [HARBIN, QIQIHAR]
    assert ["哈尔宾" in one.value for one in app.warning] == [True]


def test_a_link_to_a_choice_that_is_none_is_answered_in_words(filled: Store) -> None:
    warned = " ".join(one.value for one in _open("metric", metric="training_bases", order="nosuch").warning)
    assert "按行政区划顺序" in warned and "official" not in warned


def test_what_a_file_says_never_becomes_a_picture_from_elsewhere(store: Store) -> None:
    evil = "6月\r\r![x](http://evil.example/p.png)"
    told = said(12)
    take_in(Access(store), a_handin(replace(told, origin=replace(told.origin, sheet=evil))))
    shown = [one.proto.body for one in _open("metric", metric="training_bases").get("markdown")]
    assert all("\r" not in body and "\n\n" not in body for body in shown)
    assert _drawn(_open("city", city=HARBIN)) >= 1
