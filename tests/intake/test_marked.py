"""The reporter's own workbook comes back with its findings marked, and says the same when handed in again."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from intake.child.running import Limits, read_in_child
from intake.findings.first_sheet import MARKER, ListedFinding, is_findings_list
from intake.giving_back import compose_marks, give_back
from intake.marking.styles import LOOKS
from intake.marking.workbook import list_findings, mark_workbook
from intake.read import read_file
from intake.sheets.workbook import read_workbook
from metrics.definitions.catalogue import load_catalogue
from tests.support.containers import plain_xlsx, with_parts
from tests.support.paths import SAMPLES

TROUBLED = (SAMPLES / "各市报送-问题较多.xlsx").read_bytes()


def rich_workbook() -> bytes:
    """A workbook with what a library that loads and saves would lose."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        head = book.add_format({"bg_color": "#1F3864", "font_color": "#FFFFFF", "bold": True})
        sheet, other = book.add_worksheet("月报"), book.add_worksheet("说明")
        sheet.merge_range("A1:D1", "2019年6月技能大师工作室建设情况", head)
        sheet.write_row("A2", ["市（地）", "建成数", "目标", "趋势"], head)
        for row, (city, value) in enumerate((("哈尔滨市", 12), ("齐齐哈尓市", -5), ("大庆市", 9)), 2):
            sheet.write_row(row, 0, [city, value])
            sheet.write_formula(row, 2, f"=B{row + 1}*2", None, value * 2)
            sheet.add_sparkline(row, 3, {"range": f"月报!B{row + 1}:C{row + 1}"})
        sheet.conditional_format("B3:B5", {"type": "data_bar", "data_bar_2010": True, "bar_negative_color": "#FF0000"})
        sheet.write_comment("B4", "这是我自己的批注", {"author": "王"})
        sheet.write_comment("A5", "大庆已核对", {"author": "王"})
        chart = book.add_chart({"type": "column"})
        chart.add_series(
            {"values": "=月报!$B$3:$B$5", "data_labels": {"value": True, "custom": [{"value": "自定标签"}]}}
        )
        sheet.insert_chart("F2", chart)
        sheet.print_area("A1:D5")
        other.print_area("A1:B2")
        other.activate()
        book.define_name("合计", "=月报!$B$3:$B$5")
    return stream.getvalue()


MARKS = [
    ListedFinding("error", "月报", "A4", "“齐齐哈尓市”不是已知的市（地）"),
    ListedFinding("warning", "月报", "B4", "不能为负数"),
    ListedFinding("error", "月报", "B4", "请核对"),
    ListedFinding("note", "月报", "B2", "表头的问题"),
    ListedFinding("warning", "说明", "C9", "空格里的问题"),
    ListedFinding("note", None, None, "整个文件的问题"),
]


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def added(content: bytes, name: str, part: bytes) -> bytes:
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, part)
    return stream.getvalue()


def test_problem_cells_are_coloured_by_level_and_commented() -> None:
    sheet = opened(mark_workbook(rich_workbook(), "x.xlsx", MARKS).content)["月报"]
    assert sheet["A4"].fill.fgColor.rgb == LOOKS["error"][1] and sheet["A4"].comment.text.endswith(
        "错误：“齐齐哈尓市”不是已知的市（地）"
    )
    assert sheet["B2"].fill.patternType == "gray0625" and sheet["B2"].font.color.rgb == "FF000000"
    assert sheet["B4"].fill.fgColor.rgb == LOOKS["error"][1]
    assert "这是我自己的批注" in sheet["B4"].comment.text and "不能为负数" in sheet["B4"].comment.text
    assert sheet["A5"].comment.text == "大庆已核对" and sheet["A5"].fill.patternType is None
    assert len({look[0] for look in LOOKS.values()}) == 3


def test_the_first_sheet_lists_all_findings_with_links() -> None:
    book = opened(mark_workbook(rich_workbook(), "x.xlsx", MARKS).content)
    assert book.sheetnames == ["问题清单", "月报", "说明"] and book.active.title == "问题清单"
    rows = [[cell.value for cell in row[:5]] for row in book.active.iter_rows(min_row=6)]
    assert rows[0] == ["错误", "月报", "A4", "齐齐哈尓市", "“齐齐哈尓市”不是已知的市（地）"]
    assert len(rows) == len(MARKS) and [text or None for text in rows[-1]] == ["提示", "—", "—", None, "整个文件的问题"]
    assert book.active["C6"].hyperlink.location == "'月报'!A4"
    assert [bool(sheet.sheet_view.tabSelected) for sheet in book] == [True, False, False]


def test_everything_else_of_the_workbook_stays_byte_for_byte() -> None:
    before, after = parts(rich_workbook()), parts(mark_workbook(rich_workbook(), "x.xlsx", MARKS).content)
    changed = {name for name in before if after.get(name) != before[name]}
    assert not any("chart" in name or "theme" in name or "sharedStrings" in name for name in changed)
    sheet = after["xl/worksheets/sheet1.xml"].decode()
    assert "sparkline" in sheet and "x14:dataBar" in sheet and "<v>24</v>" in sheet
    names = opened(mark_workbook(rich_workbook(), "x.xlsx", MARKS).content)
    assert names["月报"].print_area == "'月报'!$A$1:$D$5" and names["说明"].print_area == "'说明'!$A$1:$B$2"


def test_marking_again_does_not_pile_up_and_marking_nothing_gives_the_looks_back() -> None:
    once = mark_workbook(rich_workbook(), "x.xlsx", MARKS).content
    twice = mark_workbook(once, "x.xlsx", MARKS).content
    assert parts(once).keys() == parts(twice).keys()
    for name in ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/comments1.xml"):
        assert parts(once)[name] == parts(twice)[name], name
    clean, original = opened(mark_workbook(twice, "x.xlsx", []).content), opened(rich_workbook())
    for name in ("A4", "B4", "B2"):
        mine, first = clean["月报"][name], original["月报"][name]
        assert repr((mine.fill, mine.font)) == repr((first.fill, first.font))
        assert (mine.comment and mine.comment.text) == (first.comment and first.comment.text)
    assert clean["说明"]["C9"].comment is None


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xlsx")), ids=lambda path: path.stem)
def test_a_marked_sample_reads_as_before(path: Path) -> None:
    content = path.read_bytes()
    first = read_file(content, path.name, load_catalogue())
    made = mark_workbook(content, path.name, compose_marks(first, "zh"))
    again = read_file(made.content, path.name, load_catalogue())
    assert made.marked and again.findings == first.findings
    stripped = [
        [(one.metric, one.city, one.value, one.origin.cell) for one in reading.observations]
        for reading in (first, again)
    ]
    assert stripped[0] == stripped[1] and [one for one in again.set_aside if one.reason != "findings-list"] == list(
        first.set_aside
    )


def test_numbers_of_the_list_are_set_aside_with_a_reason_of_their_own() -> None:
    made = mark_workbook(TROUBLED, "x.xlsx", [ListedFinding("error", "汇总", "B13", "12")])
    reading = read_file(made.content, "x.xlsx", load_catalogue())
    assert {one.reason for one in reading.set_aside if one.sheet == "问题清单"} == {"findings-list"}


def test_the_list_is_known_by_what_it_holds_not_by_its_name() -> None:
    book = opened(mark_workbook(TROUBLED, "x.xlsx", MARKS).content)
    book["问题清单"].title = "Sheet9"
    book.move_sheet("Sheet9", 1)
    stream = io.BytesIO()
    book.save(stream)
    assert [is_findings_list(sheet) for sheet in read_workbook(stream.getvalue()).sheets] == [False, True]
    own = opened(TROUBLED)
    own["汇总"].title = "问题清单"
    stream = io.BytesIO()
    own.save(stream)
    made = mark_workbook(stream.getvalue(), "x.xlsx", [])
    assert made.marked and opened(made.content).sheetnames == ["问题清单 2", "问题清单"]


@pytest.mark.parametrize("name", ["齐齐哈尔市2019年第二季度报表.xls", "指标填报长表.csv"])
def test_a_format_that_takes_no_marks_gets_a_list(name: str) -> None:
    content = (SAMPLES / name).read_bytes()
    given = give_back(read_in_child(content, name), content)
    sheet = opened(given.content).active
    assert not given.marked and given.losses == ("format",) and given.name.endswith("-问题清单.xlsx")
    assert "不能加标注" in "".join(str(row[0].value) for row in sheet.iter_rows(max_row=4))


def test_the_child_marks_and_its_death_still_gives_a_list() -> None:
    reading = read_in_child(TROUBLED, "各市报送-问题较多.xlsx")
    given = give_back(reading, TROUBLED)
    assert given.marked and given.name == "各市报送-问题较多-问题标注.xlsx"
    starved = give_back(reading, TROUBLED, limits=Limits(output=100))
    assert (
        not starved.marked
        and starved.losses == ("child",)
        and len(opened(starved.content).active["A"]) > len(reading.findings)
    )


def test_what_cannot_be_kept_is_said() -> None:
    signed = added(plain_xlsx(), "_xmlsignatures/sig1.xml", b"<x/>")
    made = mark_workbook(signed, "x.xlsx", [ListedFinding("error", "表", "A1", "x")])
    assert made.losses == ("signature",) and not [name for name in parts(made.content) if "signature" in name]


THREAD = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r9" Type="x/threadedComment" Target="/t.xml" TargetMode="Internal"/></Relationships>'
)


def test_conversations_are_left_alone() -> None:
    made = mark_workbook(
        added(plain_xlsx(), "xl/worksheets/_rels/sheet1.xml.rels", THREAD),
        "x.xlsx",
        [ListedFinding("error", "表", "A1", "x")],
    )
    sheet = opened(made.content)["表"]
    assert (
        made.losses == ("threads",)
        and sheet["A1"].comment is None
        and sheet["A1"].fill.fgColor.rgb == LOOKS["error"][1]
    )


def test_a_part_that_breaks_gives_a_list() -> None:
    for broken in (b"<styleSheet", b"<x/>", b'<!DOCTYPE x [<!ENTITY a "b">]><styleSheet/>'):
        made = mark_workbook(
            with_parts(plain_xlsx(), xl__styles_xml=broken), "x.xlsx", [ListedFinding("error", "表", "A1", "x")]
        )
        assert not made.marked and opened(made.content).sheetnames == ["问题清单"]


def test_no_finding_can_break_the_list() -> None:
    odd = [
        ListedFinding("error", "表", "ZZZ99999999", "=1+1"),
        ListedFinding("error", "表", "A1", "\x00\x0b\ud800 & <b> ]]> " + "长" * 40_000),
        ListedFinding("note", "没有的表", "A1", "x"),
        ListedFinding("note", "表", "A1:B2", "23060219800101123X"),
    ]
    for made in (mark_workbook(plain_xlsx(), "x\x01.xlsx", odd), list_findings(odd, "x.xlsx", ("format",))):
        assert opened(made.content).sheetnames[0] == "问题清单"
    assert mark_workbook(plain_xlsx(), "x.xlsx", odd).marked


def test_what_a_list_keeps_of_looks_is_not_trusted() -> None:
    once = mark_workbook(rich_workbook(), "x.xlsx", MARKS).content
    book = opened(once)
    for row, text in enumerate(
        ("月报\tB2\t{", "月报\tB4\t" + json.dumps({"fill": "<!DOCTYPE x><a/>"}), "月报\tA4\t[1]", MARKER), 2
    ):
        book["问题清单"][f"H{row}"] = text
    stream = io.BytesIO()
    book.save(stream)
    assert mark_workbook(stream.getvalue(), "x.xlsx", MARKS).marked
