"""简报: choose what it is about, see the pages as they will print, change the wording, take the files away."""

import streamlit as st

from briefing.brief import Scope
from briefing.compose import compose_brief
from briefing.material import fetch_material
from data.cities import find_city
from ui.brief_choices import choose_brief
from ui.brief_making import offer_making
from ui.brief_paper import change_wording, paper_part
from ui.display import show_charts
from ui.export_command import compose_briefs
from ui.parts import chart_notes_part, heading_part, title_part
from ui.scene import open_scene
from wording.figures import day_text
from wording.sentences import say

scene = open_scene()
lang, plan = scene.lang, scene.plan
st.html(title_part(say("brief-page.title", lang), say("ui.as-of", lang, day=day_text(scene.as_of, lang))))
chosen = choose_brief(scene)
material = fetch_material(scene.access, chosen.scope, scene.as_of, chosen.known_at)
if material is None:
    st.info(say("brief-page.nothing", lang))
    st.stop()
brief = compose_brief(material, lang, chosen.length)
name = "|".join((scene.key()[0], lang, repr(material.as_of), repr(chosen.scope), chosen.length, str(chosen.known_at)))
places = tuple(Scope("city", plan.id, (code,)) for code in plan.reporters if find_city(code))
paper, tools = st.columns([13, 9], gap="large")
making = tools.container()
with tools:
    final, wrong = change_wording(brief, name)
with making:
    for one in wrong:
        st.error(one.sentence(lang))
    offer_making(
        lang,
        chosen.formats,
        None if wrong else lambda: final,
        lambda: compose_briefs(scene.access, places, scene.as_of, chosen.known_at, lang, chosen.length),
        len(places),
    )
with paper:
    st.html(paper_part(final))
st.html(heading_part(say("brief-page.charts", lang, count=len(brief.charts))))
show_charts(scene, f"brief.{name}", lambda: [one for one in brief.charts if one is not brief.matrix], columns=2)
if brief.matrix is not None:
    st.html(chart_notes_part(brief.matrix))
