"""Cities by lead: systems and counties stand apart."""

from collections.abc import Iterable

from data.reference.places import find_city
from metrics.progress.judging import Progress
from metrics.progress.ranking import rank_places


def list_ranked(lines: Iterable[Progress]) -> tuple[tuple[int, Progress], ...]:
    """Return the cities that may be ranked with their ranks, the furthest ahead first."""
    return rank_places(one for one in lines if _is_city(one.city))


def rank_cities(lines: Iterable[Progress]) -> dict[str, int]:
    """Return the rank of each city that may be ranked; those level share one: 1, 2, 2, 4."""
    return {one.city: rank for rank, one in list_ranked(lines)}


def _is_city(code: str) -> bool:
    place = find_city(code)
    return place is not None and place.kind == "city"
