"""PNG and SVG of every chart, opened again: size, letters, figures, the same bytes."""

import io
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from briefing.charts.chart import Chart
from briefing.drawings.draw import draw_chart
from briefing.drawings.shapes import Box, Dot, Line, Shape, Words
from briefing.formats import png, svg
from briefing.formats.chart_files import ChartChoice
from briefing.formats.chart_picture import SIZES, Size, draw_picture
from tests.support.brief_of import brief_of
from tests.support.hard_charts import DAY, hard_charts

HARD = sorted(hard_charts().items())


def _opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("name", ["screen", "slide", "a4"])
def test_each_chart_has_the_size_that_was_chosen(name: str) -> None:
    size = SIZES[name]
    for chart in brief_of().charts:
        picture = _opened(png.render(brief_of(), ChartChoice(chart.name, size)))
        assert abs(picture.width - size.width * size.scale) <= 1
        assert size.height is None or abs(picture.height - size.height * size.scale) <= 1
        assert round(picture.info["dpi"][0]) == round(72 * size.scale)


def test_a4_has_300_dots_an_inch_over_the_width_of_the_text() -> None:
    picture = _opened(draw_picture(brief_of().charts[0], "png", SIZES["a4"], DAY))
    assert abs(picture.width - 156 / 25.4 * 300) <= 1


def test_scale_is_free() -> None:
    small, large = (_opened(draw_picture(brief_of().charts[0], "png", Size(400, 300, scale), DAY)) for scale in (1, 3))
    assert (small.width, large.width, large.height) == (400, 1200, 900)


@pytest.mark.parametrize("form", [png, svg])
def test_all_charts_come_as_one_archive_the_same_bytes_every_time(form: object) -> None:
    brief = brief_of()
    content = form.render(brief)
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert content == form.render(brief)
    assert len(names) == len(brief.charts) and all(
        chart.name in name for chart, name in zip(brief.charts, names, strict=True)
    )


def test_an_svg_needs_no_font_and_says_what_it_shows() -> None:
    chart = brief_of().charts[0]
    content = svg.render(brief_of(), ChartChoice(chart.name))
    root = ET.fromstring(content)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert root.find("{*}title").text == chart.title and root.find("{*}desc").text == chart.alternative
    assert not tags & {"text", "image", "script", "foreignObject"} and b"http" not in content.replace(
        b"http://www.w3.org/", b""
    )


def test_texts_in_a_picture_are_data_never_markup() -> None:
    odd = '<script>&"\'#read("x")'
    content = draw_picture(replace(brief_of().charts[0], title=odd, alternative=odd), "svg", SIZES["a4"], DAY)
    assert ET.fromstring(content).find("{*}title").text == odd


@pytest.mark.parametrize(("name", "chart"), HARD)
@pytest.mark.parametrize("size", [SIZES["a4"], SIZES["slide"], Size(360.0)])
def test_nothing_reaches_out_of_a_drawing(name: str, chart: Chart, size: Size) -> None:
    drawing = draw_chart(chart, size.width, size.height)
    for part in drawing.parts:
        xs, ys = _reach(part)
        assert min(xs) > -2 and max(xs) < drawing.width + 3, f"{name}: {part}"
        assert min(ys) > -2 and max(ys) < drawing.height + 3, f"{name}: {part}"


def test_every_row_of_a_hard_chart_says_its_figures() -> None:
    for chart in hard_charts().values():
        words = " ".join(part.text for part in draw_chart(chart, 700).parts if isinstance(part, Words))
        for row in getattr(chart, "rows", ()):
            texts = [cell.text for cell in row.cells] if hasattr(row, "cells") else [row.text]
            assert row.label[:2] in words and all(text in words for text in texts)


def test_what_is_not_reported_has_a_word_and_no_bar() -> None:
    drawing = draw_chart(hard_charts()["untold"], 440)
    words = [part.text for part in drawing.parts if isinstance(part, Words)]
    assert words.count("未报") == 19 and "0.0" not in words  # 18 rows and the legend


def test_a_demo_chart_says_so() -> None:
    for chart in brief_of().charts:
        assert "演示数据" in [part.text for part in draw_chart(chart, 440).parts if isinstance(part, Words)]


def test_a_chinese_text_leaves_ink() -> None:
    picture = _opened(draw_picture(brief_of().charts[0], "png", SIZES["a4"], DAY)).convert("L")
    title = picture.crop((30, 30, 700, 90))
    assert sum(value < 100 for value in title.tobytes()) > 3000


def test_no_browser_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a program was started")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert draw_picture(brief_of().charts[0], "png", SIZES["screen"], date(2020, 8, 31)).startswith(b"\x89PNG")


def _reach(part: Box | Line | Shape | Dot | Words) -> tuple[list[float], list[float]]:
    if isinstance(part, Words):
        from briefing.drawings.letters import measure_text

        wide = measure_text(part.text, part.size, part.bold)
        start = part.x - {"start": 0, "middle": wide / 2, "end": wide}[part.anchor]
        return [start, start + wide], [part.y - part.size * 0.8, part.y]
    if isinstance(part, Box):
        return [part.x, part.x + part.width], [part.y, part.y + part.height]
    if isinstance(part, Dot):
        return [part.x - part.radius, part.x + part.radius], [part.y - part.radius, part.y + part.radius]
    return [x for x, _ in part.points], [y for _, y in part.points]
