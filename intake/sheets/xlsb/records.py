"""The records of BIFF12, the binary form of a workbook's parts, and the texts within them."""

import struct
from collections.abc import Iterator

from intake.sheets.archive import Archive
from intake.sheets.progress import advance
from intake.sheets.sheet import Unreadable

Record = tuple[int, bytes]
#: Longer than any record with a cell: one whose length says more is damaged.
_MOST_BYTES = 16_000_000
_ROW, _FUTURE, _FUTURE_END = 0, 35, 36
_NO_TEXT = 0xFFFFFFFF


def iterate_records(archive: Archive, part: str) -> Iterator[Record]:
    """Yield (kind, data) of a part's own records, in order; raise `Unreadable` where it is cut off or damaged.

    Future records (MS-XLSB 2.1.6), between BrtFRTBegin and BrtFRTEnd, are none of them. Alternatives between BrtACBegin
    and BrtACEnd are: Excel writes number formats there (BrtFmt, 2.4.681).
    """
    depth = 0
    for kind, data in _iterate_all(archive, part):
        if kind == _FUTURE:
            depth += 1
        elif kind == _FUTURE_END:
            depth -= 1
        elif not depth:
            yield kind, data
    if depth:
        raise Unreadable("unreadable-file", reason="truncated")


def _iterate_all(archive: Archive, part: str) -> Iterator[Record]:
    data = b""
    for block in archive.blocks(part):
        data += block
        at = rows = 0
        while (found := _read_header(data, at)) is not None:
            kind, start, size = found
            if size > _MOST_BYTES:
                raise Unreadable("unreadable-file", reason="truncated")
            if start + size > len(data):
                break
            rows += kind == _ROW
            at = start + size
            yield kind, data[start:at]
        data = data[at:]
        advance(len(block), rows)
    if data:
        raise Unreadable("unreadable-file", reason="truncated")


def _read_header(data: bytes, at: int) -> tuple[int, int, int] | None:
    """Return a record's kind, where its data begins and their size; ``None`` where the header is not all there.

    Seven bits a byte, the eighth says that more follow: up to two bytes of kind, four of size (MS-XLSB 2.1.4).
    """
    try:
        kind = data[at]
        at += 1
        if kind > 0x7F:
            kind = kind & 0x7F | (data[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while True:
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte <= 0x7F or shift == 28:
                return kind, at, size
    except IndexError:
        return None


def read_text(data: bytes, at: int) -> tuple[str, int]:
    """Return an XLWideString or XLNullableWideString (MS-XLSB 2.5.169), and where it stops."""
    (count,) = struct.unpack_from("<I", data, at)
    start = at + 4
    if count == _NO_TEXT:
        return "", start
    stop = start + 2 * count
    if stop > len(data):
        raise Unreadable("unreadable-file", reason="truncated")
    return data[start:stop].decode("utf-16-le", "replace"), stop


def read_rich_text(data: bytes, at: int) -> tuple[str, list[tuple[int, int]]]:
    """Return a RichStr: the text, and from which character on it is in which font."""
    text, behind = read_text(data, at + 1)
    if not data[at] & 1:
        return text, []
    (count,) = struct.unpack_from("<I", data, behind)
    if behind + 4 + 4 * count > len(data):
        raise Unreadable("unreadable-file", reason="truncated")
    return text, list(struct.iter_unpack("<HH", data[behind + 4 : behind + 4 + 4 * count]))
