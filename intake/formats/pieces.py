"""A large part of a workbook in pieces of whole rows, or whole shared texts."""

import io
import re
from collections.abc import Callable, Iterator

from intake.formats.archive import Archive
from intake.formats.markup import Start, parse_markup
from intake.pace import advance
from intake.sheet import Unreadable

_MAX_PIECE = 64_000_000
_MAX_HEAD = 16_000_000
_DONE = b"-"


def split_part(archive: Archive, part: str, container: str, element: str) -> Iterator[bytes]:
    """Yield what stands within a container element, in pieces of whole elements, without prefixes.

    Raises
    ------
    Unreadable
        When the part is broken, or when a single element is larger than any that a spreadsheet can hold.
    """
    first = re.compile(rb"<(?:\w+:)?%b[\s/>]" % element.encode())
    last = re.compile(rb"</(?:\w+:)?%b\s*>" % container.encode())
    close, held, prefix = b"", b"", b""
    for block in archive.blocks(part):
        advance(len(block), 0)
        if close == _DONE:
            continue  # what follows the container does not matter, but that it is whole
        held += block
        if not close:
            found = first.search(held)
            if found is None:
                _limit(held, _MAX_HEAD)
                continue
            prefix = found.group()[1:].partition(b":")[0] + b":" if b":" in found.group() else b""
            close, held = b"</%b%b>" % (prefix, element.encode()), held[found.start() :]
        cut = held.rfind(close) + len(close)
        if cut >= len(close):
            yield _bare(held[:cut], prefix)
            held = held[cut:]
        end = last.search(held)
        if end is not None:
            if held[: end.start()].strip():
                yield _bare(held[: end.start()], prefix)  # empty rows, or what is not well formed
            close, held = _DONE, b""
        _limit(held, _MAX_PIECE)
    if close != _DONE and (close or not last.search(held)):
        raise Unreadable("unreadable-file", reason="broken-markup")


def parse_piece(piece: bytes, start: Start, end: Callable[[str], None], text: Callable[[str], None]) -> None:
    """Feed one piece to handlers of elements, as `parse_markup` does a whole part."""
    parse_markup(io.BytesIO(b"<piece>" + piece + b"</piece>"), start, end, text)


def _bare(piece: bytes, prefix: bytes) -> bytes:
    """Leave out the prefix that some writers give to every tag."""
    return piece.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</") if prefix else piece


def _limit(held: bytes, most: int) -> None:
    if len(held) > most:
        raise Unreadable("too-large", reason="text", limit=f"{most:,}")
