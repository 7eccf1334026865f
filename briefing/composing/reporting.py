"""Sentences on who has reported for the as-of period, and whose figures wait."""

from collections.abc import Sequence

from briefing.places import place_full_name, place_name
from briefing.proving.quoting import FigureWriter
from data.queries.overview import Overview
from data.reference.places import is_province
from wording.sentences import say


def call_place(code: str, lang: str) -> str:
    """Return what a text calls a place: 哈尔滨市, 全省."""
    return say("brief.province", lang) if is_province(code) else place_full_name(code, lang)


def write_reporting(
    writer: FigureWriter, overview: Overview, cities: Sequence[str] = (), metrics: Sequence[str] = ()
) -> str:
    """Write who has not reported, and whose figures wait to be accepted, for the as-of period."""
    reporters = overview.plan.reporters if overview.as_of is None else overview.plan.reporters_on(overview.as_of)
    expected = [city for city in reporters if not cities or city in cities]
    if len(cities) == 1:
        return _write_own_reporting(writer, overview, cities[0], metrics)
    sentences = []
    for key, missing in (("brief.missing", overview.unreported), ("brief.waiting", overview.pending)):
        own = {city: tuple(one for one in missing.get(city, ()) if not metrics or one in metrics) for city in expected}
        own = {city: metrics for city, metrics in own.items() if metrics}
        if own:
            facts = {
                "names": _group_missing(own, overview, writer.lang, len(metrics) != 1),
                "count": writer.count(len(own), "unreported", "brief.count-of"),
                "expected": writer.count(len(expected), "expected", "brief.count-offices"),
            }
            sentences.append(say(key, writer.lang, **facts))
    if not sentences and expected:
        number = writer.count(len(expected), "expected", "brief.count-offices")
        return say("brief.all-reported", writer.lang, expected=number)
    return ("" if writer.lang == "zh" else " ").join(sentences)


def _group_missing(own: dict[str, tuple[str, ...]], overview: Overview, lang: str, named: bool) -> str:
    """Name the places, those that lack the same metrics together."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for city, metrics in own.items():
        groups.setdefault(metrics, []).append(place_name(city, lang))
    parts = []
    for metrics, places in groups.items():
        text = say("chart.comma", lang).join(places)
        parts.append(text + (say("brief.brackets", lang, text=_name_metrics(metrics, overview, lang)) if named else ""))
    return say("brief.semicolon" if named else "chart.comma", lang).join(parts)


def _name_metrics(metrics: Sequence[str], overview: Overview, lang: str) -> str:
    return say("chart.comma", lang).join(overview.plan.metric(one).short.in_language(lang) for one in metrics)


def _write_own_reporting(writer: FigureWriter, overview: Overview, city: str, metrics: Sequence[str]) -> str:
    """Write the same of one place."""
    lang, place = writer.lang, call_place(city, writer.lang)
    sentences = []
    for key, missing in (("brief.own-missing", overview.unreported), ("brief.own-waiting", overview.pending)):
        own = [one for one in missing.get(city, ()) if not metrics or one in metrics]
        if own:
            sentences.append(say(key, lang, place=place, names=_name_metrics(own, overview, lang)))
    if not sentences:
        return say("brief.own-reported-chosen" if metrics else "brief.own-reported", lang, place=place)
    return ("" if lang == "zh" else " ").join(sentences)
