"""Permission is the data layer's: every write and every refusal, whatever a page shows."""

from collections.abc import Callable, Iterator

import pytest

from data.access import LOCAL_USER, ROLES, Access, User
from data.demo_or_real import set_demo_aside, settle_as_demo
from data.errors import NotPermitted, NotTheirOwn, OutsideOwnCities, UnknownSubmission
from data.handins.handin import HandIn
from data.handins.submissions import accept, discard, draft, return_to_reporter, submit, withdraw
from data.queries.handins import find_submission, list_submissions
from data.queries.statements import observations_in_force, targets_in_force
from data.settings import load_settings
from data.store import Store, open_store
from tests.support.store_of import HARBIN, MUDANJIANG, PLAN, QIQIHAR, SUIFENHE, a_handin, asked, said, take_in, user

VIEWER = user("看客", "viewer")
REPORTER = user("哈尔滨报送员", "reporter", cities=frozenset({HARBIN}))
NEIGHBOUR = user("齐齐哈尔报送员", "reporter", cities=frozenset({QIQIHAR}))
REVIEWER = user("审核员", "reviewer")
ADMINISTRATOR = user("管理员", "administrator")
NOBODY = user("路人")


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(load_settings()) as opened:
        yield opened


@pytest.fixture
def submitted(store: Store) -> str:
    access = Access(store, REPORTER)
    return submit(access, draft(access, a_handin(said(12))).id).id


def test_the_local_user_has_every_role_and_every_city() -> None:
    assert (LOCAL_USER.roles, LOCAL_USER.cities) == (ROLES, None)


def test_an_unknown_role_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="king"):
        user("x", "king")


@pytest.mark.parametrize("who", [VIEWER, ADMINISTRATOR, NOBODY])
def test_only_reporters_and_reviewers_hand_in(store: Store, who: User) -> None:
    with pytest.raises(NotPermitted, match="报送数据"):
        draft(Access(store, who), a_handin(said(12)))
    assert list_submissions(Access(store)) == () and store.nature is None


@pytest.mark.parametrize(
    "handin", [a_handin(said(12), said(5, city=QIQIHAR)), a_handin(targets=(asked(5, city=QIQIHAR),))]
)
def test_a_reporter_hands_in_for_their_own_cities_only(store: Store, handin: HandIn) -> None:
    with pytest.raises(OutsideOwnCities, match="齐齐哈尔市") as refusal:
        draft(Access(store, REPORTER), handin)
    assert "哈尔滨市、" not in refusal.value.sentence("zh") and "holds: Qiqihar." in refusal.value.sentence("en")
    assert draft(Access(store, REVIEWER), handin).actor == "审核员"


def test_a_county_is_its_city_s_own(store: Store) -> None:
    access = Access(store, user("牡丹江报送员", "reporter", cities=frozenset({MUDANJIANG})))
    assert draft(access, a_handin(said(1, city=SUIFENHE))).cities == (SUIFENHE,)


@pytest.mark.parametrize("who", [VIEWER, REPORTER, ADMINISTRATOR, NOBODY])
@pytest.mark.parametrize("step", [accept, lambda access, id: return_to_reporter(access, id, "理由")])
def test_only_a_reviewer_decides(store: Store, submitted: str, who: User, step: Callable) -> None:
    with pytest.raises(NotPermitted, match="审核报送"):
        step(Access(store, who), submitted)
    assert observations_in_force(Access(store), PLAN) == ()


def test_a_reviewer_decides_what_a_reporter_handed_in(store: Store, submitted: str) -> None:
    one = accept(Access(store, REVIEWER), submitted)
    assert (one.actor, one.history[-1].actor) == ("哈尔滨报送员", "审核员")


@pytest.mark.parametrize("step", [submit, withdraw, discard])
def test_a_reporter_leaves_others_hand_ins_alone(store: Store, step: Callable) -> None:
    id = draft(Access(store, REPORTER), a_handin(said(12))).id
    with pytest.raises(NotTheirOwn, match="齐齐哈尔报送员"):
        step(Access(store, NEIGHBOUR), id)
    with pytest.raises(NotPermitted):
        step(Access(store, VIEWER), id)


def test_a_reporter_withdraws_before_the_decision_and_not_after_it(store: Store, submitted: str) -> None:
    access = Access(store, REPORTER)
    accept(Access(store, REVIEWER), submitted)
    with pytest.raises(NotPermitted, match="审核报送"):
        withdraw(access, submitted, "误报")
    other = submit(access, draft(access, a_handin(said(13))).id)
    assert withdraw(access, other.id).status == "withdrawn"


def test_what_is_not_yet_decided_is_seen_by_its_reporter_and_by_reviewers(store: Store, submitted: str) -> None:
    for who, seen in ((REPORTER, 1), (REVIEWER, 1), (NEIGHBOUR, 0), (VIEWER, 0)):
        assert len(list_submissions(Access(store, who))) == seen
    with pytest.raises(UnknownSubmission):
        find_submission(Access(store, VIEWER), submitted)
    accept(Access(store, REVIEWER), submitted)
    assert find_submission(Access(store, VIEWER), submitted).id == submitted


@pytest.mark.parametrize("who", [VIEWER, REPORTER, REVIEWER, NOBODY])
@pytest.mark.parametrize("step", [settle_as_demo, set_demo_aside])
def test_only_an_administrator_settles_or_moves_a_demo(store: Store, who: User, step: Callable) -> None:
    with pytest.raises(NotPermitted, match="管理数据库"):
        step(Access(store, who))
    settle_as_demo(Access(store, ADMINISTRATOR))
    assert store.nature == "demo" and set_demo_aside(Access(store, ADMINISTRATOR)).is_dir()


def test_who_has_no_role_sees_nothing(store: Store) -> None:
    take_in(Access(store), a_handin(said(12)))
    for look in (
        list_submissions,
        lambda access: observations_in_force(access, PLAN),
        lambda access: targets_in_force(access, PLAN, said(1).end),
    ):
        with pytest.raises(NotPermitted, match="查看数据"):
            look(Access(store, NOBODY))


def test_a_refusal_reads_in_both_languages(store: Store) -> None:
    with pytest.raises(NotPermitted) as refusal:
        accept(Access(store, VIEWER), "x")
    assert refusal.value.sentence("zh") == "看客没有“审核报送”的权限。请联系系统管理员开通。"
    assert refusal.value.sentence("en") == "看客 has no permission to review hand-ins. Ask the administrator for it."
