"""What the cells of a roster mean: days, amounts, levels, groups, programmes, places.

Each different text is understood once, however many rows it stands in.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.reference.schemes import Term
from intake.rosters.rows import BAD_DAY, BAD_MONEY, NO_DAY, NO_MONEY, Coded
from intake.words.characters import compact
from intake.words.day_spans import find_days
from wording.personal import hide_numbers, holds_number

_EPOCH = date(1899, 12, 30).toordinal()
_UNIX = date(1970, 1, 1).toordinal()
_SERIALS = range(36_526, 73_051)
#: 300 different days a year for fifty years; a column with more different texts holds no days.
_LIMIT = 100_000


def read_days(values: pa.Array, *, last: bool, spans: bool = False) -> np.ndarray:
    """Return days since 1970 by row; of a span (2019.3.1—3.15) the first or the last day.

    `spans`: whole trainings stand in the cells, so that a beginning alone (2019年3月1日起) says no last day.
    """
    return _understand(values, lambda text: parse_day(text, last=last, spans=spans), NO_DAY, np.int32)


def parse_day(text: str, *, last: bool, spans: bool = False) -> int:
    """Return the day since 1970 that a text states; `BAD_DAY` when it states none of this century."""
    if is_serial(plain := compact(text)):
        return _EPOCH + int(float(plain)) - _UNIX
    found = find_days(text)
    if found is None or (last and (found.is_open or (spans and not found.is_span))):
        return BAD_DAY
    return (found.last if last else found.first).toordinal() - _UNIX


def is_serial(text: str) -> bool:
    """Tell whether a number is a day as spreadsheets store it, of the years 2000 to 2099."""
    return re.fullmatch(r"\d{5}(\.\d+)?", text) is not None and int(float(text)) in _SERIALS


def read_money(values: pa.Array, header: str) -> np.ndarray:
    """Return amounts in fen by row; a head that says 万元 counts in ten thousands."""
    scale = 1_000_000 if "万元" in header else 100
    return _understand(values, lambda text: _parse_money(text, scale), NO_MONEY, np.int64)


def read_terms(values: pa.Array, terms: Iterable[Term]) -> Coded:
    """Return codes of a reference table by row: ``?text`` for what it does not know, empty for nothing."""
    known = {_key(name): term.code for term in terms for name in (term.name, term.name_en, *term.aliases)}
    return code_texts(values, lambda text: known.get(_key(text), f"?{hide_numbers(compact(text))[:40]}"))


def code_texts(values: pa.Array, meaning: Callable[[str], str]) -> Coded:
    """Return the meaning of each different text, once, and which of them each row has."""
    encoded = _encoded(values)
    meant = [meaning(text) if text and text.strip() else "" for text in encoded.dictionary.to_pylist()]
    order = {value: at for at, value in enumerate(dict.fromkeys([*meant, ""]))}
    lookup = np.array([order[value] for value in [*meant, ""]], np.int32)
    return Coded(lookup[_indices(encoded, len(meant))], tuple(order))


def empty_texts(count: int) -> pa.Array:
    """Return a column in which nothing stands."""
    return pa.nulls(count, pa.string())


def _understand(values: pa.Array, meaning: Callable[[str], int], nothing: int, kind: type) -> np.ndarray:
    encoded = _encoded(values)
    texts = encoded.dictionary.to_pylist()
    bad = BAD_DAY if nothing == NO_DAY else BAD_MONEY
    meant = [
        nothing if not text or not text.strip() else meaning(text) if at < _LIMIT and not holds_number(text) else bad
        for at, text in enumerate(texts)
    ]
    return np.array([*meant, nothing], kind)[_indices(encoded, len(texts))]


def _encoded(values: pa.Array) -> pa.DictionaryArray:
    if pa.types.is_dictionary(values.type):
        return values
    return pc.dictionary_encode(values)


def _indices(encoded: pa.DictionaryArray, nothing: int) -> np.ndarray:
    return pc.fill_null(encoded.indices, nothing).to_numpy(zero_copy_only=False)


def _parse_money(text: str, scale: int) -> int:
    """Return fen; a unit in the cell is nearer than the head's: 1,500元 under 万元 is 1,500 yuan."""
    plain = compact(text).replace(",", "").removesuffix("整")
    if plain.endswith(("万元", "万")):
        plain, scale = plain.removesuffix("元").removesuffix("万"), 1_000_000
    elif plain.endswith("元"):
        plain, scale = plain.removesuffix("元"), 100
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return BAD_MONEY
    if not number.is_finite() or not 0 <= number < 10**12:
        return BAD_MONEY
    return int((number * scale).to_integral_value())


def _key(text: str) -> str:
    return re.sub(r"[\s()/、·]", "", compact(text)).lower()
