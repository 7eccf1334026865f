"""A county-level city beside its city, 含 or 不含: asked once where no total tells, and remembered for the plan."""

from html import escape

import streamlit as st

from briefing.places import place_name
from data.reference.places import City, find_city
from intake.reading import Reading
from intake.statements.hints import BESIDE, WITHIN
from ui.hand_in.said import keep_said
from wording.sentences import say


def ask_counties(reading: Reading, file: str, lang: str) -> None:
    """Ask about every county that the sheet lists beside its city without telling how it counts."""
    told = [one for one in reading.findings if one.slug == "county-within"]
    places = [place for code in dict.fromkeys(one.facts["city"] for one in told) if (place := find_city(code))]
    if not places or reading.plan is None:
        return
    with st.container(border=True), st.form(f"upload.counties.{file[:12]}", border=False):
        st.markdown(f"**{say('hint.counties', lang)}**")
        st.html(f'<div class="lj lj-muted">{escape(say("hint.counties-note", lang))}</div>')
        for place in places:
            names = {"city": place.in_language(lang), "parent": place_name(place.parent, lang)}
            st.radio(
                say("hint.ask-counted", lang, **names),
                (WITHIN, BESIDE),
                horizontal=True,
                format_func=lambda value: say(f"hint.{value}", lang),
                key=_key(place.code, file),
            )
        st.form_submit_button(
            say("hint.submit", lang),
            icon=":material/refresh:",
            type="primary",
            on_click=_keep,
            args=(places, reading, file),
        )


def _keep(places: list[City], reading: Reading, file: str) -> None:
    hints = []
    for place in places:
        counted = st.session_state.get(_key(place.code, file)) or WITHIN
        own = {"plan": reading.plan, "fingerprint": place.code, "column": 0}
        hints.append({**own, "head": place.name, "counted": counted})
    keep_said(file, hints)


def _key(code: str, file: str) -> str:
    return f"upload.county.{code}.{file[:12]}"
