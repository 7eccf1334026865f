"""What stands on every page, and the page that the address names."""

from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

import streamlit as st

from briefing.screen.colours import DARK_MARK
from commands.store_access import explain
from ui.escaping import plain
from ui.page_table import ICON, make_pages
from ui.parts import demo_part
from ui.session import is_dark, is_demo, language, switch_language
from ui.views.missing import show_no_page
from ui.views.scene import fill_strip
from wording.sentences import say


def route() -> None:
    """Show the menu, the language switch and the page that the address names."""
    lang = language()
    st.set_page_config(page_title=say("ui.product", lang), layout="wide", page_icon=ICON)
    if is_dark():
        st.html(DARK_MARK)
    pages = make_pages(lang)
    page = st.navigation(pages, position="top")
    st.button(
        say("ui.other-language", lang),
        key="language",
        on_click=switch_language,
        type="tertiary",
        icon=":material/translate:",
        help=say("ui.other-language-help", lang),
    )
    try:
        if is_demo():
            with st.container(key="demo"):
                st.markdown(demo_part(lang), unsafe_allow_html=True)
        if lost := _find_lost([one.url_path for one in pages]):
            show_no_page(lost, {one.title: one.url_path for one in pages}, lang)
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
