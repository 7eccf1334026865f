"""What a roster's words stand for: levels, groups of people, programmes, and what a training may cost."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from data.reference.places import REFERENCE
from data.reference.tables import read_optional, read_rows


@dataclass(frozen=True, slots=True)
class Term:
    """One level, group or programme: its code, its names, and how rosters write it."""

    code: str
    name: str
    name_en: str
    aliases: tuple[str, ...]

    def in_language(self, lang: str) -> str:
        """Return the name that tables print."""
        return self.name_en if lang == "en" else self.name


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most that one training of a programme and level may be subsidised with, in yuan.

    Attributes
    ----------
    programme, level
        Codes; empty for every one that has no line of its own.
    ceiling
        ``None`` where the scheme sets none.
    a_year
        How many subsidised trainings a person may have in a calendar year.
    """

    programme: str
    level: str
    first_day: date
    last_day: date
    ceiling: int | None
    a_year: int | None


@cache
def load_levels() -> tuple[Term, ...]:
    """Return the skill levels, the lowest first."""
    return _load_terms("levels.csv")


@cache
def load_groups() -> tuple[Term, ...]:
    """Return the groups of people, 其他 last."""
    return _load_terms("groups.csv")


@cache
def load_programmes() -> tuple[Term, ...]:
    """Return the special programmes, 其他 last."""
    return _load_terms("programmes.csv")


@cache
def load_ceilings(province: str) -> tuple[Ceiling, ...]:
    """Return the ceilings of all schemes of a province; those of a named programme come before the general ones."""
    found = [
        Ceiling(
            row["programme"],
            row["level"],
            date.fromisoformat(row["first_day"]),
            date.fromisoformat(row["last_day"]),
            int(row["ceiling"]) if row["ceiling"] else None,
            int(row["a_year"]) if row["a_year"] else None,
        )
        for row in read_optional(REFERENCE / province / "subsidies.csv")
    ]
    return tuple(sorted(found, key=lambda one: (not one.programme, not one.level)))


def find_ceiling(province: str, programme: str, level: str, day: date) -> Ceiling | None:
    """Return the ceiling that holds for a training that ended on a day, if a scheme names one."""
    for one in load_ceilings(province):
        fits = one.programme in ("", programme) and one.level in ("", level)
        if fits and one.first_day <= day <= one.last_day:
            return one
    return None


def _load_terms(name: str) -> tuple[Term, ...]:
    return tuple(
        Term(row["code"], row["name"], row["name_en"], tuple(one for one in row["aliases"].split("|") if one))
        for row in read_rows(REFERENCE / name)
    )
