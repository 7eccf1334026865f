"""A reading that takes its time: phase, share and time left, a way to stop it, and a way back to it."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from data.access import Access
from data.handins.hints import hints_for
from intake.child.exchange import Watch
from intake.reading import Reading
from ui.escaping import plain
from ui.hand_in.kept.drafts import forget_uploaded
from ui.hand_in.pasting import forget_pasted
from ui.hand_in.reading_jobs import JOBS, Job, Owner, TooMany
from wording.sentences import say

#: Files up to this size are read while the page waits; larger ones are watched.
SMALL = 1_000_000
ROUND, CANCELLED = "upload.round", "upload.cancelled"
_PATIENCE = 90.0


def owner_of(access: Access) -> Owner:
    """Return whose readings these are."""
    return str(Path(access.store.settings.home).resolve()), access.user.name


def state_of_store(access: Access, content: bytes) -> str:
    """Return what of the store a reading depends on: all of it for a small file, the answers for a large one.

    A large file is not read again because someone else handed something in meanwhile.
    """
    return access.store.version() if len(content) <= SMALL else state_of_hints(access)


def state_of_hints(access: Access) -> str:
    """Return a text that differs when other answers about columns are remembered."""
    return hashlib.sha256(repr(hints_for(access)).encode()).hexdigest()


def read_watched(access: Access, new: Job, work: Callable[[Watch], Reading], lang: str) -> Reading | None:
    """Return the reading, or show how far it is and return ``None``."""
    job = watch_job(access, new, work, lang, _offer_cancel)
    if job is None:
        return None
    if job.failure is not None:
        JOBS.drop(owner_of(access), job.file)
        raise job.failure
    if job.reading is None:
        st.info(say("reading.cancelled", lang), icon=":material/cancel:")
    return job.reading


def watch_job(
    access: Access,
    new: Job,
    work: Callable[[Watch], Reading],
    lang: str,
    offer_cancel: Callable[[Owner, str, str], None],
) -> Job | None:
    """Return the job when it is at its end, or show how far it is, with a way to stop it, and return ``None``."""
    owner = owner_of(access)
    try:
        job = JOBS.find_or_start(owner, new, work)
    except TooMany:
        st.warning(say("reading.too-many", lang), icon=":material/hourglass_top:")
        return None
    if len(new.content) <= SMALL:
        _wait(job, lang)
    elif not job.done.wait(0.5):
        _show_progress(owner, job.file, lang, offer_cancel)
        return None
    return job


def _wait(job: Job, lang: str) -> None:
    place = st.empty()
    with place.status(say("upload.reading", lang, file=plain(job.name))) as status:
        for _ in range(int(_PATIENCE * 5)):
            if job.done.wait(0.2):
                break
            if job.place:
                status.update(label=say("upload.waiting", lang, count=job.place))
    place.empty()


@st.fragment(run_every=0.7)
def _show_progress(owner: Owner, file: str, lang: str, offer_cancel: Callable[[Owner, str, str], None]) -> None:
    job = JOBS.find(owner, file)
    if job is None or job.done.is_set():
        st.rerun()
    with st.status(say("upload.reading", lang, file=plain(job.name)), expanded=True):
        st.progress(min(job.shown_share, 1.0), progress_text(job, lang))
        offer_cancel(owner, file, lang)


def _offer_cancel(owner: Owner, file: str, lang: str) -> None:
    st.caption(say("reading.may-leave", lang))
    st.button(
        say("reading.cancel", lang), icon=":material/close:", key="upload.cancel", on_click=_cancel, args=(owner, file)
    )


def progress_text(job: Job, lang: str) -> str:
    """Return phase, rows, share and time left in words."""
    if job.place:
        return say("upload.waiting", lang, count=job.place)
    phase = say(f"reading.phase-{job.phase}", lang)
    left = job.seconds_left
    time_left = say("reading.left", lang, seconds=max(1, round(left))) if left is not None else ""
    rows = say("reading.rows", lang, count=f"{job.rows:,}") if job.rows else ""
    return say("reading.progress", lang, phase=phase, rows=rows, share=round(job.shown_share * 100), left=time_left)


def _cancel(owner: Owner, file: str) -> None:
    """Stop the reading and empty the uploader: nothing of the file is left."""
    JOBS.drop(owner, file)
    st.session_state.pop("upload.checked", None)
    forget_pasted()
    empty_uploader()
    st.session_state[CANCELLED] = True


def empty_uploader() -> None:
    """Show an empty uploader in the next run."""
    forget_uploaded()
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def uploader_key() -> str:
    """Return the key of the uploader, another one after each cancelling."""
    number = st.session_state.get(ROUND, 0)
    return f"upload.file.{number}" if number else "upload.file"


def show_cancelled(lang: str) -> None:
    """Say once that a reading was cancelled."""
    if st.session_state.pop(CANCELLED, False):
        st.info(say("reading.cancelled", lang), icon=":material/cancel:")


def find_left(access: Access) -> Job | None:
    """Return the file that this user left while it was read, with its answers as they were."""
    job = JOBS.find_left(owner_of(access))
    if job is not None:
        for name, value in job.answers.items():
            st.session_state.setdefault(f"upload.{name}.{job.file[:12]}", value)
    return job


def offer_closing(access: Access, job: Job, lang: str) -> None:
    """Say that this is the file left before, and offer to put it away."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(say("reading.left-before", lang, file=plain(job.name)))
        st.button(
            say("reading.close", lang),
            icon=":material/close:",
            key="upload.close",
            on_click=_cancel_quietly,
            args=(owner_of(access), job.file),
        )


def _cancel_quietly(owner: Owner, file: str) -> None:
    _cancel(owner, file)
    st.session_state.pop(CANCELLED, None)
