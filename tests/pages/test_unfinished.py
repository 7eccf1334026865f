"""Leaving the page loses neither files nor words; what was not submitted is offered again, until it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.access import Access
from data.handins.unfinished import list_unfinished
from data.queries.handins import list_submissions
from data.settings import load_settings
from data.store import Store, open_store
from tests.pages.test_pasting import CELLS, paste
from tests.pages.test_upload import MONTHLY, page, press, reason_of, text_of, upload
from tests.pages.test_upload_several import rows_of, sessions
from tests.pages.test_upload_several import upload as upload_several

UPLOAD, OVERVIEW = "../pages/work/upload.py", "../pages/read/overview.py"


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    with open_store(load_settings()) as opened:
        yield opened


def falling(store: Store, tmp_path: Path) -> Path:
    """A file whose figures are less than those accepted before, so that it needs words."""
    for line, name in (("2019年5月,9000", "五月.csv"), ("2019年6月,8000", "六月.csv")):
        file = tmp_path / name
        file.write_text(f"“98113”计划 哈尔滨市培训技能人才（人次）\n期间,自计划启动以来累计\n{line}\n", "utf-8")
        if name == "五月.csv":
            press(press(upload(page(), file), "提交报送"), "审核通过")
    return file


def leave_and_return(app: AppTest) -> AppTest:
    app.switch_page(OVERVIEW).run()
    return app.switch_page(UPLOAD).run()


def said_of(app: AppTest) -> str:
    """Everything that the page says, names of files as they are read."""
    return " ".join([text_of(app), *(one.value for one in (*app.markdown, *app.caption))]).replace("\\", "")


def test_another_page_takes_neither_the_file_nor_the_words(store: Store, tmp_path: Path) -> None:
    app = upload(page(), falling(store, tmp_path))
    reason_of(app).input("上期数有误")
    app = leave_and_return(app.run())
    assert "已保留：六月.csv" in said_of(app) and reason_of(app).value == "上期数有误"
    app = press(app, "提交报送")
    assert "上期数有误" in text_of(app) and len(list_submissions(Access(store))) == 2


def test_a_new_visit_is_offered_what_was_not_submitted_and_goes_on_with_it(store: Store, tmp_path: Path) -> None:
    app = upload(page(), falling(store, tmp_path))
    reason_of(app).input("上期数有误")
    app.run()
    again = page()
    assert "未提交的报送：六月.csv" in said_of(again) and not again.text_area[1:]
    again = press(again, "继续")
    assert reason_of(again).value == "上期数有误"
    assert "上期数有误" in text_of(press(again, "提交报送"))
    assert list_unfinished(Access(store)) == () and "未提交的报送" not in said_of(page())


def test_several_files_and_what_was_answered_about_them_come_back(store: Store) -> None:
    app = upload_several(sessions("哈尔滨", 5, 9000), sessions("大庆", 5, 700))
    assert len(rows_of(app)) == 2
    again = press(page(), "继续")
    assert len(rows_of(again)) == 2 and "可报送 2 个文件" in text_of(again)
    press(again, "全部报送")
    assert list_unfinished(Access(store)) == () and len(list_submissions(Access(store))) == 2


def test_what_is_put_away_is_not_offered_again(store: Store, samples: Path) -> None:
    upload(page(), samples / MONTHLY)
    app = press(page(), "放弃")
    assert "未提交的报送" not in said_of(app) and list_unfinished(Access(store)) == ()


def test_a_file_that_its_reporter_takes_out_is_let_go(store: Store, samples: Path) -> None:
    app = upload(page(), samples / MONTHLY)
    app.file_uploader(key="upload.file").set_value([])
    app = leave_and_return(app.run())
    assert "已保留" not in said_of(app) and list_unfinished(Access(store)) == ()


def test_pasted_cells_are_kept_and_those_handed_in_are_not(store: Store) -> None:
    paste(page(), CELLS)
    again = press(page(), "继续")
    assert "已保留：粘贴-" in said_of(again)
    press(again, "提交报送")
    assert list_unfinished(Access(store)) == () and len(list_submissions(Access(store))) == 1


def test_looking_at_a_receipt_takes_no_file(store: Store, samples: Path, tmp_path: Path) -> None:
    file = falling(store, tmp_path)
    [submission] = list_submissions(Access(store))
    app = upload(page(), file)
    app.query_params["receipt"] = submission.id
    app = press(app.run(), "再报送一个文件")
    assert "已保留：六月.csv" in said_of(app)


def test_words_about_a_decision_outlive_the_visit_until_they_are_said(store: Store, samples: Path) -> None:
    app = press(upload(page(), samples / MONTHLY), "提交报送")
    [submission] = list_submissions(Access(store))
    app.text_input[0].input("合计与上月不符")
    app.run()
    again = AppTest.from_file(app._script_path, default_timeout=60)
    again.query_params["receipt"] = submission.id
    again.switch_page(UPLOAD)
    again.run()
    assert again.text_input[0].value == "合计与上月不符"
    press(again, "退回修改")
    assert not [one for one in store.settings.unfinished.rglob("*") if one.is_file()]


def test_what_decides_stands_above_the_decision(store: Store, tmp_path: Path) -> None:
    app = upload(page(), falling(store, tmp_path))
    reason_of(app).input("上期数有误")
    app = press(app, "提交报送")
    order = [one.proto.body for one in app.main if one.type == "html"]
    words, findings, history = (
        next(at for at, body in enumerate(order) if text in body) for text in ("上期数有误", "核对结果", "经过")
    )
    assert words < findings < history
