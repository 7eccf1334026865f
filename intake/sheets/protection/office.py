"""Packages of Office since 2007 that are encrypted with Excel's own password: the standard way and the agile one.

[MS-OFFCRYPTO] 2.3.4; the library for it writes temporary files, which the confined child may not.
"""

import base64
import hashlib
import io
import struct

from intake.sheets.markup import local, parse_markup
from intake.sheets.protection.keys import decrypt_aes, spin
from intake.sheets.sheet import Unreadable

_HASHES = ("SHA1", "SHA256", "SHA384", "SHA512", "MD5")
_MOST_SPINS = 1_000_000
_SEGMENT = 4096
_VERIFIER, _VERIFIED, _KEY = (
    bytes.fromhex(code) for code in ("fea7d2763b4b9e79", "d7aa0f6d3061344e", "146e0be7abacd0d6")
)


def decrypt_package(info: bytes, package: bytes) -> bytes:
    """Return the package behind the streams EncryptionInfo and EncryptedPackage.

    Raises `Unreadable` (``password-protected``) where another password, or another way, protects it.
    """
    try:
        way = struct.unpack_from("<HH", info)
        if way == (4, 4):
            return _decrypt_agile(info[8:], package)
        if way[1] == 2:
            return _decrypt_standard(info, package)
    except (struct.error, ValueError, KeyError, IndexError) as error:
        raise Unreadable("unreadable-file", reason="broken-container") from error
    raise Unreadable("password-protected")


def _decrypt_standard(info: bytes, package: bytes) -> bytes:
    (head,) = struct.unpack_from("<I", info, 8)
    (bits,) = struct.unpack_from("<I", info, 12 + 16)
    (salt_size,) = struct.unpack_from("<I", info, 12 + head)
    rest = info[12 + head + 4 :]
    salt, verifier, verified = rest[:salt_size], rest[salt_size:][:16], rest[salt_size + 20 :][:32]
    last = hashlib.sha1(spin(hashlib.sha1, salt, 50_000) + b"\0\0\0\0").digest()
    pads = (bytes(a ^ b for a, b in zip(last.ljust(64, b"\0"), sign * 64, strict=True)) for sign in (b"\x36", b"\x5c"))
    key = b"".join(hashlib.sha1(pad).digest() for pad in pads)[: bits // 8]
    if hashlib.sha1(decrypt_aes(key, verifier)).digest() != decrypt_aes(key, verified)[:20]:
        raise Unreadable("password-protected")
    (size,) = struct.unpack_from("<Q", package)
    return decrypt_aes(key, package[8:])[:size]


def _decrypt_agile(described: bytes, package: bytes) -> bytes:
    found: dict[str, dict[str, str]] = {}

    def keep(tag: str, facts: dict[str, str]) -> None:
        found.setdefault(tag, {local(name): value for name, value in facts.items()})

    parse_markup(io.BytesIO(described.rstrip(b"\0")), keep)
    data, own = found["keyData"], found.get("encryptedKey")
    if own is None:  # a certificate protects it
        raise Unreadable("password-protected")
    name = own["hashAlgorithm"].replace("-", "").upper()
    times = int(own["spinCount"])
    known = (own.get("cipherAlgorithm"), own.get("cipherChaining"), data.get("cipherAlgorithm"))
    if name not in _HASHES or times > _MOST_SPINS or known != ("AES", "ChainingModeCBC", "AES"):
        raise Unreadable("password-protected")
    hash = getattr(hashlib, name.lower())
    salt, bits = base64.b64decode(own["saltValue"]), int(own["keyBits"])
    spun = spin(hash, salt, times)

    def open_part(code: bytes, part: str) -> bytes:
        key = hash(spun + code).digest().ljust(bits // 8, b"\x36")[: bits // 8]
        vector = salt.ljust(16, b"\x36")[:16]
        return decrypt_aes(key, base64.b64decode(own[part]), vector)

    verifier = open_part(_VERIFIER, "encryptedVerifierHashInput")[: int(own["saltSize"])]
    digest = hash(verifier).digest()
    if open_part(_VERIFIED, "encryptedVerifierHashValue")[: len(digest)] != digest:
        raise Unreadable("password-protected")
    key = open_part(_KEY, "encryptedKeyValue")[: int(data["keyBits"]) // 8]
    return _open_segments(package, key, data)


def _open_segments(package: bytes, key: bytes, data: dict[str, str]) -> bytes:
    """Decrypt a package piece by piece, each with a vector of its own."""
    hash = getattr(hashlib, data["hashAlgorithm"].replace("-", "").lower())
    salt = base64.b64decode(data["saltValue"])
    (size,) = struct.unpack_from("<Q", package)
    parts = []
    for number, start in enumerate(range(8, len(package), _SEGMENT)):
        vector = hash(salt + struct.pack("<I", number)).digest().ljust(16, b"\x36")[:16]
        parts.append(decrypt_aes(key, package[start : start + _SEGMENT], vector))
    return b"".join(parts)[:size]
