"""The schematic map of a slide as native shapes: every city can be recoloured by hand."""

from briefing.charts.chart import StatusMap
from briefing.formats.native.map_outlines import draw_freeform, place_areas
from briefing.formats.native.shapes import Box, Canvas, Run, transform
from briefing.formats.native.text import escape
from briefing.palette import LIGHT, SIGNS, contrast_ink


def add_map(canvas: Canvas, box: Box, chart: StatusMap, size: float = 10) -> None:
    """Put one freeform a city, and the names above them."""
    areas = place_areas(chart, box, size)
    inner = "".join(
        f'<p:sp><p:nvSpPr><p:cNvPr id="{canvas.number()}" name="{escape(one.area.label)}"/>'
        "<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{draw_freeform(one)}</p:spPr>"
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>'
        for one in areas
    )
    inside = transform(box).replace("</a:xfrm>", "")
    canvas.shapes.append(
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{canvas.number()}" name="{escape(chart.title)}" '
        f'descr="{escape(chart.alternative)}"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
        f'{inside}<a:chOff x="{box.x}" y="{box.y}"/><a:chExt cx="{box.width}" cy="{box.height}"/></a:xfrm></p:grpSpPr>'
        f"{inner}</p:grpSp>"
    )
    width, height = round(size * 90_000), round(size * 20_000)
    for one in areas:
        (x, y), status = one.label, one.area.status
        canvas.add_text(
            Box(x - width // 2, y - height // 2, width, height),
            [[Run(f"{SIGNS[status]}{one.area.label}", size, contrast_ink(LIGHT.statuses[status]))]],
            one.area.label,
            align="ctr",
            anchor="ctr",
            wrap=False,
        )
