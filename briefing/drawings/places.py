"""Draw the status matrix and the schematic map."""

import math

from briefing.charts.chart import Matrix, StatusMap
from briefing.drawings.frame import GROUND, INK, MUTED, RULE, TEXT, add_sign, close_sheet, open_sheet, status_entries
from briefing.drawings.label_places import spread_labels
from briefing.drawings.letters import measure_text, shorten_text, wrap_text
from briefing.drawings.outlines import simplify_outlines
from briefing.drawings.shapes import Box, Dot, Drawing, Line, Shape, Words
from briefing.drawings.spans import row_height
from briefing.palette import NAMES, pale
from metrics.progress.judging import Status

_ROW, _HEAD = 15.5, 11.0
_MAP_HEIGHT = 290.0
_NAME, _PLATE = 7.5, 10.5
# Corners nearer than this to a straight line, in points, are not seen.
_SEEN = 0.8


def draw_matrix(chart: Matrix, width: float, height: float | None = None) -> Drawing:
    """Return a table of signs and words, city by metric; systems stand apart below a rule."""
    statuses = [cell.status for row in chart.rows for cell in row.cells]
    sheet = open_sheet(chart, width, status_entries(statuses, chart.lang))
    first = max((measure_text(row.label, TEXT) for row in chart.rows), default=0.0) + 12
    first = min(first, width * 0.24)
    column = (width - first) / max(len(chart.labels), 1)
    heads = [wrap_text(label, TEXT, column - 8) for label in chart.labels]
    lines = max((len(head) for head in heads), default=1)
    row = row_height(len(chart.rows), sheet.y + lines * _HEAD + 6 - 16, height, _ROW)
    size = min(TEXT, row * 0.7)
    texts = [cell.text for one in chart.rows for cell in one.cells]
    widest = max((measure_text(text, size) for text in texts), default=1.0)
    size = max(size * min(1.0, (column - size - 12) / widest), 6.0)
    top = sheet.y + 4
    for number, head in enumerate(heads):
        for place, line in enumerate(head):
            y = top + (lines - len(head) + place + 1) * _HEAD - 3
            sheet.add(Words(first + number * column + 3, y, line, TEXT, INK, bold=True))
    top += lines * _HEAD + 2
    sheet.add(Line(((0, top), (width, top)), INK, 0.9))
    for number, one in enumerate(chart.rows):
        y = top + row * number
        base = y + row / 2 + size * 0.36
        apart = one.system and number and not chart.rows[number - 1].system
        sheet.add(Line(((0, y), (width, y)), MUTED if apart else RULE, 0.9 if apart else 0.5))
        sheet.add(Words(2, base, shorten_text(one.label, size, first - 6), size, INK))
        for place, cell in enumerate(one.cells):
            x = first + place * column + 3
            add_sign(sheet, x, base, cell.status, size + 0.5)
            sheet.add(Words(x + size + 4, base, shorten_text(cell.text, size, column - size - 9), size, INK))
    bottom = top + row * len(chart.rows)
    sheet.add(Line(((0, bottom), (width, bottom)), INK, 0.9))
    sheet.y = bottom + 2
    return close_sheet(sheet, chart)


def draw_map(chart: StatusMap, width: float, height: float | None = None) -> Drawing:
    """Return the cities as polygons in the colours of their statuses, each with sign and name."""
    sheet = open_sheet(chart, width, status_entries([area.status for area in chart.areas], chart.lang))
    tall = _MAP_HEIGHT if height is None else max(height - sheet.y - 8, 80.0)
    points = [point for area in chart.areas for ring in area.rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    factor = min(tall / (north - south), width / ((east - west) * chart.narrowing))
    left = (width - (east - west) * chart.narrowing * factor) / 2

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        return left + (longitude - west) * chart.narrowing * factor, sheet.y + (north - latitude) * factor

    owners = [(area, ring[:-1] if ring[0] == ring[-1] else ring) for area in chart.areas for ring in area.rings]
    outlines = simplify_outlines(tuple(ring for _, ring in owners), _SEEN / factor)
    for (area, _), ring in zip(owners, outlines, strict=True):
        corners = tuple(place(*point) for point in ring)
        fill, hatched = NAMES.statuses[area.status], area.status is Status.OVERDUE
        sheet.add(Shape(corners, fill, GROUND, 1.0, hatched, area.key))
    widths = [measure_text(area.label, _NAME) + _NAME + 5 for area in chart.areas]
    places = spread_labels([place(*area.place) for area in chart.areas], widths, _PLATE)
    for area, wide, (x, y) in zip(chart.areas, widths, places, strict=True):
        # A name that had to move away leads back to its place.
        own = place(*area.place)
        if math.dist(own, (x, y)) > _PLATE * 0.7:
            sheet.add(Line((own, (x, y)), INK, 0.7), Dot(*own, 1.3, INK))
        # Names are wider than the small cities: a pale plate keeps them apart from the neighbours' colours.
        sheet.add(Box(x - wide / 2, y - _PLATE / 2, wide, _PLATE, pale(GROUND, 90), key=area.key))
        add_sign(sheet, x - wide / 2 + 1.5, y + _NAME * 0.36, area.status, _NAME, area.key)
        sheet.add(Words(x - wide / 2 + _NAME + 3.5, y + _NAME * 0.36, area.label, _NAME, INK, key=area.key))
    sheet.y += (north - south) * factor + 2
    return close_sheet(sheet, chart)
