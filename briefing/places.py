"""Names and outlines of the places that charts show."""

import json
from collections.abc import Sequence
from functools import cache

from data.reference.places import PROVINCE, REFERENCE, find_city, load_cities
from metrics.progress.status import Progress
from wording.sentences import say

#: How a reader may have places ordered; papers keep the official order.
OFFICIAL, BY_LEAD = ORDERS = ("official", "lead")

Ring = tuple[tuple[float, float], ...]


def place_name(code: str, lang: str = "zh") -> str:
    """Return the short name of a city, a system or the province; an unknown code stays as it is."""
    if code == PROVINCE:
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
    return {city.code: city.in_language(lang) for city in load_cities()} | {PROVINCE: say("chart.province", lang)}


def is_system(code: str) -> bool:
    """Tell whether the place stands apart from the 13 cities in rankings."""
    city = find_city(code)
    return city is not None and city.kind == "system"


def order_places(progresses: Sequence[Progress], order: str = OFFICIAL) -> list[Progress]:
    """Return the places of one metric in the order asked for, given in official order.

    By lead the furthest ahead come first, never the worst; then who has no lead, then the systems.
    """
    if order != BY_LEAD:
        return list(progresses)
    return sorted(progresses, key=lambda one: (is_system(one.city), one.lead is None, -(one.lead or 0)))


@cache
def load_outlines() -> dict[str, tuple[tuple[float, float], tuple[Ring, ...]]]:
    """Return, by city code, where its name stands and its outer rings (longitude, latitude)."""
    content = json.loads((REFERENCE / "heilongjiang_cities.geojson").read_text("utf-8"))
    outlines = {}
    for feature in content["features"]:
        geometry, known = feature["geometry"], feature["properties"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        rings = tuple(tuple((point[0], point[1]) for point in polygon[0]) for polygon in polygons)
        outlines[str(known["adcode"])] = ((known["label"][0], known["label"][1]), rings)
    return outlines
