"""The first rows of each worksheet, without reading the rest: what a large workbook is, in milliseconds."""

from collections.abc import Sequence

from intake.sheets.archive import Archive
from intake.sheets.filling import Budget, FillingSheet
from intake.sheets.markup import parse_part
from intake.sheets.sheet import Sheet
from intake.sheets.xlsx.parts import WorkbookParts
from intake.sheets.xlsx.sheet import SheetParser


class _Enough(Exception):
    """The rows wanted have been read."""


def read_top(archive: Archive, book: WorkbookParts, texts: Sequence[str], rows: int) -> list[tuple[Sheet, str]]:
    """Return the first rows of each worksheet, and the name of the part that it stands in."""
    found = []
    for name, hidden, part in book.worksheets:
        grid = FillingSheet(Budget())
        parser = SheetParser(grid, texts, book)

        def start(tag: str, attributes: dict[str, str], parser: SheetParser = parser) -> None:
            if tag == "row" and attributes.get("r", "").isdigit() and int(attributes["r"]) > rows:
                raise _Enough
            parser.start(tag, attributes)

        try:
            with archive.open(part) as stream:
                parse_part(stream, start, parser.end, parser.text)
        except _Enough:
            pass
        found.append((grid.finish(name, hidden), part))
    return found
