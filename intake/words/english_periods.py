"""Periods in English writing: June 2019, January–June 2019, as of 30 June 2019, Q2 2019, the first half of 2019."""

import re
from collections.abc import Callable, Iterator

from intake.words.period_writings import is_day
from intake.words.periods import Period

_FIRST_HALF = ("january", "february", "march", "april", "may", "june")
_NAMES = (*_FIRST_HALF, "july", "august", "september", "october", "november", "december")
_NUMBER = {name[:3]: number for number, name in enumerate(_NAMES, 1)}
_ORDINAL = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_COUNT = {word: number for number, word in enumerate(_WORDS, 2)}
_M = r"(?<![a-z])(?:" + "|".join(f"{name}|{name[:4]}|{name[:3]}" for name in _NAMES) + r")(?![a-z])\.?"
_Y, _D = r"(?:19|20)\d\d(?!\d)", r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?(?!\d)"
_TO = r"\s*(?:-+|~|to|through|until)\s*"
_CUT = r"(?P<cut>(?<![a-z])(?:as of|as at|by|until|up to|through|at)\s+)?(?P<end>(?:the\s+)?end of\s+)?"
_OF = r"\s*(?:of\s+)?(?:the\s+year\s+)?"
_ORDINALS = "|".join(_ORDINAL)
Parts = dict[str, str | None]


def _month(text: str | None) -> int:
    return _NUMBER[(text or "")[:3].lower()]


def _year(parts: Parts) -> int | None:
    return int(parts["y"] or "") if parts.get("y") else None


def _span(parts: Parts) -> Period | None:
    first, last, year = _month(parts["m"]), _month(parts["m2"]), _year(parts)
    begun = int(parts["y1"] or "") if parts.get("y1") else year
    if year is not None and begun is not None and begun < year:
        return Period(begun, first, last, last_year=year)
    return Period(year, first, last, running=first == 1) if begun == year and first < last else None


def _day(parts: Parts) -> Period | None:
    month, day, year = _month(parts["m"]), int(re.sub(r"\D", "", parts["d"] or "")), _year(parts)
    return Period(year, month, month, day=day, cutoff=True) if is_day(year, month, day) else None


def _one_month(parts: Parts) -> Period:
    month = _month(parts["m"])
    return Period(_year(parts), month, month, cutoff=bool(parts.get("cut") or parts.get("end")))


def _half(parts: Parts) -> Period:
    months = (1, 6) if (parts["h"] or "").lower() in ("1", "first", "1st") else (7, 12)
    return Period(_year(parts), *months)


def _quarter(parts: Parts) -> Period:
    told = (parts["q"] or "").lower()
    number = int(told) if told.isdigit() else _ORDINAL[told]
    return Period(_year(parts), 3 * number - 2, 3 * number)


def _first_months(parts: Parts) -> Period | None:
    told = (parts["n"] or "").lower()
    last = int(told) if told.isdigit() else _COUNT[told]
    return Period(_year(parts), 1, last, running=True) if 2 <= last <= 12 else None


def _opening(parts: Parts) -> Period:
    month = _month(parts["m"])
    return Period(_year(parts), month, month, opening=True)


_WRITINGS: tuple[tuple[Callable[[Parts], Period | None], re.Pattern[str]], ...] = tuple(
    (read, re.compile(pattern, re.IGNORECASE))
    for read, pattern in (
        (_span, rf"(?:from\s+)?(?P<m>{_M})(?:,?\s*(?P<y1>{_Y}))?{_TO}(?P<m2>{_M}),?\s*(?P<y>{_Y})"),
        (_day, rf"{_CUT}(?P<d>{_D})\s+(?P<m>{_M}),?\s*(?P<y>{_Y})"),
        (_day, rf"{_CUT}(?P<m>{_M})\s+(?P<d>{_D})(?:,\s*|\s+)(?P<y>{_Y})"),
        (_opening, rf"(?:since|from)\s+(?P<m>{_M}),?\s*(?P<y>{_Y})(?:\s+on)?"),
        (_half, rf"(?:the\s+)?(?P<h>first|second|1st|2nd)\s+half{_OF}(?P<y>{_Y})"),
        (_half, rf"(?<![a-z\d])h(?P<h>[12]),?\s*(?P<y>{_Y})"),
        (_half, rf"(?<!\d)(?P<y>{_Y})\s*h(?P<h>[12])(?![a-z\d])"),
        (_quarter, rf"(?:the\s+)?(?P<q>{_ORDINALS})\s+quarter{_OF}(?P<y>{_Y})"),
        (_quarter, rf"(?<![a-z\d])q(?P<q>[1-4]),?\s*(?P<y>{_Y})"),
        (_quarter, rf"(?<!\d)(?P<y>{_Y})\s*q(?P<q>[1-4])(?![a-z\d])"),
        (_first_months, rf"(?:the\s+)?first\s+(?P<n>\d{{1,2}}|{'|'.join(_COUNT)})\s+months{_OF}(?P<y>{_Y})"),
        (_one_month, rf"{_CUT}(?P<m>{_M})(?:,?[ -]*(?P<y>{_Y}))?"),
    )
)
#: No text without one of these names a period in English.
_MAY_NAME = re.compile("|".join((*_NUMBER, "half", "quarter", "months", r"[hq][1-4]")), re.IGNORECASE)


def find_english(plain: str) -> Iterator[tuple[Period, int, int]]:
    """Yield the periods that a text names in English with where they begin and end, the longest writing first."""
    if not _MAY_NAME.search(plain):
        return
    for read, pattern in _WRITINGS:
        for match in pattern.finditer(plain):
            # Alone among other words, may is no month.
            is_verb = match[0].lower() == "may" and plain.strip().lower() != "may"
            if not is_verb and (period := read(match.groupdict())) is not None:
                yield period, match.start(), match.end()
