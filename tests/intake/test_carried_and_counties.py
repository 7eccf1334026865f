"""A carried figure is held against the one that stands for its time; counties do not fall unsaid, as cities do not."""

from datetime import UTC, date, datetime

import pytest

from data.access import Access
from data.handins.submissions import accept, draft, submit
from intake.comparing.accepted import History
from intake.comparing.part_above_whole import find_parts_above
from intake.findings.messages import describe_finding
from intake.handin import handin_of, judge_again
from intake.read import read_file
from intake.reading import Reading
from metrics.observation import Basis, Observation
from tests.support.reading_of import plans
from tests.support.store_of import HARBIN, a_store, said
from tests.support.workbook_of import build_xlsx, parse_grid

PLAN = plans().plan("98113")
SESSIONS, FARMS = "training_sessions", "239002"


@pytest.fixture
def access() -> Access:
    yield from a_store(datetime(2019, 7, 1, tzinfo=UTC))


def content_of(grid: str) -> bytes:
    return build_xlsx({"Sheet1": parse_grid(grid)}, {})


def read(grid: str, access: Access | None = None) -> Reading:
    return judge_again(read_file(content_of(grid), "表.xlsx", plans(), plan="98113"), access)


def take_in(grid: str, access: Access) -> None:
    found = draft(access, handin_of(read(grid, access), content_of(grid), "说明"))
    submit(access, found.id, "测试")
    accept(access, found.id)


def told(reading: Reading, *slugs: str) -> list[tuple[str, str | None]]:
    return [(one.slug, one.cell) for one in reading.findings if one.slug in slugs]


MAY = "2019年5月职业技能培训人次\n市（地） | 本月培训人次 | 本年累计培训人次\n哈尔滨市 | 400 | 2500\n农垦 | 20 | 100"
JUNE = MAY.replace("5月", "6月").replace("400 | 2500", "500 | 3000")


@pytest.mark.parametrize(
    "note", ["注：农垦未报，沿用5月数", "注：农垦未报，沿用上月数", "注：农垦未报，以2019年5月数代"]
)
def test_a_carried_figure_that_is_the_accepted_one_is_proved_and_said(access: Access, note: str) -> None:
    take_in(MAY, access)
    reading = read(f"{JUNE}\n{note}", access)
    assert told(reading, "carried-proved", "carried-differs") == [("carried-proved", "B4"), ("carried-proved", "C4")]
    assert {one.city for one in reading.observations} == {HARBIN}
    [sentence, _] = [describe_finding(one, PLAN) for one in reading.findings if one.slug == "carried-proved"]
    assert sentence == "农垦总局培训技能人才 20 人次 与已报的 2019年5月31日 数一致，确为沿用，不作本期数。"


def test_a_carried_figure_that_is_not_the_accepted_one_is_told(access: Access) -> None:
    take_in(MAY, access)
    reading = read(f"{JUNE.replace('20 | 100', '20 | 110')}\n注：农垦未报，沿用5月数", access)
    assert told(reading, "carried-proved", "carried-differs") == [("carried-proved", "B4"), ("carried-differs", "C4")]
    [found] = [one for one in reading.findings if one.slug == "carried-differs"]
    assert (found.facts["value"], found.facts["standing"], found.facts["day"]) == ("110", "100", "2019-05-31")


def test_a_carried_figure_without_its_month_is_held_against_the_last_before(access: Access) -> None:
    take_in(MAY, access)
    reading = read(f"{JUNE.replace('20 | 100', '20 | 110')}\n注：农垦未报", access)
    assert told(reading, "carried-proved", "carried-differs") == [("carried-proved", "B4"), ("carried-differs", "C4")]


def test_a_carried_figure_is_held_against_the_sum_of_what_stands(access: Access) -> None:
    months = "2019年职业技能培训人次\n市（地） | 1月 | 2月 | 3月 | 4月 | 5月\n农垦 | 20 | 20 | 20 | 20 | 20"
    take_in(months, access)
    assert told(read(f"{JUNE}\n注：农垦未报，沿用5月数", access), "carried-proved", "carried-differs") == [
        ("carried-proved", "B4"),
        ("carried-proved", "C4"),
    ]


def test_where_nothing_stands_a_carried_figure_is_neither_proved_nor_told_to_differ(access: Access) -> None:
    for store in (access, None):
        reading = read(f"{JUNE}\n注：农垦未报，沿用5月数", store)
        assert told(reading, "carried-value", "carried-proved", "carried-differs") == [("carried-value", "A4")]


def test_a_month_carried_into_january_is_that_of_the_year_before() -> None:
    reading = read(f"{JUNE.replace('6月', '1月')}\n注：农垦未报，沿用12月数")
    assert [(one.observation.start, one.observation.end, one.is_dated) for one in reading.carried] == [
        (date(2018, 12, 1), date(2018, 12, 31), True),
        (date(2018, 1, 1), date(2018, 12, 31), True),
    ]


COUNTIES = "鹤岗市2019年5月职业技能培训人次\n县（市、区） | 本年累计培训人次\n萝北县 | 600\n绥滨县 | 300\n合计 | 900"


def test_a_county_s_cumulative_that_fell_is_told_as_a_city_s_is(access: Access) -> None:
    take_in(COUNTIES, access)
    reading = read(
        "鹤岗市2019年6月职业技能培训人次\n区县 | 本年累计培训人次\n萝北 | 550\n绥滨县 | 450\n合计 | 1000", access
    )
    assert told(reading, "value-falls-back") == [("value-falls-back", "B3")]
    [found] = [one for one in reading.findings if one.slug == "value-falls-back"]
    expected = (
        "鹤岗市萝北县培训技能人才为 550 人次，比 2019年5月31日 的 600 人次 减少。如属撤销、合并或核减，请说明原因。"
    )
    assert describe_finding(found, PLAN).replace(" ", "") == expected.replace(" ", "")


def test_a_county_that_grew_a_month_s_amount_and_another_year_are_no_fall(access: Access) -> None:
    take_in(COUNTIES, access)
    june = COUNTIES.replace("5月", "6月").replace("600", "650").replace("900", "950")
    assert told(read(june, access), "value-falls-back") == []
    month = COUNTIES.replace("5月", "6月").replace("本年累计", "本月").replace("600", "60").replace("900", "360")
    assert told(read(month, access), "value-falls-back") == []
    year = COUNTIES.replace("2019年5月", "2020年1月").replace("600", "60").replace("900", "360")
    assert told(read(year, access), "value-falls-back") == []


def test_a_county_s_figure_that_is_corrected_is_told_with_the_accepted_one(access: Access) -> None:
    take_in(COUNTIES, access)
    reading = read(COUNTIES.replace("600", "500").replace("300", "400"), access)
    assert told(reading, "statements-disagree") == [("statements-disagree", "B3"), ("statements-disagree", "B4")]


def test_a_county_listed_twice_is_told_and_neither_row_is_kept() -> None:
    reading = read(COUNTIES.replace("绥滨县 | 300", "绥滨县 | 100\n绥滨县 | 200"))
    assert told(reading, "duplicate-city") == [("duplicate-city", "A4"), ("duplicate-city", "A5")]
    assert [one.part for one in reading.breakdown] == ["萝北县"]
    assert told(reading, "total-mismatch") == []


def amount(value: int, start: date | None, end: date, basis: Basis, metric: str = SESSIONS) -> Observation:
    return said(value, end, metric=metric, basis=basis, start=start)


def above(known: list[Observation], stated: list[Observation]) -> list[tuple[str, str]]:
    found = find_parts_above(History(known, stated), PLAN)
    return [(one.facts["value"], one.facts["standing"]) for one in found]


JANUARY, JUNE_END = date(2019, 1, 1), date(2019, 6, 30)


def test_an_amount_is_never_more_than_that_of_a_span_around_it() -> None:
    quarter = amount(500, date(2019, 4, 1), JUNE_END, Basis.DURING)
    year = amount(400, JANUARY, JUNE_END, Basis.YEAR_TO_DATE)
    assert above([], [quarter, year]) == above([quarter], [year]) == above([year], [quarter]) == [("500", "400")]
    assert above([quarter, year], [amount(1, JANUARY, date(2019, 1, 31), Basis.DURING)]) == []
    plan = amount(300, None, JUNE_END, Basis.SINCE_START)
    assert above([], [year, plan]) == [("400", "300")]
    assert (
        above([], [amount(400, JANUARY, JUNE_END, Basis.YEAR_TO_DATE), amount(400, None, JUNE_END, Basis.SINCE_START)])
        == []
    )


def test_what_was_taken_back_may_account_for_a_part_above_its_whole() -> None:
    first = amount(500, JANUARY, date(2019, 3, 31), Basis.DURING)
    second = amount(-100, date(2019, 4, 1), JUNE_END, Basis.DURING)
    assert above([first, second], [amount(400, JANUARY, JUNE_END, Basis.YEAR_TO_DATE)]) == []


def test_more_added_than_stands_is_told_of_the_same_day_only() -> None:
    added = amount(5, date(2019, 6, 1), JUNE_END, Basis.DURING, "training_bases")
    assert above([added], [said(3)]) == [("5", "3")]
    assert above([added], [said(3, date(2019, 12, 31))]) == above([added], [said(5)]) == []


@pytest.mark.parametrize("remark", ["沿用5月数", "5月数据", "为5月份数", "沿用上月数", "截至5月底数据"])
def test_a_remark_that_says_of_when_a_row_is_carries_it_though_it_says_nothing_of_a_report(remark: str) -> None:
    grid = f"2019年6月职业技能培训人次\n市（地） | 本年累计培训人次 | 备注\n哈尔滨市 | 3000\n农垦 | 100 | {remark}"
    reading = read(grid)
    assert [one.city for one in reading.observations] == [HARBIN]
    assert told(reading, "carried-value") == [("carried-value", "A4")]
    assert [one.observation.end for one in reading.carried] == [date(2019, 5, 31)]


@pytest.mark.parametrize("remark", ["6月数据", "新增焊工班", "2019年6月开班"])
def test_a_remark_of_the_table_s_own_time_carries_nothing(remark: str) -> None:
    grid = f"2019年6月职业技能培训人次\n市（地） | 本年累计培训人次 | 备注\n哈尔滨市 | 3000\n农垦 | 100 | {remark}"
    reading = read(grid)
    assert len(reading.observations) == 2 and not reading.carried
