"""A cell merged over several rows of a list holds for each of them, in every format and by both readers."""

from datetime import date

import pyarrow as pa
import pytest

from intake.read import read_file
from intake.reading import Reading
from intake.rosters import opening
from metrics.definitions.catalogue import load_catalogue
from tests.support.numbers_of import GOOD
from tests.support.paths import FILES
from tests.support.roster_of import page_with, with_check, workbook_with

PLANS = load_catalogue()
NUMBERS = (GOOD, with_check("23060219720616889"), with_check("23060219850101001"), with_check("23060219900203002"))
HEADS = ("序号", "姓名", "身份证号", "培训机构", "培训工种", "开班日期", "结业日期", "市（地）", "补贴金额（元）")
FIRST, LAST = "2019-06-01", "2019-06-20"


def person(at: int, *beside: object) -> tuple:
    return (at + 1, f"王小{'一二三四'[at]}", NUMBERS[at], *beside)


#: Two classes of two, everything of a class merged over its rows.
CLASSES = [
    ("职业技能培训实名制台账",),
    HEADS,
    person(0, "哈尔滨某某学校", "焊工", FIRST, LAST, "哈尔滨市", "1000"),
    person(1, "", "", "", "", "", "1000"),
    person(2, "大庆某某学校", "电工", "2019-07-01", "2019-07-20", "大庆市", "1000"),
    person(3, "", "", "", "", "", "1000"),
]
MERGED = (*((3, column, 4, column) for column in range(4, 9)), *((5, column, 6, column) for column in range(4, 9)))


def read(content: bytes, name: str = "台账.xlsx") -> Reading:
    return read_file(content, name, PLANS, plan="98113")


def kept(reading: Reading) -> list[dict]:
    return pa.ipc.open_stream(reading.kept).read_all().to_pylist()


def both_ways(content: bytes, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """Read cell by cell and by columns; return what both say."""
    careful = read(content)
    monkeypatch.setattr(opening, "LARGE_PART", 0)
    fast = read(content)
    assert (fast.roster, fast.findings, fast.observations) == (careful.roster, careful.findings, careful.observations)
    assert kept(fast) == kept(careful)
    return fast


def check_classes(reading: Reading) -> None:
    assert reading.roster == {"rows": 4, "kept": 4, "rejected": 0, "duplicates": 0}
    assert [(one["city"], one["institution"], one["occupation"], one["last_day"]) for one in kept(reading)] == [
        *[("230100", "哈尔滨某某学校", "焊工", date(2019, 6, 20))] * 2,
        *[("230600", "大庆某某学校", "电工", date(2019, 7, 20))] * 2,
    ]
    assert {one.slug for one in reading.findings} == {"roster-recognised"}


def test_what_is_merged_over_the_rows_of_a_class_holds_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    check_classes(both_ways(workbook_with(CLASSES, MERGED), monkeypatch))


def test_a_page_with_spans_says_the_same() -> None:
    check_classes(read(page_with(CLASSES, MERGED), "台账.xls"))


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_formats_say_the_same(kind: str) -> None:
    check_classes(read((FILES / f"合并台账.{kind}").read_bytes(), f"台账.{kind}"))


def test_one_person_merged_over_several_trainings_has_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ("哈尔滨市培训台账",),
        HEADS,
        person(0, "某某学校", "焊工", FIRST, LAST, "哈尔滨市"),
        ("", "", "", "某某学校", "电工", "2019-07-01", "2019-07-20", "哈尔滨市"),
        person(1, "某某学校", "焊工", FIRST, LAST, "哈尔滨市"),
    ]
    reading = both_ways(workbook_with(rows, ((3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 4, 3))), monkeypatch)
    assert [(one["name"], one["occupation"]) for one in kept(reading)] == [
        ("王*一", "焊工"),
        ("王*一", "电工"),
        ("王*二", "焊工"),
    ]


def test_a_person_written_over_two_rows_of_the_sheet_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ("哈尔滨市培训台账",),
        HEADS,
        person(0, "某某学校", "焊工", FIRST, LAST, "哈尔滨市", "1000"),
        (),
        person(1, "某某学校", "焊工", FIRST, LAST, "哈尔滨市", "1000"),
        (),
    ]
    merges = tuple((row, column, row + 1, column) for row in (3, 5) for column in range(1, 10))
    reading = both_ways(workbook_with(rows, merges), monkeypatch)
    assert reading.roster == {"rows": 2, "kept": 2, "rejected": 0, "duplicates": 0}
    assert [one["subsidy"] for one in kept(reading)] == [100_000, 100_000]
    assert {one.slug for one in reading.findings} == {"roster-recognised"}


def test_a_span_merged_over_both_columns_of_days_says_both(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ("哈尔滨市培训台账",),
        HEADS,
        person(0, "某某学校", "焊工", "2019.6.1—6.20", "", "哈尔滨市"),
        person(1, "某某学校", "焊工", "", "", "哈尔滨市"),
        person(2, "某某学校", "电工", "2019年7月1日至20日", "", "哈尔滨市"),
    ]
    reading = both_ways(workbook_with(rows, ((3, 6, 4, 7), (5, 6, 5, 7))), monkeypatch)
    assert [(one["first_day"], one["last_day"]) for one in kept(reading)] == [
        *[(date(2019, 6, 1), date(2019, 6, 20))] * 2,
        (date(2019, 7, 1), date(2019, 7, 20)),
    ]


def test_an_amount_merged_over_several_people_is_nobodys_own_and_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row[:8] + (("3000",) if at == 2 else ("",)) for at, row in enumerate(CLASSES)]
    rows[:2] = CLASSES[:2]
    reading = both_ways(workbook_with(rows, (*MERGED, (3, 9, 5, 9))), monkeypatch)
    (told,) = [one for one in reading.findings if one.slug == "subsidy-unreadable"]
    assert (told.cell, told.facts["raw"]) == ("I3", "3000(I3:I5)")
    assert [one["subsidy"] for one in kept(reading)] == [None] * 4


def test_rows_that_are_only_blank_below_a_day_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = both_ways(workbook_with(CLASSES, MERGED[5:]), monkeypatch)
    assert reading.roster is not None and reading.roster["rejected"] == 1
    assert [one.cell for one in reading.findings if one.slug == "date-missing"] == ["G4"]
