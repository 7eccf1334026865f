"""Files and words of a hand-in outlive the page: another one, Back, a refresh, a lost connection, a new start."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data.access import Access
from data.errors import StoreRefusal
from data.handins.handin import State
from data.handins.unfinished import (
    Part,
    Unfinished,
    drop_unfinished,
    find_unfinished,
    keep_unfinished,
    list_unfinished,
    new_id,
    open_unfinished,
)
from data.moments import BEIJING
from data.personal.originals import fingerprint
from data.queries.handins import list_submissions, names_known
from ui.escaping import plain
from ui.hand_in.kept.words import forget_words, give_back_words, read_words
from ui.hand_in.pasting import forget_pasted, hold_file
from ui.hand_in.said import told_of
from wording.figures import moment_text
from wording.personal import hide_numbers
from wording.sentences import say

#: The uploader's file, which it forgets when another page is shown; the hand-in's id; what of it is kept by now.
_SEEN, _ID, _KEPT, _REFUSED = "upload.seen", "upload.unfinished", "upload.unfinished-kept", "upload.unfinished-refused"
#: The words about all of several files.
_ABOUT_ALL = "upload.several-reason"
SHOWN, NAMED = 3, 3


def hold_uploaded(uploaded: Sequence[UploadedFile]) -> None:
    """Hold a single file of the uploader: if it has forgotten it since, the file stays on the page."""
    if uploaded:
        st.session_state[_SEEN] = uploaded[0] if len(uploaded) == 1 else None
    elif (seen := st.session_state.pop(_SEEN, None)) is not None:
        hold_file(hide_numbers(seen.name), seen.getvalue())


def forget_uploaded() -> None:
    """Let go of the uploader's file: its reporter took it out, or it was handed in; a callback."""
    st.session_state.pop(_SEEN, None)


def keep_draft(access: Access, parts: Sequence[Part], lang: str) -> None:
    """Keep what is on the page and not handed in, sealed; where nothing is, let go of what was kept."""
    left = [one for one in parts if not _is_handed_in(access, one.sha256)]
    if not left:
        end_draft(access)
        return
    words = _words_of(left)
    kept = (tuple((one.name, one.sha256) for one in left), repr(words))
    id = st.session_state.setdefault(_ID, new_id())
    if st.session_state.get(_KEPT) == kept:
        return
    try:
        keep_unfinished(access, id, left, words)
    except StoreRefusal as refused:
        st.caption(say("upload.unfinished-not-kept", lang, why=plain(refused.sentence(lang))))
    else:
        st.session_state[_KEPT] = kept


def end_draft(access: Access) -> None:
    """Let go of what is kept of this hand-in: it was handed in, or put away."""
    st.session_state.pop(_KEPT, None)
    if id := st.session_state.pop(_ID, None):
        with suppress(StoreRefusal):
            drop_unfinished(access, id)


def end_hand_in(access: Access) -> None:
    """Let go of a single file that was handed in, on the page and in what is kept."""
    forget_uploaded()
    forget_pasted()
    end_draft(access)


def offer_unfinished(access: Access, lang: str) -> None:
    """Offer what was left and not submitted: to go on with it, or to put it away."""
    if refused := st.session_state.pop(_REFUSED, None):
        st.error(plain(refused), icon=":material/error:")
    try:
        found = list_unfinished(access)
    except StoreRefusal:
        return
    for one in found[:SHOWN]:
        names = say("upload.list-comma", lang).join(plain(name) for name, _ in one.files[:NAMED])
        facts = {"files": names, "moment": moment_text(one.moment.astimezone(BEIJING), lang)}
        many = len(one.files) > NAMED
        text = say("upload.unfinished-many" if many else "upload.unfinished", lang, count=len(one.files), **facts)
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            st.markdown(text)
            st.button(
                say("upload.unfinished-continue", lang),
                type="primary",
                icon=":material/edit_document:",
                key=f"upload.unfinished-continue.{one.id}",
                on_click=_continue,
                args=(access, one, lang),
            )
            st.button(
                say("upload.unfinished-discard", lang),
                icon=":material/delete:",
                key=f"upload.unfinished-discard.{one.id}",
                on_click=_discard,
                args=(access, one.id),
            )


def hold_decision(access: Access, id: str, key: str) -> None:
    """Keep the words about one submission that are typed and not said; call it before their field is drawn."""
    place = _place_of(id)
    with suppress(StoreRefusal):
        if key not in read_words():
            left = find_unfinished(access, place)
            give_back_words({key: left.words["words"][key]} if left else {})
        words = st.session_state.get(key) or ""
        if words and words != st.session_state.get(f"{_KEPT}.{id}"):
            keep_unfinished(access, place, (), {"words": {key: words}})
            st.session_state[f"{_KEPT}.{id}"] = words


def end_decision(access: Access, id: str, key: str) -> None:
    """Let go of the words about a submission, once they were said."""
    forget_words(key)
    with suppress(StoreRefusal):
        drop_unfinished(access, _place_of(id))


def _place_of(id: str) -> str:
    return fingerprint(f"decision {id}".encode())[:32]


def _is_handed_in(access: Access, sha256: str) -> bool:
    names, states = names_known(access, sha256), (State.SUBMITTED, State.ACCEPTED)
    known = any(one.sha256 in names and one.status in states for one in list_submissions(access))
    # Read with other answers it is another hand-in.
    return known and not told_of(sha256)


def _words_of(parts: Sequence[Part]) -> dict[str, Any]:
    ends = tuple(f".{one.sha256[:12]}" for one in parts)
    typed = {key: text for key, text in read_words().items() if text and key.endswith(ends)}
    typed |= {key: text for key, text in read_words().items() if text and key.startswith(_ABOUT_ALL)}
    names = [f"upload.{name}.{one.sha256[:12]}" for one in parts for name in ("answers", "said")]
    return {"words": typed, "answers": {name: st.session_state[name] for name in names if st.session_state.get(name)}}


def _continue(access: Access, found: Unfinished, lang: str) -> None:
    try:
        files = open_unfinished(access, found)
    except StoreRefusal as refused:
        st.session_state[_REFUSED] = refused.sentence(lang)
        return
    for name, content in files:
        hold_file(name, content)
    give_back_words(found.words["words"])
    for name, value in found.words["answers"].items():
        st.session_state[name] = tuple(value) if isinstance(value, list) else value
    st.session_state[_ID] = found.id


def _discard(access: Access, id: str) -> None:
    with suppress(StoreRefusal):
        drop_unfinished(access, id)
