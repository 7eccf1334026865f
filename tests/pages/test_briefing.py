"""The page 简报, used as a writer uses it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.access import Access
from data.settings import load_settings
from data.store import Store, open_store
from tests.support.paths import ROOT
from tests.support.store_of import HARBIN, JIXI, a_clock, a_handin, asked, said, take_in


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    with open_store(load_settings(), a_clock()) as opened:
        take_in(Access(opened), a_handin(said(12), said(3, city=JIXI), targets=(asked(20), asked(4, city=JIXI))))
        yield opened


def opened(**address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "ui" / "router.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(str(ROOT / "pages" / "read" / "briefing.py"))
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    return "".join(one.proto.body for one in app.get("html"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scope", ["province", "city", "metric", "cities"])
@pytest.mark.parametrize("length", ["sentence", "full"])
def test_every_scope_and_length_shows_its_text(store: Store, scope: str, length: str, lang: str) -> None:
    app = opened(scope=scope, length=length, lang=lang, city=HARBIN)
    assert not app.error and 'class="lj-paper"' in shown(app)
    assert ("截至2019年6月底" if lang == "zh" else "the end of June 2019") in shown(app)
    assert len(app.text_area) == 0
    app.toggle(key="brief.editing").set_value(True).run()
    assert not app.error and len(app.text_area) >= 2


def test_the_choice_stands_in_the_address_and_is_kept(store: Store) -> None:
    app = opened(scope="city", city=JIXI, length="sentence", formats="pdf,csv")
    assert "鸡西市“98113”计划推进情况" in shown(app)
    assert app.button_group(key="brief.formats").value == ["pdf", "csv"]
    app.button_group(key="brief.length").set_value("page").run()
    assert app.query_params["length"] == "page"
    app.switch_page(str(ROOT / "pages" / "read" / "overview.py")).run()
    app.query_params.clear()
    app.switch_page(str(ROOT / "pages" / "read" / "briefing.py")).run()
    assert "关于鸡西市" in shown(app) and "的函" in shown(app)


def test_changed_words_are_printed_and_a_changed_figure_stops_the_making(store: Store) -> None:
    app = opened(scope="city", city=HARBIN)
    app.toggle(key="brief.editing").set_value(True).run()

    def make_button() -> object:
        return next(one for one in app.button if one.label == "生成文件")

    summary = app.text_area[1].value
    assert "12个" in summary and not make_button().disabled
    app.text_area[1].set_value(summary.replace("12个", "13个")).run()
    assert len(app.error) == 1 and "13个" in app.error[0].value and make_button().disabled
    app.text_area[1].set_value("经市里核实，" + summary).run()
    assert not app.error and "经市里核实" in shown(app) and not make_button().disabled
    app.toggle(key="brief.editing").set_value(False).run()
    assert "经市里核实" in shown(app)
    app.toggle(key="brief.editing").set_value(True).run()
    assert app.text_area[1].value.startswith("经市里核实")
    next(one for one in app.button if one.label == "恢复原文").click().run()
    assert "经市里核实" not in shown(app) and app.text_area[1].value == summary


def test_without_a_format_nothing_can_be_made(store: Store) -> None:
    app = opened(formats="")
    assert next(one for one in app.button if one.label == "生成文件").disabled
    assert any("至少选择一种格式" in one.proto.body for one in app.get("html"))


def test_the_printed_pages_are_shown(store: Store) -> None:
    app = opened(scope="city", city=HARBIN, view="pages", length="sentence")
    assert not app.error and len(app.image) == 1


def test_what_was_not_known_by_then_gives_no_brief(store: Store) -> None:
    app = opened(known_at="2018-01-01")
    assert any("没有可用于简报的数据" in one.value for one in app.info)


def test_a_number_of_the_writers_own_is_made_only_when_marked_and_is_shown_apart(store: Store) -> None:
    app = opened(scope="city", city=HARBIN)
    app.toggle(key="brief.editing").set_value(True).run()
    summary = app.text_area[1].value
    app.text_area[1].set_value(summary + "召开推进会3次，投入1.2亿元。").run()

    def make_button() -> object:
        return next(one for one in app.button if one.label == "生成文件")

    assert len(app.error) == 2 and make_button().disabled and "<mark" not in shown(app)
    for label in [one.label for one in app.checkbox if "由我填写" in one.label]:
        next(one for one in app.checkbox if one.label == label).check().run()
    assert not app.error and not make_button().disabled
    assert 'title="撰稿人自填">3次</mark>' in shown(app) and 'title="撰稿人自填">1.2亿元</mark>' in shown(app)
    app.text_area[1].set_value(summary + "召开推进会4次，投入1.2亿元。").run()
    assert len(app.error) == 1 and "4次" in app.error[0].value and make_button().disabled


def test_after_an_edit_or_another_choice_the_earlier_download_is_gone(store: Store) -> None:
    app = opened(scope="city", city=HARBIN, length="sentence", formats="csv")
    next(one for one in app.button if one.label == "生成文件").click().run()
    app.session_state["brief.batch"].wait(60)
    app.run()
    assert app.get("download_button")
    app.toggle(key="brief.editing").set_value(True).run()
    assert app.get("download_button")
    app.text_area[1].set_value("经核实，" + app.text_area[1].value).run()
    assert not app.get("download_button") and "brief.batch" not in app.session_state
