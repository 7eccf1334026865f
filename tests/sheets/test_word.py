"""Tables of Word documents: places as in the table, titles as in the text, and no digit that a reader does not see."""

import io
import zipfile

import pytest
from docx.document import Document

from intake.child.running import read_in_child
from intake.giving_back import give_back
from intake.sheets.sheet import Sheet
from intake.sheets.workbook import Unreadable, read_workbook, recognise_format
from tests.sheets.word_documents import cell, document, paragraph, replace_part, table, with_body
from tests.support.reading_of import read_as_dict

HEAD = ("市（地）", "培训人次")
TITLE = "2019年6月各市职业技能培训情况"


def texts(sheet: Sheet) -> dict[str, str]:
    return {sheet.reference(*place): cell.text for place, cell in sorted(sheet.cells.items())}


def first(content: bytes) -> Sheet:
    return read_workbook(content).sheets[0]


def said(content: bytes, *names: str) -> list[tuple]:
    return [tuple(one[name] for name in names) for one in read_as_dict(content, "报表.docx")["observations"]]


def test_a_table_under_its_title_is_read_with_table_row_and_column() -> None:
    content = document(TITLE, [HEAD, ("哈尔滨市", "500"), ("鸡西市", "1,234")], "填报单位：省人社厅")
    reading = read_as_dict(content, "报表.docx")
    assert reading["format"] == "docx"
    assert said(content, "city", "end", "value", "sheet", "cell") == [
        ("230100", "2019-06-30", 500, "表1", "B2"),
        ("230300", "2019-06-30", 1234, "表1", "B3"),
    ]
    assert reading["cells"] == {"numeric": 2, "read": 2, "compared": 0, "set_aside": 0}


def test_several_tables_have_the_text_between_them_as_titles() -> None:
    head = ("市（地）", "建成数（个）")
    content = document(
        "全省高技能人才工作进展情况",
        "高技能人才培训基地（截至2020年6月）",
        [head, ("哈尔滨市", "27")],
        "注：以验收挂牌为准",
        "技能大师工作室（截至2020年6月）",
        [head, ("哈尔滨市", "29")],
    )
    assert said(content, "metric", "value", "sheet") == [("training_bases", 27, "表1"), ("master_studios", 29, "表2")]
    one, two = read_workbook(content).sheets
    assert (texts(one)["↓1"], texts(two)["↑1"]) == ("注：以验收挂牌为准", "技能大师工作室（截至2020年6月）")


def test_the_child_reads_a_document_as_the_function_does_and_gives_a_list_back() -> None:
    content = document(TITLE, [HEAD, ("哈尔宾市", "500")])
    reading = read_in_child(content, "报表.docx")
    assert reading.format == "docx" and reading.findings[0].slug == "unknown-city"
    made = give_back(reading, content)
    assert (made.marked, made.name) == (False, "报表-问题清单.xlsx")
    listed = [one.text for one in read_workbook(made.content).sheets[0].cells.values()]
    assert {"表1", "A2"} <= set(listed)


def test_merged_cells_stand_where_they_stand_in_the_grid() -> None:
    def change(made: Document) -> None:
        own = made.tables[0]
        own.cell(0, 0).merge(own.cell(1, 0))
        own.cell(0, 1).merge(own.cell(0, 2))

    grid = [("市（地）", "高技能人才培训基地（个）", ""), ("", "总目标", "累计建成"), ("哈尔滨市", "31", "27")]
    content = document("截至2019年6月", grid, change=change)
    sheet = first(content)
    assert (set(sheet.merges), texts(sheet)["C3"]) == ({(1, 1, 2, 1), (1, 2, 1, 3)}, "27")
    assert said(content, "metric", "value", "cell") == [("training_bases", 27, "C3")]


def test_lines_of_the_grid_drawn_by_hand_a_little_apart_are_one() -> None:
    rows = [
        cell("市（地）", '<w:gridSpan w:val="1"/>') + cell("目标", '<w:gridSpan w:val="2"/>') + cell("累计"),
        cell("哈尔滨市", '<w:gridSpan w:val="2"/>') + cell("31") + cell("27"),
    ]
    sheet = first(with_body(table(*rows, widths=(2000, 90, 1900, 2000))))
    assert texts(sheet) == {"A1": "市（地）", "B1": "目标", "C1": "累计", "A2": "哈尔滨市", "B2": "31", "C2": "27"}
    assert sheet.merges == ()


def test_columns_that_no_row_uses_are_none_and_columns_before_a_row_count() -> None:
    wide = '<w:gridSpan w:val="3"/>'
    rows = [cell("甲", wide) + cell("乙", wide), "<w:trPr><w:gridBefore w:val='3'/></w:trPr>" + cell("丙", wide)]
    assert texts(first(with_body(table(*rows, widths=(700,) * 6)))) == {"A1": "甲", "B1": "乙", "B2": "丙"}
    assert texts(first(with_body(table(*rows)))) == {"A1": "甲", "B1": "乙", "B2": "丙"}


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            "<w:p><w:r><w:t>125</w:t></w:r>"
            "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r></w:p>",
            "125¹",
        ),
        ("<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>12</w:t></w:r><w:r><w:t>15</w:t></w:r></w:p>", "15"),
        ("<w:p><w:r><w:rPr><w:dstrike/></w:rPr><w:t>12</w:t></w:r><w:r><w:t>15</w:t></w:r></w:p>", "15"),
        ("<w:p><w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t>12</w:t></w:r></w:p>", "12"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r><w:r><w:t>12</w:t></w:r></w:p>", "12"),
        ("<w:p><w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:ins><w:r><w:t>12</w:t></w:r></w:ins></w:p>", "12"),
        ("<w:p><w:r><w:t>1</w:t></w:r><w:ins><w:r><w:t>2</w:t></w:r></w:ins><w:r><w:t>5</w:t></w:r></w:p>", "125"),
        (
            "<w:p><w:moveFrom><w:r><w:t>9</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>12</w:t></w:r></w:moveTo></w:p>",
            "12",
        ),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>12</w:t></w:r></w:p></w:sdtContent></w:sdt>", "12"),
        ("<w:p><w:sdt><w:sdtContent><w:r><w:t>12</w:t></w:r></w:sdtContent></w:sdt></w:p>", "12"),
        ("<w:p><w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r><w:r><w:t>12</w:t></w:r></w:p>", "12"),
        ("<w:p><w:hyperlink><w:r><w:t>12</w:t></w:r></w:hyperlink></w:p>", "12"),
        ("<w:p><w:r><w:t>1</w:t></w:r></w:p><w:p><w:r><w:t>2</w:t></w:r></w:p>", "1\n2"),
    ],
)
def test_a_cell_says_what_a_reader_sees_in_it(markup: str, text: str) -> None:
    assert texts(first(with_body(table(cell(markup) + cell("7"))))) == {"A1": text, "B1": "7"}


def test_rows_and_cells_within_content_controls_and_tracked_changes_are_read() -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = f"<w:tr>{cell('鸡西市')}{control.format(cell('8'))}</w:tr>"
    body = table(cell("哈尔滨市") + cell("7")).replace("</w:tbl>", control.format(row) + "</w:tbl>")
    assert texts(first(with_body(control.format(body)))) == {"A1": "哈尔滨市", "B1": "7", "A2": "鸡西市", "B2": "8"}


def test_a_footnote_is_a_note_below_and_no_digit_of_the_number() -> None:
    reference = '<w:p><w:r><w:t>125</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    content = with_body(paragraph(TITLE) + table(cell(HEAD[0]) + cell(HEAD[1]), cell("哈尔滨市") + cell(reference)))
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f'<w:footnotes {space}><w:footnote w:id="2">{paragraph("沿用5月数")}</w:footnote></w:footnotes>'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    linked = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="n" Type="{relation}" Target="footnotes.xml"/></Relationships>'
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
        f'.wordprocessingml.document.main+xml"/><Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    )
    parts = {"word/footnotes.xml": notes, "[Content_Types].xml": types}
    content = replace_part(content, "word/_rels/document.xml.rels", linked, **parts)
    found = texts(first(content))
    assert (found["B2"], found["↓1"]) == ("125", "注：沿用5月数")


def test_a_text_box_stands_above_and_a_table_within_a_table_has_the_text_around_it() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph(TITLE)}</w:txbxContent></w:pict></w:r></w:p>"
    inner = table(cell(HEAD[0]) + cell(HEAD[1]), cell("哈尔滨市") + cell("500"))
    assert said(with_body(box + inner), "end", "value", "cell") == [("2019-06-30", 500, "B2")]
    nested = table(cell(paragraph(TITLE)), cell(inner + paragraph("填报人：张三")))
    assert said(with_body(nested), "end", "value", "sheet", "cell") == [("2019-06-30", 500, "表2", "B2")]
    assert texts(read_workbook(with_body(nested)).sheets[1])["↓1"] == "填报人：张三"


def test_a_figure_under_a_merge_is_told_and_hidden_rows_are_known() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        cell("哈尔滨市") + cell("10", start),
        "<w:trPr><w:hidden/></w:trPr>" + cell("鸡西市") + cell("7", on),
    ]
    sheet = first(with_body(table(*rows)))
    assert (sheet.merges, sheet.hidden_rows) == (((1, 2, 2, 2),), {2})
    assert [(one.row, one.column, one.cell.text, one.why) for one in sheet.lost] == [(2, 2, "7", "covered-cells")]


def test_a_cell_that_is_struck_out_is_told() -> None:
    sheet = first(with_body(table(cell("甲") + cell(paragraph("12", "<w:strike/>")))))
    assert (texts(sheet), [one.cell.text for one in sheet.lost]) == ({"A1": "甲"}, ["12"])


def test_sentences_of_the_text_around_are_no_titles() -> None:
    prose = "2018年以来，全省累计培训12万人次，其中技能大师工作室29个；下一步将按照省委、省政府的部署要求继续抓好落实。"
    content = document("2019年6月职业技能培训情况的通报", prose, "具体情况如下：", [HEAD, ("哈尔滨市", "500")])
    assert said(content, "metric", "start", "end", "value") == [("training_sessions", "2019-06-01", "2019-06-30", 500)]
    assert list(texts(first(content)))[:2] == ["↑2", "↑1"]


def test_a_table_in_a_document_may_be_a_roster_or_a_register() -> None:
    grid = [("姓名", "身份证号", "培训工种", "结业日期"), ("张三", "230102199001011234", "焊工", "2019-06-20")]
    reading = read_as_dict(document("哈尔滨市职业技能培训实名制台账", grid), "台账.docx")
    assert reading["roster"]["rows"] == 1


def test_a_document_with_macros_is_read_and_one_that_cannot_be_is_told() -> None:
    content = document(TITLE, [HEAD, ("哈尔滨市", "500")])
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        listed = opened.read("[Content_Types].xml").decode()
        relations = opened.read("_rels/.rels").decode()
    other = listed.replace(types, "application/vnd.ms-word.document.macroEnabled.main+xml")
    macro = replace_part(content, "[Content_Types].xml", other, **{"word/vbaProject.bin": "x"})
    book = read_workbook(macro)
    assert (recognise_format(macro), book.format, book.has_macros, len(book.sheets)) == ("docx", "docx", True, 1)
    strict = replace_part(
        content,
        "_rels/.rels",
        relations.replace("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument"),
    )
    broken = replace_part(content, "word/document.xml", "<w:document>")
    for bad, reason in (
        (strict, "word-strict"),
        (document("只有文字"), "word-without-table"),
        (broken, "broken-markup"),
    ):
        with pytest.raises(Unreadable) as problem:
            read_workbook(bad)
        assert problem.value.facts["reason"] == reason


def test_a_document_that_lacks_a_picture_or_a_part_nobody_needs_is_read() -> None:
    content = document(TITLE, [HEAD, ("哈尔滨市", "500")])
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        relations = opened.read("word/_rels/document.xml.rels").decode()
    picture = '<Relationship Id="p" Type="http://x/image" Target="media/image1.png"/></Relationships>'
    lacking = replace_part(content, "word/_rels/document.xml.rels", relations.replace("</Relationships>", picture))
    assert said(lacking, "value") == [(500,)]


def test_whom_a_document_addresses_says_nothing_of_its_targets() -> None:
    content = document(
        "关于下达“98113”计划目标任务的通知",
        "黑人社发〔2019〕30号",
        "各市（地）人力资源和社会保障局：",
        "现将目标任务分解下达如下：",
        [("市（地）", "高技能人才培训基地（个）"), ("哈尔滨市", "8")],
        "黑龙江省人力资源和社会保障厅",
        "2019年5月20日",
        "（此件公开发布）",
    )
    reading = read_as_dict(content, "通知.docx")
    assert [(one["city"], one["value"], one["role"]) for one in reading["targets"]] == [("230100", 8, "allocation")]
    assert reading["document_day"] == "2019-05-20" and {one["level"] for one in reading["findings"]} <= {"note"}
