"""Hold a text against the data: each figure read back out of it is one that the brief quotes, and none may be lost.

A brief that does not pass is not handed out.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cached_property

from briefing.brief import Brief, OwnFigure, Quoted
from briefing.charts.chart import Source
from briefing.proving.passages import bare, pass_over, take_out
from briefing.proving.reading_back import DAY_UNITS, FoundFigure, find_figures
from briefing.proving.roundings import agrees, is_true
from wording.sentences import say

_DIGIT = re.compile(r"[0-9０-９〇零一二三四五六七八九十百]")
_AROUND = 12
_CLAUSE_END = re.compile(r"[，。；：、！？（）]|[,.;:!?()](?= |$)")


@dataclass(frozen=True, slots=True)
class Unproven:
    """What does not agree.

    `slug` is ``unknown-figure``, ``lost-figure``, ``lost-text``, ``moved-figure`` or ``unknown-verdict``.
    """

    slug: str
    text: str
    near: str = ""

    def sentence(self, lang: str) -> str:
        """Say it in one sentence."""
        return say(f"proof.{self.slug}", lang, text=self.text, near=self.near)


class Unproved(Exception):
    """A brief whose figures do not agree with the data; it is not handed out."""

    def __init__(self, found: tuple[Unproven, ...]) -> None:
        super().__init__("; ".join(f"{one.slug}: {one.text}" for one in found))
        self.found = found

    def sentence(self, lang: str) -> str:
        """Say why the brief is not handed out, by its first disagreement."""
        return say("proof.refused", lang, count=len(self.found), first=self.found[0].sentence(lang))


def prove_brief(brief: Brief) -> tuple[Unproven, ...]:
    """Hold the brief's own texts against the exact values that it quotes; the writer's own figures are passed over."""
    known = _index(brief.figures, brief.names)
    seen: Counter[tuple] = Counter()
    wrong = _judge(brief, brief.texts, known, seen)
    # The titles of the slides have figures of their own; none of them must be told anywhere else.
    wrong += _judge(brief, brief.messages, _index((*brief.figures, *brief.message_figures), brief.names), Counter())
    lost = [one.text for printed, quoted in known.items() if not seen[printed] for one in quoted]
    return (*wrong, *(Unproven("lost-figure", text) for text in dict.fromkeys(lost)))


def _judge(brief: Brief, texts: Iterable[str], known: dict[tuple, list[Quoted]], seen: Counter) -> list[Unproven]:
    """Return the figures of texts that nothing bears; count in `seen` those that do."""
    days, own, wrong = set(brief.days), set(brief.own), []
    for text in texts:
        for found in find_figures(text, brief.names):
            if own_figure(text, found) in own or is_told(found, days):
                continue
            borne = () if found.unit in DAY_UNITS else _bearers(found, known)
            seen.update(borne)
            if not borne:
                wrong.append(Unproven("unknown-figure", found.text, near_of(text, found)))
    return wrong


def _bearers(found: FoundFigure, known: dict[tuple, list[Quoted]]) -> list[tuple]:
    """Return under which prints a figure is quoted, exactly or, with a word beside it, truly rounded."""
    prints = [one for one in known if one[-1] == found.unit] if found.hedge else [found.printed]
    return [one for one in prints if any(is_true(found, quoted.value) for quoted in known.get(one, ()))]


def own_figure(text: str, found: FoundFigure) -> OwnFigure:
    """Return a figure of a text as one that the writer can mark as theirs."""
    return OwnFigure(found.text, near_of(text, found))


def prove(text: str, brief: Brief) -> tuple[Unproven, ...]:
    """Hold the text of a rendered file against the brief.

    Every text of the brief must be in it, letter by letter but for breaks; what else stands there
    (tables, labels, notes) may state no figure with a unit that the brief's data do not hold.
    """
    wrong = list(prove_brief(brief))
    rest = text
    said = dict.fromkeys((*brief.texts, *brief.own_texts))
    beside = (
        brief.opening,
        brief.closing,
        *brief.notes,
        *brief.clauses,
        *(chart.alternative for chart in brief.charts),
    )
    # The longest first: a heading may stand within a sentence.
    for one in sorted({**said, **dict.fromkeys(beside)}, key=len, reverse=True):
        rest, whole = take_out(rest, one)
        if not whole and one in said:
            wrong.append(Unproven("lost-text", _shorten(one)))
    ground, lines = _Ground(brief), pass_over(rest, _list_names(brief)).splitlines()
    for place, line in enumerate(lines):
        for found in find_figures(line, brief.names):
            if found.unit and not ground.bears(found) and not _is_cut(lines, place, found, ground):
                wrong.append(Unproven("unknown-figure", found.text, near_of(line, found)))
    return tuple(dict.fromkeys(wrong))


def _list_names(brief: Brief) -> tuple[str, ...]:
    """Return what a file names its sources by: files, sheets, cells, documents, longest first. No name is a figure."""
    parts = {part for one in _walk(brief, Source) for part in (one.file, one.sheet, one.cell, one.about)}
    named = {bare(part) for part in (*parts, *brief.names) if _DIGIT.search(part) and _has_words(bare(part))}
    return tuple(sorted(named, key=len, reverse=True))


def _has_words(name: str) -> bool:
    """Tell whether a name is more than a figure: a sheet called 8月 is part of every 8月31日, and read as one."""
    return len(name) - sum(len(found.text) for found in find_figures(name)) > 2


def _is_cut(lines: list[str], place: int, found: FoundFigure, ground: "_Ground") -> bool:
    """Tell whether a line's end cuts a figure in two that the data hold as a whole."""
    before, line = (lines[place - 1] if place else ""), lines[place]
    after = lines[place + 1] if place + 1 < len(lines) else ""
    for first, last in ((before.rstrip(), ""), ("", after.lstrip()), (before.rstrip(), after.lstrip())):
        start, end = len(first), len(first) + len(line.rstrip())
        at = start + found.begin
        for whole in find_figures(first + line.rstrip() + last):
            over = whole.begin < start or whole.begin + len(whole.text) > end
            if over and whole.begin <= at < whole.begin + len(whole.text) and ground.bears(whole):
                return True
    return False


class _Ground:
    """What else a file of the brief may say: the days and values of its data, and what its labels print."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._days = {*brief.days, *_walk(brief, date)}
        self._values = sorted({Fraction(value) for value in _walk(brief, Decimal)})

    def bears(self, found: FoundFigure) -> bool:
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


def require_proved(found: Iterable[Unproven]) -> None:
    """Raise `Unproved` when there is a disagreement."""
    wrong = tuple(found)
    if wrong:
        raise Unproved(wrong)


def _index(figures: Iterable[Quoted], names: tuple[str, ...]) -> dict[tuple, list[Quoted]]:
    """Return the quoted figures by what is printed; one that cannot be read back is under its own text."""
    known: dict[tuple, list[Quoted]] = {}
    for one in figures:
        read = find_figures(one.text, names)
        key = read[0].printed if len(read) == 1 and agrees(read[0], one.value) else (one.text,)
        known.setdefault(key, []).append(one)
    return known


def is_told(found: FoundFigure, days: Iterable[date]) -> bool:
    """Tell whether a day, month, year or span in a text is one of those days, or holds one; of a span, both ends."""
    if found.unit not in DAY_UNITS or found.days is None:
        return False
    first, last = found.days
    kind, bare = found.unit.removeprefix("bare-"), found.unit.startswith("bare-")
    if kind == "span":
        if first.day == 1 and _closes_month(last):
            return all(any(_same_month(end, day, bare) for day in days) for end in (first, last))
        return _hold(days, first, last, bare)
    if kind == "year":
        return any(day.year == last.year for day in days)
    if kind == "month":
        return any(_same_month(last, day, bare) for day in days)
    if kind == "month-end":
        return any(_same_month(last, day, bare) and _closes_month(day) for day in days)
    return _hold(days, last, last, bare)


def _same_month(one: date, other: date, bare: bool) -> bool:
    return one.month == other.month and (bare or one.year == other.year)


def _closes_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _hold(days: Iterable[date], first: date, last: date, bare: bool) -> bool:
    known = {(0 if bare else day.year, day.month, day.day) for day in days}
    return all((0 if bare else day.year, day.month, day.day) in known for day in (first, last))


def near_of(text: str, found: FoundFigure) -> str:
    """Return the words around a figure, within its clause: an edit of another clause leaves them as they are."""
    end = found.begin + len(found.text)
    before, after = text[max(0, found.begin - _AROUND) : found.begin], text[end : end + _AROUND]
    return (_CLAUSE_END.split(before)[-1] + text[found.begin : end] + _CLAUSE_END.split(after)[0]).strip()


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:38]}……"


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
