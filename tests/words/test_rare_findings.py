"""Findings that few files give: a cancelled amount, macros, and doubles in lists."""

import io
import zipfile
from dataclasses import replace

import pytest

from intake.read import read_file
from intake.reading import Reading
from intake.sheets.sheet import Workbook
from intake.sheets.workbook import read_workbook
from metrics.definitions.catalogue import load_catalogue
from tests.support import workbook_of

PLANS = load_catalogue()


def read(grid: str, name: str = "报表.xlsx") -> Reading:
    content = workbook_of.build_file(name, {"Sheet1": workbook_of.parse_grid(grid)}, {})
    return read_file(content, name, PLANS, plan="98113")


def slugs(reading: Reading) -> list[str]:
    return [one.slug for one in reading.findings]


def test_an_amount_below_nothing_takes_back_what_was_reported_before() -> None:
    reading = read("2019年6月职业技能培训情况\n市（地） | 本月培训人次\n哈尔滨市 | 5000\n鸡西市 | -1200")
    assert [(one.city, one.value) for one in reading.observations] == [("230100", 5000), ("230300", -1200)]
    assert "amount-reduced" in slugs(reading)


def test_macros_are_told_and_never_run() -> None:
    content = workbook_of.build_file(
        "a.xlsx",
        {"Sheet1": workbook_of.parse_grid("2019年6月职业技能培训情况\n市（地） | 本月培训人次\n哈尔滨市 | 500")},
        {},
    )
    with_macros = io.BytesIO(content)
    with zipfile.ZipFile(with_macros, "a") as book:
        book.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    reading = read_file(with_macros.getvalue(), "a.xlsm", PLANS, plan="98113")
    assert "macro-ignored" in slugs(reading)
    assert [one.value for one in reading.observations] == [500]


def test_an_entry_listed_twice_and_two_of_one_host_are_told() -> None:
    list_of = "高技能人才培训基地名单\n序号 | 市（地） | 基地名称 | 依托单位 | 批准时间\n"
    double = read(list_of + "1 | 哈尔滨市 | 甲基地 | 甲厂 | 2019-05-01\n2 | 哈尔滨市 | 甲基地 | 甲厂 | 2019-05-01")
    assert "register-double" in slugs(double)
    shared = read(list_of + "1 | 哈尔滨市 | 甲基地 | 甲厂 | 2019-05-01\n2 | 哈尔滨市 | 乙基地 | 甲厂 | 2019-05-01")
    assert "register-same-host" in slugs(shared)


def test_formats_that_a_reader_does_not_see_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(content: bytes, kind: str) -> Workbook:
        return replace(read_workbook(content, kind), losses=("number-formats",))

    monkeypatch.setattr("intake.read.read_workbook", lose)
    reading = read("2019年6月职业技能培训情况\n市（地） | 本月培训人次\n哈尔滨市 | 500")
    assert "format-unseen" in slugs(reading)
