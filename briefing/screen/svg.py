"""A drawing as SVG that stands in the page itself: its letters and colours are the page's, its parts may be links."""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby, pairwise
from math import copysign

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
    sizes = Counter(_number(part.size) for part in drawing.parts if isinstance(part, Words))
    usual = max(sizes, key=sizes.__getitem__, default="")
    body = ""
    for key, parts in groupby(drawing.parts, key=lambda part: part.key):
        drawn = "".join(_element(part, usual) for part in parts)
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
        f'style="max-width:{round(wide * _PIXELS)}px" fill="var(--ink)" font-size="{usual}" role="{role}" '
        f'aria-label="{escape(drawing.alternative)}">'
        f"{body}</svg>"
    )


def paint(name: str) -> str:
    """Return a colour that a drawing names, as the page's own."""
    base = name.partition("/")[0]
    return base if base.startswith("#") else f"var(--{base})"


def _element(part: Part, usual: str) -> str:
    if isinstance(part, Words):
        anchor = "" if part.anchor == "start" else f' text-anchor="{part.anchor}"'
        bold = ' font-weight="600"' if part.bold else ""
        size = _number(part.size)
        written = "" if size == usual else f' font-size="{size}"'
        # The ink is what the whole drawing is filled with.
        colour = "" if part.colour == NAMES.ink else f' fill="{paint(part.colour)}"'
        place = f'x="{_number(part.x)}" y="{_number(part.y)}"'
        return f"<text {place}{written}{anchor}{bold}{colour}>{escape(part.text)}</text>"
    if isinstance(part, Line):
        dash = f' stroke-dasharray="{" ".join(map(_number, part.dash))}"' if part.dash else ""
        # Between two points there is nothing to fill.
        clear = ' fill="none"' if len(part.points) > 2 else ""
        return f'<path d="{_way(part.points)}"{clear} stroke="{paint(part.colour)}"{_weight(part.weight)}{dash}/>'
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
        look += f' stroke="{paint(part.edge)}"{_weight(weight)}'
    hatched = f'{beginning} fill="url(#lj-hatch)"/>' if not isinstance(part, Dot) and part.hatched else ""
    return f"{beginning}{look}/>{hatched}"


def _weight(weight: float) -> str:
    """Write how thick a line is; one grain is what lines are by themselves."""
    return "" if (written := _number(weight)) == "1" else f' stroke-width="{written}"'


def _way(points: tuple[Point, ...]) -> str:
    return write_way([(round(x * _GRAIN), round(y * _GRAIN)) for x, y in points])


def write_way(points: Sequence[tuple[int, int]]) -> str:
    """Write a way, each step from the last, level steps in one: a map of thousands of corners stays small."""
    written, before = f"M{points[0][0]} {points[0][1]}", "M"
    steps = [(to_x - x, to_y - y) for (x, y), (to_x, to_y) in pairwise(points) if (x, y) != (to_x, to_y)]
    for level, run in groupby(steps, key=lambda step: step[1] == 0 and copysign(1, step[0])):
        if level:
            written, before = f"{written}h{sum(x for x, _ in run)}", "h"
            continue
        for x, y in run:
            letter = "v" if x == 0 else "l"
            written += (" " if letter == before else letter) + (f"{y}" if x == 0 else f"{x} {y}")
            before = letter
    return (written if steps else f"{written}h0").replace(" -", "-")


def _number(value: float) -> str:
    return str(round(value * _GRAIN))
