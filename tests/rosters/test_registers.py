"""Registers as offices keep them: names under 单位名称, cities in sections, merged cells, ID numbers of masters."""

from collections.abc import Sequence

import pytest

from intake.read import read_file
from intake.reading import Reading
from metrics.definitions.catalogue import load_catalogue
from tests.support.numbers_of import GOOD
from tests.support.roster_of import Merge, page_with, workbook_with

PLANS = load_catalogue()
HARBIN, DAQING = "230100", "230600"
BASES, STUDIOS = "training_bases", "master_studios"
Rows = list[tuple]


def read(rows: Rows, merges: Sequence[Merge] = (), name: str = "名单.xlsx") -> Reading:
    return read_file(workbook_with(rows, tuple(merges), "Sheet1"), name, PLANS, plan="98113")


def listed(reading: Reading) -> list[tuple[str, str, str]]:
    assert reading.roster is None
    return [(one.metric, one.name, one.city) for one in reading.entities]


def slugs(reading: Reading) -> set[str]:
    return {one.slug for one in reading.findings} - {"register-recognised", "register-undated"}


BOTH = [(BASES, "甲学院", HARBIN), (BASES, "乙公司", DAQING)]


@pytest.mark.parametrize(
    "head", ["单位名称", "项目单位", "基地名称", "申报单位", "依托单位", "建设单位名称", "项目承担单位", "所在单位"]
)
def test_the_names_of_a_list_stand_under_the_head_of_their_office(head: str) -> None:
    rows = [
        ("全省高技能人才培训基地名单",),
        ("序号", "市（地）", head, "级别", "批准时间"),
        (1, "哈尔滨市", "甲学院", "省级", "2019年6月"),
        (2, "大庆市", "乙公司", "国家级", "2019年6月"),
    ]
    reading = read(rows)
    assert listed(reading) == BOTH and slugs(reading) == set()
    assert [one.level for one in reading.entities] == ["provincial", "national"]


@pytest.mark.parametrize("title", ["高技能人才培训基地一览表", "技能大师工作室名录", "2019年技能大师工作室公示名单"])
def test_a_short_list_needs_no_more_than_a_title_and_names(title: str) -> None:
    reading = read([(title,), ("序号", "单位名称", "所在市"), (1, "甲学院", "哈尔滨市"), (2, "乙公司", "大庆市")])
    assert [one[1:] for one in listed(reading)] == [("甲学院", HARBIN), ("乙公司", DAQING)]
    assert {one[0] for one in listed(reading)} == {BASES if "基地" in title else STUDIOS}


@pytest.mark.parametrize(
    "sections",
    [
        ("哈尔滨市", "大庆市"),
        ("一、哈尔滨市", "二、大庆市"),
        ("（一）哈尔滨市（1个）", "（二）大庆市（1个）"),
        ("哈尔滨市：1个", "大庆市：1个"),
        ("1.哈尔滨市推荐", "2.大庆市推荐"),
        ("哈 尔 滨 市", "大 庆 市"),
    ],
)
def test_cities_stand_in_sections_above_their_entries(sections: tuple[str, str]) -> None:
    rows = [
        ("全省高技能人才培训基地名单",),
        ("序号", "项目单位", "级别"),
        (sections[0],),
        (1, "甲学院", "省级"),
        (sections[1],),
        (1, "乙公司", "省级"),
        ("合计：2个",),
    ]
    for merges in ((), ((3, 1, 3, 3), (5, 1, 5, 3), (7, 1, 7, 3))):
        reading = read(rows, merges)
        assert listed(reading) == BOTH and slugs(reading) == set()


def test_a_section_may_stand_beside_its_number_and_its_count() -> None:
    rows = [
        ("全省高技能人才培训基地名单",),
        ("序号", "项目单位", "级别"),
        ("一", "哈尔滨市", "1个"),
        (1, "甲学院", "省级"),
        ("二", "大庆市", "1个"),
        (1, "乙公司", "省级"),
    ]
    assert listed(read(rows)) == BOTH


def test_entries_that_have_only_a_number_and_a_name_stand_in_sections_too() -> None:
    rows = [("高技能人才培训基地名单",), ("序号", "单位名称"), ("哈尔滨市",), (1, "甲学院"), ("大庆市",), (2, "乙公司")]
    assert listed(read(rows)) == BOTH


def test_sections_within_sections_end_with_the_outer_one() -> None:
    rows = [
        ("全省高技能人才培训基地和技能大师工作室名单",),
        ("序号", "单位名称", "批准时间"),
        ("一、高技能人才培训基地",),
        ("（一）哈尔滨市",),
        (1, "甲学院", "2019年6月"),
        ("（二）大庆市",),
        (2, "乙公司", "2019年6月"),
        ("二、技能大师工作室",),
        ("（一）大庆市",),
        (1, "丙公司", "2019年6月"),
    ]
    assert listed(read(rows)) == [*BOTH, (STUDIOS, "丙公司", DAQING)]


def test_sections_of_levels_batches_and_states_say_what_the_rows_leave_out() -> None:
    rows = [
        ("哈尔滨市高技能人才培训基地名单",),
        ("序号", "单位名称", "备注"),
        ("一、国家级（1个）",),
        (1, "甲学院", "无"),
        ("二、省级（1个）",),
        (1, "乙公司", "无"),
    ]
    reading = read(rows)
    assert [(one.name, one.level) for one in reading.entities] == [("甲学院", "national"), ("乙公司", "provincial")]
    rows[2], rows[4] = ("2018年第一批",), ("2019年第二批",)
    assert [one.approved for one in read(rows).entities] == ["2018-12-31", "2019-12-31"]


def test_a_section_that_nobody_understands_is_asked_about_once_and_carries_no_city_on() -> None:
    rows = [
        ("全省高技能人才培训基地名单",),
        ("序号", "项目单位", "级别"),
        ("哈尔滨市",),
        (1, "甲学院", "省级"),
        ("哈尔宾市",),
        (2, "乙公司", "省级"),
        (3, "丙公司", "省级"),
    ]
    reading = read(rows)
    assert listed(reading) == BOTH[:1]
    (told,) = [one for one in reading.findings if one.slug == "unknown-city"]
    assert (told.cell, told.facts["text"], told.facts["meant"]) == ("A5", "哈尔宾市", "哈尔滨市")


def test_what_the_row_says_wins_over_its_section_and_the_contradiction_is_told() -> None:
    rows = [
        ("全省高技能人才培训基地名单",),
        ("序号", "项目单位", "所在市"),
        ("哈尔滨市",),
        (1, "甲学院", "哈尔滨市"),
        (2, "乙公司", "大庆市"),
    ]
    reading = read(rows)
    assert listed(reading) == BOTH
    (told,) = [one for one in reading.findings if one.slug == "line-differs"]
    assert (told.cell, told.facts) == ("C5", {"raw": "大庆市", "line": "哈尔滨市"})


def test_what_is_merged_over_several_entries_holds_for_each() -> None:
    rows = [
        ("全省高技能人才培训基地名单",),
        ("序号", "市（地）", "基地名称", "依托单位", "级别", "批准时间"),
        (1, "哈尔滨市", "甲基地", "甲学院", "省级", "2019年6月"),
        (2, "", "乙基地", "", "国家级", ""),
        (3, "大庆市", "丙基地", "丙公司", "省级", "2018年6月"),
    ]
    merges = ((3, 2, 4, 2), (3, 4, 4, 4), (3, 6, 4, 6))
    for content, name in ((workbook_with(rows, merges), "名单.xlsx"), (page_with(rows, merges), "名单.xls")):
        reading = read_file(content, name, PLANS, plan="98113")
        assert [(one.name, one.city, one.host, one.approved) for one in reading.entities] == [
            ("甲基地", HARBIN, "甲学院", "2019-06-30"),
            ("乙基地", HARBIN, "甲学院", "2019-06-30"),
            ("丙基地", DAQING, "丙公司", "2018-06-30"),
        ]


def test_a_city_below_which_others_are_only_blank_is_not_carried_on() -> None:
    rows = [
        ("全省高技能人才培训基地名单",),
        ("序号", "市（地）", "基地名称", "级别"),
        (1, "哈尔滨市", "甲基地", "省级"),
        (2, "", "乙基地", "省级"),
    ]
    reading = read(rows)
    assert [one.name for one in reading.entities] == ["甲基地"] and "unknown-city" in slugs(reading)


def test_one_studio_with_two_masters_is_one() -> None:
    rows = [
        ("全省技能大师工作室名单",),
        ("序号", "市（地）", "工作室名称", "领办人", "身份证号", "级别", "批准时间"),
        (1, "哈尔滨市", "王某技能大师工作室", "王某", GOOD, "省级", "2019年6月"),
        ("", "", "", "李某", GOOD, "", ""),
    ]
    reading = read(rows, [(3, column, 4, column) for column in (1, 2, 3, 6, 7)])
    assert listed(reading) == [(STUDIOS, "王某技能大师工作室", HARBIN)] and slugs(reading) == set()


@pytest.mark.parametrize(
    "heads",
    [
        ("序号", "市（地）", "工作室名称", "领办人", "身份证号", "级别", "批准时间"),
        ("序号", "市（地）", "申报单位", "领办人", "领办人身份证号", "级别", "批准时间"),
        ("序号", "市（地）", "项目单位", "姓名", "身份证号码", "职业（工种）", "技能等级"),
        ("序号", "市（地）", "单位名称", "负责人", "身份证号", "联系电话", "备注"),
    ],
)
def test_a_list_with_its_masters_id_numbers_is_a_register_that_keeps_none(heads: tuple[str, ...]) -> None:
    rows = [("全省技能大师工作室名单",), heads, (1, "哈尔滨市", "某某工作室", "王某", GOOD, "省级", "2019年6月")]
    reading = read(rows)
    assert listed(reading) == [(STUDIOS, "某某工作室", HARBIN)] and GOOD[6:14] not in repr(reading)


@pytest.mark.parametrize(
    "title", ["高技能人才培训基地学员名单", "技能大师工作室培训班花名册", "高技能人才培训基地参训人员名单"]
)
def test_people_trained_at_a_base_are_no_list_of_bases(title: str) -> None:
    rows = [
        (title,),
        ("序号", "单位名称", "姓名", "身份证号", "培训工种", "结业日期"),
        (1, "甲学院", "王某", GOOD, "焊工", "2019-06-20"),
    ]
    reading = read(rows, name="哈尔滨市.xlsx")
    assert reading.register is None and reading.roster is not None and reading.roster["kept"] == 1


@pytest.mark.parametrize("head", ["培训基地数量", "累计建成（个）", "培训人次", "完成率"])
def test_a_table_of_figures_of_bases_is_no_list_of_them(head: str) -> None:
    rows = [("高技能人才培训基地名单及完成情况（2019年6月）",), ("序号", "单位名称", head), (1, "哈尔滨市", 3)]
    assert read(rows).register is None
