"""Wording changed by the writer before export: words may change, figures may not."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefing.brief import Brief, Paragraph
from briefing.places import place_full_name, place_names
from briefing.proof import Disagreement, is_told
from briefing.reading_back import DAY_UNITS, Found, find_figures
from metrics.catalogue import load_catalogue

_CONTEXT = 12


def revise(brief: Brief, changes: Mapping[int, str]) -> Brief:
    """Return the brief with some of its `texts` replaced, by their place; an emptied paragraph is left out.

    Figures that the new texts no longer state are dropped from those quoted.
    """
    texts = {place: changes.get(place, text).strip() for place, text in enumerate(brief.texts)}
    title, summary = texts[0] or brief.title, texts[1]
    sections, place = [], 2
    for section in brief.sections:
        paragraphs: list[Paragraph] = []
        for one in section.paragraphs:
            if texts[place]:
                paragraphs.append(replace(one, text=" ".join(texts[place].split("\n"))))
            place += 1
        sections.append(replace(section, paragraphs=tuple(paragraphs)))
    revised = replace(brief, title=title, summary=summary, sections=tuple(sections))
    told = {found.printed for text in revised.texts for found in find_figures(text, brief.names)}
    kept = [one for one in brief.figures if all(found.printed in told for found in find_figures(one.text, brief.names))]
    return replace(revised, figures=tuple(kept))


def prove_revision(original: Brief, revised: Brief) -> tuple[Disagreement, ...]:
    """Hold changed texts against the original ones: each figure must be one of those, said of the same place and metric."""
    names = _Names(original)
    known = {(found.printed, *about) for text in original.texts for found, about in names.read(text)}
    printed = {one[0] for one in known}
    wrong = []
    for text in revised.texts:
        if text in original.texts:
            continue
        for found, (place, metric) in names.read(text):
            near = text[max(0, found.start - _CONTEXT) : found.start + _CONTEXT].strip()
            if found.unit in DAY_UNITS:
                if not is_told(found, original.days):
                    wrong.append(Disagreement("unknown-figure", found.text, near))
            elif found.printed not in printed:
                wrong.append(Disagreement("unknown-figure", found.text, near))
            elif not any(
                one == found.printed and place in (None, at) and metric in (None, of) for one, at, of in known
            ):
                wrong.append(Disagreement("moved-figure", found.text, near))
    return tuple(dict.fromkeys(wrong))


class _Names:
    """The names of places and metrics that tell what a figure is about: the last one before it."""

    def __init__(self, brief: Brief) -> None:
        self._fixed = brief.names
        places = place_names(brief.lang)
        self._places = {name: code for code, name in places.items()}
        self._places |= {place_full_name(code, brief.lang): code for code in places}
        plan = load_catalogue().plan(brief.scope.plan)
        self._metrics = {one.name.in_language(brief.lang): one.id for one in plan.metrics}

    def read(self, text: str) -> Iterable[tuple[Found, tuple[str | None, str | None]]]:
        """Yield each figure with the place and the metric that were last named before it."""
        for found in find_figures(text, self._fixed):
            before = text[: found.start]
            yield found, (_last_named(before, self._places), _last_named(before, self._metrics))


def _last_named(text: str, names: Mapping[str, str]) -> str | None:
    ends = {text.rfind(name) + len(name): code for name, code in names.items() if name in text}
    return ends[max(ends)] if ends else None
