"""Rosters of one class: days, school and trade stand in the lines above; several classes stand below each other."""

from datetime import date

import pyarrow as pa
import pytest

from intake.read import read_file
from intake.reading import Reading
from intake.rosters import opening
from metrics.definitions.catalogue import load_catalogue
from tests.support.numbers_of import GOOD
from tests.support.roster_of import (
    HEADS,
    make_rows,
    page_with,
    text_of,
    with_check,
    workbook_of,
    workbook_of_sheets,
    workbook_with,
)

PLANS = load_catalogue()
NUMBERS = (GOOD, with_check("23060219720616889"), with_check("23060219850101001"), with_check("23060219900203002"))
HEAD = ("序号", "姓名", "性别", "身份证号", "文化程度")
JUNE, JULY = (date(2019, 6, 1), date(2019, 6, 20)), (date(2019, 7, 1), date(2019, 7, 20))
Rows = list[tuple]


def people(*places: int) -> Rows:
    return [(at, f"王小{'一二三四'[place]}", "男", NUMBERS[place], "高中") for at, place in enumerate(places, 1)]


def read(rows: Rows, merges: tuple = (), name: str = "花名册.xlsx") -> Reading:
    return read_file(workbook_with(rows, merges, "Sheet1"), name, PLANS, plan="98113", city="230100")


def kept(reading: Reading) -> list[dict]:
    return pa.ipc.open_stream(reading.kept).read_all().to_pylist()


def said(reading: Reading) -> list[tuple]:
    return [
        (one["city"], one["institution"], one["occupation"], one["first_day"], one["last_day"]) for one in kept(reading)
    ]


def slugs(reading: Reading) -> set[str]:
    return {one.slug for one in reading.findings} - {"roster-recognised"}


@pytest.mark.parametrize(
    "lines",
    [
        [("培训机构：某某职业技能培训学校", "", "培训时间：2019年6月1日至2019年6月20日")],
        [("培训机构：某某职业技能培训学校    培训时间：2019年6月1日—6月20日    人数：2人",)],
        [("培训学校：某某职业技能培训学校（盖章）",), ("开班时间：2019年6月1日", "", "结业时间：2019年6月20日")],
        [("承训单位：某某职业技能培训学校",), ("培训起止时间：2019.6.1-2019.6.20",)],
        [("培训机构", "某某职业技能培训学校", "培训日期", "2019.6.1—6.20")],
        [("培训机构：", "某某职业技能培训学校", "开班日期：", JUNE[0], "结业日期：", JUNE[1])],
        [("培训机构：某某职业技能培训学校",), ("（2019年6月1日至6月20日）",)],
        [("培训单位：某某职业技能培训学校  培训时间：二〇一九年六月一日至六月二十日",)],
        [("培训机构：某某职业技能培训学校",), ("培训时间：自2019年6月1日起至2019年6月20日止，共20天",)],
        [("某某职业技能培训学校",), ("培训时间：2019年6月1日8:30至6月20日17:00",), ("填表日期：2019年6月25日",)],
        [("培训机构：某某职业技能培训学校", "培 训 时 间：2019年6月1日～20日")],
    ],
)
def test_the_lines_above_say_days_school_and_trade_of_a_class(lines: Rows) -> None:
    reading = read([("哈尔滨市焊工培训班学员花名册",), *lines, HEAD, *people(0, 1)])
    assert said(reading) == [("230100", "某某职业技能培训学校", "焊工", *JUNE)] * 2
    assert slugs(reading) == set()
    assert [(one.city, one.end, one.value) for one in reading.observations] == [("230100", date(2019, 6, 30), 2)]


@pytest.mark.parametrize(
    "lines",
    [
        [("哈尔滨市职业技能培训班学员花名册",), ("培训工种：焊工  培训时间：2019.6.1-6.20",)],
        [("哈尔滨市2019年第三期学员花名册",), ("培训专业：焊工", "培训时间：6月1日至6月20日")],
        [("哈尔滨市学员名册",), ("班级名称：2019年焊工2班", "开班日期：2019-06-01", "结业日期：2019-06-20")],
        [("哈尔滨市2019年第三期焊工班花名册（6月1日—6月20日）",)],
        [("哈尔滨市道里区2019年焊工（初级）培训班学员名单",), ("培训期间：2019年6月1日-20日",)],
    ],
)
def test_the_trade_stands_in_a_line_or_in_the_name_of_the_class(lines: Rows) -> None:
    assert said(read([*lines, HEAD, *people(0)])) == [("230100", "", "焊工", *JUNE)]


def test_a_head_of_two_rows_may_name_people_in_the_one_and_their_numbers_in_the_other() -> None:
    rows = [
        ("焊工培训班学员花名册",),
        ("培训时间：2019年6月1日至6月20日",),
        ("序号", "姓名", "身份", "", "培训机构"),
        ("", "", "身份证号", "年龄", ""),
        (1, "王某", GOOD, 30, "甲学校"),
    ]
    merges = ((3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 3, 4), (3, 5, 4, 5))
    assert said(read(rows, merges)) == [("230100", "甲学校", "焊工", *JUNE)]


def test_the_lines_above_a_table_of_a_page_say_the_same() -> None:
    table = page_with([HEAD, *people(0)]).decode().split("<table>")
    lines = "<p>哈尔滨市焊工培训班学员花名册</p><p>培训机构：某某学校 培训时间：2019年6月1日至6月20日</p>"
    reading = read_file(
        "<body>".join((table[0], f"{lines}<table>{table[1]}")).encode(), "花名册.xls", PLANS, plan="98113"
    )
    assert said(reading) == [("230100", "某某学校", "焊工", *JUNE)]


def test_a_line_between_the_rows_of_a_list_with_days_of_its_own_names_the_school_of_those_below() -> None:
    head = ("序号", "姓名", "身份证号", "工种", "结业日期")
    rows = [
        ("哈尔滨市2019年培训台账",),
        head,
        ("甲职业培训学校",),
        (1, "王某", NUMBERS[0], "焊工", "2019-06-20"),
        ("乙职业培训学校",),
        (2, "李某", NUMBERS[1], "电工", "2019-07-20"),
    ]
    reading = read(rows, ((3, 1, 3, 5), (5, 1, 5, 5)))
    assert [(one[1], one[2], one[4]) for one in said(reading)] == [
        ("甲职业培训学校", "焊工", JUNE[1]),
        ("乙职业培训学校", "电工", JULY[1]),
    ]


def test_a_table_of_names_and_numbers_alone_is_a_roster_under_such_lines() -> None:
    rows = [("焊工培训班花名册",), ("培训时间：2019年6月1日至20日",), ("姓名", "身份证号"), ("王某", GOOD)]
    assert said(read(rows)) == [("230100", "", "焊工", *JUNE)]


@pytest.mark.parametrize(
    "line",
    [
        "培训时间：2019年6月1日起",
        "培训时间：2019年6月1日，共20天",
        "培训时间：20天",
        "培训时间：2019年1月至12月",
        "填表日期：2019年6月20日",
        "（2019年1月1日至2019年12月31日）",
        "（2019年4月1日至6月30日）",
        "培训时间：2019年6月20日",
        "截至2019年6月20日",
    ],
)
def test_a_line_that_does_not_say_when_a_class_ended_says_no_day(line: str) -> None:
    reading = read([("哈尔滨市焊工培训班学员花名册",), (line,), HEAD, *people(0)])
    assert not reading.observations
    (told,) = [one for one in reading.findings if one.slug == "roster-columns-missing"]
    assert told.facts["lacking"] == "last_day"


def test_a_month_or_one_day_is_taken_where_it_is_all_of_the_class() -> None:
    rows = [("焊工培训班花名册",), ("培训时间：2019年6月",), HEAD, *people(0)]
    assert said(read(rows))[0][3:] == (date(2019, 6, 1), date(2019, 6, 30))
    rows[1] = ("培训时间：2019年6月20日（1天）",)
    assert said(read(rows))[0][3:] == (date(2019, 6, 20), date(2019, 6, 20))


def two_classes(*between: tuple) -> Rows:
    return [
        ("哈尔滨市某某职业技能培训学校焊工培训班学员花名册",),
        ("培训时间：2019年6月1日至2019年6月20日",),
        HEAD,
        *people(0, 1),
        ("班主任：张某", "", "", "合计：2人"),
        (),
        *between,
        *people(2, 3),
        ("合计", "", "", "2人"),
    ]


SCHOOL = "哈尔滨市某某职业技能培训学校"


@pytest.mark.parametrize(
    "between",
    [
        [(f"{SCHOOL}电工培训班学员花名册",), ("培训时间：2019年7月1日至2019年7月20日",), HEAD],
        [("电工培训班学员花名册",), ("2019年7月1日—7月20日",), HEAD],
        [("第二期：电工培训班（2019年7月1日至7月20日）",)],
        [("班级名称：电工班", "开班时间：2019.7.1", "结业时间：2019.7.20")],
        [("电工培训班学员花名册",), ("培训时间：2019年7月1日-20日",), ("姓名", "序号", "身份证号码", "性别", "学历")],
    ],
)
def test_each_of_several_classes_below_each_other_has_its_own_days_and_trade(between: Rows) -> None:
    rows = two_classes(*between)
    if between[-1][0] == "姓名":
        rows[-3:-1] = [(name, at, number, sex, school) for at, name, sex, number, school in rows[-3:-1]]
    reading = read(rows)
    assert said(reading) == [
        *[("230100", SCHOOL, "焊工", *JUNE)] * 2,
        *[("230100", SCHOOL, "电工", *JULY)] * 2,
    ]
    assert slugs(reading) == set()


def test_a_class_below_that_names_no_days_of_its_own_has_none_and_is_told() -> None:
    reading = read(two_classes(("电工培训班学员花名册",), HEAD))
    assert [one[2] for one in said(reading)] == ["焊工", "焊工"]
    (told,) = [one for one in reading.findings if one.slug == "roster-columns-missing"]
    assert told.facts["lacking"] == "last_day" and told.cell


@pytest.mark.parametrize(
    "between", [[HEAD], [("哈尔滨市某某职业技能培训学校焊工培训班学员花名册",), HEAD], [("第2页",), HEAD]]
)
def test_a_head_printed_again_on_the_next_page_begins_no_class(between: Rows) -> None:
    assert said(read(two_classes(*between))) == [("230100", SCHOOL, "焊工", *JUNE)] * 4


def test_a_sheet_for_each_class_has_its_own_lines() -> None:
    sheets: dict[str, tuple[Rows, tuple]] = {
        "焊工班": ([("学员花名册",), ("培训时间：2019年6月1日至6月20日",), HEAD, *people(0)], ()),
        "电工班": ([("学员花名册",), ("培训时间：2019年7月1日至7月20日",), HEAD, *people(1)], ()),
    }
    reading = read_file(workbook_of_sheets(sheets), "花名册.xlsx", PLANS, plan="98113", city="230100")
    assert said(reading) == [("230100", "", "焊工", *JUNE), ("230100", "", "电工", *JULY)]


def test_what_the_columns_say_wins_over_the_line_and_the_contradiction_is_told_once() -> None:
    head = (*HEAD, "培训工种", "结业日期")
    rows = [
        ("哈尔滨市学员花名册",),
        ("培训机构：某某学校  培训工种：焊工  培训时间：2019年6月1日至6月20日",),
        head,
        (*people(0)[0], "焊工", "2019-06-20"),
        (*people(1)[0], "电工", "2019-07-20"),
        (*people(2)[0], "电工", "2019-07-20"),
    ]
    reading = read(rows)
    assert [(one[1], one[2], one[4]) for one in said(reading)] == [
        ("某某学校", "焊工", JUNE[1]),
        ("某某学校", "电工", JULY[1]),
        ("某某学校", "电工", JULY[1]),
    ]
    told = [(one.cell, one.facts["raw"]) for one in reading.findings if one.slug == "line-differs"]
    assert sorted(told) == [("F5", "电工"), ("G5", "2019-07-20")]


def test_the_city_of_the_only_school_is_the_city_of_its_class() -> None:
    rows = [("大庆市某某学校焊工班学员花名册",), ("培训时间：2019.6.1-6.20",), HEAD, *people(0)]
    reading = read_file(workbook_with(rows), "花名册.xlsx", PLANS, plan="98113")
    assert said(reading) == [("230600", "大庆市某某学校", "焊工", *JUNE)]


def test_a_row_of_another_city_than_the_title_s_counts_there_and_is_told_once() -> None:
    head = (*HEAD, "所在市（地）")
    cities = ("哈尔滨市", "尚志市", "大庆市", "大庆市")
    rows = [
        ("哈尔滨市焊工培训班学员花名册",),
        ("培训时间：2019.6.1-6.20",),
        head,
        *((*people(at)[0], city) for at, city in enumerate(cities)),
    ]
    reading = read(rows)
    assert [one[0] for one in said(reading)] == ["230100", "230100", "230600", "230600"]
    (told,) = [one for one in reading.findings if one.slug == "line-differs"]
    assert (told.cell, told.facts) == ("F6", {"raw": "大庆市", "line": "哈尔滨市焊工培训班学员花名册"})


@pytest.mark.parametrize(
    "line", ["培训时间：2019年1月1日至12月31日", "（2019年6月1日至6月20日）", "（2019年6月1日至6月30日）"]
)
def test_a_day_within_the_span_of_a_line_or_beside_what_a_paper_reports_on_is_no_contradiction(line: str) -> None:
    rows = [("哈尔滨市学员台账",), (line,), (*HEAD, "培训工种", "结业日期"), (*people(0)[0], "焊工", "2019-06-25")]
    assert slugs(read(rows)) == set()


def test_a_column_that_is_wholly_blank_leaves_the_line_to_speak() -> None:
    rows = [("焊工培训班花名册",), ("培训时间：2019年6月1日至6月20日",), (*HEAD, "结业日期"), *people(0)]
    assert said(read(rows)) == [("230100", "", "焊工", *JUNE)]


def test_a_blank_day_among_others_is_no_day_of_the_line() -> None:
    rows = [
        ("焊工培训班花名册",),
        ("培训时间：2019年6月1日至6月20日",),
        (*HEAD, "结业日期"),
        (*people(0)[0], "2019-06-20"),
        *people(1),
    ]
    reading = read(rows)
    assert reading.roster is not None and reading.roster["rejected"] == 1 and "date-missing" in slugs(reading)


def test_somebody_without_a_number_is_told_and_a_foot_is_nobody() -> None:
    rows = [
        ("焊工培训班花名册",),
        ("培训时间：2019年6月1日至6月20日",),
        HEAD,
        *people(0),
        (2, "李某", "女", "", "初中"),
        ("合计", "2人"),
        ("制表人：", "张某", "", "审核："),
    ]
    reading = read(rows)
    assert reading.roster == {"rows": 2, "kept": 1, "rejected": 1, "duplicates": 0}
    assert slugs(reading) == {"id-number-missing"}


def test_no_id_number_in_a_line_leaves_the_reading() -> None:
    rows = [
        ("焊工培训班花名册",),
        (f"班主任身份证号：{GOOD}  培训机构：某某学校{GOOD}",),
        ("培训时间：2019年6月1日至20日",),
    ]
    reading = read([*rows, HEAD, *people(1)])
    assert GOOD[6:14] not in repr(reading) + str(kept(reading))


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_large_roster_is_read_the_same_with_its_lines(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    heads, rows = HEADS[:3] + HEADS[5:], [row[:3] + row[5:] for row in make_rows(60)]
    title = "大庆市焊工培训班学员花名册 培训机构：某某学校"
    if kind == "xlsx":
        content = workbook_of(iter(rows), title=title, heads=heads)
    else:
        content = (f"{title}{',' * (len(heads) - 1)}\r\n" + text_of(iter(rows), heads)).encode()
    careful = read_file(content, f"台账.{kind}", PLANS, plan="98113")
    monkeypatch.setattr(opening, "LARGE_PART", 0)
    monkeypatch.setattr(opening, "LARGE_TEXT", 0)
    fast = read_file(content, f"台账.{kind}", PLANS, plan="98113")
    assert {(one[1], one[2]) for one in said(fast)} == {("某某学校", "焊工")}
    assert kept(fast) == kept(careful) and fast.findings == careful.findings


def test_a_large_roster_of_several_classes_takes_nothing_of_one_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    head = (*HEAD, "结业日期")
    rows = [
        ("焊工培训班花名册",),
        head,
        (*people(0)[0], "2019-06-20"),
        ("电工培训班花名册",),
        (*people(1)[0], "2019-07-20"),
    ]
    content = workbook_with(rows)
    careful = read_file(content, "花名册.xlsx", PLANS, plan="98113", city="230100")
    assert [one[2] for one in said(careful)] == ["焊工", "电工"]
    monkeypatch.setattr(opening, "LARGE_PART", 0)
    fast = read_file(content, "花名册.xlsx", PLANS, plan="98113", city="230100")
    assert [one[2] for one in said(fast)] == ["", ""]
