"""Texts of BIFF records: in a code page before Excel 97, then one byte or two a character, split over CONTINUE."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from intake.sheets.filling import MAX_TEXT
from intake.sheets.runs import Run, join_runs
from intake.sheets.sheet import Unreadable


@dataclass(frozen=True, slots=True)
class Font:
    """What a font says of its text: raised or lowered, struck out; `charset` tells the script."""

    raised: bool
    struck: bool
    charset: int


def read_font(data: bytes) -> Font:
    """Read a FONT record."""
    _, flags, _, _, escapement = struct.unpack_from("<5H", data)
    return Font(escapement in (1, 2), bool(flags & 8), data[12])


def dress(text: str, runs: Sequence[tuple[int, int]], fonts: Sequence[Font]) -> str:
    """Return a text as it is valid; what stands before its first run is in the font of the cell."""
    if not runs:
        return text
    pieces: list[Run] = [(text[: runs[0][0]], False, False)] if runs[0][0] else []
    for place, (start, font) in enumerate(runs):
        stop = runs[place + 1][0] if place + 1 < len(runs) else len(text)
        # There is no font 4: those behind it are counted one too high.
        look = fonts[font - (font > 4)] if 0 <= font - (font > 4) < len(fonts) else Font(False, False, 0)
        pieces.append((text[start:stop], look.raised, look.struck))
    return join_runs(pieces)


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


def decode_page(raw: bytes, encoding: str) -> str:
    """Return a text of Excel 5 or 95 as its code page writes it; one that is none of that page byte by byte."""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def read_runs(data: bytes, offset: int) -> tuple[str, list[tuple[int, int]]]:
    """Read a text with a two-byte length and the fonts behind it: from which character on which font."""
    text = read_text(data, offset)
    (count,) = struct.unpack_from("<H", data, offset)
    behind = offset + 3 + count * (2 if data[offset + 2] & 1 else 1)
    if count == 0 or behind + 2 > len(data):
        return text, []
    (runs,) = struct.unpack_from("<H", data, behind)
    return text, [struct.unpack_from("<HH", data, behind + 2 + 4 * at) for at in range(runs)]


def read_texts(chunks: list[bytes], fonts: Sequence[Font]) -> list[str]:
    """Read the shared texts from the SST record and its continuations."""
    _, count = struct.unpack_from("<II", chunks[0])
    reader = _ChunkReader(chunks, 8)
    found = []
    for _ in range(count):
        if reader.at_end():
            break
        found.append(dress(*reader.read_shared(), fonts))
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

    def read_shared(self) -> tuple[str, list[tuple[int, int]]]:
        count, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
        if extra > MAX_TEXT:
            raise Unreadable("unreadable-file", reason="broken-container")
        text = self._characters(count, bool(flags & 1))
        dressed = self._take(4 * runs)
        self._take(extra)
        return text, [struct.unpack_from("<HH", dressed, 4 * at) for at in range(runs)]

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
