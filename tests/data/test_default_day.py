"""The 数据截止日 that stands when none is asked for, and the day of looking that makes a report late."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from briefing.brief import Scope
from briefing.composing.composition import fetch_brief
from data.access import Access
from data.queries.overview import fetch_overview
from data.queries.statements import as_of_days, latest_day
from data.settings import load_settings
from data.store import open_store
from metrics.definitions.catalogue import load_catalogue
from metrics.progress.status import Status
from tests.support.store_of import HARBIN, JIXI, PLAN, QIQIHAR, a_clock, a_handin, said, take_in

MAY, JUNE, JULY = date(2019, 5, 31), date(2019, 6, 30), date(2019, 7, 31)
REPORTERS = load_catalogue().plan(PLAN).reporters


@pytest.fixture
def access() -> Iterator[Access]:
    with open_store(load_settings(), a_clock(datetime(2019, 7, 1, tzinfo=UTC))) as store:
        yield Access(store)


def report(access: Access, day: date, cities: tuple[str, ...]) -> None:
    take_in(access, a_handin(*[said(4, day, city=city) for city in cities]))


def test_one_city_s_early_hand_in_does_not_move_the_default_day(access: Access) -> None:
    report(access, JUNE, REPORTERS)
    report(access, JULY, (HARBIN,))
    overview = fetch_overview(access, PLAN)
    assert (latest_day(access, PLAN), overview.as_of) == (JUNE, JUNE)
    assert as_of_days(access, PLAN) == (JUNE, JULY), "it may still be chosen"
    assert "training_bases" not in {metric for names in overview.unreported.values() for metric in names}


def test_the_default_day_moves_once_more_than_half_have_reported(access: Access) -> None:
    report(access, JUNE, REPORTERS)
    report(access, JULY, REPORTERS[:8])
    assert latest_day(access, PLAN) == JUNE, "half are not most"
    report(access, JULY, REPORTERS[8:9])
    assert latest_day(access, PLAN) == JULY


def test_while_few_report_at_all_most_of_them_decide(access: Access) -> None:
    report(access, MAY, (HARBIN, QIQIHAR, JIXI))
    report(access, JUNE, (HARBIN, QIQIHAR))
    report(access, JULY, (HARBIN,))
    assert latest_day(access, PLAN) == JUNE


def test_the_only_hand_in_gives_its_day(access: Access) -> None:
    assert latest_day(access, PLAN) is None
    report(access, JULY, (HARBIN,))
    assert latest_day(access, PLAN) == JULY


def test_a_day_within_the_month_counts_those_that_reported_up_to_it(access: Access) -> None:
    report(access, JUNE, REPORTERS)
    report(access, date(2019, 7, 15), (HARBIN,))
    assert latest_day(access, PLAN) == JUNE


def test_the_default_day_is_that_of_the_known_at(access: Access) -> None:
    report(access, JUNE, REPORTERS)
    moment = access.store._latest.replace(tzinfo=UTC)
    report(access, JULY, REPORTERS)
    assert (latest_day(access, PLAN), latest_day(access, PLAN, moment)) == (JULY, JUNE)


@pytest.mark.parametrize(
    ("known_at", "status"), [(date(2019, 7, 5), Status.AWAITED), (date(2019, 7, 6), Status.LATE), (None, Status.LATE)]
)
def test_a_report_is_awaited_until_its_day_as_of_the_known_at(
    access: Access, known_at: date | None, status: Status
) -> None:
    report(access, MAY, REPORTERS)
    cell = fetch_overview(access, PLAN, JUNE, known_at).cells[HARBIN, "training_bases"]
    assert (cell.status, cell.late) == (status, status is Status.LATE)


def test_a_brief_says_what_the_pages_say_on_the_day_of_looking(access: Access, monkeypatch: pytest.MonkeyPatch) -> None:
    report(access, MAY, REPORTERS)
    told = []
    for day in (date(2019, 7, 3), date(2019, 7, 8)):
        for part in (
            "data.queries.judging",
            "data.queries.overview",
            "data.queries.metric",
            "data.queries.city",
            "briefing.composing.composition",
        ):
            monkeypatch.setattr(f"{part}.looking_day", lambda _, day=day: day)
        brief = fetch_brief(access, Scope("province", PLAN), JUNE, lang="zh", length="full")
        assert brief is not None
        told.append("".join(brief.texts))
    # the ratios of 2018 were due in March, whichever day of July it is
    assert "培训技能人才待报" in told[0] and "培训技能人才逾期未报" not in told[0]
    assert "培训技能人才逾期未报" in told[1] and "培训技能人才待报" not in told[1]
