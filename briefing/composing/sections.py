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
from briefing.proving.quoting import Pen
from data.queries.city import CityView, MetricLine
from data.queries.metric import MetricView
from metrics.plan import Metric, Text
from metrics.progress.status import Progress, Remark, Status
from wording.remarks import remark_text
from wording.sentences import say


@dataclass(frozen=True, slots=True)
class Desk:
    """What the writing of one brief needs; `full` when the sections hold all of its text and not only charts.

    `told` is whether there is text beside the summary; `pen` writes the text, `labeller` the titles of slides.
    """

    material: Material
    lang: str
    pen: Pen
    labeller: Pen
    manner: Manner
    full: bool
    told: bool = True

    def say(self, key: str, **facts: object) -> str:
        """Return one of the brief's sentences."""
        return say(key, self.lang, **facts)

    def line(self, view: CityView, metric: Metric) -> MetricLine:
        """Return one metric of a city's view."""
        return next(one for one in view.lines if one.metric.id == metric.id)


def summarise(desk: Desk) -> str:
    """Write the whole in one sentence."""
    material, day = desk.material, desk.pen.day(desk.material.as_of)
    if material.scope.kind == "cities":
        sentences: list[str] = []
        for view in material.cities:
            text = _list_clauses(desk, view, material.shown) or desk.say("brief.nothing")
            text = desk.say("brief.of-place", place=place_name(view.city, desk.lang), text=text)
            opening = "" if sentences else desk.say("brief.as-of-only", day=day)
            sentences.append(end_sentence(opening + text, desk.lang))
        return join_sentences(desk, *sentences)
    view = material.cities[0]
    opening = desk.say("brief.as-of", day=day, place=call_place(view.city, desk.lang))
    return end_sentence(opening + (_list_clauses(desk, view, material.shown) or desk.say("brief.nothing")), desk.lang)


def _list_clauses(desk: Desk, view: CityView, metrics: Sequence[Metric]) -> str:
    progresses = [desk.line(view, metric).progress for metric in metrics]
    asked = [one for one in progresses if one.status is not Status.NOT_APPLICABLE]
    shared = {} if desk.pen.aside is not None else _find_shared_waiting(asked)
    told = []
    for one in asked:
        own = tuple(remark for remark in one.remarks if _cities_of(remark) not in shared)
        told.append(write_clause(desk.pen, replace(one, remarks=own)))
    for cities, names in shared.items():
        text = remark_text(PENDING, {"cities": cities}, desk.lang, place_names(desk.lang))
        if len(names) < len(asked):
            about = desk.say("chart.comma").join(name.in_language(desk.lang) for name in names)
            text = desk.say("brief.remark", about=about, text=text).strip()
        told.append(text)
    return desk.say("brief.semicolon").join(told)


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


def tell_short_beside(desk: Desk) -> str:
    """Name what falls short among the metrics that a short text does not tell: it must not seem that all is well."""
    if desk.material.scope.kind not in ("province", "city"):
        return ""
    view = desk.material.cities[0]
    short = [one for one in desk.material.beside if desk.line(view, one).progress.status in BEHIND]
    told = _list_clauses(desk, view, short)
    return end_sentence(desk.say("brief.also-short", text=told), desk.lang) if told else ""


def tell_whole(desk: Desk) -> str:
    """Write what the first slide says in its title: of one place, about all the metrics whose cards stand below it."""
    material, pen = desk.material, desk.labeller
    views = material.cities
    lines = [desk.line(view, metric) for view in views for metric in material.shown]
    if material.scope.kind == "metric":
        return tell_line(pen, lines[0].progress)
    if material.scope.kind == "cities":
        behind = [one.progress for one in lines if one.progress.status in BEHIND]
        names = list(dict.fromkeys(place_name(one.city, desk.lang) for one in behind))
        if not names:
            return tell_none_behind(desk.lang, [one.progress.status for one in lines])
        return desk.say("brief.behind-somewhere", names=desk.say("chart.comma").join(names), count=len(names))
    return tell_metrics(pen, [one.progress for one in list_lines(views[0], material.scope.chosen)])


def list_sections(desk: Desk) -> Iterator[Section]:
    """Yield the sections in order; some may turn out empty."""
    kind = desk.material.scope.kind
    if kind == "city":
        return _tell_city(desk)
    return _tell_cities(desk) if kind == "cities" else _tell_whole(desk)


def _section(desk: Desk, key: str, write: Callable[[], Sequence[str]], charts: Sequence[Chart] = ()) -> Section:
    texts = write() if desk.full else ()
    return Section(desk.say(key), tuple(Paragraph(text) for text in texts if text), tuple(charts))


def _tell_whole(desk: Desk) -> Iterator[Section]:
    """The province, or one metric of it."""
    material, view, chosen = desk.material, desk.material.cities[0], desk.material.scope.metric
    paragraphs: list[Paragraph] = []
    charts = [] if chosen else list(chart_place(view, desk.labeller, material.demo, material.scope.chosen))
    for metric in material.shown:
        line, whole = desk.line(view, metric), material.metrics[metric.id]
        charts += chart_line(line, desk.labeller, material.demo)
        charts += chart_all_places(whole, desk.labeller, material.demo, maps=desk.manner.maps)
        if desk.full:
            if not chosen:
                paragraphs.append(Paragraph(metric.name.in_language(desk.lang), 2, about=metric.id))
            own = join_sentences(desk, _tell_line(desk, line), write_gap(desk.pen, whole, desk.manner.internal))
            texts = (own, _tell_places(desk, whole))
            paragraphs += [Paragraph(text, about=metric.id) for text in texts if text]
    yield Section(desk.say("brief.heading-metrics"), tuple(paragraphs), tuple(charts))
    yield _section(desk, "brief.heading-beside", lambda: [_tell_beside(desk, view)])
    yield _tell_reporting(desk)
    yield _tell_ahead(desk, [desk.line(view, one) for one in material.shown])


def _tell_city(desk: Desk) -> Iterator[Section]:
    material, view = desk.material, desk.material.cities[0]
    paragraphs: list[Paragraph] = []
    charts = list(chart_place(view, desk.labeller, material.demo, material.scope.chosen))
    for metric in material.shown:
        line = desk.line(view, metric)
        if line.progress.status is Status.NOT_APPLICABLE:
            continue
        charts += chart_line(line, desk.labeller, material.demo)
        if desk.full:
            text = join_sentences(desk, _tell_line(desk, line), tell_part(desk, metric, view.city))
            heading = Paragraph(metric.name.in_language(desk.lang), 2, about=metric.id)
            paragraphs += [heading, Paragraph(text, about=metric.id)]
    yield Section(desk.say("brief.heading-metrics"), tuple(paragraphs), tuple(charts))
    yield _section(desk, "brief.heading-beside", lambda: [_tell_beside(desk, view)])
    yield _tell_reporting(desk, (view.city,))
    yield _tell_ahead(desk, [desk.line(view, one) for one in material.shown])


def _tell_cities(desk: Desk) -> Iterator[Section]:
    """A choice of places beside each other, metric by metric."""
    material, chosen = desk.material, desk.material.scope.cities
    paragraphs: list[Paragraph] = []
    charts: list[Chart] = []
    for metric in material.shown:
        whole = material.metrics[metric.id]
        charts += chart_all_places(whole, desk.labeller, material.demo, chosen)
        if not desk.full:
            continue
        paragraphs.append(Paragraph(metric.name.in_language(desk.lang), 2, about=metric.id))
        for view in material.cities:
            line = desk.line(view, metric)
            if line.progress.status is not Status.NOT_APPLICABLE:
                standing = write_standing(desk.pen, line.progress, call_place(view.city, desk.lang))
                text = join_sentences(desk, standing, tell_part(desk, metric, view.city))
                paragraphs.append(Paragraph(text, about=metric.id))
    yield Section(desk.say("brief.heading-metrics"), tuple(paragraphs), tuple(charts))
    yield _tell_reporting(desk, chosen)
    yield _tell_ahead(desk, [desk.line(view, one) for one in material.shown for view in material.cities])


def _tell_line(desk: Desk, line: MetricLine) -> str:
    """Write one metric of one place at length: where it stands, and how it moved."""
    progress = line.progress
    standing = write_standing(desk.pen, progress, call_place(progress.city, desk.lang))
    return join_sentences(desk, standing, write_movement(desk.pen, progress, line.series))


def _tell_places(desk: Desk, whole: MetricView) -> str:
    """Write how all places of a metric stand."""
    pen = desk.pen
    return join_sentences(desk, write_statuses(pen, whole), write_ranking(pen, whole), write_parts(pen, whole))


def _tell_reporting(desk: Desk, cities: Sequence[str] = ()) -> Section:
    material = desk.material
    return _section(
        desk,
        "brief.heading-reporting",
        lambda: [write_reporting(desk.pen, material.overview, cities, material.scope.chosen)],
    )


def tell_part(desk: Desk, metric: Metric, city: str) -> str:
    """Write a place's part of the whole and its rank, as a sentence of its own."""
    text = write_part(desk.pen, desk.material.metrics[metric.id], city)
    return end_sentence(desk.say("brief.it", text=text), desk.lang) if text else ""


def _tell_beside(desk: Desk, view: CityView) -> str:
    """Write the metrics that are not told at length, each in short; a ratio that is not summed by its places."""
    whole = view.city == desk.material.plan.province
    spread = [one for one in desk.material.beside if whole and desk.line(view, one).progress.actual is None]
    told = _list_clauses(desk, view, [one for one in desk.material.beside if one not in spread])
    place = call_place(view.city, desk.lang)
    sentences = [end_sentence(desk.say("brief.of-place", place=place, text=told), desk.lang)] if told else []
    for metric in spread:
        if text := write_statuses(desk.pen, desk.material.metrics[metric.id]):
            sentences.append(desk.say("brief.about", metric=metric.name.in_language(desk.lang), text=text))
    return join_sentences(desk, *sentences)


def _tell_ahead(desk: Desk, lines: Sequence[MetricLine]) -> Section:
    return _section(desk, "brief.heading-ahead", lambda: [_write_ahead(desk, line) for line in lines])


def _write_ahead(desk: Desk, line: MetricLine) -> str:
    text = write_catchup(desk.pen, line.catchup, line.progress, internal=desk.manner.internal)
    if not text:
        return ""
    place = call_place(line.progress.city, desk.lang)
    told = desk.say("brief.ahead", place=place, metric=line.metric.name.in_language(desk.lang), text=text)
    return told[:1].upper() + told[1:]


def join_sentences(desk: Desk, *sentences: str) -> str:
    """Put sentences one after the other; empty ones are left out."""
    return ("" if desk.lang == "zh" else " ").join(one for one in sentences if one)
