"""What was gained in a span: told only where the figures of its two ends are of the same places and whole."""

from dataclasses import replace
from datetime import date

import pytest

from metrics.cumulation.gains import Gain, find_gain, year_before
from metrics.cumulation.series import Point
from metrics.kinds import ratio
from metrics.plan import Metric
from tests.support.series_of import BASES, BEGIN, JUNE, PLAN, SESSIONS, YEARLY, at, series

MAY, NEW_YEAR, FIRST = date(2019, 5, 31), date(2018, 12, 31), date(2019, 1, 1)
JUNE_FIRST = date(2019, 6, 1)


def gain(metric: Metric, start: date, *points: Point) -> Gain | None:
    return find_gain(PLAN, series(metric, *points), start, JUNE)


def test_the_year_s_own_amount_tells_the_gain_of_the_year() -> None:
    assert gain(SESSIONS, FIRST, at(JUNE, None, year_total=7)) == Gain(7, False)
    assert gain(SESSIONS, FIRST, at(JUNE, None, year_total=7, year_carried=("230100",))) == Gain(7, True)
    assert gain(SESSIONS, FIRST, at(JUNE, None, year_total=7, year_at_least=True)) == Gain(7, True)
    assert gain(SESSIONS, JUNE_FIRST, at(JUNE, None, year_total=7)) is None
    assert gain(BASES, FIRST, at(NEW_YEAR, 5), at(JUNE, 9, year_total=7)) == Gain(4)


def test_between_two_totals_the_gain_is_their_difference() -> None:
    assert gain(SESSIONS, JUNE_FIRST, at(MAY, 30), at(JUNE, 37)) == Gain(7, False)
    assert gain(SESSIONS, JUNE_FIRST, at(MAY, 30), at(JUNE, 37, at_least=True)) == Gain(7, True)
    assert gain(SESSIONS, FIRST, at(NEW_YEAR, 30), at(JUNE, 37)) == Gain(7)
    assert gain(SESSIONS, FIRST) is None


def test_from_the_plan_s_start_on_a_flow_has_gained_all_that_it_has() -> None:
    assert gain(SESSIONS, BEGIN, at(JUNE, 37)) == Gain(37)
    assert gain(SESSIONS, date(2017, 6, 1), at(JUNE, 37, at_least=True)) == Gain(37, True)
    assert gain(BASES, BEGIN, at(JUNE, 37)) is None and gain(SESSIONS, date(2018, 1, 2), at(JUNE, 37)) is None


@pytest.mark.parametrize(
    "first", [at(MAY, None), at(MAY, 30, cities=2), at(MAY, 30, carried=("230100",)), at(MAY, 30, at_least=True)]
)
def test_a_beginning_that_is_not_of_the_same_places_or_not_whole_tells_no_gain(first: Point) -> None:
    assert gain(SESSIONS, JUNE_FIRST, first, at(JUNE, 37)) is None


def test_a_carried_end_a_ratio_and_a_year_s_total_tell_no_gain() -> None:
    assert gain(SESSIONS, JUNE_FIRST, at(MAY, 30), at(JUNE, 37, carried=("230100",))) is None
    assert gain(SESSIONS, JUNE_FIRST, at(MAY, 30), at(JUNE, None)) is None
    assert gain(YEARLY, JUNE_FIRST, at(MAY, 30), at(JUNE, 37)) is None
    assert gain(replace(SESSIONS, kind=ratio.KIND), JUNE_FIRST, at(MAY, 30), at(JUNE, 37)) is None


def test_a_stock_with_a_place_missing_may_have_lost_some() -> None:
    assert gain(BASES, JUNE_FIRST, at(MAY, 30), at(JUNE, 37, at_least=True)) is None
    assert gain(BASES, JUNE_FIRST, at(MAY, 30), at(JUNE, 37)) == Gain(7)


def test_the_year_before_has_the_same_span_to_the_end_of_its_month() -> None:
    assert year_before(date(2020, 2, 1), date(2020, 2, 29)) == (date(2019, 2, 1), date(2019, 2, 28))
    assert year_before(date(2021, 2, 1), date(2021, 2, 28)) == (date(2020, 2, 1), date(2020, 2, 29))
    assert year_before(date(2019, 3, 1), date(2019, 6, 15)) == (date(2018, 3, 1), date(2018, 6, 15))
    assert year_before(date(2019, 5, 21), JUNE.replace(day=20), 20) == (date(2018, 5, 21), date(2018, 6, 20))
    assert Gain(1) == Gain(1, at_least=False)
