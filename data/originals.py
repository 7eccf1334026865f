"""The files as handed in, kept by their SHA-256: written aside, forced to disk, renamed, verified on reading.

Files that hold ID numbers are sealed (AES-256-GCM, the SHA-256 bound to it) before they touch the disk.
"""

import hashlib
import os
import uuid
from pathlib import Path

from data.errors import OriginalDamaged

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


def keep_sealed(folder: Path, content: bytes, key: bytes) -> str:
    """Keep a file that holds ID numbers, sealed with `key`; return its SHA-256."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    sha256 = fingerprint(content)
    place = _sealed_place(folder, sha256)
    if place.exists() and _open_seal(place.read_bytes(), sha256, key) is not None:
        return sha256
    nonce = os.urandom(_NONCE)
    _write(folder, place, nonce + AESGCM(key).encrypt(nonce, content, sha256.encode("ascii")))
    return sha256


def _open_seal(sealed: bytes, sha256: str, key: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], sha256.encode("ascii"))
    except (InvalidTag, ValueError):
        return None


def _write(folder: Path, place: Path, content: bytes) -> None:
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


def is_sealed(folder: Path, sha256: str) -> bool:
    """Tell whether a file is kept sealed: reading it needs the key."""
    return _sealed_place(folder, sha256).exists()


def read_original(folder: Path, sha256: str, key: bytes | None = None) -> bytes:
    """Return a kept file, opened with `key` where it is sealed.

    Raises
    ------
    OriginalDamaged
        When it is missing or its content no longer has this SHA-256.
    """
    content: bytes | None
    try:
        if key is not None and is_sealed(folder, sha256):
            content = _open_seal(_sealed_place(folder, sha256).read_bytes(), sha256, key)
        else:
            content = _place(folder, sha256).read_bytes()
    except FileNotFoundError:
        content = None
    if content is None or fingerprint(content) != sha256:
        raise OriginalDamaged(sha256=sha256)
    return content


def drop_original(folder: Path, sha256: str) -> None:
    """Remove a file that nothing refers to any more."""
    _place(folder, sha256).unlink(missing_ok=True)
    _sealed_place(folder, sha256).unlink(missing_ok=True)


def clear_incoming(folder: Path) -> None:
    """Remove what an interrupted hand-in left; call it only while holding the store's lock."""
    for stray in (folder / "incoming").glob("*"):
        stray.unlink(missing_ok=True)


def _place(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / sha256


def _sealed_place(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / f"{sha256}.sealed"


def _force_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
