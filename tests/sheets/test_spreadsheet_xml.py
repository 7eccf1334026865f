"""The XML that Excel 2003 and many office systems write: encodings, formats by name, styles, rows in a row."""

from datetime import date
from decimal import Decimal

import pytest

from intake.sheets.sheet import Cell, Sheet
from intake.sheets.spreadsheet_xml import FLAGS, NAMED
from intake.sheets.workbook import read_workbook, recognise_format
from tests.support.reading_of import read_as_dict

SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
CHILD = ' ss:StyleID="child"'
MONTHLY = (
    '<Row><Cell><Data ss:Type="String">2019年6月各市职业技能培训情况</Data></Cell></Row>'
    '<Row><Cell><Data ss:Type="String">市（地）</Data></Cell><Cell><Data ss:Type="String">培训人次</Data></Cell></Row>'
    '<Row><Cell><Data ss:Type="String">哈尔滨市</Data></Cell><Cell><Data ss:Type="Number">500</Data></Cell></Row>'
)


def book(rows: str, *, encoding: str = "UTF-8", styles: str = "", before: str = "", table: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}" xmlns:x="urn:schemas-microsoft-com:office:excel">{before}'
        f'<Styles>{styles}</Styles><Worksheet ss:Name="月报"><Table{table}>{rows}</Table>'
        "<WorksheetOptions xmlns='urn:schemas-microsoft-com:office:excel'><Visible>SheetVisible</Visible>"
        "</WorksheetOptions></Worksheet></Workbook>"
    )


def sheet_of(content: str | bytes) -> Sheet:
    content = content.encode() if isinstance(content, str) else content
    assert recognise_format(content) == "xml"
    (sheet,) = read_workbook(content).sheets
    return sheet


def cell_of(value: str, style: str, kind: str = "Number", **options: str) -> Cell:
    rows = f'<Row><Cell ss:StyleID="a"><Data ss:Type="{kind}">{value}</Data></Cell></Row>'
    styles = f'<Style ss:ID="a"><NumberFormat ss:Format="{style}"/></Style>'
    return sheet_of(book(rows, styles=styles, **options)).cells[1, 1]


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("GB2312", "gb2312"),
        ("gbk", "gbk"),
        ("GB18030", "gb18030"),
        ("x-gbk", "gbk"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("UTF-16", "utf-16-be"),
        ("UTF-8", "gbk"),
        ("GB2312", "utf-8"),
        ("windows-936", "gb18030"),
    ],
)
def test_every_encoding_is_read_also_one_that_is_declared_falsely(declared: str, written: str) -> None:
    sheet = sheet_of(book(MONTHLY, encoding=declared).encode(written))
    assert [cell.text for cell in sheet.cells.values()] == [
        "2019年6月各市职业技能培训情况",
        "市（地）",
        "培训人次",
        "哈尔滨市",
        "500",
    ]


def test_a_chinese_export_is_read_to_its_figures() -> None:
    reading = read_as_dict(book(MONTHLY, encoding="gb2312").encode("gb2312"), "月报.xls")
    assert [(one["city"], one["value"], one["cell"]) for one in reading["observations"]] == [("230100", 500, "B3")]


@pytest.mark.parametrize("name", sorted(set(NAMED) - {name for name in NAMED if "date" in name or "time" in name}))
def test_no_named_format_of_figures_makes_a_day_of_a_figure(name: str) -> None:
    cell = cell_of("43646", name.title())
    assert (cell.number, cell.day) == (43646, None)
    assert cell.percent is (name == "percent")
    two = {"currency", "euro currency", "fixed", "standard", "percent"}
    assert cell.decimals == (2 if name in two else None)


@pytest.mark.parametrize("name", ["General Date", "Long Date", "Medium Date", "Short Date"])
def test_every_named_format_of_days_makes_a_day(name: str) -> None:
    text = "2019年6月30日" if name == "Long Date" else "2019/6/30"
    assert cell_of("43646", name) == Cell(text, day=date(2019, 6, 30))
    assert cell_of("2019-06-30T00:00:00.000", name, "DateTime") == Cell(text, day=date(2019, 6, 30))


@pytest.mark.parametrize(
    ("name", "text"), [("Long Time", "8:30:00"), ("Medium Time", "8:30 AM"), ("Short Time", "8:30")]
)
def test_every_named_format_of_times_makes_a_text(name: str, text: str) -> None:
    cell = cell_of("0.3541666666666667", name)
    assert (cell.number, cell.day) == (None, None)
    assert cell.text.startswith(text.removesuffix(" AM"))


@pytest.mark.parametrize("name", [name.title() for name in FLAGS])
def test_a_number_that_prints_as_yes_or_no_is_no_figure(name: str) -> None:
    assert (cell_of("1", name), cell_of("0", name)) == (Cell("TRUE"), Cell("FALSE"))


def test_a_cell_has_the_style_of_its_row_its_column_or_its_table_and_a_style_that_of_its_parent() -> None:
    styles = (
        '<Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style><Style ss:ID="child" ss:Parent="p"/>'
        '<Style ss:ID="c"><NumberFormat ss:Format="0.00"/></Style>'
        '<Style ss:ID="t"><NumberFormat ss:Format="0"/></Style>'
    )
    number = '<Cell{}><Data ss:Type="Number">1</Data></Cell>'
    rows = (
        f'<Column ss:Index="2" ss:StyleID="c"/><Row ss:StyleID="p">{number.format("")}</Row>'
        f"<Row>{number.format('')}{number.format('')}{number.format(CHILD)}</Row>"
    )
    cells = sheet_of(book(rows, styles=styles, table=' ss:StyleID="t"')).cells
    shown = {place: (cell.decimals, cell.percent) for place, cell in cells.items()}
    assert shown == {(1, 1): (1, True), (2, 1): (0, False), (2, 2): (2, False), (2, 3): (1, True)}


def test_empty_rows_told_by_one_element_count() -> None:
    rows = '<Row ss:Span="2" ss:Hidden="1"/><Row><Cell><Data ss:Type="Number">7</Data></Cell></Row>'
    sheet = sheet_of(book(rows))
    assert {sheet.reference(*place) for place in sheet.cells} == {"A4"}


def test_days_of_the_1904_system_are_told_by_the_book() -> None:
    before = "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>"
    assert cell_of("42184", "Short Date", before=before).day == date(2019, 6, 30)


def test_raised_digits_and_struck_out_ones_are_no_digits_of_the_number() -> None:
    rich = 'xmlns="http://www.w3.org/TR/REC-html40"'
    rows = (
        f'<Row><Cell><ss:Data ss:Type="String" {rich}>125<Sup>1</Sup></ss:Data></Cell>'
        f'<Cell><ss:Data ss:Type="String" {rich}><S>12</S>15</ss:Data></Cell></Row>'
    )
    cells = sheet_of(book(rows)).cells
    assert (cells[1, 1].text, cells[1, 2].text) == ("125¹", "15")


def test_cells_of_settings_and_comments_are_no_cells_of_the_sheet() -> None:
    rows = (
        '<Row><Cell><Data ss:Type="Number">7</Data><Comment><ss:Data>12</ss:Data></Comment></Cell></Row>'
        '</Table><x:PivotTable><x:Row><x:Cell><x:Data ss:Type="Number">99</x:Data></x:Cell></x:Row></x:PivotTable>'
        "<Table>"
    )
    assert [cell.number for cell in sheet_of(book(rows)).cells.values()] == [Decimal(7)]


def test_a_cell_that_is_struck_out_is_told() -> None:
    rows = (
        '<Row><Cell ss:StyleID="s"><Data ss:Type="Number">12</Data></Cell><Cell><ss:Data ss:Type="String" '
        'xmlns="http://www.w3.org/TR/REC-html40"><S>13</S></ss:Data></Cell>'
        '<Cell><Data ss:Type="Number">7</Data></Cell></Row>'
    )
    sheet = sheet_of(book(rows, styles='<Style ss:ID="s"><Font ss:StrikeThrough="1"/></Style>'))
    assert [cell.text for cell in sheet.cells.values()] == ["7"]
    assert [(one.cell.text, one.why) for one in sheet.lost] == [("12", "struck-out"), ("13", "struck-out")]


@pytest.mark.parametrize("before", ["\r\n\r\n", "\ufeff\n  "])
def test_empty_lines_before_the_declaration_do_no_harm(before: str) -> None:
    assert len(sheet_of((before + book(MONTHLY)).encode()).cells) == 5


@pytest.mark.parametrize("sign", ["\x07", "&#7;", "&#x0C;", "\x1f", "&#0;"])
def test_a_control_character_that_excel_leaves_in_a_text_costs_nothing_but_itself(sign: str) -> None:
    row = f'<Row><Cell><Data ss:Type="String">1{sign}2&#10;人</Data></Cell></Row>'
    sheet = sheet_of(book(MONTHLY + row))
    assert sheet.cells[4, 1].text == "1\ufffd2\n人" and sheet.cells[4, 1].number is None
    assert sheet.cells[3, 2].number == Decimal(500)
