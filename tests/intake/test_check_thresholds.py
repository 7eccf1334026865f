"""Where the checks of a sheet begin to speak: each threshold at its edge and just beyond."""

from datetime import date

import pytest

from intake.findings.messages import describe_finding
from intake.read import read_file
from intake.reading import Reading
from tests.support.reading_of import plans
from tests.support.workbook_of import build_xlsx, parse_grid

CITIES = ("哈尔滨市", "齐齐哈尔市", "鸡西市", "鹤岗市", "双鸭山市", "大庆市")
BASES = "截至2019年6月30日高技能人才培训基地现有数（个）\n市（地）|现有"


def read(grid: str, case: dict | None = None, **options: object) -> Reading:
    content = build_xlsx({"Sheet1": parse_grid(grid)}, case or {})
    return read_file(content, "表.xlsx", plans(), plan="98113", **options)


def slugs(grid: str, **options: object) -> set[str]:
    return {one.slug for one in read(grid, **options).findings}


@pytest.mark.parametrize(("value", "suspect"), [(1000, False), (1001, True)])
def test_a_city_beyond_ten_times_the_province_s_target_was_read_in_a_wrong_unit(value: int, suspect: bool) -> None:
    reading = read(f"{BASES}\n哈尔滨市|{value}\n大庆市|3")
    assert [int(one.value) for one in reading.observations] == ([3] if suspect else [value, 3])
    assert ("unit-suspect" in {one.slug for one in reading.findings}) is suspect


@pytest.mark.parametrize(("count", "told"), [(4, False), (5, True)])
def test_from_five_cities_on_a_table_means_to_list_all_of_them(count: int, told: bool) -> None:
    rows = "\n".join(f"{city}|{number}" for number, city in enumerate(CITIES[:count], 1))
    found = [one.facts for one in read(f"{BASES}\n{rows}").findings if one.slug == "missing-city"]
    missing = "大庆市、伊春市、佳木斯市、七台河市、牡丹江市、黑河市、绥化市、大兴安岭地区"
    assert found == ([{"cities": missing, "count": "8"}] if told else [])


@pytest.mark.parametrize(("today", "told"), [(date(2019, 6, 29), True), (date(2019, 6, 30), False)])
def test_a_period_that_ends_today_is_over_and_one_that_ends_tomorrow_is_not(today: date, told: bool) -> None:
    assert ("future-period" in slugs(f"{BASES}\n哈尔滨市|13", today=today)) is told


@pytest.mark.parametrize(("day", "told"), [("2020年12月31日", False), ("2021年1月1日", True)])
def test_the_day_of_the_deadline_is_within_the_plan_and_the_next_one_after_it(day: str, told: bool) -> None:
    grid = BASES.replace("2019年6月30日", day)
    assert ("after-deadline" in slugs(f"{grid}\n哈尔滨市|13", today=date(2021, 6, 1))) is told


RATES = "截至2019年6月30日高技能人才培训基地（个）\n市（地）|目标|现有|完成率（%）"


@pytest.mark.parametrize(
    ("printed", "told"), [("12.5", False), ("12.4", True), ("12.6", True), ("12", False), ("13", False), ("14", True)]
)
def test_a_rate_may_differ_by_half_of_its_last_printed_digit(printed: str, told: bool) -> None:
    assert ("rate-mismatch" in slugs(f"{RATES}\n哈尔滨市|40|5|{printed}")) is told


@pytest.mark.parametrize(("printed", "told"), [("33.3", False), ("33.4", True)])
def test_a_rate_that_never_ends_is_compared_as_it_is_printed(printed: str, told: bool) -> None:
    assert ("rate-mismatch" in slugs(f"{RATES}\n哈尔滨市|30|10|{printed}")) is told


@pytest.mark.parametrize(("total", "told"), [(8, False), (9, True), (7, True)])
def test_whole_parts_add_up_exactly(total: int, told: bool) -> None:
    assert ("total-mismatch" in slugs(f"{BASES}\n哈尔滨市|5\n大庆市|3\n合计|{total}")) is told


SESSIONS = "2019年1—6月职业技能培训情况（万人次）\n市（地）|本年累计培训人次"


@pytest.mark.parametrize(("total", "told"), [("2.46", False), ("2.47", True), ("2.44", False), ("2.43", True)])
def test_rounded_parts_may_differ_from_a_rounded_total_by_half_a_digit_each(total: str, told: bool) -> None:
    # two parts and the total, each off by half a hundredth at most
    assert ("total-mismatch" in slugs(f"{SESSIONS}\n哈尔滨市|1.23\n大庆市|1.22\n合计|{total}")) is told


def test_without_a_day_of_looking_nothing_is_to_come() -> None:
    assert "future-period" not in slugs(f"{BASES}\n哈尔滨市|13", today=None)


@pytest.mark.parametrize(("value", "suspect"), [("0.075", False), ("0.0749", True), ("100", False), ("100.1", True)])
def test_a_share_below_a_twentieth_of_what_is_asked_or_above_the_whole_was_typed_as_another_unit(
    value: str, suspect: bool
) -> None:
    grid = "2019年12月31日职工教育培训经费占工资总额比例（%）\n市（地）|比例"
    reading = read(f"{grid}\n哈尔滨市|{value}\n大庆市|1.6")
    assert [one.city for one in reading.observations] == (["230600"] if suspect else ["230100", "230600"])
    assert ("unit-suspect" in {one.slug for one in reading.findings}) is suspect


@pytest.mark.parametrize(("most", "suspect"), [("999", True), ("1000", False)])
def test_below_a_thousand_everywhere_trainings_without_a_unit_may_be_in_ten_thousands(most: str, suspect: bool) -> None:
    reading = read(f"2019年6月情况\n市（地）|当月技能培训\n哈尔滨市|{most}\n大庆市|500")
    assert len(reading.observations) == (0 if suspect else 2)
    assert ("unit-suspect" in {one.slug for one in reading.findings}) is suspect


@pytest.mark.parametrize(
    ("hidden", "where"),
    [
        ({}, None),
        ({"hidden_rows": [4]}, ("4", "")),
        ({"hidden_columns": ["B"]}, ("", "B")),
        ({"hidden_rows": [3, 5], "hidden_columns": ["A", "B"]}, ("3、5", "A、B")),
        # nothing stands there
        ({"hidden_rows": [44], "hidden_columns": ["H"]}, None),
    ],
)
def test_hidden_rows_and_columns_with_figures_are_named(hidden: dict, where: tuple[str, str] | None) -> None:
    reading = read(f"{BASES}\n哈尔滨市|3\n大庆市|4\n鸡西市|5", hidden)
    found = [(one.facts["rows"], one.facts["columns"]) for one in reading.findings if one.slug == "hidden-cells"]
    assert found == ([where] if where else []) and len(reading.observations) == 3


def test_a_hidden_sheet_is_named_where_none_of_its_rows_is_hidden() -> None:
    visible = parse_grid(f"{BASES}\n哈尔滨市|3")
    content = build_xlsx({"一": visible, "二": parse_grid(f"{BASES}\n大庆市|4")}, {"hidden_sheets": ["二"]})
    found = [one for one in read_file(content, "表.xlsx", plans(), plan="98113").findings if one.slug == "hidden-cells"]
    assert [(one.sheet, one.facts["rows"], one.facts["columns"]) for one in found] == [("二", "", "")]


@pytest.mark.parametrize("count", [20, 21])
def test_of_hidden_rows_and_columns_the_first_twenty_are_named(count: int) -> None:
    rows = "\n".join(["|".join("9" * 30)] * 30)
    letters = "ABCDEFGHIJKLMNOPQRSTU"[:count]
    reading = read(f"{BASES}\n哈尔滨市|3\n\n{rows}", {"hidden_rows": range(6, 6 + count), "hidden_columns": letters})
    (found,) = [one.facts for one in reading.findings if one.slug == "hidden-cells"]
    assert found["rows"] == "、".join(map(str, range(6, 26))) and found["columns"] == "、".join(letters[:20])


def doubles(grid: str) -> list[tuple[str | None, dict]]:
    return [(one.cell, one.facts) for one in read(grid).findings if one.slug == "duplicate-city"]


def test_a_place_that_stands_twice_is_told_at_both_with_what_it_states() -> None:
    facts = {"city": "230100", "metric": "training_bases"}
    assert doubles(f"{BASES}\n哈尔滨市|3\n哈尔滨市|4\n大庆市|3") == [("A3", facts), ("A4", facts)]
    months = "哈尔滨市2019年职业技能培训情况（人次）\n月份|当月培训人次\n5月|3000\n5月|4000\n6月|2500"
    twice = {"city": "230100", "metric": "training_sessions", "cells": "B3、B4"}
    assert doubles(months) == [("B3", twice), ("B4", twice)]
    rates = "2019年6月\n市（地）|培训基地完成率（%）|培训基地完成率（%）\n哈尔滨市|3|1"
    assert doubles(rates) == [("A3", facts | {"cells": "B3、C3"})]


def test_an_empty_second_row_or_a_column_of_no_metric_makes_no_double() -> None:
    assert doubles(f"{BASES}\n哈尔滨市|3\n哈尔滨市|\n大庆市|3") == []
    assert doubles(f"{BASES}|未知数\n哈尔滨市|3|未报\n哈尔滨市||未报\n大庆市|3|1") == []
    by_month = "2019年培训人次完成情况\n市（地）|5月完成率（%）|6月完成率（%）\n哈尔滨市|3|1"
    assert doubles(by_month) == []


RUNNING = "2019年职业技能培训（人次）\n市（地）|2月累计|3月累计|4月累计"


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        # three times the best increase, in each of two months
        ("6000|7000|7500", False),
        ("6001|7001|7501", True),
        ("6001|6501|7501", True),
        # without any increase one a month is taken
        ("6|6|6", False),
        ("7|7|7", True),
    ],
)
def test_a_first_sum_of_more_than_three_times_the_best_month_carries_earlier_years(values: str, asked: bool) -> None:
    reading = read(f"{RUNNING}\n哈尔滨市|{values}")
    found = [(one.cell, one.facts["text"]) for one in reading.findings if one.slug == "ambiguous-period"]
    assert found == ([("B3", "2月累计"), ("C3", "3月累计"), ("D3", "4月累计")] if asked else [])
    assert len(reading.observations) == (0 if asked else 3)


def test_two_sums_or_those_of_two_years_tell_nothing_of_earlier_ones() -> None:
    assert "ambiguous-period" not in slugs("2019年职业技能培训（人次）\n市（地）|2月累计|3月累计\n哈尔滨市|60000|61000")
    years = "职业技能培训（人次）\n市（地）|2018年12月累计|2019年2月累计|2019年3月累计"
    assert "ambiguous-period" not in slugs(f"{years}\n哈尔滨市|60000|60100|60200")


MONTHS = "2019年职业技能培训（{}）\n市（地）|1月|2月|3月|3月累计"


@pytest.mark.parametrize(
    ("unit", "values", "asked"),
    [
        # half of the last digit of each of the four
        ("人次", "1000|1500|2000|4502", False),
        ("人次", "1000|1500|2000|4503", True),
        ("人次", "1000|1500|2000|4498", False),
        ("人次", "1000|1500|2000|4497", True),
        ("万人次", "0.11|0.15|0.23|0.51", False),
        ("万人次", "0.11|0.15|0.23|0.52", True),
        ("万人次", "0.11|0.15|0.23|0.47", False),
        ("万人次", "0.11|0.15|0.23|0.46", True),
    ],
)
def test_a_sum_that_all_months_of_its_year_contradict_is_asked_about(unit: str, values: str, asked: bool) -> None:
    reading = read(f"{MONTHS.format(unit)}\n哈尔滨市|{values}")
    assert [one.cell for one in reading.findings if one.slug == "ambiguous-period"] == (["E3"] if asked else [])
    assert len(reading.observations) == (3 if asked else 4)


@pytest.mark.parametrize(
    "grid",
    [
        "市（地）|1月|3月|3月累计\n哈尔滨市|1000|1500|9000",
        "市（地）|2月|3月|4月|3月累计\n哈尔滨市|1000|1500|1700|9000",
        "市（地）|1—2月|2月|3月|3月累计\n哈尔滨市|1000|1500|1700|9000",
    ],
)
def test_a_sum_is_not_held_against_some_of_its_months(grid: str) -> None:
    assert "ambiguous-period" not in slugs(f"2019年职业技能培训（人次）\n{grid}")


def test_of_a_place_of_which_anything_is_read_only_the_doubled_figures_are_told_not_to_be() -> None:
    grid = (
        "单位|月份|现有培训基地（个）|当月培训人次\n鸡西市|2019年5月|1|3200\n"
        "鸡西市|2019年6月|2|3300\n鸡西市|2019年6月||3100"
    )
    told = {"city": "230300", "metric": "training_sessions", "cells": "D3、D4"}
    assert doubles(grid) == [("D3", told), ("D4", told)]
    assert [one.origin.cell for one in read(grid).observations] == ["C2", "D2", "C3"]
    (sentence, _) = [describe_finding(one, None) for one in read(grid).findings if one.slug == "duplicate-city"]
    assert "D3、D4" in sentence and "出现两次" not in sentence
