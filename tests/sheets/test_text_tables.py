"""Text and HTML tables: encodings, delimiters, spans."""

import pytest

from intake.sheets.workbook import Unreadable, read_workbook


def read_texts(content: bytes) -> dict[str, str]:
    (sheet,) = read_workbook(content).sheets
    return {sheet.reference(*place): cell.text for place, cell in sheet.cells.items()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    content = "市（地）,人次\n齐齐哈尔,１２\n".encode(encoding)
    assert read_texts(content) == {"A1": "市（地）", "B1": "人次", "A2": "齐齐哈尔", "B2": "１２"}


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found_by_content(delimiter: str) -> None:
    lines = ["2018年培训人次", delimiter.join(("市", "1月")), delimiter.join(("黑河", '"1,234"'))]
    found = read_texts("\r\n".join(lines).encode())
    assert found == {"A1": "2018年培训人次", "A2": "市", "B2": "1月", "A3": "黑河", "B3": "1,234"}


def test_rows_may_be_ragged_and_fields_hold_lines() -> None:
    found = read_texts('甲,"第一行\n第二行",,丁\n\n乙\n'.encode())
    assert found == {"A1": "甲", "B1": "第一行\n第二行", "D1": "丁", "A3": "乙"}


def test_a_quote_never_closed_swallows_nothing() -> None:
    found = read_texts('市,数\n"哈尔滨,12\n大庆,13\n'.encode())
    assert found == {"A1": "市", "B1": "数", "A2": '"哈尔滨', "B2": "12", "A3": "大庆", "B3": "13"}


def test_text_cells_have_no_number() -> None:
    book = read_workbook("市,007\n".encode())
    assert (book.format, book.sheets[0].name, book.sheets[0].cells[1, 2].number) == ("csv", "", None)


@pytest.mark.parametrize("content", [b"", b" \r\n", b"\x00\x01\x02,\x03", b"%PDF-1.7 x", b"\xff\xff\xff\xff"])
def test_what_is_no_table_is_told(content: bytes) -> None:
    with pytest.raises(Unreadable) as problem:
        read_workbook(content)
    assert problem.value.slug == "unreadable-file"


PAGE = """<html><head><meta charset="gb2312"><style>td{color:red}</style></head><body>
<table><tr><th rowspan=2>市（地）<th colspan="2">培训基地<br>（个）</tr><tr><td>目标</td><td>累计</td></tr>
<tr style="display: none"><td>  黑
 河 <td x:num="12">1,234<td>&lt;5</table><p>其间</p><table></table>
<table><tr><td>甲<td><table><tr><td>内</table>乙</table>"""


def test_html_tables_are_sheets_and_spans_are_merges() -> None:
    book = read_workbook(PAGE.encode("gb18030"))
    assert (book.format, [sheet.name for sheet in book.sheets]) == ("html", ["表1", "表2", "表3"])
    first, second, third = book.sheets
    assert {first.reference(*place): cell.text for place, cell in first.cells.items()} == {
        "A1": "市（地）",
        "B1": "培训基地\n（个）",
        "B2": "目标",
        "C2": "累计",
        "A3": "黑 河",
        "B3": "1,234",
        "C3": "<5",
        "↓1": "其间",
        "↓2": "甲",
        "↓3": "内",
        "↓4": "乙",
    }
    assert (first.merges, first.hidden_rows) == (((1, 1, 2, 1), (1, 2, 1, 3)), {3})
    assert [cell.text for cell in second.cells.values()] == ["甲", "乙"]
    assert [cell.text for cell in third.cells.values()] == ["内"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_pages_with_a_byte_order_mark_are_read(encoding: str) -> None:
    assert read_texts("<table><tr><td>市</table>".encode(encoding)) == {"A1": "市"}


XML = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style>
<Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style></Styles>
<Worksheet ss:Name="月报"><Table ss:ExpandedRowCount="99999999"><Column ss:Index="3" ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">市（地）</Data><Comment><ss:Data>批注</ss:Data></Comment></Cell>
<Cell><Data ss:Type="Number">36.11</Data></Cell></Row>
<Row ss:Index="5" ss:Hidden="1"><Cell ss:Index="2" ss:StyleID="p"><Data ss:Type="Number">0.525</Data></Cell>
<Cell ss:StyleID="d" ss:Formula="=R1C1"><Data ss:Type="DateTime">2019-06-30T00:00:00.000</Data></Cell>
<Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_an_xml_spreadsheet_named_xls_is_read() -> None:
    book = read_workbook(XML.encode())
    (sheet,) = book.sheets
    assert (book.format, book.losses, sheet.name, sheet.merges) == ("xml", ("formulas",), "月报", ((1, 1, 1, 2),))
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({5}, {3})
    assert {sheet.reference(*place): cell.text for place, cell in sheet.cells.items()} == {
        "A1": "市（地）",
        "C1": "36.11",
        "B5": "0.525",
        "C5": "2019/6/30",
        "D5": "#DIV/0!",
    }
    assert (sheet.cells[5, 2].percent, sheet.cells[5, 4].error) == (True, "#DIV/0!")


def test_cells_as_spreadsheets_copy_them_keep_their_lines_their_quotes_and_their_commas() -> None:
    copied = '市（地）\t"培训\n人次"\n"98113"哈尔滨\t1,234,567\n"未闭\t2,345\n甲\t"他说""好""\n就好"'
    assert read_texts(copied.encode()) == {
        "A1": "市（地）",
        "B1": "培训\n人次",
        "A2": '"98113"哈尔滨',
        "B2": "1,234,567",
        "A3": '"未闭',
        "B3": "2,345",
        "A4": "甲",
        "B4": '他说"好"\n就好',
    }


@pytest.mark.parametrize("line", ["\r\n", "\n", "\r"])
def test_empty_cells_and_lines_of_copied_cells_keep_their_places(line: str) -> None:
    found = read_texts(line.join(("标题\t\t", "", "\t甲\t乙", '"丙"\t\t"1,2"')).encode())
    assert found == {"A1": "标题", "B3": "甲", "C3": "乙", "A4": "丙", "C4": "1,2"}
