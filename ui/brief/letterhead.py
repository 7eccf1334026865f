"""What the office writes on its papers itself, remembered for the next: heads, and the writer's own paragraphs."""

from datetime import date

import streamlit as st

from briefing.brief import Scope
from briefing.composing.form import reader_of, scope_key
from data.access import Access
from data.errors import StoreRefusal
from data.letterhead import PARTS, Letterhead
from data.letterheads import letterhead_for, paragraphs_of, remember_letterhead, remember_paragraphs
from ui.escaping import plain
from wording.figures import day_text
from wording.sentences import say

_LINES = ("addressee", "signer", "number", "basis", "copies", "printer")
_DAYS = ("issued", "printed")
_TOLD = "brief.head-told"


def offer_letterhead(access: Access, scope: Scope, as_of: date, usual: str, lang: str) -> None:
    """Show the fields, filled with what was remembered, to those who may write papers; saving remembers them.

    Parameters
    ----------
    usual
        The 主送机关 that stands where none is written.
    """
    if not access.may("write-papers"):
        return
    # Only on demand: a page view without these fields is half the work.
    if not st.toggle(say("brief-page.head", lang), key="brief.heading"):
        return
    head = letterhead_for(access, scope.plan, reader_of(scope), as_of)
    own = {one.part: one for one in paragraphs_of(access, scope.plan, scope_key(scope))}
    with st.container(border=True):
        if told := st.session_state.pop(_TOLD, None):
            good, text = told
            (st.success if good else st.error)(plain(text))
        with st.form(f"brief.head.{scope_key(scope)}.{as_of}", border=False):
            lines = {
                name: st.text_input(
                    say(f"brief-page.head-{name}", lang),
                    getattr(head, name),
                    placeholder=usual if name == "addressee" else say(f"brief-page.hint-{name}", lang),
                    max_chars=300,
                )
                for name in _LINES
            }
            with st.container(horizontal=True):
                days = {
                    name: st.date_input(say(f"brief-page.head-{name}", lang), getattr(head, name), width=190)
                    for name in _DAYS
                }
            consent = st.checkbox(say("brief-page.head-consent", lang), head.consent)
            texts = {}
            for part in PARTS:
                known = own.get(part)
                label = say(f"brief.own-{part}", lang)
                if known is not None and known.as_of != as_of:
                    label = say("brief-page.own-kept", lang, part=label, day=day_text(known.as_of, lang))
                texts[part] = st.text_area(label, known.content if known else "", max_chars=4000)
            st.caption(say("brief-page.own-help", lang))
            if st.form_submit_button(say("brief-page.head-save", lang), icon=":material/save:"):
                _save(access, scope, as_of, Letterhead(**lines, **days, consent=consent), texts, lang)
                st.rerun()


def _save(access: Access, scope: Scope, as_of: date, head: Letterhead, texts: dict[str, str], lang: str) -> None:
    try:
        remember_letterhead(access, scope.plan, reader_of(scope), as_of, head)
        remember_paragraphs(access, scope.plan, scope_key(scope), as_of, texts)
    except StoreRefusal as refusal:
        st.session_state[_TOLD] = (False, refusal.sentence(lang))
    else:
        st.session_state[_TOLD] = (True, say("brief-page.head-saved", lang))
