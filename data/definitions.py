"""The plans of the definition files, held against the places that there are."""

from pathlib import Path

from data.reference.places import PROVINCE, load_cities
from metrics.definitions.catalogue import DEFINITIONS, Catalogue, DefinitionErrors, load_catalogue


def check_definitions(folder: Path = DEFINITIONS) -> Catalogue:
    """Return the plans of all definition files, checked together and with the reference of places.

    Raises
    ------
    DefinitionErrors
        With every problem of every file, each with file and line.
    """
    places = frozenset({PROVINCE, *(city.code for city in load_cities())})
    try:
        found = load_catalogue(folder)
        if all({plan.province, *plan.reporters} <= places for plan in found.plans):
            return found
    except DefinitionErrors:
        pass  # said again, together with what only the reference tells
    return load_catalogue(folder, places)
