"""Compose a brief from the views of the pages: texts, charts, notes and sources."""

import re
from datetime import date

from briefing.brief import LENGTHS, Brief, Paragraph, Scope, Section
from briefing.compose_charts import chart_statuses
from briefing.compose_notes import list_clauses, list_names, list_notes, list_sources, write_remarks
from briefing.compose_reporting import call_place
from briefing.compose_sections import Desk, list_sections, summarise, tell_whole
from briefing.compose_short import fill_page, write_one_paragraph
from briefing.manner import Manner
from briefing.material import Material, fetch_material
from briefing.pen import Pen
from briefing.places import place_full_name, place_name
from data.access import Access
from data.cities import PROVINCE
from data.moments import known_moment
from data.queries.statements import KnownAt
from wording.sentences import say

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|“”,\s]+')


def fetch_brief(
    access: Access,
    scope: Scope,
    as_of: date,
    known_at: KnownAt = None,
    lang: str = "zh",
    length: str = "page",
    manner: Manner = Manner(),
) -> Brief | None:
    """Fetch and compose; kept until the next write and shared by all who look. ``None`` without any figure."""

    def compose() -> Brief | None:
        material = fetch_material(access, scope, as_of, known_at)
        return compose_brief(material, lang, length, manner) if material is not None else None

    access.require("read")
    return access.store.remember(("brief", scope, as_of, known_moment(known_at), lang, length, manner), compose)


def compose_brief(
    material: Material, lang: str = "zh", length: str = "page", manner: Manner = Manner()
) -> Brief:
    """Compose a brief in one language and length.

    Parameters
    ----------
    length
        One of `LENGTHS`; the charts are the same in all.
    """
    if length not in LENGTHS:
        raise ValueError(length)
    # A sentence or a paragraph is taken over by others' papers: what limits its figures stays with them.
    pen = Pen(lang, aside={} if length in ("page", "full") else None)
    desk = Desk(material, lang, pen, Pen(lang, aside={}), manner, full=length == "full")
    summary = summarise(desk)
    sections = [one for one in list_sections(desk) if one.paragraphs or one.charts]
    if length == "page":
        sections = [one for one in fill_page(desk, sections) if one.paragraphs or one.charts]
    if length in ("page", "full"):
        sections = [_number(one, place, lang) for place, one in enumerate(sections, 1)]
    elif length == "paragraph" and (text := write_one_paragraph(desk)):
        sections.insert(0, Section("", (Paragraph(text),)))
    title = _write_title(material, lang)
    scope, stem = material.scope, _NOT_IN_NAMES.sub("" if lang == "zh" else "_", title).strip("_")
    return Brief(
        name=f"{say('brief.demo-mark', lang) if material.demo else ''}{stem}_{material.as_of:%Y%m%d}",
        title=title,
        scope=scope,
        as_of=material.as_of,
        known_at=material.known_at,
        lang=lang,
        length=length,
        addressee=_write_addressee(scope, lang),
        signer=say("brief.signer", lang),
        summary=summary,
        sections=tuple(sections),
        matrix=chart_statuses(material, lang),
        notes=list_notes(material, lang),
        clauses=list_clauses(material, lang),
        sources=list_sources(material, lang),
        remarks=write_remarks(desk),
        figures=tuple(dict.fromkeys(desk.pen.figures)),
        days=tuple(sorted(desk.pen.days)),
        names=list_names(material.plan, lang),
        demo=material.demo,
        message=tell_whole(desk),
        message_figures=tuple(dict.fromkeys(desk.labeller.figures)),
        annexes=manner.annexes_at(length),
        internal=manner.internal,
        form="text" if length in ("sentence", "paragraph") else "letter" if scope.kind == "city" else "notice",
    )


def _number(section: Section, place: int, lang: str) -> Section:
    """Number a section and the headings within it: 一、 and （一）."""
    paragraphs, inner = [], 0
    for one in section.paragraphs:
        if one.level:
            inner += 1
            one = Paragraph(one.text, one.level, say(f"brief.inner-number-{inner}", lang))
        paragraphs.append(one)
    return Section(section.heading, tuple(paragraphs), section.charts, say(f"brief.number-{place}", lang), section.message)


def _write_title(material: Material, lang: str) -> str:
    scope, plan = material.scope, material.plan.short.in_language(lang)
    if scope.kind == "metric":
        metric = material.plan.metric(scope.metric).name.in_language(lang)
        return say("brief.title-metric", lang, place=call_place(PROVINCE, lang), metric=metric, plan=plan)
    if scope.kind == "cities":
        if len(scope.cities) > 4:
            place = say("brief.some-cities", lang, first=place_name(scope.cities[0], lang), count=len(scope.cities))
        else:
            place = say("chart.comma", lang).join(place_name(city, lang) for city in scope.cities)
        return say("brief.title", lang, place=place, plan=plan)
    place = call_place(scope.cities[0] if scope.cities else PROVINCE, lang)
    return say("brief.title", lang, place=place, plan=plan)


def _write_addressee(scope: Scope, lang: str) -> str:
    """Name 主送机关: one city's government (of 大兴安岭 the 行署), else all."""
    if scope.kind != "city":
        return say("brief.addressee-all", lang)
    place = place_full_name(scope.cities[0], lang)
    if lang == "zh" and not place.endswith("市"):
        key = "brief.addressee-prefecture" if place.endswith("地区") else "brief.addressee-office"
        return say(key, lang, place=place)
    return say("brief.addressee-city", lang, place=place)
