"""The annexes of the notice, opened again: tables, native charts, the map."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook

from briefing.brief import Brief, Section
from briefing.charts.chart import Bullet, Cumulative, StatusMap
from briefing.formats.docx import notice as docx
from briefing.palette import SIGNS
from tests.support.brief_of import brief_of
from tests.support.office_of import A, W, check_letters, drawn_charts, find_disorder, parts_of, series_of, strained

KINDS = ("unreported", "beyond", "close")


def _notice(brief: Brief) -> Document:
    return Document(BytesIO(docx.render(brief)))


def test_the_matrix_and_the_figures_stand_in_tables_whose_head_is_repeated() -> None:
    brief = brief_of()
    tables = _notice(brief).tables
    cells = {cell.text for table in tables for row in table.rows for cell in row.cells}
    for row in brief.matrix.rows:
        assert all(f"{SIGNS[cell.status]} {cell.text}" in cells for cell in row.cells)
    bullets = [chart for chart in brief.charts if isinstance(chart, Bullet)]
    for chart in bullets:
        assert {row[0] for row in chart.table.rows} <= cells
    assert all(table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None for table in tables)


def test_charts_are_native_and_edit_the_values_of_the_screen() -> None:
    brief = brief_of()
    content = docx.render(brief)
    charts = parts_of(content, "word/charts/chart")
    wanted = list(drawn_charts(brief))
    assert len(charts) == len(wanted) == len(parts_of(content, "word/embeddings/"))
    for number, chart in enumerate(wanted, 1):
        found = series_of(charts[f"word/charts/chart{number}.xml"])
        book = load_workbook(BytesIO(parts_of(content)[f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"])).active
        assert [cell.value for cell in book[1]][1:] == list(found)
        if isinstance(chart, Cumulative):
            totals = [float(one.value / chart.scale) for one in chart.actual]
            assert list(found[chart.names[0]].values()) == pytest.approx(totals)


@pytest.mark.parametrize("kind", ["", *KINDS])
def test_chart_parts_follow_the_schema_and_name_their_letters(kind: str) -> None:
    brief = strained(brief_of(), kind) if kind else brief_of()
    parts = parts_of(docx.render(brief), "word/charts/chart")
    assert {name: wrong for name, part in parts.items() if (wrong := find_disorder(part) + check_letters(part))} == {}


def test_a_chart_never_stands_in_a_line_of_exact_height() -> None:
    document = _notice(brief_of())
    spacing = document.styles["图文"].element.pPr.find(f"{W}spacing")
    assert spacing.get(f"{W}lineRule") == "auto"
    holders = [one for one in document.paragraphs if one._element.findall(f".//{W}drawing")]
    assert holders and {one.style.name for one in holders} == {"图文"}


def test_figures_are_written_as_on_the_screen_and_a_missing_one_is_a_dash() -> None:
    brief = brief_of()
    chart = next(one for one in brief.charts if isinstance(one, Bullet))
    row = (*chart.table.rows[0][:-1], None)
    percents = [place for place, column in enumerate(chart.table.columns) if column.kind == "percent"]
    row = tuple(Decimal(61) if place == percents[0] else value for place, value in enumerate(row))
    bare = tuple(None if place == percents[0] else value for place, value in enumerate(row))
    changed = replace(chart, table=replace(chart.table, rows=(row, bare)))
    content = docx.render(replace(brief, sections=(Section("", (), (changed,)),), matrix=None))
    first, second = ([cell.text for cell in row.cells] for row in Document(BytesIO(content)).tables[0].rows[1:])
    assert second[first.index("61.0%")] == "—" and [one for one in first if one == ""] == []


def test_the_map_is_a_group_of_native_shapes_one_a_city() -> None:
    brief = brief_of()
    chart = next(one for one in brief.charts if isinstance(one, StatusMap))
    root = etree.fromstring(parts_of(docx.render(brief))["word/document.xml"])
    group = next(root.iter("{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}wgp"))
    assert len(list(group.iter(f"{A}custGeom"))) == len(chart.areas) == 13
    names = {"".join(text.text for text in one.iter(f"{W}t")) for one in group.iter(f"{W}txbxContent")}
    assert names == {f"{SIGNS[area.status]}{area.label}" for area in chart.areas}
    numbers = [one.get("id") for one in root.iter() if etree.QName(one).localname in ("docPr", "cNvPr")]
    assert len(numbers) == len(set(numbers))
