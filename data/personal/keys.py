"""The key that ID numbers are hashed with and that originals which hold them are sealed with.

It lies outside the store's folder: whoever gets the store, or a backup of it, has no ID numbers.
"""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import KeyLost, KeyUnwritable
from data.personal.file_rights import make_folder
from data.settings import Settings

if TYPE_CHECKING:
    from data.cursor import Cursor

LENGTH = 32


@dataclass(frozen=True, slots=True)
class Key:
    """The secret of one installation, and what is derived from it."""

    secret: bytes

    @property
    def of_numbers(self) -> bytes:
        """What ID numbers are hashed with."""
        return self._derive(b"id numbers")

    @property
    def of_files(self) -> bytes:
        """What originals are sealed with."""
        return self._derive(b"originals")

    def name_of(self, sha256: str) -> str:
        """What a sealed file is known by: without the key nobody can try contents against it."""
        return hmac.new(self._derive(b"names of originals"), sha256.encode("ascii"), hashlib.sha256).hexdigest()

    @property
    def fingerprint(self) -> str:
        """What tells this key from others, and nothing more."""
        return self._derive(b"fingerprint of blocks").hex()[:16]

    def _derive(self, purpose: bytes) -> bytes:
        return hashlib.blake2b(purpose, key=self.secret, digest_size=LENGTH).digest()


def known_print(cursor: "Cursor") -> str | None:
    """Return the fingerprint of the key that a store was filled with, if it needed one so far."""
    found = cursor.execute("SELECT content FROM store_fact WHERE name = 'key'").fetchone()
    return found[0] if found else None


def remember_key(cursor: "Cursor", key: Key) -> None:
    """Write down which key a store is filled with."""
    if known_print(cursor) is None:
        cursor.execute("INSERT INTO store_fact VALUES ('key', ?)", [key.fingerprint])


def load_key(settings: Settings, known: str | None = None) -> Key:
    """Return the key; it is made when it is first needed, readable by its owner alone.

    Parameters
    ----------
    known
        Fingerprint of the key that the store was filled with, if it holds ID numbers already.

    Raises
    ------
    KeyLost
        When the store was filled with another key, or the file is gone or cannot be read: then no new one is made.
    KeyUnwritable
        When none can be made.
    """
    place = settings.key_path
    try:
        secret = place.read_bytes()
    except FileNotFoundError:
        if known is not None:
            raise KeyLost(path=str(place)) from None
        secret = _make(place)
    except OSError:
        raise KeyLost(path=str(place)) from None
    if len(secret) != LENGTH or (known is not None and Key(secret).fingerprint != known):
        raise KeyLost(path=str(place))
    return Key(secret)


def _make(place: Path) -> bytes:
    """Make the key; raise `KeyUnwritable` where that cannot be."""
    try:
        return _make_file(place)
    except OSError as error:
        raise KeyUnwritable(path=str(place), cause=error.strerror or str(error)) from None


def _make_file(place: Path) -> bytes:
    make_folder(place.parent)
    secret = secrets.token_bytes(LENGTH)
    aside = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        # Another process may have made one meanwhile: the first one stays.
        with suppress(FileExistsError):
            os.link(aside, place)
    finally:
        aside.unlink(missing_ok=True)
    return place.read_bytes()
