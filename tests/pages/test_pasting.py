"""Cells pasted on the page of hand-ins: one of the files, read and kept like any other, and its day is no period."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.access import Access
from data.queries.handins import list_submissions, original_of
from data.settings import load_settings
from data.store import Store, open_store
from intake.pasting import keep_pasted
from intake.words.characters import stem_of
from tests.pages.test_upload import MONTHLY, XLSX, page, press, text_of
from tests.support.reading_of import read_as_dict
from wording.sentences import LANGUAGES

CELLS = '“98113”计划 2019年6月各市职业技能培训情况\t\n市（地）\t"培训\n人次"\n哈尔滨市\t1,234,567\n鸡西市\t2,345\n'
READ = "读取粘贴的单元格"


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    with open_store(load_settings()) as opened:
        yield opened


def paste(app: AppTest, text: str) -> AppTest:
    app.text_area(key="upload.paste").input(text)
    return press(app, READ)


def test_pasted_cells_are_read_handed_in_and_kept_as_a_file(store: Store) -> None:
    app = paste(page(), CELLS)
    said = text_of(app)
    assert "培训人次" in said and "123.46" in said and not app.text_area(key="upload.paste").value
    [caption] = [one.value for one in app.caption if "已粘贴" in one.value]
    assert "粘贴" in caption
    app = press(app, "提交报送")
    [submission] = list_submissions(Access(store))
    assert submission.number in text_of(app)
    name, content = original_of(Access(store), submission.id)
    assert (name, content.decode()) == (submission.file, CELLS)
    assert stem_of(name) == "" and name.startswith("粘贴-") and name.endswith("日.txt")
    # What was handed in is not offered again.
    app = press(app, "再报送一个文件")
    assert not [one for one in app.caption if "已粘贴" in one.value]


def test_pasted_cells_are_one_of_several_files_and_can_be_put_away(store: Store, samples: Path) -> None:
    app = page()
    app.file_uploader(key="upload.file").upload(MONTHLY, (samples / MONTHLY).read_bytes(), XLSX)
    app = paste(app.run(), CELLS)
    said = text_of(app)
    assert MONTHLY in said and "粘贴-" in said and "可报送 2 个文件" in said
    app = press(app, "移除")
    assert "粘贴-" not in text_of(app) and "表中共有 169 个数" in text_of(app)


def test_nothing_pasted_is_no_file_and_the_same_twice_is_one(store: Store) -> None:
    app = paste(page(), " \n\t\n")
    assert "已粘贴" not in " ".join(one.value for one in app.caption)
    app = paste(paste(app, CELLS), CELLS)
    assert [one.value for one in app.caption if "已粘贴" in one.value][1:] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_day_of_pasting_is_no_period_of_the_figures(lang: str) -> None:
    day = date(2019, 7, 3)
    first = keep_pasted("市（地）\t培训人次\n哈尔滨市\t500\n", day, (), lang)
    second = keep_pasted("x", day, {first.name}, lang)
    assert first.name in ("粘贴-2019年7月3日.txt", "pasted-3 July 2019.txt") and second.name != first.name
    assert [stem_of(one.name) for one in (first, second)] == ["", ""]
    reading = read_as_dict(first.content, first.name)
    assert reading["observations"] == [] and [one["reason"] for one in reading["set_aside"]] != []


def test_a_table_in_html_is_kept_as_a_page_and_read_with_its_merges() -> None:
    text = (
        "<html xmlns:o='x'><body><!--StartFragment--><p>截至2019年6月</p>"
        "<table><tr><td rowspan=2>市（地）<td colspan=2>"
        "高技能人才培训基地（个）<tr><td>总目标<td>累计建成<tr><td>哈尔滨市<td>31<td>27</table><!--EndFragment--></body></html>"
    )
    kept = keep_pasted(text, date(2019, 7, 3))
    assert kept.name == "粘贴-2019年7月3日.html"
    assert [one["value"] for one in read_as_dict(kept.content, kept.name)["observations"]] == [27]
    assert keep_pasted("<50人\t3\n", date(2019, 7, 3)).name.endswith(".txt")


def test_pasted_id_numbers_are_hidden_and_the_file_is_kept_sealed(store: Store) -> None:
    number = "230102199001011230"
    cells = f"哈尔滨市职业技能培训实名制台账\n姓名\t身份证号\t培训工种\t结业日期\n张三\t{number}\t焊工\t2019-06-20\n"
    app = paste(page(), cells)
    assert number not in text_of(app)
    app = press(app, "提交报送")
    [submission] = list_submissions(Access(store))
    folder = load_settings().originals
    assert all(number.encode() not in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert original_of(Access(store), submission.id)[1].decode() == cells
