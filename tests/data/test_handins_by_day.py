"""Hand-ins beside the figures: of the as-of day, as they stood at the known moment; what waits is never silent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date
from pathlib import Path

import pytest

from data.access import Access
from data.handins.handin import State
from data.handins.submissions import accept, draft, submit
from data.queries.city import fetch_city
from data.queries.handins import waiting_handins
from data.queries.overview import fetch_overview
from data.settings import load_settings
from data.store import open_store
from tests.support.store_of import HARBIN, PLAN, a_clock, a_handin, said, take_in
from ui.views.lists import unreported_part

JUNE, MAY = date(2019, 6, 30), date(2019, 5, 31)


@pytest.fixture
def access(own_home: Path) -> Iterator[Access]:
    """A store in which every reporter has stated its bases in May and June."""
    access = Access(open_store(load_settings(), a_clock()))
    reporters = fetch_overview(access, PLAN).plan.reporters
    for number, day in ((3, MAY), (4, JUNE)):
        take_in(access, a_handin(*(said(number, day, city=city) for city in reporters)))
    yield access
    access.store.close()


def test_what_waits_is_listed_with_a_link_though_every_place_has_reported(access: Access) -> None:
    id = draft(access, a_handin(said(9))).id
    submit(access, id, "更正")
    overview = fetch_overview(access, PLAN)
    assert overview.pending[HARBIN] == ("training_bases",)
    heard = replace(overview, unreported={}, incomparable={})
    shown = unreported_part(heard, "zh", waiting_handins(access, PLAN, overview.as_of))
    assert f"receipt={id}" in shown and "待审核" in shown and "均已报送" not in shown
    accept(access, id)
    done = replace(fetch_overview(access, PLAN), unreported={}, incomparable={})
    assert "均已报送" in unreported_part(done, "zh", waiting_handins(access, PLAN, JUNE))


def test_a_city_s_page_lists_no_hand_in_that_speaks_of_later_days_or_came_later(access: Access) -> None:
    before = {one.id for one in fetch_city(access, PLAN, HARBIN, MAY).submissions}
    all_of_june = {one.id for one in fetch_city(access, PLAN, HARBIN, JUNE).submissions}
    moment = access.store._latest.replace(tzinfo=UTC)
    later = take_in(access, a_handin(said(9, date(2019, 7, 31))))
    assert later not in {one.id for one in fetch_city(access, PLAN, HARBIN, JUNE).submissions}
    july = date(2019, 7, 31)
    assert later in {one.id for one in fetch_city(access, PLAN, HARBIN, july).submissions}
    assert later not in {one.id for one in fetch_city(access, PLAN, HARBIN, july, moment).submissions}
    assert before < all_of_june


def test_a_hand_in_has_the_state_that_it_had_at_the_known_moment(access: Access) -> None:
    id = draft(access, a_handin(said(9))).id
    submit(access, id, "更正")
    moment = access.store._latest.replace(tzinfo=UTC)
    accept(access, id)
    then = {one.id: one.status for one in fetch_city(access, PLAN, HARBIN, JUNE, moment).submissions}
    now = {one.id: one.status for one in fetch_city(access, PLAN, HARBIN, JUNE).submissions}
    assert (then[id], now[id]) == (State.SUBMITTED, State.ACCEPTED)
