"""Ours and the libraries see the same in xlsb; formats, errors and hidden lines are those that were written."""

import contextlib
import datetime
import io
import struct
from collections.abc import Mapping
from decimal import Decimal
from random import Random
from types import MappingProxyType

import openpyxl
import pytest
import python_calamine
import pyxlsb
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.sheets import second_reader
from intake.sheets.sheet import Cell, Unreadable, Workbook
from intake.sheets.workbook import read_workbook
from intake.sheets.xlsb import sheet as reader_of_cells
from tests.differential.binary_workbooks import ERRORS, Sheet, Written, pack, parts_of, record, wide, write_xlsb
from tests.support import reading_of

CODES = (
    "General", "0", "0.00", "#,##0", "0%", "0.0%", '0"万人次"', "yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "0!.0000", "@",
    "h:mm:ss",
)  # fmt: skip
PERCENT, DAYS, UNIT, TIME = (4, 5), (7, 8), 6, 11
TEXTS = st.text(st.characters(codec="utf-16-le", exclude_characters="\ufeff\ufffe"), max_size=12) | st.sampled_from(
    ["哈尔滨市", "007", "１２", "—", " ", "_x0041_", "𠮷林"]
)
WHOLE = st.integers(-(10**6), 10**6) | st.sampled_from([0, 1, 59, 60, 61, 43646])
NUMBERS = WHOLE | WHOLE.map(lambda one: one / 100) | st.sampled_from([1.5, -0.25, 43646.75])
WRITTEN = st.one_of(
    st.builds(Written, st.just("rk"), NUMBERS, st.integers(0, len(CODES) - 1)),
    st.builds(
        Written,
        st.sampled_from(["real", "formula-number"]),
        NUMBERS | st.floats(-1e10, 1e10, allow_nan=False),
        st.integers(0, len(CODES) - 1),
    ),
    st.builds(Written, st.sampled_from(["text", "shared", "formula-text"]), TEXTS, st.integers(0, 3)),
    st.builds(Written, st.sampled_from(["error", "formula-error"]), st.sampled_from(list(ERRORS)), st.integers(0, 3)),
    st.builds(Written, st.sampled_from(["flag", "formula-flag"]), st.booleans()),
)
#: Rows and columns before the first filled ones stay empty.
SHEETS = st.builds(
    lambda down, right, cells: Sheet({(r + down, c + right): one for (r, c), one in cells.items()}),
    st.integers(0, 4),
    st.integers(0, 5),
    st.dictionaries(st.tuples(st.integers(1, 30), st.integers(1, 12)), WRITTEN, min_size=1, max_size=25),
)
BOOKS = st.tuples(SHEETS, SHEETS, st.booleans())


def read(*sheets: Sheet, **options: object) -> Workbook:
    return read_workbook(write_xlsb({f"表{at}": one for at, one in enumerate(sheets, 1)}, CODES, **options))


def read_cell(cell: Written, **options: object) -> Cell:
    return read(Sheet({(1, 1): cell}), **options).sheets[0].cells[1, 1]


def serial_day(number: float, date1904: bool) -> datetime.date:
    start = datetime.date(1904, 1, 1) if date1904 else datetime.date(1899, 12, 30)
    return start + datetime.timedelta(int(number) + (not date1904 and number < 60))


@settings(max_examples=60, deadline=None)
@given(BOOKS)
def test_pyxlsb_and_ours_agree_on_every_cell_of_generated_workbooks(book: tuple[Sheet, Sheet, bool]) -> None:
    content = write_xlsb({"一": book[0], "二": book[1]}, CODES, date1904=book[2])
    with pyxlsb.open_workbook(io.BytesIO(content)) as other:
        for index, sheet in enumerate(read_workbook(content).sheets, 1):
            written = book[index - 1].cells
            seen = {(one.r + 1, one.c + 1): one.v for row in other.get_sheet(index).rows() for one in row}
            # It passes over texts that are not shared.
            seen |= {place: one.value for place, one in written.items() if one.form == "text"}
            seen = {place: value for place, value in seen.items() if value is not None and str(value).strip()}
            assert sheet.cells.keys() == seen.keys()
            for place, cell in sheet.cells.items():
                agree_with_pyxlsb(cell, seen[place], written[place], book[2])


def agree_with_pyxlsb(cell: Cell, value: object, written: Written, date1904: bool) -> None:
    assert (cell.formula == "=") is written.form.startswith("formula")
    if "error" in written.form:
        assert cell.error == cell.text == ERRORS[int(str(value), 16)]
    elif isinstance(value, bool):
        assert cell.text == str(value).upper()
    elif isinstance(value, str):
        assert (cell.text, cell.number, cell.day, cell.error) == (value, None, None, None)
    elif cell.day is not None:
        assert written.style in DAYS
        assert value % 1 * 86400 >= 86399.5 or int(value) == 60 or cell.day == serial_day(value, date1904)
    elif cell.number is not None:
        assert float(cell.number) == pytest.approx(value, rel=1e-14)
        assert cell.percent is (written.style in PERCENT)
        assert cell.behind == ("万人次" if written.style == UNIT else "")
        assert written.style not in (*DAYS, TIME)
    else:
        assert written.style in (*DAYS, TIME), "only a moment is text and no day"


@settings(max_examples=60, deadline=None)
@given(BOOKS)
def test_calamine_and_ours_agree_on_numbers_and_days_of_generated_workbooks(book: tuple[Sheet, Sheet, bool]) -> None:
    content = write_xlsb({"一": book[0], "二": book[1]}, CODES, date1904=book[2])
    other = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for index, sheet in enumerate(read_workbook(content).sheets):
        grid = other.get_sheet_by_index(index).to_python(skip_empty_area=False)
        for (row, column), cell in sheet.cells.items():
            if cell.error:
                continue  # calamine sees nothing there
            value = grid[row - 1][column - 1]
            if cell.number is not None:
                assert value == pytest.approx(float(cell.number), rel=1e-14)
            elif cell.day is not None and isinstance(value, datetime.date) and cell.day.year > 1904:
                assert (value.date() if isinstance(value, datetime.datetime) else value) == cell.day


@settings(max_examples=40, deadline=None)
@given(BOOKS)
def test_the_second_reader_differs_on_no_number_of_generated_workbooks(book: tuple[Sheet, Sheet, bool]) -> None:
    content = write_xlsb({"一": book[0], "二": book[1]}, CODES, date1904=book[2])
    twice = second_reader.read_twice(content, read_workbook(content))
    assert twice.once == () and [one for sheet in twice.sheets for one in sheet.lost] == []


def test_a_far_cell_of_an_xlsb_is_read_once_and_costs_nothing() -> None:
    content = write_xlsb({"一": Sheet({(1, 1): Written("rk", 1), (1_048_576, 16_384): Written("rk", 5)})})
    book = second_reader.read_twice(content, read_workbook(content))
    assert book.once == ("一",) and book.sheets[0].cells[1_048_576, 16_384].number == 5


def test_a_number_of_an_xlsb_on_which_the_readers_differ_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_of_cells, "unpack_number", lambda packed: 1201.0)
    reading = reading_of.read_as_dict(summary(), "报表")
    told = {one["cell"]: one["facts"]["other"] for one in reading["findings"] if one["slug"] == "readers-disagree"}
    assert told == {"B3": "1200", "C4": "0.5"} and reading["observations"] == []


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        (0, Cell("0.5", Decimal("0.5"))),
        (4, Cell("0.5", Decimal("0.5"), decimals=0, percent=True)),
        (5, Cell("0.5", Decimal("0.5"), decimals=1, percent=True)),
        (6, Cell("0.5万人次", Decimal("0.5"), decimals=0, behind="万人次")),
        (9, Cell("0.5", Decimal("0.5"), decimals=4, scale=10000)),
        (11, Cell("12:00:00")),
    ],
)
def test_a_number_is_shown_as_its_format_says(style: int, shown: Cell) -> None:
    assert read_cell(Written("real", 0.5, style)) == shown
    assert read_cell(Written("real", 0.5, style), alternatives=True) == shown


@pytest.mark.parametrize(("date1904", "serial"), [(False, 43646), (True, 42184)])
def test_days_are_counted_by_the_date_system_of_the_workbook(date1904: bool, serial: int) -> None:
    cell = read_cell(Written("rk", serial, 8), date1904=date1904)
    assert cell == Cell("2019年6月30日", day=datetime.date(2019, 6, 30))


def test_errors_flags_and_rich_texts_are_what_was_written() -> None:
    assert read_cell(Written("error", 0x17)) == Cell("#REF!", error="#REF!")
    assert read_cell(Written("error", 0x2B)) == Cell("#GETTING_DATA", error="#GETTING_DATA")
    assert read_cell(Written("formula-error", 0x2A)) == Cell("#N/A", error="#N/A", formula="=")
    assert read_cell(Written("flag", 1)) == Cell("TRUE")
    assert read_cell(Written("rich", "131")).text == "13¹"


def test_a_zero_that_awaits_calculation_is_no_value() -> None:
    assert read_cell(Written("formula-number", 0.0)).number == 0
    assert read_cell(Written("formula-number", 0.0), recalculate=True) == Cell("", formula="=")
    some = Sheet({(1, 1): Written("formula-number", 0.0), (1, 2): Written("formula-number", 2.0)})
    assert read(some, recalculate=True).sheets[0].cells[1, 1].number == 0, "Excel calculated, and asks for it again"


def test_short_forms_of_cells_stand_behind_the_cell_before() -> None:
    forms = [("rk", 2), ("error", 0x2A), ("flag", 1), ("real", 0.1), ("text", "文"), ("shared", "共"), ("rich", "ab")]
    cells = {(2, 4 + at): Written(form, value, short=True) for at, (form, value) in enumerate(forms)}
    (sheet,) = read(Sheet({(2, 3): Written("rk", 1), **cells})).sheets
    texts = ["1", "2", "#N/A", "TRUE", "0.1", "文", "共", "ab"]
    assert {place: cell.text for place, cell in sheet.cells.items()} == {(2, 3 + at): t for at, t in enumerate(texts)}


def test_merges_hidden_lines_and_what_is_struck_out_are_known() -> None:
    cells = {(2, 2): Written("rk", 1), (2, 3): Written("rk", 2), (3, 2): Written("rk", 3), (4, 2): Written("rk", 4, 1)}
    first = Sheet(cells, merges=[(2, 2, 2, 3)], hidden_rows=[3], hidden_columns=[2])
    book = read(first, Sheet({(1, 1): Written("rk", 1)}, hidden=True), struck=1)
    sheet = book.sheets[0]
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.merges) == ({3}, {2}, ((2, 2, 2, 3),))
    assert [(one.row, one.column, one.why) for one in sheet.lost] == [(2, 3, "covered-cells"), (4, 2, "struck-out")]
    assert [one.hidden for one in book.sheets] == [False, True]
    assert (book.format, book.losses, book.has_macros) == ("xlsb", (), False)


def test_what_later_versions_add_holds_no_cells() -> None:
    hidden = record(35, b"\0" * 4) + record(0, struct.pack("<IIHHBI", 8, 0, 0, 0, 0, 0)) + record(36)
    (sheet,) = read(Sheet({(1, 1): Written("rk", 1)}, before_rows=hidden)).sheets
    assert sheet.cells.keys() == {(1, 1)}


LINES = (("2019年6月各市职业技能培训情况", None, None), ("市（地）", "培训人次（万人次）", "完成率"))


def summary(parts: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    cells = {
        (1, 1): Written("shared", LINES[0][0]),
        **{(2, at): Written("shared", text) for at, text in enumerate(LINES[1], 1)},
        (3, 1): Written("shared", "哈尔滨市"), (3, 2): Written("rk", 1200, 3), (3, 3): Written("real", 0.525, 5),
        (4, 1): Written("shared", "鸡西市"), (4, 2): Written("error", 0x17), (4, 3): Written("rk", 0.5, 4),
    }  # fmt: skip
    return pack(parts_of({"表": Sheet(cells)}, CODES) | parts)


def summary_xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "表"
    for line in (*LINES, ("哈尔滨市", 1200, 0.525), ("鸡西市", "#REF!", 0.5)):
        book.active.append(line)
    for place, code in (("B3", "#,##0"), ("C3", "0.0%"), ("C4", "0%")):
        book.active[place].number_format = code
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_an_xlsb_is_read_as_the_xlsx_of_the_same_sheet() -> None:
    binary, plain = (reading_of.read_as_dict(one, "报表") for one in (summary(), summary_xlsx()))
    for part in ("observations", "targets", "findings", "set_aside", "cells"):
        assert binary[part] == plain[part]
    assert binary["format"] == "xlsb" and binary["cells"]["numeric"]


def test_a_format_that_the_workbook_does_not_hold_is_told() -> None:
    parts = parts_of({"表": Sheet({(1, 1): Written("rk", 1, 99)})}, CODES)
    assert read_workbook(pack(parts)).losses == ("number-formats",)
    parts = parts_of({"表": Sheet({(1, 1): Written("rk", 1, 4)})}, CODES)
    del parts["xl/styles.bin"]
    assert read_workbook(pack(parts)).losses == ("number-formats",)
    unseen = reading_of.read_as_dict(summary({"xl/styles.bin": b""}), "报表")
    assert "format-unseen" in [one["slug"] for one in unseen["findings"]]


def test_a_sheet_whose_part_is_missing_is_told_and_the_others_are_read() -> None:
    one = Sheet({(1, 1): Written("rk", 1)})
    parts = parts_of({"一": one, "二": one})
    del parts["xl/worksheets/sheet1.bin"]
    book = read_workbook(pack(parts | {"xl/vbaProject.bin": b"x"}))
    assert ([sheet.name for sheet in book.sheets], book.missing, book.has_macros) == (["二"], ("一",), True)


SHEET_PART = "xl/worksheets/sheet1.bin"
ROW = record(0, struct.pack("<IIHHBI", 0, 0, 300, 0, 0, 0))


@pytest.mark.parametrize(
    ("cells", "slug"),
    [
        (ROW + record(2, b"\0" * 12, size=2**27), "unreadable-file"),
        (ROW + b"\xff" * 5000, "unreadable-file"),
        (ROW + record(6, b"\0" * 8 + struct.pack("<I", 2**31) + b"ab"), "unreadable-file"),
        (ROW + record(62, b"\0" * 8 + b"\1" + wide("a") + struct.pack("<I", 2**30)), "unreadable-file"),
        (ROW + record(7, b"\0" * 8 + struct.pack("<I", 77)), "unreadable-file"),
        (ROW + record(2, struct.pack("<III", 2**31, 0, 0)), "unreadable-file"),
        (record(2, struct.pack("<III", 0, 0, 0)), "unreadable-file"),
        (record(0, struct.pack("<IIHHBI", 2**21, 0, 0, 0, 0, 0)) + record(2, b"\0" * 12), "unreadable-file"),
        (ROW + record(5, b"\0" * 9), "unreadable-file"),
        (ROW + record(35) * 3, "unreadable-file"),
    ],
)
def test_records_that_lie_are_told_in_one_sentence(cells: bytes, slug: str) -> None:
    parts = parts_of({"表": Sheet({(1, 1): Written("rk", 1)})})
    parts[SHEET_PART] = record(129) + record(145) + cells + record(146) + record(130)
    with pytest.raises(Unreadable) as problem:
        read_workbook(pack(parts))
    assert problem.value.slug == slug


@settings(max_examples=150, deadline=None)
@given(BOOKS, st.integers(0, 2**32))
def test_a_damaged_workbook_has_an_answer_or_one_sentence(book: tuple[Sheet, Sheet, bool], seed: int) -> None:
    chance = Random(seed)
    parts = parts_of({"一": book[0], "二": book[1]}, CODES)
    name = chance.choice([one for one in parts if one.endswith((".bin", ".rels"))])
    data = bytearray(parts[name])
    for _ in range(chance.randint(1, 4)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if chance.random() < 0.3:
        del data[chance.randrange(len(data)) :]
    with contextlib.suppress(Unreadable):
        read_workbook(pack(parts | {name: bytes(data)}))


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_container_has_an_answer_or_one_sentence(seed: int) -> None:
    chance, content = Random(seed), bytearray(summary())
    for _ in range(chance.randint(1, 6)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    reading = reading_of.read_as_dict(
        bytes(content[: chance.choice([len(content), chance.randrange(len(content))])]), "甲"
    )
    assert reading["observations"] or [one["slug"] for one in reading["findings"]]
