"""Zip containers of workbooks, opened with care."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from intake.sheets.progress import expect
from intake.sheets.sheet import Unreadable

MAX_DIRECTORY = 4_000_000  # bytes of central directory; a workbook has a few kB
MAX_UNPACKED = 3_000_000_000
FREE_UNPACKED = 200_000_000  # up to here no ratio is looked at
MAX_RATIO = 60  # real rosters inflate 9 times, bombs 500 times
_STEP = 200_000


class Archive:
    """Members of a zip file by name, whatever slashes and letter case its writer used."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._zip = open_checked(content)
        expect(sum(info.file_size for info in self._zip.infolist()))
        self._members = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def names(self) -> list[str]:
        """Return the lower-case names of all members."""
        return list(self._members)

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a member for reading; never yields more bytes than the directory declares.

        Damage met while reading it becomes `Unreadable`.
        """
        info = self._find(name)
        try:
            with self._zip.open(info) as stream:
                yield stream
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable("unreadable-file", reason="truncated") from error

    def blocks(self, name: str, most: int = 4_000_000) -> Iterator[bytes]:
        """Yield a member piece by piece, three times as fast as by `open`.

        Never more bytes than the directory declares; what is damaged is `Unreadable` at its end.
        """
        info = self._find(name)
        packed = self._packed(info)
        size = checksum = 0
        try:
            for block in _unpack(packed, most) if info.compress_type == zipfile.ZIP_DEFLATED else _cut(packed):
                size += len(block)
                checksum = zlib.crc32(block, checksum)
                if size > info.file_size:
                    raise Unreadable("unreadable-file", reason="truncated")
                yield block
        except zlib.error as error:
            raise Unreadable("unreadable-file", reason="truncated") from error
        if size != info.file_size or checksum != info.CRC:
            raise Unreadable("unreadable-file", reason="truncated")

    def _find(self, name: str) -> zipfile.ZipInfo:
        info = self._members.get(name.lstrip("/").lower())
        if info is None:
            raise Unreadable("unreadable-file", reason="part-missing", part=name)
        if info.flag_bits & 0x1:
            raise Unreadable("password-protected")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("unreadable-file", reason="broken-container")
        return info

    def _packed(self, info: zipfile.ZipInfo) -> memoryview:
        """Return a member's bytes as they lie in the file, behind a header of its own."""
        header = self._content[info.header_offset : info.header_offset + 30]
        if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
            raise Unreadable("unreadable-file", reason="truncated")
        start = info.header_offset + 30 + sum(struct.unpack_from("<HH", header, 26))
        return memoryview(self._content)[start : start + info.compress_size]


def _cut(packed: memoryview) -> Iterator[bytes]:
    for start in range(0, len(packed), _STEP):
        yield bytes(packed[start : start + _STEP])


def _unpack(packed: memoryview, most: int) -> Iterator[bytes]:
    """Yield the content of a deflated member in blocks of at most so many bytes."""
    inflate = zlib.decompressobj(-15)
    for part in _cut(packed):
        left = part
        while True:
            block = inflate.decompress(left, most)
            left = inflate.unconsumed_tail
            yield block
            # A full block may have more of the same behind it, though all that was packed is taken.
            if not left and len(block) < most:
                break


def open_checked(content: bytes) -> zipfile.ZipFile:
    """Open a zip whose directory is believable; raise `Unreadable` for bombs and broken ones."""
    end = content.rfind(b"PK\x05\x06", max(0, len(content) - 65_557))
    if end < 0 or len(content) < end + 22:
        raise Unreadable("unreadable-file", reason="truncated")
    (directory,) = struct.unpack_from("<I", content, end + 12)
    # Only a directory of the large kind may be longer than its end says; small files, too, may have one.
    large = content[max(0, end - 20) : end].startswith(b"PK\x06\x07")
    if large and directory == 0xFFFFFFFF:
        directory = _large_directory(content, end - 20)
    if directory > MAX_DIRECTORY or (large and content.count(b"PK\x01\x02") > MAX_DIRECTORY // 46):
        raise Unreadable("too-large", reason="parts")
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise Unreadable("unreadable-file", reason="truncated") from error
    unpacked = sum(info.file_size for info in opened.infolist())
    if unpacked > MAX_UNPACKED or (unpacked > FREE_UNPACKED and unpacked > MAX_RATIO * len(content)):
        raise Unreadable("too-large", reason="unpacked", amount=f"{unpacked // 1_000_000} MB")
    return opened


def _large_directory(content: bytes, locator: int) -> int:
    """Return the size of a directory of the large kind by its own record."""
    (start,) = struct.unpack_from("<Q", content, locator + 8)
    if start + 56 > len(content) or content[start : start + 4] != b"PK\x06\x06":
        raise Unreadable("unreadable-file", reason="truncated")
    size: int = struct.unpack_from("<Q", content, start + 40)[0]
    return size


def largest_part(content: bytes) -> int:
    """Return how many bytes the largest member unpacks to, by the directory's word."""
    return max((info.file_size for info in open_checked(content).infolist()), default=0)
