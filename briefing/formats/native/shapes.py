"""Shapes of a slide as XML, gathered on a canvas and placed in one go; lengths are EMU."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefing.formats.native.text import NO_LINE, SLIDE, escape, letters, line, solid
from briefing.palette import LIGHT

WIDTH, HEIGHT = 12_192_000, 6_858_000
MARGIN = 480_000
POINT = 12_700
PER_MM = 36_000
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the slide."""

    x: int
    y: int
    width: int
    height: int

    def split(self, count: int, gap: int = 160_000) -> tuple["Box", ...]:
        """Return so many boxes side by side."""
        width = (self.width - gap * (count - 1)) // count
        return tuple(Box(self.x + place * (width + gap), self.y, width, self.height) for place in range(count))

    def above(self, height: int, gap: int = 80_000) -> tuple["Box", "Box"]:
        """Return the box without a strip at its foot, and that strip."""
        rest = self.height - height - gap
        return Box(self.x, self.y, self.width, rest), Box(self.x, self.y + rest + gap, self.width, height)

    def below(self, height: int, gap: int = 80_000) -> tuple["Box", "Box"]:
        """Return a strip at the head of the box, and the rest."""
        rest = Box(self.x, self.y + height + gap, self.width, self.height - height - gap)
        return Box(self.x, self.y, self.width, height), rest


CONTENT = Box(MARGIN, 1_040_000, WIDTH - 2 * MARGIN, 5_380_000)


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look."""

    text: str
    size: float = 14
    colour: str = LIGHT.ink
    bold: bool = False


@dataclass(slots=True)
class Canvas:
    """Gathers the shapes of one slide and numbers them."""

    shapes: list[str] = field(default_factory=list)
    last: int = 100

    def number(self) -> int:
        """Return the next shape id."""
        self.last += 1
        return self.last

    def add_text(
        self,
        box: Box,
        paragraphs: Sequence[Sequence[Run]],
        name: str,
        *,
        align: str = "l",
        anchor: str = "t",
        fill: str = "",
        edge: str = "",
        inset: int = 0,
        spacing: int = 0,
        wrap: bool = True,
    ) -> None:
        """Put a text box; `spacing` in points before each paragraph but the first."""
        identity = self.number()
        inner = "".join(paragraph(runs, align, spacing if place else 0) for place, runs in enumerate(paragraphs))
        flow = "square" if wrap else "none"
        self.shapes.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{identity}" name="{escape(name)}"/>'
            '<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f"{solid(fill) if fill else '<a:noFill/>'}{line(edge, 1) if edge else NO_LINE}</p:spPr>"
            f'<p:txBody><a:bodyPr wrap="{flow}" lIns="{inset}" tIns="{inset // 2}" rIns="{inset}" bIns="{inset // 2}" '
            f'rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>{inner}</p:txBody></p:sp>'
        )

    def add_bar(self, box: Box, colour: str, name: str) -> None:
        """Put a plain coloured rectangle."""
        self.shapes.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self.number()}" name="{escape(name)}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{solid(colour)}{NO_LINE}</p:spPr>'
            '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>'
        )

    def add_frame(self, box: Box, name: str, words: str, kind: str, content: str) -> None:
        """Put a graphic frame (chart or table); `words` is its text alternative."""
        uri = f"http://schemas.openxmlformats.org/drawingml/2006/{kind}"
        self.shapes.append(
            f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{self.number()}" name="{escape(name)}" '
            f'descr="{escape(words)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
            f"<p:nvPr/></p:nvGraphicFramePr>{transform(box, 'p')}"
            f'<a:graphic><a:graphicData uri="{uri}">{content}</a:graphicData></a:graphic></p:graphicFrame>'
        )

    def add_chart(self, box: Box, name: str, words: str, relationship: str) -> None:
        """Put the chart of that relationship."""
        space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
        self.add_frame(box, name, words, "chart", f'<c:chart xmlns:c="{space}" r:id="{relationship}"/>')

    def as_xml(self) -> str:
        """Return all shapes under one root."""
        return f"<p:spTree {NAMESPACES}>{''.join(self.shapes)}</p:spTree>"


def transform(box: Box, space: str = "a") -> str:
    """Return where a shape stands."""
    return f'<{space}:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/></{space}:xfrm>'


def paragraph(runs: Iterable[Run], align: str = "l", spacing: int = 0) -> str:
    """Return a paragraph of runs."""
    before = f'<a:spcBef><a:spcPts val="{spacing * 100}"/></a:spcBef>' if spacing else ""
    inner = "".join(map(_write_run, runs))
    return f'<a:p><a:pPr algn="{align}">{before}</a:pPr>{inner}</a:p>'


def _write_run(run: Run) -> str:
    look = letters("a:rPr", SLIDE, run.size, run.colour, run.bold, _language(run.text))
    return f"<a:r>{look}<a:t>{escape(run.text)}</a:t></a:r>"


def _language(text: str) -> str:
    """Return the language that a spelling check should take."""
    return "en-GB" if text.isascii() else "zh-CN"
