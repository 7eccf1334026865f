"""ID numbers are masked wherever a reading tells of them, in rosters and outside of them."""

import io

import xlsxwriter

from intake.read import read_file
from intake.roster_masks import mask_figure, mask_within
from metrics.catalogue import load_catalogue

GOOD = "230602198112128143"


def test_id_numbers_outside_a_roster_are_masked_wherever_they_are_told() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("情况")
    sheet.write_row(0, 0, ("市（地）", "编号", "2019年6月培训人次"))
    sheet.write_row(1, 0, ("大庆市", GOOD, 12))
    sheet.write_row(2, 0, ("鸡西市", 230602198112128143, "230602 19720616 8893"))
    book.close()
    reading = read_file(target.getvalue(), "x.xlsx", load_catalogue(), plan="98113")
    told = repr(reading)
    assert GOOD[4:14] not in told and "19811212" not in told and "19720616" not in told


def test_dates_and_figures_are_left_as_they_are() -> None:
    for text in ("2019年1月—2019年12月", "2019-01-01 至 2019-12-31", "36.110000000000", "1,234,567", "2019.06.30—2019.07.01"):
        assert mask_within(text) == text
    assert mask_figure("361100") == "361100" and mask_figure(GOOD) == mask_within(GOOD) == "2306**********8143"
