"""What is left, whether it can be done in time, and since when a place is behind: said no stronger than it is known."""

from datetime import date
from fractions import Fraction

import pytest

from briefing.places import measure_standing, order_places
from briefing.screen.forecast import (
    BY_FINISH,
    BY_LEAD,
    BY_REMAINING,
    Row,
    find_behind,
    forecast_part,
    judge_pace,
    order_rows,
)
from briefing.screen.multiples import multiples_part
from metrics.months import add_months, month_end
from metrics.progress.catchup import CatchUp
from metrics.progress.judging import Progress, judge_progress
from metrics.progress.lines import lead_line
from tests.support.series_of import DUE, JUNE, PLAN, SESSIONS, aim, at, series

TARGET = aim(36_000)


def grown(by_month: int, months: int = 18, city: str = "230100"):
    """Return a series that grows by the same amount each month from the beginning."""
    ends = [month_end(add_months(date(2018, 1, 1), number)) for number in range(months)]
    return series(SESSIONS, *(at(day, by_month * (n + 1)) for n, day in enumerate(ends)), city=city)


def judged(by_month: int, city: str = "230100", value: int = 36_000) -> Progress:
    return judge_progress(PLAN, SESSIONS, city, grown(by_month, city=city), aim(value, city=city), JUNE, today=JUNE)


def pace(**more: object) -> CatchUp:
    usual = {
        "remaining": Fraction(100),
        "months_left": 18,
        "required": Fraction(6),
        "best": Fraction(9),
        "median6": Fraction(5),
        "finish_early": date(2020, 6, 30),
        "finish_late": date(2021, 6, 30),
        "reachable": True,
    }
    return CatchUp(**(usual | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "slug"),
    [
        ({"remaining": Fraction(0)}, "done"),
        ({"remaining": None}, "unknown"),
        ({"months_left": 0, "required": None}, "over"),
        ({"best": None, "median6": None, "finish_early": None, "finish_late": None, "reachable": None}, "unknown"),
        ({"reachable": False}, "out-of-reach"),
        ({"finish_late": DUE}, "in-time"),
        ({"finish_late": date(2021, 1, 31)}, "perhaps"),
        ({"finish_late": None}, "perhaps"),
        ({"finish_early": date(2021, 1, 31)}, "late"),
        ({"finish_early": None, "finish_late": None}, "unknown"),
    ],
)
def test_no_forecast_says_more_than_past_months_show(told: dict, slug: str) -> None:
    assert judge_pace(Row(judged(900), pace(**told), None)) == slug


def test_without_a_target_nothing_is_forecast() -> None:
    free = judge_progress(PLAN, SESSIONS, "230100", grown(900), None, JUNE, today=JUNE)
    assert judge_pace(Row(free, None, None)) == "unknown"


def test_behind_is_counted_back_from_the_last_figure_to_the_first_below_the_schedule() -> None:
    ends = [month_end(add_months(date(2018, 1, 1), number)) for number in range(6)]
    totals = (500, 2_500, 2_900, 4_100, 4_500, 5_000)  # 1,000 a month are due
    own = series(SESSIONS, *(at(day, total) for day, total in zip(ends, totals, strict=True)))
    progress = judge_progress(PLAN, SESSIONS, "230100", own, TARGET, ends[-1], today=ends[-1])
    found = find_behind(progress, own)
    assert found is not None
    assert (found.since, found.count) == (ends[4], 2), "the low beginning was made up for"
    assert find_behind(judged(1_000), grown(1_000)) is None


def test_leads_through_time_end_with_the_lead_itself() -> None:
    progress = judged(900)
    line = lead_line(progress, grown(900))
    assert len(line) == 18
    assert line[-1].value == progress.lead == -5
    assert float(line[0].value) == pytest.approx(-10 / 36)


def test_rows_are_ordered_by_what_is_asked_and_the_unknown_come_last() -> None:
    rows = [
        Row(judged(900), pace(remaining=Fraction(5), finish_late=date(2020, 8, 31)), None),
        Row(judged(1_100, "230200"), pace(remaining=Fraction(50), finish_late=None), None),
        Row(judged(1_000, "230300"), None, None),
    ]
    order = {
        by: [row.progress.city for row in order_rows(rows, by)] for by in (BY_LEAD, BY_REMAINING, BY_FINISH, "official")
    }
    assert order[BY_LEAD] == ["230200", "230300", "230100"]
    assert order[BY_REMAINING] == ["230200", "230100", "230300"]
    assert order[BY_FINISH] == ["230200", "230100", "230300"], "who never gets there stands before who does late"
    assert order["official"] == ["230100", "230200", "230300"]


def test_the_table_writes_one_unit_a_column_and_opens_the_cells_of_a_figure() -> None:
    rows = [Row(judged(900), pace(remaining=Fraction(231_100)), None), Row(judged(950, "230200"), pace(), None)]
    table = forecast_part(None, rows, {"230100": 2}, {"230100": "<p>D6</p>"}, BY_REMAINING, "zh")
    assert "<td class=n>231,100 人次</td>" in table
    assert "<td class=n>100 人次</td>" in table
    assert "<summary>哈尔滨</summary><p>D6</p>" in table
    assert table.count("aria-sort") == 1
    assert "按以往" in table


def test_small_pictures_have_one_scale_and_each_leads_to_its_place() -> None:
    lines = [(judged(900), grown(900)), (judged(1_100, "230200"), grown(1_100))]
    drawn = multiples_part(lines, lambda city: f"city?city={city}", "zh")
    assert drawn.count("<svg>") == 2
    assert 'href="city?city=230100"' in drawn
    assert "−5.0" in drawn
    assert "±5个百分点" in drawn
    free = judge_progress(PLAN, SESSIONS, "230100", grown(900), None, JUNE, today=JUNE)
    assert multiples_part([(free, grown(900))], str, "zh") == ""


def test_nothing_is_told_in_shares_of_the_schedule_from_the_due_day_on_or_of_a_lower_bound() -> None:
    done = judge_progress(PLAN, SESSIONS, "230100", grown(900, 36), aim(36_000), DUE, today=DUE)
    assert find_behind(done, grown(900, 36)) is None
    assert lead_line(done, grown(900, 36))[-1].day < DUE
    ends = [month_end(add_months(date(2018, 1, 1), number)) for number in range(18)]
    least = series(SESSIONS, *(at(day, 500 * (n + 1), at_least=True) for n, day in enumerate(ends)))
    short = judge_progress(PLAN, SESSIONS, "230100", least, TARGET, JUNE, today=JUNE)
    assert lead_line(short, least) == ()
    assert find_behind(short, least) is None


def test_the_worst_lead_comes_first_and_who_has_none_is_not_the_worst() -> None:
    late = judge_progress(PLAN, SESSIONS, "230200", grown(900, 36, "230200"), aim(36_000), DUE, today=DUE)
    assert measure_standing(late) == -10
    ahead = judge_progress(PLAN, SESSIONS, "230100", grown(1_100, 36), aim(36_000), DUE, today=DUE)
    assert measure_standing(ahead) == 10
    assert measure_standing(judged(900)) == -5
    free = judge_progress(PLAN, SESSIONS, "230300", grown(900, 36, "230300"), None, DUE, today=DUE)
    assert measure_standing(free) is None
    assert [one.city for one in order_places([free, late, ahead], BY_LEAD)] == ["230100", "230200", "230300"]
