"""The page table: which pages there are, under which names; and what stands on every page."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import streamlit as st

from briefing.screen.colours import DARK_MARK
from commands.store_access import explain
from ui.escaping import plain
from ui.parts import demo_part
from ui.session import is_dark, is_demo, language, switch_language
from ui.views.missing import show_no_page
from ui.views.scene import fill_strip
from wording.sentences import say

# A file of our own: the icons that Streamlit knows by name come from another server.
ICON = str(Path(__file__).with_name("icon.svg"))

PAGES = (
    ("../pages/read/overview.py", "ui.page-overview"),
    ("../pages/read/city.py", "ui.page-city"),
    ("../pages/read/metric.py", "ui.page-metric"),
    ("../pages/read/compare.py", "ui.page-compare"),
    ("../pages/read/breakdown.py", "ui.page-breakdown"),
    ("../pages/read/register.py", "ui.page-register"),
    ("../pages/read/briefing.py", "ui.page-briefing"),
    ("../pages/work/upload.py", "ui.page-upload"),
)


def route() -> None:
    """Show the menu, the language switch and the page that the address names."""
    lang = language()
    st.set_page_config(page_title=say("ui.product", lang), layout="wide", page_icon=ICON)
    if is_dark():
        st.html(DARK_MARK)
    present = [(path, key) for path, key in PAGES if (Path(__file__).parent / path).exists()]
    pages = [st.Page(path, title=say(key, lang), default=not index) for index, (path, key) in enumerate(present)]
    page = st.navigation(pages, position="top")
    with st.container(key="language"):
        st.button(
            say("ui.other-language", lang),
            on_click=switch_language,
            type="tertiary",
            icon=":material/translate:",
            help=say("ui.other-language-help", lang),
        )
    try:
        if is_demo():
            st.html(demo_part(lang))
        if lost := _find_lost([one.url_path for one in pages]):
            show_no_page(
                lost, {say(key, lang): one.url_path for (_, key), one in zip(present, pages, strict=True)}, lang
            )
        else:
            page.run()
            fill_strip()
    except Exception as failure:
        st.error(plain(explain(failure, lang)))


def _find_lost(known: Sequence[str]) -> str:
    """Return the page that the address asks for and that there is not; Streamlit would show the first one instead."""
    path = urlsplit(st.context.url or "").path.strip("/").rpartition("/")[2]
    return "" if path in known else unquote(path)


route()
