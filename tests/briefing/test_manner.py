"""What a paper has beside its text: annexes, slides, maps, and what is for the house alone."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from pptx import Presentation

from briefing.brief import LENGTHS, Brief, Scope
from briefing.charts.chart import Bullet, StatusMap
from briefing.composing.charts import keep_telling
from briefing.composing.composition import compose_brief
from briefing.formats.docx import notice as docx
from briefing.formats.pptx import deck as pptx
from briefing.manner import Manner
from briefing.proving.proof import prove_brief
from metrics.progress.status import Status
from tests.support.brief_of import FOUR, HARBIN, PROVINCE, SCOPES, SESSIONS, brief_of, material_of
from tests.support.office_of import print_pages, series_of


def usual(length: str, scope: Scope = PROVINCE, lang: str = "zh", manner: Manner = Manner()) -> Brief:
    return compose_brief(material_of(scope), lang, length, manner)


def titles(brief: Brief) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in Presentation(BytesIO(pptx.render(brief))).slides]


@pytest.mark.parametrize("length", ["sentence", "paragraph", "page"])
def test_only_the_full_text_has_annexes_unless_they_are_chosen(length: str) -> None:
    for scope in SCOPES:
        document = Document(BytesIO(docx.render(usual(length, scope))))
        assert not document.tables and not [one for one in document.paragraphs if one.style.style_id == "AnnexTitle"]
    document = Document(BytesIO(docx.render(usual(length, manner=Manner(annexes=("tables",))))))
    assert [one.text for one in document.paragraphs if one.style.style_id == "AnnexTitle"] == ["完成情况表"]
    assert len(usual("full").annexes) == 3


@pytest.mark.parametrize(("length", "most"), [("sentence", 1), ("paragraph", 1), ("page", 2)])
@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: scope.kind)
def test_a_short_paper_is_one_sheet_of_paper(length: str, most: int, scope: Scope) -> None:
    # Each of several places has its own figures in a paragraph, too.
    most += scope.kind == "cities" and length == "paragraph"
    assert len(print_pages(docx.render(usual(length, scope)), "docx")) <= most


@pytest.mark.parametrize("scope", [PROVINCE, HARBIN, SESSIONS, FOUR], ids=lambda scope: scope.kind)
def test_slides_follow_the_length(scope: Scope) -> None:
    counts = [len(titles(usual(length, scope))) for length in LENGTHS]
    pages = {"province": [6, 15], "city": [6, 8], "cities": [6, 11], "metric": [4, 8]}
    assert counts == [1, 2, *pages[scope.kind]]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("scope", [PROVINCE, HARBIN, SESSIONS, FOUR], ids=lambda scope: scope.kind)
def test_no_two_slides_have_the_same_title(scope: Scope, length: str, lang: str) -> None:
    found = titles(usual(length, scope, lang))
    assert len(found) == len(set(found)), found


def test_a_slide_says_its_message_in_its_title() -> None:
    found = titles(usual("full"))
    assert any("完成率84.0%" in one for one in found) and any("未达要求的有鸡西" in one for one in found)
    assert not {"各地进展", "主要指标完成情况", "总体情况"} & set(found)


def test_every_figure_in_a_slides_title_is_held_against_the_data() -> None:
    brief = brief_of()
    assert prove_brief(brief) == ()
    wrong = prove_brief(replace(brief, message=brief.message.replace("1项", "7项", 1)))
    assert [one.slug for one in wrong] == ["unknown-figure"]


def test_a_chart_or_map_in_which_nothing_stands_is_left_out() -> None:
    charts = brief_of().charts
    bullet = next(one for one in charts if isinstance(one, Bullet))
    drawn = next(one for one in charts if isinstance(one, StatusMap))
    silent = replace(bullet, rows=tuple(replace(row, completion=None) for row in bullet.rows))
    grey = replace(drawn, areas=tuple(replace(area, status=Status.NOT_REPORTED) for area in drawn.areas))
    assert keep_telling([silent, grey]) == () and keep_telling([bullet, drawn]) == (bullet, drawn)
    one = replace(grey, areas=(replace(grey.areas[0], status=Status.BEHIND), *grey.areas[1:]))
    assert keep_telling([one]) == (one,)


def test_without_a_target_nothing_marks_one() -> None:
    from briefing.drawings.draw import draw_chart
    from briefing.formats.native.charts import draw_native
    from briefing.formats.native.markup import Look
    from briefing.formats.native.text import SONG
    from briefing.palette import NAMES

    bullet = next(one for one in brief_of().charts if isinstance(one, Bullet))
    free = replace(bullet, rows=tuple(replace(row, aimed=False, schedule=None) for row in bullet.rows))
    look = Look(156, 90, 10.5, SONG)
    name = bullet.names[2]
    assert name in series_of(draw_native(bullet, look).xml) and name not in series_of(draw_native(free, look).xml)
    assert any(getattr(part, "colour", "") == NAMES.target for part in draw_chart(bullet, 400).parts)
    assert all(getattr(part, "colour", "") != NAMES.target for part in draw_chart(free, 400).parts)


def test_maps_are_drawn_only_when_chosen() -> None:
    assert not any(isinstance(one, StatusMap) for one in usual("full").charts)
    assert any(isinstance(one, StatusMap) for one in usual("full", manner=Manner(maps=True)).charts)


@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: scope.kind)
@pytest.mark.parametrize("length", LENGTHS)
def test_over_allocation_and_forecasts_stand_in_internal_papers_only(scope: Scope, length: str) -> None:
    words = ("超分解", "预计", "推算", "以往", "无法按期完成")
    outgoing = "".join(usual(length, scope).texts)
    assert [one for one in words if one in outgoing] == []


def test_an_internal_paper_tells_over_allocation_and_forecasts() -> None:
    told = "".join(usual("full", manner=Manner(internal=True)).texts)
    assert "超分解" in told and "预计" in told


def test_the_cells_behind_the_figures_leave_the_house_in_no_paper() -> None:
    brief = usual("full")
    cell = brief.sources[0].file
    assert cell not in docx.text_of(docx.render(brief))
    assert cell in docx.text_of(docx.render(replace(brief, internal=True)))


@pytest.mark.parametrize("length", ["page", "full"])
def test_what_limits_a_figure_is_a_note_and_no_bracket_in_an_official_text(length: str) -> None:
    brief = usual(length)
    assert any("基数未核实" in one for one in brief.remarks)
    assert "基数未核实" not in brief.summary + "".join(p.text for s in brief.sections for p in s.paragraphs)


@pytest.mark.parametrize("length", ["sentence", "paragraph"])
def test_a_sentence_taken_over_by_others_carries_what_limits_it(length: str) -> None:
    assert "基数未核实" in usual(length).summary


@pytest.mark.parametrize("annexes", [(), ("tables",), ("charts",), None])
def test_the_notes_stand_below_the_tables_or_else_below_the_text(annexes: tuple[str, ...] | None) -> None:
    document = Document(BytesIO(docx.render(usual("full", manner=Manner(annexes)))))
    styles = [one.style.style_id for one in document.paragraphs if one.text.startswith("注：")]
    assert styles == (["TableText"] if annexes is None or "tables" in annexes else ["Body"])
