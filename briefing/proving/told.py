"""The figures and verdicts of a text with what they are about: the place and the metric named before them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from briefing.brief import Brief
from briefing.places import place_full_name, place_name
from briefing.proving.numerals import BOUNDS
from briefing.proving.proof import Unproven, near_of
from briefing.proving.reading_back import DAY_UNITS, FoundFigure, find_figures
from briefing.proving.roundings import is_true
from briefing.proving.verdicts import BRACKETS, Reader
from data.reference.places import load_cities
from metrics.definitions.catalogue import load_catalogue
from wording.sentences import say


@dataclass(frozen=True, slots=True)
class ToldFigure:
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

    found: FoundFigure
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

    def is_taken_over(self, known: Iterable["ToldFigure"]) -> bool:
        """Tell whether another text says it in the same words of the same place and metric."""
        return any(self.says(one) and (self.subject, self.near) == (one.subject, one.near) for one in known)

    def says(self, other: "ToldFigure") -> bool:
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


def _limits_of(text: str, found: FoundFigure) -> frozenset[str]:
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


def _says_day(one: FoundFigure, known: FoundFigure) -> bool:
    """Tell whether a day or span says no more than a known one; a span is never widened."""
    kind, bare = one.unit.removeprefix("bare-"), one.unit.startswith("bare-")
    ends, known_ends = (
        tuple((0 if bare else day.year, day.month, day.day) for day in found.days or ()) for found in (one, known)
    )
    if ends == known_ends:
        return True
    if kind == "span" or known.unit in ("span", "bare-span", "year"):
        return bare and known.unit == "span" and [end[:2] for end in ends] == [end[:2] for end in known_ends]
    if kind == "year":
        return ends[1][0] == known_ends[1][0]
    if kind == "month" or (kind == "month-end" and known.unit.endswith("month-end")):
        return ends[1][:2] == known_ends[1][:2]
    return ends[1] == known_ends[1] and known.unit in ("day", "month-end")


class Names:
    """The names of places and metrics that tell what a figure is about: the last one before it."""

    def __init__(self, brief: Brief) -> None:
        self._fixed, lang, scope = brief.names, brief.lang, brief.scope
        plan = load_catalogue().plan(scope.plan)
        places = [*(city.code for city in load_cities(plan.province)), plan.province]
        self._places = {place_name(code, lang): code for code in places}
        self._places |= {place_full_name(code, lang): code for code in places}
        self._places[say("brief.province", lang)] = plan.province
        self._metrics = {one.short.in_language(lang): one.id for one in plan.metrics}
        self._metrics |= {alias: one.id for one in plan.metrics for alias in one.aliases if len(alias) > 1}
        self._metrics |= {one.name.in_language(lang): one.id for one in plan.metrics}
        alone = scope.cities[0] if len(scope.cities) == 1 else None
        self._subject = (None if len(scope.cities) > 1 else alone or plan.province, scope.metric)
        self._verdicts = Reader(lang, brief.names, self._places, self._metrics, self._subject)
        self._headings = self._list_headings(brief.texts)
        self._stated = [
            one for text, metric in zip(brief.texts, self._headings, strict=True)
            for one in self._verdicts.read(text, metric, told=True)
        ]  # fmt: skip
        self._exact: dict[tuple, tuple[Fraction, ...]] = {}
        for one in brief.figures:
            for read in find_figures(one.text, brief.names):
                self._exact[read.printed] = (*self._exact.get(read.printed, ()), one.value)

    def _list_headings(self, texts: Iterable[str]) -> list[str | None]:
        """Return for each text the metric that the heading above it names."""
        above, found = None, []
        for text in texts:
            above = self._metrics.get(text, above)
            found.append(above)
        return found

    def judge(self, text: str, place: int) -> list[Unproven]:
        """Return the verdicts of a changed text that no text of the brief states of that place and metric.

        They are never the writer's own: a verdict is drawn from the data.
        """
        return [
            Unproven("unknown-verdict", one.text, one.near)
            for one in self._verdicts.read(text, self._headings[place])
            if not one.is_stated(self._stated)
        ]

    def read(self, text: str) -> list[ToldFigure]:
        """Return each figure with what it is about."""
        told = []
        for found in find_figures(text, self._fixed):
            # Who stands in a closed bracket is not who the next clause is about.
            before = BRACKETS.sub(lambda match: "□" * len(match[0]), text[: found.begin])
            place, metric = _last_named(before, self._places), _last_named(before, self._metrics)
            subject = (place or self._subject[0], metric or self._subject[1])
            exact, limits = self._exact.get(found.printed, ()), _limits_of(text, found)
            told.append(ToldFigure(found, place, metric, subject, near_of(text, found), exact, limits))
        return told


def _last_named(text: str, names: Mapping[str, str]) -> str | None:
    ends = {text.rfind(name) + len(name): code for name, code in names.items() if name in text}
    return ends[max(ends)] if ends else None
