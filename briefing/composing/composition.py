"""Compose a brief from the views of the pages: texts, charts, notes and sources."""

import re
from dataclasses import replace
from datetime import date

from briefing.brief import LENGTHS, Brief, Paragraph, Scope, Section
from briefing.composing.charts import chart_statuses
from briefing.composing.form import compose_form, list_own_figures, reader_of, scope_key, write_own_sections
from briefing.composing.material import Material, fetch_material
from briefing.composing.notes import list_clauses, list_names, list_notes, list_own_sources, list_sources, write_remarks
from briefing.composing.period import list_period_sections, summarise_period
from briefing.composing.sections import BriefContext, list_sections, summarise, tell_whole
from briefing.composing.short import fill_page, write_one_paragraph
from briefing.manner import Manner
from briefing.proving.quoting import FigureWriter
from data.access import Access
from data.letterhead import Letterhead, OwnParagraph
from data.letterheads import letterhead_for, paragraphs_of
from data.moments import known_moment, looking_day
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
    """Fetch and compose, with what the office has written itself; ``None`` without any figure.

    It is kept until the next write, and shared by all who look.
    """

    def compose() -> Brief | None:
        material = fetch_material(access, scope, as_of, known_at)
        if material is None:
            return None
        head = letterhead_for(access, scope.plan, reader_of(scope), as_of)
        own = paragraphs_of(access, scope.plan, scope_key(scope))
        return compose_brief(material, lang, length, manner, head, own)

    access.require("read")
    key = ("brief", scope, as_of, known_moment(known_at), looking_day(known_at), lang, length, manner)
    return access.store.remember(key, compose)


def compose_brief(
    material: Material,
    lang: str = "zh",
    length: str = "page",
    manner: Manner = Manner(),
    head: Letterhead = Letterhead(),
    own: tuple[OwnParagraph, ...] = (),
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
    writer = FigureWriter(lang, aside={} if length in ("page", "full") else None)
    context = BriefContext(
        material, lang, writer, FigureWriter(lang, aside={}), manner, full=length == "full", told=length != "sentence"
    )
    period = material.scope.period
    summary = summarise_period(context, *period) if period else summarise(context)
    listed = list_period_sections(context) if period else list_sections(context)
    sections = [one for one in listed if one.paragraphs or one.charts]
    if length == "page" and not period:
        sections = [one for one in fill_page(context, sections) if one.paragraphs or one.charts]
    form = compose_form(material, lang, length, head)
    if form.kind != "text":
        sections += write_own_sections(own, lang)
    if length in ("page", "full"):
        sections = [_number(one, place, lang) for place, one in enumerate(sections, 1)]
    elif length == "paragraph" and not period and (text := write_one_paragraph(context)):
        sections.insert(0, Section("", (Paragraph(text),)))
    stem = _NOT_IN_NAMES.sub("" if lang == "zh" else "_", form.title).strip("_")
    names = list_names(material.plan, lang)
    own_figures = list_own_figures(tuple(sections), names)
    sources = list_sources(material, lang) + list_own_sources(own_figures, lang)
    return Brief(
        name=f"{say('brief.demo-mark', lang) if material.demo else ''}{stem}_{material.as_of:%Y%m%d}",
        title=form.title,
        scope=material.scope,
        as_of=material.as_of,
        known_at=material.known_at,
        lang=lang,
        length=length,
        addressee=form.addressee,
        signer=head.signer,
        summary=summary,
        sections=tuple(sections),
        matrix=None if period else chart_statuses(material, context.labeller),
        notes=list_notes(material, lang),
        clauses=list_clauses(material, lang),
        sources=sources,
        remarks=write_remarks(context),
        figures=tuple(dict.fromkeys(context.writer.figures)),
        days=tuple(sorted(context.writer.days)),
        names=names,
        demo=material.demo,
        message="" if period else tell_whole(context),
        message_figures=tuple(dict.fromkeys(context.labeller.figures)),
        annexes=manner.annexes_at(length),
        internal=manner.internal,
        form=form.kind,
        opening=form.opening,
        closing=form.closing,
        head=head,
        issued=head.issued,
        own_figures=own_figures,
    )


def _number(section: Section, place: int, lang: str) -> Section:
    """Number a section and the headings within it: 一、 and （一）."""
    paragraphs, inner = [], 0
    for one in section.paragraphs:
        if one.level:
            inner += 1
            one = replace(one, number=say(f"brief.inner-number-{inner}", lang))
        paragraphs.append(one)
    return replace(section, paragraphs=tuple(paragraphs), number=say(f"brief.number-{place}", lang))
