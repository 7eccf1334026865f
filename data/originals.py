"""The files as handed in, kept by their SHA-256: written aside, forced to disk, renamed, verified on reading."""

import hashlib
import os
import uuid
from pathlib import Path

from data.errors import OriginalDamaged


def fingerprint(content: bytes) -> str:
    """Return the SHA-256 that names a file."""
    return hashlib.sha256(content).hexdigest()


def keep_original(folder: Path, content: bytes) -> str:
    """Keep a file and return its SHA-256; a file already kept whole is not written again.

    A crash leaves either the whole file under its name or a stray one in ``incoming``, which
    `clear_incoming` removes at the next start.
    """
    sha256 = fingerprint(content)
    place = _place(folder, sha256)
    if place.exists() and fingerprint(place.read_bytes()) == sha256:
        return sha256
    incoming = folder / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = incoming / uuid.uuid4().hex
    try:
        with aside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, place)
    finally:
        aside.unlink(missing_ok=True)
    _force_folder(place.parent)
    return sha256


def read_original(folder: Path, sha256: str) -> bytes:
    """Return a kept file.

    Raises
    ------
    OriginalDamaged
        When it is missing or its content no longer has this SHA-256.
    """
    try:
        content = _place(folder, sha256).read_bytes()
    except FileNotFoundError:
        raise OriginalDamaged(sha256=sha256) from None
    if fingerprint(content) != sha256:
        raise OriginalDamaged(sha256=sha256)
    return content


def drop_original(folder: Path, sha256: str) -> None:
    """Remove a file that nothing refers to any more."""
    _place(folder, sha256).unlink(missing_ok=True)


def clear_incoming(folder: Path) -> None:
    """Remove what an interrupted hand-in left; call it only while holding the store's lock."""
    for stray in (folder / "incoming").glob("*"):
        stray.unlink(missing_ok=True)


def _place(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / sha256


def _force_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
