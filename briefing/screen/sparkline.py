"""A small line as SVG for the cards: the answer must not wait for the chart library."""

from datetime import date
from decimal import Decimal
from urllib.parse import quote

from briefing.charts.chart import Sparkline
from briefing.palette import Palette
from metrics.progress.lines import TimeValue

_WIDTH, _HEIGHT, _EDGE = 360, 56, 5


def draw_sparkline(line: Sparkline, palette: Palette) -> str:
    """Return the SVG text: schedule dashed, actual solid with a dot at its last value."""
    points = [*line.actual, *line.schedule]
    if not points:
        return ""
    first, last = min(point.day for point in points), max(point.day for point in points)
    top = max([point.value for point in points] + ([line.target] if line.target is not None else []))
    place = _Scale(first, last, top)
    parts = [_level(_HEIGHT - _EDGE, palette.rule)]
    if line.target is not None:
        parts.append(_level(place.height(line.target), palette.target, ' stroke-width="1" opacity="0.8"'))
    if line.schedule:
        dashed = 'stroke-width="1.4" stroke-dasharray="4 3"'
        parts.append(_way(place.path(line.schedule), palette.schedule, dashed))
    if line.actual:
        end = line.actual[-1]
        x, y = place.across(end.day), place.height(end.value)
        parts.append(_way(place.path(line.actual), palette.primary, 'stroke-width="2.2" stroke-linejoin="round"'))
        parts.append(f'<circle cx="{x}" cy="{y}" r="3.4" fill="{palette.primary}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'preserveAspectRatio="xMinYMid meet" width="{_WIDTH}" height="{_HEIGHT}">{"".join(parts)}</svg>'
    )


def _level(height: float, colour: str, look: str = "") -> str:
    return f'<line x1="{_EDGE}" y1="{height}" x2="{_WIDTH - _EDGE}" y2="{height}" stroke="{colour}"{look}/>'


def _way(points: str, colour: str, look: str) -> str:
    return f'<polyline points="{points}" fill="none" stroke="{colour}" {look}/>'


def sparkline_address(line: Sparkline, palette: Palette) -> str:
    """Return the SVG as a data address, for an ``img`` element."""
    return "data:image/svg+xml," + quote(draw_sparkline(line, palette))


class _Scale:
    """Places days across and values up."""

    def __init__(self, first: date, last: date, top: Decimal) -> None:
        self._first, self._days, self._top = first, max((last - first).days, 1), max(top, Decimal(1))

    def across(self, day: date) -> float:
        return round(_EDGE + (_WIDTH - 2 * _EDGE) * (day - self._first).days / self._days, 1)

    def height(self, value: Decimal) -> float:
        return round(_HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * float(max(value, Decimal(0)) / self._top), 1)

    def path(self, points: tuple[TimeValue, ...]) -> str:
        return " ".join(f"{self.across(point.day)},{self.height(point.value)}" for point in points)
