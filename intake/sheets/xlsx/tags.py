"""The tags of a piece of XML, all at once: large sheets are millions of tags of a handful of forms.

What does not have the expected form raises `Irregular`: the caller then reads that piece with care.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from intake.sheets.xlsx.escapes import unescape

_LESS, _SLASH, _MORE = b"</>"
#: How far behind a place its words may reach; a piece ends in more bytes than that of closing tags, or is padded.
_REACH = 16
_LOW = np.array([(1 << (8 * count)) - 1 for count in range(8)] + [2**64 - 1], np.uint64)
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


class Irregular(Exception):
    """A piece of XML that is not of the few forms that are read all at once."""


def sign(text: bytes) -> int:
    """Return four or eight bytes as the number that `Piece.four` or `Piece.eight` shows."""
    return int.from_bytes(text, "little")


_VALUE, _TEXT, _VALUE_END, _TEXT_END = sign(b"<v>"), sign(b"<t>"), sign(b"</v>"), sign(b"</t>")
_SPACE = tuple(sign(b'<t xml:space="preserve">'[place : place + 8]) for place in (0, 8, 16))


@dataclass(frozen=True, slots=True)
class Tags:
    """The opening tags of a piece, in order.

    Attributes
    ----------
    at
        Where each begins.
    after
        Where the next tag, opening or closing, begins.
    sign
        Its first four bytes.
    """

    at: np.ndarray
    after: np.ndarray
    sign: np.ndarray


class Piece:
    """Bytes of XML, to be looked at in thousands of places at once."""

    def __init__(self, content: bytes) -> None:
        self.content = content + b" " * _REACH
        self.bytes = np.frombuffer(self.content, np.uint8)
        self._size = len(content)
        self._escaped = b"&" in content or b"_" in content

    def require_whole(self, element: bytes) -> None:
        """Raise `Irregular` unless the piece ends with the end of an element."""
        if not self.content.endswith(b"</%b>%b" % (element, b" " * _REACH)):
            raise Irregular

    def four(self, places: np.ndarray) -> np.ndarray:
        """Return the four bytes from each place on as a number."""
        return np.ndarray(self._size + _REACH - 3, "<u4", self.content, 0, (1,))[places]

    def eight(self, places: np.ndarray) -> np.ndarray:
        """Return the eight bytes from each place on as a number; places before the start are not allowed."""
        return np.ndarray(self._size + _REACH - 7, "<u8", self.content, 0, (1,))[places]

    def find_tags(self) -> Tags:
        """Return the opening tags; the last tag of a piece must be a closing one."""
        places = np.flatnonzero(self.bytes == _LESS)
        opening = np.flatnonzero(self.bytes[places + 1] != _SLASH)
        if not len(opening) or opening[-1] + 1 >= len(places):
            raise Irregular
        at = places[opening]
        return Tags(at, places[opening + 1], self.four(at))

    def require_end(self, places: np.ndarray) -> None:
        """Raise `Irregular` unless a tag ends right before each place."""
        if not (self.bytes[places - 1] == _MORE).all():
            raise Irregular

    def require_opening(self, places: np.ndarray) -> None:
        """Raise `Irregular` unless an opening tag begins at each place."""
        if (self.bytes[places + 1] == _SLASH).any():
            raise Irregular

    def require_closing(self, places: np.ndarray) -> None:
        """Raise `Irregular` unless a value or a text ends at each place."""
        closing = self.four(places)
        if not ((closing == _VALUE_END) | (closing == _TEXT_END)).all():
            raise Irregular

    def find_content(self, at: np.ndarray, signs: np.ndarray) -> np.ndarray:
        """Return where the content of ``<v>``, ``<t>`` and ``<t xml:space="preserve">`` begins."""
        short = (signs & 0xFFFFFF == _VALUE) | (signs & 0xFFFFFF == _TEXT)
        long = np.flatnonzero(~short)
        if len(long) and not all(
            (self.eight(at[long] + shift) == part).all()
            for shift, part in ((0, _SPACE[0]), (8, _SPACE[1]), (16, _SPACE[2]))
        ):
            raise Irregular
        return at + np.where(short, 3, 24)

    def integers(self, start: np.ndarray, stop: np.ndarray) -> np.ndarray:
        """Return the whole numbers of up to seven digits that stand between places."""
        length = stop - start
        if len(length) and not (length.min() >= 1 and length.max() <= 7 and stop.min() >= 8):
            raise Irregular
        unused = (8 - length).astype(np.uint64) * np.uint64(8)
        zeros = _LOW[8 - length] & np.uint64(0x3030303030303030)
        digits = (self.eight(stop - 8) >> unused << unused) | zeros
        # '0'–'9' are 0x30–0x39: still 0x3. when 6 is added.
        high = np.uint64(0xF0F0F0F0F0F0F0F0)
        if not (
            ((digits & high) == 0x3030303030303030)
            & (((digits + np.uint64(0x0606060606060606)) & high) == 0x3030303030303030)
        ).all():
            raise Irregular
        # Pairs, then fours, then all eight digits at once.
        digits = ((digits & np.uint64(0x0F0F0F0F0F0F0F0F)) * np.uint64(2561)) >> np.uint64(8)
        digits = ((digits & np.uint64(0x00FF00FF00FF00FF)) * np.uint64(6553601)) >> np.uint64(16)
        return (((digits & np.uint64(0x0000FFFF0000FFFF)) * np.uint64(42949672960001)) >> np.uint64(32)).astype(
            np.int64
        )

    def texts(self, start: np.ndarray, stop: np.ndarray, *, coded: bool = False) -> pa.StringArray | pa.DictionaryArray:
        """Return the texts between places, entities and control characters resolved; null for nothing but blanks.

        `coded` gives each different text once, unless most differ.
        """
        length = stop - start
        words = np.empty((len(start), 2), np.uint64)
        words[:, 0] = length.astype(np.uint64) | (
            (self.four(start).astype(np.uint64) & _LOW[np.minimum(length, 4)]) << np.uint64(32)
        )
        within = self.eight(start + 4) & _LOW[np.clip(length - 4, 0, 8)]
        words[:, 1] = np.where(length <= 12, within, start.astype(np.uint64) << np.uint64(32))
        view = pa.Array.from_buffers(
            pa.string_view(), len(start), [None, pa.py_buffer(words), pa.py_buffer(self.content)]
        )
        if coded:
            found = pc.dictionary_encode(view)
            if len(found.dictionary) * 2 <= len(view):
                return code_texts(found.indices.to_numpy(), self._clean(found.dictionary.cast(pa.string())))
        return self._clean(view.cast(pa.string()))

    def _clean(self, texts: pa.StringArray) -> pa.StringArray:
        try:
            texts.validate(full=True)
        except pa.ArrowInvalid as error:
            raise Irregular from error
        return drop_blanks(_resolve(texts) if self._escaped else texts)


def code_texts(codes: np.ndarray, values: pa.StringArray) -> pa.DictionaryArray:
    """Return texts by their number among different ones; null for those of them that are."""
    if not values.null_count:
        return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), values)
    known = values.is_valid().to_numpy(zero_copy_only=False)
    place = (np.cumsum(known) - 1).astype(np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(place[codes], mask=~known[codes]), values.drop_null())


def drop_blanks(texts: pa.StringArray) -> pa.StringArray:
    """Return texts with null for nothing but blanks."""
    blank = pc.or_(pc.utf8_is_space(texts), pc.equal(pc.binary_length(texts), 0))
    return pc.if_else(blank, pa.scalar(None, pa.string()), texts) if pc.any(blank).as_py() else texts


def _resolve(texts: pa.StringArray) -> pa.StringArray:
    odd = pc.match_substring_regex(texts, "&|_x[0-9A-Fa-f]{4}_")
    if not pc.any(odd).as_py():
        return texts
    return pc.replace_with_mask(
        texts, odd, pa.array([unescape(_resolve_entities(text)) for text in texts.filter(odd).to_pylist()], pa.string())
    )


def _resolve_entities(text: str) -> str:
    first, *rest = text.split("&")
    parts = [first]
    for part in rest:
        name, end, after = part.partition(";")
        if not end:
            raise Irregular
        try:
            resolved = (
                _ENTITIES[name]
                if not name.startswith("#")
                else chr(int(name[2:], 16) if name[1:2] in "xX" else int(name[1:]))
            )
        except (KeyError, ValueError, OverflowError) as error:
            raise Irregular from error
        parts += [resolved, after]
    return "".join(parts)
