"""Printed totals over periods and places, and printed rates: each comparison at its edge and just beyond."""

import pytest

from intake.read import read_file
from intake.reading import Reading
from tests.support.reading_of import plans
from tests.support.workbook_of import build_xlsx, parse_grid


def read(grid: str) -> Reading:
    return read_file(build_xlsx({"Sheet1": parse_grid(grid)}, {}), "表.xlsx", plans(), plan="98113")


def trainings(heads: str, *rows: str, unit: str = "人次") -> Reading:
    return read("\n".join((f"2019年职业技能培训（{unit}）\n市（地）|{heads}", *rows)))


def told(reading: Reading, slug: str = "total-mismatch") -> list[tuple]:
    keys = ("printed", "sum") if slug == "total-mismatch" else ("raw",)
    return [(one.cell, *(one.facts[key] for key in keys)) for one in reading.findings if one.slug == slug]


def amounts(reading: Reading) -> list[tuple[str, str]]:
    return [(one.origin.cell, str(one.value)) for one in reading.observations]


@pytest.mark.parametrize("total", ["合计", "一季度"])
@pytest.mark.parametrize(
    ("unit", "values", "wrong"),
    [
        ("人次", "1000|1500|2000|4500", None),
        ("人次", "1000|1500|2000|4501", ("4501", "4500")),
        ("人次", "1000|1500|2000|4499", ("4499", "4500")),
        # half of a hundredth of each of the four
        ("万人次", "0.11|0.15|0.23|0.51", None),
        ("万人次", "0.11|0.15|0.23|0.52", ("0.52", "0.49")),
        ("万人次", "0.11|0.15|0.23|0.47", None),
        ("万人次", "0.11|0.15|0.23|0.46", ("0.46", "0.49")),
        # of the rounded ones only
        ("万人次", "1|2|0.11|3.12", None),
        ("万人次", "1|2|0.11|3.13", ("3.13", "3.11")),
    ],
)
def test_a_total_of_months_is_their_sum_within_what_is_rounded(
    total: str, unit: str, values: str, wrong: tuple[str, str] | None
) -> None:
    reading = trainings(f"1月|2月|3月|{total}", f"哈尔滨市|{values}", unit=unit)
    assert told(reading) == ([("E3", *wrong)] if wrong else [])
    assert (len(reading.observations), reading.counts.compared) == (3, 1)


@pytest.mark.parametrize("total", ["合计", "一季度"])
def test_a_total_with_a_month_that_cannot_be_read_is_said_to_be_unverifiable(total: str) -> None:
    reading = trainings(f"1月|2月|3月|{total}", "哈尔滨市|1000|约1500|2000|4500")
    assert told(reading, "total-unverifiable") == [("E3", "4500")] and told(reading) == []
    assert reading.counts.compared == 1


def test_a_month_that_was_not_reported_adds_nothing() -> None:
    assert told(trainings("1月|2月|3月|合计", "哈尔滨市|1000|未报|2000|3000")) == []
    assert told(trainings("1月|2月|3月|合计", "哈尔滨市|1000||2000|4500")) == [("E3", "4500", "3000")]


@pytest.mark.parametrize(
    ("heads", "values", "wrong"),
    [
        # by months, by a quarter and what is left; February is a month like others
        ("1月|2月|3月|一季度|4月|合计", "1000|1500|2000|4500|500|5000", []),
        ("1月|2月|3月|一季度|4月|合计", "1000|1500|2000|4600|500|5000", [("E3", "4600", "4500")]),
        ("1月|2月|3月|一季度|4月|合计", "1000|1500|2000|4600|500|5100", [("E3", "4600", "4500")]),
        ("1月|2月|3月|一季度|4月|合计", "1000|1500|2000|4500|500|5001", [("G3", "5001", "9500")]),
        ("一季度|4月|合计", "1000|500|1500", []),
        # parts that do not reach as far as all do are no total
        ("一季度|4月|合计", "1000|500|500", [("D3", "500", "1500")]),
        ("1月|2月|3月|二季度|合计", "10|20|30|40|100", []),
        ("1月|2月|3月|二季度|合计", "10|20|30|40|60", [("F3", "60", "100")]),
        ("1月累计|2月累计|3月累计|合计", "1000|1500|2500|2500", []),
        ("1月累计|2月累计|3月累计|合计", "1000|1500|2500|1500", [("E3", "1500", "5000")]),
        ("1月累计|2月累计|3月累计|合计", "1000|1500|2500|1000", [("E3", "1000", "5000")]),
        # a quarter is compared with its shortest parts
        ("4月|5月|4—5月|6月|二季度", "1000|1500|2600|100|2600", [("D3", "2600", "2500")]),
        ("4月|5月|4—5月|6月|二季度", "1000|1500|2600|100|2700", [("D3", "2600", "2500"), ("F3", "2700", "2600")]),
        ("一季度|二季度|上半年", "1000|1500|2501", [("D3", "2501", "2500")]),
        ("一季度|二季度|三季度|四季度|全年", "1|2|3|4|11", [("F3", "11", "10")]),
        # a total of a basis adds up what has it
        ("1月当月|2月当月|1月累计|2月累计|当月合计", "10|20|10|30|30", []),
        ("1月当月|2月当月|1月累计|2月累计|当月合计", "10|20|10|30|40", [("F3", "40", "30")]),
        # what is part of a month is none beside it
        ("1月|其中：女|2月|合计", "10000|5000|20000|30000", []),
        ("1月|其中：女|2月|合计", "10000|5000|20000|35000", [("E3", "35000", "30000")]),
    ],
)
def test_a_total_beside_parts_of_several_lengths_is_a_sum_of_what_covers_it_once(
    heads: str, values: str, wrong: list[tuple]
) -> None:
    assert told(trainings(heads, f"哈尔滨市|{values}")) == wrong


@pytest.mark.parametrize(("total", "wrong"), [(60, False), (59, True), (100, True), (20, True), (50, True), (30, True)])
def test_a_total_of_a_named_period_adds_up_its_own_months(total: int, wrong: bool) -> None:
    for heads, values in (("1月|2月|3月|4月", "10|20|30|40"), ("2018年12月|1月|2月|3月", "40|10|20|30")):
        reading = trainings(f"{heads}|一季度合计", f"哈尔滨市|{values}|{total}")
        assert told(reading) == ([("F3", str(total), "60")] if wrong else []), heads
        assert reading.counts.compared == 1


@pytest.mark.parametrize(("total", "wrong"), [(4500, False), (4501, True)])
def test_a_total_below_its_months_adds_them_up(total: int, wrong: bool) -> None:
    rows = f"1月|1000\n2月|1500\n3月|2000\n合计|{total}"
    reading = read(f"哈尔滨市2019年职业技能培训情况（人次）\n月份|当月培训人次\n{rows}")
    assert told(reading) == ([("B6", str(total), "4500")] if wrong else [])
    assert (len(reading.observations), reading.counts.compared) == (3, 1)


@pytest.mark.parametrize("values", ["1000|2000|4500"])
def test_a_quarter_of_which_a_month_is_missing_is_read(values: str) -> None:
    for heads in ("1月|3月|一季度", "1月|2月|一季度", "2月|3月|一季度"):
        assert amounts(trainings(heads, f"哈尔滨市|{values}"))[-1] == ("D3", "4500")


@pytest.mark.parametrize(("total", "wrong"), [(5, False), (3, True), (4, True)])
def test_a_total_of_stocks_is_the_latest_one(total: int, wrong: bool) -> None:
    reading = read(
        f"2019年高技能人才培训基地现有数（个）\n市（地）|3月末|6月末|合计\n哈尔滨市|3|5|{total}\n大庆市|3|5|{total}"
    )
    assert bool(told(reading)) is wrong and len(reading.observations) == 4


BASES = "截至2019年6月30日高技能人才培训基地（个）"
RATES = f"{BASES}\n市（地）|目标|现有|完成率（%）"


def rates_told(grid: str) -> list[tuple[str | None, str]]:
    """Return where a rate is told to be wrong, and what it should be."""
    return [(one.cell, one.facts["computed"]) for one in read(grid).findings if one.slug == "rate-mismatch"]


@pytest.mark.parametrize(
    ("printed", "wrong"),
    [("12.5%", False), ("12.4%", True), ("12.6%", True), ("0.125", False), ("0.124", True), ("0.13", False)],
)
def test_a_rate_may_be_printed_as_a_share_of_one(printed: str, wrong: bool) -> None:
    grid = f"{RATES.removesuffix('（%）')}\n哈尔滨市|40|5|{printed}"
    assert rates_told(grid) == ([("D3", "12.50")] if wrong else []) and read(grid).counts.compared == 1


@pytest.mark.parametrize(("actual", "wrong"), [(2500, False), (2499, True)])
def test_half_a_hundredth_of_one_is_half_a_percent(actual: int, wrong: bool) -> None:
    grid = f"2019年1—6月职业技能培训情况（人次）\n市（地）|目标|本年累计|完成率\n哈尔滨市|20000|{actual}|0.13"
    assert bool(rates_told(grid)) is wrong


def test_a_rate_is_compared_with_the_figures_of_its_own_place() -> None:
    assert rates_told(f"{RATES}\n哈尔滨市|40|5|20\n大庆市|20|4|20") == [("D3", "12.50")]
    across = f"{BASES}\n项目|哈尔滨市|大庆市|合计\n目标|40|20|60\n现有|5|4|9\n完成率（%）|12.5|12.5|15"
    assert rates_told(across) == [("C5", "20.00")]
    rows = "哈尔滨市|40|5|12.5\n小计|40|5|12.5\n大庆市|20|4|20\n小计|20|4|{}\n合计|60|9|{}"
    assert rates_told(f"{RATES}\n{rows.format('20', '15')}") == []
    assert rates_told(f"{RATES}\n{rows.format('12.5', '20')}") == [("D6", "20.00"), ("D7", "15.00")]


def test_rates_of_one_column_are_printed_with_as_many_digits() -> None:
    assert rates_told(f"{RATES}\n哈尔滨市|40|5|13\n大庆市|80|9|11.3") == [("D3", "12.50")]
    assert rates_told(f"{RATES}\n哈尔滨市|40|5|13\n大庆市|80|9|11") == []


def test_of_several_figures_the_nearest_is_what_a_wrong_rate_should_be() -> None:
    heads = "2019年高技能人才培训基地现有数（个）\n市（地）|目标|5月末|6月末|完成率"
    assert rates_told(f"{heads}（%）\n哈尔滨市|40|4|5|18") == [("E3", "12.50")]
    assert rates_told(f"{heads}（%）\n哈尔滨市|40|4|5|3") == [("E3", "10.00")]
    assert rates_told(f"{heads}\n哈尔滨市|40|4|5|0.2") == [("E3", "12.50")]


def test_figures_that_stand_twice_still_make_a_rate_and_suspect_ones_do_not() -> None:
    twice = RATES.replace("现有", "现有|现有")
    assert rates_told(f"{twice}\n哈尔滨市|40|5|5|13.5") == [("E3", "12.50")]
    suspect = read(f"{RATES}\n哈尔滨市|40|5000|99\n大庆市|40|5|12.5")
    assert [(one.cell, one.reason) for one in suspect.set_aside] == [("C3", "unit-suspect"), ("D3", "rate")]


STANDING = "截至2019年6月30日高技能人才培训基地现有数（个）\n市（地）|现有"
TWO_GROUPS = "哈尔滨市|5\n大庆市|3\n小计|{}\n鸡西市|2\n鹤岗市|1\n小计|{}\n合计|{}"


@pytest.mark.parametrize(
    ("totals", "wrong"),
    [
        ((8, 3, 11), []),
        ((9, 3, 11), [("B5", "9", "8")]),
        # a total of the subtotals, of which one is wrong
        ((9, 3, 12), [("B5", "9", "8")]),
        ((8, 3, 12), [("B9", "12", "11")]),
        # a subtotal is no total of earlier subtotals, and a total not that of the last group
        ((8, 8, 11), [("B8", "8", "3")]),
        ((8, 3, 3), [("B9", "3", "11")]),
        ((8, 11, 11), []),
    ],
)
def test_a_subtotal_is_of_its_group_and_a_total_of_all(totals: tuple[int, int, int], wrong: list[tuple]) -> None:
    reading = read(f"{STANDING}\n{TWO_GROUPS.format(*totals)}")
    assert told(reading) == wrong and len(reading.observations) == 4


@pytest.mark.parametrize(("total", "wrong"), [(8, False), (9, True), (5, True)])
def test_a_total_may_stand_before_what_it_adds_up(total: int, wrong: bool) -> None:
    for grid in (
        f"{STANDING}\n合计|{total}\n哈尔滨市|5\n大庆市|3",
        f"{BASES}\n项目|合计|哈尔滨市|大庆市\n现有|{total}|5|3",
    ):
        assert told(read(grid)) == ([("B3", str(total), "8")] if wrong else []) and read(grid).counts.compared == 1


def test_totals_across_are_those_of_their_rows() -> None:
    heads = "截至2019年6月30日\n项目|哈尔滨市|大庆市|合计"
    assert told(read(f"{heads}\n培训基地（个）|5|3|8\n技能大师工作室（个）|2|1|3")) == []
    assert told(read(f"{heads}\n培训基地（个）|5|3|3\n技能大师工作室（个）|2|1|8")) == [
        ("D3", "3", "8"),
        ("D4", "8", "3"),
    ]


@pytest.mark.parametrize(("total", "wrong"), [("0.62", False), ("0.63", True), ("0.58", False), ("0.57", True)])
def test_three_rounded_parts_and_their_total_may_differ_by_two_hundredths(total: str, wrong: bool) -> None:
    heads = "2019年1—6月职业技能培训情况（万人次）\n市（地）|本年累计培训人次"
    reading = read(f"{heads}\n哈尔滨市|0.11\n大庆市|0.22\n鸡西市|0.27\n合计|{total}")
    assert told(reading) == ([("B6", total, "0.60")] if wrong else [])


@pytest.mark.parametrize(
    ("rows", "cell", "facts"),
    [
        ("哈尔滨市|5\n张三市|3\n合计|9", "B5", {"raw": "9", "sum": "8", "unread": "1"}),
        ("哈尔滨市|5\n大庆市|约3\n鸡西市|约3\n合计|9", "B6", {"raw": "9", "sum": "5", "unread": "2"}),
        ("哈尔滨市|5\n大庆市|3\n小计|8\n鸡西市|约2\n鹤岗市|1\n合计|12", "B8", {"raw": "12", "sum": "9", "unread": "1"}),
        ("哈尔滨市|约5\n大庆市|3\n小计|8\n鸡西市|2\n合计|12", "B7", {"raw": "12", "sum": "5", "unread": "1"}),
        ("哈尔滨市|5\n大庆市|3\n合计|=SUM(B3:B4)", "B5", {"raw": "=SUM(B3:B4)"}),
    ],
)
def test_a_total_over_what_cannot_be_read_is_said_to_be_unverifiable(rows: str, cell: str, facts: dict) -> None:
    found = [one for one in read(f"{STANDING}\n{rows}").findings if one.slug.startswith("total-")]
    assert (found[-1].slug, found[-1].cell, found[-1].facts) == ("total-unverifiable", cell, facts)


def test_a_total_counts_no_part_and_no_column_number() -> None:
    parts = f"{STANDING}|其中：国家级\n哈尔滨市|5|1\n大庆市|3|2\n合计|8|9"
    assert told(read(parts)) == [] and read(parts).counts.compared == 1
    numbered = STANDING.replace("市（地）", "序号|市（地）") + "\n1|2|3\n1|哈尔滨市|5\n2|大庆市|3\n|合计|{}"
    assert told(read(numbered.format(8))) == [] and told(read(numbered.format(10))) == [("C6", "10", "8")]


@pytest.mark.parametrize("unread", ["九百", "12O0", "约900", "见附件"])
def test_the_total_of_districts_with_a_row_that_cannot_be_read_is_said_to_be_unverifiable(unread: str) -> None:
    head = "鹤岗市2019年4月职业技能培训（人次）\n县（区）|本月培训人次"
    reading = read(f"{head}\n向阳区|1250\n工农区|860\n南山区|{unread}\n合计|4910")
    assert told(reading) == [] and told(reading, "total-unverifiable") == [("B6", "4910")]
    assert told(read(f"{head}\n向阳区|1250\n工农区|860\n合计|4910")) == [("B5", "4910", "2110")]
