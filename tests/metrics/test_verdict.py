"""What is said of one figure at one day: due days, silence, ranks of targets."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from metrics.kinds import ratio
from metrics.plan import Role
from metrics.progress.judging import judge_progress
from metrics.progress.status import Progress, Status
from metrics.progress.targets import split_by_population, target_at, target_of_year
from tests.support.series_of import BEGIN, DUE, JUNE, PLAN, SESSIONS, YEARLY, aim, at, series

NEW_YEAR, YEAR_END, LATE = date(2019, 1, 1), date(2019, 12, 31), date(2021, 3, 31)


def judged(told: object, target: object, day: date = JUNE, **more: object) -> Progress:
    return judge_progress(PLAN, told.metric, "230100", told, target, day, **more)  # type: ignore[attr-defined,arg-type]


def test_an_annual_figure_without_a_target_is_owed_for_its_own_year() -> None:
    before = series(YEARLY, at(date(2018, 12, 31), 5))
    assert judged(before, None, date(2019, 1, 31)).reported is False
    assert judged(series(YEARLY, at(date(2019, 1, 31), 5)), None, date(2019, 1, 31)).reported is True
    assert judged(series(YEARLY, at(DUE, 5)), None, LATE).reported is True, "after the plan's end nothing more is owed"
    assert judged(series(YEARLY, at(date(2019, 1, 31), 5)), aim(9, NEW_YEAR, YEAR_END), JUNE).reported is False


def test_after_the_due_day_a_figure_of_the_due_day_is_reported() -> None:
    share = aim(9, NEW_YEAR, YEAR_END)
    yearly = series(YEARLY, at(YEAR_END, 9))
    assert judged(yearly, share, date(2020, 6, 30)).reported is True
    early = series(YEARLY, at(date(2019, 11, 30), 9))
    assert (judged(early, share, date(2020, 6, 30)).status, judged(early, share, date(2020, 6, 30)).reported) == (
        Status.DONE, False,
    )  # fmt: skip


def test_a_due_day_without_a_total_is_said_to_lack_it() -> None:
    for day, status in ((DUE, Status.NO_TOTAL), (LATE, Status.NO_TOTAL), (date(2020, 12, 30), Status.DUE_NOT_REPORTED)):
        assert judged(series(SESSIONS, at(day, None, year_total=Decimal(3))), aim(9), LATE).status is status
    share = aim(9, NEW_YEAR, YEAR_END)
    after = series(SESSIONS, at(date(2020, 3, 31), None, year_total=Decimal(3)))
    assert judged(after, share, date(2020, 6, 30)).status is Status.DUE_NOT_REPORTED, "it is of the next share"


def test_what_counts_once_is_done_as_soon_as_it_reaches() -> None:
    once = replace(SESSIONS, schedule="none")
    for value, status in ((8, Status.NOT_DUE), (9, Status.DONE), (10, Status.DONE)):
        assert judged(series(once, at(date(2019, 3, 31), value)), aim(9)).status is status
    assert judged(series(once), None).status is not Status.NOT_DUE


def test_a_target_of_one_has_a_completion_and_one_of_nothing_has_none() -> None:
    assert judged(series(SESSIONS, at(JUNE, 2)), aim(1)).completion == 2
    assert judged(series(SESSIONS, at(JUNE, 2)), aim(0)).completion is None


def test_something_later_without_a_total_makes_the_total_an_older_one_within_the_span_only() -> None:
    total, later = at(date(2019, 11, 30), 3), at(date(2020, 1, 31), None, year_total=Decimal(1))
    share = aim(9, NEW_YEAR, YEAR_END)
    told = series(replace(SESSIONS, counts_from=NEW_YEAR), total, later)
    slugs = [one.slug for one in judged(told, share, date(2020, 1, 31)).remarks]
    assert "older-total" not in slugs
    assert "older-total" in [one.slug for one in judged(told, aim(9, NEW_YEAR), date(2020, 1, 31)).remarks]
    early = series(SESSIONS, at(date(2019, 6, 1), 3), at(date(2019, 7, 31), None))
    assert judged(early, aim(900)).status is not Status.NO_TOTAL, "what comes after the day of looking is not known"


def test_nobody_owes_the_province_s_ratio_unless_the_metric_names_it() -> None:
    share = replace(SESSIONS, kind=ratio.KIND)
    plan, july = replace(PLAN, reporting_day=5), date(2019, 8, 1)
    told = replace(series(share, at(date(2019, 4, 30), 3)), city=PLAN.province)
    asked = replace(share, reporters=(PLAN.province,))
    late = {
        True: judge_progress(plan, asked, PLAN.province, replace(told, metric=asked), aim(9), JUNE, today=july).late,
        False: judge_progress(plan, share, PLAN.province, told, aim(9), JUNE, today=july).late,
    }
    assert late == {True: True, False: False}
    sums = series(SESSIONS, at(date(2019, 4, 30), 3), city=PLAN.province)
    assert judge_progress(plan, SESSIONS, PLAN.province, sums, aim(9), JUNE, today=july).late


def test_a_target_of_the_plan_file_stands_beside_an_allocation_and_both_before_what_is_printed() -> None:
    whole, share = aim(9, role=Role.PLAN), aim(3, NEW_YEAR, YEAR_END)
    assert target_at([whole, share], JUNE) is whole and target_at([share, whole], JUNE) is whole
    for printed in (aim(8, role=Role.PRINTED), aim(8, role=Role.INDICATIVE)):
        assert target_at([share, printed], JUNE) is share
    printed, guessed = aim(8, role=Role.PRINTED), aim(7, role=Role.INDICATIVE)
    assert target_at([printed, guessed], JUNE) is printed and target_at([guessed, printed], JUNE) is printed


def test_the_year_s_target_is_the_best_one_of_its_span_and_the_later_listed_among_equals() -> None:
    order = [Role.ALLOCATION, Role.PLAN, Role.PRINTED, Role.INDICATIVE]
    listed = [aim(number, NEW_YEAR, YEAR_END, role) for number, role in enumerate(order)]
    for number in range(4):
        for some in (listed[number:], listed[number:][::-1]):
            assert target_of_year(some, JUNE, aim(9)) is listed[number]
    twice = [aim(1, NEW_YEAR, YEAR_END), aim(2, NEW_YEAR, YEAR_END), aim(3, NEW_YEAR, YEAR_END)]
    assert target_of_year(twice, JUNE, aim(9)) is twice[-1]
    assert target_of_year(twice, JUNE, None) is None and target_of_year(twice, JUNE, twice[0]) is None


def test_a_target_is_longer_than_the_year_where_it_holds_the_whole_year_and_more() -> None:
    year = [aim(3, NEW_YEAR, YEAR_END)]
    for start, due, longer in (
        (BEGIN, YEAR_END, True),
        (NEW_YEAR, DUE, True),
        (date(2019, 1, 2), DUE, False),
        (BEGIN, date(2019, 12, 30), False),
    ):
        assert (target_of_year(year, JUNE, aim(9, start, due)) is not None) is longer


def test_of_targets_that_are_over_the_last_one_serves_until_the_next_begins() -> None:
    first, second = aim(1, BEGIN, date(2018, 12, 31)), aim(2, date(2020, 1, 1), DUE)
    assert target_at([first, second], date(2018, 12, 31)) is first
    assert target_at([first, second], JUNE) is first
    assert target_at([first, second], date(2020, 1, 1)) is second


def test_a_split_gives_what_is_left_to_the_largest_remainders() -> None:
    parts = split_by_population(aim(10, role=Role.PLAN), {"A": 35, "B": 33, "C": 32})
    assert {part.city: part.value for part in parts} == {"A": 4, "B": 3, "C": 3}
    parts = split_by_population(aim(10, role=Role.PLAN), {"A": 31, "B": 33, "C": 36})
    assert {part.city: part.value for part in parts} == {"A": 3, "B": 3, "C": 4}
    exact = split_by_population(aim(1), {"A": 1, "B": 3}, whole=False)
    assert [part.value for part in exact] == [Decimal("0.25"), Decimal("0.75")]
    assert split_by_population(aim(10), {"A": 0}) == () == split_by_population(aim(10), {})
