"""What stands below a brief: 口径, limits of the figures, clauses, and the cells they were read from."""

from collections.abc import Iterable, Mapping

from briefing.brief import Quoted
from briefing.charts.chart import Source
from briefing.charts.sources import progress_sources
from briefing.charts.target_origins import target_origin
from briefing.composing.material import Material
from briefing.composing.progress import end_sentence
from briefing.composing.sections import BriefContext
from briefing.places import place_name
from briefing.schedules import list_formulas
from data.moments import beijing_day
from data.reference.places import City, find_city
from metrics.plan import Plan, Role
from metrics.progress.judging import Progress
from wording.figures import day_text, figure
from wording.sentences import say


def list_notes(material: Material, lang: str) -> tuple[str, ...]:
    """Return the notes, each one sentence."""
    plan = material.plan
    notes = [say("brief.note-demo", lang)] if material.demo else []
    notes.append(say("brief.note-day", lang, day=day_text(material.as_of, lang)))
    if material.known_at is not None:
        day = beijing_day(material.known_at) if material.known_at.tzinfo is None else material.known_at.date()
        notes.append(say("brief.note-known", lang, day=day_text(day, lang)))
    notes += _list_schedule_notes(material, lang)
    for metric in material.shown:
        name, scope = metric.name.in_language(lang), metric.scope.in_language(lang)
        notes.append(say("brief.note-scope", lang, metric=name, scope=scope))
    notes += list_place_notes(plan, material.overview.cells, lang, [one.id for one in material.shown])
    if material.overview.unreported:
        notes.append(say("brief.note-unreported", lang))
    if _has_estimates(material):
        notes.append(say("brief.note-indicative", lang))
    return tuple(notes)


def _list_schedule_notes(material: Material, lang: str) -> list[str]:
    told = [line.progress for view in material.cities for line in view.lines] + list(material.overview.cells.values())
    return list_formulas(material.plan, any(one.year is not None for one in told), lang)


def list_place_notes(
    plan: Plan, cells: Mapping[tuple[str, str], Progress], lang: str, metrics: Iterable[str] = ()
) -> list[str]:
    """Say which places are counted within which, and which reporters report on their own for a part of the plan only.

    Of a county-level city it is told of which of the metrics its figures stand within its city's, of which beside.
    """
    notes, shown = [], set(metrics)
    for code in dict.fromkeys(city for city, _ in cells):
        one = find_city(code)
        if one is not None and one.kind == "county" and one.parent:
            own = [cell for (city, metric), cell in cells.items() if city == code and (not shown or metric in shown)]
            notes += _list_county_notes(one, own, lang)
    for validity in plan.validity:
        within = say("chart.comma", lang).join(place_name(code, lang) for code in validity.counted_in)
        names = {"place": place_name(validity.code, lang), "within": within or say("brief.other-places", lang)}
        if validity.first is not None:
            notes.append(say("brief.note-valid-from", lang, day=day_text(validity.first, lang), **names))
        if validity.until is not None:
            notes.append(say("brief.note-valid-until", lang, day=day_text(validity.until, lang), **names))
    return notes


def _list_county_notes(place: City, cells: Iterable[Progress], lang: str) -> list[str]:
    told = [one for one in cells if one.sources and one.metric.kind.adds_up]
    beside = [one for one in told if max(one.sources, key=lambda source: source.end).apart]
    facts = {"place": place.in_language(lang), "parent": place_name(place.parent, lang)}
    notes = [] if beside and len(beside) == len(told) else [say("brief.note-county", lang, **facts)]
    if beside:
        names = say("chart.comma", lang).join(one.metric.name.in_language(lang) for one in beside)
        key = "brief.note-county-also-beside" if notes else "brief.note-county-beside"
        notes.append(say(key, lang, metrics=names, **facts))
    return notes


def write_remarks(context: BriefContext) -> tuple[str, ...]:
    """Write what limits the figures of the text as 注, each once with all the metrics and places that it holds for."""
    lang, plan = context.lang, context.material.plan
    several = context.material.scope.kind == "cities"
    found: dict[tuple[str, str], list[str]] = {}
    for (metric, city), texts in (context.writer.aside or {}).items():
        for text in texts:
            found.setdefault((city, text), []).append(plan.metric(metric).name.in_language(lang))
    places: dict[tuple[str, str], list[str]] = {}
    comma = say("chart.comma", lang)
    for (city, text), metrics in found.items():
        places.setdefault((comma.join(metrics), text), []).append(city)
    lines = []
    for (names, text), cities in places.items():
        # What holds for all places of the paper needs no names.
        named = several and len(cities) < len(context.material.cities)
        whose = comma.join(place_name(city, lang) for city in cities)
        about = say("brief.of-place", lang, place=whose, text=names) if named else names
        written = context.writer.quote(say("brief.remark", lang, about=about, text=text), "remark")
        lines.append(end_sentence(written, lang))
    return tuple(lines)


def _has_estimates(material: Material) -> bool:
    targets = [one.target for one in material.overview.cells.values()]
    return any(target is not None and target.role is Role.INDICATIVE for target in targets)


def list_clauses(material: Material, lang: str) -> tuple[str, ...]:
    """Return where each metric's target stands, with the target of every place that the brief is about."""
    lines = []
    for metric in (*material.shown, *material.beside):
        for view in material.cities:
            progress = next(one.progress for one in view.lines if one.metric.id == metric.id)
            target = progress.target
            if target is None:
                continue
            facts = {
                "place": place_name(view.city, lang),
                "metric": metric.name.in_language(lang),
                "value": figure(target.value, metric.unit, lang),
                "due": day_text(target.due, lang),
                "origin": target_origin(target, metric, lang),
            }
            lines.append(say("brief.clause", lang, **facts))
    return tuple(lines)


def list_sources(material: Material, lang: str) -> tuple[Source, ...]:
    """Return the cells behind the figures of the scope's places; of the province, those of all places."""
    progresses = [line.progress for view in material.cities for line in view.lines]
    if material.scope.chosen:
        progresses = [one for one in progresses if one.metric.id in material.scope.chosen]
    if material.scope.kind in ("province", "metric"):
        shown = {one.id for one in material.shown}
        progresses += [one for (_, metric), one in material.overview.cells.items() if metric in shown]
    return progress_sources(progresses, lang)


def list_own_sources(figures: tuple[Quoted, ...], lang: str) -> tuple[Source, ...]:
    """Return the writer's own figures as lines of the sources: nobody else has stated them."""
    own = say("brief.own-source", lang)
    return tuple(Source(own, None, own, "", one.text, one.text) for one in dict.fromkeys(figures))


def list_names(plan: Plan, lang: str) -> tuple[str, ...]:
    """Return the plan's names that hold digits: a reader of figures passes over them."""
    names = [plan.short.in_language(lang), plan.title.in_language(lang), plan.number, plan.id]
    return tuple(dict.fromkeys(name for name in names if any(character.isdigit() for character in name)))
