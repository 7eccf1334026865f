"""The sums at their edges: each comparison with a case at its edge and one beyond."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from metrics.cumulation.amounts import PeriodAmount
from metrics.cumulation.series import Point, Series
from metrics.months import month_number
from metrics.observation import Basis, Observation, Origin
from metrics.plan import Metric, Milestone, Target
from metrics.progress.actual import actual_towards, year_total_at
from metrics.progress.catchup import find_percentile, plan_catchup
from metrics.progress.coverage import cover, open_targets
from metrics.progress.due import judge_due
from metrics.progress.judging import judge_progress, sum_progress
from metrics.progress.province import sum_series
from metrics.progress.remarks import lacks_total, remark_gap
from metrics.progress.reporting import is_due, is_reported, reporting_day
from metrics.progress.schedule import count_schedule, schedule_share
from metrics.progress.status import Status
from metrics.progress.targets import AllocationGap
from tests.support.series_of import BASES, BEGIN, DUE, JUNE, PLAN, SESSIONS, YEARLY, aim, at, series


def statement(cell: str) -> Observation:
    origin = Origin("", "", "", cell, "")
    return Observation(
        PLAN.id, SESSIONS.id, "230100", Basis.SINCE_START, None, JUNE, Decimal(1), Decimal(1), origin
    )  # fmt: skip


def value_of(*args: object) -> Decimal | None:
    actual = actual_towards(*args)  # type: ignore[arg-type]
    return actual and actual.value


def test_an_annual_figure_without_a_target_is_of_its_own_year_only() -> None:
    told = series(YEARLY, at(date(2018, 6, 30), 5))
    assert value_of(told, None, date(2018, 12, 31)) == 5
    assert value_of(told, None, date(2019, 1, 1)) is None


def test_a_stock_s_share_that_begins_with_the_count_is_read_at_the_day_of_looking() -> None:
    told = series(BASES, at(date(2019, 12, 31), 5), at(date(2020, 3, 31), 7))
    assert value_of(told, aim(9, due=date(2019, 12, 31)), date(2020, 3, 31)) == 7


def test_the_first_day_of_a_span_is_within_it() -> None:
    first = date(2019, 1, 1)
    assert value_of(series(YEARLY, at(first, 5)), aim(9, first), JUNE) == 5
    july = series(SESSIONS, at(JUNE, 100), at(date(2019, 7, 1), 105))
    assert value_of(july, aim(9, date(2019, 7, 1)), date(2019, 7, 15)) == 5
    assert value_of(series(SESSIONS, at(first, None, year_total=Decimal(3))), aim(9, first), JUNE) == 3


def test_a_span_rests_on_the_last_statement_of_its_opening_and_on_its_own() -> None:
    opening, last = (statement("A1"), statement("A2")), (statement("A3"),)
    told = series(SESSIONS, at(date(2018, 12, 31), 100, sources=opening), at(JUNE, 130, sources=last))
    actual = actual_towards(told, aim(90, date(2019, 1, 1)), JUNE)
    assert actual is not None and actual.sources == (opening[1], *last)


def years(*told: tuple[date, int], **last: object) -> Series:
    points = [at(day, None, year_total=Decimal(value)) for day, value in told]
    points[-1] = replace(points[-1], **last)  # type: ignore[arg-type]
    return series(replace(SESSIONS, counts_from=date(2017, 1, 1)), *points)


def test_the_years_of_a_span_add_up_where_each_is_closed() -> None:
    target, day = aim(90), date(2020, 6, 30)
    closed = years(
        (date(2018, 12, 31), 40), (date(2019, 12, 31), 30), (day, 20), year_carried=("230200",), year_oldest=JUNE
    )
    actual = actual_towards(closed, target, day)
    assert actual is not None
    assert (actual.value, actual.day, actual.at_least) == (90, day, False)
    assert (actual.oldest, actual.carried) == (JUNE, ("230200",))
    open_year = years((date(2018, 12, 31), 40), (date(2019, 11, 30), 30), (day, 20))
    told = actual_towards(open_year, target, day)
    assert told is not None and told.at_least and told.oldest == day
    early = actual_towards(years((date(2018, 11, 30), 40), (JUNE, 20)), target, JUNE)
    assert early is not None and early.at_least
    partly = actual_towards(years((date(2018, 12, 31), 40), (JUNE, 20), year_at_least=True), target, JUNE)
    assert partly is not None and partly.at_least


def test_the_year_to_date_of_a_day_is_not_one_of_later() -> None:
    assert year_total_at(years((JUNE, 20), (date(2019, 12, 31), 50)), JUNE) == 20


def month(number: int, value: int, start_day: int = 1) -> PeriodAmount:
    start = date(2019, number, start_day)
    end = date(2019, number + 1, 1) - (date(2019, 1, 2) - date(2019, 1, 1))
    return PeriodAmount(start, end, Decimal(value), ())


def months(*values: int, total: int = 0, **more: object) -> Series:
    amounts = tuple(month(number, value) for number, value in enumerate(values, 1))
    return series(SESSIONS, at(JUNE, total), amounts=amounts, **more)


def test_without_any_figure_nothing_is_left_at_most() -> None:
    plan = plan_catchup(series(SESSIONS), aim(100), JUNE)
    assert (plan.at_most, plan.remaining, plan.months_left) == (False, None, 18)


def test_a_total_of_the_due_day_is_whole_and_one_of_the_day_before_is_older() -> None:
    for day, older in ((date(2020, 12, 30), True), (DUE, False)):
        assert plan_catchup(series(SESSIONS, at(day, 90)), aim(100), DUE).at_most is older


def test_a_pace_of_nothing_never_gets_there_and_any_other_does() -> None:
    assert plan_catchup(months(0, 0, 0), aim(10), JUNE).finish_late is None
    half = series(SESSIONS, at(JUNE, 0), amounts=tuple(replace(month(n, 1), value=Decimal("0.5")) for n in (1, 2, 3)))
    assert plan_catchup(half, aim(1), JUNE).finish_late == date(2019, 8, 31)


def test_the_finish_lies_between_the_75th_and_25th_percentile() -> None:
    plan = plan_catchup(months(10, 20, 90), aim(3000), JUNE)
    # 55 a month: 54.5 months; 15 a month: 200 months
    assert (plan.finish_early, plan.finish_late) == (date(2024, 1, 31), date(2036, 2, 29))


def test_a_finish_beyond_the_calendar_is_not_told() -> None:
    left = 9999 * 12 - 1 - month_number(JUNE)
    assert plan_catchup(months(1, 1, 1), aim(left), JUNE).finish_late == date(9998, 12, 31)
    assert plan_catchup(months(1, 1, 1), aim(left + 1), JUNE).finish_late is None


def test_percentiles_hold_at_both_ends() -> None:
    values = [Fraction(3), Fraction(1), Fraction(2)]
    assert [find_percentile(values, Fraction(share)) for share in (0, 1)] == [1, 3]
    assert find_percentile([Fraction(5)], Fraction(1, 2)) == 5
    assert find_percentile(values, Fraction(1, 4)) == Fraction(3, 2)


def test_a_month_that_an_amount_cuts_at_its_beginning_is_none_of_its_months() -> None:
    cut = PeriodAmount(date(2019, 1, 15), date(2019, 3, 31), Decimal(200), ())
    told = series(SESSIONS, at(JUNE, 0), amounts=(cut, month(4, 10), month(5, 10), month(6, 10)))
    assert plan_catchup(told, aim(1000), JUNE).best == 100
    within = PeriodAmount(date(2019, 1, 15), date(2019, 1, 31), Decimal(200), ())
    told = series(SESSIONS, at(JUNE, 0), amounts=(within, month(5, 10), month(6, 10)))
    assert plan_catchup(told, aim(1000), JUNE).best == 200


def test_an_annual_figure_of_the_year_stands_in_the_sum() -> None:
    told = {"230100": series(YEARLY, at(date(2019, 3, 31), 5)), "230200": series(YEARLY, at(date(2018, 12, 31), 5))}
    found = cover(PLAN, YEARLY, told, JUNE)
    assert (dict(found.carried), found.without) == ({"230100": date(2019, 3, 31)}, ("230200",))


def test_what_is_missing_can_add_what_its_own_targets_leave_open_and_never_less_than_nothing() -> None:
    plan = replace(PLAN, reporters=("230100", "230200", "230300"))
    parts = {
        "230100": series(SESSIONS, at(date(2019, 5, 31), 40)),
        "230200": series(SESSIONS, at(JUNE, 70, at_least=True), city="230200"),
    }
    shares = {"230100": aim(100), "230200": aim(50), "230300": aim(10)}
    assert open_targets(plan, SESSIONS, parts, shares, aim(1000), JUNE) == 60 + 0 + 10
    whole = {city: series(SESSIONS, at(JUNE, 40), city=city) for city in plan.reporters}
    assert open_targets(plan, SESSIONS, whole, shares, aim(1000), JUNE) == 0


def test_only_a_stock_must_be_known_on_the_very_due_day() -> None:
    later = date(2021, 1, 31)
    for metric, missing in ((SESSIONS, 0), (BASES, 60)):
        known = {city: series(metric, at(date(2020, 11, 30), 30), at(later, 40), city=city) for city in PLAN.reporters}
        shares = {"230100": aim(100), "230200": aim(40)}
        assert open_targets(PLAN, metric, known, shares, aim(1000), later) == missing


def test_a_figure_of_the_due_day_that_reaches_is_not_made_short_by_a_lower_bound_after_it() -> None:
    told = series(SESSIONS, at(DUE, 100), at(date(2021, 3, 31), 95, at_least=True))
    best = actual_towards(told, aim(100), date(2021, 3, 31))
    assert judge_due(told, aim(100), best, date(2021, 3, 31)).status is Status.INCOMPLETE


def test_the_lower_bound_of_a_flow_is_its_last_one_within_its_own_span() -> None:
    year_end, later = date(2019, 12, 31), date(2020, 3, 31)
    told = series(SESSIONS, at(year_end, 80, at_least=True), at(later, 90, at_least=True))
    for due, short in ((date(2019, 12, 31), 80), (DUE, None)):
        target = aim(100, due=due)
        outcome = judge_due(told, target, actual_towards(told, target, later), later)
        assert (outcome.short and outcome.short.value) == short
    late = date(2021, 3, 31)
    told = series(SESSIONS, at(DUE, 80, at_least=True), at(late, 90, at_least=True))
    outcome = judge_due(told, aim(100), actual_towards(told, aim(100), late), late)
    assert outcome.short is not None and outcome.short.value == 90


def test_a_stock_that_just_reached_its_target_on_the_due_day_was_done_whatever_follows() -> None:
    late = date(2021, 3, 31)
    for after, slugs in ((90, ["done-at-due"]), (105, [])):
        told = series(BASES, at(DUE, 100), at(late, after))
        outcome = judge_due(told, aim(100), actual_towards(told, aim(100), late), late)
        assert (outcome.status, [one.slug for one in outcome.remarks]) == (Status.DONE, slugs)


def test_nothing_waits_unless_it_is_said() -> None:
    assert judge_progress(PLAN, SESSIONS, "230100", series(SESSIONS), aim(100), JUNE).status is Status.NOT_REPORTED


def summed(day: date, as_of: date, target: Target, metric: Metric = SESSIONS, **more: object) -> list[str]:
    parts = {city: series(metric, at(day, 40), city=city) for city in PLAN.reporters}
    return [one.slug for one in sum_progress(PLAN, metric, parts, target, as_of, **more).remarks]


def test_after_the_due_day_a_sum_says_who_stood_in_it_on_the_day_that_counts() -> None:
    year_end = date(2019, 12, 31)
    assert "carried" not in summed(year_end, date(2020, 6, 30), aim(100, due=year_end, city="230000"))
    assert "carried" in summed(date(2019, 11, 30), year_end, aim(100, due=year_end, city="230000"))
    assert "carried" in summed(date(2019, 5, 31), JUNE, aim(100, city="230000"))


def test_a_place_that_does_not_report_the_metric_is_not_waited_for() -> None:
    only = replace(SESSIONS, reporters=("230100",))
    assert "pending" not in summed(JUNE, JUNE, aim(100), only, pending_cities=("230200",))
    assert "pending" in summed(JUNE, JUNE, aim(100), only, pending_cities=("230100",))


def test_the_last_year_s_share_of_a_place_says_nothing_of_what_it_could_add_to_the_whole() -> None:
    parts = {"230100": series(SESSIONS, at(JUNE, 10)), "230200": series(SESSIONS, at(date(2019, 5, 31), 10))}
    for start, status in ((date(2020, 1, 1), Status.INCOMPLETE), (BEGIN, Status.NOT_REACHED_YET)):
        shares = {"230100": [aim(100)], "230200": [aim(20, start)]}
        told = sum_progress(PLAN, SESSIONS, parts, aim(1000, city="230000"), JUNE, shares=shares)
        assert told.status is status


def test_a_gap_of_one_is_told_on_either_side_and_none_is_not() -> None:
    slugs = {}
    for allocated in (98, 99, 100, 101, 102):
        remark = remark_gap(AllocationGap(aim(100), Decimal(allocated), ("230100",)), "个")
        slugs[allocated] = remark and remark.slug
    assert slugs == {98: "unallocated", 99: "unallocated", 100: None, 101: "over-allocated", 102: "over-allocated"}


def remarks(*points: Point, metric: Metric = SESSIONS, **more: object) -> list:
    return list(judge_progress(PLAN, metric, "230100", series(metric, *points, **more), aim(100), JUNE).remarks)


def test_a_total_of_minus_one_is_negative_and_nothing_is_not() -> None:
    assert "negative-total" in [one.slug for one in remarks(at(JUNE, -1))]
    assert "negative-total" not in [one.slug for one in remarks(at(JUNE, 0))]


def test_the_months_that_a_total_lacks_are_those_up_to_its_day() -> None:
    lacking = (date(2019, 5, 31), JUNE, date(2019, 7, 31))
    (first, *_) = remarks(at(JUNE, 10, at_least=True), missing=lacking)
    assert (first.slug, first.facts["months"]) == ("at-least", lacking[:2])


def test_an_increase_without_a_total_is_told_with_the_last_one() -> None:
    old, new = at(date(2019, 5, 31), None, since_start=Decimal(3)), at(JUNE, None, since_start=Decimal(4))
    (told, *_) = remarks(old, new)
    assert (told.slug, told.facts["value"], told.facts["day"]) == ("increase-not-converted", 4, JUNE)
    assert remarks(old, at(JUNE, None, year_total=Decimal(9)))[0].slug == "year-alone"
    silent = judge_progress(PLAN, SESSIONS, "230100", series(SESSIONS, old, new), aim(100), JUNE)
    assert lacks_total(silent)
    assert not lacks_total(judge_progress(PLAN, SESSIONS, "230100", series(SESSIONS, at(JUNE, 9)), aim(100), JUNE))
    unsure = series(SESSIONS, old, new, baseline_unverified=True)
    assert lacks_total(judge_progress(PLAN, SESSIONS, "230100", unsure, aim(100), JUNE)), "whatever else is said"


def test_a_period_counts_from_its_first_day_on() -> None:
    began = replace(SESSIONS, counts_from=date(2019, 6, 1))
    assert is_due(PLAN, began, JUNE) and not is_due(PLAN, replace(began, counts_from=date(2019, 6, 2)), JUNE)
    assert is_reported(SESSIONS, series(SESSIONS, at(date(2019, 6, 1), 5)), JUNE)
    assert not is_reported(SESSIONS, series(SESSIONS, at(date(2019, 5, 31), 5)), JUNE)


def test_a_period_that_ends_on_the_number_of_its_reporting_day_is_reported_in_the_next_month() -> None:
    plan = replace(PLAN, reporting_day=20)
    assert reporting_day(plan, SESSIONS, date(2019, 6, 20)) == date(2019, 7, 20)
    assert reporting_day(plan, SESSIONS, date(2019, 6, 19)) == date(2019, 6, 20)


def test_a_schedule_by_days_counts_the_first_and_the_last_day() -> None:
    plan = replace(PLAN, schedule="days")
    target = aim(100, date(2019, 1, 1), date(2019, 1, 10))
    assert count_schedule(plan, SESSIONS, target, date(2018, 12, 31)) == (0, 10)
    assert count_schedule(plan, SESSIONS, target, date(2018, 12, 1)) == (0, 10)
    assert schedule_share(plan, SESSIONS, target, date(2019, 1, 1)) == Fraction(1, 10)
    assert schedule_share(plan, SESSIONS, target, date(2019, 1, 10)) == 1
    assert schedule_share(plan, SESSIONS, target, date(2018, 12, 31)) == 0


def test_a_later_beginning_of_the_schedule_counts_where_it_lies_within_the_span() -> None:
    plan = replace(PLAN, schedule="days", schedule_start=date(2019, 1, 10))
    for start, due, whole in ((1, 9, 9), (1, 10, 1), (10, 12, 3), (11, 12, 2)):
        target = aim(100, date(2019, 1, start), date(2019, 1, due))
        assert count_schedule(plan, SESSIONS, target, date(2019, 1, 1)) == (int(start == 1 and due == 9), whole)


def test_milestones_never_ask_for_more_than_the_whole_and_before_the_first_for_nothing() -> None:
    steps = (Milestone(JUNE, Decimal("0.5")), Milestone(date(2020, 6, 30), Decimal("1.2")))
    plan = replace(PLAN, schedule="milestones", milestones=steps)
    for day, share in ((date(2019, 6, 29), 0), (JUNE, Fraction(1, 2)), (date(2020, 6, 30), 1)):
        assert schedule_share(plan, SESSIONS, aim(100), day) == share
    assert schedule_share(plan, SESSIONS, aim(100), DUE) == 1


def test_a_sum_says_since_when_its_year_s_amounts_stand_and_which_are_carried() -> None:
    may, june_first = date(2019, 5, 31), date(2019, 6, 1)
    told = {
        "230100": series(SESSIONS, at(may, 5, year_total=Decimal(2))),
        "230200": series(SESSIONS, at(JUNE, 6, year_total=Decimal(3)), city="230200"),
    }
    whole = sum_series(PLAN, SESSIONS, told, JUNE).points[-1]
    assert (whole.total, whole.year_total, whole.carried, whole.year_carried) == (11, 5, ("230100",), ("230100",))
    assert (whole.oldest, whole.year_oldest) == (may, may)
    later = sum_series(
        PLAN, SESSIONS, {**told, "230100": series(SESSIONS, at(june_first, 5, year_total=Decimal(2)))}, JUNE
    )
    assert (later.points[-1].carried, later.points[-1].year_carried, later.points[-1].year_at_least) == ((), (), False)
    assert sum_series(PLAN, SESSIONS, told, JUNE).points[-1].year_at_least
    alone = sum_series(PLAN, SESSIONS, {"230100": told["230100"]}, JUNE).points[-1]
    assert (alone.year_total, alone.year_at_least) == (2, True)
    apart = {"230200": [series(SESSIONS, at(JUNE, 1, year_total=Decimal(1)), at(may, 7, year_total=Decimal(7)))]}
    beside = sum_series(PLAN, SESSIONS, told, JUNE, apart).points[-1]
    assert (beside.total, beside.year_total) == (12, 6), "a county's figure of the very day only"


def test_what_is_unsure_of_one_place_is_unsure_of_the_sum() -> None:
    told = {
        "230100": series(BASES, at(JUNE, 5), baseline_unverified=True, counted_from_zero=True),
        "230200": series(BASES, at(JUNE, 6), city="230200"),
    }
    whole = sum_series(PLAN, BASES, told, JUNE)
    assert whole.baseline_unverified and whole.counted_from_zero


def test_amounts_of_a_county_beside_its_city_are_added_to_the_very_same_period() -> None:
    own = series(SESSIONS, at(JUNE, 30), amounts=(month(5, 10), month(6, 20)))
    county = series(SESSIONS, at(JUNE, 3), amounts=(month(4, 1), month(6, 2)))
    whole = sum_series(PLAN, SESSIONS, {"230100": own}, JUNE, {"230100": [county, county]})
    assert [(one.end.month, one.value) for one in whole.amounts] == [(5, 10), (6, 24)]
    mixed = {"230100": own, "230200": series(SESSIONS, at(JUNE, 1), amounts=(replace(month(6, 1), derived=True),))}
    assert [one.derived for one in sum_series(PLAN, SESSIONS, mixed, JUNE).amounts] == [False, True]
