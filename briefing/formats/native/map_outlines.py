"""The schematic map as freeforms of an office format, the same for slides and documents."""

from dataclasses import dataclass

from briefing.charts.chart import Area, StatusMap
from briefing.drawings.label_places import spread_labels
from briefing.formats.native.markup import text_width
from briefing.formats.native.shapes import PER_MM, Box, transform
from briefing.formats.native.text import line, solid
from briefing.palette import LIGHT

# EMU of a line of one point.
_LINE = 12_700 * 1.3

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PlacedArea:
    """A city where it lies on the page; lengths are EMU."""

    area: Area
    rings: tuple[tuple[Point, ...], ...]
    label: Point


def place_areas(chart: StatusMap, box: Box, size: float) -> tuple[PlacedArea, ...]:
    """Return the cities as large as the box allows, in its middle; no name of that many points lies on another."""
    points = [point for area in chart.areas for ring in area.rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = min(box.width / ((east - west) * chart.narrowing), box.height / (north - south))
    left = box.x + (box.width - (east - west) * chart.narrowing * scale) / 2
    top = box.y + (box.height - (north - south) * scale) / 2

    def place(point: tuple[float, float]) -> Point:
        return round(left + (point[0] - west) * chart.narrowing * scale), round(top + (north - point[1]) * scale)

    # A sign and a little room before each name.
    widths = [(text_width(area.label, size) + size * 0.5) * PER_MM for area in chart.areas]
    labels = spread_labels([place(area.place) for area in chart.areas], widths, size * _LINE)
    return tuple(
        PlacedArea(area, tuple(tuple(place(point) for point in ring) for ring in area.rings), (round(x), round(y)))
        for area, (x, y) in zip(chart.areas, labels, strict=True)
    )


def draw_freeform(placed: PlacedArea) -> str:
    """Return place, outline and colours of a city, for the ``spPr`` of any format."""
    xs = [x for ring in placed.rings for x, _ in ring]
    ys = [y for ring in placed.rings for _, y in ring]
    left, top, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    paths = ""
    for ring in placed.rings:
        steps = [f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in dict.fromkeys(ring)]
        moves = "".join(f"<a:lnTo>{step}</a:lnTo>" for step in steps[1:])
        paths += f"<a:moveTo>{steps[0]}</a:moveTo>{moves}<a:close/>"
    return (
        f"{transform(Box(left, top, width, height))}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{width}" h="{height}">{paths}</a:path></a:pathLst>'
        f"</a:custGeom>{solid(LIGHT.statuses[placed.area.status])}{line('#ffffff', 1)}"
    )
