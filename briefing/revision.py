"""Wording changed by the writer before export: words may change and figures be rounded, and what is new is the writer's."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from briefing.brief import Brief, OwnFigure, Paragraph, Quoted
from briefing.compose_notes import list_own_sources
from briefing.numerals import BOUNDS
from briefing.places import place_full_name, place_names
from briefing.proof import Disagreement, near_of, own_figure
from briefing.reading_back import DAY_UNITS, Found, find_figures
from briefing.roundings import is_true
from data.cities import PROVINCE
from metrics.catalogue import load_catalogue
from wording.personal import hide_numbers
from wording.sentences import say


def revise(brief: Brief, changes: Mapping[int, str], own: Collection[OwnFigure] = ()) -> Brief:
    """Return the brief with some of its `texts` replaced, by their place; an emptied paragraph is left out.

    Figures that the new texts no longer state are dropped from those quoted. Those that the writer marked as
    their `own` are listed in the sources; a paper without these says so in a 注.
    """
    texts = {place: settle(changes.get(place, text)) for place, text in enumerate(brief.texts)}
    title, summary = texts[0] or brief.title, texts[1]
    sections, place = [], 2
    for section in brief.sections:
        if section.own:
            sections.append(section)
            continue
        paragraphs: list[Paragraph] = []
        for one in section.paragraphs:
            if texts[place]:
                paragraphs.append(replace(one, text=texts[place]))
            place += 1
        sections.append(replace(section, paragraphs=tuple(paragraphs)))
    remarks = tuple(texts[place + number] for number in range(len(brief.remarks)) if texts[place + number])
    revised = replace(brief, title=title, summary=summary, sections=tuple(sections), remarks=remarks)
    read = [(text, found) for text in revised.texts for found in find_figures(text, brief.names)]
    theirs = [(text, found) for text, found in read if own_figure(text, found) in own]
    told = [found for text, found in read if own_figure(text, found) not in own]
    kept = [one for one in brief.figures if _is_quoted(one, told, brief.names)]
    return _list_own(replace(revised, figures=tuple(kept)), theirs)


def settle(text: str) -> str:
    """Return a text as it is printed: one line, no ID number."""
    return " ".join(hide_numbers(text).strip().split("\n"))


def _is_quoted(quoted: Quoted, told: Iterable[Found], names: tuple[str, ...]) -> bool:
    """Tell whether the texts still state a quoted figure, as it was printed or truly rounded."""
    return all(
        any((one.hedge and one.unit == read.unit or one.printed == read.printed) and is_true(one, quoted.value) for one in told)
        for read in find_figures(quoted.text, names)
    )


def _list_own(brief: Brief, theirs: Iterable[tuple[str, Found]]) -> Brief:
    marked = [own_figure(text, found) for text, found in theirs]
    if not marked:
        return brief
    figures = tuple(Quoted(found.text, found.value, found.unit, "own") for _, found in theirs)
    sources = (*brief.sources, *list_own_sources(figures, brief.lang))
    if "sources" in brief.annexes:
        return replace(brief, own=tuple(marked), sources=sources)
    comma = say("chart.comma", brief.lang)
    told = comma.join(dict.fromkeys(say("brief.own-quoted", brief.lang, text=one.text) for one in figures))
    remark = say("brief.own-remark", brief.lang, figures=told)
    marked += [own_figure(remark, found) for found in find_figures(remark, brief.names)]
    return replace(brief, own=tuple(marked), sources=sources, remarks=(*brief.remarks, remark))


def prove_revision(
    original: Brief, changes: Mapping[int, str], own: Collection[OwnFigure] = ()
) -> tuple[Disagreement, ...]:
    """Hold changed texts, by their place, against the original ones; what the writer marked as their `own` is passed over.

    Figures may be left out or truly rounded (约, 超过, nearly); none may become another, change its direction or its
    subject, or trade places with another of the same kind. One may be said once more, or taken over from another text
    in its own words, where none of its kind is lost.
    """
    names = _Names(original)
    known = [one for text in original.texts for one in names.read(text)]
    wrong: list[Disagreement] = []
    for place, changed in sorted(changes.items()):
        text = settle(changed)
        before = names.read(original.texts[place])
        after = [one for one in names.read(text) if own_figure(text, one.found) not in own]
        for kind in dict.fromkeys(one.kind for one in after):
            mine = [one for one in after if one.kind == kind]
            theirs = [one for one in before if one.is_of(kind)]
            if _follows(mine, theirs):
                continue
            if _follows(theirs, mine) and all(_is_said(one, theirs) or one.is_taken_over(known) for one in mine):
                continue
            for one in mine:
                if not _is_said(one, known):
                    wrong.append(_disagreement("unknown-figure", one, text))
                elif not _follows([one], theirs) or one is mine[-1]:
                    wrong.append(_disagreement("moved-figure", one, text))
    return tuple(dict.fromkeys(wrong))


def _is_said(one: "_Told", others: Iterable["_Told"]) -> bool:
    return any(one.says(other) for other in others)


def _follows(some: Sequence["_Told"], others: Sequence["_Told"]) -> bool:
    """Tell whether some figures occur among others in the same order."""
    left = iter(others)
    return all(any(one.says(other) for other in left) for one in some)


def _disagreement(slug: str, one: "_Told", text: str) -> Disagreement:
    return Disagreement(slug, one.found.text, near_of(text, one.found))


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with the place and the metric that were last named before it.

    Attributes
    ----------
    subject
        Of which place and metric it is, those of the whole brief where none is named.
    near
        The words around it.
    exact
        The values that it prints, where they are quoted.
    limits
        What its clause says of it, even at a distance: ``least``, ``most`` or ``provisional`` (暂计).
    """

    found: Found
    place: str | None
    metric: str | None
    subject: tuple[str | None, str | None] = (None, None)
    near: str = ""
    exact: tuple[Fraction, ...] = ()
    limits: frozenset[str] = frozenset()

    @property
    def kind(self) -> tuple[str, str | None, str | None]:
        if self.found.unit in DAY_UNITS:
            return ("day", None, None)
        return (self.found.unit, self.place, self.metric)

    def is_of(self, kind: tuple[str, str | None, str | None]) -> bool:
        """Tell whether it is of that kind; where no place or metric is named, any fits."""
        unit, place, metric = kind
        return self.kind[0] == unit and place in (None, self.place) and metric in (None, self.metric)

    def is_taken_over(self, known: Iterable["_Told"]) -> bool:
        """Tell whether another text says it in the same words of the same place and metric."""
        return any(self.says(one) and (self.subject, self.near) == (one.subject, one.near) for one in known)

    def says(self, other: "_Told") -> bool:
        """Tell whether it says no more than another does: the same, a true rounding, a day by its month."""
        one, known = self.found, other.found
        if one.unit in DAY_UNITS or known.unit in DAY_UNITS:
            return one.days is not None and known.days is not None and _says_day(one, known)
        if not other.limits <= self.limits:
            return False  # of 至多尚差35个 nobody may say 尚差35个, of 暂计65个 nobody 65个
        if one.printed == known.printed and one.hedge == known.hedge:
            return True
        if one.unit != known.unit or not one.hedge or one.hedge not in _WITHIN.get(known.hedge, (one.hedge,)):
            return False  # of 至少39个 nobody may say 39个
        return any(is_true(one, value) for value in other.exact or (known.value,))


_CLAUSE = re.compile(r"[，；。：、（）();:]|[,.](?= |$)")
_SO_FAR = ("暂计", "暂计数", "so far")


def _limits_of(text: str, found: Found) -> frozenset[str]:
    """Return what the clause of a figure makes of it: the words before it, and in English those behind."""
    before = _CLAUSE.split(text[: found.begin])[-1]
    behind = _CLAUSE.split(text[found.begin + len(found.text) :])[0]
    said = {kind for kind in ("least", "most") if any(word in before.lower() for word in BOUNDS[kind])}
    said |= {{"more": "least", "less": "most"}.get(found.hedge, found.hedge)} & {"least", "most"}
    if any(word in before for word in _SO_FAR) or "so far" in behind:
        said.add("provisional")
    return frozenset(said)


# What may still be said of a figure that is itself only a bound.
_WITHIN = {"least": ("least", "more"), "most": ("most", "less")}


def _says_day(one: Found, known: Found) -> bool:
    """Tell whether a day or span says no more than a known one; a span is never widened."""
    kind, bare = one.unit.removeprefix("bare-"), one.unit.startswith("bare-")
    ends = tuple((0 if bare else day.year, day.month, day.day) for day in one.days)
    known_ends = tuple((0 if bare else day.year, day.month, day.day) for day in known.days)
    if ends == known_ends:
        return True
    if kind == "span" or known.unit in ("span", "bare-span", "year"):
        return bare and known.unit == "span" and [end[:2] for end in ends] == [end[:2] for end in known_ends]
    if kind == "year":
        return ends[1][0] == known_ends[1][0]
    if kind == "month" or kind == "month-end" and known.unit.endswith("month-end"):
        return ends[1][:2] == known_ends[1][:2]
    return ends[1] == known_ends[1] and known.unit in ("day", "month-end")


class _Names:
    """The names of places and metrics that tell what a figure is about: the last one before it."""

    def __init__(self, brief: Brief) -> None:
        self._fixed, lang, scope = brief.names, brief.lang, brief.scope
        places = place_names(lang)
        self._places = {name: code for code, name in places.items()}
        self._places |= {place_full_name(code, lang): code for code in places}
        self._places[say("brief.province", lang)] = PROVINCE
        plan = load_catalogue().plan(scope.plan)
        self._metrics = {one.short.in_language(lang): one.id for one in plan.metrics}
        self._metrics |= {alias: one.id for one in plan.metrics for alias in one.aliases if len(alias) > 1}
        self._metrics |= {one.name.in_language(lang): one.id for one in plan.metrics}
        alone = scope.cities[0] if len(scope.cities) == 1 else None
        self._subject = (None if len(scope.cities) > 1 else alone or PROVINCE, scope.metric)
        self._exact: dict[tuple, tuple[Fraction, ...]] = {}
        for one in brief.figures:
            for read in find_figures(one.text, brief.names):
                self._exact[read.printed] = (*self._exact.get(read.printed, ()), one.value)

    def read(self, text: str) -> list[_Told]:
        """Return each figure with what it is about."""
        told = []
        for found in find_figures(text, self._fixed):
            before = text[: found.begin]
            place, metric = _last_named(before, self._places), _last_named(before, self._metrics)
            subject = (place or self._subject[0], metric or self._subject[1])
            told.append(_Told(found, place, metric, subject, near_of(text, found), self._exact.get(found.printed, ()), _limits_of(text, found)))
        return told


def _last_named(text: str, names: Mapping[str, str]) -> str | None:
    ends = {text.rfind(name) + len(name): code for name, code in names.items() if name in text}
    return ends[max(ends)] if ends else None
