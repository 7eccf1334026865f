"""Texts of BIFF8 records: one byte or two a character, and split over CONTINUE records."""

import struct

from intake.sheets.filling import MAX_TEXT
from intake.sheets.sheet import Unreadable


def read_text(data: bytes, offset: int) -> str:
    """Read a text with a two-byte length."""
    (count,) = struct.unpack_from("<H", data, offset)
    return _decode(data, offset + 2, count)


def read_short_text(data: bytes, offset: int) -> str:
    """Read a text with a one-byte length."""
    return _decode(data, offset + 1, data[offset])


def _decode(data: bytes, offset: int, count: int) -> str:
    if count == 0:
        return ""
    flags = data[offset]
    # Rich text runs and phonetic data have their sizes before the characters.
    start = offset + 1 + (2 if flags & 8 else 0) + (4 if flags & 4 else 0)
    if flags & 1:
        return data[start : start + 2 * count].decode("utf-16-le", "replace")
    return data[start : start + count].decode("latin-1")


def read_texts(chunks: list[bytes]) -> list[str]:
    """Read the shared texts from the SST record and its continuations."""
    _, count = struct.unpack_from("<II", chunks[0])
    reader = _ChunkReader(chunks, 8)
    found = []
    for _ in range(count):
        if reader.at_end():
            break
        found.append(reader.read_shared())
    return found


class _ChunkReader:
    """Characters that run over a chunk's end go on after a new flag byte; all else goes on plainly."""

    def __init__(self, chunks: list[bytes], position: int) -> None:
        self._chunks = chunks
        self._index = 0
        self._position = position

    def at_end(self) -> bool:
        self._turn()
        return self._index >= len(self._chunks)

    def read_shared(self) -> str:
        count, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
        if extra > MAX_TEXT:
            raise Unreadable("unreadable-file", reason="broken-container")
        text = self._characters(count, bool(flags & 1))
        self._take(4 * runs + extra)
        return text

    def _turn(self) -> None:
        while self._index < len(self._chunks) and self._position >= len(self._chunks[self._index]):
            self._index, self._position = self._index + 1, 0

    def _take(self, size: int) -> bytes:
        pieces = []
        while size > 0:
            self._turn()
            if self._index >= len(self._chunks):
                raise Unreadable("unreadable-file", reason="truncated")
            piece = self._chunks[self._index][self._position : self._position + size]
            pieces.append(piece)
            self._position += len(piece)
            size -= len(piece)
        return b"".join(pieces)

    def _characters(self, count: int, wide: bool) -> str:
        pieces = []
        while count > 0:
            if self._position >= len(self._chunks[self._index]):
                self._turn()
                wide = bool(self._take(1)[0] & 1)
            width = 2 if wide else 1
            room = (len(self._chunks[self._index]) - self._position) // width
            taken = min(count, max(room, 1))
            raw = self._take(taken * width)
            pieces.append(raw.decode("utf-16-le", "replace") if wide else raw.decode("latin-1"))
            count -= taken
        return "".join(pieces)
