"""Opening office files again: charts, schema order of chart parts, pages as LibreOffice prints them."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from briefing.brief import Brief
from briefing.charts.chart import (
    Bullet,
    BulletRow,
    Chart,
    Cumulative,
    Matrix,
    MatrixRow,
    PeriodBars,
    Ranking,
    RankRow,
    StatusMap,
)
from metrics.progress.status import Status

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_AXIS = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses "
)
_LABEL = (
    "layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
    "showBubbleSize separator"
)
# The sequences of ECMA-376 part 1, dml-chart.xsd, of the elements that we write.
ORDER = {
    "chartSpace": (
        "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection chart spPr txPr "
        "externalData printSettings userShapes extLst"
    ),
    "chart": (
        "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly "
        "dispBlanksAs extLst"
    ),
    "title": "tx layout overlay spPr txPr",
    "plotArea": "layout barChart lineChart catAx dateAx valAx dTable spPr",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId extLst",
    "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId extLst",
    "ser": (
        "idx order tx spPr invertIfNegative pictureOptions marker dPt dLbls trendline errBars cat val smooth "
        "shape extLst"
    ),
    "dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "dLbls": f"dLbl delete {_LABEL} showLeaderLines",
    "dLbl": f"idx delete {_LABEL}",
    "marker": "symbol size spPr",
    "catAx": _AXIS + "auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "dateAx": _AXIS + "auto lblOffset baseTimeUnit majorUnit majorTimeUnit minorUnit minorTimeUnit",
    "valAx": _AXIS + "crossBetween majorUnit minorUnit dispUnits",
    "scaling": "logBase orientation max min",
    "legend": "legendPos legendEntry layout overlay spPr txPr",
    "numCache": "formatCode ptCount pt",
    "strCache": "ptCount pt",
}


def parts_of(content: bytes, folder: str = "") -> dict[str, bytes]:
    """Return the parts of a package below a folder, by name."""
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist() if name.startswith(folder)}


def find_disorder(xml: bytes) -> list[str]:
    """Return where the children of a chart part are not in the schema's order."""
    wrong = []
    for element in etree.fromstring(xml).iter():
        name = etree.QName(element).localname
        if not str(element.tag).startswith(C) or name not in ORDER:
            continue
        sequence = ORDER[name].split()
        children = [etree.QName(child).localname for child in element]
        unknown = [child for child in children if child not in sequence]
        places = [sequence.index(child) for child in children if child in sequence]
        if unknown or places != sorted(places):
            wrong.append(f"{name}: {children}")
    return wrong


def series_of(xml: bytes) -> dict[str, dict[str, float]]:
    """Return a chart part's series as {name: {category: value}}."""
    found = {}
    for one in etree.fromstring(xml).iter(f"{C}ser"):
        name = one.findtext(f"{C}tx//{C}v")
        labels = {point.get("idx"): point.findtext(f"{C}v") for point in one.find(f"{C}cat").iter(f"{C}pt")}
        found[name] = {labels[p.get("idx")]: float(p.findtext(f"{C}v")) for p in one.find(f"{C}val").iter(f"{C}pt")}
    return found


def check_letters(xml: bytes) -> list[str]:
    """Return run properties of DrawingML that name a Latin font without an East Asian one right behind it."""
    wrong = []
    for latin in etree.fromstring(xml).iter(f"{A}latin"):
        following = latin.getnext()
        if following is None or following.tag != f"{A}ea" or not following.get("typeface"):
            wrong.append(etree.tostring(latin.getparent()).decode()[:200])
    return wrong


@cache
def _print(content: bytes, suffix: str) -> str:
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        pytest.skip("LibreOffice or poppler-utils is not installed: the pages cannot be printed here")
    with tempfile.TemporaryDirectory(prefix="printed-") as folder:
        source = Path(folder) / f"brief.{suffix}"
        source.write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        pdf = source.with_suffix(".pdf")
        layout = ["pdftotext", "-layout", pdf, "-"]
        boxes = ["pdftotext", "-bbox", pdf, "-"]
        return "\0".join(
            subprocess.run(one, check=True, capture_output=True).stdout.decode() for one in (layout, boxes)
        )


def print_pages(content: bytes, suffix: str) -> tuple[str, ...]:
    """Return the text of every page that LibreOffice prints, or skip where it is not installed."""
    return tuple(_print(content, suffix).split("\0")[0].split("\f")[:-1])


def print_words(content: bytes, suffix: str) -> list[tuple[float, float, list[tuple[str, tuple[float, ...]]]]]:
    """Return of every page its width, height and words, each with (left, top, right, bottom), or skip."""
    root = etree.fromstring(_print(content, suffix).split("\0")[1].encode())
    space = "{http://www.w3.org/1999/xhtml}"
    sides = ("xMin", "yMin", "xMax", "yMax")
    return [
        (
            float(page.get("width")),
            float(page.get("height")),
            [(word.text or "", tuple(float(word.get(side)) for side in sides)) for word in page.iter(f"{space}word")],
        )
        for page in root.iter(f"{space}page")
    ]


LONG_NAMES = tuple(f"大兴安岭地区第{place}处" if place % 3 else f"黑龙江省农垦总局{place}" for place in range(18))


def _strain(chart: Chart, status: Status, completion: Callable[[int], Decimal | None]) -> Chart:
    values = [completion(place) for place in range(18)]
    if isinstance(chart, Bullet) and chart.rows[0].key.isdigit():
        rows = (BulletRow(str(i), name, status, values[i], Decimal(100), "—") for i, name in enumerate(LONG_NAMES))
        return replace(chart, rows=tuple(rows))
    if isinstance(chart, Bullet):
        return replace(
            chart, rows=tuple(replace(r, status=status, completion=values[i]) for i, r in enumerate(chart.rows))
        )
    if isinstance(chart, Ranking):
        leads = [None if value is None else value - 100 for value in values]
        rows = (RankRow(str(i), name, status, leads[i], "—") for i, name in enumerate(LONG_NAMES))
        return replace(chart, rows=tuple(rows))
    if isinstance(chart, StatusMap):
        return replace(chart, areas=tuple(replace(area, status=status) for area in chart.areas))
    if isinstance(chart, Cumulative) and values[0] is None:
        return replace(chart, actual=())
    if isinstance(chart, PeriodBars) and values[0] is None:
        return replace(chart, bars=())
    if isinstance(chart, Matrix):
        cell = replace(chart.rows[0].cells[0], status=status)
        count = len(chart.keys)
        return replace(
            chart, rows=tuple(MatrixRow(str(i), n, i > 15, (cell,) * count) for i, n in enumerate(LONG_NAMES))
        )
    return chart


def strained(brief: Brief, kind: str) -> Brief:
    """Return a brief of eighteen places with long names: ``unreported``, ``beyond`` every target, or ``close``."""
    status, completion = {
        "unreported": (Status.NOT_REPORTED, lambda place: None),
        "beyond": (Status.DONE, lambda place: Decimal("187.35") + 40 * place),
        "close": (Status.SLIGHTLY_BEHIND, lambda place: Decimal("99.97") if place % 3 else Decimal("0.4")),
    }[kind]
    sections = tuple(
        replace(one, charts=tuple(_strain(chart, status, completion) for chart in one.charts)) for one in brief.sections
    )
    return replace(brief, sections=sections, matrix=brief.matrix and _strain(brief.matrix, status, completion))


def drawn_charts(brief: Brief) -> Iterator[Chart]:
    """Yield the charts of a brief that have data and are drawn as native charts."""
    for chart in brief.charts:
        if isinstance(chart, Bullet | Ranking) and chart.rows:
            yield chart
        if (isinstance(chart, Cumulative) and (chart.actual or chart.schedule)) or (
            isinstance(chart, PeriodBars) and chart.bars
        ):
            yield chart
