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
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    if end is not None:
        finish = end
        parser.EndElementHandler = lambda name: finish(name.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    _feed(parser, stream)


def parse_part(
    stream: IO[bytes],
    start: Start,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Feed a part of a workbook to handlers, without what other namespaces and extensions put into it.

    Only elements in the namespace of the outermost one count, and of alternatives the first: what stands in
    an ``extLst``, in a foreign element or in a fallback would else pass for the workbook's own.
    """
    sieve = _Sieve(start, end, text, " ", "http://schemas.openxmlformats.org/markup-compatibility/2006")
    _feed(sieve.listen(expat.ParserCreate(namespace_separator=" ")), stream)


def parse_fragment(
    stream: IO[bytes],
    start: Start,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Feed what was cut out of a part to handlers as `parse_part` does: own elements have no prefix there."""
    _feed(_Sieve(start, end, text, ":", "mc").listen(expat.ParserCreate()), stream)


class _Sieve:
    """Passes on what is in the namespace of the outermost element."""

    def __init__(
        self,
        start: Start,
        end: Callable[[str], None] | None,
        text: Callable[[str], None] | None,
        separator: str,
        alternatives: str,
    ) -> None:
        self._start, self._end, self._text = start, end, text
        self._separator, self._alternatives = separator, alternatives
        self._own: dict[str, str] = {}
        self._prefix: str | None = None
        self._skipped = 0
        self._taken: list[bool] = []

    def listen(self, parser: expat.XMLParserType) -> expat.XMLParserType:
        """Take what a parser finds."""
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        if self._text is not None:
            parser.CharacterDataHandler = self.text
        return parser

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
            return
        tag = self._own.get(name)
        if tag is None:
            tag = self._own[name] = self._local(name)
        if tag and tag != "extLst":
            self._start(tag, attributes)
        elif not self._is_alternative(name):
            self._skipped = 1

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif tag := self._own.get(name):
            if self._end is not None:
                self._end(tag)
        elif name.endswith(f"{self._separator}AlternateContent"):
            self._taken.pop()

    def text(self, text: str) -> None:
        if not self._skipped and self._text is not None:
            self._text(text)

    def _local(self, name: str) -> str:
        space, _, tag = name.rpartition(self._separator)
        if self._prefix is None:
            self._prefix = space
        return tag if space == self._prefix else ""

    def _is_alternative(self, name: str) -> bool:
        """Tell whether to look into an element of alternatives: into the first choice, or the fallback without one."""
        space, _, tag = name.rpartition(self._separator)
        if space != self._alternatives:
            return False
        if tag == "AlternateContent":
            self._taken.append(False)
            return True
        if tag not in ("Choice", "Fallback") or not self._taken or self._taken[-1]:
            return False
        self._taken[-1] = True
        return True


def _feed(parser: expat.XMLParserType, stream: IO[bytes]) -> None:
    def refuse(*_: object) -> None:
        raise Unreadable("unreadable-file", reason="entities")

    parser.buffer_text = True
    parser.buffer_size = 65_536
    parser.StartDoctypeDeclHandler = refuse
    try:
        while chunk := stream.read(65_536):
            parser.Parse(chunk, False)
            advance(len(chunk), chunk.count(b"<row "))
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Unreadable("unreadable-file", reason="broken-markup") from error
