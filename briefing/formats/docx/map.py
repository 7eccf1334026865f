"""The schematic map of a document as a group of native shapes (Word 2010 and later, WPS, LibreOffice)."""

from briefing.charts.chart import StatusMap
from briefing.formats.docx.markup import EMU_PER_MM, run
from briefing.formats.native.map_outlines import draw_freeform, place_areas
from briefing.formats.native.shapes import Box, transform
from briefing.formats.native.text import NO_LINE, SONG, escape
from briefing.palette import LIGHT, SIGNS, contrast_ink

NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"


def inline_map(identity: int, chart: StatusMap, width_mm: float, height_mm: float, size: float = 9) -> str:
    """Return the paragraph of the map: one freeform a city, a name above each.

    `identity` is the first of so many shape numbers as the map has names and outlines, and two.
    """
    box = Box(0, 0, round(width_mm * EMU_PER_MM), round(height_mm * EMU_PER_MM))
    # An unseen ground as large as the whole: without it LibreOffice stretches the cities over the frame.
    ground = f'{transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>{NO_LINE}'
    shapes = [_shape(identity + 1, chart.title, ground)]
    areas = place_areas(chart, box, size)
    for number, one in enumerate(areas, identity + 2):
        shapes.append(_shape(number, one.area.label, draw_freeform(one)))
    wide, high = round(size * 100_000), round(size * 24_000)
    for number, one in enumerate(areas, identity + 2 + len(areas)):
        (x, y), status = one.label, one.area.status
        ink = contrast_ink(LIGHT.statuses[status])
        name = run(f"{SIGNS[status]}{one.area.label}", SONG, size, chart.lang, colour=ink)
        place = transform(Box(x - wide // 2, y - high // 2, wide, high))
        shapes.append(
            f'<wps:wsp><wps:cNvPr id="{number}" name="{escape(one.area.label)}"/><wps:cNvSpPr txBox="1"/>'
            f'<wps:spPr>{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>{NO_LINE}</wps:spPr>'
            '<wps:txbx><w:txbxContent><w:p><w:pPr><w:pStyle w:val="TableText"/><w:jc w:val="center"/></w:pPr>'
            f"{name}</w:p></w:txbxContent></wps:txbx>"
            '<wps:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/></wps:wsp>'
        )
    inside = transform(box).replace("</a:xfrm>", "")
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Figure"/></w:pPr><w:r><mc:AlternateContent {NAMESPACES}>'
        '<mc:Choice Requires="wpg"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{box.width}" cy="{box.height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{identity}" name="{escape(chart.title)}" descr="{escape(chart.alternative)}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_GROUP}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>'
        f'{inside}<a:chOff x="0" y="0"/><a:chExt cx="{box.width}" cy="{box.height}"/></a:xfrm></wpg:grpSpPr>'
        f"{''.join(shapes)}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        "<mc:Fallback/></mc:AlternateContent></w:r></w:p>"
    )


def _shape(identity: int, name: str, drawn: str) -> str:
    return (
        f'<wps:wsp><wps:cNvPr id="{identity}" name="{escape(name)}"/><wps:cNvSpPr/>'
        f"<wps:spPr>{drawn}</wps:spPr><wps:bodyPr/></wps:wsp>"
    )
