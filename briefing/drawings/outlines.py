"""Outlines with no more corners than can be seen; neighbours keep one border between them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from briefing.drawings.shapes import Point

Ring = tuple[Point, ...]


@lru_cache(32)
def simplify_outlines(rings: tuple[Ring, ...], tolerance: float) -> tuple[Ring, ...]:
    """Leave out corners that lie less than `tolerance` beside the line between those kept (Douglas and Peucker).

    Borders are cut where three places meet and simplified piece by piece, so that both sides of a border keep the
    same corners.

    Parameters
    ----------
    rings
        Closed outlines, the last point not the first again; neighbours share the very same points.
    tolerance
        In the measure of the points.
    """
    beside: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for before, point, after in _corners(ring):
            beside[point] |= {before, after}
    joints = {point for point, others in beside.items() if len(others) != 2}
    kept = ((ring, _simplify_ring(ring, joints, tolerance)) for ring in rings)
    # What is smaller than can be seen is still a place.
    return tuple(simple if len(simple) > 2 else ring for ring, simple in kept)


def _corners(ring: Ring) -> Iterator[tuple[Point, Point, Point]]:
    return zip((ring[-1], *ring[:-1]), ring, (*ring[1:], ring[0]), strict=True)


def _simplify_ring(ring: Ring, joints: set[Point], tolerance: float) -> Ring:
    # An island has no joint: its two outermost points serve.
    cuts = joints & set(ring) if len(joints & set(ring)) > 1 else {min(ring), max(ring)}
    start = next(place for place, point in enumerate(ring) if point in cuts)
    turned = (*ring[start:], *ring[: start + 1])
    places = [place for place, point in enumerate(turned) if point in cuts]
    kept: list[Point] = []
    for first, last in pairwise(places):
        piece = turned[first : last + 1]
        backwards = piece[0] > piece[-1]
        line = _simplify_line(piece[::-1] if backwards else piece, tolerance)
        kept += (line[::-1] if backwards else line)[:-1]
    return tuple(kept)


def _simplify_line(points: Sequence[Point], tolerance: float) -> list[Point]:
    keep, waiting = {0, len(points) - 1}, [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, place = max(
            ((_distance(points[at], points[first], points[last]), at) for at in range(first + 1, last)),
            default=(0.0, 0),
        )
        if far > tolerance:
            keep.add(place)
            waiting += [(first, place), (place, last)]
    return [points[place] for place in sorted(keep)]


def _distance(point: Point, first: Point, last: Point) -> float:
    across, down = last[0] - first[0], last[1] - first[1]
    length = (across**2 + down**2) ** 0.5
    if not length:
        return ((point[0] - first[0]) ** 2 + (point[1] - first[1]) ** 2) ** 0.5
    return abs(across * (first[1] - point[1]) - down * (first[0] - point[0])) / length
