"""An allocation is in force from the day of its document, in whatever writing the sheet names it."""

from datetime import date

import pytest

from data.access import Access
from data.handins.submissions import accept, draft, submit
from data.queries.handins import find_submission
from data.queries.statements import targets_in_force
from data.settings import load_settings
from data.store import open_store
from intake.handin import check_file, handin_of
from intake.read import read_file
from intake.reading import Reading
from metrics.definitions.catalogue import load_catalogue
from tests.support.roster_of import workbook_with

PLAN = load_catalogue().plan("98113")
TITLE = "“98113”龙江技能振兴计划目标任务分解表"
MAY = date(2019, 5, 20)
Rows = list[tuple]


def sheet(*above: tuple, below: tuple[tuple, ...] = (), bases: int = 8, title: str = TITLE) -> Rows:
    return [(title,), *above, ("市（地）", "高技能人才培训基地（个）"), ("哈尔滨市", bases), ("大庆市", 3), *below]


def read(rows: Rows) -> Reading:
    return read_file(workbook_with(rows), "分解表.xlsx", load_catalogue(), plan="98113")


def check_targets(reading: Reading) -> None:
    """A day of a document changes nothing of what is shared out, and is no question."""
    assert [(one.city, one.value, one.start, one.due) for one in reading.targets] == [
        ("230100", 8, PLAN.start, PLAN.deadline),
        ("230600", 3, PLAN.start, PLAN.deadline),
    ]
    assert {one.slug for one in reading.findings} <= {"missing-city"}


STATED: dict[str, Rows] = {
    "number and brackets": sheet(("黑人社发〔2019〕30号（2019年5月20日）",)),
    "number and blank": sheet(("黑人社发〔2019〕30号  2019年5月20日",)),
    "number and comma in a notice": sheet(("依据《关于下达目标任务的通知》（黑人社发〔2019〕30号，2019年5月20日）",)),
    "printed": sheet(below=(("黑龙江省人力资源和社会保障厅办公室", "2019年5月20日印发"),)),
    "day of printing": sheet(("印发日期：2019年5月20日",)),
    "day of issue": sheet(("发文日期：2019.5.20",)),
    "time of issue": sheet(("文号：黑人社发〔2019〕30号", "发文时间：2019-05-20")),
    "in a cell of its own": sheet(("印发日期", "2019年5月20日")),
    "real date": sheet(("印发日期", MAY)),
    "foot of the document": sheet(below=(("", "黑龙江省人力资源和社会保障厅"), ("", "2019年5月20日"))),
    "foot in one cell": sheet(below=(("", "黑龙江省人力资源和社会保障厅 2019年5月20日"),)),
    "foot in Chinese numerals": sheet(below=(("", "省人力资源社会保障厅"), ("", "二〇一九年五月二十日"))),
    "foot with another zero": sheet(below=(("", "二○一九年五月二十日"),)),
    "foot as a real date": sheet(below=(("", MAY),)),
    "under the title": sheet(("（2019年5月20日）",)),
    "behind the title": sheet(title=f"{TITLE}（2019年5月20日）"),
    "beside the day of filling in": sheet(("填报日期：2019年7月3日", "印发日期：2019年5月20日")),
    "shared out": sheet(below=(("2019年5月20日下达",),)),
}
NO_DAY: dict[str, Rows] = {
    "nothing": sheet(),
    "only a number": sheet(("黑人社发〔2019〕30号",)),
    "filling in": sheet(("填报日期：2019年7月3日",)),
    "beside who fills in": sheet(("填报单位：省人社厅", "2019年7月3日")),
    "below who fills in": sheet(below=(("制表单位：省人社厅",), ("", "2019年7月3日"))),
    "audit": sheet(below=(("审核日期：2019年7月3日",),)),
}


@pytest.mark.parametrize("name", STATED)
def test_the_day_of_the_document_is_taken_from_the_sheet(name: str) -> None:
    reading = read(STATED[name])
    assert reading.document_day == MAY
    check_targets(reading)


@pytest.mark.parametrize("name", STATED)
def test_the_day_of_the_document_is_no_period_of_its_targets(name: str) -> None:
    (title, *rest), *rows = STATED[name]
    reading = read([(title.replace("目标任务分解表", "2019年度目标任务分解表"), *rest), *rows])
    assert reading.document_day == MAY
    assert {(one.start, one.due) for one in reading.targets} == {(date(2019, 1, 1), date(2019, 12, 31))}


def test_a_notice_that_shares_targets_out_is_read_with_its_number_and_day() -> None:
    rows = sheet(
        ("黑人社发〔2019〕30号",),
        below=(("黑龙江省人力资源和社会保障厅",), ("2019年5月20日",), ("（此件公开发布）",)),
        title="关于下达“98113”计划目标任务的通知",
    )
    reading = read(rows)
    assert (reading.document, reading.document_day) == ("黑人社发〔2019〕30号", MAY)
    check_targets(reading)


@pytest.mark.parametrize("name", NO_DAY)
def test_a_day_of_filling_in_is_no_document_s(name: str) -> None:
    reading = read(NO_DAY[name])
    assert reading.document_days == ()
    check_targets(reading)


def test_of_two_days_none_is_taken_and_the_reporter_is_asked() -> None:
    reading = read(sheet(("成文日期：2019年5月18日", "印发日期：2019年5月20日")))
    (told,) = [one for one in reading.findings if one.slug == "document-day-open"]
    assert reading.document_day is None and told.facts["days"] == "2019-05-18 2019-05-20"


def test_a_day_that_is_stated_counts_before_one_at_the_foot() -> None:
    assert read(sheet(("印发日期：2019年5月20日",), below=(("", "2019年5月22日"),))).document_day == MAY


def test_a_progress_sheet_has_no_document_s_day() -> None:
    rows = [("2019年6月各市培训情况",), ("市（地）", "本月培训人次"), ("哈尔滨市", 8), ("2019年7月3日印发",)]
    assert read(rows).document_days == ()


@pytest.fixture
def access() -> Access:
    with open_store(load_settings()) as store:
        yield Access(store)


def take_in(access: Access, rows: Rows, **options: object) -> str:
    content = workbook_with(rows)
    reading = check_file(content, "分解表.xlsx", access, plan="98113", **options)
    found = draft(access, handin_of(reading, content, "测试"))
    accept(access, submit(access, found.id, "测试").id)
    return found.id


def bases_on(access: Access, day: date) -> list[int]:
    return [
        int(one.value)
        for one in targets_in_force(access, PLAN, day)
        if (one.metric, one.city) == ("training_bases", "230100")
    ]


def test_an_earlier_as_of_day_keeps_the_earlier_allocation(access: Access) -> None:
    take_in(access, sheet(("黑人社发〔2018〕12号（2018年3月15日）",), bases=6))
    id = take_in(access, sheet(("黑人社发〔2019〕30号（2019年5月20日）",)))
    assert (bases_on(access, date(2019, 5, 19)), bases_on(access, MAY)) == ([6], [8])
    assert (found := find_submission(access, id)).document_day == MAY and found.document == "黑人社发〔2019〕30号"


def test_a_day_that_the_sheet_leaves_open_is_given_by_whoever_hands_it_in(access: Access) -> None:
    take_in(access, sheet(bases=6), document_day=date(2018, 3, 15))
    take_in(access, sheet(), document_day="2019-05-20")
    assert (bases_on(access, date(2018, 3, 14)), bases_on(access, date(2019, 5, 19)), bases_on(access, MAY)) == (
        [],
        [6],
        [8],
    )


def test_the_same_file_with_another_day_is_another_hand_in(access: Access) -> None:
    first = take_in(access, sheet())
    again = take_in(access, sheet(), document_day=MAY)
    assert again != first and find_submission(access, again).document_day == MAY
    assert take_in(access, sheet(), document_day=MAY) == again


def test_a_day_given_settles_an_open_one_and_a_contradiction_is_told(access: Access) -> None:
    open_rows = sheet(("成文日期：2019年5月18日", "印发日期：2019年5月20日"))
    reading = check_file(workbook_with(open_rows), "分解表.xlsx", plan="98113", document_day=MAY)
    assert reading.document_day == MAY and "document-day-open" not in {one.slug for one in reading.findings}
    stated = workbook_with(sheet(("印发日期：2019年5月18日",)))
    reading = check_file(stated, "分解表.xlsx", plan="98113", document_day=MAY)
    assert reading.document_day == MAY and "document-day-differs" in {one.slug for one in reading.findings}


def test_a_day_given_for_a_sheet_without_shared_out_targets_is_said_to_be_unused() -> None:
    rows = [("2019年6月各市培训情况",), ("市（地）", "本月培训人次"), ("哈尔滨市", 8)]
    reading = check_file(workbook_with(rows), "月报.xlsx", plan="98113", document_day=MAY)
    assert reading.document_day is None and "document-day-unused" in {one.slug for one in reading.findings}
