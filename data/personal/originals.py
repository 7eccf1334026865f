"""The files as handed in, kept by a name of their own: written aside, forced to disk, renamed, verified on reading.

Files that hold ID numbers are sealed (AES-256-GCM, the name bound to it) before they touch the disk, and known by
an HMAC: by the SHA-256, which others are known by, a missing cell could be found by trying.
"""

import hashlib
import os
import shutil
import uuid
from datetime import datetime, timedelta
from pathlib import Path

from data.errors import OriginalDamaged
from data.personal.file_rights import force_folder, make_folder
from data.personal.keys import Key

#: What is left unfinished is kept this long after its last change, which its words tell.
KEPT_UNFINISHED, WORDS = timedelta(days=7), "words"
_NONCE = 12


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
    _write(folder, place, content)
    return sha256


def keep_sealed(folder: Path, content: bytes, key: Key) -> str:
    """Keep a file that holds ID numbers, sealed; return the name that it is known by."""
    name = key.name_of(fingerprint(content))
    place = _sealed_place(folder, name)
    if place.exists() and open_seal(place.read_bytes(), name, key) is not None:
        return name
    _write(folder, place, seal(content, name, key))
    return name


def seal(content: bytes, name: str, key: Key) -> bytes:
    """Return a content sealed, bound to the name that it is kept under."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key.of_files).encrypt(nonce, content, name.encode("ascii"))


def open_seal(sealed: bytes, name: str, key: Key) -> bytes | None:
    """Return what was sealed under a name; ``None`` where it was under another, with another key, or is damaged."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key.of_files).decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode("ascii"))
    except (InvalidTag, ValueError):
        return None


def _write(folder: Path, place: Path, content: bytes) -> None:
    incoming = folder / "incoming"
    make_folder(incoming)
    make_folder(place.parent)
    aside = incoming / uuid.uuid4().hex
    try:
        with aside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, place)
    finally:
        aside.unlink(missing_ok=True)
    force_folder(place.parent)


def is_sealed(folder: Path, name: str) -> bool:
    """Tell whether a file is kept sealed: reading it needs the key."""
    return _sealed_place(folder, name).exists()


def read_original(folder: Path, name: str, key: Key | None = None) -> bytes:
    """Return a kept file, opened with `key` where it is sealed.

    Raises
    ------
    OriginalDamaged
        When it is missing or no longer what this name was given to.
    """
    content: bytes | None
    try:
        if key is not None and is_sealed(folder, name):
            content = open_seal(_sealed_place(folder, name).read_bytes(), name, key)
        else:
            content = _place(folder, name).read_bytes()
            content = content if fingerprint(content) == name else None
    except FileNotFoundError:
        content = None
    if content is None:
        raise OriginalDamaged(name=name)
    return content


def drop_original(folder: Path, name: str) -> None:
    """Remove a file that nothing refers to any more."""
    _place(folder, name).unlink(missing_ok=True)
    _sealed_place(folder, name).unlink(missing_ok=True)


def list_originals(folder: Path) -> dict[str, bool]:
    """Return by name what is kept, and whether it is sealed."""
    return {place.stem: place.suffix == ".sealed" for place in folder.glob("[0-9a-f][0-9a-f]/*") if place.is_file()}


def clear_incoming(folder: Path) -> None:
    """Remove what an interrupted hand-in left; call it only while holding the store's lock."""
    for stray in (folder / "incoming").glob("*"):
        stray.unlink(missing_ok=True)


def clear_unfinished(folder: Path, now: datetime) -> None:
    """Remove the unfinished hand-ins that were left too long ago, whoever left them; no key is needed."""
    for place in folder.glob("*/*"):
        changed = [one.stat().st_mtime for one in (place / WORDS, place) if one.exists()]
        if changed and now.timestamp() - changed[0] > KEPT_UNFINISHED.total_seconds():
            shutil.rmtree(place, ignore_errors=True)


def _place(folder: Path, name: str) -> Path:
    return folder / name[:2] / name


def _sealed_place(folder: Path, name: str) -> Path:
    return folder / name[:2] / f"{name}.sealed"
