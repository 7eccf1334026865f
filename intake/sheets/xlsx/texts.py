"""The shared texts of a large workbook, as one column."""

import pyarrow as pa

from intake.sheets.archive import Archive
from intake.sheets.runs import RunsText
from intake.sheets.xlsx.book import StringParser
from intake.sheets.xlsx.pieces import Pieces, parse_piece
from intake.sheets.xlsx.tags import Irregular, Piece, drop_blanks, sign

_ITEM = sign(b"<si>")


def read_texts(archive: Archive, part: str | None) -> pa.StringArray:
    """Return all shared texts in order, null for blank ones; raise `Unreadable` where the part is broken."""
    found = []
    for block in Pieces(archive, part, "sst", "si") if part else ():
        try:
            found.append(_read_regular(Piece(block)))
        except Irregular:
            parser = StringParser()
            parse_piece(block, parser.start, parser.end, parser.text)
            # What is wholly struck out is no entry of a list.
            valid = ["" if isinstance(text, RunsText) and text.struck else str(text) for text in parser.found]
            found.append(drop_blanks(pa.array(valid, pa.string())))
    return pa.concat_arrays(found) if found else pa.array([], pa.string())


def _read_regular(piece: Piece) -> pa.StringArray:
    """Read shared texts of which each is a single plain text."""
    piece.require_whole(b"si")
    tags = piece.find_tags()
    item, text = tags.sign[::2], tags.sign[1::2]
    if len(item) != len(text) or not (item == _ITEM).all():
        raise Irregular
    start, stop = piece.find_content(tags.at[1::2], text), tags.after[1::2]
    piece.require_closing(stop)
    return piece.texts(start, stop)


class TextsOneByOne:
    """Shared texts as the reader of single cells asks for them."""

    def __init__(self, texts: pa.StringArray) -> None:
        self._texts = texts

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, index: int) -> str:
        return self._texts[index].as_py() or ""
