"""简报: choose what it is about, see the pages as they will print, change the wording, take the files away."""

import streamlit as st

from briefing.brief import Scope
from briefing.composing.composition import fetch_brief
from briefing.proving.proof import prove_brief
from commands.export import compose_briefs
from data.reference.places import find_city
from ui.brief.choices import choose_brief, choose_view
from ui.brief.letterhead import offer_letterhead
from ui.brief.making import offer_making, show_pages
from ui.brief.paper import advice, change_wording, paper_part
from ui.parts import chart_notes_part, fold_part, heading_part, title_part
from ui.views.display import show_charts
from ui.views.scene import open_scene, stop_page
from wording.figures import day_text
from wording.sentences import say

scene = open_scene()
lang, plan = scene.lang, scene.plan
st.html(title_part(say("brief-page.title", lang), say("ui.as-of", lang, day=day_text(scene.as_of, lang))))
paper, tools = st.columns([2, 1], gap="large")
with tools:
    st.html(fold_part(say("brief-page.choices", lang)))
    with st.container(key="choices"):
        chosen = choose_brief(scene)
found = fetch_brief(scene.access, chosen.scope, scene.as_of, chosen.known_at, lang, chosen.length, chosen.manner)
if found is None:
    with paper:
        st.info(say("brief-page.nothing", lang))
    stop_page()
brief = found
parts = (
    scene.key()[0],
    lang,
    scene.as_of.isoformat(),
    repr(chosen.scope),
    chosen.length,
    str(chosen.known_at),
    repr(chosen.manner),
)
name = "|".join(parts)
places = tuple(Scope("city", plan.id, (code,)) for code in plan.reporters if find_city(code))
with tools:
    final, wrong = change_wording(brief, name, scene.access.store.remember(("proof", name), lambda: prove_brief(brief)))
if brief.form != "text":
    with tools:
        offer_letterhead(scene.access, chosen.scope, scene.as_of, brief.addressee, lang)
with paper:
    view = choose_view(lang)
    if view == "text":
        st.html(paper_part(final))
    elif view == "pages" and wrong:
        st.info(say("brief-page.not-proved", lang))
    elif view == "pages":
        show_pages(final, name)
    else:
        st.html(heading_part(say("brief-page.charts", lang, count=len(brief.charts))))
        if brief.matrix is not None:
            st.html(chart_notes_part(brief.matrix))
        show_charts(scene, f"brief.{name}", lambda: [one for one in brief.charts if one is not brief.matrix])
for one in wrong:
    st.error(advice(one, lang))
offer_making(
    chosen,
    lang,
    None if wrong else lambda: final,
    lambda: compose_briefs(scene.access, places, scene.as_of, chosen.known_at, lang, chosen.length, chosen.manner),
    len(places),
    (name, final.texts, final.own),
    name.replace(repr(chosen.scope), ""),
)
