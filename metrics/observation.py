"""What a table says: one figure of one city, for one span of days, with the cell it came from."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Basis(StrEnum):
    """How a figure counts: the span that it covers."""

    DURING = "during"
    YEAR_TO_DATE = "year_to_date"
    SINCE_START = "since_start"
    STANDING = "standing"


#: Metric, city, what the figure counts, first and last day: two statements of one key say the same thing.
StatementKey = tuple[str, str, Basis, date | None, date]


def statement_key(metric: str, city: str, basis: Basis, start: date | None, end: date) -> StatementKey:
    """Return what makes two statements the same one: an amount of the year to date is the amount of its days."""
    if basis is Basis.YEAR_TO_DATE:
        return (metric, city, Basis.DURING, start or date(end.year, 1, 1), end)
    return (metric, city, basis, start, end)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reporter said of a figure otherwise than its sheet, or where that was silent.

    `dimensions` are those of its grounds (metric, basis …), or ``value`` for a cell that was set right; `actor`
    is empty for the user of a store without accounts, `reason` where none was asked for.
    """

    dimensions: tuple[str, ...]
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The cell that a figure was read from.

    `sha256` is what its file is known by: its SHA-256, or for a file that holds ID numbers an HMAC. `corrections` are
    known of what was handed in.
    """

    sha256: str
    file: str
    sheet: str
    cell: str
    raw: str
    corrections: tuple[Correction, ...] = ()


class Strength(StrEnum):
    """How strongly a text decides what a figure says: in its own head or row, from farther away, by arithmetic."""

    STATED = "stated"
    INHERITED = "inherited"
    PROVED = "proved"
    ANSWERED = "answered"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Ground:
    """What decided one dimension of a figure (metric, place, period, basis, unit, role).

    `sheet` and `cell` are ``None`` for what stands in no cell: the names of the sheet and of the file, an answer.
    """

    dimension: str
    text: str
    sheet: str | None
    cell: str | None
    strength: Strength


@dataclass(frozen=True, slots=True)
class Observation:
    """A statement about one metric of one city.

    Attributes
    ----------
    start
        First day covered; ``None`` for `standing` and `since_start`.
    value
        In the metric's base unit (个, 人次, %).
    precision
        Worth of the last printed digit in the base unit:
        36.11 万人次 has 100.
    apart
        A county-level city's figure that stands beside its parent's, not within it, as its sheet's total
        proves or else its reporter answered.
    grounds
        What decided each dimension of it; empty where its file is no longer at hand.
    submission, accepted
        The hand-in that states it and when that was accepted; ``None`` before acceptance.
    """

    plan: str
    metric: str
    city: str
    basis: Basis
    start: date | None
    end: date
    value: Decimal
    precision: Decimal
    origin: Origin
    submission: str | None = None
    accepted: datetime | None = None
    apart: bool = False
    grounds: tuple[Ground, ...] = ()

    @property
    def key(self) -> StatementKey:
        """What makes it the same statement as another, whoever made it and when."""
        return statement_key(self.metric, self.city, self.basis, self.start, self.end)
