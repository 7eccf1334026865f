"""Periods in every common writing, Chinese and English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from intake.words.characters import REMEMBERED, compact
from intake.words.english_periods import find_english
from intake.words.period_writings import writings_for
from intake.words.periods import Period

#: No title or note is longer; what is costs time without end.
_LONGEST = 4000
#: No period is written without one of these; most texts hold none.
_MAY_NAME = re.compile(r"[\d年月季旬半]|[A-Za-z]{3}|[Qq]")
_HALF_PAPER = re.compile(r"半年(?:度?报|度)")
_DOCUMENT_NUMBER = re.compile(r"\(?(?:19|20)\d\d\)第?[\d×x]+号")
_JANUARY = re.compile(r"元(?=月|[-~至到]\d{1,2}月)")
#: No period is named without one of these.
_TIME = re.compile(r"[\d年月季旬周日]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period and the place in the text where it stands."""

    period: Period
    start: int
    stop: int


@lru_cache(maxsize=REMEMBERED)
def find_periods(text: str) -> tuple[FoundPeriod, ...]:
    """Return the periods that `text` names in any writing, in order, longest reading first; none of an endless text."""
    if len(text) > _LONGEST or not _MAY_NAME.search(text):
        return ()
    plain = _JANUARY.sub("1", _DOCUMENT_NUMBER.sub(lambda m: " " * len(m[0]), compact(text)))
    if not _TIME.search(plain):
        return ()
    taken: list[FoundPeriod] = []
    for period, start, stop in _matches(plain):
        if not any(start < one.stop and one.start < stop for one in taken):
            taken.append(FoundPeriod(period, start, stop))
    told = [one for one in taken if not (one.period.opening or one.period.whole_year)]
    papers = [one for one in told if _HALF_PAPER.fullmatch(plain[one.start : one.stop])]
    if len(told) > len(papers):  # 半年报（2019年下半年） names its half
        taken = [one for one in taken if one not in papers]
    return tuple(sorted(taken, key=lambda one: one.start))


def _matches(plain: str) -> Iterator[tuple[Period, int, int]]:
    yield from find_english(plain)
    for read, pattern in writings_for(plain):
        for match in pattern.finditer(plain):
            period = read(match.groupdict())
            if period is not None:
                yield period, match.start(), match.end()


def find_only_period(text: str) -> Period | None:
    """Return the one period that `text` names; ``None`` when it names none or several."""
    found = {one.period for one in find_periods(text) if not one.period.opening}
    return found.pop() if len(found) == 1 else None


def is_only_period(text: str) -> bool:
    """Tell whether a text is a period and nothing else."""
    plain = compact(text)
    return [(one.start, one.stop) for one in find_periods(plain)] == [(0, len(plain))]
