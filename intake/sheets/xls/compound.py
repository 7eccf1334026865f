"""OLE compound files: the container of xls, et and encrypted workbooks."""

import struct

from intake.sheets.sheet import Unreadable

_LAST_SECTOR = 0xFFFFFFFA  # from here on numbers mark free, end and table sectors


class CompoundFile:
    """Streams by name; raises `Unreadable` when sectors are missing or run in a circle."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 512:
            raise Unreadable("unreadable-file", reason="truncated")
        self._content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise Unreadable("unreadable-file", reason="broken-container")
        self._size = 1 << shift
        directory, self._cutoff, mini_table, first_extra = (
            struct.unpack_from("<I", content, offset)[0] for offset in (48, 56, 60, 68)
        )
        self._next = self._read_table(first_extra)
        entries = self._chain(directory)
        self._streams: dict[str, tuple[int, int]] = {}
        self.names: set[str] = set()
        root = (_LAST_SECTOR, 0)
        for offset in range(0, len(entries) - 127, 128):
            self._read_entry(entries[offset : offset + 128])
            if entries[offset + 66] == 5:
                root = struct.unpack_from("<II", entries, offset + 116)
        self._mini_next = _numbers(self._chain(mini_table))
        self._mini = self._chain(root[0])[: root[1]]

    def stream(self, name: str) -> bytes | None:
        """Return a stream's bytes, whatever case its name is in; ``None`` when there is none."""
        found_at = self._streams.get(name.lower())
        if found_at is None:
            return None
        start, size = found_at
        if size >= self._cutoff:
            found = self._chain(start)
        else:
            pieces = []
            for sector in self._sectors(start, self._mini_next):
                pieces.append(self._mini[sector * 64 : sector * 64 + 64])
            found = b"".join(pieces)
        if len(found) < size:
            raise Unreadable("unreadable-file", reason="truncated")
        return found[:size]

    def with_stream(self, name: str, stream: bytes) -> bytes:
        """Return the file with a stream of the same size in the place of one that it has."""
        start, size = self._streams[name.lower()]
        if len(stream) != size or size < self._cutoff:
            raise Unreadable("unreadable-file", reason="broken-container")
        changed = bytearray(self._content)
        for number, sector in enumerate(self._sectors(start, self._next)):
            piece = stream[number * self._size : (number + 1) * self._size]
            changed[(sector + 1) * self._size : (sector + 1) * self._size + len(piece)] = piece
        return bytes(changed)

    def _read_entry(self, entry: bytes) -> None:
        length = min(struct.unpack_from("<H", entry, 64)[0], 64)
        name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
        if entry[66] in (1, 2, 5):
            self.names.add(name)
        if entry[66] == 2 and name.lower() not in self._streams:
            self._streams[name.lower()] = struct.unpack_from("<II", entry, 116)

    def _read_table(self, sector: int) -> list[int]:
        """Return the next sector of each sector, from the 109 in the header and their extension."""
        parts = list(struct.unpack_from("<109I", self._content, 76))
        seen = 0
        while sector < _LAST_SECTOR:
            numbers = _numbers(self._sector(sector))
            parts += numbers[:-1]
            sector = numbers[-1]
            seen += 1
            if seen > len(self._content) // self._size:
                raise Unreadable("unreadable-file", reason="broken-container")
        table: list[int] = []
        for part in parts:
            if part < _LAST_SECTOR:
                table += _numbers(self._sector(part))
        return table

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._content):
            raise Unreadable("unreadable-file", reason="truncated")
        return self._content[start : start + self._size].ljust(self._size, b"\0")

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in self._sectors(start, self._next))

    def _sectors(self, start: int, following: list[int]) -> list[int]:
        found: list[int] = []
        while start < _LAST_SECTOR:
            if start >= len(following) or len(found) > len(following):
                raise Unreadable("unreadable-file", reason="broken-container")
            found.append(start)
            start = following[start]
        return found


def _numbers(sector: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4]))
