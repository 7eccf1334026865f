"""What one label says: the place that it names and the meaning of its words."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from data.reference.places import find_district
from intake.sheets.sheet import Cell
from intake.words.characters import compact
from intake.words.parts_of_cities import find_office, find_own_level, find_with_own
from intake.words.periods import period_of_day, serial_day
from intake.words.vocabulary import Meaning, Vocabulary

#: An average over time is no average of places.
_OVER_TIME = re.compile(r"[日周旬月季年]均")
_YEAR_AND_TENTH = re.compile(r"20[0-4]\d\.1")
_OWN_LEVEL = {
    "市本级",
    "本级",
    "市直",
    "市直属",
    "市直单位",
    "市属",
    "直属",
    "地直",
    "区本级",
    "行署本级",
    "地区本级",
    "市辖区",
    "市直机关",
    "市本级及直属",
}


class PlaceMeaning(StrEnum):
    """What a row or column label in the dimension of places names."""

    CITY = "city"
    DISTRICT = "district"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Label:
    """The meaning of a row or column with the place it names, if it names one.

    `column`/`row` tell where the name of the place stands, for findings.
    """

    meaning: Meaning
    place: PlaceMeaning | None = None
    city: str | None = None
    name: str = ""
    at: tuple[int, int] | None = None
    districts: tuple[str, ...] = ()


def understand_cell(cell: Cell, vocabulary: Vocabulary) -> Meaning:
    """Return the meaning of a head cell; dates and bare years are periods."""
    if cell.day is not None:
        return Meaning(text=cell.text, periods=(period_of_day(cell.day),))
    if (day := serial_day(cell)) is not None:
        return Meaning(text=cell.text, periods=(period_of_day(day),))
    if cell.number is not None and _YEAR_AND_TENTH.fullmatch(cell.text.strip()):
        if cell.decimals != 2:
            return Meaning(text=cell.text, rest=cell.text)  # 2020.1: January, or October that lost its 0
        return vocabulary.understand(f"{cell.number:.2f}")
    return vocabulary.understand(cell.text.removesuffix(".0"))


def read_place(text: str, vocabulary: Vocabulary, at: tuple[int, int] | None) -> Label | None:
    """Return the place that a label names; ``UNKNOWN`` when it names none that is known."""
    plain = compact(text)
    if not plain:
        return None
    if "average" in vocabulary.understand(text).roles and not _OVER_TIME.search(plain):
        return Label(Meaning(roles=frozenset({"average"})), PlaceMeaning.TOTAL, None, plain, at)
    city = vocabulary.find_city(text) or find_with_own(text, vocabulary) or find_office(text, vocabulary)
    districts = tuple(d.code for d in vocabulary.find_districts(text))
    if city:
        return Label(Meaning(), PlaceMeaning.CITY, city, plain, at, districts)
    if plain in _OWN_LEVEL:
        return Label(Meaning(), PlaceMeaning.DISTRICT, None, plain, at, ("own",))
    if vocabulary.is_total(text) or vocabulary.is_subtotal(text):
        return Label(
            Meaning(), PlaceMeaning.SUBTOTAL if vocabulary.is_subtotal(text) else PlaceMeaning.TOTAL, None, plain, at
        )
    if districts:
        return Label(Meaning(), PlaceMeaning.DISTRICT, None, plain, at, districts)
    if own := find_own_level(text, vocabulary):
        return Label(Meaning(), PlaceMeaning.DISTRICT, own, plain, at, ("own",))
    return Label(Meaning(), PlaceMeaning.UNKNOWN, None, plain, at)


def name_district(label: Label, city: str, vocabulary: Vocabulary) -> Label:
    """Return a label that names no place but, without its 区, a district of that city (鸡冠), with its code."""
    if label.place is not PlaceMeaning.UNKNOWN:
        return label
    found = find_district(vocabulary.plan.province, city, label.name)
    return replace(label, place=PlaceMeaning.DISTRICT, districts=(found.code,)) if found else label
