"""A drawing as SVG that stands in the page itself: its letters and colours are the page's, its parts may be links."""

from collections.abc import Mapping
from html import escape
from itertools import groupby, pairwise

from briefing.drawings.shapes import Box, Dot, Drawing, Line, Part, Point, Shape, Words
from briefing.palette import NAMES

_PIXELS = 96 / 72
# Lengths are written in halves of a point: whole numbers are short, and less than a pixel is not seen.
_GRAIN = 2
HATCH = (
    '<svg class="lj-defs" width="0" height="0" aria-hidden="true"><defs><pattern id="lj-hatch" width="5" height="5" '
    'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line y2="5" stroke="var(--ground)" '
    'stroke-width="2.4"/></pattern></defs></svg>'
)


def draw_svg(drawing: Drawing, links: Mapping[str, tuple[str, str]] | None = None) -> str:
    """Return the SVG element, named by what the drawing shows.

    Parameters
    ----------
    links
        By the `key` of parts: the address that they lead to, and what it is called.
    """
    known, told = links or {}, set[str]()
    body = ""
    for key, parts in groupby(drawing.parts, key=lambda part: part.key):
        drawn = "".join(map(_element, parts))
        if key not in known:
            body += drawn
            continue
        address, name = known[key]
        # The same place may have several parts: one of them is met on the way through the page.
        once = ' tabindex="-1" aria-hidden="true"' if key in told else f' aria-label="{escape(name)}"'
        told.add(key)
        body += f'<a href="{address}"{once}>{drawn}</a>'
    role = "group" if known else "img"
    wide, high = drawing.width, drawing.height
    return (
        f'<svg class="lj-svg" viewBox="0 0 {_number(wide)} {_number(high)}" '
        f'style="max-width:{round(wide * _PIXELS)}px" fill="var(--ink)" role="{role}" '
        f'aria-label="{escape(drawing.alternative)}">'
        f"{body}</svg>"
    )


def paint(name: str) -> str:
    """Return a colour that a drawing names, as the page's own."""
    base = name.partition("/")[0]
    return base if base.startswith("#") else f"var(--{base})"


def _element(part: Part) -> str:
    if isinstance(part, Words):
        anchor = "" if part.anchor == "start" else f' text-anchor="{part.anchor}"'
        bold = ' font-weight="600"' if part.bold else ""
        place = f'x="{_number(part.x)}" y="{_number(part.y)}" font-size="{_number(part.size)}"'
        # The ink is what the whole drawing is filled with.
        colour = "" if part.colour == NAMES.ink else f' fill="{paint(part.colour)}"'
        return f"<text {place}{anchor}{bold}{colour}>{escape(part.text)}</text>"
    if isinstance(part, Line):
        dash = f' stroke-dasharray="{" ".join(map(_number, part.dash))}"' if part.dash else ""
        return (
            f'<path d="{_way(part.points)}" fill="none" stroke="{paint(part.colour)}" '
            f'stroke-width="{_number(part.weight)}"{dash}/>'
        )
    if isinstance(part, Box):
        place = (
            f'x="{_number(part.x)}" y="{_number(part.y)}" width="{_number(part.width)}" height="{_number(part.height)}"'
        )
        return _filled(f"<rect {place}", part, 0.6)
    if isinstance(part, Shape):
        return _filled(f'<path d="{_way(part.points)}z"', part, part.weight)
    place = f'cx="{_number(part.x)}" cy="{_number(part.y)}" r="{_number(part.radius)}"'
    return _filled(f"<circle {place}", part, part.weight)


def _filled(beginning: str, part: Box | Shape | Dot, weight: float) -> str:
    share = part.fill.partition("/")[2]
    look = f' fill="{paint(part.fill)}"' + (f' fill-opacity="{int(share) / 100}"' if share else "")
    if part.edge:
        look += f' stroke="{paint(part.edge)}" stroke-width="{_number(weight)}"'
    hatched = f'{beginning} fill="url(#lj-hatch)"/>' if not isinstance(part, Dot) and part.hatched else ""
    return f"{beginning}{look}/>{hatched}"


def _way(points: tuple[Point, ...]) -> str:
    """Write a way, each step from the last: a map of thousands of corners stays small."""
    grains = [(round(x * _GRAIN), round(y * _GRAIN)) for x, y in points]
    steps = (f"{to_x - x} {to_y - y}" for (x, y), (to_x, to_y) in pairwise(grains) if (x, y) != (to_x, to_y))
    return f"M{grains[0][0]} {grains[0][1]}l{' '.join(steps) or '0 0'}".replace(" -", "-")


def _number(value: float) -> str:
    return str(round(value * _GRAIN))
