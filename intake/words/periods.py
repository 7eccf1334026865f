"""Periods as days: a month, a span, a cut-off, a stretch within a month, or only the beginning of one."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from intake.sheets.sheet import Cell

#: Instead of a month: that of the surroundings (上旬, 本月底).
OPEN = 0


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole months, a stretch of days, a cut-off, or a beginning.

    Attributes
    ----------
    year
        ``None`` when the text leaves it to its surroundings.
    first, last
        Months 1..12; ``OPEN`` where the surroundings tell the month.
    day
        Last day of the month `last`, where the text names one.
    cutoff
        Only the end is stated (截至, 底, a bare date): nothing is said of the beginning.
    running
        Written as 1—6月: an amount since January.
    last_year
        End year where the span crosses a year (2018—2020年).
    dated
        A day is named that ends it (a date that closes a month, a cut-off within a year): the days of an amount, the
        day of a level.
    since
        Month and day on which it begins, where that is not the first of `first` (21日至次月20日, 6月中旬).
    opening
        Only the beginning is stated (2017年12月以来): nothing is said of the end.
    back
        How many months before that of the surroundings (上月底).
    """

    year: int | None
    first: int
    last: int
    day: int | None = None
    cutoff: bool = False
    running: bool = False
    last_year: int | None = None
    dated: bool = False
    since: tuple[int, int] | None = None
    opening: bool = False
    back: int = 0

    @property
    def end(self) -> date:
        year = self.last_year or self._known_year
        last_of_month = calendar.monthrange(year, self.last)[1]
        return date(year, self.last, min(self.day or last_of_month, last_of_month))

    @property
    def start(self) -> date:
        if self.since is None:
            return date(self._known_year, self.first, 1)
        month, day = self.since
        return date(self._known_year - (month > self.last), month, day)

    @property
    def _known_year(self) -> int:
        # A period has days only once its surroundings gave it a year and a month.
        if self.year is None or self.last == OPEN:
            raise TypeError("a period without a year or a month has no days")
        return self.year

    @property
    def closes(self) -> int | None:
        """The day on which its statistical months end (21日至次月20日: 20)."""
        if self.since is None or self.day is None:
            return None
        month, day = self.since
        return self.day if month == (self.last - 2) % 12 + 1 and day == self.day + 1 else None

    def in_statistical_months(self, month_ends: int | None) -> "tuple[date, date]":
        """Return first and last day, months ending on day `month_ends` where a plan or a table says so."""
        if month_ends is None or self.day is not None or self.since is not None:
            return self.start, self.end
        before = self.start - timedelta(days=1)
        return before.replace(day=month_ends) + timedelta(days=1), self.end.replace(day=month_ends)

    @property
    def one_year(self) -> bool:
        return self.last_year is None

    @property
    def whole_year(self) -> bool:
        """Whether it is a year and nothing narrower or longer."""
        return (self.first, self.last) == (1, 12) and self.one_year and not self.cutoff and self.is_of_months

    @property
    def is_of_months(self) -> bool:
        """Whether it is made of whole months."""
        return self.day is None and self.since is None

    @property
    def ends_within_month(self) -> bool:
        """Whether it ends on a day that closes no month, statistical ones aside."""
        return self.day is not None and self.closes is None and self.end != replace(self, day=None).end

    def within(self, year: int) -> "Period":
        return self if self.year is not None else replace(self, year=year)

    def anchored(self, outer: "Period | None") -> "Period | None":
        """Return a period of an open month within its surroundings; ``None`` where they name no month."""
        if self.last != OPEN:
            return self
        if outer is None or outer.last == OPEN or outer.whole_year or (outer.year is None and self.back >= outer.last):
            return None
        months = 12 * (outer.last_year or outer.year or 0) + outer.last - 1 - self.back
        year, month = (months // 12 if outer.year else None), months % 12 + 1
        before = bool(self.since and self.day and self.since[1] > self.day)
        since = ((month - 2) % 12 + 1 if before else month, self.since[1]) if self.since else None
        return replace(self, year=year, first=month, last=month, since=since, back=0)


def cross(one: Period, other: Period) -> Period | None:
    """Return the period that a year and a month of it (of two heads, or of row and column) name together."""
    for outer, inner in ((one, other), (other, one)):
        if inner.last == OPEN and (anchored := inner.anchored(outer)):
            return anchored
        if inner.year is None and outer.year and outer.whole_year:
            return replace(inner, year=outer.year)
    return one if one == other else None


def period_of_day(day: date) -> Period:
    """Return the month of a date used as a header: 2019-06-01 heads June, 2019-06-30 closes it."""
    last = calendar.monthrange(day.year, day.month)[1]
    if day.day in (1, last):
        return Period(day.year, day.month, day.month, dated=day.day != 1)
    return Period(day.year, day.month, day.month, day=day.day, cutoff=True)


def serial_day(cell: Cell) -> date | None:
    """Return the first or last day of a month that a bare number heads as a spreadsheet's serial date."""
    if cell.number is None or cell.number != cell.number.to_integral_value() or not 40_000 < cell.number < 52_000:
        return None
    day = date(1899, 12, 30) + timedelta(days=int(cell.number))
    return day if day.day == 1 or (day + timedelta(days=1)).day == 1 else None
