"""Lists beside and below each other in a sheet are each read under their own head; sums and heads are no entries."""

import pytest

from intake.read import read_file
from intake.reading import Reading
from intake.rosters import opening
from intake.rosters.columns import role_of
from metrics.definitions.catalogue import load_catalogue
from tests.support.numbers_of import GOOD
from tests.support.roster_of import Merge, with_check, workbook_with

PLANS = load_catalogue()
NUMBERS = (GOOD, *(with_check(f"2306021972061{at:04d}") for at in range(6000, 6003)))
STUDIOS = "技能大师工作室名单"


def read(rows: list[tuple], merges: tuple[Merge, ...] = ()) -> Reading:
    return read_file(workbook_with(rows, merges), "名单.xlsx", PLANS, plan="98113")


def entries(reading: Reading) -> list[tuple[str, str, str]]:
    return [(one.metric, one.name[0], one.city) for one in reading.entities]


def slugs(reading: Reading) -> set[str]:
    return {one.slug for one in reading.findings} - {"register-recognised", "roster-recognised"}


def test_people_side_by_side_are_all_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ("大庆市电工培训班花名册（2019年6月1日至6月20日）",),
        ("序号", "姓名", "身份证号", "序号", "姓名", "身份证号"),
        (1, "王一", NUMBERS[0], 2, "王二", NUMBERS[1]),
        (3, "王三", NUMBERS[2]),
    ]
    for large in (opening.LARGE_PART, 0):
        monkeypatch.setattr(opening, "LARGE_PART", large)
        reading = read(rows)
        assert reading.roster == {"rows": 3, "kept": 3, "rejected": 0, "duplicates": 0}
        assert [(one.city, one.value) for one in reading.observations] == [("230600", 3)]


def test_a_second_column_of_another_kind_begins_no_list_of_its_own() -> None:
    rows = [
        ("大庆市培训台账",),
        ("序号", "姓名", "身份证号", "培训机构", "工种", "结业日期", "监护人身份证号", "机构名称"),
        (1, "王一", NUMBERS[0], "甲校", "焊工", "2019-06-20", NUMBERS[1], "乙校"),
    ]
    assert read(rows).roster == {"rows": 1, "kept": 1, "rejected": 0, "duplicates": 0}


def test_a_county_in_a_title_tells_the_city_of_its_people() -> None:
    rows = [("尚志市焊工培训班花名册（2019年6月1日至6月20日）",), ("序号", "姓名", "身份证号"), (1, "王一", NUMBERS[0])]
    assert [(one.city, one.value) for one in read(rows).observations] == [("230100", 1)]


def test_registers_side_by_side_are_each_of_their_own_metric() -> None:
    rows = [
        (STUDIOS, "", "", "", "高技能人才培训基地名单"),
        ("市（地）", "工作室名称", "领办人", "", "市（地）", "基地名称", "依托单位"),
        ("哈尔滨市", "甲技能大师工作室", "王某", "", "大庆市", "丙基地", "丙厂"),
        ("哈尔滨市", "乙技能大师工作室", "李某"),
    ]
    reading = read(rows)
    assert entries(reading) == [
        ("master_studios", "甲", "230100"),
        ("master_studios", "乙", "230100"),
        ("training_bases", "丙", "230600"),
    ]
    assert [one.host for one in reading.entities] == ["", "", "丙厂"] and slugs(reading) == set()


def test_registers_below_each_other_are_each_of_their_own_metric() -> None:
    rows = [
        (f"表一 {STUDIOS}",),
        ("序号", "市（地）", "工作室名称", "领办人"),
        (1, "哈尔滨市", "甲技能大师工作室", "王某"),
        (),
        ("表二 高技能人才培训基地名单",),
        ("序号", "市（地）", "单位名称", "批准时间"),
        (1, "大庆市", "丙厂", "2019年5月"),
    ]
    reading = read(rows)
    assert entries(reading) == [("master_studios", "甲", "230100"), ("training_bases", "丙", "230600")]
    assert slugs(reading) == set()


def test_a_head_and_title_printed_again_begin_no_other_list_and_are_no_entry() -> None:
    page = [(STUDIOS,), ("序号", "市（地）", "工作室名称", "领办人")]
    rows = [*page, (1, "哈尔滨市", "甲技能大师工作室", "王某"), *page, (2, "大庆市", "乙技能大师工作室", "李某")]
    reading = read(rows)
    assert [name for _, name, _ in entries(reading)] == ["甲", "乙"] and slugs(reading) == set()


def test_a_section_goes_on_behind_a_head_printed_again() -> None:
    head = ("序号", "工作室名称", "领办人")
    rows = [(STUDIOS,), head, ("一、大庆市",), (1, "甲技能大师工作室", "王某"), head, (2, "乙技能大师工作室", "李某")]
    assert entries(read(rows)) == [("master_studios", "甲", "230600"), ("master_studios", "乙", "230600")]


def test_sums_and_signatures_in_any_column_are_no_entries() -> None:
    rows = [
        ("全省高技能人才培训基地名单",),
        ("序号", "单位名称", "级别", "批准时间"),
        ("一、哈尔滨市（1个）",),
        (1, "甲职业技术学院", "国家级", "2018年"),
        ("小计", 1),
        ("二、大庆市",),
        (1, "注塑机械厂", "省级", "2019年"),
        ("合计", "2个"),
        ("填报人：", "王某"),
    ]
    assert entries(read(rows)) == [("training_bases", "甲", "230100"), ("training_bases", "注", "230600")]


def test_several_names_in_one_cell_are_as_many_entries_a_long_name_is_one() -> None:
    rows = [
        (STUDIOS,),
        ("序号", "市（地）", "工作室名称", "领办人"),
        (1, "哈尔滨市", "甲技能大师工作室\n乙技能大师工作室", "王某\n李某"),
        (2, "大庆市", "丙某某焊接\n技能大师工作室", "赵某"),
    ]
    assert [name for _, name, _ in entries(read(rows))] == ["甲", "乙", "丙"]


def test_a_list_with_a_remark_of_revocation_does_not_count_that_entry() -> None:
    rows = [
        (STUDIOS,),
        ("序号", "市（地）", "工作室名称", "备注"),
        (1, "哈尔滨市", "甲技能大师工作室"),
        (2, "哈尔滨市", "乙技能大师工作室", "2019年5月撤销"),
    ]
    reading = read(rows)
    assert [one.state for one in reading.entities] == ["", "revoked"]
    assert reading.register == {"metric": "master_studios", "rows": 2, "by_city": {"230100": 1}}


def test_counties_in_sections_and_columns_are_their_cities() -> None:
    sections = [(STUDIOS,), ("序号", "工作室名称", "领办人"), ("尚志市",), (1, "甲技能大师工作室", "王某")]
    columns = [(STUDIOS,), ("序号", "所在地", "工作室名称", "领办人"), (1, "尚志市", "甲技能大师工作室", "王某")]
    for rows in (sections, columns):
        assert entries(read(rows)) == [("master_studios", "甲", "230100")]


def test_a_column_of_kinds_tells_of_which_metric_each_entry_is() -> None:
    rows = [
        ("2019年基地和工作室名单",),
        ("序号", "市（地）", "项目名称", "项目类别", "申报单位"),
        (1, "哈尔滨市", "甲项目", "高技能人才培训基地", "甲厂"),
        (2, "哈尔滨市", "乙项目", "技能大师工作室", "乙厂"),
    ]
    assert entries(read(rows)) == [("training_bases", "甲", "230100"), ("master_studios", "乙", "230100")]


@pytest.mark.parametrize(
    "line",
    ["成文日期 2019年5月20日", "自2019年5月20日起执行", "本表自2019年5月20日起施行", "（此件公开发布）2019年5月20日"],
)
def test_the_day_from_which_targets_are_in_force_is_read_in_these_writings(line: str) -> None:
    rows = [("“98113”计划目标任务分解表",), (line,), ("市（地）", "高技能人才培训基地（个）"), ("哈尔滨市", 8)]
    reading = read(rows)
    assert str(reading.document_day) == "2019-05-20" and [int(one.value) for one in reading.targets] == [8]


def test_a_row_that_says_it_was_not_finished_counts_and_is_told() -> None:
    rows = [
        ("大庆市电工培训班花名册（2019年6月1日至6月20日）",),
        ("序号", "姓名", "身份证号", "是否结业", "备注"),
        (1, "王一", NUMBERS[0], "是"),
        (2, "王二", NUMBERS[1], "否"),
        (3, "王三", NUMBERS[2], "是", "中途退学"),
    ]
    reading = read(rows)
    assert reading.roster == {"rows": 3, "kept": 3, "rejected": 0, "duplicates": 0}
    told = [(one.cell, one.facts["raw"]) for one in reading.findings if one.slug == "roster-unfinished"]
    assert told == [("A4", "否"), ("A5", "中途退学")] and slugs(reading) == {"roster-unfinished"}


@pytest.mark.parametrize("head", ["结业证书编号", "是否结业", "结业成绩", "结业情况"])
def test_columns_about_the_end_of_a_training_that_hold_no_days_are_no_column_of_days(head: str) -> None:
    assert role_of(head) not in ("first_day", "last_day")
