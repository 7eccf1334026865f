"""Wording changed by the writer before export: words may change, figures be rounded; what is new is the writer's."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from briefing.brief import Brief, OwnFigure, Paragraph, Quoted
from briefing.composing.notes import list_own_sources
from briefing.proving.proof import Unproven, near_of, own_figure
from briefing.proving.reading_back import FoundFigure, find_figures
from briefing.proving.roundings import is_true
from briefing.proving.told import Names, ToldFigure
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


def _is_quoted(quoted: Quoted, told: Iterable[FoundFigure], names: tuple[str, ...]) -> bool:
    """Tell whether the texts still state a quoted figure, as it was printed or truly rounded."""
    return all(
        any(
            ((one.hedge and one.unit == read.unit) or one.printed == read.printed) and is_true(one, quoted.value)
            for one in told
        )
        for read in find_figures(quoted.text, names)
    )


def _list_own(brief: Brief, theirs: Iterable[tuple[str, FoundFigure]]) -> Brief:
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
) -> tuple[Unproven, ...]:
    """Hold changed texts, by their place, against the original ones, but for what the writer marked as their `own`.

    Figures may be left out or truly rounded (约, 超过, nearly); none may become another, change its direction or its
    subject, or trade places with another of the same kind. One may be said once more, or taken over from another text
    in its own words, where none of its kind is lost. Verdicts may be left out; none may be new.
    """
    names = Names(original)
    known = [one for text in original.texts for one in names.read(text)]
    wrong: list[Unproven] = []
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
        wrong += names.judge(text, place)
    return tuple(dict.fromkeys(wrong))


def _is_said(one: ToldFigure, others: Iterable[ToldFigure]) -> bool:
    return any(one.says(other) for other in others)


def _follows(some: Sequence[ToldFigure], others: Sequence[ToldFigure]) -> bool:
    """Tell whether some figures occur among others in the same order."""
    left = iter(others)
    return all(any(one.says(other) for other in left) for one in some)


def _disagreement(slug: str, one: ToldFigure, text: str) -> Unproven:
    return Unproven(slug, one.found.text, near_of(text, one.found))
