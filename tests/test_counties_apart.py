"""绥芬河 and 抚远 count within their cities, unless a sheet's total adds them up beside these."""

from datetime import date
from decimal import Decimal

import pytest
from tests import reading_of, workbook_of

from metrics.observation import Basis, Observation, Origin
from metrics.province import sum_series
from metrics.series import build_series

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


@pytest.mark.parametrize(("total", "slugs"), [(8, {"county-apart"}), (7, set()), (9, {"total-mismatch"})])
def test_the_total_tells_whether_a_county_stands_apart(total: int, slugs: set[str]) -> None:
    found = {one["slug"] for one in read_table(total)["findings"]} - {"missing-city"}
    assert found == slugs


def standing(city: str, end: date, value: int, *, apart: bool = False) -> Observation:
    return Observation(PLAN.id, BASES.id, city, Basis.STANDING, None, end, Decimal(value), Decimal(1), NOWHERE, apart=apart)


def test_a_county_apart_is_added_to_the_province_on_the_days_of_its_city_only() -> None:
    june, july = date(2019, 6, 30), date(2019, 7, 31)
    city = build_series(PLAN, BASES, "231000", [standing("231000", june, 3), standing("231000", july, 5)], july)
    county = build_series(PLAN, BASES, "231081", [standing("231081", june, 1, apart=True)], july)

    summed = sum_series(PLAN, BASES, {"231000": city}, july, {"231000": (county,)})

    assert {point.day: point.total for point in summed.points} == {june: 4, july: 5}
