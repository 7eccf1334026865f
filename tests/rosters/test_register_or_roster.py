"""A list of bases or studios is a register though it names people with their ID numbers; the numbers are not kept."""

import io

import pytest
import xlsxwriter

from data.access import Access
from data.handins.submissions import accept, draft, submit
from data.queries.handins import original_of
from data.settings import load_settings
from data.store import open_store
from intake.handin import check_file, handin_of
from intake.read import read_file
from intake.reading import Reading
from metrics.definitions.catalogue import load_catalogue
from tests.support.numbers_of import GOOD, SHORT
from tests.support.roster_of import HEADS, make_rows, workbook_of

STUDIO = "大庆王启民技能大师工作室"
LISTS: dict[str, list[tuple]] = {
    "master with number": [
        ("序号", "工作室名称", "所在市（地）", "领办人", "身份证号", "依托单位", "级别", "批准时间"),
        (1, STUDIO, "大庆市", "王某", GOOD, "大庆油田", "省级", "2019年6月"),
    ],
    "words of rosters": [
        (
            "序号",
            "技能大师工作室名称",
            "市（地）",
            "姓名",
            "身份证号码",
            "职业（工种）",
            "技能等级",
            "所在单位",
            "联系电话",
            "批准日期",
            "认定时间",
        ),
        (
            1,
            STUDIO,
            "大庆市",
            "王某",
            GOOD,
            "采油工",
            "高级技师",
            "大庆油田",
            "13912345678",
            "2019-06-01",
            "2019-06-01",
        ),
    ],
    "two rows of heads": [
        ("序号", "工作室名称", "所在市", "领办人", "", "", "依托单位", "批准时间"),
        ("", "", "", "姓名", "身份证号", "联系电话", "", ""),
        (1, STUDIO, "大庆市", "王某", SHORT, "13912345678", "大庆油田", "2019年6月"),
    ],
    "a span of building": [
        ("序号", "工作室名称", "所在市", "领办人", "身份证号", "依托单位", "级别", "批准文号", "起止时间"),
        (1, STUDIO, "大庆市", "王某", GOOD, "大庆油田", "省级", "黑人社发〔2019〕12号", "2018年1月—2019年6月"),
    ],
    "number in the name": [
        ("序号", "工作室名称", "所在市", "领办人", "依托单位", "批准时间"),
        (1, f"{STUDIO}（{GOOD}）", "大庆市", f"王某{GOOD}", f"大庆油田{GOOD}", "2019年6月"),
    ],
}


def workbook(rows: list[tuple]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("名单")
    sheet.write(0, 0, "技能大师工作室名单")
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            sheet.write(at, column, value)
    book.close()
    return target.getvalue()


def read(content: bytes) -> Reading:
    return read_file(content, "大庆市.xlsx", load_catalogue(), plan="98113")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_studios_with_id_numbers_is_a_register_that_keeps_none(name: str) -> None:
    reading = read(workbook(LISTS[name]))
    assert reading.roster is None and (reading.register["metric"], reading.register["rows"]) == ("master_studios", 1)
    assert [one.city for one in reading.entities] == ["230600"]
    told = repr(reading)
    assert "19811212" not in told and "811212" not in told


def test_a_roster_that_names_the_base_where_people_were_trained_is_a_roster() -> None:
    heads = tuple("培训基地名称" if head == "培训机构" else head for head in HEADS)
    assert read(workbook_of(make_rows(3), heads=heads)).roster["kept"] == 3
    heads = tuple({"培训机构": "培训基地名称", "技能等级": "级别"}.get(head, head) for head in HEADS)
    assert read(workbook_of(make_rows(3), heads=heads)).roster["kept"] == 3


def test_the_file_of_such_a_list_is_sealed() -> None:
    content = workbook(LISTS["master with number"])
    with open_store(load_settings()) as store:
        access = Access(store)
        found = draft(access, handin_of(check_file(content, "名单.xlsx", access, plan="98113"), content))
        submit(access, found.id, "测试")
        accept(access, found.id)
        assert found.sha256 != handin_of(read(content), content).sha256
        assert original_of(access, found.id)[1] == content
        assert [path.suffix for path in store.settings.originals.glob("[0-9a-f][0-9a-f]/*")] == [".sealed"]
