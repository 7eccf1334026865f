"""Pieces of a Word document: every run names its East Asian font, and nothing hangs on the reader's defaults."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.formats.native.text import FANGSONG, HEI, KAI, SONG, TITLE, Face, escape, hexed

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
# GB/T 9704-2012: A4; margins 37/35/28/26 mm; 22 lines in 225 mm, 28 characters in 156 mm.
MARGINS_MM = {"top": 37, "right": 26, "bottom": 35, "left": 28}
TEXT_WIDTH_MM = 156
PITCH = 579
# 28 characters of 16 pt are 448 pt, the line has 442: each is set a quarter of a point closer. A grid of characters
# (``linesAndChars``) would say the same, but LibreOffice then spaces the letters twice as wide.
_CLOSER = -5
_TWIP = 1440 / 25.4
_TAB = "<w:r><w:tab/></w:r>"
EMU_PER_MM = 36_000

# Sizes of the standard in points: 2号, 3号, 五号, 小五.
NO2, NO3, NO5, NO5_SMALL = 22, 16, 10.5, 9
STYLES: dict[str, tuple[Face, float]] = {
    "Title": (TITLE, NO2),
    "AnnexTitle": (TITLE, NO2),
    "Heading1": (HEI, NO3),
    "Heading2": (KAI, NO3),
    "Heading3": (FANGSONG, NO3),
    "AnnexNumber": (HEI, NO3),
    "Caption": (SONG, NO5),
    "Figure": (SONG, NO5),
    "TableText": (SONG, NO5),
}


@dataclass(frozen=True, slots=True)
class DocxCell:
    """A cell of a table: text, ground, where its text stands."""

    text: str
    fill: str = ""
    bold: bool = False
    align: str = "left"


def run(text: str, face: Face, size: float, lang: str = "zh", *, bold: bool = False, colour: str = "") -> str:
    """Return a run with its fonts, size and language."""
    latin, half_points = face.latin, round(size * 2)
    weight = "<w:b/>" if bold else ""
    ink = f'<w:color w:val="{hexed(colour)}"/>' if colour else ""
    closer = f'<w:spacing w:val="{_CLOSER}"/>' if size == NO3 and lang == "zh" else ""
    spoken = "en-US" if lang == "zh" else "en-GB"
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="{latin}" w:eastAsia="{face.east_asian}" w:hAnsi="{latin}" w:cs="{latin}"/>'
        f'{weight}{ink}{closer}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        f'<w:lang w:val="{spoken}" w:eastAsia="zh-CN"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def paragraph(style: str, text: str, lang: str = "zh", more: str = "") -> str:
    """Return a paragraph of a style; `more` is further paragraph properties that follow the style."""
    face, size = STYLES.get(style, (FANGSONG, NO3))
    inner = run(text, face, size, lang) if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inner}</w:p>'


def paragraph_of(style: str, runs: Sequence[str]) -> str:
    """Return a paragraph of finished runs."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


def table(rows: Sequence[Sequence[DocxCell]], shares: Sequence[float], lang: str, words: str, size: float = NO5) -> str:
    """Return a table over the whole width; its first row is repeated on every page, no row is torn."""
    whole = round(TEXT_WIDTH_MM * _TWIP)
    widths = [int(whole * share / sum(shares)) for share in shares]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = []
    for place, row in enumerate(rows):
        head = "<w:tblHeader/>" if place == 0 else ""
        cells = "".join(_cell(cell, width, lang, size) for cell, width in zip(row, widths, strict=True))
        body.append(f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="45" w:type="dxa"/>'
        '<w:right w:w="45" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="0420"/>'
        f'<w:tblDescription w:val="{escape(words)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(body)}</w:tbl>'
    )


def _cell(cell: DocxCell, width: int, lang: str, size: float) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{hexed(cell.fill)}"/>' if cell.fill else ""
    inner = run(cell.text, SONG, size, lang, bold=cell.bold) if cell.text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="TableText"/><w:jc w:val="{cell.align}"/></w:pPr>{inner}</w:p></w:tc>'
    )


def imprint(lines: Sequence[tuple[str, str]], lang: str) -> str:
    """Return the 版记: lines of 4号 between rules, at the foot of the page where the text ends."""
    whole = round(TEXT_WIDTH_MM * _TWIP)
    rows = "".join(
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{whole}" w:type="dxa"/></w:tcPr>'
        '<w:p><w:pPr><w:pStyle w:val="TableText"/>'
        f'<w:tabs><w:tab w:val="right" w:pos="{whole - 560}"/></w:tabs><w:ind w:left="280" w:right="280"/></w:pPr>'
        f"{run(left, FANGSONG, 14, lang)}{_TAB + run(right, FANGSONG, 14, lang) if right else ''}</w:p></w:tc></w:tr>"
        for left, right in lines
    )
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in (("top", 8), ("bottom", 8), ("insideH", 6))
    )
    return (
        '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p>'
        '<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="margin" '
        'w:tblpXSpec="left" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>'
        f'<w:tblW w:w="{whole}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{whole}"/></w:tblGrid>{rows}</w:tbl>'
        '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p>'
    )


def inline_chart(identity: int, relationship: str, name: str, words: str, width_mm: float, height_mm: float) -> str:
    """Return the paragraph of a native chart; its line spacing is never exact, or the chart is cut off."""
    size = f'cx="{round(width_mm * EMU_PER_MM)}" cy="{round(height_mm * EMU_PER_MM)}"'
    uri = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    return (
        '<w:p><w:pPr><w:pStyle w:val="Figure"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{identity}" name="{escape(name)}" descr="{escape(words)}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{uri}"><c:chart r:id="{relationship}"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def section(demo: bool) -> str:
    """Return the page: A4, margins and grid of the standard, page numbers outside, a head only on demo data."""
    kinds = ("default", "even")
    heads = "".join(f'<w:headerReference w:type="{kind}" r:id="rId7"/>' for kind in kinds) if demo else ""
    edges = " ".join(f'w:{side}="{round(size * _TWIP)}"' for side, size in MARGINS_MM.items())
    return (
        f"<w:sectPr>{heads}"
        '<w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar {edges} w:header="{round(22 * _TWIP)}" '
        f'w:footer="{round(22.5 * _TWIP)}" w:gutter="0"/><w:cols w:space="425"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{PITCH}"/></w:sectPr>'
    )
