"""Which slides a deck has: charts that belong together side by side, each with its part of the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.brief import Brief, Section
from briefing.charts.chart import Bullet, Chart, Cumulative, Matrix, PeriodBars, Ranking, StatusMap
from briefing.formats.native.markup import text_width
from wording.sentences import say

_PAIRS = ((Cumulative, PeriodBars), (Ranking, StatusMap))
_WIDE = 8
# A title has two lines of 20 points.
_TITLE, _ROOM = 20, 510.0
_END = re.compile(r"[。；;]|\. |\.$")


@dataclass(frozen=True, slots=True)
class SlideLine:
    """A paragraph of a slide; a head is set bold."""

    text: str
    head: bool = False


@dataclass(frozen=True, slots=True)
class SlidePlan:
    """One slide: its title, the text above, and up to two charts."""

    title: str
    lines: tuple[SlideLine, ...]
    charts: tuple[Chart, ...]


def plan_slides(brief: Brief) -> Iterator[SlidePlan]:
    """Yield the slides of the sections in order; the text of a metric stands above its own charts.

    Sections that are only text share a slide. There are as many as the length asks for: none beside the
    answer for a sentence, one for a paragraph, one a metric for a page, all for the full text.
    """
    if brief.length == "sentence":
        return
    if brief.length == "paragraph":
        yield _plan_paragraph(brief)
        return
    waiting: list[SlidePlan] = []
    for section in brief.sections:
        for slide in _plan_section(section, brief):
            if not slide.charts:
                waiting.append(slide)
                continue
            yield from _join_texts(waiting, brief.lang)
            waiting = []
            yield slide
    yield from _join_texts(waiting, brief.lang)


def _plan_paragraph(brief: Brief) -> SlidePlan:
    """Return the one slide of a paragraph: its text, and how the first metrics or places stand."""
    texts = [one.text for section in brief.sections for one in section.paragraphs]
    chart = next((one for one in brief.charts if isinstance(one, Bullet)), None)
    title = chart.message if chart and chart.message else first_clause(texts)
    return SlidePlan(title or brief.title, tuple(map(SlideLine, texts)), (chart,) if chart else ())


def first_clause(texts: Sequence[str]) -> str:
    """Return what a text says first, as the title of its slide; empty where that is too long for one."""
    first = _END.split(next(iter(texts), ""), maxsplit=1)[0].strip()
    return first if 0 < text_width(first, _TITLE) <= _ROOM else ""


def _join_texts(slides: Sequence[SlidePlan], lang: str) -> Iterator[SlidePlan]:
    if slides:
        title = first_clause([line.text for one in slides for line in one.lines if not line.head])
        title = title or say("chart.comma", lang).join(dict.fromkeys(one.title for one in slides))
        heads = len(slides) > 1
        lines = (line for one in slides for line in ((SlideLine(one.title, True), *one.lines) if heads else one.lines))
        yield SlidePlan(title, tuple(lines), ())


def _plan_section(section: Section, brief: Brief) -> Iterator[SlidePlan]:
    """Yield the slides of one section: what tells of a metric stands with its charts, whatever order it is told in."""
    title = section.heading or brief.title
    groups = _group_charts([chart for chart in section.charts if not isinstance(chart, Matrix)])
    shown = {group[0].about for group in groups} - {""}
    rest = [SlideLine(one.text, bool(one.level)) for one in section.paragraphs if one.about not in shown]
    whole = brief.length == "full" and bool(groups) and not groups[0][0].about
    if rest and not (groups and (whole or brief.length == "page")):
        yield SlidePlan(title, tuple(rest), ())
    told: set[str] = set()
    for place, group in enumerate(groups):
        about = group[0].about
        own = [one for one in section.paragraphs if about and about not in told and one.about == about]
        told.add(about)
        heading = next((one.text for one in own if one.level), "")
        texts = [SlideLine(one.text) for one in own if not one.level]
        if place == 0 and whole:
            texts = [*rest, *texts]
        colon = "：" if brief.lang == "zh" else ": "
        name = f"{title}{colon}{heading}" if heading else title
        slides = list(_pair_charts(group)) if brief.length == "full" else _choose_charts(group)
        if brief.length == "page" and not texts and len(groups) > 1:
            continue  # the first slide has told these figures
        shared = [texts[place : place + 1] for place in range(len(slides))]
        shared[-1].extend(texts[len(slides) :])
        for charts, lines in zip(slides, shared, strict=True):
            alone = len(charts) == 1 and not heading
            message = charts[0].message or (charts[0].title if alone else name)
            yield SlidePlan(message, tuple(lines), tuple(charts))
    if rest and groups and brief.length == "page":
        yield SlidePlan(title, tuple(rest), ())


def _group_charts(charts: Sequence[Chart]) -> list[list[Chart]]:
    """Return runs of charts about one thing: each begins with the way of a total, or with a comparison."""
    groups: list[list[Chart]] = []
    for chart in charts:
        begins = isinstance(chart, Cumulative) or (
            isinstance(chart, Bullet) and not (groups and isinstance(groups[-1][0], Cumulative))
        )
        other = bool(groups) and groups[-1][0].about != chart.about
        if begins or other or not groups or (isinstance(chart, Bullet) and _has(groups[-1], Bullet)):
            groups.append([])
        groups[-1].append(chart)
    return groups


def _has(charts: Sequence[Chart], kind: type) -> bool:
    return any(isinstance(chart, kind) for chart in charts)


def _pair_charts(charts: Sequence[Chart]) -> Iterator[list[Chart]]:
    """Yield the charts of each slide: two that read together, or one that needs the width."""
    waiting: list[Chart] = []
    for chart in charts:
        if waiting and _fit(waiting[0], chart):
            yield [waiting.pop(), chart]
            continue
        if waiting:
            yield [waiting.pop()]
        waiting = [chart]
    if waiting:
        yield waiting


def _choose_charts(charts: Sequence[Chart]) -> list[list[Chart]]:
    """Return the charts of the one slide that a metric has on a page: its places, else its way."""
    places = next((one for one in charts if isinstance(one, Bullet)), None)
    return [[places]] if places is not None else list(_pair_charts(charts))[:1]


def _fit(left: Chart, right: Chart) -> bool:
    if (type(left), type(right)) in _PAIRS:
        return True
    return all(isinstance(one, Bullet | Ranking) and len(one.rows) <= _WIDE for one in (left, right))
