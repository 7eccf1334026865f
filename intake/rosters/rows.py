"""The rows of a hand-in's rosters, understood: one array a column, and what was judged of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from intake.rosters.ids import IdNumbers

#: No day, or no amount, stands in the cell.
NO_DAY = np.iinfo(np.int32).min
NO_MONEY = -1
#: Something stands there that is no day, or no amount.
BAD_DAY = NO_DAY + 1
BAD_MONEY = -2


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of few different texts: by row an index into `values`; the last value is what is not stated."""

    codes: np.ndarray
    values: tuple[str, ...]

    def at(self, row: int) -> str:
        """Return the value of one row."""
        return self.values[self.codes[row]]

    def array(self, rows: np.ndarray) -> pa.DictionaryArray:
        """Return the values of some rows, without those of others."""
        codes = self.codes[rows]
        used = np.flatnonzero(np.bincount(codes, minlength=len(self.values)))
        place = np.zeros(len(self.values), np.int32)
        place[used] = np.arange(len(used))
        return pa.DictionaryArray.from_arrays(
            pa.array(place[codes]), pa.array([self.values[code] for code in used.tolist()], pa.string())
        )


@dataclass(slots=True)
class RosterRows:
    """All rows of all roster sheets, in the order of the file.

    Attributes
    ----------
    province
        Whose places and schemes the rows are held against.
    sheet, row
        Where each row stands: index into `sheets`, number of the row.
    first_day, last_day
        Days since 1970; `NO_DAY`, `BAD_DAY` where there is none.
    subsidy
        In fen; `NO_MONEY`, `BAD_MONEY` where there is none.
    reason
        By row, why it is not counted: index into `reasons`; 0 is counted.
    twin
        By row, of a double: the row that is counted.
    """

    sheets: tuple[str, ...]
    province: str
    sheet: np.ndarray
    row: np.ndarray
    ids: IdNumbers
    raw: dict[str, pa.Array]
    name: Coded
    city: Coded
    institution: Coded
    occupation: Coded
    level: Coded
    group: Coded
    programme: Coded
    first_day: np.ndarray
    last_day: np.ndarray
    subsidy: np.ndarray
    reason: np.ndarray
    twin: np.ndarray
    reasons: list[str] = field(default_factory=lambda: [""])

    def __len__(self) -> int:
        return len(self.row)

    @property
    def counted(self) -> np.ndarray:
        """By row: whether nothing speaks against it so far."""
        return self.reason == 0

    def of_frequent(self, rows: np.ndarray) -> np.ndarray:
        """Return those of some counted rows whose person has several of them: most people have one."""
        person = self.ids.person[rows]
        return rows[np.bincount(person)[person] > 1] if len(rows) else rows

    def people(self, rows: np.ndarray) -> np.ndarray:
        """By row: a number of the person, another one for another name beside the same ID number.

        A row without a name is of the first person of its number.
        """
        person, name = self.ids.person, self.name.codes
        unnamed = len(self.name.values) - 1
        named = np.flatnonzero((person >= 0) & (name != unnamed))
        first = np.full(len(self.ids.hashes), unnamed, name.dtype)
        # The last writing wins: backwards, that is the first row of each person.
        first[person[named][::-1]] = name[named][::-1]
        of_person, own = first[person[rows]], name[rows]
        other = (own != of_person) & (own != unnamed)
        if not other.any():
            return person[rows]
        pairs = person[rows].astype(np.int64) * len(self.name.values) + np.where(other, own, of_person)
        return np.unique(pairs, return_inverse=True)[1].astype(person.dtype)

    def reject(self, slug: str, rows: np.ndarray) -> None:
        """Do not count some rows; the first reason stays."""
        if slug not in self.reasons:
            self.reasons.append(slug)
        fresh = rows[self.reason[rows] == 0]
        self.reason[fresh] = self.reasons.index(slug)

    def day_text(self, role: str, row: int) -> str:
        """Return a day as 2019-06-30; a dash where there is none."""
        day = int(getattr(self, role)[row])
        return str(np.datetime64(day, "D")) if day > BAD_DAY else "—"

    def text(self, role: str, row: int) -> str:
        """Return what stands in a cell, as written."""
        if role not in self.raw:
            return ""
        value = self.raw[role][row].as_py()
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class RowsJudged:
    """What one judgement says: the rows it speaks of, the column to look at, and facts for its sentence."""

    slug: str
    rows: np.ndarray
    role: str
    facts: Callable[[int], dict[str, str]]


Judgement = Callable[[RosterRows], RowsJudged]


def years_of(days: np.ndarray) -> np.ndarray:
    """Return the calendar years of days since 1970, each day looked up once."""
    if not len(days):
        return days
    first = int(days.min())
    known = (
        np.arange(first, int(days.max()) + 1).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32) + 1970
    )
    return known[days - first]


def where(mask: np.ndarray) -> np.ndarray:
    """Return the rows for which a mask holds."""
    return np.flatnonzero(mask)


def join_texts(texts: Sequence[str]) -> str:
    """Return different texts in order, once each."""
    return "、".join(dict.fromkeys(texts))
