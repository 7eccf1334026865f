"""Where the checks of a sheet begin to speak: each threshold at its edge and just beyond."""

from datetime import date

import pytest

from intake.read import read_file
from intake.reading import Reading
from tests.support.reading_of import plans
from tests.support.workbook_of import build_xlsx, parse_grid

CITIES = ("哈尔滨市", "齐齐哈尔市", "鸡西市", "鹤岗市", "双鸭山市", "大庆市")
BASES = "截至2019年6月30日高技能人才培训基地现有数（个）\n市（地）|现有"


def read(grid: str, **options: object) -> Reading:
    content = build_xlsx({"Sheet1": parse_grid(grid)}, {})
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
    assert ("missing-city" in slugs(f"{BASES}\n{rows}")) is told


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
