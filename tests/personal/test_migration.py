"""A store of an earlier version is brought up: numbers hidden, masks shortened, originals sealed, old bytes gone."""

import os
import re
import stat
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from data.access import Access
from data.errors import KeyUnwritable
from data.personal.keys import Key
from data.personal.originals import fingerprint
from data.queries.handins import find_submission, names_known, original_of
from data.settings import Settings
from data.store import open_store
from tests.support.earlier_store import unpack_earlier_store
from tests.support.numbers_of import GOOD, SHORT, spaced

if TYPE_CHECKING:
    from collections.abc import Callable

CONTENT = f"市（地）,培训人次\n大庆市,12\n王,{GOOD}\n".encode()
OLD_MASK = re.compile(rb"\d{4}\*{7,}[\dXx]{4}")


@pytest.fixture
def earlier(tmp_path: Path) -> Settings:
    """The demonstration store of an earlier version, with numbers in clear where that version let them stand."""
    settings = unpack_earlier_store(tmp_path)
    assert_old(settings)
    with duckdb.connect(str(settings.store_path)) as old:
        old.execute("UPDATE roster_term SET term = term || ? WHERE part = 'institution' AND code = 0", [spaced(GOOD)])
        old.execute("UPDATE submission SET actor = ?, document = ? WHERE file LIKE '%分解表%'", [f"王{GOOD}", SHORT])
        old.execute(
            "UPDATE submission SET file = ? WHERE file LIKE '%2018年.csv' AND file LIKE '%季末%'", [f"{GOOD}.csv"]
        )
        old.execute("UPDATE submission_event SET reason = ? WHERE status = 'accepted'", [f"已核实{GOOD}"])
        old.execute(
            (
                "INSERT INTO hint VALUES (TIMESTAMP '2019-07-01', ?, true, false, '98113', 'f', 1, ?, 'x', "
                "NULL, NULL, '人次')"
            ),
            [GOOD, GOOD],
        )
        plain = old.execute("SELECT sha256 FROM submission WHERE file = ?", [f"{GOOD}.csv"]).fetchone()[0]
        (settings.originals / plain[:2] / plain).unlink()
        name = fingerprint(CONTENT)
        (settings.originals / name[:2]).mkdir(exist_ok=True)
        (settings.originals / name[:2] / name).write_bytes(CONTENT)
        old.execute("UPDATE submission SET sha256 = ? WHERE sha256 = ?", [name, plain])
    return settings


def assert_old(settings: Settings) -> None:
    with duckdb.connect(str(settings.store_path), read_only=True) as old:
        assert (
            old.execute("SELECT count(*) FROM roster_row WHERE regexp_matches(id_number, '^\\d{4}\\*{10}')").fetchone()[
                0
            ]
            > 1000
        )
        assert max(number for (number,) in old.execute("SELECT number FROM migration").fetchall()) == 4


def sealed_before(settings: Settings) -> dict[str, bytes]:
    """Return the content of the sealed files by the SHA-256 that the earlier version named them by."""
    key = Key(settings.key_path.read_bytes())
    found = {}
    for path in settings.originals.glob("*/*.sealed"):
        lying = path.read_bytes()
        found[path.stem] = AESGCM(key.of_files).decrypt(lying[:12], lying[12:], path.stem.encode())
    return found


def all_bytes(settings: Settings) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(settings.home.rglob("*")) if path.is_file())


def test_numbers_masks_and_files_of_an_earlier_store_are_brought_up_and_its_old_bytes_are_gone(
    earlier: Settings,
) -> None:
    sealed = sealed_before(earlier)
    assert sealed and all(sha256(content).hexdigest() == name for name, content in sealed.items())
    with open_store(earlier) as store:
        access = Access(store)
        with store.cursor() as cursor:
            shown = cursor.execute(
                "SELECT DISTINCT regexp_matches(id_number, '^\\d\\d\\*+[\\dXx]$') FROM roster_row"
            ).fetchall()
            files = cursor.execute("SELECT id, file, sha256 FROM submission").fetchall()
            names = cursor.execute("SELECT name FROM roster_name_sum WHERE kind = 'institution'").fetchall()
        assert shown == [(True,)] and any("23***************3" in name for (name,) in names)
        known = {file: (id, name) for id, file, name in files}
        id, name = known["23***************3.csv"]
        assert name != fingerprint(CONTENT) and original_of(access, id)[1] == CONTENT
        assert name in names_known(access, fingerprint(CONTENT))
        for old, content in sealed.items():
            (id,) = [one for one, _, name in files if name in names_known(access, old) and name != old]
            assert original_of(access, id)[1] == content
        for id, _, _ in files:
            assert original_of(access, id)[1] and find_submission(access, id)
        store._connection.execute("CHECKPOINT")
    lying = all_bytes(earlier)
    assert GOOD.encode() not in lying and SHORT.encode() not in lying and not OLD_MASK.search(lying)
    for name in (*sealed, fingerprint(CONTENT)):
        assert name.encode() not in lying and not list(earlier.home.rglob(f"{name}*"))
    for place in (earlier.home, *earlier.home.rglob("*")):
        assert stat.S_IMODE(place.stat().st_mode) == (0o700 if place.is_dir() else 0o600)


def test_without_the_key_the_rest_is_brought_up_and_the_files_wait_for_it(earlier: Settings) -> None:
    key, sealed = earlier.key_path.read_bytes(), sealed_before(earlier)
    earlier.key_path.unlink()
    with open_store(earlier) as store, store.cursor() as cursor:
        names = {name for (name,) in cursor.execute("SELECT sha256 FROM submission").fetchall()}
        assert set(sealed) <= names
    assert GOOD.encode() not in (earlier.store_path).read_bytes() and not earlier.key_path.exists()
    earlier.key_path.write_bytes(key)
    with open_store(earlier) as store, store.cursor() as cursor:
        names = {name for (name,) in cursor.execute("SELECT sha256 FROM submission").fetchall()}
        assert not set(sealed) & names
    assert not any(name.encode() in all_bytes(earlier) for name in sealed)


@pytest.mark.parametrize("moment", ["copy", "replace", "drop"])
def test_bringing_a_store_up_goes_on_where_it_was_cut_off(
    moment: str, earlier: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: dict[str, tuple[str, Callable]] = {
        "copy": ("data.tidying._copy", _end),
        "replace": ("data.tidying.os.replace", _end),
        "drop": ("data.personal.sealing.drop_original", _end),
    }
    with duckdb.connect(str(earlier.store_path), read_only=True) as old:
        count = old.execute("SELECT count(*) FROM submission").fetchone()
    with monkeypatch.context() as cut:
        cut.setattr(*places[moment])
        with pytest.raises(KeyboardInterrupt):
            open_store(earlier)
    with open_store(earlier) as store, store.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM submission").fetchone() == count
        assert cursor.execute("SELECT content FROM store_fact WHERE name = 'originals'").fetchone() == ("sealed",)
        assert cursor.execute(
            "SELECT count(*) FROM store_fact WHERE name IN ('rewrite', 'sum-rosters')"
        ).fetchone() == (0,)
    lying = all_bytes(earlier)
    assert GOOD.encode() not in lying and not OLD_MASK.search(lying) and fingerprint(CONTENT).encode() not in lying
    assert not [name for name in os.listdir(earlier.store_folder) if "rewritten" in name]


def _end(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_original_that_cannot_be_opened_keeps_its_name_and_its_place(earlier: Settings) -> None:
    name = min(sealed_before(earlier))
    place = next(earlier.originals.glob(f"*/{name}.sealed"))
    whole = place.read_bytes()
    place.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    for _ in range(2):
        with open_store(earlier) as store, store.cursor() as cursor:
            assert (name,) in cursor.execute("SELECT sha256 FROM submission").fetchall()
        assert place.exists()


def test_where_no_key_can_be_made_the_store_opens_and_its_files_wait(
    earlier: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise KeyUnwritable(path="x", cause="read-only")

    with monkeypatch.context() as without:
        without.setattr("data.personal.sealing.load_key", refuse)
        with open_store(earlier) as store, store.cursor() as cursor:
            assert cursor.execute("SELECT count(*) FROM store_fact WHERE name = 'originals'").fetchone() == (0,)


def test_where_there_is_no_room_to_write_the_file_anew_it_opens_and_tries_again(
    earlier: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise duckdb.IOException("No space left on device")

    with monkeypatch.context() as full:
        full.setattr("data.tidying._copy", refuse)
        with open_store(earlier) as store, store.cursor() as cursor:
            assert cursor.execute("SELECT count(*) FROM store_fact WHERE name = 'rewrite'").fetchone() == (1,)
    open_store(earlier).close()
    assert not OLD_MASK.search(earlier.store_path.read_bytes())


def test_stars_between_other_numbers_are_no_mask(earlier: Settings) -> None:
    with duckdb.connect(str(earlier.store_path)) as old:
        old.execute(
            "UPDATE submission_event SET reason = '2018****2019 与 1200*1500 一致，2306**********8143' "
            "WHERE status = 'accepted'"
        )
    with open_store(earlier) as store, store.cursor() as cursor:
        reasons = {
            one for (one,) in cursor.execute("SELECT reason FROM submission_event WHERE status = 'accepted'").fetchall()
        }
    assert reasons == {"2018****2019 与 1200*1500 一致，23***************3"}
