"""The sentence of a finding in the reader's language."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

from data.reference.places import all_cities
from intake.findings.finding import Finding
from intake.sheets.kinds.foreign import FOREIGN
from metrics.definitions.catalogue import load_catalogue
from metrics.plan import Plan
from wording.figures import day_text, figure, number_text, span_text
from wording.sentences import say

#: Facts that are quoted from cells, and the findings about how exactly a cell is written.
QUOTED = ("raw", "printed", "sum", "whole", "part", "gross", "taken", "value", "before", "standing")
EXACT = ("not-a-number", "readers-disagree")
FIGURES = ("value", "implied", "before", "standing", "allocated", "rate", "best")

#: The sentences about a county or another part of a city's figure.
_OF_PARTS = {"value-falls-back": "finding.part-falls-back", "statements-disagree": "finding.parts-disagree"}


def describe_finding(finding: Finding, plan: Plan | None, lang: str = "zh") -> str:
    """Return what is wrong and what to do.

    Facts that are ids become words: a city's code its name, a metric's id its name, and beside a
    metric the figures get its unit. Every other fact is quoted as it stands.
    """
    facts = _readable(finding.facts, plan, lang)
    if finding.slug not in EXACT:
        facts |= {name: number_text(str(facts[name])) for name in QUOTED if name in facts}
    if finding.slug == "hidden-cells":
        facts["where"] = _hidden_text(finding.facts, lang)
    if "more" in finding.facts:
        return say("roster.more", lang, what=say(f"roster.what-{finding.slug}", lang), count=finding.facts["more"])
    if "lacking" in facts:
        facts["lacking"] = say("upload.list-comma", lang).join(
            say(f"roster.column-{one}", lang) for one in facts["lacking"].split()
        )
    if finding.slug == "answer-used":
        facts["answer"] = _answer_text(finding.facts, facts, lang)
    if finding.slug == "answer-overrules":
        facts["answer"] = _answer_text(finding.facts, facts, lang)
        facts["stated"] = _stated_text(finding.facts, plan, lang)
    if finding.slug == "uncertain-reading":
        facts["guess"] = _guess_text(finding.facts, facts, lang)
    if finding.slug == "carried-value":
        key = "finding.carried-of" if finding.facts.get("until") else "finding.carried"
        facts["carried"] = say(key, lang, until=facts["until"])
    if finding.slug == "county-answered":
        facts["answer"] = say(f"hint.counted-{finding.facts['counted']}", lang)
    if finding.slug == "unknown-city" and not finding.facts.get("text"):
        return say("finding.city-unnamed", lang)
    if finding.slug == "no-table" and "named" in facts:
        return say("foreign.text", lang, named=facts["named"])
    if finding.slug == "unreadable-file" and facts.get("reason") in FOREIGN:
        return say(f"foreign.{facts['reason']}", lang)
    if finding.slug == "ambiguous-place" and facts.keys() & {"left_out", "added"}:
        return say("finding.ambiguous-place-" + ("with" if "added" in facts else "without"), lang, **facts)
    if finding.slug == "duplicate-city" and "cells" in facts:
        return say("finding.duplicate-cells", lang, **facts)
    if finding.slug == "part-above-whole" and "basis" in facts:
        return say("finding.part-above-span", lang, **{**facts, "basis": say(f"basis.{facts['basis']}", lang)})
    if finding.slug in _OF_PARTS and "part" in facts:
        return say(_OF_PARTS[finding.slug], lang, **facts)
    if "implied" in finding.facts:
        return say("finding.statements-imply", lang, **facts)
    of_row, several = "-row" if "heads" in facts else "", "-others" if "others" in facts else ""
    return say(f"finding.{finding.slug}{of_row}{several}", lang, **facts)


def _readable(facts: dict[str, str], plan: Plan | None, lang: str) -> dict[str, str]:
    readable = dict(facts)
    names = {city.code: city.name_en if lang == "en" else city.name for city in all_cities()}
    for name in ("city", "parent"):
        if facts.get(name) in names:
            readable[name] = names[facts[name]]
    if "cities" in facts and lang == "en":
        english = {city.name: city.name_en for city in all_cities()}
        readable["cities"] = ", ".join(english.get(name, name) for name in facts["cities"].split("、"))
    if "meant" in facts:
        readable["meant"] = say("finding.meant", lang, meant=facts["meant"]) if facts["meant"] else ""
    if "plans" in facts:
        listed = [one for one in load_catalogue().plans if one.id in facts["plans"].split()]
        texts = [say("finding.plan-of-id", lang, plan=one.short.in_language(lang), id=one.id) for one in listed]
        readable["plans"] = say("upload.list-comma", lang).join(texts)
    if "reason" in facts and facts["reason"] not in FOREIGN:
        readable["reason"] = say(f"unreadable.{facts['reason']}", lang)
    if plan is not None and facts.get("plan") == plan.id:
        readable["plan"] = plan.short.in_language(lang)
    metric = next((one for one in plan.metrics if one.id == facts.get("metric")), None) if plan else None
    if metric is not None:
        readable["metric"] = metric.name.in_language(lang)
        for name in FIGURES:
            if name in facts and _is_number(facts[name]):
                readable[name] = figure(Decimal(facts[name]), metric.unit, lang, exact=True)
    if "start" in facts and "last" in facts:
        readable["period"] = span_text(date.fromisoformat(facts["start"]), date.fromisoformat(facts["last"]), lang)
    for name in {"day", "until"} & facts.keys():
        with suppress(ValueError):  # already a text
            readable[name] = day_text(date.fromisoformat(facts[name]), lang)
    return readable


def _hidden_text(facts: dict[str, str], lang: str) -> str:
    hidden = [
        say(f"finding.hidden-{kind}", lang, **{kind: facts[kind]}) for kind in ("rows", "columns") if facts.get(kind)
    ]
    return say("chart.semicolon", lang).join(hidden) or say("finding.hidden-sheet", lang)


def _guess_text(facts: dict[str, str], readable: dict[str, str], lang: str) -> str:
    """Return what was guessed of figures that are asked about: metric, basis and days."""
    said = [readable["metric"]] if facts.get("metric") else []
    if "basis" in facts:
        said.append(_span_text(facts, readable, lang))
    return say("upload.list-comma", lang).join(said)


def _span_text(facts: dict[str, str], readable: dict[str, str], lang: str) -> str:
    last = day_text(date.fromisoformat(facts["last"]), lang)
    days = readable.get("period") or say("finding.guess-until", lang, last=last)
    return say("upload.list-comma", lang).join((say(f"basis.{facts['basis']}", lang), days))


def _stated_text(facts: dict[str, str], plan: Plan | None, lang: str) -> str:
    """Return what the sheet says of what the reporter has corrected."""
    stated = {name.removeprefix("stated_"): fact for name, fact in facts.items() if name.startswith("stated_")}
    return _answer_text(stated, _readable(stated, plan, lang), lang)


def _answer_text(facts: dict[str, str], readable: dict[str, str], lang: str) -> str:
    said = []
    if "metric" in facts:
        said.append(
            say("finding.answer-no-metric", lang)
            if facts["metric"] == "none"
            else say("finding.answer-metric", lang, metric=readable["metric"])
        )
    if "span" in facts:
        said.append(say("finding.answer-span", lang, span=say(f"hint.span-{facts['span']}", lang)))
    if "basis" in facts:
        said.append(say("finding.answer-span", lang, span=_span_text(facts, readable, lang)))
    if "role" in facts:
        said.append(say("finding.answer-role", lang, role=say(f"correct.role-{facts['role']}", lang)))
    if "due" in facts:
        said.append(say(f"finding.answer-due-{facts['due']}", lang))
    if "city" in facts:
        said.append(say("finding.answer-place", lang, city=readable["city"]))
    if "words" in facts:
        said.append(say("finding.answer-words", lang, words=facts["words"]))
    if "printed_unit" in facts:
        said.append(say("finding.answer-unit", lang, unit=facts["printed_unit"]))
    return say("chart.semicolon", lang).join(said)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).removeprefix("-").isdigit()
