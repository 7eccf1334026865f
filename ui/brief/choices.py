"""What a brief is to be about: chosen on the page, kept in the address and for the session."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from briefing.brief import KINDS, LENGTHS, Scope
from briefing.manner import ANNEXES, Manner
from briefing.places import place_full_name, place_name
from briefing.rendering.child import FORMATS, PICTURE_SIZES
from data.reference.places import find_city
from metrics.months import year_end, year_start
from metrics.plan import Plan
from ui.address import read_address, write_address
from ui.views.missing import find_asked, tell_missing
from ui.views.scene import Scene
from wording.sentences import say

VIEWS = ("text", "pages", "charts")
_USUAL = "docx,pptx"


@dataclass(frozen=True, slots=True)
class BriefChoices:
    """One reader's choices beside plan and as-of day."""

    scope: Scope
    length: str
    formats: tuple[str, ...]
    size: str
    known_at: date | None
    manner: Manner = Manner()


def choose_brief(scene: Scene) -> BriefChoices:
    """Show the choices, each as it was last made, and return them."""
    lang, plan = scene.lang, scene.plan
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = _choose_one("scope", KINDS, lang)
        scope = _choose_scope(kind, plan, lang)
        length = _choose_one("length", LENGTHS, lang, default="page")
        scope = replace(scope, period=_choose_period(scene))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        formats = _choose_formats(lang)
        pictures = bool({"png", "svg"} & set(formats))
        size = _choose_one("size", PICTURE_SIZES, lang, default="a4") if pictures else "a4"
        known_at = _choose_known(scene)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        manner = _choose_manner(length, lang)
    return BriefChoices(scope, length, formats, size, known_at, manner)


def choose_view(lang: str) -> str:
    """Let the writer look at the text, at the pages as they will print, or at the charts."""
    return _choose_one("view", VIEWS, lang)


def _choose_one(name: str, options: Sequence[str], lang: str, default: str | None = None) -> str:
    wanted = read_address(name)
    value = wanted if wanted is not None and wanted in options else default or options[0]
    key = f"brief.{name}"
    st.session_state[key] = value

    def keep() -> None:
        # A second press takes the mark away; something must stay chosen.
        write_address(**{name: st.session_state[key] or value})

    st.segmented_control(
        say(f"brief-page.{name}", lang),
        options,
        key=key,
        format_func=lambda one: say(f"brief-page.{name}-{one}", lang),
        on_change=keep,
        width="content",
        label_visibility="collapsed" if name == "view" else "visible",
    )
    return value


def _choose_scope(kind: str, plan: Plan, lang: str) -> Scope:
    places = [code for code in plan.reporters if find_city(code)]
    if kind == "city":
        city = _select("city", places, lambda code: place_full_name(code, lang), lang)
        return Scope("city", plan.id, (city,), metrics=_choose_metrics(plan, lang))
    if kind == "metric":
        names = {one.id: one.name.in_language(lang) for one in plan.metrics}
        return Scope("metric", plan.id, metric=_select("metric", list(names), names.__getitem__, lang))
    if kind == "cities":
        return Scope("cities", plan.id, _choose_cities(places, lang), metrics=_choose_metrics(plan, lang))
    return Scope("province", plan.id, metrics=_choose_metrics(plan, lang))


def _select(name: str, options: Sequence[str], label: Callable[[str], str], lang: str) -> str:
    wanted, lost = find_asked(name, options)
    key = f"brief.{name}"
    value = wanted if wanted is not None and wanted in options else options[0]
    if lost:
        tell_missing(name, wanted or "", label(value), lang)
    st.session_state[key] = value
    st.selectbox(
        say(f"ui.choose-{name}", lang),
        options,
        key=key,
        format_func=label,
        width=260,
        on_change=lambda: write_address(**{name: st.session_state[key]}),
    )
    return value


def _choose_cities(places: Sequence[str], lang: str) -> tuple[str, ...]:
    wanted = [code for code in (read_address("cities") or "").split(",") if code in places]
    chosen, key = wanted or list(places[:2]), "brief.cities"
    st.session_state[key] = chosen
    st.multiselect(
        say("brief-page.cities", lang),
        places,
        key=key,
        format_func=lambda code: place_name(code, lang),
        width=520,
        on_change=lambda: write_address(cities=",".join(st.session_state[key])),
    )
    return tuple(code for code in places if code in chosen)


def _choose_metrics(plan: Plan, lang: str) -> tuple[str, ...]:
    """Let the writer choose metrics; none chosen tells all."""
    names = {one.id: one.short.in_language(lang) for one in plan.metrics}
    chosen, key = [one for one in (read_address("metrics") or "").split(",") if one in names], "brief.metrics"
    st.session_state[key] = chosen
    st.multiselect(
        say("brief-page.metrics", lang),
        list(names),
        key=key,
        format_func=names.__getitem__,
        placeholder=say("brief-page.metrics-all", lang),
        width=420,
        on_change=lambda: write_address(metrics=",".join(st.session_state[key])),
    )
    return tuple(one for one in names if one in chosen)


def _choose_formats(lang: str) -> tuple[str, ...]:
    offered = list(FORMATS)
    given = read_address("formats")
    chosen, key = [one for one in (_USUAL if given is None else given).split(",") if one in offered], "brief.formats"
    st.session_state[key] = chosen
    st.pills(
        say("brief-page.formats", lang),
        FORMATS,
        key=key,
        selection_mode="multi",
        format_func=lambda one: say(f"brief-page.format-{one}", lang),
        on_change=lambda: write_address(formats=",".join(st.session_state[key])),
    )
    return tuple(one for one in FORMATS if one in chosen)


def _choose_period(scene: Scene) -> tuple[date, date] | None:
    """Let the writer choose a year, for what was gained in it; the last one as far as it is over."""
    lang, plan = scene.lang, scene.plan
    years = [str(year) for year in range(plan.start.year, min(plan.deadline.year, scene.as_of.year) + 1)]
    given, key = read_address("period"), "brief.period"
    st.session_state[key] = given if given in years else None
    st.selectbox(
        say("brief-page.period", lang),
        years,
        index=None,
        key=key,
        format_func=lambda year: say("span.year", lang, year=year),
        placeholder=say("brief-page.period-none", lang),
        width=190,
        on_change=lambda: write_address(period=st.session_state[key] or ""),
    )
    if given not in years:
        return None
    start = year_start(date(int(given), 6, 30), plan.month_ends)
    return max(start, plan.start), min(year_end(start, plan.month_ends), scene.as_of)


def _choose_manner(length: str, lang: str) -> Manner:
    """Let the writer choose for whom the paper is, its annexes, and whether it has maps."""
    internal = _choose_one("audience", ("outgoing", "internal"), lang) == "internal"
    usual, given, key = Manner().annexes_at(length), read_address("annexes"), "brief.annexes"
    st.session_state[key] = list(usual) if given is None else [one for one in ANNEXES if one in given.split(",")]

    def keep() -> None:
        chosen = [one for one in ANNEXES if one in st.session_state[key]]
        write_address(annexes=",".join(chosen) or "none")

    st.pills(
        say("brief-page.annexes", lang),
        ANNEXES,
        key=key,
        selection_mode="multi",
        format_func=lambda one: say(f"brief-page.annexes-{one}", lang),
        on_change=keep,
    )
    annexes = None if given is None else tuple(st.session_state[key])
    return Manner(annexes, maps=_choose_one("maps", ("no", "yes"), lang) == "yes", internal=internal)


def _choose_known(scene: Scene) -> date | None:
    """Let the writer go back to what was known by a day; empty: all that is accepted now."""
    try:
        known = date.fromisoformat(read_address("known_at") or "")
    except ValueError:
        known = None
    key = "brief.known_at"
    st.session_state[key] = known

    def keep() -> None:
        day = st.session_state[key]
        write_address(known_at=day.isoformat() if day else "")

    st.date_input(
        say("brief-page.known-at", scene.lang),
        value=None,
        key=key,
        min_value=scene.plan.start,
        max_value=date.today(),
        on_change=keep,
        width=190,
        help=say("brief-page.known-at-help", scene.lang),
    )
    return known
