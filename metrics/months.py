"""Months, quarters and years: calendar ones, or statistical ones that end on another day (21st to 20th)."""

from calendar import monthrange
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def month_number(day: date, month_ends: int | None = None) -> int:
    """Count months since year 0, so that two months can be subtracted.

    Parameters
    ----------
    month_ends
        Last day of a statistical month; a later day belongs to the next month.
    """
    number = day.year * 12 + day.month - 1
    return number + 1 if month_ends is not None and day.day > month_ends else number


def close_month(number: int, month_ends: int | None = None) -> date:
    """Return the last day of the month of that number."""
    year, month = divmod(number, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, last if month_ends is None else min(month_ends, last))


def month_end(day: date, month_ends: int | None = None) -> date:
    """Return the last day of the month that holds `day`."""
    return close_month(month_number(day, month_ends), month_ends)


def month_start(day: date, month_ends: int | None = None) -> date:
    """Return the first day of the month that holds `day`."""
    return close_month(month_number(day, month_ends) - 1, month_ends) + ONE_DAY


def add_months(day: date, count: int) -> date:
    """Return the same day `count` months on; the last of a month stays the last of a month."""
    target = close_month(month_number(day) + count)
    if day == month_end(day):
        return target
    return target.replace(day=min(day.day, target.day))


def quarter_start(day: date, month_ends: int | None = None) -> date:
    """Return the first day of the quarter that holds `day`."""
    number = month_number(day, month_ends)
    return close_month(number - number % 3 - 1, month_ends) + ONE_DAY


def quarter_end(day: date, month_ends: int | None = None) -> date:
    """Return the last day of the quarter that holds `day`."""
    number = month_number(day, month_ends)
    return close_month(number - number % 3 + 2, month_ends)


def year_start(day: date, month_ends: int | None = None) -> date:
    """Return the first day of the year that holds `day`: 1 January, or 21 December before it."""
    number = month_number(day, month_ends)
    return close_month(number - number % 12 - 1, month_ends) + ONE_DAY


def year_end(day: date, month_ends: int | None = None) -> date:
    """Return the last day of the year that holds `day`."""
    number = month_number(day, month_ends)
    return close_month(number - number % 12 + 11, month_ends)


def year_number(day: date, month_ends: int | None = None) -> int:
    """Return the year that `day` counts in."""
    return month_number(day, month_ends) // 12


def period_start(day: date, every: str, month_ends: int | None = None) -> date:
    """Return the first day of the ``month``, ``quarter`` or ``year`` that holds `day`."""
    return {"month": month_start, "quarter": quarter_start, "year": year_start}[every](day, month_ends)


def period_end(day: date, every: str, month_ends: int | None = None) -> date:
    """Return the last day of the ``month``, ``quarter`` or ``year`` that holds `day`."""
    return {"month": month_end, "quarter": quarter_end, "year": year_end}[every](day, month_ends)


def list_month_ends(after: date, until: date, month_ends: int | None = None) -> tuple[date, ...]:
    """Return the last days of months that lie after `after` and not after `until`."""
    found = []
    number = month_number(after, month_ends)
    while (day := close_month(number, month_ends)) <= until:
        if day > after:
            found.append(day)
        number += 1
    return tuple(found)


def count_months(start: date, due: date, month_ends: int | None = None) -> int:
    """Count the months of a span, at least one.

    A month that `start` cuts runs on into the next, so the plan of 30 November 2017 to
    31 December 2020 has 37 months; a month that `due` cuts ends on `due`.
    """
    begun = int(start == month_start(start, month_ends))
    return max(1, month_number(due, month_ends) - month_number(start, month_ends) + begun)


def count_completed_months(start: date, due: date, day: date, month_ends: int | None = None) -> int:
    """Count the months of the span that are over at the end of `day`."""
    if day < start:
        return 0
    if day >= due:
        return count_months(start, due, month_ends)
    begun = int(start == month_start(start, month_ends))
    number = month_number(day, month_ends) - month_number(start, month_ends) + begun
    return max(0, number if day == month_end(day, month_ends) else number - 1)
