"""The places of a province: who reports, what lies below, and the province itself.

Each province has a folder of its own, named by its code, below ``data/reference``. A plan file names it by its
``province``, so the province of a plan is always ``plan.province``, and what is a province's alone (names, districts,
map, published figures, subsidies) is asked for by that code. Codes are those of the whole country, no two folders may
share one (the check of definitions holds that), so a code alone tells its place. A name does not: 省直 stands in many
provinces, and names are looked up among the places of one province. Plans of several provinces may thus stand side by
side in one store.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.reference.tables import read_rows

REFERENCE = Path(__file__).parent
#: Who there may be: the whole, who reports and is ranked, who reports apart, who is counted within a city.
WHOLE, CITY, SYSTEM, COUNTY = KINDS = ("province", "city", "system", "county")


@dataclass(frozen=True, slots=True)
class City:
    """A place that reports, or the province as the whole of them.

    Attributes
    ----------
    kind
        ``city`` (ranked), ``system`` (units of the province that stand apart), ``county`` (counted within
        its parent city unless noted) or ``province``.
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
def list_provinces() -> tuple[str, ...]:
    """Return the codes of all provinces that have a folder."""
    return tuple(sorted(path.parent.name for path in REFERENCE.glob("*/cities.csv")))


@cache
def load_province(province: str) -> City:
    """Return the province itself, with its names."""
    return next(one for one in _load_rows(province) if one.kind == WHOLE)


@cache
def load_cities(province: str) -> tuple[City, ...]:
    """Return the reporting places of a province in official order."""
    return tuple(one for one in _load_rows(province) if one.kind != WHOLE)


@cache
def load_districts(province: str) -> tuple[District, ...]:
    """Return all districts of a province in official order."""
    rows = read_rows(REFERENCE / province / "districts.csv")
    return tuple(District(row["code"], row["name"], row["city"]) for row in rows)


def find_district(province: str, city: str, written: str) -> District | None:
    """Return the district of a city that a text names, with 市, 县 or 区 behind or without: 鸡冠 is 鸡冠区."""
    bare = "".join(written.split())
    own = [one for one in load_districts(province) if one.city == city]
    named = [one for one in own if one.name == bare]
    named = named or [one for one in own if len(bare) > 1 and one.name[:-1] == bare and one.name[-1] in "市县区"]
    return named[0] if len(named) == 1 else None


@cache
def all_cities() -> tuple[City, ...]:
    """Return the reporting places of all provinces, each province's in official order."""
    return tuple(city for province in list_provinces() for city in load_cities(province))


def find_city(code: str) -> City | None:
    """Return the reporting place of that code, if there is one; a province is none."""
    return _by_code().get(code)


def is_province(code: str) -> bool:
    """Tell whether a code is that of a province, the whole of its places."""
    return code in list_provinces()


@cache
def _by_code() -> dict[str, City]:
    return {city.code: city for city in all_cities()}


@cache
def _load_rows(province: str) -> tuple[City, ...]:
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
        for row in read_rows(REFERENCE / province / "cities.csv")
    )
