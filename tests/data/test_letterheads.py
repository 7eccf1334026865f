"""What an office writes on its papers itself is remembered, and only those who may write papers write it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from pptx import Presentation

from briefing.brief import LENGTHS, Brief, Scope
from briefing.composing.composition import fetch_brief
from briefing.formats.docx import notice as docx
from briefing.formats.pptx import deck as pptx
from briefing.proving.proof import prove_brief
from briefing.rendering.child import render_proved
from data.access import Access, User
from data.errors import GovernmentWithoutConsent, NotPermitted
from data.letterhead import ALL, Letterhead
from data.letterheads import letterhead_for, paragraphs_of, remember_letterhead, remember_paragraphs
from data.settings import load_settings
from data.store import Store, open_store
from tests.pages.test_briefing import opened, shown
from tests.support.brief_of import FOUR, HARBIN, PLAN, PROVINCE, SCOPES, SESSIONS, brief_of
from tests.support.office_of import print_pages
from tests.support.store_of import HARBIN as HARBIN_CODE
from tests.support.store_of import a_clock, a_handin, asked, said, take_in, user
from wording.figures import write_document_number

JUNE, JULY = date(2019, 6, 30), date(2019, 7, 31)
OFFICE = "黑龙江省人力资源和社会保障厅"
HEAD = Letterhead(
    signer=OFFICE,
    number="黑人社函(2019)126号",
    issued=date(2019, 7, 8),
    copies="省政府办公厅",
    printer=f"{OFFICE}办公室",
    printed=date(2019, 7, 9),
)


@pytest.fixture
def store(own_home: object) -> Iterator[Store]:
    with open_store(load_settings(), a_clock()) as opened_store:
        take_in(Access(opened_store), a_handin(said(12), targets=(asked(20),)))
        yield opened_store


def written(store: Store, scope: Scope = PROVINCE, length: str = "page", day: date = JUNE, lang: str = "zh") -> Brief:
    brief = fetch_brief(Access(store), scope, day, None, lang, length)
    assert brief is not None and prove_brief(brief) == ()
    return brief


@pytest.mark.parametrize(
    "text",
    [
        "黑人社函(2019)126号",
        "黑人社函（2019）126号",
        "黑人社函[2019]126号",
        "黑人社函【2019】126号",
        "黑人社函〔2019〕126号",
    ],
)
def test_the_year_of_a_document_number_stands_in_its_own_brackets(text: str) -> None:
    assert write_document_number(text) == "黑人社函〔2019〕126号"
    assert write_document_number("（2019）年、(2019)、培训(2019)期") == "（2019）年、(2019)、培训(2019)期"


def test_the_number_of_an_allocation_keeps_its_brackets_also_where_an_earlier_version_lost_them(store: Store) -> None:
    take_in(Access(store), a_handin(targets=(asked(20),), document="黑人社发(2018)12号"))
    assert any("黑人社发〔2018〕12号" in line for line in written(store, Scope("city", PLAN, (HARBIN_CODE,))).clauses)


def test_a_letterhead_is_remembered_and_the_number_of_one_paper_is_not_that_of_the_next(store: Store) -> None:
    access = Access(store)
    remember_letterhead(access, PLAN, ALL, JUNE, HEAD)
    assert letterhead_for(access, PLAN, ALL, JUNE) == replace(HEAD, number="黑人社函〔2019〕126号")
    later = letterhead_for(access, PLAN, ALL, JULY)
    assert (later.signer, later.copies, later.printer) == (OFFICE, "省政府办公厅", f"{OFFICE}办公室")
    assert (later.number, later.issued, later.printed) == ("", None, None)
    other = letterhead_for(access, PLAN, HARBIN_CODE, JUNE)
    assert (other.signer, other.addressee, other.number, other.copies) == (OFFICE, "", "", "")
    assert letterhead_for(access, "2024-2026", ALL, JUNE) == Letterhead()


@pytest.mark.parametrize("who", [user("看客", "viewer"), user("报送员", "reporter"), user("路人")])
def test_only_who_may_write_papers_writes_heads_and_paragraphs(store: Store, who: User) -> None:
    access = Access(store, who)
    with pytest.raises(NotPermitted, match="拟写简报"):
        remember_letterhead(access, PLAN, ALL, JUNE, HEAD)
    with pytest.raises(NotPermitted, match="拟写简报"):
        remember_paragraphs(access, PLAN, "province", JUNE, {"next": "一"})
    assert letterhead_for(Access(store), PLAN, ALL, JUNE) == Letterhead()


@pytest.mark.parametrize("to", ["各市（地）人民政府（行署）", "哈尔滨市人民政府", "大兴安岭地区行政公署"])
def test_a_department_addresses_a_government_only_with_consent(store: Store, to: str) -> None:
    access = Access(store)
    with pytest.raises(GovernmentWithoutConsent, match="经省政府同意"):
        remember_letterhead(access, PLAN, ALL, JUNE, Letterhead(addressee=to))
    remember_letterhead(access, PLAN, ALL, JUNE, Letterhead(addressee=to, consent=True))
    brief = written(store)
    assert brief.addressee == to and "经省政府同意，现将有关情况通报如下" in brief.opening


@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: scope.kind)
def test_without_a_letterhead_a_department_writes_to_departments(scope: Scope) -> None:
    brief = brief_of(scope)
    assert "人力资源和社会保障局" in brief.addressee and "政府" not in brief.addressee + brief.opening


def test_a_paper_to_one_place_is_a_letter_all_others_are_notices() -> None:
    for scope, form, word in (
        (HARBIN, "letter", "函告"),
        (PROVINCE, "notice", "通报"),
        (FOUR, "notice", "通报"),
        (SESSIONS, "notice", "通报"),
    ):
        brief = brief_of(scope)
        assert brief.form == form and f"有关情况{word}如下：" in brief.opening and brief.closing == f"特此{word}。"
        assert brief.title.endswith("函" if form == "letter" else "通报")


@pytest.mark.parametrize("length", LENGTHS)
def test_a_text_for_others_papers_is_neither_addressed_nor_signed(length: str) -> None:
    brief = brief_of(PROVINCE, "zh", length)
    styles = {one.style.style_id for one in Document(BytesIO(docx.render(brief))).paragraphs}
    assert ({"Addressee", "Signature"} <= styles) is (length in ("page", "full"))


@pytest.mark.parametrize("form", ["docx", "pdf", "pptx", "xlsx"])
@pytest.mark.parametrize("length", ["page", "full"])
def test_heads_and_own_paragraphs_are_printed_whole_in_every_format(store: Store, form: str, length: str) -> None:
    access = Access(store)
    remember_letterhead(access, PLAN, ALL, JUNE, HEAD)
    remember_paragraphs(
        access, PLAN, "province", JUNE, {"problems": "召开推进会3次，投入1.2亿元。", "next": "倒排工期。"}
    )
    brief = written(store, length=length)
    assert brief.own_texts == ("召开推进会3次，投入1.2亿元。", "倒排工期。")
    assert render_proved(brief, form)


def test_the_parts_of_a_notice_stand_in_the_order_of_the_standard(store: Store) -> None:
    access = Access(store)
    remember_letterhead(access, PLAN, ALL, JUNE, HEAD)
    remember_paragraphs(access, PLAN, "province", JUNE, {"next": "倒排工期。"})
    text = docx.text_of(docx.render(written(store, length="full")))
    parts = [
        "黑人社函〔2019〕126号",
        "关于全省",
        "各市（地）人力资源和社会保障局",
        "根据《新时期产业工人队伍建设改革的实施意见》要求",
        "现将有关情况通报如下",
        "截至2019年6月底",
        "下一步工作",
        "倒排工期",
        "特此通报。",
        "附件：1.",
        OFFICE,
        "2019年7月8日",
        "附件1",
        "注：",
        "抄送：省政府办公厅。",
        "2019年7月9日印发",
    ]
    places = [text.find(part, text.find("附件：1.") if part in (OFFICE, "附件1", "注：") else 0) for part in parts]
    assert -1 not in places and places == sorted(places), list(zip(parts, places, strict=True))


def test_own_paragraphs_are_kept_for_the_next_paper_and_their_figures_are_the_writer_s(store: Store) -> None:
    access = Access(store)
    take_in(access, a_handin(said(13, JULY)))
    remember_paragraphs(access, PLAN, "province", JUNE, {"next": "投入1.2亿元。"})
    brief = written(store, day=JULY)
    assert brief.own_texts == ("投入1.2亿元。",) and [one.text for one in brief.own_figures] == ["1.2亿元"]
    assert any(one.file == "撰稿人自填" and one.raw == "1.2亿元" for one in brief.sources)
    assert written(store, Scope("city", PLAN, (HARBIN_CODE,)), day=JULY).own_texts == ()
    remember_paragraphs(access, PLAN, "province", JULY, {"next": ""})
    assert written(store, day=JULY).own_texts == () and paragraphs_of(access, PLAN, "province") == ()


def test_own_paragraphs_have_slides(store: Store) -> None:
    remember_paragraphs(Access(store), PLAN, "province", JUNE, {"next": "倒排工期。"})
    content = pptx.render(written(store))
    assert "倒排工期。" in pptx.text_of(content) and len(Presentation(BytesIO(content)).slides) == 4


@pytest.mark.parametrize("lines", range(0, 26, 5))
def test_the_signature_never_stands_alone_on_a_page(store: Store, lines: int) -> None:
    remember_letterhead(Access(store), PLAN, ALL, JUNE, HEAD)
    remember_paragraphs(Access(store), PLAN, "province", JUNE, {"next": "\n".join(["倒排工期，挂图作战。"] * lines)})
    pages = print_pages(docx.render(written(store)), "docx")
    page = next(one for one in pages if OFFICE in one and "办公室" not in one.split(OFFICE)[0])
    assert "特此通报" in page


def test_the_page_remembers_heads_and_refuses_a_government_without_consent(store: Store) -> None:
    app = opened(scope="province", length="page")
    assert not app.text_input
    app.toggle(key="brief.heading").set_value(True).run()
    field = {one.label: one for one in app.text_input}
    field["署名"].set_value(OFFICE)
    field["主送机关"].set_value("各市（地）人民政府（行署）")
    save = next(one for one in app.button if one.label == "保存")
    save.click().run()
    assert "经省政府同意" in app.error[0].value and OFFICE not in shown(app)
    {one.label: one for one in app.text_input}["主送机关"].set_value("")
    next(one for one in app.button if one.label == "保存").click().run()
    assert not app.error and OFFICE in shown(app)
    assert letterhead_for(Access(store), PLAN, ALL, JUNE).signer == OFFICE
