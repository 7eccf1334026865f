"""What stands in a cell arrives as it stands, from every format."""

import datetime
import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from intake.sheets.sheet import Cell, Sheet
from intake.sheets.workbook import read_workbook
from tests.support.containers import plain_xlsx, with_parts, with_sheet
from tests.support.paths import FILES, SAMPLES


def write(fill, **options) -> bytes:
    book = openpyxl.Workbook()
    fill(book.active)
    for name, value in options.items():
        setattr(book, name, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_first(content: bytes) -> Sheet:
    return read_workbook(content).sheets[0]


def read_cell(value: object, number_format: str = "General") -> Cell:
    def fill(sheet) -> None:
        sheet["A1"] = value
        sheet["A1"].number_format = number_format

    return read_first(write(fill)).cells[1, 1]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xlsx")), ids=lambda path: path.stem)
def test_openpyxl_sees_the_same_in_every_sample(path: Path) -> None:
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    for sheet in read_workbook(path.read_bytes()).sheets:
        merges = {(m.min_row, m.min_col, m.max_row, m.max_col) for m in formulas[sheet.name].merged_cells.ranges}
        assert set(sheet.merges) == merges
        for row in formulas[sheet.name].iter_rows():
            for there in row:
                cell = sheet.cells.get((there.row, there.column), Cell(""))
                value = values[sheet.name][there.coordinate].value
                assert cell.formula == (there.value if str(there.value).startswith("=") else None)
                if isinstance(value, int | float):
                    assert float(cell.number) == value
                elif isinstance(value, datetime.datetime):
                    assert cell.day == value.date()
                else:
                    assert cell.text == (value or "")


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (36.11, "36.11"),
        (36.110000000000004, "36.11"),
        (0.1 + 0.2, "0.3"),
        (361100, "361100"),
        (-3.2, "-3.2"),
        (1e-7, "0.0000001"),
    ],
)
def test_a_number_is_the_one_that_excel_shows(value: float, printed: str) -> None:
    cell = read_cell(value)
    assert (cell.number, cell.text) == (Decimal(printed), printed)


def test_a_text_that_looks_like_a_number_keeps_its_zeros() -> None:
    assert read_cell("007") == Cell("007")


@pytest.mark.parametrize(
    ("code", "decimals", "percent", "scale"),
    [
        ("General", None, False, 1),
        ("0.00", 2, False, 1),
        ("#,##0.0_ ;[Red]-#,##0.0", 1, False, 1),
        ("0.0%", 1, True, 1),
        ('0"%"', 0, False, 1),
        ('0.00"万人次"', 2, False, 1),
        ("0!.0000", 4, False, 10_000),
        ("#,##0.0,", 1, False, 1000),
        ("0.00E+00", None, False, 1),
        ("[>=10000]0!.0000;0", 0, False, 1),
        ("@", None, False, 1),
    ],
)
def test_a_number_format_tells_decimals_percent_and_scale(
    code: str, decimals: int | None, percent: bool, scale: int
) -> None:
    cell = read_cell(5230, code)
    assert (cell.number, cell.decimals, cell.percent, cell.scale) == (5230, decimals, percent, scale)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("yyyy-mm-dd", "2019-06-30"),
        ('yyyy"年"m"月"', "2019年6月"),
        ('[$-804]yyyy"年"m"月"d"日";@', "2019年6月30日"),
        ("mm-dd-yy", "2019/6/30"),  # the built-in date, which shows in the reader's own order
    ],
)
def test_a_number_with_a_date_format_is_a_day(code: str, text: str) -> None:
    cell = read_cell(datetime.date(2019, 6, 30), code)
    assert (cell.day, cell.number, cell.text) == (datetime.date(2019, 6, 30), None, text)


def test_days_of_the_1904_system_are_four_years_later() -> None:
    def fill(sheet) -> None:
        sheet["A1"] = 42184
        sheet["A1"].number_format = "yyyy-mm-dd"

    assert read_first(write(fill)).cells[1, 1].day == datetime.date(2015, 6, 29)
    assert read_first(write(fill, epoch=CALENDAR_MAC_1904)).cells[1, 1].day == datetime.date(2019, 6, 30)


def test_a_time_alone_is_text() -> None:
    assert read_cell(datetime.time(8, 30), "h:mm:ss") == Cell("8:30:00")
    assert read_cell(1.5, "[h]:mm") == Cell("36:00")


def test_errors_and_formulas_keep_what_the_file_says() -> None:
    body = (
        '<sheetData><row r="1"><c r="A1" t="e"><f>Z9</f><v>#REF!</v></c><c r="B1"><f>SUM(C1:C2)</f></c>'
        '<c r="C1"><f>1+1</f><v>2</v></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f t="shared" ref="E1:E2" si="0">$A1+C1+Sheet2!C1</f>'
        "<v>3</v></c></row>"
        '<row r="2"><c r="E2"><f t="shared" si="0"/><v>4</v></c></row></sheetData>'
    )
    cells = read_first(with_sheet(body)).cells
    assert cells[1, 1] == Cell("#REF!", error="#REF!", formula="=Z9")
    assert cells[1, 2] == Cell("", formula="=SUM(C1:C2)")
    assert cells[1, 3] == Cell("2", Decimal(2), formula="=1+1")
    assert (1, 4) not in cells
    assert cells[2, 5].formula == "=$A2+C2+Sheet2!C2"


def test_a_zero_that_was_never_calculated_is_no_value() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet().write_formula("A1", "=SUM(B1:B9)")
    assert read_first(stream.getvalue()).cells[1, 1] == Cell("", formula="=SUM(B1:B9)")


def test_what_a_merge_covers_is_left_out_and_said() -> None:
    body = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row></sheetData>'
    sheet = read_first(with_sheet(body + '<mergeCells><mergeCell ref="A1:B4"/></mergeCells>'))
    assert (set(sheet.cells), sheet.merges) == ({(1, 1), (1, 3)}, ((1, 1, 1, 2),))
    assert [(one.row, one.column, one.cell.text, one.why) for one in sheet.lost] == [(1, 2, "2", "covered-cells")]


def test_hidden_rows_columns_and_sheets_are_known() -> None:
    body = (
        '<cols><col min="2" max="16384" width="0"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="2" hidden="1"><c r="B2"><v>2</v></c></row><row r="3" ht="0" customHeight="1"><c r="A3">'
        "<v>3</v></c></row></sheetData>"
    )
    sheet = read_first(with_sheet(body))
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.hidden) == ({2, 3}, {2}, False)

    def fill(first) -> None:
        first["A1"] = 1
        other = first.parent.create_sheet("底稿")
        other["A1"], other.sheet_state = 2, "veryHidden"

    assert [sheet.hidden for sheet in read_workbook(write(fill)).sheets] == [False, True]


def test_rich_text_is_joined_and_phonetic_guides_left_out() -> None:
    body = (
        '<sheetData><row><c t="inlineStr"><is><r><t>培训</t></r><r><t>基地_x000A_</t></r><rPh sb="0" eb="1">'
        "<t>jidi</t></rPh></is></c>"
        "<c><v>7</v></c></row></sheetData>"
    )
    assert {place: cell.text for place, cell in read_first(with_sheet(body)).cells.items()} == {
        (1, 1): "培训基地\n",
        (1, 2): "7",
    }


def test_a_raised_digit_is_a_footnote_and_no_part_of_the_number() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.add_worksheet().write_rich_string(0, 0, "13", book.add_format({"font_script": 1}), "1")
    book.close()
    assert read_first(target.getvalue()).cells[1, 1].text == "13¹"


def test_macros_are_noticed() -> None:
    book = read_workbook(with_parts(plain_xlsx(), xl__vbaProject_bin=b"x"))
    assert (book.format, book.has_macros) == ("xlsm", True)


def test_xls_and_ods_say_the_same_as_each_other() -> None:
    xls, ods = (read_workbook((FILES / f"多种单元格.{kind}").read_bytes()) for kind in ("xls", "ods"))
    assert (xls.format, xls.losses, ods.format, ods.losses) == ("xls", ("formulas",), "ods", ())
    for left, right in zip(xls.sheets, ods.sheets, strict=True):
        assert {k: (c.text, c.number, c.day, c.error, c.decimals, c.percent) for k, c in left.cells.items()} == {
            k: (c.text, c.number, c.day, c.error, c.decimals, c.percent) for k, c in right.cells.items()
        }
        assert (left.name, left.merges, left.hidden_rows, left.hidden_columns, left.hidden) == (
            (right.name, right.merges, right.hidden_rows, right.hidden_columns, right.hidden)
        )
    cells = ods.sheets[0].cells
    assert cells[2, 3] == Cell("2019年6月", day=datetime.date(2019, 6, 30))
    assert cells[3, 3] == Cell("#DIV/0!", error="#DIV/0!", formula="=A2/0")
    assert cells[2, 2] == Cell("0.525", Decimal("0.525"), decimals=1, percent=True)
    assert (5, 2) not in cells and ods.sheets[1].cells[65536, 256].number == 5
    assert cells[39, 1].text == "第39行，文字要够长才会跨越记录的边界" * 20


def test_a_far_cell_costs_nothing() -> None:
    body = (
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>5</v></c></row></sheetData>'
    )
    sheet = read_first(with_sheet(body))
    assert {sheet.reference(*place): cell.text for place, cell in sheet.cells.items()} == {"XFD1048576": "5"}
