"""Workbooks of Excel 5 and 95 say what they show: places, errors, Chinese texts, formats, what is struck out."""

import struct
from decimal import Decimal

import pytest

from intake.sheets.workbook import read_workbook
from tests.support.containers import compound, record

END = record(0x0A)


def font(*, struck: bool = False, raised: bool = False, charset: int = 0) -> bytes:
    return record(
        0x31, struct.pack("<5HBBBB", 200, 8 * struck, 0x7FFF, 400, int(raised), 0, 0, charset, 0) + b"\x05Arial"
    )


def label(row: int, column: int, style: int, text: str, encoding: str = "gbk") -> bytes:
    raw = text.encode(encoding)
    return record(0x204, struct.pack("<4H", row, column, style, len(raw)) + raw)


def number(row: int, column: int, style: int, value: float) -> bytes:
    return record(0x203, struct.pack("<3Hd", row, column, style, value))


def book_of(cells: bytes, *, page: int = 936, fonts: bytes = b"", stream: str = "Book", name: str = "情况") -> bytes:
    """A workbook of Excel 95 with three cell styles: General, 0"万人次", and struck out."""
    begin = struct.pack("<4H", 0x500, 5, 0, 0)
    unit = '0"万人次"'.encode("gbk")
    styles = b"".join(record(0xE0, struct.pack("<HH", f, n).ljust(16, b"\0")) for f, n in ((0, 0), (0, 164), (5, 0)))
    fonts = fonts or font() * 4 + font(struck=True) + font(raised=True)
    title = name.encode("gbk")
    head = (
        record(0x809, begin)
        + record(0x42, struct.pack("<H", page))
        + fonts
        + record(0x41E, struct.pack("<HB", 164, len(unit)) + unit)
        + styles
    )
    place = len(head) + 4 + 7 + len(title) + len(END)
    head += record(0x85, struct.pack("<IBBB", place, 0, 0, len(title)) + title) + END
    sheet = record(0x809, struct.pack("<4H", 0x500, 16, 0, 0)) + cells + END
    return compound(**{stream: head + sheet})


def test_a_workbook_of_excel_95_keeps_places_texts_formats_and_errors() -> None:
    cells = (
        label(0, 2, 0, "2019年6月各市职业技能培训情况")
        + label(1, 2, 0, "哈尔滨市")
        + number(1, 3, 1, 3)
        + record(0x205, struct.pack("<3HBB", 2, 3, 0, 0x17, 1))
    )
    (sheet,) = read_workbook(book_of(cells)).sheets
    assert sheet.name == "情况"
    assert {place: cell.text for place, cell in sheet.cells.items()} == {
        (1, 3): "2019年6月各市职业技能培训情况",
        (2, 3): "哈尔滨市",
        (2, 4): "3万人次",
        (3, 4): "#REF!",
    }
    assert sheet.cells[2, 4].number == Decimal(3) and sheet.cells[3, 4].error == "#REF!"


def test_chinese_of_a_western_code_page_is_told_by_the_fonts_script() -> None:
    fonts = font() * 3 + font(charset=134)
    cells = label(0, 0, 0, "鸡西市")
    assert read_workbook(book_of(cells, page=1252, fonts=fonts)).sheets[0].cells[1, 1].text == "鸡西市"


def test_struck_and_raised_runs_of_excel_95_are_told_apart() -> None:
    raw = "125人1".encode("gbk")
    rich = record(0xD6, struct.pack("<4H", 0, 0, 0, len(raw)) + raw + bytes([1, 5, 6]))
    cells = rich + number(1, 0, 2, 7)
    (sheet,) = read_workbook(book_of(cells)).sheets
    assert sheet.cells[1, 1].text == "125人¹"
    assert [(one.row, one.cell.text, one.why) for one in sheet.lost] == [(2, "7", "struck-out")]


@pytest.mark.parametrize("runs", [b"", bytes([2]), bytes([2, 5]), bytes([2, 5, 6, 7])])
def test_runs_that_a_text_of_excel_95_leaves_out_cost_it_nothing(runs: bytes) -> None:
    raw = "125人1".encode("gbk")
    rich = record(0xD6, struct.pack("<4H", 0, 0, 0, len(raw)) + raw + runs)
    (sheet,) = read_workbook(book_of(rich + number(1, 0, 0, 7))).sheets
    assert sheet.cells[1, 1].text == ("125人¹" if len(runs) > 2 else "125人1")
    assert sheet.cells[2, 1].number == 7


@pytest.mark.parametrize("stream", ["BOOK", "book", "Book"])
def test_the_stream_of_a_workbook_is_found_in_any_case(stream: str) -> None:
    assert read_workbook(book_of(number(0, 0, 0, 7), stream=stream)).sheets[0].cells[1, 1].number == 7
