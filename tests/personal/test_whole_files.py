"""A file that holds an ID number anywhere is told from one without; what cannot be looked into counts as one."""

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter

from data.personal.whole_files import may_hold_number
from tests.support.numbers_of import GOOD, SHORT, full_width, spaced
from tests.support.paths import FILES, SAMPLES


def workbook(fill: Callable, properties: dict | None = None) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("进度")
    sheet.write_row(0, 0, ("市（地）", "2019年6月培训人次"))
    sheet.write_row(1, 0, ("大庆市", 12.3456789012345))
    fill(book, sheet)
    if properties:
        book.set_properties(properties)
    book.close()
    return target.getvalue()


PLACES: dict[str, Callable[[], bytes]] = {
    "second sheet": lambda: workbook(lambda book, sheet: book.add_worksheet("联系人").write(3, 3, f"王 {GOOD}")),
    "hidden sheet": lambda: workbook(
        lambda book, sheet: (hidden := book.add_worksheet("暗"), hidden.hide(), hidden.write(0, 0, spaced(GOOD)))
    ),
    "comment": lambda: workbook(lambda book, sheet: sheet.write_comment("A1", f"填报人{SHORT}")),
    "property": lambda: workbook(lambda book, sheet: None, {"author": GOOD}),
    "numeric cell": lambda: workbook(lambda book, sheet: sheet.write_number(5, 0, int(GOOD))),
    "short numeric cell": lambda: workbook(lambda book, sheet: sheet.write_number(5, 0, int(SHORT))),
    "formula": lambda: workbook(lambda book, sheet: sheet.write_formula(5, 0, f'="{GOOD}"', None, "x")),
    "bold digits": lambda: workbook(
        lambda book, sheet: sheet.write_rich_string(
            5, 0, GOOD[:7], book.add_format({"bold": True}), GOOD[7:12], GOOD[12:]
        )
    ),
    "full width": lambda: workbook(lambda book, sheet: sheet.write(5, 0, full_width(GOOD))),
    "sheet name": lambda: workbook(lambda book, sheet: book.add_worksheet(GOOD)),
    "defined name": lambda: workbook(lambda book, sheet: book.define_name("编号", f'="{GOOD}"')),
    "header": lambda: workbook(lambda book, sheet: sheet.set_header(f"&C{GOOD}")),
    "validation": lambda: workbook(
        lambda book, sheet: sheet.data_validation("A9", {"validate": "list", "source": [GOOD, "x"]})
    ),
    "text box": lambda: workbook(lambda book, sheet: sheet.insert_textbox(9, 0, GOOD)),
    "link": lambda: workbook(lambda book, sheet: sheet.write_url(9, 0, f"https://example.org/{GOOD}", string="x")),
    "csv": lambda: f"市（地）,培训人次\r\n大庆市,12\r\n王,{GOOD}\r\n".encode("gb18030"),
    "csv in utf-16": lambda: f"王\t{GOOD}".encode("utf-16"),
    "html": lambda: (
        "<html><body><table><tr><td>王</td><td>2306<b>0219</b>8112128143</td></tr></table></body></html>".encode()
    ),
    "html in entities": lambda: (
        "<table><td>" + "".join(f"&#{ord(sign)};" for sign in GOOD) + "</td></table>"
    ).encode(),
    "picture": lambda: workbook(
        lambda book, sheet: sheet.insert_image(9, 0, "x.png", {"image_data": io.BytesIO(a_picture())})
    ),
    "old binary": lambda: (FILES / "多种单元格.xls").read_bytes(),
    "broken zip": lambda: workbook(lambda book, sheet: None)[:-40],
    "mail": lambda: b"MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\nMjMwNjAy",
}


def a_picture() -> bytes:
    from PIL import Image

    target = io.BytesIO()
    Image.new("RGB", (2, 2)).save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize("place", PLACES)
def test_a_number_anywhere_in_a_file_is_found_and_what_cannot_be_looked_through_counts_as_one(place: str) -> None:
    assert may_hold_number(PLACES[place]())


def test_a_bomb_is_not_unpacked_to_its_end() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/worksheets/sheet1.xml", b"0" * 100_000_000)
    assert may_hold_number(target.getvalue())


def test_files_without_a_number_are_told_so() -> None:
    assert not may_hold_number(
        workbook(
            lambda book, sheet: sheet.write_column(
                5, 0, [0.416666666666667, 1 / 3, 36.11, 1540540.54, "合计 12 130 450"]
            )
        )
    )
    assert not may_hold_number("市（地）,1月,2月\r\n大庆市,1200,130\r\n合计,12345,13456\r\n".encode())
    assert not may_hold_number(b"file 1")
    for path in SAMPLES.glob("*"):
        if path.suffix in (".xlsx", ".csv", ".html", ".ods") and "台账" not in path.name:
            assert not may_hold_number(path.read_bytes()), path.name
