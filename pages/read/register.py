"""基地名录: the bases and studios that the accepted registers list, city by city."""

import streamlit as st

from briefing.charts.breakdown import table_differences
from briefing.charts.registers import standing_text, table_cities, table_entries
from data.access import Access
from data.queries.registers import fetch_register, list_registers
from metrics.plan import Plan
from ui.address import read_address, write_address
from ui.parts import lead_part, tabs_part, title_part
from ui.views import lists_scene
from ui.views.display import offer_workbook
from ui.views.lists_scene import choose_place, open_lists, table_html
from ui.views.scene import choose, choose_by_link
from wording.sentences import say


def choices(access: Access, plan: Plan, lang: str) -> dict[str, str]:
    """Which register, and of which city."""
    names = {one: plan.metric(one).name.in_language(lang) for one in list_registers(access, plan.id)}
    metric = choose("metric", list(names), next(iter(names)), names.__getitem__, lang, 320)
    return {"metric": metric, "city": choose_place(plan, tuple(fetch_register(access, plan.id, metric).by_city), lang)}


scene = open_lists("register.page", list_registers, choices)
lang, demo = scene.lang, scene.demo
view = fetch_register(scene.access, scene.plan.id, scene.metric)
own = [one for one in view.entries if scene.city in (scene.plan.province, one.city)]
metric = view.metric.name.in_language(lang)
st.html(title_part(say("register.page", lang), metric) + lead_part(standing_text(view, scene.city, own, lang)))

differences = [one for one in view.differences if scene.city in (scene.plan.province, one.city)]
sums = [table_cities(view, scene.city, lang, demo)]
if differences:
    sums.append(table_differences(differences, say("register.differences", lang), lang, demo))
st.html("".join(table_html(one, lang) for one in sums))

example = say("register.search-example", lang)
wanted = st.text_input(
    say("register.search", lang),
    read_address("search") or "",
    key="register.search",
    placeholder=example,
    on_change=lambda: write_address(search=st.session_state["register.search"], sheet="1"),
).split()
entries = [one for one in own if all(word in f"{one.name} {one.host} {one.batch}" for word in wanted)]
sheets = {str(number): str(number) for number in range(1, -(-len(entries) // lists_scene.PAGE) + 1)} or {"1": "1"}
sheet = choose_by_link("sheet", sheets, lang)
shown = entries[lists_scene.PAGE * (int(sheet) - 1) :][: lists_scene.PAGE]
if entries:
    turning = tabs_part("sheet", sheets, sheet, say("ui.choose-sheet", lang)) if len(sheets) > 1 else ""
    listed = table_html(table_entries(view, shown, lang, demo, len(entries)), lang, stacked=True)
    st.html(f'{listed}<div class="lj">{turning}</div>')
else:
    st.info(say("register.nothing", lang), icon=":material/search_off:")
offer_workbook(
    scene, say("register.file", lang, metric=metric), lambda: [*sums, table_entries(view, entries, lang, demo)]
)
