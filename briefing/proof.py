"""Hold a text against the data: each figure read back out of it must be one that the brief quotes, and none may be lost.

A brief that does not pass is not handed out.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cached_property

from briefing.brief import Brief, Quoted
from briefing.reading_back import DAY_UNITS, Found, days_of, find_figures
from wording.sentences import say

_INTERRUPTIONS = 8
_ENOUGH = 6


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What does not agree: `slug` is ``unknown-figure``, ``lost-figure``, ``lost-text`` or ``moved-figure``."""

    slug: str
    text: str
    near: str = ""

    def sentence(self, lang: str) -> str:
        """Say it in one sentence."""
        return say(f"proof.{self.slug}", lang, text=self.text, near=self.near)


class Unproved(Exception):
    """A brief whose figures do not agree with the data; it is not handed out."""

    def __init__(self, found: tuple[Disagreement, ...]) -> None:
        super().__init__("; ".join(f"{one.slug}: {one.text}" for one in found))
        self.found = found

    def sentence(self, lang: str) -> str:
        """Say why the brief is not handed out, by its first disagreement."""
        return say("proof.refused", lang, count=len(self.found), first=self.found[0].sentence(lang))


def prove_brief(brief: Brief) -> tuple[Disagreement, ...]:
    """Hold the brief's own texts against the exact values that it quotes."""
    known = _index(brief.figures, brief.names)
    days, seen, wrong = set(brief.days), Counter(), []
    for text in brief.texts:
        for found in find_figures(text, brief.names):
            if found.unit in DAY_UNITS:
                if not is_told(found, days):
                    wrong.append(Disagreement("unknown-figure", found.text, _near(text, found)))
            elif any(agrees(found, one.value) for one in known.get(found.printed, ())):
                seen[found.printed] += 1
            else:
                wrong.append(Disagreement("unknown-figure", found.text, _near(text, found)))
    wrong += _prove_messages(brief, days)
    lost = [one.text for printed, quoted in known.items() if not seen[printed] for one in quoted]
    return (*wrong, *(Disagreement("lost-figure", text) for text in dict.fromkeys(lost)))


def _prove_messages(brief: Brief, days: set[date]) -> list[Disagreement]:
    """Hold the titles of the slides against their own figures; none of them must be told anywhere else."""
    known = _index((*brief.figures, *brief.message_figures), brief.names)
    return [
        Disagreement("unknown-figure", found.text, _near(text, found))
        for text in brief.messages
        for found in find_figures(text, brief.names)
        if not (
            is_told(found, days)
            if found.unit in DAY_UNITS
            else any(agrees(found, one.value) for one in known.get(found.printed, ()))
        )
    ]


def prove(text: str, brief: Brief) -> tuple[Disagreement, ...]:
    """Hold the text of a rendered file against the brief.

    Every text of the brief must be in it, letter by letter but for breaks; what else stands there
    (tables, labels, notes) may state no figure with a unit that the brief's data do not hold.
    """
    wrong = list(prove_brief(brief))
    rest = text
    for one in sorted(dict.fromkeys(brief.texts), key=len, reverse=True):  # a heading may stand within a sentence
        rest, whole = _take_out(rest, one)
        if not whole:
            wrong.append(Disagreement("lost-text", _shorten(one)))
    for one in brief.own_texts:
        rest, whole = _take_out(rest, one)
        if not whole:
            wrong.append(Disagreement("lost-text", _shorten(one)))
    for one in (brief.opening, brief.closing, *brief.notes, *brief.clauses, *(chart.alternative for chart in brief.charts)):
        rest, _ = _take_out(rest, one)  # a line's end may cut a day in two
    ground = _Ground(brief)
    for line in rest.splitlines():
        for found in find_figures(line, brief.names):
            if found.unit and not ground.bears(found):
                wrong.append(Disagreement("unknown-figure", found.text, _near(line, found)))
    return tuple(dict.fromkeys(wrong))


class _Ground:
    """What else a file of the brief may say: the days and values of its data, and what its labels print."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._days = {*brief.days, *_walk(brief, date)}
        self._values = sorted({Fraction(value) for value in _walk(brief, Decimal)})

    def bears(self, found: Found) -> bool:
        """Tell whether the data hold that figure, rounded at its last digit, or that day."""
        if found.unit in DAY_UNITS:
            return is_told(found, self._days) or found.printed in self._printed
        place = bisect_left(self._values, found.value - found.ulp / 2)
        near = place < len(self._values) and agrees(found, self._values[place])
        return near or found.printed in self._printed

    @cached_property
    def _printed(self) -> set[tuple]:
        words = set(_walk(self._brief, str))
        return {found.printed for one in words for found in find_figures(one, self._brief.names)}


def require_proved(found: Iterable[Disagreement]) -> None:
    """Raise `Unproved` when there is a disagreement."""
    wrong = tuple(found)
    if wrong:
        raise Unproved(wrong)


def agrees(found: Found, value: Fraction) -> bool:
    """Tell whether a printed figure is the exact value, rounded at its last digit."""
    return abs(found.value - value) <= found.ulp / 2


def _index(figures: Iterable[Quoted], names: tuple[str, ...]) -> dict[tuple, list[Quoted]]:
    """Return the quoted figures by what is printed; one that cannot be read back is under its own text."""
    known: dict[tuple, list[Quoted]] = {}
    for one in figures:
        read = find_figures(one.text, names)
        key = read[0].printed if len(read) == 1 and agrees(read[0], one.value) else (one.text,)
        known.setdefault(key, []).append(one)
    return known


def is_told(found: Found, days: Iterable[date]) -> bool:
    """Tell whether a day, month or year in a text is one of those days, or holds one."""
    if found.unit not in DAY_UNITS:
        return False
    if found.unit == "bare-month":
        return any(day.month == found.value for day in days)
    wanted = days_of(found)[0]
    if found.unit == "year":
        return any(day.year == wanted.year for day in days)
    if found.unit == "month":
        return any((day.year, day.month) == (wanted.year, wanted.month) for day in days)
    return wanted in days


def _near(text: str, found: Found) -> str:
    return text[max(0, found.start - 12) : found.start + 12].strip()


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:38]}……"


def _take_out(text: str, wanted: str) -> tuple[str, bool]:
    """Take a text out of another, broken over lines or not; page heads and numbers may stand between its lines."""
    letters = re.sub(r"\s+", "", wanted)
    pattern = re.compile(r"\s*".join(map(re.escape, letters)))
    taken, count = pattern.subn("\n", text)
    if count or not letters:
        return taken, True
    lines = text.splitlines()
    for start, line in enumerate(lines):
        used = _follow(lines, start, letters) if re.sub(r"\s+", "", line)[-_ENOUGH:] in letters else None
        if used:
            return "\n".join(line for place, line in enumerate(lines) if place not in used), True
    return text, False


def _follow(lines: list[str], start: int, letters: str) -> set[int] | None:
    """Return the lines that hold the letters one after the other, with few other lines between."""
    used, done, skipped = set(), 0, 0
    for place in range(start, len(lines)):
        line = re.sub(r"\s+", "", lines[place])
        if not line:
            continue
        part = line if used else line[max(0, line.find(letters[:_ENOUGH])) :]
        if letters[done:].startswith(part):
            used.add(place)
            done += len(part)
        elif used and part.startswith(letters[done:]):
            return used | {place}
        else:
            skipped += 1
        if done == len(letters):
            return used
        if not used or skipped > _INTERRUPTIONS:
            return None
    return None


def _walk(value: object, kind: type) -> Iterator:
    """Yield every value of that kind in nested data."""
    if isinstance(value, kind) and not isinstance(value, Enum):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from _walk(getattr(value, one.name), kind)
    elif isinstance(value, tuple):
        for one in value:
            yield from _walk(one, kind)
