"""The data of a brief as workbook, CSV and Parquet, opened again: every figure, every source, nothing that runs."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook, load_workbook

from briefing.brief import Brief
from briefing.charts.chart import Bullet, Chart, Cumulative, PeriodBars, Ranking, Source
from briefing.formats import delimited, parquet
from briefing.formats.chart_files import ChartChoice
from briefing.formats.xlsx import book as xlsx
from briefing.proving.proof import prove
from briefing.rendering.child import FORMATS, render_proved
from metrics.progress.status import Status
from tests.support.brief_of import FOUR, HARBIN, PROVINCE, SESSIONS, brief_of
from tests.support.hard_charts import hard_charts
from tests.support.office_of import print_pages

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
NATIVE = (Bullet, Cumulative, PeriodBars, Ranking)
ODD = ("=1+1", "+2", "-3", "@SUM(A1)", "\t=4", '甲,"乙"\n丙')


def _book(brief: Brief) -> Workbook:
    return load_workbook(io.BytesIO(xlsx.render(brief)))


def _odd_brief() -> Brief:
    """Return a brief whose texts look like formulas wherever a text may stand."""
    chart = hard_charts()["one-row"]
    odd = replace(
        chart,
        title="=1+1",
        notes=ODD,
        table=replace(chart.table, rows=tuple((text, Decimal(-5), None, Decimal(1), text) for text in ODD)),
        sources=tuple(Source(text, None, text, text, text, text) for text in ODD),
    )
    brief = brief_of(HARBIN)
    return replace(
        brief, sections=(replace(brief.sections[0], charts=(odd,)),), title="=1+1", summary="@甲", figures=()
    )


@pytest.mark.parametrize("scope", [PROVINCE, HARBIN, SESSIONS, FOUR])
def test_the_workbook_holds_every_text_and_figure(scope: object) -> None:
    brief = brief_of(scope)
    content = xlsx.render(brief)
    assert prove(xlsx.text_of(content), brief) == ()
    sheets = load_workbook(io.BytesIO(content)).worksheets
    assert len(sheets) == len(brief.charts) + 3
    for chart, sheet in zip(brief.charts, sheets[1:-2], strict=True):
        values = [[_plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        for row in chart.table.rows:
            wanted = ["—" if cell is None else _plain(cell) for cell in row]
            assert any(found[: len(wanted)] == wanted for found in values), (chart.title, wanted)


def test_each_chart_sheet_has_a_native_chart_over_its_cells() -> None:
    brief = brief_of()
    for chart, sheet in zip(brief.charts, _book(brief).worksheets[1:-2], strict=True):
        assert len(sheet._charts) == isinstance(chart, NATIVE), chart.title
    parts = zipfile.ZipFile(io.BytesIO(xlsx.render(brief)))
    charts = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/charts/chart")]
    assert all(re.search(r"<c:f>'?[^'!]+'?!\$[A-Z]+\$\d+:\$[A-Z]+\$\d+</c:f>", one) for one in charts)


def test_statuses_have_word_and_colour_and_shares_have_bars() -> None:
    brief = brief_of()
    pairs = zip(brief.charts, _book(brief).worksheets[1:], strict=False)
    sheets = [one for chart, one in pairs if isinstance(chart, Bullet)]
    sheet, words = sheets[0], ("略慢", "滞后", "达到序时", "已完成", "未到节点")
    cells = [cell for one in sheets for row in one.iter_rows() for cell in row]
    grounds = {cell.value: cell.fill.fgColor.rgb for cell in cells if cell.value in words}
    assert (
        grounds.keys() == set(words)
        and len(set(grounds.values())) == len(grounds)
        and "00000000" not in grounds.values()
    )
    rules = [rule for bars in sheet.conditional_formatting for rule in bars.rules]
    assert {rule.type for rule in rules} == {"dataBar"} and len(rules) == 3


def test_sheets_are_set_for_a4_with_frozen_heads_and_page_numbers() -> None:
    brief = brief_of()
    for sheet in _book(brief).worksheets:
        assert (
            sheet.page_setup.paperSize == 9
            and sheet.sheet_properties.pageSetUpPr.fitToPage
            and sheet.page_setup.fitToWidth in (None, 1)
        )
        assert "&P" in sheet.oddFooter.center.text and "数据截止日" in sheet.oddHeader.right.text
    for sheet in _book(brief).worksheets[1:]:
        assert sheet.freeze_panes is not None and sheet.print_title_rows
    for sheet in _book(brief).worksheets[:-2]:
        assert "演示数据" in (sheet.oddHeader.left.text or "")


def test_every_figure_has_its_source_file_sheet_and_cell() -> None:
    brief = brief_of()
    rows = {tuple(row[2:6]) for row in _book(brief).worksheets[-1].iter_rows(min_row=2, values_only=True)}
    wanted = {one for chart in brief.charts for one in chart.sources} | set(brief.sources)
    assert wanted and {(one.file, one.sheet, one.cell, one.raw) for one in wanted} <= rows


def test_no_text_becomes_a_formula() -> None:
    book = _book(_odd_brief())
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert {"=1+1", "+2", "-3", "@SUM(A1)"} <= {cell.value for cell in cells}
    assert {cell.hyperlink.target for cell in cells if cell.hyperlink} == {None}


def test_the_workbook_says_nothing_of_the_machine_and_is_the_same_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    brief = brief_of()
    content = xlsx.render(brief)
    monkeypatch.setenv("USER", "somebody")
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    assert xlsx.render(brief) == content
    known = load_workbook(io.BytesIO(content)).properties
    assert known.creator == "龙江产改进度 Longjiang Progress"
    assert known.created == datetime.combine(brief.as_of, datetime.min.time())
    parts = zipfile.ZipFile(io.BytesIO(content))
    assert {info.date_time[0] for info in parts.infolist()} == {1980}
    assert not any(
        word in parts.read(name)
        for name in parts.namelist()
        for word in [f"/{folder}/".encode() for folder in ("tmp", "root", "home")]
    )


@pytest.mark.parametrize("name", sorted(hard_charts()))
def test_hard_charts_become_workbooks(name: str) -> None:
    chart = hard_charts()[name]
    sheet = load_workbook(io.BytesIO(xlsx.render_workbook([chart]))).worksheets[0]
    assert len(sheet._charts) == (isinstance(chart, NATIVE) and bool(chart.table.rows))


def _rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize("number", range(5))
def test_csv_gives_back_every_cell(number: int) -> None:
    chart = brief_of().charts[number]
    head, *rows = _rows(delimited.render(brief_of(), ChartChoice(chart.name)))
    assert [label.removesuffix(" %") for label in head[:-1]] == [
        column.label.removesuffix(" %") for column in chart.table.columns
    ]
    for found, wanted in zip(rows, chart.table.rows, strict=True):
        assert [_read(text, cell) for text, cell in zip(found, wanted, strict=False)] == list(wanted)
        assert found[-1] == "演示数据"


def test_csv_texts_do_not_run() -> None:
    brief = _odd_brief()
    rows = _rows(delimited.render(brief, ChartChoice(brief.charts[0].name)))
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'+2", "'-3", "'@SUM(A1)", "'\t=4", '甲,"乙"\n丙']
    assert {row[1] for row in rows[1:]} == {"-5"} and {row[2] for row in rows[1:]} == {""}


@pytest.mark.parametrize("number", range(5))
def test_parquet_gives_back_every_cell_exactly(number: int) -> None:
    chart = brief_of().charts[number]
    table = pq.read_table(io.BytesIO(parquet.render(brief_of(), ChartChoice(chart.name))))
    rows = [tuple(row.values())[:-1] for row in table.to_pylist()]
    assert rows == list(chart.table.rows)
    known = {key.decode(): value.decode() for key, value in table.schema.metadata.items()}
    assert known["title"] == chart.title and known["demo"] == "true" and known["as_of"] == "2020-08-31"


@pytest.mark.parametrize("form", [delimited, parquet])
def test_all_tables_come_as_one_archive_with_their_sources(form: object) -> None:
    brief = brief_of()
    content = form.render(brief)
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert content == form.render(brief)
    assert len(names) == len(brief.charts) + 1 and names[-1].startswith("数据来源")


def test_columns_of_the_same_name_stay_apart_in_parquet() -> None:
    chart = hard_charts()["one-row"]
    twice = replace(chart, table=replace(chart.table, columns=(chart.table.columns[0],) * 5, rows=(("甲",) * 5,)))
    assert len(set(pq.read_table(io.BytesIO(parquet.write_chart(twice))).column_names)) == 6


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_rendered_proved_and_the_same_twice(form: str) -> None:
    brief = brief_of(HARBIN)
    assert render_proved(brief, form) == render_proved(brief, form)


def test_every_status_has_a_look_of_its_own() -> None:
    from briefing.formats.xlsx.looks import pale
    from briefing.palette import LIGHT

    assert all(re.fullmatch("#[0-9a-f]{6}", pale(LIGHT.statuses[status])) for status in Status)


def _plain(cell: object) -> object:
    if isinstance(cell, Decimal | int):
        return round(float(cell), 6)
    if isinstance(cell, datetime):
        return cell.date()
    return round(cell, 6) if isinstance(cell, float) else cell or None


def _read(text: str, like: Chart | Decimal | date | str | None) -> object:
    if like is None:
        return text or None
    if isinstance(like, Decimal):
        return Decimal(text)
    return date.fromisoformat(text) if isinstance(like, date) else text


def test_libreoffice_prints_each_sheet_with_its_figures_and_page_number() -> None:
    brief = brief_of(HARBIN)
    pages = print_pages(xlsx.render(brief), "xlsx")
    text = re.sub(r"\s+", "", "".join(pages))
    assert all(f"—{number}/{len(pages)}—" in re.sub(r"\s+", "", page) for number, page in enumerate(pages, 1))
    assert all(chart.title in text for chart in brief.charts) and brief.sources[0].cell in text
    sentence = re.sub(r"\s+", "", brief.summary)
    assert sentence in text and all(word not in text for word in ("#REF!", "#NAME?", "Err:"))
