"""The reporting places of the province and their districts, from the reference tables."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).parent
PROVINCE = "230000"


@dataclass(frozen=True, slots=True)
class City:
    """A place that reports.

    Attributes
    ----------
    kind
        ``city`` (ranked), ``system`` (省直, 农垦, 森工: stands apart) or ``county`` (counted within
        its parent city unless noted).
    population
        Residents at the 2020 census; ``None`` where none applies.
    """

    code: str
    kind: str
    name: str
    short: str
    name_en: str
    parent: str
    aliases: tuple[str, ...]
    population: int | None

    def in_language(self, lang: str) -> str:
        """Return the short name that charts and tables print."""
        return self.name_en if lang == "en" else self.short


@dataclass(frozen=True, slots=True)
class District:
    """A county, district or county-level city below one of the cities."""

    code: str
    name: str
    city: str


@cache
def load_cities() -> tuple[City, ...]:
    """Return the reporting places in official order: 13 cities, two counties, three systems."""
    return tuple(
        City(
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            short=row["short"],
            name_en=row["name_en"],
            parent=row["parent"],
            aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
            population=int(row["population_2020"]) if row["population_2020"] else None,
        )
        for row in _read_rows("cities.csv")
    )


@cache
def load_districts() -> tuple[District, ...]:
    """Return all districts in official order."""
    return tuple(District(row["code"], row["name"], row["city"]) for row in _read_rows("districts.csv"))


def find_city(code: str) -> City | None:
    """Return the place of that code, if there is one."""
    return _by_code().get(code)


@cache
def _by_code() -> dict[str, City]:
    return {city.code: city for city in load_cities()}


def _read_rows(name: str) -> Iterator[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
