"""The upload page: from a file to an accepted figure, with every question and refusal in words."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextArea

from data.access import Access
from data.handins.handin import State
from data.queries.handins import list_submissions
from data.queries.overview import fetch_overview
from data.settings import load_settings
from data.store import Store, open_store
from tests.support.paths import ROUTER

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONTHLY = "全省进度月报-2019年6月.xlsx"
FULL_OF_PROBLEMS = "各市报送-问题较多.xlsx"


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    with open_store(load_settings()) as opened:
        yield opened


def page(lang: str = "zh") -> AppTest:
    app = AppTest.from_file(ROUTER, default_timeout=60)
    app.query_params["lang"] = lang
    app.switch_page("../pages/work/upload.py")
    return app.run()


def upload(app: AppTest, path: Path, name: str | None = None) -> AppTest:
    app.file_uploader(key="upload.file").upload(name or path.name, path.read_bytes(), XLSX)
    return app.run()


def text_of(app: AppTest) -> str:
    """Everything that the page says."""
    assert not app.exception, app.exception
    return " ".join(
        str(one.proto.body if hasattr(one.proto, "body") else one.value)
        for one in (*app.get("html"), *app.error, *app.warning, *app.success, *app.info)
    )


def reason_of(app: AppTest) -> TextArea:
    """The field for the reporter's words."""
    [field] = [one for one in app.text_area if str(one.key).startswith("upload.reason.")]
    return field


def press(app: AppTest, label: str) -> AppTest:
    [button] = [one for one in app.button if one.label == label]
    return button.click().run()


def test_a_clean_file_is_understood_handed_in_and_accepted(store: Store, samples: Path) -> None:
    app = upload(page(), samples / MONTHLY)
    said = text_of(app)
    assert "没有发现问题" in said and "培训人次：自计划启动累计" in said and "表中共有 169 个数" in said
    assert "145.94 / 300 万人次" in said
    app = press(app, "提交报送")
    [submission] = list_submissions(Access(store))
    assert submission.status is State.SUBMITTED and submission.number in text_of(app)
    # Whoever decides sees the figures as they would stand.
    assert "145.94 / 300 万人次" in text_of(app)
    app = press(app, "审核通过")
    assert "已审核通过" in text_of(app)
    overview = fetch_overview(Access(store), "98113")
    assert overview.cells["230100", "training_sessions"].actual == 361100


def test_errors_block_and_say_what_to_do(store: Store, samples: Path) -> None:
    app = upload(page(), samples / FULL_OF_PROBLEMS)
    said = text_of(app)
    assert "不能提交" in said and "汇总 A5" in said and "哈尔滨市" in said
    [button] = [one for one in app.button if one.label == "提交报送"]
    assert button.disabled and list_submissions(Access(store)) == ()


def test_the_same_file_is_recognised(store: Store, samples: Path) -> None:
    app = press(press(upload(page(), samples / MONTHLY), "提交报送"), "审核通过")
    app = press(app, "再报送一个文件")
    app = upload(app, samples / MONTHLY)
    assert "已经报送过" in text_of(app)
    app = press(app, "查看回执")
    assert "已审核通过" in text_of(app) and len(list_submissions(Access(store))) == 1


def test_a_warning_needs_a_reason(store: Store, samples: Path, tmp_path: Path) -> None:
    for line, is_first in (("2019年5月,9000", True), ("2019年6月,8000", False)):
        file = tmp_path / ("五月.csv" if is_first else "六月.csv")
        file.write_text(f"“98113”计划 哈尔滨市培训技能人才（人次）\n期间,自计划启动以来累计\n{line}\n", "utf-8")
        app = upload(page(), file)
        if is_first:
            press(press(app, "提交报送"), "审核通过")
    assert "需要说明原因" in text_of(app) and "比 2019年5月31日 的 9,000 人次 减少" in text_of(app)
    app = press(app, "提交报送")
    assert "理由" in text_of(app) and len(list_submissions(Access(store))) == 1
    reason_of(app).input("上期数有误，本次更正")
    app = press(app, "提交报送")
    assert "上期数有误，本次更正" in text_of(app)


def test_what_the_sheet_leaves_open_is_asked_and_read_again(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "2019年6月.csv"
    file.write_text("“98113”计划\n指标,当月完成\n培训技能人才（人次）,3200\n", "utf-8")
    app = upload(page(), file)
    assert "哈尔滨" not in text_of(app)
    city = next(one for one in app.selectbox if one.label == "市（地）")
    city.select("230100")
    app = press(app, "按此重新读取")
    assert "3,200 人次" in text_of(app) and "哈尔滨" in text_of(app)


def test_the_day_from_which_shared_out_targets_are_in_force_is_asked_where_the_sheet_is_silent(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "分解表.csv"
    file.write_text("“98113”计划目标任务分解表\n市（地）,高技能人才培训基地（个）\n哈尔滨市,8\n", "utf-8")
    app = upload(page(), file)
    (day,) = [one for one in app.date_input if one.label == "发文日期"]
    assert day.value is None
    day.set_value(date(2019, 5, 20))
    app = press(press(app, "按此重新读取"), "提交报送")
    assert [one.document_day for one in list_submissions(Access(store))] == [date(2019, 5, 20)]


def test_a_returned_file_says_why(store: Store, samples: Path) -> None:
    app = press(upload(page(), samples / MONTHLY), "提交报送")
    app = press(app, "退回修改")
    assert "理由" in text_of(app)
    app.text_input[0].input("合计与上月不符")
    app = press(app, "退回修改")
    assert "已退回修改：合计与上月不符" in text_of(app)


def test_what_is_no_table_is_refused_in_words(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "照片.xlsx"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 200)
    said = text_of(upload(page(), file))
    assert "这是图片" in said and "Traceback" not in said


def test_the_page_speaks_english(store: Store, samples: Path) -> None:
    said = text_of(upload(page("en"), samples / MONTHLY))
    assert "No problems found" in said and "Figures after acceptance" in said
