"""Where a target comes from: the plan's clause for the province's own, the accepted sheet for a city's."""

from briefing.charts.chart import Source
from briefing.places import place_name
from metrics.observation import Origin
from metrics.plan import Metric, Role, Target
from wording.figures import day_text
from wording.sentences import say


def target_origin(target: Target, metric: Metric, lang: str) -> str:
    """Write where a target stands: clause and document; document, file, sheet and cell; or how it was estimated."""
    if target.role is Role.INDICATIVE:
        return say("brief.origin-indicative", lang)
    if target.origin is None:
        return say(
            "brief.origin-plan", lang, clause=target.clause or metric.clause, source=target.source or metric.source
        )
    place = " ".join(part for part in (target.origin.file, target.origin.sheet, target.origin.cell) if part)
    if target.role is Role.PRINTED:
        return say("brief.origin-printed", lang, place=place)
    if target.source:
        return say("brief.origin-document", lang, document=target.source, place=place)
    return say("brief.origin-allocation", lang, place=place)


def target_source(target: Target, metric: Metric, lang: str) -> Source | None:
    """Return a target's origin as a line of the sources; ``None`` for one that is only estimated."""
    if target.role is Role.INDICATIVE:
        return None
    about = say(
        f"brief.source-{target.role}",
        lang,
        place=place_name(target.city, lang),
        metric=metric.short.in_language(lang),
        day=day_text(target.due, lang),
    )
    if target.role is Role.ALLOCATION and target.source:
        about += say("brief.brackets", lang, text=target.source)
    if target.origin is None:
        source, clause = target.source or metric.source, target.clause or metric.clause
        return Source(about, target.due, source, "", clause, f"{target.value:f}")
    origin = target.origin
    note = correction_note(origin, lang)
    return Source(about, target.due, origin.file, origin.sheet, origin.cell, origin.raw, note)


def correction_note(origin: Origin, lang: str) -> str:
    """Say who corrected a figure before it was handed in, what of it, and why."""
    said = []
    for one in origin.corrections:
        names = say("ui.origin-comma", lang).join(say(f"ui.origin-said-{name}", lang) for name in one.dimensions)
        key = "ui.origin-corrected" if one.reason else "ui.origin-answered"
        said.append(say(key, lang, what=names, actor=one.actor or say("upload.local-user", lang), reason=one.reason))
    return say("chart.semicolon", lang).join(said)
