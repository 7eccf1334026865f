"""Several files of one hand-in: what was given back goes only when meant, what came late never, names as they are."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.access import Access
from data.handins.submissions import return_to_reporter, withdraw
from data.queries.handins import list_submissions
from data.store import Store
from tests.pages.test_upload import FULL_OF_PROBLEMS, press, text_of
from tests.pages.test_upload_several import handed_in, list_after_upload, rows_of, sessions, store, upload
from ui.escaping import plain

__all__ = ["store"]
HARBIN, DAQING, JIXI = sessions("哈尔滨", 5, 9000), sessions("大庆", 5, 700), sessions("鸡西", 5, 300)


def id_of(store: Store, name: str) -> str:
    return next(one.id for one in list_submissions(Access(store)) if one.file == name)


def show_first(app: AppTest) -> AppTest:
    return app.selectbox(key="upload.several-opened").select(1).run()


def test_a_returned_file_says_why_and_is_not_handed_in_with_all(store: Store) -> None:
    app = press(upload(HARBIN, DAQING), "提交报送")
    return_to_reporter(Access(store), id_of(store, HARBIN[0]), "合计与上月不符")
    app = app.run()
    first, second = rows_of(app)
    assert "已退回修改" in first and "合计与上月不符" in first and "?receipt=" in first and "可报送" in second
    assert "可报送 1 个文件；已退回修改或撤回 1 个文件，需逐个查看后单独报送" in text_of(app)
    app = press(app, "全部报送")
    assert handed_in(store) == [DAQING[0]] and f"尚未报送：第 1 个“{plain(HARBIN[0])}”（已退回修改）" in text_of(app)
    assert not [one for one in app.button if one.label == "全部报送"]
    # Opened, it says so once more, and goes when it is meant.
    assert "已退回修改：合计与上月不符" in text_of(app)
    app = press(app, "提交报送")
    assert handed_in(store) == [DAQING[0], HARBIN[0]] and "已全部报送" in text_of(app)


def test_a_returned_file_is_known_on_another_day_too(store: Store) -> None:
    list_after_upload(store, HARBIN)
    return_to_reporter(Access(store), id_of(store, HARBIN[0]), "合计与上月不符")
    app = upload(HARBIN, DAQING)
    assert "已退回修改" in rows_of(app)[0]
    assert handed_in(press_all(app, store)) == [DAQING[0]]
    assert "已退回修改：合计与上月不符" in text_of(upload(HARBIN))


def press_all(app: AppTest, store: Store) -> Store:
    press(app, "全部报送")
    return store


def test_a_withdrawn_file_goes_again_only_when_it_is_opened(store: Store) -> None:
    app = press(upload(HARBIN, DAQING), "提交报送")
    withdraw(Access(store), id_of(store, HARBIN[0]))
    app = press(app.run(), "全部报送")
    assert handed_in(store) == [DAQING[0]] and "已撤回" in rows_of(app)[0]
    app = press(show_first(app), "提交报送")
    assert handed_in(store) == [DAQING[0], HARBIN[0]]


def test_a_returned_file_read_with_other_answers_is_another_hand_in(store: Store) -> None:
    asking = ("2019年6月.csv", "“98113”计划\n指标,当月完成\n培训技能人才（人次）,3200\n".encode())
    app = upload(asking, DAQING)
    for code, standing in (("230100", "已退回修改"), ("230600", "可报送")):
        next(one for one in app.selectbox if one.label == "市（地）").select(code)
        app = press(app, "按此重新读取")
        if standing == "已退回修改":
            app = press(app, "提交报送")
            return_to_reporter(Access(store), id_of(store, asking[0]), "不是哈尔滨的")
            app = show_first(app.run())
        assert standing in rows_of(app)[0]


def test_what_may_go_only_since_the_press_stays(store: Store) -> None:
    app = upload(HARBIN, DAQING)
    several = app.session_state["upload.several"]
    # Only the first was ready when the button was pressed.
    several.asked = {several.files[0].file: several.files[0].reading.findings}
    app = app.run()
    assert handed_in(store) == [HARBIN[0]] and "可报送" in rows_of(app)[1]
    press(app, "全部报送")
    assert handed_in(store) == [HARBIN[0], DAQING[0]]


def test_files_added_after_coming_back_join_those_from_before(store: Store) -> None:
    app = upload(HARBIN, DAQING, JIXI)
    more = (sessions("伊春", 5, 50), sessions("鹤岗", 5, 60))
    for number, one in enumerate(more, 4):
        # Only the address changes: the uploader forgets, nobody takes anything out of it.
        app.query_params["receipt"] = "-"
        app.run()
        del app.query_params["receipt"]
        app = app.run()
        assert len(rows_of(app)) == number - 1
        app = upload(one, app=app)
        assert len(rows_of(app)) == number
    press(app, "全部报送")
    assert handed_in(store) == [name for name, _ in (HARBIN, DAQING, JIXI, *more)]


def test_a_name_is_shown_as_it_is(store: Store, samples: Path) -> None:
    name = "![x](https:evil.example)~1~3月~.xlsx"
    app = upload((name, (samples / FULL_OF_PROBLEMS).read_bytes()), DAQING)
    said = press(app, "全部报送").warning[0].value
    assert r"\!\[x\]\(https\:" in said and r"\~1\~3月\~\.xlsx" in said
