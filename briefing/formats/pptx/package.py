"""A deck under construction: slides of our template, chart parts, notes, the mark on demo data."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.slide import Slide as LibrarySlide
from pptx.util import Pt

from briefing.brief import Brief
from briefing.formats.native.charts import NativeChart
from briefing.formats.native.markup import text_width
from briefing.formats.native.package import load_template, seal_package, set_properties
from briefing.formats.native.shapes import MARGIN, WIDTH, Box, Canvas, Run
from briefing.formats.native.text import SLIDE, escape, letters, printable
from briefing.palette import LIGHT
from wording.figures import day_text
from wording.sentences import say

_LAYOUTS = {"cover": 0, "chart": 1}
# Size of a title in the template, and how many mm it may take (of the cover: over three lines).
_FOOT_MM = 170
_TITLES = {"cover": (38, 780.0), "chart": (24, 255.0)}
# A message that one line does not hold is set over two.
_TWO_LINES = (20, 510.0)
_FOOT = (
    '<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
    '<p:nvPr><p:ph type="{kind}" sz="quarter" idx="{place}"/></p:nvPr></p:nvSpPr><p:spPr/>'
    "<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{text}</a:p></p:txBody></p:sp>"
)
_NUMBER = (
    '<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="zh-CN"/><a:t>{}</a:t></a:fld>'
)


@dataclass(slots=True)
class Slide:
    """A slide of the deck and the canvas of its shapes."""

    inner: LibrarySlide
    canvas: Canvas
    kind: str

    def fill_body(self, lines: Sequence[str]) -> None:
        """Write into the placeholder for text."""
        frame = self.inner.placeholders[1].text_frame
        frame.text = lines[0] if lines else ""
        for one in lines[1:]:
            frame.add_paragraph().text = one


class Deck:
    """Builds the presentation slide by slide."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._presentation = Presentation(BytesIO(load_template("slides")))
        self._charts = 0
        self._slides = 0
        self._titles: set[str] = set()
        title = brief.title if text_width(brief.title, 10) <= _FOOT_MM else f"{brief.title[:40]}……"
        self._foot = f"{title}　{say('office.as-of', brief.lang, day=day_text(brief.as_of, brief.lang))}"

    def add_slide(self, kind: str, title: str) -> Slide:
        """Begin a slide: ``cover`` or ``chart``."""
        layout = self._presentation.slide_layouts[_LAYOUTS[kind]]
        title = title[:1].upper() + title[1:] if self._brief.lang == "en" else title
        if title in self._titles:
            title = say("office.continued", self._brief.lang, title=title)
        self._titles.add(title)
        inner = self._presentation.slides.add_slide(layout)
        frame = inner.shapes.title.text_frame
        frame.text = printable(title)
        # Nobody shrinks a title before the file is edited: one that is too long is set smaller here.
        size, room = _TITLES[kind]
        if kind == "chart" and text_width(title, size) > room:
            size, room = _TWO_LINES
        while size > 12 and text_width(title, size) > room:
            size -= 1
        if size < _TITLES[kind][0]:
            frame.paragraphs[0].runs[0].font.size = Pt(size)
        self._slides += 1
        return Slide(inner, Canvas(), kind)

    def add_chart(self, slide: Slide, chart: NativeChart) -> str:
        """Put the chart and its workbook into the package; return the relationship's id."""
        self._charts += 1
        package = self._presentation.part.package
        name = PackURI(f"/ppt/charts/chart{self._charts}.xml")
        part = Part(name, CONTENT_TYPE.DML_CHART, package, chart.xml)
        book_name = PackURI(f"/ppt/embeddings/Microsoft_Excel_Sheet{self._charts}.xlsx")
        book = EmbeddedXlsxPart(book_name, EmbeddedXlsxPart.content_type, package, chart.workbook)
        part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
        return slide.inner.part.relate_to(part, RELATIONSHIP_TYPE.CHART)

    def finish(self, slide: Slide, notes: Sequence[str]) -> None:
        """Place the shapes, the foot, the mark on demo data, and the speaker notes."""
        canvas = slide.canvas
        if self._brief.demo:
            box = Box(WIDTH - MARGIN - 1_150_000, 400_000, 1_150_000, 340_000)
            mark = [[Run(say("office.demo", self._brief.lang), 13, LIGHT.published, True)]]
            canvas.add_text(
                box, mark, "demo", align="ctr", anchor="ctr", fill="#ffffff", edge=LIGHT.published, wrap=False
            )
        if slide.kind != "cover":
            look = letters("a:rPr", SLIDE, 10, LIGHT.muted)
            run = f'<a:pPr algn="l"/><a:r>{look}<a:t>{escape(self._foot)}</a:t></a:r>'
            canvas.shapes.append(_FOOT.format(id=canvas.number(), name="foot", kind="ftr", place=11, text=run))
            number = _NUMBER.format(self._slides)
            canvas.shapes.append(_FOOT.format(id=canvas.number(), name="number", kind="sldNum", place=12, text=number))
        slide.inner.shapes._spTree.extend(parse_xml(canvas.as_xml()))
        if notes:
            frame = slide.inner.notes_slide.notes_text_frame
            assert frame is not None  # the library makes every notes slide with its text
            frame.text = "\n".join(map(printable, notes))

    def save(self) -> bytes:
        """Return the finished package."""
        set_properties(self._presentation.core_properties, self._brief)
        buffer = BytesIO()
        self._presentation.save(buffer)
        return seal_package(buffer.getvalue())
