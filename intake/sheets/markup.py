"""XML of workbook parts, read as a stream by handlers of elements' local names."""

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from intake.sheets.progress import advance
from intake.sheets.sheet import Unreadable

Start = Callable[[str, dict[str, str]], None]


def local(name: str) -> str:
    """Return a tag or attribute without its prefix: x:row is row."""
    return name.rpartition(":")[2]


def parse_markup(
    stream: IO[bytes],
    start: Start,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Feed a stream to handlers; raise `Unreadable` when it is broken or declares entities.

    No part of a workbook has a DOCTYPE: entity bombs do, and are refused there.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 65_536

    def begin(name: str, attributes: dict[str, str]) -> None:
        start(name.rpartition(":")[2], attributes)

    def refuse(*_: object) -> None:
        raise Unreadable("unreadable-file", reason="entities")

    parser.StartElementHandler = begin
    if end is not None:
        finish = end
        parser.EndElementHandler = lambda name: finish(name.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        while chunk := stream.read(65_536):
            parser.Parse(chunk, False)
            advance(len(chunk), chunk.count(b"<row "))
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Unreadable("unreadable-file", reason="broken-markup") from error
