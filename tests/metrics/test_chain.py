"""Totals that lean on each other: which way stands, what contradicts it, and how sure it is."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from metrics.cumulation.amounts import PeriodAmount, list_amounts
from metrics.cumulation.chain import Known, Stretch, accepted_order, half_digit, resolve_totals
from metrics.cumulation.series import Point, build_series
from metrics.kinds import ratio
from metrics.observation import Basis, Observation, Origin
from tests.support.series_of import JUNE, PLAN, SESSIONS

MAY, JULY, APRIL, MARCH = date(2019, 5, 31), date(2019, 7, 31), date(2019, 4, 30), date(2019, 3, 31)


def said(
    value: int, end: date = JUNE, hour: int | None = 1, precision: int = 1, basis: Basis = Basis.DURING,
    start: date | None = None,
) -> Observation:  # fmt: skip
    moment = None if hour is None else datetime(2019, 8, 1, hour)
    origin = Origin("", "", "", f"{end}", f"{value}")
    return Observation(
        PLAN.id, SESSIONS.id, "230100", basis, start, end, Decimal(value), Decimal(precision), origin, accepted=moment
    )


def span(after: date, end: date, value: int, loose: bool = True, **more: int) -> Stretch:
    return Stretch(after, end, Decimal(value), said(value, end, **more), loose)


def known(day: date, value: int, **more: object) -> Known:
    return Known(day, Decimal(value), **more)  # type: ignore[arg-type]


def test_what_is_not_yet_accepted_is_the_newest_and_moments_without_a_zone_are_utc() -> None:
    naive, aware = said(1, hour=3), replace(said(1), accepted=datetime(2019, 8, 1, 3, tzinfo=UTC))
    assert accepted_order(naive) == accepted_order(aware) < accepted_order(said(1, hour=None))
    assert accepted_order(said(1, hour=None)) == accepted_order(said(2, hour=None))


def test_half_of_the_last_digit_is_its_tolerance_and_a_count_has_none() -> None:
    assert [half_digit(said(1, precision=one)) for one in (1, 100)] == [0, 50]
    assert known(JUNE, 1).tolerance == 0


def resolved(stated: list[Known], spans: list[Stretch], base: dict[date, Known], **more: object) -> tuple:
    days = [one.day for one in (*stated, *spans)]
    by_day: dict[date, list[Known]] = {}
    for one in stated:
        by_day.setdefault(one.day, []).append(one)
    return resolve_totals(days, by_day, spans, base, **more)  # type: ignore[arg-type]


def test_rounded_ways_agree_within_their_halves_together_and_differ_beyond() -> None:
    for value, differing in ((1100, 0), (1101, 1)):
        stated = [known(JUNE, value, tolerance=Decimal(50), stated=True, sources=(said(value),))]
        _, found = resolved(stated, [span(MAY, JUNE, 900, precision=100)], {MAY: known(MAY, 100)})
        assert len(found) == differing
    base = {MAY: known(MAY, 100, tolerance=Decimal(50))}
    told, _ = resolved([], [span(MAY, JUNE, 900, precision=100)], base)
    assert told[JUNE].tolerance == 100


def test_amounts_are_taken_back_only_where_that_is_asked_for() -> None:
    stated = [known(JUNE, 100, stated=True, sources=(said(100),))]
    spans = [span(MAY, JUNE, 40, precision=100)]
    assert MAY not in resolved(stated, spans, {})[0]
    told = resolved(stated, spans, {}, backward=True)[0][MAY]
    assert (told.value, told.tolerance, told.stated) == (60, 50, False)
    for amount, there in ((100, True), (101, False)):
        assert (MAY in resolved(stated, [span(MAY, JUNE, amount)], {}, backward=True)[0]) is there


def test_nothing_is_taken_back_to_before_the_first_day_known() -> None:
    stated = [known(JULY, 100, stated=True, sources=(said(100),))]
    begin, later = date(2018, 12, 31), date(2019, 1, 31)
    base = {begin: known(begin, 0), later: known(later, 9)}
    told, _ = resolved(stated, [span(date(2018, 11, 30), JULY, 40)], base, backward=True)
    assert date(2018, 11, 30) not in told
    told, _ = resolved(stated, [span(date(2019, 1, 15), JULY, 40)], base, backward=True)
    assert told[date(2019, 1, 15)].value == 60


def test_a_whole_figure_known_already_is_not_put_aside_by_one_taken_back() -> None:
    stated = [
        known(MAY, 70, stated=True, sources=(said(70, MAY),)),
        known(JUNE, 100, stated=True, sources=(said(100),)),
    ]
    told, found = resolved(stated, [span(MAY, JUNE, 40)], {}, backward=True)
    assert (told[MAY].value, len(found)) == (70, 1)


def test_an_amount_that_reaches_back_behind_a_known_value_takes_nothing_away() -> None:
    base = {APRIL: known(APRIL, 50), date(2018, 12, 31): known(date(2018, 12, 31), 0)}
    for value in (0, 5):
        told = resolved([], [span(MARCH, JUNE, value)], base)[0][JUNE]
        assert (told.value, told.at_least, told.stated, JUNE in told.missing) == (50, True, False, True)
    assert resolved([], [span(MARCH, JUNE, -1)], base)[0][JUNE].value == -1


def test_the_year_to_date_is_the_better_lower_bound_of_a_flow_only() -> None:
    begin = date(2018, 11, 30)
    year = span(date(2018, 12, 31), JUNE, 90, loose=False)
    month = span(MAY, JUNE, 10)
    told = resolved([], [year, month], {begin: known(begin, 5)}, adds_up=True)[0][JUNE]
    assert (told.value, told.at_least) == (95, True)
    assert resolved([], [year, month], {begin: known(begin, 5)})[0][JUNE].value == 15


def test_a_lower_bound_contradicts_a_figure_only_where_it_is_above_it() -> None:
    begin = {date(2018, 12, 31): known(date(2018, 12, 31), 0)}
    for amount, differing in ((99, 0), (100, 0), (101, 1)):
        stated = [known(JUNE, 100, stated=True, sources=(said(100),))]
        assert len(resolved(stated, [span(MAY, JUNE, amount)], begin)[1]) == differing


def test_of_two_amounts_of_one_period_the_later_accepted_is_drawn() -> None:
    old, new = span(MAY, JUNE, 10, hour=1), span(MAY, JUNE, 12, hour=2)
    for given in ([old, new], [new, old]):
        (drawn,) = list_amounts(given, {}, {})
        assert (drawn.value, drawn.derived, drawn.cities) == (12, False, 1)
    assert PeriodAmount(MAY, JUNE, Decimal(1), ()).cities == 1


def test_amounts_between_totals_and_within_years_do_not_overlap() -> None:
    first, second, third = said(1, MAY), said(2, JUNE), said(3, JULY)
    totals = {
        MAY: known(MAY, 100, sources=(third, first)),
        JUNE: known(JUNE, 130, sources=(first, second)),
        JULY: known(JULY, 170, at_least=True),
    }
    (one,) = list_amounts([], totals, {})
    assert (one.start, one.end, one.value, one.derived) == (date(2019, 6, 1), JUNE, 30, True)
    assert one.sources == (first, second)
    (year,) = list_amounts([], {}, {JUNE: known(JUNE, 60), JULY: known(JULY, 70, at_least=True)})
    assert (year.start, year.end, year.value) == (date(2019, 1, 1), JUNE, 60)
    two = list_amounts([], {}, {MAY: known(MAY, 50), JUNE: known(JUNE, 60)})
    assert [(part.start, part.value) for part in two] == [(date(2019, 1, 1), 50), (date(2019, 6, 1), 10)]


def test_amounts_that_share_one_day_are_not_drawn_side_by_side() -> None:
    short = span(MAY, JUNE, 10)
    for other in (span(date(2019, 6, 29), JULY, 20), span(date(2019, 4, 20), date(2019, 6, 1), 20)):
        assert [one.value for one in list_amounts([short, other], {}, {})] == [10]
    beside = [span(JUNE, JULY, 20), span(APRIL, MAY, 30)]
    assert [one.value for one in list_amounts([short, *beside], {}, {})] == [30, 10, 20]


def test_of_two_ratios_of_one_day_the_later_accepted_stands_and_of_one_moment_the_later_listed() -> None:
    metric = replace(SESSIONS, kind=ratio.KIND)
    early, late, same = (
        said(1, hour=1),
        said(2, hour=2, basis=Basis.STANDING),
        said(3, hour=2, basis=Basis.SINCE_START),
    )
    for told, value in (([early, late], 2), ([late, early], 2), ([early, late, same], 3), ([same, late], 2)):
        assert build_series(PLAN, metric, "230100", told, JUNE).points[-1].total == value


def test_a_point_is_whole_and_of_one_place_unless_it_says_otherwise() -> None:
    point = Point(JUNE, Decimal(1), None)
    assert (point.at_least, point.year_at_least, point.cities) == (False, False, 1)


def test_a_difference_names_the_last_statement_of_each_end() -> None:
    first, second, third = said(1, MAY), said(2, JUNE), said(3, JULY)
    totals = {MAY: known(MAY, 100, sources=(first, second)), JUNE: known(JUNE, 130, sources=(first, third))}
    (one,) = list_amounts([], totals, {})
    assert one.sources == (second, third)
    assert list_amounts([], {MAY: known(MAY, 1), JUNE: known(JUNE, 2, sources=(third, second, first))}, {})[
        0
    ].sources == (first,)


def test_a_year_to_date_bound_is_taken_only_where_it_is_above_all_other_bounds() -> None:
    begin, year_begin = date(2018, 11, 30), date(2018, 12, 31)
    base = {begin: known(begin, 5), MAY: known(MAY, 60, at_least=True)}
    year = span(year_begin, JUNE, 58, loose=False)
    told = resolved([], [year, span(MAY, JUNE, 10), span(date(2019, 6, 15), JUNE, 1)], base, adds_up=True)[0][JUNE]
    assert told.value == 70, "63 is above 61, not above 70"


def test_the_base_of_a_day_is_one_way_to_it_only_where_nothing_is_stated_of_it() -> None:
    stated = [known(JUNE, 100, stated=True, sources=(said(100),))]
    assert resolved(stated, [], {JUNE: known(JUNE, 90)})[1] == ()
    told, found = resolved([], [span(MAY, JUNE, 10)], {MAY: known(MAY, 50), JUNE: known(JUNE, 90)})
    assert (told[JUNE].value, len(found)) == (60, 1)
