"""The official form around a text: title, 主送机关, opening with its basis, closing, and the writer's own sections.

A sentence or a paragraph for others' papers has none of it. A paper to one place is a 函, all others are 通报.
"""

from dataclasses import dataclass

from briefing.brief import Paragraph, Quoted, Scope, Section
from briefing.composing.material import Material
from briefing.composing.reporting import call_place
from briefing.places import is_system, place_full_name, place_name
from briefing.proving.reading_back import DAY_UNITS, find_figures
from data.letterhead import ALL, Letterhead, OwnParagraph
from metrics.plan import Plan
from wording.figures import span_text
from wording.sentences import say

_PLACES_IN_TITLE, _METRICS_IN_TITLE = 4, 2


@dataclass(frozen=True, slots=True)
class Form:
    """The lines around the text; `kind` as in `Brief.form`."""

    kind: str
    title: str
    addressee: str
    opening: str
    closing: str


def reader_of(scope: Scope) -> str:
    """Return to whom a paper goes: a place's code, or all."""
    return scope.cities[0] if scope.kind == "city" else ALL


def scope_key(scope: Scope) -> str:
    """Return the name under which a scope's own paragraphs are kept."""
    return ":".join([scope.kind, *scope.cities, *scope.chosen, *(["period"] if scope.period else [])])


def compose_form(material: Material, lang: str, length: str, head: Letterhead) -> Form:
    """Write the lines around the text; what the office has written itself goes before what is usual."""
    scope = material.scope
    kind = "text" if length in ("sentence", "paragraph") else "letter" if scope.kind == "city" else "notice"
    title = _write_title(material, lang, kind)
    if kind == "text":
        return Form(kind, title, "", "", "")
    addressee = head.addressee or _write_addressee(material, lang)
    basis = say("brief.basis-given", lang, basis=head.basis) if head.basis else _write_basis(material.plan, lang)
    consent = say("brief.consent", lang) if head.consent else ""
    opening = say(f"brief.opening-{kind}", lang, basis=basis, consent=consent)
    return Form(kind, title, addressee, opening[:1].upper() + opening[1:], say(f"brief.closing-{kind}", lang))


def _write_title(material: Material, lang: str, kind: str) -> str:
    scope, plan = material.scope, material.plan.short.in_language(lang)
    place = call_place(scope.cities[0] if scope.cities else material.plan.province, lang)
    if scope.period is not None:
        plan = say("brief.plan-in-span", lang, plan=plan, span=span_text(*scope.period, lang))
    names = [one.name.in_language(lang) for one in material.shown] if scope.chosen else []
    metric = say("chart.comma", lang).join(names) if len(names) <= _METRICS_IN_TITLE else ""
    if scope.kind == "cities":
        if len(scope.cities) > _PLACES_IN_TITLE:
            place = say("brief.some-cities", lang, first=place_name(scope.cities[0], lang), count=len(scope.cities))
        else:
            place = say("chart.comma", lang).join(place_name(city, lang) for city in scope.cities)
    return say(f"brief.title-{kind}{'-metric' if metric else ''}", lang, place=place, plan=plan, metric=metric)


def _write_addressee(material: Material, lang: str) -> str:
    """Name 主送机关: a department writes to departments and systems, never to governments."""
    scope = material.scope
    if scope.kind != "city":
        systems = [place_name(code, lang) for code in material.plan.reporters if is_system(code)]
        if not systems:
            return say("brief.addressee-cities", lang)
        return say("brief.addressee-all", lang, systems=say("chart.comma", lang).join(systems))
    code, place = scope.cities[0], place_full_name(scope.cities[0], lang)
    return say("brief.addressee-office" if is_system(code) else "brief.addressee-city", lang, place=place)


def _write_basis(plan: Plan, lang: str) -> str:
    """Name what the paper rests on: the document with its 文号, its title, or, where none is at hand, the task."""
    title = plan.title.in_language(lang).partition("（")[0].partition(" (")[0]
    if plan.source.startswith("《") and plan.number:
        return say("brief.basis-document", lang, title=title, number=plan.number)
    if plan.source.startswith("《"):
        return say("brief.basis-title", lang, title=title)
    if plan.number:
        return say("brief.basis-number", lang, number=plan.number)
    return say("brief.basis-task", lang, title=title)


def write_own_sections(paragraphs: tuple[OwnParagraph, ...], lang: str) -> tuple[Section, ...]:
    """Return the writer's own paragraphs, a section a part."""
    return tuple(
        Section(
            say(f"brief.own-{one.part}", lang),
            tuple(Paragraph(" ".join(line.split())) for line in one.content.splitlines() if line.strip()),
            own=True,
        )
        for one in paragraphs
    )


def list_own_figures(sections: tuple[Section, ...], names: tuple[str, ...]) -> tuple[Quoted, ...]:
    """Return the figures of the writer's own paragraphs, which no data bear."""
    texts = [one.text for section in sections if section.own for one in section.paragraphs]
    found = [figure for text in texts for figure in find_figures(text, names) if figure.unit not in DAY_UNITS]
    return tuple(Quoted(one.text, one.value, one.unit, "own") for one in found)
