"""Handing in several files with one button: in order, each for itself, and what is new about one stops it."""

from collections.abc import Mapping

import streamlit as st

from data.access import Access
from data.errors import StoreRefusal
from data.handins.handin import Submission
from intake.findings.finding import Finding
from intake.handin import handin_of
from ui.escaping import plain
from ui.hand_in.kept.words import hold_words
from ui.hand_in.one_file import hand_in
from ui.hand_in.said import remember_said, told_of
from ui.hand_in.several.files import GIVEN_BACK, SENDABLE, SETTLED, FileState, OneFile, Several
from ui.hand_in.several.reading import find_sent, judge_now
from wording.sentences import say

WORDS = "upload.several-reason"


def offer_all(several: Several, is_read: bool, lang: str) -> None:
    """Offer to hand in all files that may be, with the one field for the words of those that need some."""
    sendable, needing = several.having(*SENDABLE), several.having(FileState.NEEDS_REASON)
    key = _words_key(several)
    with st.container(horizontal=True, vertical_alignment="center", key="act"):
        if is_read:
            st.html(f'<div class="lj lj-verdict" role="status">{_plan_text(several, lang)}</div>')
        if needing:
            hold_words(key)
            st.text_area(
                say("upload.several-reason", lang, count=len(needing)),
                placeholder=say("upload.reason-here", lang, example=say("upload.reason-example", lang)),
                key=key,
                height=68,
                label_visibility="collapsed",
            )
        if sendable or not is_read:
            st.button(
                say("upload.several-submit", lang),
                type="primary",
                icon=":material/send:",
                key="upload.submit-all",
                disabled=not is_read,
                help=None if is_read else say("upload.several-still-reading", lang),
                on_click=_ask_all,
                args=(several,),
            )


def send_files(access: Access, several: Several, lang: str) -> None:
    """Hand in what may be, in order; each is held against the store again just before.

    A file about which something new is found since the reporter saw it stays behind, as one that the store
    refuses or that lacks words; those handed in stay handed in.
    """
    asked, several.asked = several.asked or {}, None
    find_sent(access, several)
    bar = st.empty()
    # What may go only since the press is new to the reporter.
    going = [one for one in several.having(*SENDABLE) if one.file in asked]
    for count, one in enumerate(going):
        text = say("upload.several-sending", lang, number=count + 1, count=len(going), file=plain(one.name))
        bar.progress(count / len(going), text)
        _send(access, one, several.words, asked)
    bar.empty()
    several.is_told, several.is_chosen = True, False
    # Words about what was known do not answer what is new: the field is another one, and empty.
    several.times += any(one.is_stopped for one in several.files)
    st.rerun()


def note_sent(one: OneFile, found: Submission) -> None:
    """Note that a file was handed in, and with which answers."""
    one.sent, one.sent_as, one.refusal, one.is_stopped = found, told_of(one.file), None, False


def show_outcome(several: Several, lang: str) -> None:
    """Say how many were handed in, and which were not."""
    if several.is_settled:
        st.success(
            say("upload.several-all-sent", lang, count=len(several.having(FileState.SENT))),
            icon=":material/check_circle:",
        )
    elif several.is_told:
        left = [one for one in several.files if one.state not in SETTLED]
        names = say("upload.list-comma", lang).join(_left_text(one, lang) for one in left)
        sent = len(several.having(FileState.SENT))
        st.warning(say("upload.several-some-sent", lang, sent=sent, names=names), icon=":material/warning:")


def _left_text(one: OneFile, lang: str) -> str:
    facts = {"number": one.number, "file": plain(one.name), "state": state_text(one, lang)}
    return say("upload.several-left", lang, **facts)


def state_text(one: OneFile, lang: str) -> str:
    """Return where a file stands, in words."""
    if one.twin is not None:
        return say("upload.several-same-as", lang, number=one.twin)
    return say(f"upload.several-state-{one.state}", lang)


def _send(access: Access, one: OneFile, words: str, asked: Mapping[str, tuple[Finding, ...]]) -> None:
    judge_now(access, one)
    assert one.reading is not None  # only files that are read were shown, and are asked for
    one.refusal, one.is_stopped = None, any(finding not in asked[one.file] for finding in one.reading.findings)
    if one.is_stopped or (one.state is FileState.NEEDS_REASON and not words):
        return
    try:
        note_sent(one, hand_in(access, handin_of(one.reading, one.content), one.reason or words))
        remember_said(access, one.reading, one.file)
    except StoreRefusal as refused:
        one.refusal = refused


def _ask_all(several: Several) -> None:
    """Keep what the reporter saw of each file; a callback, before anything is read or judged anew."""
    several.asked = {one.file: one.reading.findings for one in several.having(*SENDABLE) if one.reading}
    several.words = (st.session_state.get(_words_key(several)) or "").strip()


def _words_key(several: Several) -> str:
    return f"{WORDS}.{several.times}"


def _plan_text(several: Several, lang: str) -> str:
    """Say what the button does with how many files."""
    ready, needing = several.having(FileState.READY), several.having(FileState.NEEDS_REASON)
    back = several.having(*GIVEN_BACK.values())
    others = len(several.files) - len(ready) - len(needing) - len(back) - len(several.having(*SETTLED))
    counts = {"ready": len(ready), "needing": len(needing), "back": len(back), "others": others}
    said = [say(f"upload.several-plan-{name}", lang, count=count) for name, count in counts.items() if count]
    return say("upload.several-plan", lang, parts=say("chart.semicolon", lang).join(said)) if said else ""
