"""States of a list are read as whole words: what is not yet, or only wished, is not so, and what is open is told."""

import pytest

from intake.read import read_file
from intake.reading import Reading
from intake.rosters.registers.listing import counts_for
from metrics.definitions.catalogue import load_catalogue
from tests.support.roster_of import workbook_with

PLANS = load_catalogue()
HEADS = ("序号", "市（地）", "基地名称", "批准时间")


def read(head: str, *texts: str) -> Reading:
    rows = [("全省高技能人才培训基地名单",), (*HEADS, head)]
    rows += [(n, "哈尔滨市", f"第{n}技师学院", "2019年6月", text) for n, text in enumerate(texts, 1)]
    return read_file(workbook_with(rows, (), "Sheet1"), "名单.xlsx", PLANS, plan="98113")


def told(reading: Reading) -> list[str | None]:
    return [one.cell for one in reading.findings if one.slug == "register-state-unclear"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("已验收", "opened"),
        ("验收合格并挂牌", "opened"),
        ("正在运行", "opened"),
        ("已批准", "approved"),
        ("省厅批复立项", "approved"),
        ("撤销", "revoked"),
        ("已摘牌", "revoked"),
        ("在建", "building"),
        ("待挂牌", "building"),
        ("拟验收", "building"),
        ("未建成", "building"),
        ("申请验收", "building"),
        ("尚未通过验收", "building"),
        ("已批准，未挂牌", "building"),
        ("已建成未授牌", "building"),
        ("正常", ""),
    ],
)
def test_a_state_is_what_its_words_say_as_a_whole(text: str, state: str) -> None:
    reading = read("状态", text)
    assert [one.state for one in reading.entities] == [state] and told(reading) == []


@pytest.mark.parametrize(
    "text",
    [
        *("验收不合格", "验收未通过", "未批准", "不予批准", "拟认定", "申请立项", "待批复", "停办整改"),
        *("拟撤销", "未撤销", "申请摘牌", "撤销后恢复", "建议取消", "计划2020年建成", "恢复运行"),
    ],
)
def test_a_state_that_is_denied_or_only_wished_is_told_and_not_counted(text: str) -> None:
    reading = read("状态", text, "已验收")
    assert [one.state for one in reading.entities] == ["unclear", "opened"]
    assert told(reading) == ["E3"]
    metric = PLANS.plan("98113").metric("training_bases")
    assert [counts_for(one, metric) for one in reading.entities] == [False, True]


@pytest.mark.parametrize(
    ("remark", "state"),
    [
        *(("已撤销", "revoked"), ("不撤销", ""), ("未被撤销", ""), ("省级重点", "")),
        *(("拟撤销", "unclear"), ("撤销后恢复", "unclear")),
    ],
)
def test_a_remark_revokes_only_what_it_says_was_revoked(remark: str, state: str) -> None:
    reading = read("备注", remark)
    assert [one.state for one in reading.entities] == [state]
    assert told(reading) == (["E3"] if state == "unclear" else [])


def test_two_of_one_name_in_two_cities_are_two() -> None:
    rows = [
        ("全省高技能人才培训基地名单",),
        HEADS,
        *((n, city, "职业技术学院", "2019年6月") for n, city in enumerate(("大庆市", "绥化市", "大庆市"), 1)),
    ]
    reading = read_file(workbook_with(rows, (), "Sheet1"), "名单.xlsx", PLANS, plan="98113")
    assert [one.city for one in reading.entities] == ["230600", "231200"]
    assert [one.cell for one in reading.findings if one.slug == "register-double"] == ["A5"]
