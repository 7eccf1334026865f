"""xls and et (BIFF8, and BIFF5 of Excel 5 and 95), read record by record.

Values, formats, fonts, errors, merges and hidden lines: calamine gives no number formats, hidden rows or error cells.
"""

import struct
from collections.abc import Iterator

from intake.sheets.filling import Budget, FillingSheet
from intake.sheets.number_formats import BUILTIN, GENERAL, NumberFormat, parse_format
from intake.sheets.sheet import Sheet, Unreadable, Workbook
from intake.sheets.xls.compound import CompoundFile
from intake.sheets.xls.sheet import Shown, read_sheet
from intake.sheets.xls.text import Font, decode_page, read_font, read_short_text, read_text, read_texts

Record = tuple[int, bytes]
_CONTINUE = 0x3C
_ENCODINGS = {936: "gb18030", 54936: "gb18030", 10000: "mac_roman", 32768: "mac_roman", 10008: "gb2312"}
#: Character sets of fonts.
_SCRIPTS = {134: "gb18030", 136: "cp950", 128: "cp932", 129: "cp949"}


def read_xls(content: bytes) -> Workbook:
    """Read every worksheet of a BIFF workbook; raise `Unreadable`."""
    compound = CompoundFile(content)
    stream = compound.stream("Workbook") or compound.stream("Book")
    if stream is None:
        raise Unreadable("unreadable-file", reason="office-other")
    try:
        book = _read_globals(stream)
        sheets, losses = _read_sheets(stream, book)
    except (struct.error, IndexError) as error:
        raise Unreadable("unreadable-file", reason="truncated") from error
    if not sheets:
        raise Unreadable("unreadable-file", reason="no-sheets")
    has_macros = "_VBA_PROJECT_CUR" in compound.names or book.has_macro_sheet
    return Workbook("xls", tuple(sheets), has_macros, tuple(sorted(losses)))


def iterate_records(stream: bytes, position: int) -> Iterator[Record]:
    """Yield (kind, data) of the records from a position to the end of its substream."""
    depth = 0
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        if position + 4 + size > len(stream):
            raise Unreadable("unreadable-file", reason="truncated")
        yield kind, stream[position + 4 : position + 4 + size]
        position += 4 + size
        if kind == 0x809:
            depth += 1
        elif kind == 0x0A:
            depth -= 1
            if depth <= 0:
                return
    raise Unreadable("unreadable-file", reason="truncated")


class _Globals:
    def __init__(self) -> None:
        self.date1904 = False
        self.sheets: list[tuple[int, bool, bytes]] = []
        self.codes = dict(BUILTIN)
        self.styles: list[tuple[int, int]] = []
        self.fonts: list[Font] = []
        self.is_old = False
        self.page = 1252
        self.strings: list[str] = []
        self.has_macro_sheet = False

    def formats(self) -> list[NumberFormat]:
        return [parse_format(self.codes[i]) if i in self.codes else GENERAL for _, i in self.styles]

    def struck(self) -> frozenset[int]:
        """Return the cell styles whose font is struck out."""
        places = {place + (place > 3) for place, font in enumerate(self.fonts) if font.struck}
        return frozenset(style for style, (font, _) in enumerate(self.styles) if font in places)

    @property
    def encoding(self) -> str:
        """The code page of texts; where that is the Western one, the script of the fonts tells more."""
        if self.page not in (0, 1252, 32769):
            return _ENCODINGS.get(self.page, f"cp{self.page}" if self.page < 2000 else "latin-1")
        return next((_SCRIPTS[font.charset] for font in self.fonts if font.charset in _SCRIPTS), "cp1252")

    def text(self, data: bytes, offset: int, wide_length: bool = True) -> str:
        """Read a text with its length before it."""
        if not self.is_old:
            return read_text(data, offset) if wide_length else read_short_text(data, offset)
        size = struct.unpack_from("<H", data, offset)[0] if wide_length else data[offset]
        start = offset + (2 if wide_length else 1)
        return decode_page(data[start : start + size], self.encoding)


def _read_globals(stream: bytes) -> _Globals:
    book = _Globals()
    chunks: list[bytes] | None = None
    for kind, data in iterate_records(stream, 0):
        if kind == _CONTINUE and chunks is not None:
            chunks.append(data)
            continue
        if chunks is not None:
            book.strings, chunks = read_texts(chunks, book.fonts), None
        if kind == 0x2F:
            raise Unreadable("password-protected")
        if kind == 0x809:
            book.is_old = struct.unpack_from("<H", data)[0] < 0x600
        elif kind == 0x42:
            (book.page,) = struct.unpack_from("<H", data)
        elif kind == 0x31:
            book.fonts.append(read_font(data))
        elif kind == 0x22:
            book.date1904 = data[:1] == b"\x01"
        elif kind == 0x85:
            position, state, sort = struct.unpack_from("<IBB", data)
            if sort == 0:
                book.sheets.append((position, state & 3 != 0, data[6:]))
            book.has_macro_sheet |= sort == 1
        elif kind == 0x41E:
            book.codes[struct.unpack_from("<H", data)[0]] = book.text(data, 2, not book.is_old)
        elif kind == 0xE0:
            book.styles.append(struct.unpack_from("<HH", data))
        elif kind == 0xFC:
            chunks = [data]
    return book


def _read_sheets(stream: bytes, book: _Globals) -> tuple[list[Sheet], set[str]]:
    budget = Budget()
    formats = book.formats()
    losses = set()
    grids: list[tuple[FillingSheet, str, bool]] = []
    calculated = False
    uncalculated: list[tuple[FillingSheet, int, int]] = []
    for position, hidden, written in book.sheets:
        name = book.text(written, 0, False)
        grid = FillingSheet(budget)
        found = read_sheet(iterate_records(stream, position), grid, Shown(book, formats, book.struck()))
        if found.formulas:
            losses.add("formulas")
        calculated |= found.formulas > len(found.blank_formulas)
        uncalculated += [(grid, row, column) for row, column in found.blank_formulas]
        grids.append((grid, name, hidden))
    if uncalculated and not calculated:
        # Where no formula at all has a value, the writer never calculated; else these show nothing.
        from intake.sheets.sheet import Cell

        for grid, row, column in uncalculated:
            grid.put(row, column, Cell("", formula="="))
    sheets = [grid.finish(name, hidden) for grid, name, hidden in grids]
    return sheets, losses
