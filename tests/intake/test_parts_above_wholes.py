"""A part is never more than its whole: told at the part with the whole's cell, and only where both are comparable."""

import pytest

from intake.findings.messages import describe_finding
from intake.read import read_file
from intake.reading import Reading
from tests.support.reading_of import plans
from tests.support.workbook_of import build_xlsx, parse_grid

MONTH = "2019年6月职业技能培训情况（人次）"


def read(grid: str, **options: object) -> Reading:
    return read_file(build_xlsx({"Sheet1": parse_grid(grid)}, {}), "表.xlsx", plans(), plan="98113", **options)


def told(grid: str, **options: object) -> list[tuple[str, str]]:
    """Return where a part is told to be more than its whole, with the whole's cell."""
    found = read(grid, **options).findings
    return [(str(one.cell), one.facts["cells"]) for one in found if one.slug == "part-above-whole"]


@pytest.mark.parametrize(
    ("grid", "wanted"),
    [
        ("市（地） | 本月培训人次 | 其中：女性\n哈尔滨市 | 500 | 501\n大庆市 | 500 | 500", [("C3", "B3")]),
        (
            "市（地） | 本月培训人次 | 其中：女性 | 本年累计培训人次 | 其中：女性\n哈尔滨市 | 500 | 600 | 3000 | 3500",
            [("C3", "B3"), ("E3", "D3")],
        ),
        # 其中 behind two figures may be a part of either
        ("市（地） | 本月培训人次 | 本年累计培训人次 | 其中：女性\n哈尔滨市 | 500 | 3000 | 900", []),
        ("市（地） | 本月培训人次 | 本年累计培训人次 | 其中：女性\n哈尔滨市 | 500 | 3000 | 3100", [("D3", "C3")]),
        ("市（地） | 本月培训人次 | 其中：培训课时\n哈尔滨市 | 500 | 900", []),
        ("市（地） | 本月培训人次 | 其中：农民工（万人次）\n哈尔滨市 | 50000 | 60000", []),
        ("市（地） | 本月培训人次 | 男 | 女\n哈尔滨市 | 500 | 300 | 600", [("D3", "B3")]),
    ],
)
def test_a_column_of_which_is_never_more_than_the_figures_before_it(grid: str, wanted: list[tuple[str, str]]) -> None:
    assert told(f"{MONTH}\n{grid}") == wanted


def test_a_row_of_which_is_never_more_than_the_row_it_belongs_to() -> None:
    grid = (
        f"哈尔滨市{MONTH}\n指标 | 本月 | 本年累计\n培训人次 | 500 | 3000\n其中：女性 | 600 | 2000\n农民工 | 100 | 3001"
    )
    assert told(grid) == [("B4", "B3"), ("C5", "C3")]


def test_a_county_is_never_more_than_its_city() -> None:
    districts = f"鹤岗市{MONTH}\n县（市、区） | 本月培训人次\n萝北县 | 600\n绥滨县 | 100\n合计 | 500"
    assert told(districts) == [("B3", "B5")]
    among_cities = f"{MONTH}\n市（地） | 本月培训人次\n哈尔滨市 | 500\n其中：尚志市 | 600\n大庆市 | 800"
    assert told(among_cities) == [("B4", "B3")]


def test_a_county_that_counts_beside_its_city_is_no_part_of_it() -> None:
    grid = f"{MONTH}\n市（地） | 本月培训人次\n牡丹江市 | 500\n绥芬河市 | 600"
    assert told(grid) == [("B4", "B3")]
    assert told(f"{grid}\n合计 | 1100") == []


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        ("开班人数 | 结业人数 | 取证人数\n哈尔滨市 | 500 | 600 | 700", [("C3", "B3"), ("D3", "C3")]),
        ("开班人数 | 结业人数 | 取证人数\n哈尔滨市 | 500 | 500 | 400", []),
        ("参加鉴定人数 | 合格人数\n哈尔滨市 | 50 | 60", [("C3", "B3")]),
        ("参加鉴定人数 | 不合格人数\n哈尔滨市 | 50 | 60", []),
        ("参加鉴定人数 | 合格率（%）\n哈尔滨市 | 50 | 60", []),
        ("开班数（个） | 结业人数\n哈尔滨市 | 5 | 60", []),
    ],
)
def test_nobody_takes_a_later_step_who_has_not_taken_the_earlier(heads: str, wanted: list[tuple[str, str]]) -> None:
    assert told(f"{MONTH}\n市（地） | {heads}") == wanted


def test_a_part_above_its_whole_is_told_in_both_languages_with_both_figures() -> None:
    reading = read(f"{MONTH}\n市（地） | 本月培训人次 | 其中：女性\n哈尔滨市 | 500 | 600")
    [found] = [one for one in reading.findings if one.slug == "part-above-whole"]
    plan = plans().plan("98113")
    assert (
        describe_finding(found, plan, "zh")
        == "“其中:女性” 600 大于“本月培训人次” 500（B3），部分不应大于总数。请核对。"
    )
    assert "600 is more than" in describe_finding(found, plan, "en")
