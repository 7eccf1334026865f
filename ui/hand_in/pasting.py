"""A box for cells copied from Excel, WPS or Word: what is pasted is one of the files."""

from collections.abc import Iterable
from datetime import datetime

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data.moments import BEIJING
from intake.pasting import PastedFile, keep_pasted
from ui.escaping import plain
from wording.sentences import say

_PASTED, _TEXT = "upload.pasted", "upload.paste"


def add_pasted(uploaded: Iterable[UploadedFile], lang: str) -> list[UploadedFile | PastedFile]:
    """Show the box, and what was pasted so far with a way to put it away; return all files in their order."""
    files = pasted_files()
    box = st.expander(say("upload.paste", lang), icon=":material/content_paste:")
    with box, st.form(f"{_TEXT}.form", border=False):
        st.text_area(
            say("upload.paste-cells", lang),
            placeholder=say("upload.paste-example", lang),
            help=say("upload.paste-help", lang),
            key=_TEXT,
            height=160,
        )
        st.form_submit_button(
            say("upload.paste-read", lang), icon=":material/table_view:", on_click=_take, args=(lang,)
        )
    for one in files:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(say("upload.held" if one.held else "upload.pasted", lang, file=plain(one.name)))
            st.button(
                say("upload.pasted-close", lang),
                icon=":material/close:",
                key=f"{_PASTED}.{one.file_id}",
                on_click=_put_away,
                args=(one,),
            )
    return [*uploaded, *files]


def pasted_files() -> tuple[PastedFile, ...]:
    """Return what was pasted and not put away."""
    return st.session_state.get(_PASTED, ())


def hold_file(name: str, content: bytes) -> None:
    """Keep a file that the uploader does not know, as one that was pasted is kept."""
    new = PastedFile(name, content, held=True)
    if new.file_id not in {one.file_id for one in pasted_files()}:
        st.session_state[_PASTED] = (*pasted_files(), new)


def forget_pasted() -> None:
    """Put everything that was pasted away."""
    st.session_state.pop(_PASTED, None)


def _take(lang: str) -> None:
    files, day = pasted_files(), datetime.now(BEIJING).date()
    new = keep_pasted(st.session_state.get(_TEXT) or "", day, {one.name for one in files}, lang)
    if new is not None and new.file_id not in {one.file_id for one in files}:
        st.session_state[_PASTED] = (*files, new)
    # The box is empty for the next.
    st.session_state[_TEXT] = ""


def _put_away(one: PastedFile) -> None:
    st.session_state[_PASTED] = tuple(other for other in pasted_files() if other != one)
