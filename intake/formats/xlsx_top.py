"""The first rows of each worksheet, without reading the rest: what a large workbook is, in milliseconds."""

from xml.parsers import expat

from intake.formats.archive import Archive
from intake.formats.grid import Budget, Grid
from intake.formats.markup import local, parse_markup
from intake.formats.xlsx import Book
from intake.formats.xlsx_sheet import SheetParser, unescape
from intake.sheet import Sheet, Unreadable

MAX_STRINGS = 20_000_000


class _Enough(Exception):
    """The rows wanted have been read."""


def read_top(archive: Archive, book: Book, rows: int) -> list[tuple[Sheet, str]]:
    """Return the first rows of each worksheet, and the name of the part that it stands in."""
    found = []
    for name, hidden, part in book.worksheets:
        grid = Grid(Budget())
        parser = SheetParser(grid, _Strings(archive, book.texts), book.formats, book.date1904)  # type: ignore[arg-type]

        def start(tag: str, attributes: dict[str, str], parser: SheetParser = parser) -> None:
            if tag == "row" and attributes.get("r", "").isdigit() and int(attributes["r"]) > rows:
                raise _Enough
            parser.start(tag, attributes)

        try:
            with archive.open(part) as stream:
                parse_markup(stream, start, parser.end, parser.text)
        except _Enough:
            pass
        found.append((grid.finish(name, hidden), part))
    return found


class _Strings:
    """The shared texts, read as far as they are asked for."""

    def __init__(self, archive: Archive, part: str | None) -> None:
        self._archive, self._part = archive, part
        self._found: list[str] = []

    def __len__(self) -> int:
        return MAX_STRINGS if self._part else 0

    def __getitem__(self, index: int) -> str:
        if index >= len(self._found):
            self._read(index + 1)
        if index >= len(self._found):
            raise Unreadable("unreadable-file", reason="text-missing")
        return self._found[index]

    def _read(self, count: int) -> None:
        """Read from the start, so far and some more: heads stand first."""
        wanted, found, parts, inside = max(count, 500), [], [], [False, 0]

        def start(name: str, _: dict[str, str]) -> None:
            tag = local(name)
            if tag == "si":
                parts.clear()
            inside[0] = tag == "t" and not inside[1]
            inside[1] += tag == "rPh"

        def end(name: str) -> None:
            tag = local(name)
            inside[0] = False
            inside[1] -= tag == "rPh"
            if tag == "si":
                found.append(unescape("".join(parts)))

        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = lambda text: parts.append(text) if inside[0] else None
        with self._archive.open(self._part or "") as stream:
            while len(found) < wanted and (chunk := stream.read(65_536)):
                parser.Parse(chunk, False)
        self._found = found
