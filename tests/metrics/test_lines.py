"""The lines of a chart: what counts towards the target, and what is due of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from metrics.progress.judging import judge_progress
from metrics.progress.lines import TimeValue, actual_line, schedule_line
from tests.support.series_of import BASES, BEGIN, JUNE, PLAN, SESSIONS, YEARLY, aim, at, series

NEW_YEAR, FIRST, JULY = date(2018, 12, 31), date(2019, 1, 1), date(2019, 7, 31)


def line(told: object, target: object) -> list[tuple]:
    progress = judge_progress(PLAN, told.metric, "230100", told, target, JUNE)  # type: ignore[attr-defined,arg-type]
    return [(one.day, one.value, one.firm) for one in actual_line(progress, told)]  # type: ignore[arg-type]


def test_a_line_goes_to_the_day_of_looking_and_leaves_out_what_has_no_total() -> None:
    told = series(SESSIONS, at(NEW_YEAR, 100), at(date(2019, 3, 31), None), at(JUNE, 130, at_least=True), at(JULY, 140))
    assert line(told, aim(900)) == [(NEW_YEAR, 100, True), (JUNE, 130, False)]
    assert line(told, None) == [(NEW_YEAR, 100, True), (JUNE, 130, False)]


def test_a_later_span_is_shown_from_its_first_day_less_what_was_before() -> None:
    told = series(SESSIONS, at(NEW_YEAR, 100), at(FIRST, 101), at(JUNE, 130))
    assert line(told, aim(90, FIRST)) == [(FIRST, 1, True), (JUNE, 30, True)]
    stock = series(BASES, at(NEW_YEAR, 10), at(FIRST, 11), at(JUNE, 13))
    assert line(stock, aim(9, FIRST))[-1] == (JUNE, 13, True)


def test_an_annual_figure_is_shown_in_its_target_s_year() -> None:
    told = series(YEARLY, at(NEW_YEAR, 100), at(FIRST, 1), at(JUNE, 30))
    assert line(told, aim(90, FIRST, NEW_YEAR.replace(year=2019))) == [(FIRST, 1, True), (JUNE, 30, True)]


def test_without_a_total_there_is_no_line() -> None:
    assert line(series(SESSIONS, at(JUNE, None, year_total=Decimal(3))), aim(900)) == []
    only_year = series(SESSIONS, at(date(2019, 3, 31), 5), at(JUNE, 9))
    assert line(only_year, aim(90, date(2019, 5, 1))) == [(date(2019, 3, 31), 5, True), (JUNE, 9, True)]


def test_what_is_due_is_drawn_at_every_month_s_end_of_the_span() -> None:
    due = schedule_line(PLAN, SESSIONS, aim(1200, FIRST, date(2019, 12, 31)))
    assert [(one.day, one.value) for one in (due[0], due[1], due[-1])] == [
        (FIRST, 0), (date(2019, 1, 31), 100), (date(2019, 12, 31), 1200),
    ]  # fmt: skip
    assert len(due) == 13 and all(one.firm for one in due)
    assert schedule_line(PLAN, SESSIONS, None) == ()
    assert schedule_line(PLAN, replace(SESSIONS, schedule="none"), aim(1200)) == ()
    assert TimeValue(BEGIN, Decimal(1)).firm
