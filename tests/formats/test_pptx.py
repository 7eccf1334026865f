"""The deck, opened again: charts, tables, notes, letters, marks; and as LibreOffice prints it."""

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu

from briefing.brief import LENGTHS, Brief, Scope
from briefing.charts.chart import Bullet, BulletRow, Cumulative, PeriodBars, Ranking, StatusMap
from briefing.formats.pptx import deck as pptx
from briefing.formats.pptx.plan import plan_slides
from briefing.formats.pptx.tables import split_matrix
from briefing.palette import LIGHT, SIGNS
from briefing.proving.proof import prove
from tests.support.brief_of import FOUR, HARBIN, PROVINCE, SCOPES, SESSIONS, brief_of
from tests.support.office_of import (
    A,
    check_letters,
    drawn_charts,
    find_disorder,
    parts_of,
    print_pages,
    print_words,
    series_of,
    strained,
)

KINDS = ("unreported", "beyond", "close")


def _deck(brief: Brief) -> Presentation:
    return Presentation(BytesIO(pptx.render(brief)))


def _texts(slide: object) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: scope.kind)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_figure_of_the_deck_agrees_with_the_data(scope: Scope, lang: str) -> None:
    brief = brief_of(scope, lang)
    assert prove(pptx.text_of(pptx.render(brief)), brief) == ()


@pytest.mark.parametrize("length", LENGTHS)
def test_every_length_is_printed_whole(length: str) -> None:
    brief = brief_of(PROVINCE, "zh", length)
    text = pptx.text_of(pptx.render(brief))
    assert [one for one in brief.texts if one not in text] == []


def test_the_same_brief_gives_the_same_bytes_without_a_trace_of_the_machine() -> None:
    brief = brief_of()
    content = pptx.render(brief)
    assert content == pptx.render(brief)
    deck = Presentation(BytesIO(content))
    known = deck.core_properties
    assert "Longjiang Progress" in known.author and known.author == known.last_modified_by
    assert known.created.date() == known.modified.date() == brief.as_of
    traces = [
        name for name, part in parts_of(content).items() if b"/home/" in part or b"/tmp/" in part or b"root" in part
    ]
    assert traces == []


def test_slides_are_wide_and_every_shape_lies_within() -> None:
    for kind in KINDS:
        deck = _deck(strained(brief_of(), kind))
        assert (deck.slide_width, deck.slide_height) == (Emu(12192000), Emu(6858000))
        for number, slide in enumerate(deck.slides, 1):
            for shape in slide.shapes:
                assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width, (number, shape.name)
                assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height, (number, shape.name)


@pytest.mark.parametrize("scope", [PROVINCE, HARBIN, SESSIONS, FOUR], ids=lambda scope: scope.kind)
def test_each_chart_is_native_with_the_values_of_the_screen(scope: Scope) -> None:
    brief = brief_of(scope)
    charts = [shape.chart for slide in _deck(brief).slides for shape in slide.shapes if shape.has_chart]
    by_title = {chart.chart_title.text_frame.text: chart for chart in charts}
    wanted = list(drawn_charts(brief))
    assert len(wanted) == {"province": 13, "city": 7, "metric": 4, "cities": 6}[scope.kind]
    for chart in wanted:
        title = next(title for title in by_title if chart.title in title)
        found = series_of(etree.tostring(by_title[title]._chartSpace))
        if isinstance(chart, Bullet):
            done = [float(row.completion) for row in chart.rows if row.completion is not None]
            assert list(found[chart.names[0]].values()) == pytest.approx(done)
            assert set(found[chart.names[2]].values()) == {100.0}
            assert next(iter(found[chart.names[2]])).split("\n")[0] == chart.rows[0].label
        elif isinstance(chart, Ranking):
            leads = [float(row.lead) for row in chart.rows if row.lead is not None]
            assert list(next(iter(found.values())).values()) == pytest.approx(leads)
        elif isinstance(chart, Cumulative):
            totals = [float(one.value / chart.scale) for one in chart.actual]
            assert list(found[chart.names[0]].values()) == pytest.approx(totals)
            assert len(found[chart.names[1]]) == len(chart.schedule)
        elif isinstance(chart, PeriodBars):
            amounts = [value for name in chart.names for value in found.get(name, {}).values()]
            assert sorted(amounts) == pytest.approx(sorted(float(bar.value / chart.scale) for bar in chart.bars))


@pytest.mark.parametrize("kind", ["", *KINDS])
def test_chart_parts_follow_the_schema(kind: str) -> None:
    brief = strained(brief_of(), kind) if kind else brief_of()
    parts = parts_of(pptx.render(brief), "ppt/charts/chart")
    assert parts
    assert {name: wrong for name, part in parts.items() if (wrong := find_disorder(part))} == {}


def test_chinese_letters_are_named_wherever_latin_ones_are() -> None:
    content = pptx.render(brief_of())
    parts = {name: part for name, part in parts_of(content, "ppt/").items() if name.endswith(".xml")}
    assert {name: wrong for name, part in parts.items() if (wrong := check_letters(part))} == {}
    theme = etree.fromstring(parts["ppt/theme/theme1.xml"])
    assert {one.get("typeface") for one in theme.iter(f"{A}ea")} == {"微软雅黑"}


def test_demo_data_is_marked_on_every_slide_and_real_data_on_none() -> None:
    brief = brief_of()
    assert brief.demo
    assert all("演示数据" in _texts(slide) for slide in _deck(brief).slides)
    plain = replace(
        brief,
        demo=False,
        sections=tuple(
            replace(one, charts=tuple(replace(chart, demo=False) for chart in one.charts)) for one in brief.sections
        ),
    )
    assert not any(
        "演示数据" in shape.text_frame.text for shape in _deck(plain).slides[0].shapes if shape.has_text_frame
    )


def test_speaker_notes_name_file_sheet_cell_and_clause() -> None:
    brief = brief_of()
    slide = next(one for one in _deck(brief).slides if any(shape.has_chart for shape in one.shapes))
    notes = slide.notes_slide.notes_text_frame.text
    assert any(clause in notes for clause in brief.clauses)
    source = next(source for chart in brief.charts for source in chart.sources)
    assert source.file in notes and source.sheet in notes


def test_the_matrix_tells_each_status_in_word_and_sign() -> None:
    brief = brief_of()
    tables = [shape.table for slide in _deck(brief).slides for shape in slide.shapes if shape.has_table]
    cells = {cell.text for table in tables for row in table.rows for cell in row.cells}
    for row in brief.matrix.rows:
        assert row.label in cells
        assert all(f"{SIGNS[cell.status]} {cell.text}" in cells for cell in row.cells)


def test_a_long_matrix_is_split_evenly() -> None:
    matrix = brief_of().matrix
    wide = replace(matrix, keys=matrix.keys * 3, rows=matrix.rows[:1] * 19)
    parts = split_matrix(wide)
    assert [len(rows) for rows, _ in parts] == [10, 10, 10, 9, 9, 9]
    assert sum(len(columns) for rows, columns in parts if rows.start == 0) == len(wide.keys)


def test_text_that_looks_like_a_formula_stays_text_in_the_charts_workbook() -> None:
    brief = brief_of()
    row = BulletRow("230100", "=1+1", brief.charts[0].rows[0].status, Decimal(50), Decimal(50), "+2")
    chart = replace(
        next(one for one in brief.charts if isinstance(one, Bullet)), rows=(row,) * 2, names=("@a", "-b", "+c")
    )
    content = pptx.render(replace(brief, sections=(replace(brief.sections[0], charts=(chart,)),), matrix=None))
    books = [load_workbook(BytesIO(part)) for part in parts_of(content, "ppt/embeddings/").values()]
    cells = [cell for book in books for line in book.active.iter_rows() for cell in line if isinstance(cell.value, str)]
    assert {"@a", "-b", "+c"} <= {cell.value for cell in cells}
    assert any(cell.value.startswith("=1+1") for cell in cells)
    assert {cell.data_type for cell in cells} == {"s"}


def test_an_unprintable_character_does_not_break_the_deck() -> None:
    brief = brief_of()
    assert _deck(replace(brief, title='标题\x07<&>"', summary="一\x00二", notes=("a\x0bb",)))


@pytest.mark.parametrize("kind", ["", *KINDS])
def test_libreoffice_prints_every_slide_with_its_title(kind: str) -> None:
    brief = strained(brief_of(), kind) if kind else brief_of()
    content = pptx.render(brief)
    pages = print_pages(content, "pptx")
    slides = Presentation(BytesIO(content)).slides
    assert len(pages) == len(slides)
    for page, slide in zip(pages, slides, strict=True):
        printed = "".join(page.split())
        assert "演示数据" in printed
        # Beside a title of two lines the mark on demo data stands between them.
        title = "".join(slide.shapes.title.text_frame.text.split())
        assert title in printed.replace("演示数据", ""), title


@pytest.mark.parametrize(("scope", "lang"), [(PROVINCE, "zh"), (PROVINCE, "en"), (FOUR, "zh")])
def test_no_text_runs_into_the_foot_or_off_the_slide(scope: Scope, lang: str) -> None:
    foot = 6_470_000 / 6_858_000
    for number, (width, height, words) in enumerate(print_words(pptx.render(brief_of(scope, lang)), "pptx"), 1):
        outside = [text for text, (left, _, right, bottom) in words if left < 0 or right > width or bottom > height]
        assert outside == [], number
        # The foot's own words begin below its upper edge; whatever begins above it must end above it.
        torn = [text for text, (_, top, _, bottom) in words if number > 1 and top < foot * height < bottom - 2]
        assert torn == [], number


def test_the_map_is_native_shapes_one_a_city_in_the_colour_of_its_status() -> None:
    brief = brief_of()
    chart = next(one for one in brief.charts if isinstance(one, StatusMap))
    groups = [
        shape for slide in _deck(brief).slides for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP
    ]
    drawn = {shape.name: str(shape.fill.fore_color.rgb) for shape in groups[0].shapes}
    assert drawn == {area.label: LIGHT.statuses[area.status].lstrip("#").upper() for area in chart.areas}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scope", [PROVINCE, HARBIN], ids=lambda scope: scope.kind)
def test_the_title_of_the_answer_counts_the_metrics_whose_cards_stand_below_it(scope: Scope, lang: str) -> None:
    brief = brief_of(scope, lang)
    rows = next(one.rows for one in brief.charts if isinstance(one, Bullet))
    slide = _deck(brief).slides[1]
    cards = {shape.name for shape in slide.shapes if shape.name in {row.label for row in rows}}
    assert cards == {row.label for row in rows}
    assert re.search(r"\d+", slide.shapes.title.text_frame.text).group() == str(len(rows))


def test_more_metrics_than_cards_have_room_are_shown_as_their_chart_never_some_of_them() -> None:
    brief = brief_of(PROVINCE)
    place, chart = next((place, one) for place, one in enumerate(brief.sections[0].charts) if isinstance(one, Bullet))
    many = replace(chart, rows=chart.rows * 3)
    charts = (*brief.sections[0].charts[:place], many, *brief.sections[0].charts[place + 1 :])
    brief = replace(brief, sections=(replace(brief.sections[0], charts=charts), *brief.sections[1:]))
    assert sum(shape.has_chart for shape in _deck(brief).slides[1].shapes) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("length", ["page", "full"])
@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: scope.kind)
def test_the_text_of_a_slide_is_of_the_metric_that_its_charts_show(scope: Scope, length: str, lang: str) -> None:
    brief = brief_of(scope, lang, length)
    about = {one.text: one.about for section in brief.sections for one in section.paragraphs}
    slides = list(plan_slides(brief))
    told = [about[line.text] for slide in slides for line in slide.lines if line.text in about and not line.head]
    assert any(told) and len(told) == len(
        [one for section in brief.sections for one in section.paragraphs if not one.level]
    )
    for slide in slides:
        shown = {chart.about for chart in slide.charts}
        lines = {about.get(line.text, "") for line in slide.lines}
        assert len(shown) <= 1 and (not shown or lines <= {"", *shown})
