"""Where the names on a map stand: none lies on another, whatever the letters' size."""

from collections.abc import Sequence

_ROUNDS = 60
_AIR = 1.06


def spread_labels(
    places: Sequence[tuple[float, float]], widths: Sequence[float], height: float
) -> list[tuple[float, float]]:
    """Move names that would lie on one another apart, up and down, a little at a time.

    Parameters
    ----------
    places, widths, height
        Middles, widths and common height of the names, all in the same measure.
    """
    ys = [y for _, y in places]
    wanted = height * _AIR
    for _ in range(_ROUNDS):
        moved = False
        for one in range(len(places)):
            for other in range(one):
                near = abs(places[one][0] - places[other][0]) < (widths[one] + widths[other]) / 2 * _AIR
                gap = ys[one] - ys[other]
                if near and abs(gap) < wanted:
                    push = (wanted - abs(gap)) / 2 + height * 0.005
                    ys[one] += push if gap >= 0 else -push
                    ys[other] -= push if gap >= 0 else -push
                    moved = True
        if not moved:
            break
    return [(x, y) for (x, _), y in zip(places, ys, strict=True)]
