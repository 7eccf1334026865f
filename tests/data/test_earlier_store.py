"""A store made by an earlier version opens and shows the same figures, or a listed move says by which rule not."""

import hashlib
from collections.abc import Iterator

import pytest

from data.access import Access
from data.queries.handins import list_submissions, original_of
from data.store import Store, open_store
from tests.support.earlier_store import (
    Difference,
    as_entries,
    differences,
    explains,
    lines_now,
    lines_then,
    listed_moves,
    recorded,
    unexplained,
    unpack_earlier_store,
)
from tests.support.paths import ROOT

RECORD = recorded()
MOVES = listed_moves()
CHANGELOG = " ".join((ROOT / "CHANGELOG.md").read_text("utf-8").split())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(unpack_earlier_store(tmp_path_factory.mktemp("earlier"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def now(store: Store) -> dict:
    return lines_now(store, RECORD)


@pytest.fixture(scope="module")
def found(now: dict) -> list[Difference]:
    return list(differences(lines_then(RECORD), now))


def test_an_earlier_store_shows_the_same_figures_or_a_listed_move_says_why(found: list[Difference], now: dict) -> None:
    left = unexplained(found, MOVES, now)
    assert not left, f"{len(left)} figures moved and no rule says why:\n{as_entries(left)}"


def test_a_listed_move_moves_as_many_lines_as_it_says(found: list[Difference]) -> None:
    for move in MOVES:
        lines = {(one.plan, one.day, one.metric, one.place) for one in found if explains(move, one)}
        assert len(lines) == move["lines"], move["rule"]


def test_the_changelog_names_the_rule_of_every_move() -> None:
    for move in MOVES:
        assert " ".join(move["rule"].split()) in CHANGELOG


def test_a_figure_that_no_rule_moves_is_told() -> None:
    then = lines_then(RECORD)
    key = ("98113", "2019-06-30", "training_bases", "230100")
    now = {**then, key: {**then[key], "actual": then[key]["actual"] + 1}}
    (told,) = unexplained(list(differences(then, now)), [], now)
    assert (told.field, told.now - told.was) == ("actual", 1) and "training_bases" in as_entries([told])
    listed = [{"rule": "", "days": ["2019-06-30"], "moves": {"actual": {told.was: told.now}}}]
    assert not unexplained([told], listed, now)
    elsewhere = [{"rule": "", "places": "province", "moves": {"actual": {told.was: told.now}}}]
    assert unexplained([told], elsewhere, now)


def test_hand_ins_of_an_earlier_store_keep_number_state_history_and_original(store: Store) -> None:
    access = Access(store)
    kept = {
        one.number: [
            one.file,
            str(one.status),
            hashlib.sha256(original_of(access, one.id)[1]).hexdigest(),
            [[str(event.status), event.actor] for event in one.history],
        ]
        for one in list_submissions(access)
    }
    assert kept == RECORD["handins"]
