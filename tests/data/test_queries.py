"""What the pages fetch: overview, city, metric and preview, judged from what stands."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from data.access import Access
from data.errors import OutsideOwnCities
from data.handins.submissions import accept, draft, submit
from data.queries.city import fetch_city
from data.queries.handins import preview
from data.queries.metric import fetch_metric
from data.queries.overview import fetch_overview
from data.reference.published import published_by
from data.settings import load_settings
from data.store import open_store
from metrics.definitions.catalogue import load_catalogue
from metrics.observation import Basis
from metrics.plan import Role
from metrics.progress.status import Status
from tests.support.store_of import (
    HARBIN,
    JIXI,
    MUDANJIANG,
    PLAN,
    QIQIHAR,
    SUIFENHE,
    a_clock,
    a_handin,
    asked,
    said,
    take_in,
    user,
)
from ui.hand_in.understood import preview_part
from ui.parts import remarks_part
from ui.views.lists import unreported_part
from wording.sentences import say

MAY, JUNE = date(2019, 5, 31), date(2019, 6, 30)
REPORTERS = load_catalogue().plan(PLAN).reporters


@pytest.fixture
def access() -> Iterator[Access]:
    with open_store(load_settings(), a_clock(datetime(2019, 7, 1, tzinfo=UTC))) as store:
        yield Access(store)


@pytest.fixture
def two_months(access: Access) -> Access:
    """16 reporters with 3 bases each in May and 4 in June; 鸡西 has not reported June."""
    take_in(access, a_handin(*[said(3, MAY, city=city) for city in REPORTERS]))
    take_in(access, a_handin(*[said(4, JUNE, city=city) for city in REPORTERS if city != JIXI]))
    return access


def test_an_empty_store_gives_an_overview_without_a_day(access: Access) -> None:
    overview = fetch_overview(access, PLAN)
    assert (overview.as_of, overview.headline, overview.cells, overview.days) == (None, (), {}, ())
    assert fetch_city(access, PLAN, HARBIN).lines == ()
    assert fetch_metric(access, PLAN, "training_bases").province is None


def test_the_province_is_the_sum_of_its_reporters_with_the_last_value_of_those_missing(two_months: Access) -> None:
    overview = fetch_overview(two_months, PLAN)
    assert (overview.as_of, overview.previous, overview.days) == (JUNE, MAY, (MAY, JUNE))
    progress, series = overview.headline[0]
    assert (progress.metric.id, progress.actual, progress.target.value) == ("training_bases", 63, 100)
    assert progress.completion == Fraction(63, 100)
    assert [(point.day, point.total) for point in series.points] == [(MAY, 48), (JUNE, 63)]
    carried = next(remark for remark in progress.remarks if remark.slug == "carried")
    assert (carried.facts["reported"], carried.facts["expected"]) == (15, 16)
    assert [each.metric.id for each, _ in overview.headline] == [
        "training_bases",
        "master_studios",
        "training_sessions",
    ]
    assert len(overview.supporting) == 3


def test_who_has_not_reported_is_listed_and_who_waits_for_review_is_not(two_months: Access) -> None:
    assert "training_bases" in fetch_overview(two_months, PLAN).unreported[JIXI]
    assert "training_bases" not in fetch_overview(two_months, PLAN).unreported.get(HARBIN, ())
    id = draft(two_months, a_handin(said(4, city=JIXI))).id
    assert fetch_overview(two_months, PLAN).cells[JIXI, "training_bases"].status is Status.LATE
    submit(two_months, id)
    overview = fetch_overview(two_months, PLAN)
    assert overview.cells[JIXI, "training_bases"].status is Status.PENDING
    assert overview.pending == {JIXI: ("training_bases",)}
    assert "training_bases" not in overview.unreported[JIXI]
    accept(two_months, id)
    overview = fetch_overview(two_months, PLAN)
    assert overview.pending == {} and overview.headline[0][0].actual == 64


def test_a_county_is_shown_apart_and_never_added(two_months: Access) -> None:
    assert (SUIFENHE, "training_bases") not in fetch_overview(two_months, PLAN).cells
    take_in(two_months, a_handin(said(1, city=SUIFENHE)))
    overview = fetch_overview(two_months, PLAN)
    assert overview.cells[SUIFENHE, "training_bases"].actual == 1
    assert overview.headline[0][0].actual == 63
    assert SUIFENHE not in overview.unreported


def test_what_changed_since_the_last_as_of_day_puts_turned_statuses_first(two_months: Access) -> None:
    take_in(two_months, a_handin(targets=tuple(asked(7, city=city) for city in (HARBIN, QIQIHAR))))
    changes = fetch_overview(two_months, PLAN).changes
    assert {one.city for one in changes} == set(REPORTERS)
    assert [one.turned for one in changes] == sorted((one.turned for one in changes), reverse=True)
    harbin = next(one for one in changes if one.city == HARBIN)
    assert (harbin.before.actual, harbin.after.actual) == (3, 4)


def test_an_earlier_as_of_day_or_known_at_shows_the_figures_of_then(two_months: Access) -> None:
    then = fetch_overview(two_months, PLAN)
    take_in(two_months, a_handin(said(9, city=HARBIN)))
    assert fetch_overview(two_months, PLAN).headline[0][0].actual == 68
    moment = two_months.store._latest.replace(tzinfo=UTC)
    take_in(two_months, a_handin(said(8, city=HARBIN)))
    assert fetch_overview(two_months, PLAN, JUNE, moment).headline[0][0].actual == 68
    assert fetch_overview(two_months, PLAN, MAY).headline[0][0].actual == 48
    assert then.headline[0][0].actual == 63


def test_a_city_is_judged_against_its_allocation_with_its_catch_up(two_months: Access) -> None:
    take_in(two_months, a_handin(targets=(asked(31),), document="黑人社发〔2018〕12号 2018-03-15"))
    view = fetch_city(two_months, PLAN, HARBIN)
    line = view.lines[0]
    assert (line.progress.actual, line.progress.target.value, line.progress.target.role) == (4, 31, Role.ALLOCATION)
    assert (line.catchup.remaining, line.catchup.months_left) == (27, 18)
    assert line.published == ()
    assert [one.origin.cell for one in line.progress.sources] == ["D6"]
    assert {one.counts["targets"] for one in view.submissions} == {0, 1} and len(view.submissions) == 3
    assert view.lines[1].progress.target is None and view.lines[1].progress.status is Status.LATE
    assert fetch_city(two_months, PLAN, QIQIHAR).lines[0].progress.status is Status.NO_TARGET


def test_the_province_s_page_has_the_sums_and_the_published_marks(two_months: Access) -> None:
    line = fetch_city(two_months, PLAN, "230000", date(2023, 12, 31)).lines[0]
    assert line.progress.actual == 63
    assert [(one.value, one.printed) for one in line.published] == [(101, "2023-12")]


def test_a_published_figure_stands_on_no_earlier_day_and_before_it_was_published(two_months: Access) -> None:
    year_end = date(2023, 12, 31)
    for day, known_at, marks in (
        (None, None, 0), (JUNE, None, 0), (date(2023, 12, 30), None, 0), (year_end, None, 1),
        (year_end, date(2023, 12, 11), 0), (year_end, date(2023, 12, 12), 1),
    ):  # fmt: skip
        assert len(fetch_metric(two_months, PLAN, "training_bases", day, known_at).published) == marks
        assert len(fetch_city(two_months, PLAN, "230000", day, known_at).lines[0].published) == marks
    # of one without a day of publication it is not known whether it was out
    assert {one.printed for one in published_by("230000", year_end, year_end)} == {"2016-12", "2023-12"}


def test_a_metric_ranks_the_cities_by_lead_and_says_what_is_not_allocated(two_months: Access) -> None:
    cities = [code for code in REPORTERS if code.isdigit()]
    shares = dict.fromkeys(cities, 10) | {HARBIN: 30, QIQIHAR: 2, MUDANJIANG: 8, "HLJ-NK": 6}
    take_in(two_months, a_handin(targets=tuple(asked(value, city=city) for city, value in shares.items())))
    view = fetch_metric(two_months, PLAN, "training_bases")
    assert [view.ranked[0].city, view.ranked[-1].city] == [MUDANJIANG, HARBIN]
    assert {one.city for one in view.ranked} == set(cities) - {QIQIHAR, JIXI}, "a target under 5, and one not reported"
    assert len(view.lines) == 16 and view.lines[0][0].city == HARBIN
    assert (view.gap.allocated, view.gap.value) == (146, -46)
    assert view.province[0].target.value == 100
    assert view.published == ()


def test_a_metric_of_the_province_alone_does_not_apply_to_a_city(two_months: Access) -> None:
    cells = fetch_overview(two_months, PLAN).cells
    assert cells[HARBIN, "provincial_contests"].status is Status.NOT_APPLICABLE
    assert "provincial_contests" not in fetch_overview(two_months, PLAN).unreported[HARBIN]


def test_an_unknown_metric_or_plan_is_a_key_error(access: Access) -> None:
    with pytest.raises(KeyError):
        fetch_metric(access, PLAN, "nothing")
    with pytest.raises(KeyError):
        fetch_overview(access, "nothing")


def test_districts_are_kept_as_the_breakdown_and_never_added(access: Access) -> None:
    class Part:
        def __init__(self, value: int, part: str, day: date) -> None:
            self.observation, self.part = said(value, day, city=JIXI), part

    take_in(access, a_handin(said(5, MAY, city=JIXI), breakdown=(Part(3, "鸡冠区", MAY), Part(2, "恒山区", MAY))))
    take_in(access, a_handin(said(7, JUNE, city=JIXI), breakdown=(Part(4, "鸡冠区", JUNE), Part(3, "恒山区", JUNE))))
    view = fetch_city(access, PLAN, JIXI)
    assert [(part, one.value) for part, one in view.breakdown] == [("鸡冠区", 4), ("恒山区", 3)]
    assert view.lines[0].progress.actual == 7
    assert [one.value for _, one in fetch_city(access, PLAN, JIXI, MAY).breakdown] == [3, 2]


def test_a_preview_shows_figures_after_acceptance_beside_today_s_and_writes_nothing(two_months: Access) -> None:
    version = two_months.store.version()
    handin = a_handin(said(6, city=HARBIN), said(5, city=JIXI), targets=(asked(8, city=HARBIN),))
    seen = preview(two_months, handin)
    assert seen.as_of == JUNE
    lines = {one.city: one for one in seen.lines}
    assert (lines[HARBIN].before.actual, lines[HARBIN].after.actual) == (4, 6)
    assert (lines[HARBIN].before.target, lines[HARBIN].after.target.value) == (None, 8)
    assert (lines[JIXI].before.status, lines[JIXI].after.actual) == (Status.LATE, 5)
    assert [(one.before.actual, one.after.actual) for one in seen.province] == [(63, 67)]
    assert two_months.store.version() == version
    take_in(two_months, handin)
    after = fetch_overview(two_months, PLAN)
    assert after.cells[HARBIN, "training_bases"].actual == 6 and after.headline[0][0].actual == 67


def test_a_preview_in_an_empty_store_works(access: Access) -> None:
    (line,) = preview(access, a_handin(said(6))).lines
    assert (line.before.actual, line.after.actual, line.changed) == (None, 6, True)
    for day in (None, date(2018, 3, 15)):
        (line,) = preview(access, a_handin(targets=(asked(8),), document_day=day)).lines
        assert line.before.target is None and line.after.target.value == 8


def test_a_preview_is_for_those_who_may_hand_it_in(access: Access) -> None:
    reporter = Access(access.store, user("哈尔滨报送员", "reporter", cities=frozenset({HARBIN})))
    with pytest.raises(OutsideOwnCities):
        preview(reporter, a_handin(said(5, city=QIQIHAR)))


def test_amounts_and_year_to_date_build_one_series(access: Access) -> None:
    sessions, new_year = {"metric": "training_sessions"}, date(2019, 1, 1)
    take_in(access, a_handin(said(500, date(2018, 12, 31), basis=Basis.SINCE_START, **sessions)))
    take_in(access, a_handin(said(60, date(2019, 1, 31), basis=Basis.DURING, start=new_year, **sessions)))
    take_in(access, a_handin(said(130, date(2019, 2, 28), basis=Basis.YEAR_TO_DATE, start=new_year, **sessions)))
    line = fetch_city(access, PLAN, HARBIN).lines[2]
    assert [point.total for point in line.series.points] == [500, 560, 630]
    assert line.progress.actual == Decimal(630) and line.progress.year_total == 130


def test_an_increase_that_gives_no_total_is_not_taken_for_a_report_of_the_total(two_months: Access) -> None:
    july = date(2019, 7, 31)
    take_in(two_months, a_handin(targets=(asked(5),), document="黑人社发〔2018〕12号 2018-03-15"))
    handin = a_handin(said(6, july, basis=Basis.SINCE_START))
    (line,) = preview(two_months, handin, july).lines
    assert line.changed and line.after.status is Status.NO_TOTAL
    assert "increase-not-converted" in {one.slug for one in line.after.remarks}
    take_in(two_months, handin)
    overview = fetch_overview(two_months, PLAN, july)
    cell = overview.cells[HARBIN, "training_bases"]
    assert (cell.actual, cell.actual_day, cell.status, cell.lead) == (4, JUNE, Status.NO_TOTAL, None)
    assert overview.incomparable == {HARBIN: ("training_bases",)}
    shown = unreported_part(overview, "zh")
    assert "已报、无可比总数：" in shown
    remarks = remarks_part(fetch_city(two_months, PLAN, HARBIN, july).lines[0].progress, "zh")
    assert "启动以来累计6 个，基数未核实，未换算" in remarks and "2019年6月30日" in remarks


def test_an_equal_figure_is_no_change_of_figures_and_its_other_status_is_shown(two_months: Access) -> None:
    july = date(2019, 7, 31)
    same = preview(two_months, a_handin(said(4, july)), july)
    assert [(one.before.actual, one.after.actual, one.is_judged_anew) for one in same.lines] == [(4, 4, True)]
    note = preview_part(same, "zh")
    assert "：0 项有变化" in note and f"{say('status.late', 'zh')}" in note
    (line,) = preview(two_months, a_handin(said(4))).lines
    assert not line.changed
    assert [one.changed for one in preview(two_months, a_handin(said(5, july)), july).lines] == [True]
