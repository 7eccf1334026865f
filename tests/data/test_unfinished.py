"""What nobody has submitted yet is kept for its user alone, sealed, and for some days."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.access import REPORTER, Access, User
from data.errors import KeyLost
from data.handins.unfinished import (
    MOST,
    Part,
    drop_unfinished,
    find_unfinished,
    keep_unfinished,
    list_unfinished,
    new_id,
    open_unfinished,
)
from data.personal.originals import KEPT_UNFINISHED, fingerprint
from data.settings import load_settings
from data.store import Store, open_store

ROSTER = "姓名,身份证号\n张三,230102199001011234\n".encode()
WORDS = {"words": {"reason": "张三的名单有误"}}


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    with open_store(load_settings()) as opened:
        yield opened


def part(name: str, content: bytes = ROSTER) -> Part:
    return Part(name, fingerprint(content), lambda: content)


def test_files_and_words_come_back_to_their_user_and_to_nobody_else(store: Store) -> None:
    own, other = Access(store, User("甲", frozenset({REPORTER}))), Access(store, User("乙", frozenset({REPORTER})))
    keep_unfinished(own, new_id(), [part("张三.csv")], WORDS)
    [found] = list_unfinished(own)
    assert open_unfinished(own, found) == (("张三.csv", ROSTER),) and found.words == WORDS
    assert list_unfinished(other) == () and find_unfinished(other, found.id) is None
    assert store.version().endswith(".0"), "nothing of it is part of the database"


def test_nothing_of_it_lies_readable_on_the_disk(store: Store) -> None:
    access = Access(store)
    keep_unfinished(access, new_id(), [part("张三.csv")], WORDS)
    places = [one for one in store.settings.home.rglob("*") if one.is_file()]
    written = b"".join(one.read_bytes() for one in places if one.suffix != ".duckdb")
    told = "".join(str(one) for one in places)
    for text in ("张三", "230102199001011234", access.user.name, fingerprint(ROSTER)):
        assert text.encode() not in written and text not in told
    assert all(one.stat().st_mode & 0o077 == 0 for one in places)


def test_what_is_changed_is_kept_as_it_is_now(store: Store) -> None:
    access, id = Access(store), new_id()
    keep_unfinished(access, id, [part("一.csv"), part("二.csv", b"1")], WORDS)
    keep_unfinished(access, id, [part("二.csv", b"1")], {})
    [found] = list_unfinished(access)
    assert open_unfinished(access, found) == (("二.csv", b"1"),) and found.words == {}
    assert len(list(store.settings.unfinished.rglob("*.sealed"))) == 1


def test_the_same_files_are_kept_once_and_of_many_the_latest(store: Store) -> None:
    access = Access(store)
    for _ in range(2):
        keep_unfinished(access, new_id(), [part("一.csv")], WORDS)
    assert len(list_unfinished(access)) == 1
    for number in range(MOST + 2):
        keep_unfinished(access, new_id(), [part(f"{number}.csv", str(number).encode())], {})
    names = [one.files[0][0] for one in list_unfinished(access)]
    assert names == [f"{number}.csv" for number in range(MOST + 1, 1, -1)]


def test_words_alone_are_kept_and_not_offered_as_a_hand_in(store: Store) -> None:
    access, id = Access(store), new_id()
    keep_unfinished(access, id, (), WORDS)
    found = find_unfinished(access, id)
    assert found is not None and found.words == WORDS and list_unfinished(access) == ()


def test_what_was_left_too_long_ago_is_removed_also_without_the_key(store: Store) -> None:
    access, old = Access(store), time.time() - KEPT_UNFINISHED.total_seconds() - 60
    keep_unfinished(access, new_id(), [part("一.csv")], WORDS)
    keep_unfinished(access, new_id(), [part("二.csv", b"2")], WORDS)
    id = next(one.id for one in list_unfinished(access) if one.files[0][0] == "一.csv")
    [place] = store.settings.unfinished.glob(f"*/{id}")
    os.utime(place / "words", (old, old))
    store.settings.key_path.unlink()
    store.close()
    with open_store(load_settings()):
        assert not place.exists() and len(list(store.settings.unfinished.glob("*/*"))) == 1


def test_what_is_let_go_leaves_no_file(store: Store) -> None:
    access, id = Access(store), new_id()
    keep_unfinished(access, id, [part("一.csv")], WORDS)
    drop_unfinished(access, id)
    assert list_unfinished(access) == () and not [one for one in store.settings.unfinished.rglob("*") if one.is_file()]


def test_with_another_key_nothing_is_offered_and_without_one_of_the_store_it_is_refused(store: Store) -> None:
    access = Access(store)
    keep_unfinished(access, new_id(), [part("一.csv")], WORDS)
    store.settings.key_path.unlink()
    assert list_unfinished(access) == ()
    with store.write() as writing:
        writing.cursor.execute("INSERT INTO store_fact VALUES ('key', 'another')")
    with pytest.raises(KeyLost):
        keep_unfinished(access, new_id(), [part("一.csv")], WORDS)
