"""The filled cells of a piece of a worksheet, found all at once: where each stands and what kind it is."""

from dataclasses import dataclass

import numpy as np

from intake.sheets.sheet import Unreadable
from intake.sheets.xlsx.tags import Irregular, Piece, Tags, sign

LAST_ROW = 1_048_576
#: What three letters may name, and one more.
_COLUMNS = 26**3 + 26**2 + 26 + 1
_CELL, _ROW, _ROW_NUMBER = sign(b"<c r"), sign(b"<row"), sign(b'<row r="')
_VALUE, _TEXT, _LONG_TEXT, _FORMULA = sign(b"<v>"), sign(b"<t>"), sign(b"<t x"), sign(b"<f")
#: Tags that hold nothing by themselves.
_PLAIN = tuple(map(sign, (b"<is>", b"<is/", b"<t/>", b"<t /", b"<v/>", b"<v /")))
#: Kinds of values, as the tag of their cell ends.
SHARED, NUMBER, _ERROR = sign(b' t="s">'), sign(b' t="n">'), sign(b' t="e">')
_INLINE_START, _INLINE, _STRING, _STYLE = sign(b't="inlin'), sign(b'ineStr">'), sign(b't="str">'), sign(b' s="')
_A, _Z, _QUOTE, _BLANK = b'AZ" '


@dataclass(frozen=True, slots=True)
class Values:
    """The filled cells of some columns.

    Attributes
    ----------
    kind
        `SHARED`, `NUMBER` or another.
    style
        Number of the cell's style.
    start, stop
        Where the value begins and stops.
    last
        The last row, filled or not.
    """

    row: np.ndarray
    column: np.ndarray
    kind: np.ndarray
    style: np.ndarray
    start: np.ndarray
    stop: np.ndarray
    last: int


def find_values(piece: Piece, wanted: tuple[int, ...], before: int, *, recalculate: bool) -> Values:
    """Return the filled cells of the columns wanted.

    Parameters
    ----------
    before
        The last row before the piece.
    recalculate
        Formulas await calculation.

    Raises
    ------
    Irregular
        When anything has not the usual form.
    """
    piece.require_whole(b"row")
    tags, row, last, bare = _find_cells(piece, before, recalculate)
    is_value = tags.sign != _CELL
    value = np.flatnonzero(is_value)
    if len(value) and (value[0] == 0 or is_value[value - 1].any()):
        raise Irregular
    cell = value - 1
    column, digits = _read_letters(piece, tags.at[cell])
    chosen = np.zeros(_COLUMNS, bool)
    chosen[list(wanted)] = True
    if len(bare) and chosen[_read_letters(piece, bare)[0]].any():
        raise Irregular
    mine = np.flatnonzero(chosen[column])
    cell, value, column, row = cell[mine], value[mine], column[mine], row[cell[mine]]
    kind, style = _read_kinds(piece, tags, cell, value, _check_rows(piece, digits[mine], row))
    start, stop = piece.find_content(tags.at[value], tags.sign[value]), tags.after[value]
    piece.require_closing(stop)
    if ((start == stop) & (kind == NUMBER)).any():
        raise Irregular
    return Values(row, column, kind, style, start, stop, last)


def _find_cells(piece: Piece, before: int, recalculate: bool) -> tuple[Tags, np.ndarray, int, np.ndarray]:
    """Return the tags of cells and values, by tag the number of its row, the last row, the formulas without value."""
    tags = piece.find_tags()
    is_row, is_cell = tags.sign == _ROW, tags.sign == _CELL
    short = tags.sign & 0xFFFFFF
    is_value = (short == _VALUE) | (short == _TEXT)
    other = np.flatnonzero(~(is_row | is_cell | is_value))
    rest = tags.sign[other]
    is_value[other[rest == _LONG_TEXT]] = True
    is_formula = (rest & 0xFFFF == _FORMULA) & np.isin(rest >> 16 & 0xFF, tuple(b"> /"))
    if (recalculate and is_formula.any()) or not (is_formula | (rest == _LONG_TEXT) | np.isin(rest, _PLAIN)).all():
        raise Irregular
    formula = other[is_formula]
    lonely = formula[~is_value[np.minimum(formula + 1, len(is_value) - 1)]]
    if not is_cell[lonely - 1].all():
        raise Irregular
    numbers = _read_row_numbers(piece, tags.at[is_row], before)
    kept = np.flatnonzero(is_cell | is_value)
    return (
        Tags(tags.at[kept], tags.after[kept], tags.sign[kept]),
        numbers[np.cumsum(is_row)[kept] - 1],
        int(numbers[-1]),
        tags.at[lonely - 1],
    )


def _read_row_numbers(piece: Piece, at: np.ndarray, before: int) -> np.ndarray:
    if not len(at) or at[0] != 0 or not (piece.eight(at) == _ROW_NUMBER).all():
        raise Irregular
    stop = at + 9
    for _ in range(6):
        stop = stop + (piece.bytes[stop] != _QUOTE)
    if not (piece.bytes[stop] == _QUOTE).all():
        raise Irregular
    numbers = piece.integers(at + 8, stop)
    if numbers[0] <= before or not (numbers[1:] > numbers[:-1]).all():
        raise Irregular
    if numbers[-1] > LAST_ROW:
        raise Unreadable("unreadable-file", reason="place-outside-sheet")
    return numbers


def _read_letters(piece: Piece, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the columns of cells, and where the digits of their rows begin."""
    if not (piece.bytes[at + 5] == _QUOTE).all():
        raise Irregular
    column, digits = np.zeros(len(at), np.int64), at + 6
    for _ in range(3):
        letter = piece.bytes[digits]
        more = (letter >= _A) & (letter <= _Z)
        if not more.any():
            break
        column = np.where(more, column * 26 + letter - (_A - 1), column)
        digits = digits + more
    if not column.all():
        raise Irregular
    return column, digits


def _check_rows(piece: Piece, digits: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Return where the quote behind each place stands; a cell must name the row that it stands in."""
    length = np.searchsorted(10 ** np.arange(1, 8), row, side="right") + 1
    quote = digits + length
    if not ((piece.bytes[quote] == _QUOTE) & (piece.integers(digits, quote) == row)).all():
        raise Irregular
    return quote


def _read_kinds(
    piece: Piece, tags: Tags, cell: np.ndarray, value: np.ndarray, quote: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return what kind of value stands in each cell, by the last words of its tag, and the number of its style."""
    end = tags.after[cell]
    piece.require_end(end)
    piece.require_opening(end)
    words = piece.eight(end - 8)
    kind = words >> np.uint64(8)
    # How much of the tag's end says the kind: all that stands before it is the place and the style.
    width = np.full(len(end), 7)
    named = (kind == SHARED) | (kind == NUMBER) | (kind == _ERROR)
    strings = (words == _STRING) & (piece.bytes[end - 9] == _BLANK)
    inline = np.flatnonzero(words == _INLINE)
    inline = inline[(piece.eight(end[inline] - 14) == _INLINE_START) & (piece.bytes[end[inline] - 15] == _BLANK)]
    kind[strings], width[strings] = _STRING, 9
    kind[inline], width[inline] = _INLINE, 15
    unnamed = ~(named | strings)
    unnamed[inline] = False
    kind[unnamed], width[unnamed] = NUMBER, 1
    style = _read_styles(piece, quote + 1, end - width)
    is_text = (tags.sign[value] & 0xFFFFFF) != _VALUE
    if ((kind == _INLINE) != is_text).any():
        raise Irregular
    return kind, style


def _read_styles(piece: Piece, start: np.ndarray, stop: np.ndarray) -> np.ndarray:
    """Return the numbers of styles; between the places nothing or only a style may stand."""
    found = np.zeros(len(start), np.int64)
    styled = np.flatnonzero(stop != start)
    start, stop = start[styled], stop[styled]
    if not ((piece.four(start) == _STYLE) & (piece.bytes[stop - 1] == _QUOTE) & (stop - start >= 6)).all():
        raise Irregular
    found[styled] = piece.integers(start + 4, stop - 1)
    return found
