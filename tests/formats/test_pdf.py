"""The PDF of a brief, opened again: text, pages, fonts, measures, and the same bytes."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from fractions import Fraction

import pytest
from pypdf import PdfReader

from briefing.brief import Brief, Paragraph, Scope, Section
from briefing.formats import pdf
from briefing.proving.proof import prove
from tests.support.brief_of import FOUR, HARBIN, PROVINCE, SESSIONS, brief_of
from tests.support.hard_charts import hard_charts
from wording.figures import day_text

EVERY = [(scope, lang) for scope in (PROVINCE, HARBIN, SESSIONS, FOUR) for lang in ("zh", "en")]


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(("scope", "lang"), EVERY)
def test_every_text_and_figure_is_read_back_out_of_the_file(scope: Scope, lang: str) -> None:
    brief = brief_of(scope, lang)
    text = pdf.text_of(pdf.render(brief))
    assert prove(text, brief) == ()
    assert all(_bare(one.text).lower() in _bare(text).lower() for one in brief.figures)
    assert all(_bare(note) in _bare(text) for note in (*brief.notes, *brief.clauses))


@pytest.mark.parametrize("scope", [PROVINCE, HARBIN])
def test_each_chart_with_its_figures_is_drawn_as_vectors(scope: Scope) -> None:
    brief = brief_of(scope)
    reader = PdfReader(io.BytesIO(pdf.render(brief)))
    text = _bare("".join(page.extract_text() for page in reader.pages))
    assert all(_bare(chart.title) in text for chart in brief.charts)
    rows = [row for chart in brief.charts for row in getattr(chart, "rows", ())]
    assert all(_bare(row.text) in text for row in rows if hasattr(row, "text"))
    assert [image for page in reader.pages for image in page.images] == []


def test_pages_are_a4_numbered_and_say_where_the_data_end_and_that_they_are_demo() -> None:
    brief = brief_of()
    reader = PdfReader(io.BytesIO(pdf.render(brief)))
    for number, page in enumerate(reader.pages, 1):
        text = _bare(page.extract_text())
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        assert f"—{number}—" in text and day_text(brief.as_of) in text and "演示数据" in text
    real = PdfReader(io.BytesIO(pdf.render(_without_demo(brief))))
    assert not any("演示数据：本库" in _bare(page.extract_text()) for page in real.pages)


def test_the_same_brief_gives_the_same_bytes_and_nothing_of_the_machine() -> None:
    brief = brief_of()
    content = pdf.render(brief)
    assert content == pdf.render(brief)
    known = PdfReader(io.BytesIO(content)).metadata
    assert known.title == brief.title and known.author == "龙江产改进度 Longjiang Progress"
    assert known.creation_date.date() == brief.as_of
    assert b"/root" not in content and b"/home" not in content and b"/tmp" not in content


def test_texts_are_data_never_markup() -> None:
    odd = '#strong[甲] = 乙 $x$ *丙* _丁_ `戊` <a> @b // \\ #read("/etc/passwd")'
    brief = replace(brief_of(HARBIN), title=odd, summary=odd, notes=(odd,), figures=())
    assert _bare(pdf.text_of(pdf.render(brief))).count(_bare(odd)) == 3


def test_hard_charts_fit_the_page() -> None:
    charts = tuple(hard_charts().values())
    charts = tuple(replace(chart, name=f"{number}") for number, chart in enumerate(charts))
    brief = replace(brief_of(HARBIN), sections=(Section("附图", (), charts),), figures=())
    reader = PdfReader(io.BytesIO(pdf.render(brief)))
    text = _bare("".join(page.extract_text() for page in reader.pages))
    assert text.count("大兴安岭") == 8 and "暂无可分期列示的数据" in text and "123,456,789/110,229,276人次" in text


def test_letters_stay_within_the_page() -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext")
    charts = tuple(replace(chart, name=name) for name, chart in hard_charts().items())
    brief = replace(brief_of(), sections=(*brief_of().sections, Section("附图", (), charts)))
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf.render(brief), capture_output=True, check=True)
    edges = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', done.stdout.decode())
    assert len(edges) > 1000
    assert min(float(edge[0]) for edge in edges) > 70 and max(float(edge[2]) for edge in edges) < 595 - 65


def test_a_brief_of_one_sentence_has_it_and_its_annexes() -> None:
    brief = brief_of(PROVINCE, "zh", "sentence")
    assert _bare(brief.summary) in _bare(pdf.text_of(pdf.render(brief)))


def _without_demo(brief: Brief) -> Brief:
    def plain(value: object) -> object:
        return replace(value, demo=False)

    sections = tuple(replace(one, charts=tuple(plain(chart) for chart in one.charts)) for one in brief.sections)
    return replace(brief, demo=False, sections=sections, matrix=brief.matrix and plain(brief.matrix), notes=())


def test_a_changed_figure_is_noticed() -> None:
    brief = brief_of()
    wrong = replace(brief.figures[0], text="7万人次", value=Fraction(70000))
    assert prove(pdf.text_of(pdf.render(brief)), replace(brief, figures=(wrong, *brief.figures[1:]))) != ()


def test_the_file_is_made_to_be_kept_and_to_be_read_aloud() -> None:
    brief = brief_of()
    content = pdf.render(brief)
    assert re.search(rb"pdfaid:part>2.*pdfaid:conformance>A", content, re.DOTALL) and b"pdfuaid:part>1" in content
    root = PdfReader(io.BytesIO(content)).trailer["/Root"]
    assert root["/Lang"].startswith("zh") and root["/MarkInfo"]["/Marked"]


def test_what_the_standards_refuse_is_printed_all_the_same() -> None:
    brief = brief_of(HARBIN)
    deep = replace(brief.sections[0], paragraphs=(Paragraph("深层标题", 3, "1."), Paragraph("正文\ue000。")))
    assert "深层标题" in pdf.text_of(pdf.render(replace(brief, sections=(deep,), figures=())))
