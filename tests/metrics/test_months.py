"""Months, quarters and years, calendar or from the 21st to the 20th."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.months import (
    add_months,
    count_completed_months,
    count_months,
    list_month_ends,
    month_end,
    month_start,
    quarter_end,
    quarter_start,
    year_end,
    year_start,
)

DAYS = st.dates(date(2016, 1, 1), date(2030, 12, 31))
CLOSINGS = st.sampled_from([None, 20, 25])


@pytest.mark.parametrize(
    ("day", "closing", "start", "end"),
    [
        (date(2020, 2, 10), None, date(2020, 2, 1), date(2020, 2, 29)),
        (date(2019, 6, 20), 20, date(2019, 5, 21), date(2019, 6, 20)),
        (date(2019, 6, 21), 20, date(2019, 6, 21), date(2019, 7, 20)),
        (date(2019, 12, 31), 20, date(2019, 12, 21), date(2020, 1, 20)),
    ],
)
def test_a_month_has_its_first_and_last_day(day: date, closing: int | None, start: date, end: date) -> None:
    assert (month_start(day, closing), month_end(day, closing)) == (start, end)


def test_quarters_and_years_follow_the_months() -> None:
    assert (quarter_start(date(2019, 5, 9)), quarter_end(date(2019, 5, 9))) == (date(2019, 4, 1), date(2019, 6, 30))
    assert (year_start(date(2019, 1, 5), 20), year_end(date(2019, 1, 5), 20)) == (
        date(2018, 12, 21),
        date(2019, 12, 20),
    )


def test_the_last_of_a_month_stays_the_last_of_a_month() -> None:
    assert add_months(date(2020, 1, 31), 1) == date(2020, 2, 29)
    assert add_months(date(2020, 2, 29), 12) == date(2021, 2, 28)
    assert add_months(date(2019, 1, 30), 1) == date(2019, 2, 28)
    assert add_months(date(2019, 3, 15), -3) == date(2018, 12, 15)


def test_month_ends_are_listed_after_one_day_until_another() -> None:
    assert list_month_ends(date(2018, 12, 31), date(2019, 2, 28)) == (date(2019, 1, 31), date(2019, 2, 28))
    assert list_month_ends(date(2019, 1, 31), date(2019, 1, 31)) == ()


@given(DAYS, CLOSINGS)
def test_a_day_lies_in_its_month_and_the_next_month_follows(day: date, closing: int | None) -> None:
    first, last = month_start(day, closing), month_end(day, closing)
    assert first <= day <= last
    assert month_start(last + timedelta(days=1), closing) == last + timedelta(days=1)


@given(DAYS, st.integers(0, 2000), CLOSINGS, st.integers(-10, 2100))
def test_completed_months_never_fall_and_end_at_all(start: date, length: int, closing: int | None, offset: int) -> None:
    due, day = start + timedelta(days=length), start + timedelta(days=offset)
    total = count_months(start, due, closing)
    now = count_completed_months(start, due, day, closing)
    tomorrow = count_completed_months(start, due, day + timedelta(days=1), closing)
    assert 0 <= now <= tomorrow <= total
    assert tomorrow - now <= 1
    if day >= due:
        assert now == total >= 1
