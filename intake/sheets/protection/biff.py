"""Workbooks of Excel 95 to 2003 that are encrypted with Excel's own password: RC4 in two ways, and XOR.

[MS-OFFCRYPTO] 2.3.5 to 2.3.7, [MS-XLS] 2.2.10: records keep their heads and some keep their data.
"""

import hashlib
import struct
from collections.abc import Callable, Iterator

from intake.sheets.protection.keys import PASSWORD, decrypt_arc4
from intake.sheets.sheet import Unreadable

_FILEPASS, _BOUNDSHEET, _BOF, _EOF = 0x2F, 0x85, (0x09, 0x209, 0x409, 0x809), 0x0A
#: Records that are never encrypted.
_PLAIN = frozenset({*_BOF, _FILEPASS, 0xE1, 0x194, 0x195, 0x196, 0x138})
_BLOCK = 1024
#: What the default password makes of XOR obfuscation: its key, its verifier, and the array of its bytes.
_XOR_KEY, _XOR_VERIFIER = 0xB359, 0x9A0A
_XOR_ARRAY = bytes.fromhex("876b9ae21ee305621e699660986e9404")
#: A byte turned right by five bits.
_TURNED = bytes((number >> 5 | number << 3) & 0xFF for number in range(256))


def decrypt_stream(stream: bytes) -> bytes | None:
    """Return a workbook stream of the same size without its encryption; ``None`` where it has none.

    Raises `Unreadable` (``password-protected``) where another password, or another way, protects it.
    """
    pass_record = next(_find_pass(stream), None)
    if pass_record is None:
        return None
    at, size = pass_record
    try:
        ranges = list(_encrypted_ranges(stream))
        opened = _open(stream, stream[at + 4 : at + 4 + size], ranges)
    except (struct.error, IndexError, ValueError) as error:
        raise Unreadable("password-protected") from error
    # The record stays, as one that says nothing: what follows keeps its place.
    opened[at : at + 4 + size] = struct.pack("<HH", 0, size) + b"\0" * size
    return bytes(opened)


def _find_pass(stream: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the record stands that tells of encryption: among the first, before any sheet."""
    for at, kind, size in _records(stream):
        if kind == _FILEPASS:
            yield at, size
        elif kind == _EOF:
            return


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == 0 and size == 0:
            return  # the stream is filled up behind its last record
        yield at, kind, size
        at += 4 + size


def _encrypted_ranges(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield start and end of what is encrypted in each record, and the size of the record's data."""
    for at, kind, size in _records(stream):
        if kind not in _PLAIN:
            # Where a sheet begins is told plainly.
            start = at + 4 + (4 if kind == _BOUNDSHEET else 0)
            yield start, min(at + 4 + size, len(stream)), size


def _open(stream: bytes, told: bytes, ranges: list[tuple[int, int, int]]) -> bytearray:
    way = struct.unpack_from("<H", told)[0] if len(told) > 4 else 0
    if way == 0:
        if struct.unpack("<HH", told[-4:]) != (_XOR_KEY, _XOR_VERIFIER):
            raise Unreadable("password-protected")
        return _undo_xor(stream, ranges)
    version, minor = struct.unpack_from("<HH", told, 2)
    if (version, minor) == (1, 1):
        key_of, verified = _standard_key(told[6:22]), hashlib.md5
        verifier, expected = told[22:38], told[38:54]
    elif minor == 2:
        (head,) = struct.unpack_from("<I", told, 10)
        (bits,) = struct.unpack_from("<I", told, 14 + 16)
        (salt_size,) = struct.unpack_from("<I", told, 14 + head)
        rest = told[14 + head + 4 :]
        key_of, verified = _crypto_key(rest[:salt_size], bits or 40), hashlib.sha1
        verifier, expected = rest[salt_size:][:16], rest[salt_size + 20 :][:20]
    else:
        raise Unreadable("password-protected")
    plain = decrypt_arc4(key_of(0), verifier + expected)
    if not expected or verified(plain[:16]).digest() != plain[16:]:
        raise Unreadable("password-protected")
    opened, stride = bytearray(stream), range(0, len(stream), _BLOCK)
    whole = b"".join(decrypt_arc4(key_of(at // _BLOCK), stream[at : at + _BLOCK]) for at in stride)
    for start, end, _ in ranges:
        opened[start:end] = whole[start:end]
    return opened


def _standard_key(salt: bytes) -> Callable[[int], bytes]:
    first = hashlib.md5((hashlib.md5(PASSWORD).digest()[:5] + salt) * 16).digest()[:5]
    return lambda block: hashlib.md5(first + struct.pack("<I", block)).digest()


def _crypto_key(salt: bytes, bits: int) -> Callable[[int], bytes]:
    first = hashlib.sha1(salt + PASSWORD).digest()

    def key_of(block: int) -> bytes:
        key = hashlib.sha1(first + struct.pack("<I", block)).digest()
        return key[:5].ljust(16, b"\0") if bits == 40 else key[: bits // 8]

    return key_of


def _undo_xor(stream: bytes, ranges: list[tuple[int, int, int]]) -> bytearray:
    opened = bytearray(stream)
    for start, end, size in ranges:
        # Which byte of the array comes first, a record's place and size tell.
        for at in range(start, end):
            opened[at] = _TURNED[opened[at] ^ _XOR_ARRAY[(at + size) % 16]]
    return opened
