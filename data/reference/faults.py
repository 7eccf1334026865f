"""What is wrong with the folder of a province: a file, a column or an outline that lacks, a row that cannot be."""

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from data.reference.places import CITY, COUNTY, KINDS, WHOLE

_PLACES, _DISTRICTS, _MAP = "cities.csv", "districts.csv", "map.geojson"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a reference file; `file` is told from the project's folder."""

    file: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class _Column:
    """What the cells of a column must be; `optional` ones may be empty."""

    name: str
    accept: Callable[[str], object] = str
    what: str = "a text"
    optional: bool = False


def _day(name: str, *, optional: bool = False) -> _Column:
    return _Column(name, date.fromisoformat, "a day like 2020-12-31", optional)


def _whole(name: str) -> _Column:
    return _Column(name, int, "a whole number", optional=True)


def _free(*names: str) -> tuple[_Column, ...]:
    return tuple(_Column(name, optional=True) for name in names)


_COLUMNS: dict[str, tuple[_Column, ...]] = {
    _PLACES: (
        *map(_Column, ("code", "kind", "name", "short", "name_en")),
        *_free("parent", "aliases"),
        _whole("population_2020"),
    ),
    _DISTRICTS: tuple(map(_Column, ("code", "name", "city"))),
    "published.csv": (
        _day("day"),
        _Column("printed"),
        _Column("value", Decimal, "a number"),
        *map(_Column, ("unit", "text_zh", "text_en", "source")),
        _day("issued", optional=True),
        *_free("plan", "metric"),
    ),
    "subsidies.csv": (
        *_free("programme", "level"),
        _day("first_day"),
        _day("last_day"),
        _whole("ceiling"),
        _whole("a_year"),
    ),
}
#: A province need not have these.
_OPTIONAL = ("published.csv", "subsidies.csv")


def find_faults(reference: Path) -> list[Fault]:
    """Return what is wrong with any province's folder below `reference`, each with file and line."""
    found: list[Fault] = []
    owners: dict[str, str] = {}
    for folder in sorted(path.parent for path in reference.glob(f"*/{_PLACES}")):
        found += _Folder(folder).check(owners)
    return found


def list_places(reference: Path) -> dict[str, frozenset[str]]:
    """Return the codes of the reporting places by that of their province, as far as the tables can be read."""
    found: dict[str, frozenset[str]] = {}
    for path in reference.glob(f"*/{_PLACES}"):
        try:
            rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
        except (UnicodeDecodeError, OSError, csv.Error):
            rows = []
        found[path.parent.name] = frozenset(
            code for row in rows if (code := row.get("code")) and row.get("kind") != WHOLE
        )
    return found


class _Folder:
    """One province's folder while it is looked through."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: list[Fault] = []

    def check(self, owners: dict[str, str]) -> list[Fault]:
        """Return the faults; `owners` says which folder has each code, and is told this one's."""
        tables = {name: self._read(name) for name in _COLUMNS}
        kinds = {row["code"]: row["kind"] for _, row in tables[_PLACES]}
        self._check_places(tables[_PLACES], kinds, owners)
        for line, row in tables[_DISTRICTS]:
            if kinds.get(row["city"]) != CITY:
                self._note(_DISTRICTS, line, f"{row['city']!r} is the code of no city in {_PLACES}")
        self._check_map([code for code, kind in kinds.items() if kind == CITY])
        return self.found

    def _note(self, name: str, line: int, message: str) -> None:
        self.found.append(Fault(f"data/reference/{self.folder.name}/{name}", line, message))

    def _text(self, name: str) -> str | None:
        try:
            return (self.folder / name).read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._note(name, error.object[: error.start].count(b"\n") + 1, "is not written in UTF-8")
        except FileNotFoundError:
            if name not in _OPTIONAL:
                self._note(name, 1, "is missing: a province needs this file")
        except OSError as error:
            self._note(name, 1, f"cannot be read: {error.strerror}")
        return None

    def _read(self, name: str) -> list[tuple[int, Mapping[str, str]]]:
        """Return the rows with their lines, those alone that have every column as it must be."""
        text = self._text(name)
        if text is None:
            return []
        reader = csv.DictReader(text.splitlines(keepends=True))
        lacking = [one.name for one in _COLUMNS[name] if one.name not in (reader.fieldnames or ())]
        for column in lacking:
            self._note(name, 1, f"column {column!r} is missing")
        if lacking:
            return []
        rows: list[tuple[int, Mapping[str, str]]] = []
        for row in reader:
            wrong = [message for one in _COLUMNS[name] if (message := _wrong(one, row[one.name]))]
            if None in row:
                wrong.append("more cells than the first line has columns")
            for message in wrong:
                self._note(name, reader.line_num, message)
            if not wrong:
                rows.append((reader.line_num, row))
        return rows

    def _check_places(
        self, rows: list[tuple[int, Mapping[str, str]]], kinds: Mapping[str, str], owners: dict[str, str]
    ) -> None:
        province = self.folder.name
        if kinds.get(province) != WHOLE:
            self._note(_PLACES, 1, f"no row of kind '{WHOLE}' has the folder's code {province!r}")
        for line, row in rows:
            code, kind, parent = row["code"], row["kind"], row["parent"]
            if kind not in KINDS:
                self._note(_PLACES, line, f"'kind' must be one of {', '.join(KINDS)}, not {kind!r}")
            elif kind == WHOLE and code != province:
                self._note(_PLACES, line, f"a second province {code!r}: it needs a folder of its own")
            elif kind == COUNTY and kinds.get(parent) != CITY:
                self._note(_PLACES, line, f"the parent of a county is a city of this table, not {parent!r}")
            elif kind not in (WHOLE, COUNTY) and parent != province:
                self._note(_PLACES, line, f"the parent of {code!r} is the province {province!r}, not {parent!r}")
            if (owner := owners.setdefault(code, f"{province}:{line}")) != f"{province}:{line}":
                where = owner.replace(":", f"/{_PLACES}:")
                self._note(_PLACES, line, f"code {code!r} already stands in data/reference/{where}")

    def _check_map(self, cities: list[str]) -> None:
        text = self._text(_MAP)
        if text is None:
            return
        try:
            features = json.loads(text)["features"]
            outlined = {str(one["properties"]["adcode"]): one for one in features}
        except json.JSONDecodeError as error:
            self._note(_MAP, error.lineno, f"is no JSON: {error.msg}")
            return
        except (KeyError, TypeError):
            self._note(_MAP, 1, "must be a FeatureCollection whose features have the property 'adcode'")
            return
        for code in cities:
            if code not in outlined:
                self._note(_MAP, 1, f"no outline of {code!r}")
        for code, feature in outlined.items():
            if code not in cities:
                self._note(_MAP, _line_of(text, code), f"{code!r} is the code of no city in {_PLACES}")
            elif not _is_outline(feature):
                message = f"{code!r} needs a Polygon or MultiPolygon and a 'label' [longitude, latitude]"
                self._note(_MAP, _line_of(text, code), message)


def _wrong(column: _Column, text: str | None) -> str:
    """Return what is wrong with a cell, or nothing."""
    if not (text or "").strip():
        return "" if column.optional else f"{column.name!r} must not be empty"
    try:
        column.accept(text or "")
    except (ValueError, ArithmeticError):
        return f"{column.name!r} must be {column.what}, not {text!r}"
    return ""


def _line_of(text: str, code: str) -> int:
    at = text.find(code)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def _is_outline(feature: Mapping) -> bool:
    """Tell whether a feature can be drawn: rings of at least three points, and where its name stands."""
    try:
        geometry, label = feature["geometry"], feature["properties"]["label"]
        single = geometry["type"] == "Polygon"
        polygons = [geometry["coordinates"]] if single else geometry["coordinates"]
        points = [point for polygon in polygons for point in polygon[0]]
        whole = all(len(polygon[0]) >= 3 for polygon in polygons)
        known = geometry["type"] in ("Polygon", "MultiPolygon") and bool(points)
        return known and whole and all(isinstance(part, int | float) for one in (label, *points) for part in one[:2])
    except (KeyError, TypeError, IndexError):
        return False
