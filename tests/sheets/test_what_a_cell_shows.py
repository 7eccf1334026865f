"""A cell says what its reader sees: runs struck out or raised, the words of its number format, what a merge hides."""

import io
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from intake.sheets.workbook import read_workbook
from tests.support import reading_of
from tests.support.containers import plain_xlsx, with_parts

TITLE = "2019年6月各市职业技能培训情况"
STRUCK, RAISED = InlineFont(strike=True), InlineFont(vertAlign="superscript")


def book_of(values: dict[str, object], dress: Callable[[Worksheet], None], head: str = "培训人次") -> bytes:
    book = openpyxl.Workbook()
    book.active.append([TITLE])
    book.active.append(["市（地）", head])
    for line in values.items():
        book.active.append(line)
    dress(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(content: bytes) -> tuple[dict[str, object], set[tuple[str, str]], dict[str, str]]:
    """Return values and findings (errors and warnings) by cell, and why cells were set aside."""
    reading = reading_of.read_as_dict(content, "报表.xlsx")
    assert reading_of.unaccounted(reading) == []
    return (
        {one["cell"]: one["value"] for one in reading["observations"]},
        {(one["slug"], one["cell"]) for one in reading["findings"] if one["level"] != "note"},
        {one["cell"]: one["reason"] for one in reading["set_aside"]},
    )


def test_a_struck_run_is_no_part_of_a_number_and_a_raised_one_makes_no_other() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet["B3"] = CellRichText("125", TextBlock(RAISED, "1"))
        sheet["B4"] = CellRichText(TextBlock(STRUCK, "12"), TextBlock(InlineFont(), "15"))
        sheet["B5"] = CellRichText(TextBlock(STRUCK, "1"), "20", TextBlock(STRUCK, "3"), "0")

    values, findings, _ = read(book_of({"哈尔滨市": 1, "鸡西市": 1, "大庆市": 1}, dress))
    assert values == {"B4": 15, "B5": 200} and findings == {("not-a-number", "B3")}


@pytest.mark.parametrize("inline", [True, False])
def test_runs_are_told_apart_in_shared_and_in_inline_texts(inline: bool) -> None:
    runs = '<r><t>125</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r>'
    struck = '<r><rPr><strike/></rPr><t>12</t></r><r><rPr><strike val="0"/></rPr><t>15</t></r>'
    cells = "".join(
        f'<c t="inlineStr"><is>{one}</is></c>' if inline else f'<c t="s"><v>{at}</v></c>'
        for at, one in enumerate((runs, struck))
    )
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    content = with_parts(
        plain_xlsx(),
        xl__worksheets__sheet1_xml=f"<worksheet {space}><sheetData><row>{cells}</row></sheetData></worksheet>".encode(),
        xl__sharedStrings_xml=f"<sst {space}><si>{runs}</si><si>{struck}</si></sst>".encode(),
    )
    assert [cell.text for cell in read_workbook(content).sheets[0].cells.values()] == ["125¹", "15"]


def test_what_is_wholly_struck_out_does_not_count_and_is_told() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet["B3"].font = Font(strike=True)
        sheet["B4"] = CellRichText(TextBlock(STRUCK, "99"))
        sheet["A5"].font = sheet["B5"].font = Font(strike=True)

    values, findings, aside = read(book_of({"哈尔滨市": 100, "鸡西市": 1, "大庆市": 300, "黑河市": 7}, dress))
    assert values == {"B6": 7}
    assert findings == {("struck-out", "B3"), ("struck-out", "B4"), ("struck-out", "B5")}
    assert aside == {"B3": "struck-out", "B4": "struck-out", "B5": "struck-out"}


@pytest.mark.parametrize(
    ("code", "stored", "value", "slug"),
    [
        ('0"万人次"', 3, 30000, None),
        ('0.0"万人次"', 3.6, 36000, None),
        ('#,##0"人次"', 3000, 3000, None),
        ("0人次", 3000, 3000, None),
        ("0\\人\\次", 3000, 3000, None),
        ('G/通用格式"万人次"', 3, 30000, None),
        ('[Red]0"万"', 3, 30000, None),
        ('0"人"', 12, None, "unit-suspect"),
        ('0"元"', 3000, None, "unit-suspect"),
        ('"¥"#,##0', 3000, None, "unit-suspect"),
        ("[$¥-804]#,##0", 3000, None, "unit-suspect"),
        ('0"期"', 3000, None, "unit-suspect"),
        ('"约"0', 3000, None, "approximate-value"),
        ('0"余人次"', 3000, None, "approximate-value"),
        ("0!.0000", 36000, None, "unit-suspect"),  # shown as 3.6000, and nothing says of what
        ('0!.0,"万"', 36000, 36000, None),
        ('[>=10000]0!.0,"万人次";0"人次"', 36000, 36000, None),
        ('[>=10000]0!.0,"万人次";0"人次"', 360, 360, None),
        ('0"人次";-0"人次";"—"', 3000, 3000, None),
        ("#,##0.00_ ", 3000, 3000, None),
        ("#,##0_);[Red](#,##0)", 3000, 3000, None),
    ],
)
def test_the_words_of_a_number_format_are_the_figures_own(
    code: str, stored: float, value: int | None, slug: str | None
) -> None:
    def dress(sheet: Worksheet) -> None:
        sheet["B3"].number_format = code

    values, findings, _ = read(book_of({"哈尔滨市": stored, "鸡西市": 5000}, dress))
    assert values == ({"B3": value} if value else {}) | {"B4": 5000}
    assert findings == ({(slug, "B3")} if slug else set())


def test_the_unit_of_a_format_must_not_contradict_the_heads() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet["B3"].number_format, sheet["B4"].number_format = '0.0"万人次"', '0"人次"'

    values, findings, _ = read(book_of({"哈尔滨市": 3, "鸡西市": 12}, dress, "培训人次（万人次）"))
    assert values == {"B3": 30000} and findings == {("unit-suspect", "B4")}


def test_a_number_with_the_word_month_in_its_format_heads_a_month() -> None:
    book = openpyxl.Workbook()
    for line in (["2019年各市职业技能培训人次"], ["市（地）", 1, 2], ["哈尔滨市", 10, 20], ["鸡西市", 3, 4]):
        book.active.append(line)
    for place in ("B2", "C2"):
        book.active[place].number_format = '0"月"'
    stream = io.BytesIO()
    book.save(stream)
    reading = reading_of.read_as_dict(stream.getvalue(), "报表.xlsx")
    assert {(one["cell"], one["end"]) for one in reading["observations"]} == {
        ("B3", "2019-01-31"), ("C3", "2019-02-28"), ("B4", "2019-01-31"), ("C4", "2019-02-28"),
    }  # fmt: skip


def test_numbers_under_a_merge_are_told_each_with_its_cell() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet.merge_cells("B4:C5")
        for place, value in (((5, 2), 7), ((4, 3), "3"), ((5, 3), "同上")):
            sheet._cells[place] = Cell(sheet, *place, value=value)  # openpyxl itself empties what a merge covers

    values, findings, aside = read(book_of({"哈尔滨市": 10, "鸡西市": 8, "鹤岗市": 9}, dress))
    assert values["B3"] == 10
    assert {("covered-cells", "B5"), ("covered-cells", "C4")} <= findings
    assert aside["B5"] == aside["C4"] == "covered-cells" and "C5" not in aside


def test_errors_and_formulas_without_value_beside_the_figures_are_told_once() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet["D3"], sheet["D4"] = "#REF!", "=SUM(Z1:Z9)"

    reading = reading_of.read_as_dict(book_of({"哈尔滨市": 10, "鸡西市": 8}, dress), "报表.xlsx")
    told = [one for one in reading["findings"] if one["slug"] == "cells-without-value"]
    assert [(one["cell"], one["facts"]) for one in told] == [("D3", {"cells": "D3、D4", "count": "2"})]


def test_a_stored_number_keeps_its_digits_under_any_format() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet["B3"].number_format = '0.0"万人次"'

    cell = read_workbook(book_of({"哈尔滨市": 3.45678}, dress)).sheets[0].cells[3, 2]
    assert (cell.number, cell.text, cell.behind) == (Decimal("3.45678"), "3.45678万人次", "万人次")
