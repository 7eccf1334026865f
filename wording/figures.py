"""Numbers and days as an official writes them, in both languages."""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from wording.days import day_text, moment_text, month_text, span_text
from wording.sentences import say

__all__ = ["day_text", "figure", "moment_text", "month_text", "number_text", "percent", "points", "span_text"]

MINUS = "−"
PLACES_IN_TEN_THOUSANDS = 2
COUNTED_IN_TEN_THOUSANDS = ("人次", "人")
#: A number without signs between its digits and without zeros before them, as a cell or a program writes it.
_PLAIN_NUMBER = re.compile(r"([+-]?)(0|[1-9]\d*)(?:\.(\d+))?([eE][+-]?\d{1,2})?")
_SIGNIFICANT, _CORRECTED = 15, " → "
_YEAR_OF_NUMBER = re.compile(r"[(（\[［【〔]\s*((?:19|20)\d\d)\s*[)）\]］】〕](?=\s*第?[\d×xX]+\s*号)")
ENGLISH_UNITS = {
    "人次": "sessions", "人": "people", "个": "", "家": "", "所": "", "项": "", "场": "", "次": "times", "元": "yuan",
}  # fmt: skip
SCALES = ((10**8, "亿"), (10**4, "万"))
# What is measured may have parts; people and things are counted whole.
MEASURED = ("%", "元", "万元", "")


Number = Decimal | Fraction | int


def figure(
    value: Number, unit: str, lang: str = "zh", exact: bool = False, beside: Iterable[Number | None] = ()
) -> str:
    """Write a value of a base unit: ``36.11 万人次``, ``361,100 sessions``, ``13 个``, ``1.5%``.

    Chinese counts persons and sessions in 万 from 10,000 on, to two places; a zero at the end then
    says that the value was rounded (``300.00 万人次`` for 2,999,999). People and things are whole.

    Parameters
    ----------
    exact
        Keep every digit.
    beside
        Values in the same unit that stand in the same row, table or sentence: all of them are written in
        one unit, that of the smallest, so that 6,632 人次 never stands beside 1.17 万人次.
    """
    amount = Fraction(value)
    if unit not in MEASURED:
        amount = Fraction(_half_away(amount))
    if lang == "zh" and not exact and unit in COUNTED_IN_TEN_THOUSANDS:
        sizes = [abs(Fraction(one)) for one in (amount, *beside) if one]
        for scale, sign in SCALES:
            if sizes and min(sizes) >= scale:
                return f"{_trimmed(amount / scale, PLACES_IN_TEN_THOUSANDS)} {sign}{unit}"
    word = ENGLISH_UNITS.get(unit, unit) if lang == "en" else unit
    return f"{_trimmed(amount, 2)}{word if word == '%' else f' {word}'}".rstrip()


def number_text(text: str) -> str:
    """Write a number that a cell holds as people read it: 82692.0 is 82,692; what is no plain number stays.

    Spreadsheets and programs show 15 significant digits of what they compute in binary; a zero that was printed
    behind other decimals (12.50) stays, and so do codes and numbers that are too long to be counts.
    """
    if _CORRECTED in text:
        return _CORRECTED.join(number_text(part) for part in text.split(_CORRECTED))
    found = _PLAIN_NUMBER.fullmatch(text.strip())
    if found is None or len(found[2]) > _SIGNIFICANT:
        return text
    sign, whole, decimals, power = found.groups(default="")
    if power or len((whole + decimals).lstrip("0")) > _SIGNIFICANT:
        shortened = Decimal(f"{float(text):.{_SIGNIFICANT}g}")
        whole, _, decimals = f"{abs(shortened):f}".partition(".")
        if len(whole) > _SIGNIFICANT:
            return text
    decimals = f".{decimals}" if decimals.strip("0") else ""
    sign = sign if decimals or int(whole) else ""
    return f"{sign}{int(whole):,}{decimals}"


def write_document_number(text: str) -> str:
    """Write the year of a document's number in 〔〕, whatever brackets a sheet or a reading gave it."""
    return _YEAR_OF_NUMBER.sub(r"〔\1〕", text)


def percent(share: Number, lang: str = "zh", places: int = 1) -> str:
    """Write a share of one as ``61.0%``; what is not quite 0 or 100 % never reads as if it were."""
    amount = Fraction(share) * 100
    return f"{_rounded(amount, _honest(amount, places, (0, 100)))}%"


def points(lead: Fraction | Decimal | int, lang: str = "zh", places: int = 1) -> str:
    """Write a difference in 百分点 with its sign: ``+3.2 个百分点``, ``−0.04 pp``."""
    amount = Fraction(lead)
    text = _rounded(amount, _honest(amount, places, (0,)))
    return f"{'+' if amount > 0 else ''}{text} {say('unit.points', lang)}"


def _half_away(amount: Fraction) -> int:
    """Return the nearest whole number; a half goes away from zero."""
    whole = (abs(amount) + Fraction(1, 2)).__floor__()
    return -whole if amount < 0 else whole


def _rounded(amount: Fraction, places: int) -> str:
    """Round half away from zero and group by thousands; a minus is never set before a bare zero."""
    scaled = abs(_half_away(amount * 10**places))
    sign = MINUS if amount < 0 and scaled else ""
    return f"{sign}{Decimal(scaled).scaleb(-places):,f}"


def _trimmed(amount: Fraction, places: int) -> str:
    """As `_rounded`, without closing zeros when nothing was rounded off."""
    text = _rounded(amount, places)
    exact = (amount * 10**places).denominator == 1
    return text.rstrip("0").rstrip(".") if exact and "." in text else text


def _honest(amount: Fraction, places: int, limits: tuple[int, ...]) -> int:
    """Return how many places show that the amount is not one of the limits, four at most."""
    while places < 4 and any(
        amount != limit and Fraction(_rounded(abs(amount), places).replace(",", "")) == limit for limit in limits
    ):
        places += 1
    return places
