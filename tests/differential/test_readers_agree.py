"""Our reader and the libraries see the same in workbooks of every feature; else a number is not read."""

import datetime
import io
from decimal import Decimal
from random import Random

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from intake.sheets import second_reader
from intake.sheets.sheet import Cell
from intake.sheets.workbook import read_workbook
from intake.sheets.xlsx import sheet as reader_of_cells
from tests.support import reading_of
from tests.support.containers import plain_xlsx, with_parts
from tests.support.paths import FILES, SAMPLES

CODES = (
    "General", "0", "0.00", "#,##0", "0%", "0.0%", '0"万人次"', "yyyy-mm-dd", 'yyyy"年"m"月"', "m/d/yy h:mm", "[h]:mm",
    "0.00E+00", '[>=10000]0!.0,"万";0', "#,##0.0_ ;[Red]-#,##0.0", '0"%"', "@", "# ?/?", "h:mm:ss", '0;-0;"—"',
)  # fmt: skip


def draw_book(random: Random) -> bytes:
    """A workbook of numbers, days, percentages, texts, errors and formulas under formats, merges and hidden lines."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "date_1904": random.random() < 0.3}) as book:
        struck = book.add_format({"font_strikeout": True})
        for name in ("一", "Sheet 2"):
            sheet = book.add_worksheet(name)
            for row in range(random.randint(0, 3), 12):
                for column in range(random.randint(0, 2), 6):
                    look = book.add_format({"num_format": random.choice(CODES)})
                    draw_cell(random, sheet, row, column, look, struck)
            sheet.merge_range(13, 1, 14, 3, random.choice([7, "合计", 0.5]))
            sheet.set_row(4, None, None, {"hidden": True})
    return stream.getvalue()


def draw_cell(random: Random, sheet, row: int, column: int, look, struck) -> None:
    kind = random.randrange(9)
    if kind == 0:
        sheet.write_number(row, column, random.randint(-9, 10**9), look)
    elif kind == 1:
        sheet.write_number(row, column, round(random.uniform(0, 60000), random.randint(0, 9)), look)
    elif kind == 2:
        sheet.write_number(row, column, random.choice([1e-7, 0.1 + 0.2, 36.110000000000004, 0, 60, 59.5]), look)
    elif kind == 3:
        sheet.write_datetime(row, column, datetime.datetime(2019, random.randint(1, 12), 28), look)
    elif kind == 4:
        sheet.write_string(row, column, random.choice(["哈尔滨市", "12", "007", "１２", "3万", "—", " "]), look)
    elif kind == 5:
        sheet.write_formula(row, column, "=1+1", look, random.choice([2, "文", "#REF!", "", True]))
    elif kind == 6:
        sheet.write_rich_string(row, column, "12", struck, "5", "人")
    elif kind == 7:
        sheet.write_number(row, column, 5, struck)
    else:
        sheet.write_boolean(row, column, True)


@pytest.mark.parametrize("seed", range(25))
def test_openpyxl_and_ours_agree_on_every_number_of_generated_workbooks(seed: int) -> None:
    content = draw_book(Random(seed))
    book = second_reader.read_twice(content, read_workbook(content))
    assert book.once == ()
    assert [(s.name, one) for s in book.sheets for one in s.lost if one.why == "readers-disagree"] == []


@pytest.mark.parametrize("seed", range(25, 35))
def test_calamine_and_ours_agree_on_every_number_of_generated_workbooks(seed: int) -> None:
    content = draw_book(Random(seed))
    other = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for index, sheet in enumerate(read_workbook(content).sheets):
        grid = other.get_sheet_by_index(index).to_python(skip_empty_area=False)
        for (row, column), cell in sheet.cells.items():
            value = grid[row - 1][column - 1]
            if cell.number is not None:
                assert value == pytest.approx(float(cell.number), rel=1e-14)
            elif cell.day is not None:
                if isinstance(value, datetime.time):  # less than a day: no day to compare
                    continue
                assert (value.date() if isinstance(value, datetime.datetime) else value) == cell.day


@pytest.mark.parametrize("path", [*SAMPLES.glob("*.xlsx"), *FILES.rglob("*.xlsx")], ids=lambda path: path.stem)
def test_both_agree_on_every_workbook_of_the_samples(path) -> None:
    content = path.read_bytes()
    book = second_reader.read_twice(content, read_workbook(content))
    assert book.once == () and not [one for s in book.sheets for one in s.lost if one.why == "readers-disagree"]


def test_xlrd_and_ours_agree_on_the_workbook_of_many_cells() -> None:
    pytest.importorskip("xlrd")
    content = (FILES / "多种单元格.xls").read_bytes()
    book = second_reader.read_twice(content, read_workbook(content))
    assert book.once == () and not [one for s in book.sheets for one in s.lost if one.why == "readers-disagree"]


@pytest.mark.parametrize("number", [27, 31, 36, 50, 57, 58])
def test_days_that_a_chinese_excel_has_built_in_are_no_disagreement(number: int) -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    content = with_parts(
        plain_xlsx(),
        xl__styles_xml=(
            f'<styleSheet xmlns="{space}"><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>'
            f'<cellXfs><xf numFmtId="0"/><xf numFmtId="{number}"/></cellXfs></styleSheet>'
        ).encode(),
        xl__worksheets__sheet1_xml=(
            f'<worksheet xmlns="{space}"><sheetData><row r="1"><c r="A1" s="1"><v>43646</v></c></row></sheetData>'
            "</worksheet>"
        ).encode(),
    )
    (sheet,) = second_reader.read_twice(content, read_workbook(content)).sheets
    assert sheet.cells[1, 1].day == datetime.date(2019, 6, 30) and sheet.lost == ()


def summary(**options: object) -> bytes:
    book = openpyxl.Workbook()
    for name, value in options.items():
        setattr(book, name, value)
    for line in (["2019年6月各市职业技能培训情况"], ["市（地）", "培训人次"], ["哈尔滨市", 100], ["鸡西市", 70]):
        book.active.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "misread",
    [
        lambda cell: Cell("101", Decimal(101)),
        lambda cell: Cell("100", Decimal(100), percent=True),
        lambda cell: Cell("1900-04-09", day=datetime.date(1900, 4, 9)),
        lambda cell: Cell("一百"),
        lambda cell: None,
    ],
)
def test_a_number_on_which_the_readers_differ_is_set_aside_and_both_are_told(misread, monkeypatch) -> None:
    real = reader_of_cells.number_cell
    wrong = lambda stored, *rest: misread(None) if stored == "100" else real(stored, *rest)  # noqa: E731
    monkeypatch.setattr(reader_of_cells, "number_cell", wrong)
    reading = reading_of.read_as_dict(summary(), "报表.xlsx")
    assert [(one["cell"], one["value"]) for one in reading["observations"]] == [("B4", 70)]
    (told,) = [one for one in reading["findings"] if one["slug"] == "readers-disagree"]
    assert (told["level"], told["cell"], told["facts"]["other"]) == ("error", "B3", "100")
    assert [(one["cell"], one["reason"]) for one in reading["set_aside"]] == [("B3", "readers-disagree")]


def test_what_a_library_cannot_read_stands_and_is_said(monkeypatch) -> None:
    def fail(content: bytes) -> None:
        raise KeyError("no such part")

    monkeypatch.setattr(second_reader, "_read_xlsx", fail)
    reading = reading_of.read_as_dict(summary(), "报表.xlsx")
    assert [one["value"] for one in reading["observations"]] == [100, 70]
    assert [one["facts"] for one in reading["findings"] if one["slug"] == "read-once"] == [{"sheet": "Sheet"}]


def test_both_readers_know_the_system_of_1904() -> None:
    content = summary(epoch=CALENDAR_MAC_1904)
    assert second_reader.read_twice(content, read_workbook(content)).sheets[0].lost == ()
