"""Wording changed by the writer before export: words may change, figures may not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.brief import Brief, Paragraph
from briefing.places import place_full_name, place_names
from briefing.proof import Disagreement, is_told
from briefing.reading_back import DAY_UNITS, Found, find_figures
from metrics.catalogue import load_catalogue
from wording.personal import hide_numbers

_CONTEXT = 12


def revise(brief: Brief, changes: Mapping[int, str]) -> Brief:
    """Return the brief with some of its `texts` replaced, by their place; an emptied paragraph is left out.

    Figures that the new texts no longer state are dropped from those quoted.
    """
    texts = {place: hide_numbers(changes.get(place, text)).strip() for place, text in enumerate(brief.texts)}
    title, summary = texts[0] or brief.title, texts[1]
    sections, place = [], 2
    for section in brief.sections:
        if section.own:
            sections.append(section)
            continue
        paragraphs: list[Paragraph] = []
        for one in section.paragraphs:
            if texts[place]:
                paragraphs.append(replace(one, text=" ".join(texts[place].split("\n"))))
            place += 1
        sections.append(replace(section, paragraphs=tuple(paragraphs)))
    remarks = tuple(texts[place + number] for number in range(len(brief.remarks)) if texts[place + number])
    revised = replace(brief, title=title, summary=summary, sections=tuple(sections), remarks=remarks)
    told = {found.printed for text in revised.texts for found in find_figures(text, brief.names)}
    kept = [one for one in brief.figures if all(found.printed in told for found in find_figures(one.text, brief.names))]
    return replace(revised, figures=tuple(kept))


def prove_revision(original: Brief, changes: Mapping[int, str]) -> tuple[Disagreement, ...]:
    """Hold changed texts, by their place, against the original ones.

    Figures may be left out; none may become another, change its direction or its subject, or trade
    places with another of the same kind. A figure may be said once more, where none of its kind is lost.
    """
    names = _Names(original)
    known = [one for text in original.texts for one in names.read(text)]
    wrong: list[Disagreement] = []
    for place, text in sorted(changes.items()):
        before, after = names.read(original.texts[place]), names.read(text)
        for one in after:
            if one.found.unit in DAY_UNITS and not is_told(one.found, original.days):
                wrong.append(_disagreement("unknown-figure", one, text))
        for kind in dict.fromkeys(one.kind for one in after if one.found.unit not in DAY_UNITS):
            mine = [one for one in after if one.kind == kind]
            theirs = [one for one in before if one.is_of(kind)]
            if _follows(mine, theirs):
                continue
            printed = {one.found.printed for one in known if one.is_of(kind)}
            if _follows(theirs, mine) and all(one.found.printed in printed for one in mine):
                continue
            for one in mine:
                if not any(one.found.printed == other.found.printed for other in known):
                    wrong.append(_disagreement("unknown-figure", one, text))
                elif not _follows([one], theirs) or one is mine[-1]:
                    wrong.append(_disagreement("moved-figure", one, text))
                    break
    return tuple(dict.fromkeys(wrong))


def _follows(some: Sequence["_Told"], others: Sequence["_Told"]) -> bool:
    """Tell whether some figures occur among others in the same order."""
    left = iter(others)
    return all(any(one.found.printed == other.found.printed for other in left) for one in some)


def _disagreement(slug: str, one: "_Told", text: str) -> Disagreement:
    start = one.found.start
    return Disagreement(slug, one.found.text, text[max(0, start - _CONTEXT) : start + _CONTEXT].strip())


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with the place and the metric that were last named before it."""

    found: Found
    place: str | None
    metric: str | None

    @property
    def kind(self) -> tuple[str, str | None, str | None]:
        return (self.found.unit, self.place, self.metric)

    def is_of(self, kind: tuple[str, str | None, str | None]) -> bool:
        """Tell whether it is of that kind; where no place or metric is named, any fits."""
        unit, place, metric = kind
        return self.found.unit == unit and place in (None, self.place) and metric in (None, self.metric)


class _Names:
    """The names of places and metrics that tell what a figure is about: the last one before it."""

    def __init__(self, brief: Brief) -> None:
        self._fixed = brief.names
        places = place_names(brief.lang)
        self._places = {name: code for code, name in places.items()}
        self._places |= {place_full_name(code, brief.lang): code for code in places}
        plan = load_catalogue().plan(brief.scope.plan)
        self._metrics = {one.name.in_language(brief.lang): one.id for one in plan.metrics}

    def read(self, text: str) -> list[_Told]:
        """Return each figure with what it is about."""
        return [
            _Told(
                found, _last_named(text[: found.start], self._places), _last_named(text[: found.start], self._metrics)
            )
            for found in find_figures(text, self._fixed)
        ]


def _last_named(text: str, names: Mapping[str, str]) -> str | None:
    ends = {text.rfind(name) + len(name): code for name, code in names.items() if name in text}
    return ends[max(ends)] if ends else None
