"""Originals that hold ID numbers are sealed; those that an earlier version left readable, at the next start."""

import logging
from collections.abc import Iterable

from duckdb import DuckDBPyConnection

from data.cursor import Cursor
from data.errors import KeyLost, KeyUnwritable, OriginalDamaged
from data.personal.keys import Key, known_print, load_key, remember_key
from data.personal.originals import drop_original, fingerprint, is_sealed, keep_sealed, list_originals, read_original
from data.personal.whole_files import may_hold_number
from data.settings import Settings
from data.tidying import REWRITE, ask

#: The store's fact that says how far its originals are: ``renamed``, then ``sealed``.
FACT = "originals"
_log = logging.getLogger(__name__)


def names_of(cursor: Cursor, settings: Settings, sha256: str) -> tuple[str, ...]:
    """Return the names that a file may be known by in the store: its SHA-256, and that of a sealed file."""
    known = known_print(cursor)
    if known is None:
        return (sha256,)
    try:
        return (sha256, load_key(settings, known).name_of(sha256))
    except KeyLost:
        return (sha256,)


def seal_originals(cursor: DuckDBPyConnection, settings: Settings) -> None:
    """Seal what an earlier version kept readable or knew by its SHA-256 though it holds ID numbers; once for a store.

    Interrupted it is done again at the next start. Without the key nothing is changed: the files wait for it.
    """
    done = cursor.execute("SELECT content FROM store_fact WHERE name = ?", [FACT]).fetchone()
    if done is None:
        doubtful = _find_doubtful(cursor, settings)
        if doubtful:
            try:
                key = load_key(settings, known_print(cursor))
            except (KeyLost, KeyUnwritable) as lost:
                _log.warning("originals wait to be sealed: %s", lost)
                return
            _rename(cursor, _seal(settings, doubtful, key), key)
        else:
            _settle(cursor, "renamed")
        done = ("renamed",)
    if done == ("renamed",):
        referred = {name for (name,) in cursor.execute("SELECT DISTINCT sha256 FROM submission").fetchall()}
        for name in list_originals(settings.originals):
            if name not in referred:
                drop_original(settings.originals, name)
        _settle(cursor, "sealed")


def _find_doubtful(cursor: DuckDBPyConnection, settings: Settings) -> list[str]:
    """Return the SHA-256 of every kept file that holds ID numbers or may do so."""
    folder, found = settings.originals, []
    with_rows = {
        name
        for (name,) in cursor.execute(
            "SELECT DISTINCT sha256 FROM submission WHERE id IN ("
            "SELECT submission FROM roster_row UNION SELECT submission FROM roster_rejected)"
        ).fetchall()
    }
    for (name,) in cursor.execute("SELECT DISTINCT sha256 FROM submission ORDER BY 1").fetchall():
        if name in with_rows or is_sealed(folder, name):
            found.append(name)
            continue
        try:
            content = read_original(folder, name)
        except OriginalDamaged:
            continue
        if may_hold_number(content):
            found.append(name)
    return found


def _seal(settings: Settings, names: Iterable[str], key: Key) -> dict[str, str]:
    """Keep the files sealed under their new names beside the old ones; return new names by old."""
    renamed = {}
    for name in names:
        try:
            content = read_original(settings.originals, name, key)
        except OriginalDamaged:
            # It keeps its name and its place: a copy from a backup must be found again.
            _log.warning("original %s is missing or damaged", key.name_of(name))
            continue
        if fingerprint(content) == name:
            keep_sealed(settings.originals, content, key)
        renamed[name] = key.name_of(name)
    return renamed


def _rename(cursor: DuckDBPyConnection, renamed: dict[str, str], key: Key) -> None:
    cursor.begin()
    try:
        cursor.execute(
            "UPDATE submission SET sha256 = m.new FROM"
            " (SELECT unnest(CAST(? AS VARCHAR[])) AS old, unnest(CAST(? AS VARCHAR[])) AS new) m"
            " WHERE submission.sha256 = m.old",
            [list(renamed), list(renamed.values())],
        )
        remember_key(cursor, key)
        ask(cursor, REWRITE)
        cursor.execute("INSERT INTO store_fact VALUES (?, 'renamed')", [FACT])
        cursor.commit()
    except BaseException:
        cursor.rollback()
        raise


def _settle(cursor: DuckDBPyConnection, state: str) -> None:
    cursor.begin()
    cursor.execute("DELETE FROM store_fact WHERE name = ?", [FACT])
    cursor.execute("INSERT INTO store_fact VALUES (?, ?)", [FACT, state])
    cursor.commit()
