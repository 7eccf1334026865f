"""Several files of one hand-in: read in turn, seen together, handed in with one button, each with its own receipt."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.access import Access
from data.handins.handin import State
from data.handins.submissions import accept
from data.queries.handins import list_submissions
from data.settings import load_settings
from data.store import Store, open_store
from intake.child.running import QUEUE
from tests.pages.test_upload import FULL_OF_PROBLEMS, MONTHLY, XLSX, page, press, text_of
from tests.support.roster_of import make_rows, workbook_of
from ui.escaping import plain
from ui.hand_in import reading_progress
from ui.hand_in.reading_jobs import JOBS

File = tuple[str, bytes]


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    with open_store(load_settings()) as opened:
        yield opened


def sessions(city: str, month: int, value: int) -> File:
    """A small summary sheet: how many were trained since the plan began."""
    text = f"“98113”计划 {city}市培训技能人才（人次）\n期间,自计划启动以来累计\n2019年{month}月,{value}\n"
    return f"{city}{month}月.csv", text.encode()


def of_sample(folder: Path, name: str) -> File:
    return name, (folder / name).read_bytes()


def upload(*files: File, app: AppTest | None = None, key: str = "upload.file") -> AppTest:
    app = app or page()
    app.file_uploader(key=key).set_value([(name, content, XLSX) for name, content in files])
    return app.run()


def table_of(app: AppTest) -> str:
    """The table of the files, which stands first."""
    assert not app.exception, app.exception
    return next(str(one.proto.body) for one in app.get("html") if "状态" in one.proto.body and "回执" in one.proto.body)


def rows_of(app: AppTest) -> list[str]:
    return table_of(app).split("<tr>")[2:]


def handed_in(store: Store) -> list[str]:
    """The files handed in, the first first."""
    found = [one for one in list_submissions(Access(store)) if one.status in (State.SUBMITTED, State.ACCEPTED)]
    return [one.file for one in sorted(found, key=lambda one: one.number)]


def test_two_clean_files_are_handed_in_at_once_with_two_receipts(store: Store, samples: Path) -> None:
    files = (of_sample(samples, MONTHLY), sessions("哈尔滨", 5, 9000))
    app = upload(*files)
    first, second = rows_of(app)
    assert MONTHLY in first and "汇总表" in first and "可报送" in first and "个数" in first
    assert "可报送" in second and "1 个数" in second and "可报送 2 个文件" in text_of(app)
    app = press(app, "全部报送")
    assert handed_in(store) == [name for name, _ in files]
    said = text_of(app)
    assert "2 个文件已全部报送" in said
    for row, one in zip(rows_of(app), sorted(list_submissions(Access(store)), key=lambda one: one.number), strict=True):
        assert "已报送" in row and one.number in row and f"?receipt={one.id}" in row
    app = press(app, "继续报送其他文件")
    assert not app.file_uploader(key="upload.file.1").value and "没有现成的表格" in " ".join(
        one.label for one in app.expander
    )


def test_the_file_with_errors_stays_and_the_others_are_handed_in(store: Store, samples: Path) -> None:
    app = upload(of_sample(samples, FULL_OF_PROBLEMS), sessions("哈尔滨", 5, 9000))
    assert "有错误" in rows_of(app)[0] and "不能报送 1 个文件" in text_of(app)
    # The one that waits for the reporter is open, exactly as if it were alone.
    assert "汇总 A5" in text_of(app) and "哈尔滨市" in text_of(app)
    app = press(app, "全部报送")
    assert handed_in(store) == ["哈尔滨5月.csv"]
    assert f"尚未报送：第 1 个“{plain(FULL_OF_PROBLEMS)}”（有错误）" in text_of(app) and "已报送" in rows_of(app)[1]
    assert "汇总 A5" in text_of(app) and not [one for one in app.button if one.label == "全部报送"]


def test_the_one_that_needs_a_reason_waits_for_it(store: Store) -> None:
    [first] = list_after_upload(store, sessions("哈尔滨", 5, 9000))
    accept(Access(store), first)
    app = upload(sessions("哈尔滨", 6, 8000), sessions("大庆", 5, 700))
    assert "需说明" in rows_of(app)[0] and "填写原因后可报送 1 个文件" in text_of(app)
    app = press(app, "全部报送")
    assert handed_in(store)[1:] == ["大庆5月.csv"] and "需说明" in rows_of(app)[0]
    app.text_area(key="upload.several-reason.0").input("上期数有误，本次更正")
    app = press(app, "全部报送")
    assert handed_in(store)[1:] == ["大庆5月.csv", "哈尔滨6月.csv"] and "已全部报送" in text_of(app)
    assert list_submissions(Access(store))[0].history[-1].reason == "上期数有误，本次更正"


def test_words_about_one_file_alone_go_with_it(store: Store) -> None:
    [first] = list_after_upload(store, sessions("哈尔滨", 5, 9000))
    accept(Access(store), first)
    app = upload(sessions("哈尔滨", 6, 8000), sessions("大庆", 5, 700))
    [own] = [one for one in app.text_area if one.key not in ("upload.several-reason.0", "upload.paste")]
    app = own.input("核减重复数").run()
    assert "可报送 2 个文件" in text_of(app)
    # They are still there after another file was looked at.
    app = app.selectbox(key="upload.several-opened").select(2).run()
    assert "可报送 2 个文件" in text_of(app)
    app = press(app, "全部报送")
    assert "已全部报送" in text_of(app)
    assert (
        next(one for one in list_submissions(Access(store)) if one.file == "哈尔滨6月.csv").history[-1].reason
        == "核减重复数"
    )


def test_the_same_file_twice_is_handed_in_once(store: Store) -> None:
    name, content = sessions("哈尔滨", 5, 9000)
    app = upload((name, content), ("副本.csv", content), sessions("大庆", 5, 700))
    assert "与第 1 个文件相同" in rows_of(app)[1] and "可报送 2 个文件" in text_of(app)
    app = press(app, "全部报送")
    assert handed_in(store) == [name, "大庆5月.csv"] and "2 个文件已全部报送" in text_of(app)


def test_a_file_that_waits_already_is_not_handed_in_again(store: Store) -> None:
    known = sessions("哈尔滨", 5, 9000)
    [id] = list_after_upload(store, known)
    app = upload(known, sessions("大庆", 5, 700))
    assert "已报送" in rows_of(app)[0] and f"?receipt={id}" in rows_of(app)[0]
    app = press(app, "全部报送")
    assert handed_in(store) == [known[0], "大庆5月.csv"]


def test_rows_that_an_earlier_file_of_the_batch_holds_stop_the_later_one(store: Store) -> None:
    rows = list(make_rows(30))
    app = upload(
        ("甲县.xlsx", workbook_of(iter(rows[:20]))),
        ("乙县.xlsx", workbook_of(iter(rows[15:]))),
        sessions("大庆", 5, 700),
    )
    assert [("实名制台账" in row, "可报送" in row) for row in rows_of(app)] == [
        (True, True),
        (True, True),
        (False, True),
    ]
    app = press(app, "全部报送")
    assert handed_in(store) == ["甲县.xlsx", "大庆5月.csv"]
    said = text_of(app)
    assert "发现了新的问题" in said and "甲县.xlsx" in said and "未报送" in rows_of(app)[1]
    # Seen, it is handed in with a reason.
    # Words about what was known before would not answer it.
    assert app.text_area(key="upload.several-reason.1").value == ""
    app.text_area(key="upload.several-reason.1").input("同一人参加两期")
    app = press(app, "全部报送")
    assert handed_in(store) == ["甲县.xlsx", "大庆5月.csv", "乙县.xlsx"] and "已全部报送" in text_of(app)


def test_one_handed_in_alone_leaves_the_others_where_they_are(store: Store) -> None:
    app = upload(sessions("哈尔滨", 5, 9000), sessions("大庆", 5, 700))
    app = press(app, "提交报送")
    assert handed_in(store) == ["哈尔滨5月.csv"]
    first, second = rows_of(app)
    assert "已报送" in first and "可报送" in second and app.selectbox(key="upload.several-opened").value == 2
    app = press(app, "提交报送")
    assert handed_in(store) == ["哈尔滨5月.csv", "大庆5月.csv"] and "已全部报送" in text_of(app)


def test_what_one_file_leaves_open_is_answered_and_kept(store: Store) -> None:
    asking = ("2019年6月.csv", "“98113”计划\n指标,当月完成\n培训技能人才（人次）,3200\n".encode())
    app = upload(asking, sessions("大庆", 5, 700))
    assert "待补充" in rows_of(app)[0]
    next(one for one in app.selectbox if one.label == "市（地）").select("230100")
    app = press(app, "按此重新读取")
    assert "可报送" in rows_of(app)[0]
    app = app.selectbox(key="upload.several-opened").select(2).run()
    app = app.selectbox(key="upload.several-opened").select(1).run()
    assert next(one for one in app.selectbox if one.label == "市（地）").value == "230100"
    app = press(app, "全部报送")
    assert len(handed_in(store)) == 2 and "已全部报送" in text_of(app)


def test_what_cannot_be_opened_keeps_none_of_the_others(store: Store) -> None:
    app = upload(("照片.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 200), sessions("大庆", 5, 700))
    assert "有错误" in rows_of(app)[0] and "这是图片" in text_of(app)
    app = press(app, "全部报送")
    assert handed_in(store) == ["大庆5月.csv"] and "这是图片" in text_of(app)


def test_leaving_for_a_receipt_and_coming_back_loses_nothing(store: Store) -> None:
    known = sessions("哈尔滨", 5, 9000)
    list_after_upload(store, known)
    app = upload(known, sessions("大庆", 5, 700))
    app = app.selectbox(key="upload.several-opened").select(1).run()
    app = press(press(app, "查看回执"), "再报送一个文件")
    assert "可报送" in rows_of(app)[1]
    # One more file joins them.
    app = upload(sessions("鸡西", 5, 300), app=app)
    assert ["大庆" in row for row in rows_of(app)] == [False, True, False] and "3. 鸡西" in rows_of(app)[2]
    app = press(app, "全部报送")
    assert handed_in(store) == [known[0], "大庆5月.csv", "鸡西5月.csv"]


def test_files_come_back_to_are_put_away_with_one_button(store: Store) -> None:
    known = sessions("哈尔滨", 5, 9000)
    list_after_upload(store, known)
    app = upload(known, sessions("大庆", 5, 700)).selectbox(key="upload.several-opened").select(1).run()
    app = press(press(app, "查看回执"), "再报送一个文件")
    app = press(app, "不再报送，关闭这些文件")
    assert "没有现成的表格" in " ".join(one.label for one in app.expander) and handed_in(store) == [known[0]]


def test_taking_files_out_of_the_uploader_leaves_one_file_as_ever(store: Store) -> None:
    one, other = sessions("哈尔滨", 5, 9000), sessions("大庆", 5, 700)
    app = upload(one, other)
    app = upload(one, app=app)
    assert not [button for button in app.button if button.label == "全部报送"]
    app = press(app, "提交报送")
    assert "回执" in text_of(app) and handed_in(store) == [one[0]]


def test_large_files_are_read_in_turn_and_one_may_be_cancelled(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_progress, "SMALL", 10)
    files = [
        ("甲县.xlsx", workbook_of(make_rows(3000, again=0))),
        ("乙县.xlsx", workbook_of(make_rows(40, seed=2, again=0))),
    ]
    with QUEUE.turn():  # so that the first file waits, however fast the machine is
        app = upload(*files)
        owner = reading_progress.owner_of(Access(store))
        assert "读取中" in rows_of(app)[0] and "待读取" in rows_of(app)[1]
        assert next(one for one in app.button if one.label == "全部报送").disabled
        app = press(app, "取消读取这个文件")
    for _ in range(100):
        if "读取中" not in table_of(app):
            break
        app = app.run()
    assert "已取消读取" in rows_of(app)[0] and "40 行" in rows_of(app)[1]
    app = press(app.selectbox(key="upload.several-opened").select(2).run(), "全部报送")
    assert handed_in(store) == ["乙县.xlsx"] and "已取消读取" in rows_of(app)[0]
    app = press(app, "重新读取")
    for _ in range(100):
        if "读取中" not in table_of(app):
            break
        JOBS.find(owner, app.session_state["upload.several"].files[0].file).done.wait(20)
        app = app.run()
    assert "已报送" in rows_of(app)[1] and "实名制台账" in rows_of(app)[0]


def list_after_upload(store: Store, file: File) -> list[str]:
    """Hand one file in alone and return the ids of all."""
    press(upload(file), "提交报送")
    return [one.id for one in list_submissions(Access(store))]
