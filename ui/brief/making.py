"""Making the files of a brief: button, progress with time left and cancel, download."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from html import escape

import streamlit as st

from briefing.brief import Brief
from briefing.rendering.batch import Batch, start_batch
from briefing.rendering.child import Order, unpack
from ui.brief.choices import BriefChoices
from ui.escaping import plain
from wording.sentences import say

_KEY = "brief.batch"
_OF = "brief.batch.of"
_PAGES = "brief.pages"
_LONGEST = 60.0
_MIMES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


def offer_making(
    choices: BriefChoices,
    lang: str,
    own: Callable[[], Brief] | None,
    every: Callable[[], Iterable[Brief]],
    count: int,
    shown: Hashable,
    alike: Hashable,
) -> None:
    """Show the two buttons (this brief, every place), what is under way, and what was made.

    Parameters
    ----------
    own
        Gives the brief as it stands; ``None`` where its figures do not agree and it may not be made.
    every, count
        Compose the briefs of all places, one after the other, and how many they are.
    shown, alike
        Tell this brief with its wording, and all places' briefs, from others: what was made of others is gone.
    """
    if _KEY in st.session_state and st.session_state[_OF] not in (shown, alike):
        st.session_state.pop(_KEY).cancel()
    formats, size = choices.formats, choices.size
    busy = _KEY in st.session_state and not st.session_state[_KEY].progress.finished

    def make_own() -> None:
        if own is not None:
            _start([own()], 1, Order(formats, lang, None, size), shown)

    with st.container(horizontal=True, vertical_alignment="center", key="act"):
        st.html(f'<div class="lj lj-verdict" role="status">{escape(_told_formats(formats, lang))}</div>')
        if busy:
            _watch(lang)
        elif _KEY in st.session_state:
            _show_made(st.session_state[_KEY], lang)
        st.button(
            say("brief-page.make", lang),
            type="primary",
            icon=":material/description:",
            disabled=busy or own is None or not formats,
            on_click=make_own,
        )
        st.button(
            say("brief-page.make-all", lang, count=count),
            icon=":material/folder_zip:",
            disabled=busy or not formats,
            on_click=lambda: _start(every(), count, Order(formats, lang, say("brief-page.archive", lang), size), alike),
        )


def _told_formats(formats: Sequence[str], lang: str) -> str:
    """Return in which formats the files are made."""
    if not formats:
        return say("brief-page.no-format", lang)
    return say("upload.list-comma", lang).join(say(f"brief-page.format-{one}", lang) for one in formats)


def _start(briefs: Iterable[Brief], count: int, order: Order, of: Hashable) -> None:
    if _KEY in st.session_state:
        st.session_state[_KEY].cancel()
    st.session_state[_OF] = of
    st.session_state[_KEY] = start_batch(briefs, count, order)


@st.fragment(run_every=1.0)
def _watch(lang: str) -> None:
    batch: Batch = st.session_state[_KEY]
    now = batch.progress
    if now.finished:
        st.rerun()
    with st.status(say("brief-page.making", lang), expanded=True):
        left = say("brief-page.left", lang, seconds=round(now.left)) if now.left is not None else ""
        text = say("brief-page.progress", lang, done=now.done, total=now.total, step=now.step, left=left)
        st.progress(now.done / max(now.total, 1), text)
        st.button(say("brief-page.cancel", lang), on_click=batch.cancel, icon=":material/close:", key="brief.cancel")


def _show_made(batch: Batch, lang: str) -> None:
    if batch.cancelled:
        st.info(say("brief-page.cancelled", lang))
        return
    for problem in batch.problems:
        st.error(problem)
    if batch.file is None:
        return
    name, content = batch.file
    st.status(say("brief-page.made", lang, name=plain(name), size=_size(len(content))), state="complete")
    st.download_button(
        say("brief-page.download", lang),
        content,
        name,
        _MIMES.get(name.rpartition(".")[2], "application/octet-stream"),
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} KB"


def show_pages(brief: Brief, name: str) -> None:
    """Show the brief's pages as they will print: the pages of its PDF, made in a child process and kept.

    Parameters
    ----------
    name
        Tells this brief, with its figures, from others.
    """
    key = (name, brief.texts, brief.own)
    if st.session_state.get(_PAGES, (None,))[0] != key:
        with st.spinner(say("brief-page.laying-out", brief.lang)):
            batch = start_batch([brief], 1, Order(("pages",), brief.lang))
            batch.wait(_LONGEST)
        st.session_state[_PAGES] = (key, unpack(batch.file[1]) if batch.file else (), tuple(batch.problems))
    _, pages, problems = st.session_state[_PAGES]
    for problem in problems:
        st.error(problem)
    for page in pages:
        with st.container(border=True):
            st.image(page, width="stretch")
