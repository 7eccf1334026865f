"""Names and outlines of the places that charts show."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from data.reference.places import REFERENCE, all_cities, find_city, is_province, list_provinces
from metrics.progress.status import Progress
from wording.sentences import say

#: How a reader may have places ordered; papers keep the official order.
OFFICIAL, BY_LEAD = ORDERS = ("official", "lead")

Ring = tuple[tuple[float, float], ...]


def place_name(code: str, lang: str = "zh") -> str:
    """Return the short name of a city, a system or the province; an unknown code stays as it is."""
    if is_province(code):
        return say("chart.province", lang)
    city = find_city(code)
    return city.in_language(lang) if city else code


def place_full_name(code: str, lang: str = "zh") -> str:
    """Return the full name: 哈尔滨市; in English the short one is the full one."""
    city = find_city(code)
    return city.name if city and lang == "zh" else place_name(code, lang)


@cache
def place_names(lang: str = "zh") -> dict[str, str]:
    """Return the short names of all places by code."""
    names = {province: say("chart.province", lang) for province in list_provinces()}
    return {city.code: city.in_language(lang) for city in all_cities()} | names


@cache
def _official_order() -> dict[str, int]:
    return {city.code: place for place, city in enumerate(all_cities())}


def official_place(code: str) -> int:
    """Return where a place stands in the official order; behind all others what is none of them."""
    return _official_order().get(code, len(_official_order()))


def is_system(code: str) -> bool:
    """Tell whether the place stands apart from the cities in rankings."""
    city = find_city(code)
    return city is not None and city.kind == "system"


def order_places(progresses: Sequence[Progress], order: str = OFFICIAL) -> list[Progress]:
    """Return the places of one metric in the order asked for, given in official order.

    By lead the furthest ahead come first, never the worst; then who has no lead, then the systems.
    """
    if order != BY_LEAD:
        return list(progresses)
    leads = {one.city: measure_standing(one) for one in progresses}
    return sorted(progresses, key=lambda one: (is_system(one.city), leads[one.city] is None, -(leads[one.city] or 0)))


def measure_standing(progress: Progress) -> Fraction | None:
    """Return the lead; from the due day on by how many 百分点 the target is exceeded or missed, where that is known."""
    target = progress.target
    if target is None or progress.as_of < target.due or not progress.metric.kind.adds_up:
        return progress.lead
    if progress.completion is None or not progress.reported or progress.provisional or progress.at_least:
        return None
    return 100 * Fraction(progress.completion) - 100


@dataclass(frozen=True, slots=True)
class Outlines:
    """The schematic map of a province.

    Attributes
    ----------
    cities
        By code, where a city's name stands and its outer rings (longitude, latitude).
    narrowing
        How much of a degree of latitude a degree of longitude is, in the middle of the map.
    """

    cities: dict[str, tuple[tuple[float, float], tuple[Ring, ...]]]
    narrowing: float


@cache
def load_outlines(province: str) -> Outlines:
    """Return the map of a province; its file may name the ``parallel`` at which it is true to shape."""
    content = json.loads((REFERENCE / province / "map.geojson").read_text("utf-8"))
    outlines = {}
    for feature in content["features"]:
        geometry, known = feature["geometry"], feature["properties"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        rings = tuple(tuple((point[0], point[1]) for point in polygon[0]) for polygon in polygons)
        outlines[str(known["adcode"])] = ((known["label"][0], known["label"][1]), rings)
    heights = [latitude for _, rings in outlines.values() for ring in rings for _, latitude in ring]
    parallel = content.get("parallel", (min(heights) + max(heights)) / 2)
    return Outlines(outlines, round(math.cos(math.radians(parallel)), 3))
