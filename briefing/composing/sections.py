"""The sections of a brief at full length, by the kind of its scope."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.brief import Paragraph, Section
from briefing.charts.chart import Chart
from briefing.composing.charts import chart_all_places, chart_line, chart_place, list_lines
from briefing.composing.material import Material
from briefing.composing.messages import BEHIND, tell_line, tell_metrics, tell_none_behind
from briefing.composing.movement import write_catchup, write_movement
from briefing.composing.places import write_gap, write_part, write_parts, write_ranking, write_statuses
from briefing.composing.progress import PENDING, end_sentence, write_clause, write_standing
from briefing.composing.reporting import call_place, write_reporting
from briefing.manner import Manner
from briefing.places import place_name, place_names
from briefing.proving.quoting import FigureWriter
from data.queries.city import CityView, MetricLine
from data.queries.metric import MetricView
from metrics.plan import Metric, Text
from metrics.progress.status import Progress, Remark, Status
from wording.remarks import remark_text
from wording.sentences import say


@dataclass(frozen=True, slots=True)
class BriefContext:
    """What the writing of one brief needs; `full` when the sections hold all of its text and not only charts.

    `told` is whether there is text beside the summary; `writer` writes the text, `labeller` the titles of slides.
    """

    material: Material
    lang: str
    writer: FigureWriter
    labeller: FigureWriter
    manner: Manner
    full: bool
    told: bool = True

    def say(self, key: str, **facts: object) -> str:
        """Return one of the brief's sentences."""
        return say(key, self.lang, **facts)

    def line(self, view: CityView, metric: Metric) -> MetricLine:
        """Return one metric of a city's view."""
        return next(one for one in view.lines if one.metric.id == metric.id)


def summarise(context: BriefContext) -> str:
    """Write the whole in one sentence."""
    material, day = context.material, context.writer.day(context.material.as_of)
    if material.scope.kind == "cities":
        sentences: list[str] = []
        for view in material.cities:
            text = _list_clauses(context, view, material.shown) or context.say("brief.nothing")
            text = context.say("brief.of-place", place=place_name(view.city, context.lang), text=text)
            opening = "" if sentences else context.say("brief.as-of-only", day=day)
            sentences.append(end_sentence(opening + text, context.lang))
        return join_sentences(context, *sentences)
    view = material.cities[0]
    opening = context.say("brief.as-of", day=day, place=call_place(view.city, context.lang))
    return end_sentence(
        opening + (_list_clauses(context, view, material.shown) or context.say("brief.nothing")), context.lang
    )


def _list_clauses(context: BriefContext, view: CityView, metrics: Sequence[Metric]) -> str:
    progresses = [context.line(view, metric).progress for metric in metrics]
    asked = [one for one in progresses if one.status is not Status.NOT_APPLICABLE]
    shared = {} if context.writer.aside is not None else _find_shared_waiting(asked)
    told = []
    for one in asked:
        own = tuple(remark for remark in one.remarks if _cities_of(remark) not in shared)
        told.append(write_clause(context.writer, replace(one, remarks=own)))
    for cities, names in shared.items():
        text = remark_text(PENDING, {"cities": cities}, context.lang, place_names(context.lang))
        if len(names) < len(asked):
            about = context.say("chart.comma").join(name.in_language(context.lang) for name in names)
            text = context.say("brief.remark", about=about, text=text).strip()
        told.append(text)
    return context.say("brief.semicolon").join(told)


def _find_shared_waiting(progresses: Sequence[Progress]) -> dict[tuple[str, ...], list[Text]]:
    """Return the places whose hand-in waits for several of the metrics, with these: one sentence says it once."""
    found: dict[tuple[str, ...], list[Text]] = {}
    for one in progresses:
        for remark in one.remarks:
            if cities := _cities_of(remark):
                found.setdefault(cities, []).append(one.metric.short)
    return {cities: names for cities, names in found.items() if len(names) > 1}


def _cities_of(remark: Remark) -> tuple[str, ...]:
    cities = remark.facts["cities"] if remark.slug == PENDING else ()
    return cities if isinstance(cities, tuple) else ()


def tell_short_beside(context: BriefContext) -> str:
    """Name what falls short among the metrics that a short text does not tell: it must not seem that all is well."""
    if context.material.scope.kind not in ("province", "city"):
        return ""
    view = context.material.cities[0]
    short = [one for one in context.material.beside if context.line(view, one).progress.status in BEHIND]
    told = _list_clauses(context, view, short)
    return end_sentence(context.say("brief.also-short", text=told), context.lang) if told else ""


def tell_whole(context: BriefContext) -> str:
    """Write what the first slide says in its title: of one place, about all the metrics whose cards stand below it."""
    material, writer = context.material, context.labeller
    views = material.cities
    lines = [context.line(view, metric) for view in views for metric in material.shown]
    if material.scope.kind == "metric":
        return tell_line(writer, lines[0].progress)
    if material.scope.kind == "cities":
        behind = [one.progress for one in lines if one.progress.status in BEHIND]
        names = list(dict.fromkeys(place_name(one.city, context.lang) for one in behind))
        if not names:
            return tell_none_behind(context.lang, [one.progress.status for one in lines])
        return context.say("brief.behind-somewhere", names=context.say("chart.comma").join(names), count=len(names))
    return tell_metrics(writer, [one.progress for one in list_lines(views[0], material.scope.chosen)])


def list_sections(context: BriefContext) -> Iterator[Section]:
    """Yield the sections in order; some may turn out empty."""
    kind = context.material.scope.kind
    if kind == "city":
        return _tell_city(context)
    return _tell_cities(context) if kind == "cities" else _tell_whole(context)


def _section(
    context: BriefContext, key: str, write: Callable[[], Sequence[str]], charts: Sequence[Chart] = ()
) -> Section:
    texts = write() if context.full else ()
    return Section(context.say(key), tuple(Paragraph(text) for text in texts if text), tuple(charts))


def _tell_whole(context: BriefContext) -> Iterator[Section]:
    """The province, or one metric of it."""
    material, view, chosen = context.material, context.material.cities[0], context.material.scope.metric
    paragraphs: list[Paragraph] = []
    charts = [] if chosen else list(chart_place(view, context.labeller, material.demo, material.scope.chosen))
    for metric in material.shown:
        line, whole = context.line(view, metric), material.metrics[metric.id]
        charts += chart_line(line, context.labeller, material.demo)
        charts += chart_all_places(whole, context.labeller, material.demo, maps=context.manner.maps)
        if context.full:
            if not chosen:
                paragraphs.append(Paragraph(metric.name.in_language(context.lang), 2, about=metric.id))
            own = join_sentences(
                context, _tell_line(context, line), write_gap(context.writer, whole, context.manner.internal)
            )
            texts = (own, _tell_places(context, whole))
            paragraphs += [Paragraph(text, about=metric.id) for text in texts if text]
    yield Section(context.say("brief.heading-metrics"), tuple(paragraphs), tuple(charts))
    yield _section(context, "brief.heading-beside", lambda: [_tell_beside(context, view)])
    yield _tell_reporting(context)
    yield _tell_ahead(context, [context.line(view, one) for one in material.shown])


def _tell_city(context: BriefContext) -> Iterator[Section]:
    material, view = context.material, context.material.cities[0]
    paragraphs: list[Paragraph] = []
    charts = list(chart_place(view, context.labeller, material.demo, material.scope.chosen))
    for metric in material.shown:
        line = context.line(view, metric)
        if line.progress.status is Status.NOT_APPLICABLE:
            continue
        charts += chart_line(line, context.labeller, material.demo)
        if context.full:
            text = join_sentences(context, _tell_line(context, line), tell_part(context, metric, view.city))
            heading = Paragraph(metric.name.in_language(context.lang), 2, about=metric.id)
            paragraphs += [heading, Paragraph(text, about=metric.id)]
    yield Section(context.say("brief.heading-metrics"), tuple(paragraphs), tuple(charts))
    yield _section(context, "brief.heading-beside", lambda: [_tell_beside(context, view)])
    yield _tell_reporting(context, (view.city,))
    yield _tell_ahead(context, [context.line(view, one) for one in material.shown])


def _tell_cities(context: BriefContext) -> Iterator[Section]:
    """A choice of places beside each other, metric by metric."""
    material, chosen = context.material, context.material.scope.cities
    paragraphs: list[Paragraph] = []
    charts: list[Chart] = []
    for metric in material.shown:
        whole = material.metrics[metric.id]
        charts += chart_all_places(whole, context.labeller, material.demo, chosen)
        if not context.full:
            continue
        paragraphs.append(Paragraph(metric.name.in_language(context.lang), 2, about=metric.id))
        for view in material.cities:
            line = context.line(view, metric)
            if line.progress.status is not Status.NOT_APPLICABLE:
                standing = write_standing(context.writer, line.progress, call_place(view.city, context.lang))
                text = join_sentences(context, standing, tell_part(context, metric, view.city))
                paragraphs.append(Paragraph(text, about=metric.id))
    yield Section(context.say("brief.heading-metrics"), tuple(paragraphs), tuple(charts))
    yield _tell_reporting(context, chosen)
    yield _tell_ahead(context, [context.line(view, one) for one in material.shown for view in material.cities])


def _tell_line(context: BriefContext, line: MetricLine) -> str:
    """Write one metric of one place at length: where it stands, and how it moved."""
    progress = line.progress
    standing = write_standing(context.writer, progress, call_place(progress.city, context.lang))
    return join_sentences(context, standing, write_movement(context.writer, progress, line.series))


def _tell_places(context: BriefContext, whole: MetricView) -> str:
    """Write how all places of a metric stand."""
    writer = context.writer
    return join_sentences(
        context, write_statuses(writer, whole), write_ranking(writer, whole), write_parts(writer, whole)
    )


def _tell_reporting(context: BriefContext, cities: Sequence[str] = ()) -> Section:
    material = context.material
    return _section(
        context,
        "brief.heading-reporting",
        lambda: [write_reporting(context.writer, material.overview, cities, material.scope.chosen)],
    )


def tell_part(context: BriefContext, metric: Metric, city: str) -> str:
    """Write a place's part of the whole and its rank, as a sentence of its own."""
    text = write_part(context.writer, context.material.metrics[metric.id], city)
    return end_sentence(context.say("brief.it", text=text), context.lang) if text else ""


def _tell_beside(context: BriefContext, view: CityView) -> str:
    """Write the metrics that are not told at length, each in short; a ratio that is not summed by its places."""
    whole = view.city == context.material.plan.province
    spread = [one for one in context.material.beside if whole and context.line(view, one).progress.actual is None]
    told = _list_clauses(context, view, [one for one in context.material.beside if one not in spread])
    place = call_place(view.city, context.lang)
    sentences = [end_sentence(context.say("brief.of-place", place=place, text=told), context.lang)] if told else []
    for metric in spread:
        if text := write_statuses(context.writer, context.material.metrics[metric.id]):
            sentences.append(context.say("brief.about", metric=metric.name.in_language(context.lang), text=text))
    return join_sentences(context, *sentences)


def _tell_ahead(context: BriefContext, lines: Sequence[MetricLine]) -> Section:
    return _section(context, "brief.heading-ahead", lambda: [_write_ahead(context, line) for line in lines])


def _write_ahead(context: BriefContext, line: MetricLine) -> str:
    text = write_catchup(context.writer, line.catchup, line.progress, internal=context.manner.internal)
    if not text:
        return ""
    place = call_place(line.progress.city, context.lang)
    told = context.say("brief.ahead", place=place, metric=line.metric.name.in_language(context.lang), text=text)
    return told[:1].upper() + told[1:]


def join_sentences(context: BriefContext, *sentences: str) -> str:
    """Put sentences one after the other; empty ones are left out."""
    return ("" if context.lang == "zh" else " ").join(one for one in sentences if one)
