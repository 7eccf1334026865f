"""A large part of a workbook in pieces of whole rows, or whole shared texts."""

import io
import re
from collections.abc import Callable, Iterator

from intake.sheets.archive import Archive
from intake.sheets.markup import Start, parse_fragment
from intake.sheets.progress import advance
from intake.sheets.sheet import Unreadable

_MAX_PIECE = 64_000_000
_MAX_HEAD = 16_000_000


class Pieces:
    """What stands within a container element of a part, in pieces of whole elements, without prefixes.

    `behind` is what follows the container, once all pieces were taken.
    """

    def __init__(self, archive: Archive, part: str, container: str, element: str) -> None:
        self.behind = b""
        self._blocks = archive.blocks(part)
        self._first = re.compile(rb"<(?:\w+:)?%b[\s/>]" % element.encode())
        # An empty container may begin and end in one tag.
        self._last = re.compile(
            rb"</(?:\w+:)?%b\s*>|<(?:\w+:)?%b(?:\s[^<>]*)?/>" % (container.encode(), container.encode())
        )
        self._element = element.encode()

    def __iter__(self) -> Iterator[bytes]:
        """Yield the pieces; raise `Unreadable` when the part is broken or an element larger than spreadsheets hold."""
        held, prefix = self._find_first()
        close = b"</%b%b>" % (prefix, self._element)
        while True:
            cut = held.rfind(close) + len(close)
            if cut >= len(close):
                yield _bare(held[:cut], prefix)
                held = held[cut:]
            end = self._last.search(held)
            if end is not None:
                if held[: end.start()].strip():
                    yield _bare(held[: end.start()], prefix)  # empty rows, or what is not well formed
                self._take_rest(held[end.end() :])
                return
            _limit(held, _MAX_PIECE)
            held += self._next()

    def _find_first(self) -> tuple[bytes, bytes]:
        """Return what begins with the first element, or with the container's end, and the prefix of its tags."""
        held = b""
        while True:
            held += self._next()
            if b"<!DOCTYPE" in held:
                raise Unreadable("unreadable-file", reason="entities")
            found = self._first.search(held) or self._last.search(held)
            if found is not None:
                prefix, colon, _ = found.group().split()[0].lstrip(b"</").partition(b":")
                return held[found.start() :], prefix + colon if colon else b""
            _limit(held, _MAX_HEAD)

    def _next(self) -> bytes:
        block = next(self._blocks, None)
        if block is None:
            raise Unreadable("unreadable-file", reason="broken-markup")
        advance(len(block), 0)
        return block

    def _take_rest(self, held: bytes) -> None:
        parts = [held]
        for block in self._blocks:  # to the end, which tells whether the part is whole
            if sum(map(len, parts)) < _MAX_PIECE:
                parts.append(block)
        self.behind = b"".join(parts)


def parse_piece(piece: bytes, start: Start, end: Callable[[str], None], text: Callable[[str], None]) -> None:
    """Feed one piece to handlers of elements, as `parse_part` does a whole part."""
    parse_fragment(io.BytesIO(b"<piece>" + piece + b"</piece>"), start, end, text)


def _bare(piece: bytes, prefix: bytes) -> bytes:
    """Leave out the prefix that some writers give to every tag."""
    return piece.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</") if prefix else piece


def _limit(held: bytes, most: int) -> None:
    if len(held) > most:
        raise Unreadable("too-large", reason="text", limit=f"{most:,}")
