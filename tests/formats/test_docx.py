"""The notice, opened again: the form of GB/T 9704-2012; and as LibreOffice prints it."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Mm
from lxml import etree

from briefing.brief import LENGTHS, Brief, Paragraph, Scope, Section
from briefing.formats.docx import notice as docx
from briefing.proving.proof import prove
from tests.support.brief_of import PROVINCE, SCOPES, brief_of
from tests.support.office_of import W, parts_of, print_pages, strained

KINDS = ("unreported", "beyond", "close")


def _notice(brief: Brief) -> Document:
    return Document(BytesIO(docx.render(brief)))


def _find(document: Document, style: str) -> list:
    return [one for one in document.paragraphs if one.style.style_id == style]


def _letters(paragraph: object) -> tuple[str, float]:
    """Return the East Asian font and the size of a paragraph's first run."""
    run = paragraph.runs[0]
    return run._element.rPr.rFonts.get(f"{W}eastAsia"), run.font.size.pt


@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: scope.kind)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_figure_of_the_notice_agrees_with_the_data(scope: Scope, lang: str) -> None:
    brief = brief_of(scope, lang)
    assert prove(docx.text_of(docx.render(brief)), brief) == ()


@pytest.mark.parametrize("length", LENGTHS)
def test_every_length_is_printed_whole(length: str) -> None:
    brief = brief_of(PROVINCE, "zh", length)
    text = docx.text_of(docx.render(brief))
    assert [one for one in brief.texts if one not in text] == []


def test_the_same_brief_gives_the_same_bytes_without_a_trace_of_the_machine() -> None:
    brief = brief_of()
    content = docx.render(brief)
    assert content == docx.render(brief)
    known = Document(BytesIO(content)).core_properties
    assert "Longjiang Progress" in known.author and known.author == known.last_modified_by
    assert known.created.date() == known.modified.date() == brief.as_of
    traces = [
        name for name, part in parts_of(content).items() if b"/home/" in part or b"/tmp/" in part or b"root" in part
    ]
    assert traces == []


def test_the_page_is_a4_with_the_margins_and_the_pitch_of_the_standard() -> None:
    (page,) = _notice(brief_of()).sections
    assert (page.page_width, page.page_height) == (pytest.approx(Mm(210), rel=1e-3), pytest.approx(Mm(297), rel=1e-3))
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert margins == tuple(pytest.approx(Mm(one), rel=1e-3) for one in (37, 35, 28, 26))
    grid = page._sectPr.find(f"{W}docGrid")
    assert grid.get(f"{W}linePitch") == "579"
    # 22 lines of 28.95 pt are 225 mm but for a hair.
    assert pytest.approx(225 / 25.4 * 72, rel=2e-3) == 22 * 579 / 20


def test_title_levels_and_body_have_the_fonts_and_sizes_of_the_standard() -> None:
    brief = brief_of()
    document = _notice(brief)
    (title,) = _find(document, "Title")
    assert title.text == brief.title and _letters(title) == ("方正小标宋简体", 22)
    assert {_letters(one) for one in _find(document, "Heading1")} == {("黑体", 16)}
    assert {_letters(one) for one in _find(document, "Heading2")} == {("楷体_GB2312", 16)}
    body = [one for one in _find(document, "Body") if one.text]
    assert {_letters(one) for one in body} == {("仿宋_GB2312", 16)}
    style = document.styles["公文正文"].element
    assert style.pPr.find(f"{W}ind").get(f"{W}firstLineChars") == "200"
    addressee = _find(document, "Addressee")[0]
    assert addressee.text.endswith("：") and addressee.style.element.pPr is None


def test_headings_carry_the_numbers_of_the_standard() -> None:
    document = _notice(brief_of())
    assert [one.text[:2] for one in _find(document, "Heading1")][:2] == ["一、", "二、"]
    assert [one.text[:3] for one in _find(document, "Heading2")][:2] == ["（一）", "（二）"]


def test_third_level_headings_are_printed_in_the_font_of_the_body() -> None:
    brief = replace(
        brief_of(), sections=(Section("总", (Paragraph("分", 2, "（一）"), Paragraph("细", 3, "1.")), (), "一、"),)
    )
    (third,) = _find(_notice(brief), "Heading3")
    assert third.text == "1.细" and _letters(third) == ("仿宋_GB2312", 16)


def test_every_run_names_its_east_asian_font_and_the_language_is_chinese() -> None:
    content = docx.render(brief_of())
    runs = etree.fromstring(parts_of(content)["word/document.xml"]).findall(f".//{W}r")
    named = [run for run in runs if run.find(f"{W}t") is not None]
    assert named and all(run.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") for run in named)
    assert all(run.find(f"{W}rPr/{W}lang").get(f"{W}eastAsia") == "zh-CN" for run in named)
    normal = Document(BytesIO(content)).styles["Normal"].element
    assert normal.rPr.rFonts.get(f"{W}eastAsia") == "仿宋_GB2312"
    assert normal.rPr.find(f"{W}lang").get(f"{W}eastAsia") == "zh-CN"


def test_page_numbers_stand_outside_in_no4_song_between_dashes() -> None:
    document = _notice(brief_of())
    assert document.settings.odd_and_even_pages_header_footer
    (page,) = document.sections
    for footer, side in ((page.footer, "right"), (page.even_page_footer, "left")):
        (line,) = footer.paragraphs
        assert line.text == "— 1 —" and line._element.pPr.find(f"{W}jc").get(f"{W}val") == side
        assert _letters(line) == ("宋体", 14)
        assert " PAGE " in [one.text for one in line._element.iter(f"{W}instrText")]


def test_who_signs_and_when_is_left_open_until_it_is_known() -> None:
    brief = brief_of()
    signer, day = _find(_notice(replace(brief, signer="", issued=None)), "Signature")
    assert signer.text.startswith("【") and day.text == "【成文日期】"
    _, day = _find(_notice(replace(brief, issued=date(2020, 9, 3))), "Signature")
    assert day.text == "2020年9月3日"


def test_annexes_are_listed_and_begin_a_page_each() -> None:
    document = _notice(brief_of())
    titles = [one.text for one in _find(document, "AnnexTitle")]
    listed = [
        one.text for one in _find(document, "Body") if one.text.startswith("附件：") or one.text[:2] in ("2.", "3.")
    ]
    assert [one.split(".", 1)[1] for one in listed] == titles and len(titles) == 3
    assert [one.text for one in _find(document, "AnnexNumber")] == ["附件1", "附件2", "附件3"]
    assert document.styles["附件序号"].element.pPr.find(f"{W}pageBreakBefore") is not None


def test_there_is_no_red_head_and_only_demo_data_has_a_head() -> None:
    brief = brief_of()
    demo = _notice(brief)
    assert (
        demo.sections[0].header.paragraphs[0].text == demo.sections[0].even_page_header.paragraphs[0].text == "演示数据"
    )
    content = docx.render(replace(brief, demo=False))
    assert not [name for name in parts_of(content) if "header" in name]
    assert b"FF0000" not in parts_of(content)["word/document.xml"]


def test_an_unprintable_character_does_not_break_the_notice() -> None:
    assert _notice(replace(brief_of(), title='标题\x07<&>"', summary="一\x00二", notes=("a\x0bb",)))


def test_libreoffice_prints_twenty_eight_characters_a_line_and_twenty_two_lines_a_page() -> None:
    brief = replace(
        brief_of(), summary="测" * 2000, sections=(), matrix=None, notes=(), clauses=(), sources=(), figures=()
    )
    pages = print_pages(docx.render(brief), "docx")
    lines = [line.strip() for line in pages[1].splitlines() if "测" in line]
    assert {len(line) for line in lines} == {28} and len(lines) == 22


@pytest.mark.parametrize("kind", ["", *KINDS])
def test_libreoffice_prints_the_whole_notice(kind: str) -> None:
    brief = strained(brief_of(), kind) if kind else brief_of()
    pages = print_pages(docx.render(brief), "docx")
    printed = ["".join(page.split()) for page in pages]
    assert all("演示数据" in page and f"—{number}—" in page for number, page in enumerate(printed, 1))
    whole = "".join(printed)
    assert "".join(brief.title.split()) in whole and "附件3" in whole
    assert all(len(page) > 20 for page in printed), "a page is blank"
