"""Tables as databases export them: the first column (or the first heads) names what each line of labels says."""

import re
from dataclasses import replace

from intake.sheets.sheet import Cell
from intake.tables.figure_table import FigureTable
from intake.tables.merged import MergedSheet
from intake.words import lexicon as words
from intake.words.characters import compact
from intake.words.labels import Label, PlaceMeaning, read_place, understand_cell
from intake.words.vocabulary import Meaning, Vocabulary, unit_of

_DIMENSIONS = {word: kind for kind, listed in words.DIMENSIONS.items() for word in listed.split()}
_PARTED = re.compile(r"[:_;]")
_WHOLE_YEAR, _QUARTER = re.compile(r"(?:19|20)\d\d年?度?"), re.compile(r"季|[qQ][1-4]")


def dimension_of(text: str) -> str | None:
    """Return what a line of labels under such a head says: metric, city, unit, frequency, period, words or nothing."""
    return _DIMENSIONS.get(compact(text).lower())


def named_dimensions(table: FigureTable, grid: MergedSheet, vocabulary: Vocabulary) -> dict[int, str]:
    """Return the dimension of each head row where the first column names them all; else none.

    地区 over a column of places names these, not what stands beside it: there no place stands.
    """
    if len(table.heads) < 2 or not table.columns:
        return {}
    found = {}
    for row in table.heads:
        cell = grid.sheet.cells.get((row, table.columns[0]))
        kind = dimension_of(cell.text) if cell else None
        if kind is None or (kind == "city" and not _names_places(row, table, grid, vocabulary)):
            return {}
        found[row] = kind
    return found


def _names_places(row: int, table: FigureTable, grid: MergedSheet, vocabulary: Vocabulary) -> bool:
    cells = [cell for column in table.columns[1:] if (cell := grid.at(row, column))]
    return any(is_known_place(read_place(cell.text, vocabulary, None)) for cell in cells)


def read_exported(
    index: int, dimensions: dict[int, str], grid: MergedSheet, body: list[str], vocabulary: Vocabulary
) -> tuple[Meaning, Label | None, list[Cell]]:
    """Return what the heads of one exported column say, the place that they name, and the heads themselves."""
    meaning, place, path = Meaning(), None, []
    for row, kind in dimensions.items():
        cell = grid.at(row, index)
        if cell is None or kind == "nothing":
            continue
        path.append(cell)
        if kind == "city":
            place = read_place(cell.text, vocabulary, (row, index))
        elif kind == "frequency":
            meaning = with_frequency(cell.text, body, meaning)
        elif kind == "unit":
            unit = unit_of(cell.text)
            own = Meaning(units=(unit,)) if unit else vocabulary.understand(cell.text)
            meaning = own.inside(meaning)
        else:
            named, own = read_series(cell, vocabulary, (row, index))
            meaning, place = own.inside(meaning), place or named
    return meaning, place, path


def read_series(cell: Cell, vocabulary: Vocabulary, at: tuple[int, int]) -> tuple[Label | None, Meaning]:
    """Return the place and the meaning of a series' name, whose parts are set apart (哈尔滨市:培训技能人才:当期值)."""
    parts = _PARTED.split(compact(cell.text))
    places = [label for part in parts if vocabulary.find_city(part) and (label := read_place(part, vocabulary, at))]
    if len(parts) == 1 or len(places) != 1:
        return None, understand_cell(cell, vocabulary)
    others = " ".join(part for part in parts if not vocabulary.find_city(part))
    return places[0], replace(vocabulary.understand(others), text=cell.text)


def with_frequency(text: str, periods: list[str], meaning: Meaning) -> Meaning:
    """Return a meaning that knows how often its series comes: a month names the quarter that it ends.

    `periods` are the labels beside the figures; those that name quarters or years say so themselves.
    """
    plain = compact(text).strip("度报频")
    if plain in ("", "月", "每月", "月次"):
        return meaning
    told = _QUARTER if plain in ("季", "每季") else _WHOLE_YEAR if plain in ("年", "每年") else None
    if told and periods and all(told.search(label) if told is _QUARTER else told.fullmatch(label) for label in periods):
        return meaning
    if told is _QUARTER:
        return Meaning(text="当季", bases=frozenset() if meaning.bases else frozenset({"during"})).inside(meaning)
    return replace(meaning, rest=meaning.rest + text)


def is_known_place(place: Label | None) -> bool:
    """Whether a label names a place that is known."""
    return place is not None and place.place is not PlaceMeaning.UNKNOWN
