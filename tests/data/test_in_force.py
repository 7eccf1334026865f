"""What stands: the latest accepted word on each figure, and that any earlier moment can be seen again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from data.access import Access
from data.errors import ReasonNeeded
from data.handins.handin import State
from data.handins.submissions import draft, submit, withdraw
from data.queries.handins import find_submission, list_submissions
from data.queries.metric import fetch_metric
from data.queries.statements import as_of_days, latest_accepted, latest_day, observations_in_force, targets_in_force
from metrics.observation import Basis
from metrics.plan import Role, Target
from tests.support.store_of import (
    HARBIN,
    PLAN,
    QIQIHAR,
    a_handin,
    a_store,
    asked,
    said,
    take_in,
    values_in_force,
)

START = datetime(2019, 7, 1, tzinfo=UTC)


@pytest.fixture
def access() -> Iterator[Access]:
    yield from a_store(START)


def test_the_latest_accepted_stands_and_the_older_one_is_superseded(access: Access) -> None:
    old = take_in(access, a_handin(said(12), said(5, city=QIQIHAR)))
    take_in(access, a_handin(said(13)))
    assert find_submission(access, old).status is State.ACCEPTED, "齐齐哈尔 still stands"
    take_in(access, a_handin(said(6, city=QIQIHAR)))
    assert find_submission(access, old).status is State.SUPERSEDED
    assert sorted(values_in_force(access)) == [6, 13]
    assert {one.id: one.status for one in list_submissions(access)}[old] is State.SUPERSEDED


def test_statements_of_other_spans_or_bases_stand_side_by_side(access: Access) -> None:
    span = {"metric": "training_sessions", "basis": Basis.DURING}
    take_in(access, a_handin(said(1, start=date(2019, 6, 1), **span), said(9, start=date(2019, 4, 1), **span)))
    take_in(access, a_handin(said(20, metric="training_sessions", basis=Basis.SINCE_START)))
    assert sorted(values_in_force(access)) == [1, 9, 20]


def test_an_amount_from_1_january_is_the_same_statement_as_the_year_to_date(access: Access) -> None:
    new_year = {"metric": "training_sessions", "start": date(2019, 1, 1)}
    take_in(access, a_handin(said(50, basis=Basis.DURING, **new_year)))
    take_in(access, a_handin(said(52, basis=Basis.YEAR_TO_DATE, **new_year)))
    assert values_in_force(access) == [52]


def test_sums_of_rosters_never_stand(access: Access) -> None:
    take_in(access, a_handin(said(12), stands=False))
    assert values_in_force(access) == []


def test_withdrawing_lets_what_was_before_stand_again(access: Access) -> None:
    take_in(access, a_handin(said(12)))
    id = take_in(access, a_handin(said(13)))
    with pytest.raises(ReasonNeeded):
        withdraw(access, id)
    assert withdraw(access, id, "误报").status is State.WITHDRAWN
    assert values_in_force(access) == [12]
    assert withdraw(access, id, "误报").status is State.WITHDRAWN


def test_as_of_and_known_at_together_reproduce_any_figure(access: Access) -> None:
    seen = []
    steps = [
        lambda: take_in(access, a_handin(said(12), said(3, date(2019, 5, 31)))),
        lambda: take_in(access, a_handin(said(13))),
        lambda: take_in(access, a_handin(said(4, date(2019, 5, 31)), said(7, city=QIQIHAR), targets=(asked(31),))),
        lambda: withdraw(access, list_submissions(access)[1].id, "误报"),
        lambda: take_in(access, a_handin(said(15))),
    ]
    for step in steps:
        step()
        moment = list_submissions(access)[0].history[-1].moment
        seen.append((moment, observations_in_force(access, PLAN), as_of_days(access, PLAN)))
    for moment, observations, days in seen:
        assert observations_in_force(access, PLAN, known_at=moment) == observations
        assert as_of_days(access, PLAN, known_at=moment) == days
    assert observations_in_force(access, PLAN, known_at=START - timedelta(days=1)) == ()
    assert [len(each[1]) for each in seen] == [2, 2, 3, 3, 3]
    assert [each[1][-1].value for each in seen] == [12, 13, 7, 7, 7]


def test_a_day_as_known_at_means_until_its_end_in_beijing(access: Access) -> None:
    id = take_in(access, a_handin(said(12)))
    decided = find_submission(access, id).decided
    assert values_in_force(access, known_at=(decided + timedelta(hours=8)).date()) == [12]
    assert values_in_force(access, known_at=(decided + timedelta(hours=8)).date() - timedelta(days=1)) == []


def test_the_as_of_day_is_the_latest_accepted_end_never_today(access: Access) -> None:
    assert latest_day(access, PLAN) is None
    take_in(access, a_handin(said(12, date(2019, 3, 31)), said(13, date(2019, 6, 30))))
    submit(access, draft(access, a_handin(said(14, date(2019, 9, 30)))).id)
    assert (latest_day(access, PLAN), as_of_days(access, PLAN)) == (
        date(2019, 6, 30),
        (date(2019, 3, 31), date(2019, 6, 30)),
    )
    latest = latest_accepted(access, PLAN, "training_bases", HARBIN)
    assert latest is not None and latest.value == 13


def test_figures_come_back_exactly_as_they_were_stated(access: Access) -> None:
    stated = ["0", "-3", "0.1", "1.234567890123", "12000", "98765432109876.5"]
    take_in(access, a_handin(*[said(v, date(2019, 6, n + 1)) for n, v in enumerate(stated)]))
    assert [str(value) for value in values_in_force(access)] == stated


def bases(access: Access, day: date, **known: object) -> list[tuple[str, Decimal, Role]]:
    found: list[Target] = [one for one in targets_in_force(access, PLAN, day, **known) if one.city == HARBIN]
    return [(one.metric, one.value, one.role) for one in found]


JUNE = date(2019, 6, 30)


def test_an_allocation_is_in_force_from_its_document_s_day_on(access: Access) -> None:
    take_in(access, a_handin(targets=(asked(30),), document="黑人社发〔2018〕12号，2018年3月15日"))
    assert bases(access, date(2018, 3, 14)) == []
    assert bases(access, date(2018, 3, 15)) == [("training_bases", 30, Role.ALLOCATION)]
    (target,) = [one for one in targets_in_force(access, PLAN, JUNE) if one.city == HARBIN]
    assert target.source == "黑人社发〔2018〕12号，2018年3月15日" and target.origin.cell == "B4"


def test_without_a_day_an_allocation_serves_for_its_whole_span(access: Access) -> None:
    take_in(access, a_handin(targets=(asked(30),), document="黑人社发〔2018〕12号"))
    assert bases(access, date(2017, 12, 31)) == [("training_bases", 30, Role.ALLOCATION)]


def test_a_later_allocation_replaces_the_earlier_from_its_day_and_earlier_views_keep_theirs(access: Access) -> None:
    old = take_in(access, a_handin(targets=(asked(30),), document_day=date(2018, 3, 15)))
    moment = find_submission(access, old).decided
    take_in(access, a_handin(targets=(asked(33),), document_day=date(2019, 5, 1)))
    assert bases(access, date(2019, 4, 30)) == [("training_bases", 30, Role.ALLOCATION)]
    assert bases(access, JUNE) == [("training_bases", 33, Role.ALLOCATION)]
    assert bases(access, JUNE, known_at=moment) == [("training_bases", 30, Role.ALLOCATION)]


def test_a_correction_of_the_same_document_replaces_it_once_accepted(access: Access) -> None:
    old = take_in(access, a_handin(targets=(asked(30),), document_day=date(2018, 3, 15)))
    take_in(access, a_handin(targets=(asked(31),), document_day=date(2018, 3, 15)))
    assert bases(access, JUNE) == [("training_bases", 31, Role.ALLOCATION)]
    assert find_submission(access, old).status is State.SUPERSEDED


def test_a_printed_target_serves_only_where_no_allocation_stands(access: Access) -> None:
    take_in(access, a_handin(said(12), targets=(asked(31, role=Role.PRINTED),)))
    assert bases(access, JUNE) == [("training_bases", 31, Role.PRINTED)]
    take_in(access, a_handin(targets=(asked(30),), document_day=date(2018, 3, 15)))
    assert bases(access, JUNE) == [("training_bases", 30, Role.ALLOCATION)]


def test_a_printed_target_of_a_later_sheet_does_not_change_earlier_days(access: Access) -> None:
    march = date(2019, 3, 31)
    take_in(access, a_handin(said(9, march), targets=(asked(30, role=Role.PRINTED),)))
    take_in(access, a_handin(said(12), targets=(asked(31, role=Role.PRINTED),)))
    assert bases(access, march) == [("training_bases", 30, Role.PRINTED)]
    assert bases(access, JUNE) == [("training_bases", 31, Role.PRINTED)]
    assert bases(access, date(2018, 12, 31)) == [("training_bases", 30, Role.PRINTED)]


def test_the_province_s_own_targets_never_change(access: Access) -> None:
    take_in(access, a_handin(targets=(asked(300),)))
    own = [one for one in targets_in_force(access, PLAN, JUNE) if one.city == "230000"]
    assert {one.role for one in own} == {Role.PLAN}
    assert [one.value for one in own if one.metric == "training_bases"] == [100]


@pytest.mark.parametrize("role", [Role.ALLOCATION, Role.PRINTED])
def test_no_sheet_overrides_the_target_of_the_province(access: Access, role: Role) -> None:
    take_in(access, a_handin(said(12), targets=(asked(300, city="230000", role=role), asked(30))))
    whole = fetch_metric(access, PLAN, "training_bases", JUNE).province
    assert whole is not None and (whole[0].target.value, whole[0].target.role) == (100, Role.PLAN)
    own = [one for one in targets_in_force(access, PLAN, JUNE) if one.city == "230000"]
    assert [one.value for one in own if one.metric == "training_bases"] == [100]
    assert bases(access, JUNE) == [("training_bases", 30, Role.ALLOCATION)], "the city's own stands"
