"""The schematic map of a slide as native shapes: every city can be recoloured by hand."""

from briefing.charts import StatusMap
from briefing.formats.office_text import escape, line, solid
from briefing.formats.slide_shapes import Box, Canvas, Run, transform
from briefing.palette import LIGHT, SIGNS, contrast_ink

# One degree of longitude at 47.5° north is this much of a degree of latitude.
_NARROWING = 0.676


def add_map(canvas: Canvas, box: Box, chart: StatusMap, size: float = 10) -> None:
    """Put one freeform a city, and the names above them."""
    points = [point for area in chart.areas for ring in area.rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = min(box.width / ((east - west) * _NARROWING), box.height / (north - south))
    left = box.x + (box.width - (east - west) * _NARROWING * scale) / 2
    top = box.y + (box.height - (north - south) * scale) / 2

    def place(point: tuple[float, float]) -> tuple[int, int]:
        return round(left + (point[0] - west) * _NARROWING * scale), round(top + (north - point[1]) * scale)

    inner = []
    for area in chart.areas:
        rings = [[place(point) for point in ring] for ring in area.rings]
        inner.append(_outline(canvas.number(), area.label, rings, LIGHT.statuses[area.status]))
    group = canvas.number()
    canvas.shapes.append(
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{group}" name="{escape(chart.title)}" '
        f'descr="{escape(chart.alternative)}"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
        f'<a:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/>'
        f'<a:chOff x="{box.x}" y="{box.y}"/><a:chExt cx="{box.width}" cy="{box.height}"/></a:xfrm></p:grpSpPr>'
        f"{''.join(inner)}</p:grpSp>"
    )
    width, height = round(size * 90_000), round(size * 20_000)
    for area in chart.areas:
        x, y = place(area.place)
        ink = contrast_ink(LIGHT.statuses[area.status])
        canvas.add_text(
            Box(x - width // 2, y - height // 2, width, height),
            [[Run(f"{SIGNS[area.status]}{area.label}", size, ink)]],
            area.label,
            align="ctr",
            anchor="ctr",
            wrap=False,
        )


def _outline(identity: int, name: str, rings: list[list[tuple[int, int]]], colour: str) -> str:
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    left, top, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    paths = ""
    for ring in rings:
        steps = [f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in dict.fromkeys(ring)]
        moves = "".join(f"<a:lnTo>{step}</a:lnTo>" for step in steps[1:])
        paths += f"<a:moveTo>{steps[0]}</a:moveTo>{moves}<a:close/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{identity}" name="{escape(name)}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{transform(Box(left, top, width, height))}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{width}" h="{height}">{paths}</a:path></a:pathLst>'
        f"</a:custGeom>{solid(colour)}{line('#ffffff', 1)}</p:spPr>"
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>'
    )
