"""The plans of the definition files, held against the places that there are, and these against themselves."""

from pathlib import Path

from data.reference.faults import find_faults, list_places
from data.reference.places import REFERENCE
from metrics.definitions.catalogue import DEFINITIONS, Catalogue, DefinitionError, DefinitionErrors, load_catalogue


def check_definitions(folder: Path = DEFINITIONS, reference: Path = REFERENCE) -> Catalogue:
    """Return the plans of all definition files, checked together and with the folders of their provinces.

    Raises
    ------
    DefinitionErrors
        With every problem of every file, each with file and line.
    """
    places = list_places(reference)
    faults = [DefinitionError(one.file, one.line, one.message) for one in find_faults(reference)]
    try:
        found = load_catalogue(folder)
        if not faults and all(set(plan.reporters) <= places.get(plan.province, set()) for plan in found.plans):
            return found
    except DefinitionErrors:
        pass  # said again, together with what only the reference tells
    problems = faults
    try:
        plans = load_catalogue(folder, places).plans
    except DefinitionErrors as errors:
        problems, plans = [*errors, *faults], errors.plans
    damaged = {one.file.split("/")[2] for one in faults}
    raise DefinitionErrors(problems, [plan for plan in plans if plan.province not in damaged])
