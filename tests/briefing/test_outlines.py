"""Outlines lose corners that are not seen, and neighbours keep one border."""

from briefing.drawings.outlines import simplify_outlines
from briefing.places import load_outlines

WAVE = tuple((float(x), 0.01 * (x % 2)) for x in range(1, 20))
UPPER = ((0.0, 0.0), *WAVE, (20.0, 0.0), (20.0, 10.0), (0.0, 10.0))
LOWER = ((20.0, -10.0), (20.0, 0.0), *WAVE[::-1], (0.0, 0.0), (0.0, -10.0))


def test_both_sides_of_a_border_keep_the_same_corners() -> None:
    upper, lower = simplify_outlines((UPPER, LOWER), 0.1)
    assert set(upper) == {(0.0, 0.0), (20.0, 0.0), (20.0, 10.0), (0.0, 10.0)}
    assert set(upper) & set(lower) == {(0.0, 0.0), (20.0, 0.0)}


def test_a_bend_that_is_seen_stays_and_on_both_sides() -> None:
    bent = tuple((x, 3.0 if x == 10.0 else y) for x, y in WAVE)
    upper, lower = simplify_outlines(
        (
            ((0.0, 0.0), *bent, (20.0, 0.0), (20.0, 10.0), (0.0, 10.0)),
            ((20.0, -10.0), (20.0, 0.0), *bent[::-1], (0.0, 0.0)),
        ),
        0.5,
    )
    assert (10.0, 3.0) in upper
    assert (10.0, 3.0) in lower


def test_an_island_and_what_is_smaller_than_can_be_seen_remain_places() -> None:
    island, speck = (
        ((0.0, 0.0), (5.0, 0.02), (10.0, 0.0), (10.0, 8.0), (0.0, 8.0)),
        ((0.0, 0.0), (0.1, 0.0), (0.1, 0.1)),
    )
    kept, small = simplify_outlines((island, speck), 0.5)
    assert (5.0, 0.02) not in kept
    assert len(kept) == 4
    assert small == speck


def test_the_map_of_the_province_loses_half_its_corners_and_no_place() -> None:
    rings = tuple(ring[:-1] for _, outer in load_outlines("230000").cities.values() for ring in outer)
    simple = simplify_outlines(rings, 0.02)
    assert len(simple) == len(rings)
    assert sum(map(len, simple)) < sum(map(len, rings)) / 2
    assert all(set(few) <= set(many) for few, many in zip(simple, rings, strict=True))
