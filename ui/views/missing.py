"""What a link asks for and is not there: one sentence that says so, and what is shown instead."""

from collections.abc import Container, Mapping
from html import escape

import streamlit as st

from ui.address import is_new, read_address, write_address
from ui.escaping import plain
from ui.parts import lead_part, title_part
from wording.personal import hide_numbers
from wording.sentences import say

_OPEN = "missing.gathered"


def understand(name: str, called: Mapping[str, str]) -> None:
    """Put the value itself into the address where a link asks for it by a name: ``?city=哈尔滨``."""
    wanted = st.query_params.get(name, "").strip().lower()
    if wanted in called and is_new(name):
        write_address(**{name: called[wanted]})


def find_asked(name: str, options: Container[str]) -> tuple[str | None, bool]:
    """Return what is asked for, and whether a link asks for something that is not among the options.

    A choice made before that another plan does not have is no fault of a link.
    """
    fresh = is_new(name)
    wanted = read_address(name)
    flagged = f"missing.{name}"
    if fresh:
        st.session_state[flagged] = wanted
    lost = wanted is not None and wanted not in options and st.session_state.get(flagged) == wanted
    return wanted, lost


def tell_missing(name: str, wanted: str, shown: str, lang: str) -> None:
    """Say what was not found and what is shown instead: below the strip of choices, or here."""
    what = say(f"ui.choose-{name.replace('_', '-')}", lang)
    sentence = say("ui.not-found", lang, what=what, text=plain(hide_numbers(wanted)[:40]), shown=shown)
    if _OPEN in st.session_state:
        st.session_state[_OPEN].append(sentence)
    else:
        st.warning(sentence, icon=":material/link_off:")


def gather_missing() -> None:
    """Keep the sentences until `show_missing`: within the strip there is no room for them."""
    st.session_state[_OPEN] = []


def show_missing() -> None:
    """Show the gathered sentences; later ones stand where they arise."""
    for sentence in st.session_state.pop(_OPEN, ()):
        st.warning(sentence, icon=":material/link_off:")


def show_no_page(asked: str, pages: Mapping[str, str], lang: str) -> None:
    """Say that there is no such page, and name those that there are."""
    title, line = say("ui.no-page", lang), say("ui.no-page-line", lang, page=hide_numbers(asked)[:40])
    links = "".join(f'<li><a href="{path or "/"}">{escape(name)}</a></li>' for name, path in pages.items())
    st.html(f'{title_part(title, "")}{lead_part(line)}<div class="lj"><ul class="lj-list">{links}</ul></div>')
