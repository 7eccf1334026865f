"""Hand-ins that nobody has submitted yet: files and words, kept for whoever comes back, sealed, for some days.

They are no part of the database: nothing is read of them, and no figure depends on them.
"""

import json
import os
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.access import Access
from data.errors import StoreUnwritable
from data.handins.rosters import store_key
from data.personal.file_rights import make_folder
from data.personal.keys import Key
from data.personal.originals import (
    WORDS,
    clear_unfinished,
    fingerprint,
    keep_sealed,
    open_seal,
    read_original,
    seal,
)

#: Hand-ins of one user that are kept at a time; the oldest gives way.
MOST = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A file of an unfinished hand-in: its name, its SHA-256, and a way to its content."""

    name: str
    sha256: str
    content: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A hand-in that was left.

    Attributes
    ----------
    moment
        When it was last changed.
    files
        Name of each file, and the name that it is kept under.
    words
        What was typed and answered, as the page gave it.
    """

    id: str
    moment: datetime
    files: tuple[tuple[str, str], ...]
    words: Mapping[str, Any]


def keep_unfinished(access: Access, id: str, parts: Sequence[Part], words: Mapping[str, Any]) -> None:
    """Keep the files and words of a hand-in under its id; the same files kept under another id are let go.

    Raises
    ------
    KeyLost, KeyUnwritable, StoreUnwritable
        When they cannot be sealed, or the disk refuses.
    """
    access.require("hand-in")
    key, settings = store_key(access.store), access.store.settings
    place = _folder(access, key) / id
    files = [(one.name, key.name_of(one.sha256)) for one in parts]
    try:
        make_folder(place)
        for one, (_, kept) in zip(parts, files, strict=True):
            if not (place / kept[:2] / f"{kept}.sealed").exists():
                keep_sealed(place, one.content(), key)
        said = {"moment": datetime.now(UTC).isoformat(), "files": files, "words": words}
        aside = place / f"{WORDS}.{os.getpid()}"
        aside.write_bytes(seal(json.dumps(said, ensure_ascii=False).encode(), id, key))
        os.replace(aside, place / WORDS)
        _clear(place, {kept for _, kept in files})
    except OSError as error:
        raise StoreUnwritable(home=str(settings.home), cause=error.strerror or str(error)) from None
    if files:
        others = [one for one in list_unfinished(access) if one.id != id]
        same = [one for one in others if set(one.files) == {tuple(file) for file in files}]
        for gone in (*same, *[one for one in others if one not in same][MOST - 1 :]):
            drop_unfinished(access, gone.id)


def list_unfinished(access: Access) -> tuple[Unfinished, ...]:
    """Return what this user has left with files and not submitted, the latest first."""
    access.require("hand-in")
    settings = access.store.settings
    if not settings.unfinished.is_dir():
        return ()
    clear_unfinished(settings.unfinished, datetime.now(UTC))
    found = [one for one in _all(access, store_key(access.store)) if one.files]
    return tuple(sorted(found, key=lambda one: one.moment, reverse=True))


def find_unfinished(access: Access, id: str) -> Unfinished | None:
    """Return what this user keeps under an id."""
    if not access.store.settings.unfinished.is_dir():
        return None
    key = store_key(access.store)
    return _read(_folder(access, key) / id, key)


def open_unfinished(access: Access, found: Unfinished) -> tuple[tuple[str, bytes], ...]:
    """Return name and content of each of its files; raise `OriginalDamaged` where one is gone."""
    key = store_key(access.store)
    place = _folder(access, key) / found.id
    return tuple((name, read_original(place, kept, key)) for name, kept in found.files)


def drop_unfinished(access: Access, id: str) -> None:
    """Let go of what is kept under an id; nothing of it stays."""
    if access.store.settings.unfinished.is_dir():
        shutil.rmtree(_folder(access, store_key(access.store)) / id, ignore_errors=True)


def new_id() -> str:
    """Return an id for a hand-in that begins."""
    return uuid.uuid4().hex


def _all(access: Access, key: Key) -> Iterator[Unfinished]:
    for place in _folder(access, key).glob("*"):
        found = _read(place, key)
        if found is not None:
            yield found


def _read(place: Path, key: Key) -> Unfinished | None:
    try:
        opened = open_seal((place / WORDS).read_bytes(), place.name, key)
    except OSError:
        return None
    if opened is None:
        return None
    said = json.loads(opened)
    files = tuple((name, kept) for name, kept in said["files"])
    return Unfinished(place.name, datetime.fromisoformat(said["moment"]), files, said["words"])


def _folder(access: Access, key: Key) -> Path:
    """Return where this user's are: the name of the folder tells nobody who that is."""
    return access.store.settings.unfinished / key.name_of(fingerprint(access.user.name.encode()))[:32]


def _clear(place: Path, kept: set[str]) -> None:
    for one in place.glob("*/*.sealed"):
        if one.stem not in kept:
            one.unlink(missing_ok=True)
