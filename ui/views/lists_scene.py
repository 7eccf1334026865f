"""What the pages of rosters and registers look at: plan, and what their own lists can be chosen by."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from briefing.charts.chart import Chart
from briefing.places import place_full_name
from data.access import Access
from metrics.plan import Plan
from ui.address import chosen_before
from ui.parts import sources_part, table_part, title_part
from ui.session import current_access, is_dark, is_demo, language
from ui.views.scene import Scene, choose, name_place, open_strip, stop_page
from wording.sentences import say

# So many entries of a list stand on one page.
PAGE = 50


def open_lists(
    title: str, find: Callable[[Access, str], Sequence[str]], choosers: Callable[[Access, Plan, str], dict[str, str]]
) -> Scene:
    """Show the strip of choices and return the view; where nothing was handed in, say what to do instead, and stop.

    Parameters
    ----------
    title
        Wording key of the page's title.
    find
        Gives what the store holds of this kind for a plan.
    choosers
        Shows the further choices and returns them.
    """
    access, lang = current_access(), language()
    plan, choices = open_strip(
        access, lang, lambda plan: choosers(access, plan, lang) if find(access, plan.id) else None
    )
    if choices is None:
        st.html(title_part(say(title, lang), plan.title.in_language(lang)))
        st.info(say(f"{title}-none", lang), icon=":material/info:")
        st.page_link("../pages/work/upload.py", label=say("ui.page-upload", lang), icon=":material/upload_file:")
        stop_page()
    return Scene(
        access, access.store.version(), plan, plan.deadline, lang, is_dark(), is_demo(), choices, chosen_before()
    )


def choose_place(plan: Plan, cities: Sequence[str], lang: str) -> str:
    """Let the reader choose among the places of a list; the whole province stands first."""
    places = [plan.province, *cities]
    return choose("city", places, plan.province, lambda code: place_full_name(code, lang), lang, 220, called=name_place)


def table_html(chart: Chart, lang: str, stacked: bool = False) -> str:
    """Return a table of its own with its title and sources."""
    table, sources = (
        table_part(chart.table, lang, chart.title, opened=True, stacked=stacked),
        sources_part(chart.sources, lang),
    )
    return f'<div class="lj"><h2 class="lj-h">{escape(chart.title)}</h2>{table}{sources}</div>'
