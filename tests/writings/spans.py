"""What a number of a generated table says: a basis with its days, and equal statements made equal."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

PLAN_START = date(2017, 11, 30)


@dataclass(frozen=True, slots=True)
class Span:
    """A basis with its first and last day; `start` is ``None`` for `standing` and `since_start`."""

    basis: str
    start: date | None
    end: date


def during(start: date, end: date) -> Span:
    """Return the span of an amount; from 1 January it is the year to date, the same statement."""
    return Span("year_to_date" if (start.month, start.day) == (1, 1) else "during", start, end)


def year_to_date(end: date) -> Span:
    return Span("year_to_date", date(end.year, 1, 1), end)


def since_start(end: date) -> Span:
    return Span("since_start", None, end)


def standing(end: date) -> Span:
    return Span("standing", None, end)


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def is_month_end(day: date) -> bool:
    return day == month_end(day.year, day.month)
