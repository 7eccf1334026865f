"""绥芬河 and 抚远 count within their cities, unless a sheet's total adds them up beside these."""

from datetime import date
from decimal import Decimal

import pytest

from intake.findings.messages import describe_finding
from intake.read import read_file
from intake.reading import Reading
from metrics.cumulation.series import build_series
from metrics.observation import Basis, Observation, Origin
from metrics.progress.province import sum_series
from tests.support import reading_of, workbook_of

PLAN = reading_of.plans().plan("98113")
BASES = PLAN.metric("training_bases")
NOWHERE = Origin("", "", "", "", "")


def read_table(total: int) -> dict:
    grid = workbook_of.parse_grid(
        f"""截至2019年6月底“98113”计划进展
        市（地） | 培训基地累计（个）
        大庆市 | 4
        牡丹江市 | 3
        绥芬河市 | 1
        合计 | {total}"""
    )
    return reading_of.read_as_dict(workbook_of.build_xlsx({"表": grid}, {}), "进展.xlsx")


@pytest.mark.parametrize(
    ("total", "slugs"), [(8, {"county-apart"}), (7, set()), (9, {"total-mismatch", "county-within"})]
)
def test_the_total_tells_whether_a_county_stands_apart(total: int, slugs: set[str]) -> None:
    found = {one["slug"] for one in read_table(total)["findings"]} - {"missing-city"}
    assert found == slugs


def standing(city: str, end: date, value: int, *, apart: bool = False) -> Observation:
    return Observation(
        PLAN.id, BASES.id, city, Basis.STANDING, None, end, Decimal(value), Decimal(1), NOWHERE, apart=apart
    )


def test_a_county_apart_is_added_to_the_province_on_the_days_of_its_city_only() -> None:
    june, july = date(2019, 6, 30), date(2019, 7, 31)
    city = build_series(PLAN, BASES, "231000", [standing("231000", june, 3), standing("231000", july, 5)], july)
    county = build_series(PLAN, BASES, "231081", [standing("231081", june, 1, apart=True)], july)

    summed = sum_series(PLAN, BASES, {"231000": city}, july, {"231000": (county,)})

    assert {point.day: point.total for point in summed.points} == {june: 4, july: 5}


GRID = """截至2019年6月底“98113”计划进展
市（地） | 培训基地累计（个）
大庆市 | 4
牡丹江市 | 3
绥芬河市 | 1"""


def read_grid(grid: str, *hints: dict) -> Reading:
    return read_file(
        workbook_of.build_xlsx({"表": workbook_of.parse_grid(grid)}, {}),
        "进展.xlsx",
        reading_of.plans(),
        plan=PLAN.id,
        hints=hints,
    )


def answered(counted: str) -> dict:
    return {"plan": PLAN.id, "fingerprint": "231081", "column": 0, "counted": counted}


def told_of(reading: Reading) -> list[str]:
    return [one.slug for one in reading.findings if one.slug.startswith("county-")]


def beside_in(reading: Reading) -> set[str]:
    return {one.city for one in reading.observations if one.apart}


def test_a_county_of_which_no_total_tells_counts_within_and_that_is_said() -> None:
    reading = read_grid(GRID)
    assert told_of(reading) == ["county-within"] and not beside_in(reading)
    (note,) = [one for one in reading.findings if one.slug == "county-within"]
    assert describe_finding(note, PLAN).startswith("表上没有表明绥芬河市的数是否含在牡丹江市数内，按“含”读取")
    assert "whether Mudanjiang includes Suifenhe" in describe_finding(note, PLAN, "en")


@pytest.mark.parametrize(("counted", "beside", "word"), [("within", set(), "含在内"), ("beside", {"231081"}, "不含")])
def test_the_answer_serves_every_sheet_of_the_plan_and_is_said(counted: str, beside: set[str], word: str) -> None:
    for grid in (GRID, GRID.replace("6月底", "7月底").replace("培训基地累计", "技能大师工作室累计")):
        reading = read_grid(grid, answered(counted))
        assert beside_in(reading) == beside and told_of(reading) == ["county-answered"]
        assert word in describe_finding(next(one for one in reading.findings if one.slug == "county-answered"), PLAN)


def test_an_answer_of_another_plan_or_about_another_county_is_not_used() -> None:
    for other in ({"plan": "2024-2026-skilled-workforce"}, {"fingerprint": "230881"}, {"counted": "maybe"}):
        assert read_grid(GRID, {**answered("beside"), **other}) == read_grid(GRID)


def test_what_a_total_proves_goes_before_the_answer_and_the_difference_is_told() -> None:
    within = read_grid(GRID + "\n合计 | 7", answered("beside"))
    assert told_of(within) == ["county-contradicted"] and not beside_in(within)
    apart = read_grid(GRID + "\n合计 | 8", answered("within"))
    assert told_of(apart) == ["county-apart", "county-contradicted"] and beside_in(apart) == {"231081"}
    assert told_of(read_grid(GRID + "\n合计 | 7", answered("within"))) == []


def test_a_rounded_total_that_bears_both_out_proves_neither() -> None:
    grid = """2019年6月培训情况
    市（地） | 当月培训（万人次）
    大庆市 | 4.2
    哈尔滨市 | 6.1
    牡丹江市 | 3.3
    绥芬河市 | 0.1
    合计 | 13.6"""
    assert told_of(read_grid(grid)) == ["county-within"]


def test_the_totals_of_a_table_speak_for_its_columns_without_one() -> None:
    grid = (
        GRID.replace("（个）", "（个） | 技能大师工作室累计（个）")
        .replace("| 4", "| 4 | 5")
        .replace("| 3", "| 3 | 2")
        .replace("| 1", "| 1 | 1")
    )
    reading = read_grid(grid + "\n合计 | 8 | ", answered("within"))
    assert {one.metric for one in reading.observations if one.apart} == {"training_bases", "master_studios"}


def test_a_total_proves_of_each_county_only_what_it_adds_up() -> None:
    """Without a figure below the total 抚远 is still asked about, whatever 绥芬河 turned out to be."""
    reading = read_grid(
        """截至2019年6月底“98113”计划进展
        市（地） | 培训基地累计（个） | 技能大师工作室累计（个）
        佳木斯市 | 4 | 5
        牡丹江市 | 3 | 2
        绥芬河市 | 1 | 1
        抚远市 | | 1
        合计 | 8 | """
    )
    assert told_of(reading) == ["county-apart", "county-within"] and beside_in(reading) == {"231081"}
    (note,) = [one for one in reading.findings if one.slug == "county-within"]
    assert note.facts["city"] == "230883"


@pytest.mark.parametrize(
    "grid",
    [GRID.replace("\n绥芬河市 | 1", "\n绥芬河市 | 0"), GRID.replace("\n牡丹江市 | 3", "")],
    ids=["none", "alone"],
)
def test_what_changes_no_sum_is_not_asked(grid: str) -> None:
    assert told_of(read_grid(grid)) == []
