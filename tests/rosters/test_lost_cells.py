"""What a list holds and nobody sees as valid is told, by both readers alike: struck out, covered, hidden."""

import io
from collections.abc import Collection

import pyarrow as pa
import pytest
import xlsxwriter

from intake.findings.messages import describe_finding
from intake.read import read_file
from intake.reading import Reading
from intake.rosters import opening
from intake.sheets.archive import Archive
from intake.sheets.xlsx.book import read_book
from intake.sheets.xlsx.texts import read_texts
from metrics.definitions.catalogue import load_catalogue
from tests.support.numbers_of import GOOD
from tests.support.roster_of import with_check, workbook_with

PLANS = load_catalogue()
NUMBERS = (GOOD, *(with_check(f"2306021972061{at:04d}") for at in range(6000, 6040)))
HEADS = ("序号", "姓名", "身份证号", "培训机构", "培训工种", "结业日期", "市（地）", "补贴金额（元）")


def person(at: int, *changed: str) -> tuple:
    row = (at + 1, f"王小{at}", NUMBERS[at], "某某学校", "焊工", "2019-06-20", "哈尔滨市", 1000)
    return (*row[: len(row) - len(changed)], *changed)


def roster(count: int = 4) -> list[tuple]:
    return [("职业技能培训实名制台账",), HEADS, *(person(at) for at in range(count))]


def struck_workbook(rows: list[tuple], struck: Collection[tuple[int, int]], hidden: Collection[int] = ()) -> bytes:
    """Return a workbook in which some cells, by row and column from 1, are in a struck-out font."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet, gone = book.add_worksheet("名单"), book.add_format({"font_strikeout": True})
    for row, cells in enumerate(rows, 1):
        for column, value in enumerate(cells, 1):
            look = gone if (row, column) in struck else None
            if value != "":
                sheet.write(row - 1, column - 1, value, look)
    for row in hidden:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    book.close()
    return target.getvalue()


def read(content: bytes) -> Reading:
    return read_file(content, "台账.xlsx", PLANS, plan="98113")


def both_ways(content: bytes, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """Read cell by cell and by columns; return what both say."""
    careful = read(content)
    monkeypatch.setattr(opening, "LARGE_PART", 0)
    fast = read(content)
    assert (fast.roster, fast.findings, fast.observations) == (careful.roster, careful.findings, careful.observations)
    return fast


def told(reading: Reading, slug: str) -> list[tuple[str | None, str]]:
    return [
        (one.cell, one.facts.get("heads", one.facts.get("raw", ""))) for one in reading.findings if one.slug == slug
    ]


def kept(reading: Reading) -> list[dict]:
    return pa.ipc.open_stream(reading.kept).read_all().to_pylist()


def test_a_person_struck_out_is_not_counted_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    content = struck_workbook(roster(), {(4, column) for column in range(1, 9)})
    reading = both_ways(content, monkeypatch)
    assert reading.roster == {"rows": 3, "kept": 3, "rejected": 0, "duplicates": 0}
    assert told(reading, "struck-out") == [
        ("B4", "姓名、身份证号、培训机构、培训工种、结业日期、市（地）、补贴金额（元）")
    ]
    [found] = [one for one in reading.findings if one.slug == "struck-out"]
    assert describe_finding(found, None) == (
        "第 4 行的“姓名、身份证号、培训机构、培训工种、结业日期、市（地）、补贴金额（元）”加了删除线，不作数，未读入。"
        "如仍有效请去掉删除线。"
    )
    assert GOOD not in str(reading.findings) and NUMBERS[1] not in str(reading.findings)


def test_one_cell_struck_out_is_told_and_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = both_ways(struck_workbook(roster(), {(4, 8), (5, 6), (3, 1)}), monkeypatch)
    assert told(reading, "struck-out") == [("H4", "补贴金额（元）"), ("F5", "结业日期")]
    assert [one["subsidy"] for one in kept(reading)] == [100_000, None, 100_000]
    assert told(reading, "date-missing") == [("F5", "—")]


def test_days_and_amounts_struck_out_in_cells_with_formats_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = roster()
    rows[2] = person(0, 43636, "哈尔滨市", 1000)  # a number that only its format makes a day
    reading = both_ways(struck_workbook(rows, {(3, 6)}), monkeypatch)
    assert told(reading, "struck-out") == [("F3", "结业日期")]


def test_a_struck_out_title_is_told_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("职业技能培训实名制台账",), ("培训机构：旧学校",), HEADS[:3] + HEADS[4:]]
    rows += [one[:3] + one[4:] for one in roster()[2:]]
    reading = both_ways(struck_workbook(rows, {(2, 1)}), monkeypatch)
    assert told(reading, "struck-out") == [("A2", "培训机构：旧学校")]
    assert {one["institution"] for one in kept(reading)} == {""}


def test_of_many_rows_struck_out_the_last_told_says_how_many_more_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    content = struck_workbook(roster(30), {(row, 8) for row in range(3, 33)})
    reading = both_ways(content, monkeypatch)
    found = [one for one in reading.findings if one.slug == "struck-out"]
    assert len(found) == 20 and [one.facts.get("others") for one in found[-2:]] == [None, "10"]
    assert "本表另有 10 行" in describe_finding(found[-1], None) and "10 more rows" in describe_finding(
        found[-1], None, "en"
    )


def test_blank_cells_in_a_struck_out_font_are_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [*roster(), ("", "", "", " ", "", "", "", "")]
    assert told(both_ways(struck_workbook(rows, {(7, 4)}), monkeypatch), "struck-out") == []


def rich_workbook(rows: list[tuple], place: tuple[int, int], runs: list[tuple[str, bool]], is_struck: bool) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("名单")
    looks = {gone: book.add_format({"font_strikeout": gone, "font_size": 12}) for gone in (True, False)}
    for row, cells in enumerate(rows, 1):
        for column, value in enumerate(cells, 1):
            if (row, column) == place:
                parts = [part for text, gone in runs for part in (looks[gone], text)]
                sheet.write_rich_string(row - 1, column - 1, *parts, looks[is_struck])
            else:
                sheet.write(row - 1, column - 1, value)
    book.close()
    return target.getvalue()


@pytest.mark.parametrize(
    ("runs", "cell_struck", "trades", "lost"),
    [
        ([("电", True), ("工", True)], False, ["", "焊工"], [("E3", "培训工种")]),
        ([("电工", True), ("钳工", False)], False, ["钳工", "焊工"], []),
        # runs bring their own fonts: that of the cell says nothing of them
        ([("钳", False), ("工", False)], True, ["钳工", "焊工"], []),
    ],
)
def test_a_shared_text_struck_out_by_its_own_runs_is_told(
    monkeypatch: pytest.MonkeyPatch,
    runs: list[tuple[str, bool]],
    cell_struck: bool,
    trades: list[str],
    lost: list[tuple[str, str]],
) -> None:
    reading = both_ways(rich_workbook(roster(2), (3, 5), runs, cell_struck), monkeypatch)
    assert [one["occupation"] for one in kept(reading)] == trades
    assert told(reading, "struck-out") == lost


def test_shared_texts_remember_which_of_them_are_struck_out() -> None:
    archive = Archive(rich_workbook(roster(1), (3, 5), [("电", True), ("工", True)], False))
    texts = read_texts(archive, read_book(archive).texts)
    assert [texts[at] for at in texts.struck] == ["电工"] and texts.own_fonts == texts.struck


def test_what_a_merge_covers_is_told_where_it_says_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = roster()
    rows[3] = (*person(1)[:5], "2019-07-31", *person(1)[6:])
    reading = both_ways(workbook_with(rows, ((3, 6, 5, 6), (3, 7, 5, 7))), monkeypatch)
    assert told(reading, "covered-cells") == [("F4", "结业日期")]
    [found] = [one for one in reading.findings if one.slug == "covered-cells"]
    assert "F3:F5" in describe_finding(found, None) and "row 4" in describe_finding(found, None, "en")
    assert {str(one["last_day"]) for one in kept(reading)} == {"2019-06-20"}


def test_hidden_rows_of_a_list_are_read_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = both_ways(struck_workbook(roster(), (), hidden=(4, 5)), monkeypatch)
    assert reading.roster["kept"] == 4
    assert [one.facts["rows"] for one in reading.findings if one.slug == "hidden-cells"] == ["4、5"]


REGISTER = [
    ("全省技能大师工作室名单（截至2019年6月）",),
    ("序号", "市（地）", "工作室名称", "领办人", "级别"),
    (1, "哈尔滨市", "甲技能大师工作室", "王某", "省级"),
    (2, "哈尔滨市", "乙技能大师工作室", "李某", "省级"),
    (3, "大庆市", "丙技能大师工作室", "赵某", "国家级"),
]


def test_an_entry_of_a_register_struck_out_is_told_and_not_counted() -> None:
    reading = read(struck_workbook(REGISTER, {(4, column) for column in range(1, 6)}))
    assert [one.name[0] for one in reading.entities] == ["甲", "丙"]
    assert told(reading, "struck-out") == [("B4", "市（地）、工作室名称、领办人、级别")]


def test_what_a_merge_covers_in_a_register_and_its_hidden_rows_are_told() -> None:
    reading = read(workbook_with(REGISTER, ((4, 2, 5, 2),)))
    assert told(reading, "covered-cells") == [("B5", "市（地）")]
    hidden = read(struck_workbook(REGISTER, (), hidden=(5,)))
    assert [one.facts["rows"] for one in hidden.findings if one.slug == "hidden-cells"] == ["5"]


def test_a_section_of_a_register_struck_out_is_told() -> None:
    rows = [("技能大师工作室名单",), ("序号", "工作室名称", "领办人", "级别"), ("一、哈尔滨市",)]
    rows += [(1, "甲技能大师工作室", "王某", "省级"), ("二、大庆市",), (2, "乙技能大师工作室", "李某", "省级")]
    reading = read(struck_workbook(rows, {(5, 1)}))
    assert told(reading, "struck-out") == [("A5", "二、大庆市")]
