"""No cell may end a reading, whatever it holds: that cell is told, the rest is read."""

import io

import openpyxl
import pytest

from tests.support import reading_of

#: A table with every role: places, totals, targets, amounts, rates, ranks, months, remarks.
ROLES = [
    ["2019年6月“98113”计划进展情况（截至2019年6月30日）"],
    ["填报单位：省人社厅", None, None, None, None, None, "单位：人次"],
    ["序号", "市（地）", "目标任务", "培训人次本月", "培训人次本年累计", "完成率（%）", "排名", "备注"],
    [1, "哈尔滨市", 1000, 100, 500, 50, 2, "无"],
    [2, "鸡西市", 800, 70, 480, 60, 1, None],
    ["合计", None, 1800, 170, 980, 54.4, None, None],
]
MONTHS = [
    ["2019年各市职业技能培训人次"],
    ["市（地）", "1月", "2月", "3月", "合计"],
    ["哈尔滨市", 10, 20, 30, 60],
    ["鸡西市", 1, 2, 3, 6],
    ["合计", 11, 22, 33, 66],
]
HOLDS = [
    1e28, -1e30, 9.99e307, 1e15, 123456789012345678901234567890, 5e-324, 1e-30, -0.0, 2958466, 60, 0, 1e9, True,
    "123456789012345678901234567890", "9" * 5000, "1" * 4400 + "万", "1" * 4400 + "月", "9" * 4400 + "年6月",
    "-" + "1" * 30, "1," + ",".join(["234"] * 40), "0." + "1" * 60, "1e999", "１２" * 30, "²" * 40, "①②③", "Infinity",
    "NaN", "99999年99月", "0年0月0日", "2019年13月32日", "=" + "1" * 30, "%" * 9, "（" * 200, "𝟘" * 9, "﷽", "٣" * 40,
    "😀", "2958466", "#REF!", "#N/A", "1/0", "9/4", "一" * 60, "十" * 60 + "月", "第" + "9" * 50 + "周",
]  # fmt: skip
#: Title, line, heads, labels, figures of every role, totals: the rows and columns of both tables.
PLACES = [(1, 1), (2, 1), (2, 4), (3, 2), (3, 4), (4, 1), (4, 2), (4, 3), (4, 4), (4, 6), (5, 5), (6, 5)]


def book_of(rows: list[list], row: int, column: int, held: object, number_format: str = "General") -> bytes:
    book = openpyxl.Workbook()
    for line in rows:
        book.active.append(line)
    cell = book.active.cell(row, column)
    cell.value = held
    cell.number_format = number_format
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("held", HOLDS, ids=lambda held: repr(held)[:24])
def test_no_cell_of_any_role_ends_a_reading(held: object) -> None:
    for rows in (ROLES, MONTHS):
        for row, column in PLACES:
            reading = reading_of.read_as_dict(book_of(rows, row, column, held), "报表.xlsx", plan="98113")
            assert reading_of.unaccounted(reading) == []


@pytest.mark.parametrize(
    "code", ['0"万人次"', "0%", "yyyy-mm-dd", "[h]:mm", "0!.0000", "0.00E+00", '[>1]0"万";0', ";;;", "# ?/?", '"约"0']
)
def test_no_number_under_any_format_ends_a_reading(code: str) -> None:
    for held in (1e28, -1e30, 9.99e307, 123456789012345678901234567890, 5e-324, 2958466, -1, 0, 0.5):
        for place in ((1, 1), (3, 4), (4, 2), (4, 4), (4, 6), (6, 5)):
            reading = reading_of.read_as_dict(book_of(ROLES, *place, held, code), "报表.xlsx", plan="98113")
            assert reading_of.unaccounted(reading) == []


@pytest.mark.parametrize("held", [123456789012345678901234567890, "123456789012345678901234567890", 1e28, "9" * 5000])
def test_a_number_too_long_for_a_spreadsheet_is_told_and_the_rest_is_read(held: object) -> None:
    rows = [["2019年6月各市职业技能培训情况"], ["市（地）", "培训人次"], ["哈尔滨市", None], ["鸡西市", 7]]
    reading = reading_of.read_as_dict(book_of(rows, 3, 2, held), "报表.xlsx")
    assert [(one["cell"], one["value"]) for one in reading["observations"]] == [("B4", 7)]
    assert ("number-too-large", "error", "B3") in {(f["slug"], f["level"], f["cell"]) for f in reading["findings"]}
    assert [(one["cell"], one["reason"]) for one in reading["set_aside"]] == [("B3", "number-too-large")]
