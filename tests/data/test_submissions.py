"""Handing in: every state, its history and its refusals."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from data.access import Access
from data.errors import AlreadyHandedIn, HasErrors, NothingRead, OriginalDamaged, ReasonNeeded, WrongState
from data.handins.handin import State
from data.handins.submissions import accept, discard, draft, return_to_reporter, submit, withdraw
from data.queries.handins import find_submission, list_submissions, original_of
from data.queries.statements import observations_in_force
from data.settings import load_settings
from data.store import open_store
from metrics.observation import Basis
from tests.support.store_of import HARBIN, PLAN, QIQIHAR, a_clock, a_handin, a_store, said, take_in, values_in_force

START = datetime(2019, 7, 1, tzinfo=UTC)


@pytest.fixture
def access() -> Iterator[Access]:
    yield from a_store(START)


def a_finding(level: str) -> dict:
    return {"slug": "unit-suspect", "level": level, "sheet": "S", "cell": "B2", "facts": {"text": "约12"}}


def test_a_draft_and_a_submission_do_not_stand_an_accepted_one_does(access: Access) -> None:
    one = draft(access, a_handin(said(12)))
    assert (one.status, one.number, values_in_force(access)) == (State.DRAFT, None, [])
    one = submit(access, one.id)
    assert (one.status, values_in_force(access)) == (State.SUBMITTED, [])
    one = accept(access, one.id)
    assert (one.status, values_in_force(access)) == (State.ACCEPTED, [12])
    assert one.drafted < one.submitted < one.decided
    assert [(event.status, event.actor) for event in one.history] == [
        (State.DRAFT, "本机用户"),
        (State.SUBMITTED, "本机用户"),
        (State.ACCEPTED, "本机用户"),
    ]


def test_receipts_are_numbered_by_the_day_in_beijing() -> None:
    with open_store(load_settings(), a_clock(datetime(2019, 6, 30, 15, 59, tzinfo=UTC), timedelta(seconds=8))) as store:
        access = Access(store)
        numbers = [submit(access, draft(access, a_handin(said(n))).id).number for n in range(5)]
    assert numbers == [
        *("LJ20190630-001", "LJ20190630-002", "LJ20190630-003"),
        *("LJ20190701-001", "LJ20190701-002"),
    ]


def test_every_figure_leads_back_to_file_sheet_cell_raw_and_submission(access: Access) -> None:
    handin = a_handin(said("36.11", metric="training_sessions", basis=Basis.SINCE_START, cell="F9"))
    id = take_in(access, handin)
    one = observations_in_force(access, PLAN)[0]
    origin = one.origin
    assert (origin.sha256, origin.file) == (handin.sha256, "月报.xlsx")
    assert (origin.sheet, origin.cell, origin.raw) == ("Sheet1", "F9", "36.11")
    assert (one.submission, one.accepted) == (id, find_submission(access, id).decided)
    assert original_of(access, id) == ("月报.xlsx", handin.content)
    assert (one.value, one.basis, one.start, one.precision) == (Decimal("36.11"), Basis.SINCE_START, None, 1)


def test_the_same_file_is_recognised_while_it_stands(access: Access) -> None:
    handin = a_handin(said(12))
    id = take_in(access, handin)
    again = draft(access, handin)
    assert (again.id, again.known, again.status) == (id, True, State.ACCEPTED)
    assert len(list_submissions(access)) == 1
    take_in(access, a_handin(said(13)))
    assert not draft(access, handin).known, "superseded, so it may be handed in once more"


def test_the_same_file_read_for_another_city_is_another_hand_in(access: Access) -> None:
    take_in(access, a_handin(said(12, city=HARBIN), content=b"same"))
    take_in(access, a_handin(said(12, city=QIQIHAR), content=b"same"))
    assert {one.city for one in observations_in_force(access, PLAN)} == {HARBIN, QIQIHAR}


def test_a_draft_of_the_same_file_is_replaced_by_the_better_reading(access: Access) -> None:
    draft(access, a_handin(said(12), content=b"same"))
    kept = draft(access, a_handin(said(13), content=b"same"))
    assert [one.id for one in list_submissions(access)] == [kept.id]


def test_two_drafts_of_one_file_are_handed_in_once(access: Access) -> None:
    other = Access(access.store, type(access.user)("李四", access.user.roles))
    handin = a_handin(said(12))
    mine, theirs = draft(access, handin), draft(other, handin)
    assert mine.id != theirs.id
    submit(access, mine.id)
    with pytest.raises(AlreadyHandedIn, match="LJ2019"):
        submit(other, theirs.id)


def test_pressing_twice_changes_nothing(access: Access) -> None:
    id = draft(access, a_handin(said(12))).id
    assert submit(access, id) == submit(access, id)
    assert accept(access, id) == accept(access, id)
    assert len(find_submission(access, id).history) == 3


def test_errors_stop_a_hand_in_and_warnings_ask_for_a_reason(access: Access) -> None:
    wrong = draft(access, a_handin(said(12), findings=(a_finding("error"),)))
    with pytest.raises(HasErrors, match="1 处错误"):
        submit(access, wrong.id, "无论如何")
    doubtful = draft(access, a_handin(said(12), findings=(a_finding("warning"), a_finding("note"))))
    with pytest.raises(ReasonNeeded) as refusal:
        submit(access, doubtful.id, "  ")
    assert refusal.value.sentence("en") == "Give a reason in words to hand in data."
    kept = submit(access, doubtful.id, "已核实")
    assert (kept.status, kept.reason, kept.findings[0]) == (State.SUBMITTED, "已核实", a_finding("warning"))
    noted = draft(access, a_handin(said(12), findings=(a_finding("note"),)))
    assert submit(access, noted.id).status is State.SUBMITTED


def test_a_reason_given_with_the_draft_is_enough(access: Access) -> None:
    one = draft(access, a_handin(said(12), findings=(a_finding("warning"),), reason="口径调整"))
    assert submit(access, one.id).reason == "口径调整"


def test_a_file_in_which_nothing_was_read_is_not_handed_in(access: Access) -> None:
    with pytest.raises(NothingRead):
        submit(access, draft(access, a_handin()).id)


def test_a_statement_of_no_metric_of_the_plan_is_a_mistake_of_the_caller(access: Access) -> None:
    with pytest.raises(ValueError, match="98113/nothing"):
        draft(access, a_handin(said(12, metric="nothing")))


def test_a_returned_hand_in_never_stands_and_the_mended_file_does(access: Access) -> None:
    id = draft(access, a_handin(said(12))).id
    submit(access, id)
    with pytest.raises(ReasonNeeded):
        return_to_reporter(access, id, "")
    one = return_to_reporter(access, id, "第 6 行与台账不符")
    assert (one.status, one.reason, values_in_force(access)) == (State.RETURNED, "第 6 行与台账不符", [])
    for step in (accept, submit, withdraw):
        with pytest.raises(WrongState, match="已退回修改"):
            step(access, id)
    take_in(access, a_handin(said(13)))
    assert values_in_force(access) == [13]


def test_a_discarded_draft_leaves_nothing(access: Access) -> None:
    one = draft(access, a_handin(said(12), findings=(a_finding("error"),)))
    discard(access, one.id)
    assert list_submissions(access) == ()
    assert [path for path in access.store.settings.originals.rglob("*") if path.is_file()] == []
    with access.store.cursor() as cursor:
        for table in ("submission", "submission_event", "observation", "finding"):
            assert cursor.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_an_original_that_was_changed_is_not_handed_out(access: Access) -> None:
    handin = a_handin(said(12))
    id = take_in(access, handin)
    (path,) = access.store.settings.originals.glob(f"*/{handin.sha256}")
    path.write_bytes(b"something else")
    with pytest.raises(OriginalDamaged, match=handin.sha256):
        original_of(access, id)
    path.unlink()
    with pytest.raises(OriginalDamaged):
        original_of(access, id)
