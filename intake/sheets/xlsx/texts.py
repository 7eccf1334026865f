"""The shared texts of a large workbook, as one column."""

from dataclasses import dataclass

import pyarrow as pa

from intake.sheets.archive import Archive
from intake.sheets.runs import RunsText
from intake.sheets.xlsx.book import StringParser
from intake.sheets.xlsx.pieces import Pieces, parse_piece
from intake.sheets.xlsx.tags import Irregular, Piece, drop_blanks, sign

_ITEM = sign(b"<si>")


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """All shared texts in order, null for blank ones.

    Attributes
    ----------
    own_fonts
        Those of runs that bring their own fonts: the font of their cell says nothing of them.
    struck
        Those of them of which all is struck out.
    """

    texts: pa.StringArray
    own_fonts: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, index: int) -> str:
        """Return a text as the reader of single cells asks for it."""
        text = self.texts[index].as_py() or ""
        if index in self.own_fonts:
            text = RunsText(text)
            text.struck = index in self.struck
        return text


def read_texts(archive: Archive, part: str | None) -> SharedTexts:
    """Return all shared texts; raise `Unreadable` where the part is broken."""
    found: list[pa.StringArray] = []
    runs: dict[int, RunsText] = {}
    before = 0
    for block in Pieces(archive, part, "sst", "si") if part else ():
        try:
            found.append(_read_regular(Piece(block)))
        except Irregular:
            parser = StringParser()
            parse_piece(block, parser.start, parser.end, parser.text)
            runs |= {before + at: text for at, text in enumerate(parser.found) if isinstance(text, RunsText)}
            found.append(drop_blanks(pa.array(map(str, parser.found), pa.string())))
        before += len(found[-1])
    texts = pa.concat_arrays(found) if found else pa.array([], pa.string())
    return SharedTexts(texts, frozenset(runs), frozenset(at for at, text in runs.items() if text.struck))


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
