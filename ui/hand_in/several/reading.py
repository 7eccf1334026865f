"""Reading several files one after the other, and holding those read against the store as it is now."""

from collections.abc import Callable

import streamlit as st

from commands.refused import Refused
from commands.store_access import explain
from data.access import Access
from data.errors import StoreRefusal
from data.queries.handins import list_submissions, names_known
from intake.handin import check_file, judge_again
from ui.escaping import plain
from ui.hand_in.one_file import given_back, handed_in
from ui.hand_in.pasting import forget_pasted
from ui.hand_in.questions import read_answers
from ui.hand_in.reading_jobs import JOBS, Job, Owner
from ui.hand_in.reading_progress import CANCELLED, empty_uploader, owner_of, state_of_hints, watch_job
from ui.hand_in.said import options_of, read_said, told_of
from ui.hand_in.several.files import SETTLED, SEVERAL, FileState, OneFile, Several
from wording.sentences import say


def read_files(access: Access, several: Several, show: Callable[[], None], lang: str) -> bool:
    """Read what is not read yet, in order; tell whether all are at their end.

    `show` is called whenever a file's state has changed. A large file is watched: the page goes on, and comes
    back here when it is read.
    """
    find_sent(access, several)
    for one in several.files:
        one.is_read_now = False
    for one in several.files:
        if not _wants_reading(access, one):
            continue
        one.is_read_now = True
        show()
        if not _read(access, one, several, lang):
            return False
        one.is_read_now = False
        show()
    return True


def find_sent(access: Access, several: Several) -> None:
    """Note which of the files wait, stand or were given back; one read with other answers since is another hand-in."""
    submissions = list_submissions(access)
    for one in several.files:
        told, names = told_of(one.file), names_known(access, one.file)
        one.sent = handed_in(submissions, names) if not told or told == one.sent_as else None
        # Where it is not known with which answers it went, it is taken for the same.
        is_same = one.sent is None and (one.sent_as is None or told == one.sent_as)
        one.back = given_back(submissions, names) if is_same else None


def judge_now(access: Access, one: OneFile) -> None:
    """Hold a file that was read against the store again if anything was written since."""
    version = access.store.version()
    if one.reading is not None and one.version != version:
        one.reading, one.version = judge_again(one.reading, access), version


def close_files(owner: Owner, several: Several) -> None:
    """Put the files away and show an empty uploader; a callback."""
    for one in several.files:
        JOBS.drop(owner, one.file)
    st.session_state.pop(SEVERAL, None)
    forget_pasted()
    empty_uploader()


def offer_again(one: OneFile, lang: str) -> None:
    """Say why a file is not read, and offer to read it."""
    sentence = say("upload.several-cancelled", lang)
    if one.halted is FileState.FAILED:
        sentence = plain(explain(one.refusal, lang)) if one.refusal else sentence
    st.warning(sentence, icon=":material/warning:")
    st.button(
        say("upload.several-read-again", lang),
        icon=":material/refresh:",
        key="upload.several-again",
        on_click=_let_read,
        args=(one,),
    )


def _wants_reading(access: Access, one: OneFile) -> bool:
    if one.halted is not None or (one.state in SETTLED and (one.reading is not None or one.twin is not None)):
        return False
    if one.reading is None or one.key != _key_of(access, one):
        one.reading = None
        return True
    judge_now(access, one)
    return False


def _key_of(access: Access, one: OneFile) -> tuple:
    return one.name, tuple(sorted(read_answers(one.file).items())), repr(read_said(one.file)), state_of_hints(access)


def _read(access: Access, one: OneFile, several: Several, lang: str) -> bool:
    answers, said = read_answers(one.file), read_said(one.file)
    key, version = _key_of(access, one), access.store.version()
    options = options_of(one.file)

    def offer_cancel(owner: Owner, file: str, lang: str) -> None:
        st.caption(say("upload.several-may-leave", lang))
        with st.container(horizontal=True):
            st.button(
                say("upload.several-cancel-one", lang),
                icon=":material/close:",
                key="upload.cancel",
                on_click=_cancel_one,
                args=(owner, one),
            )
            st.button(
                say("upload.several-cancel-all", lang),
                icon=":material/close:",
                key="upload.cancel-all",
                on_click=_cancel_all,
                args=(owner, several),
            )

    job = watch_job(
        access,
        Job(one.file, key, one.name, one.content, answers={"answers": answers, "said": said}),
        lambda watch: check_file(one.content, one.name, access, watch=watch, **options),
        lang,
        offer_cancel,
    )
    if job is None or not job.done.is_set():
        return False
    if job.failure is not None:
        # One file that cannot be read keeps none of the others.
        JOBS.drop(owner_of(access), one.file)
        known = isinstance(job.failure, StoreRefusal)
        one.halted, one.refusal = FileState.FAILED, job.failure if known else Refused(explain(job.failure, lang))
    elif job.reading is None:
        one.halted = FileState.CANCELLED
    else:
        one.reading, one.key, one.version, one.refusal, one.is_stopped = job.reading, key, version, None, False
        judge_now(access, one)
    return True


def _cancel_one(owner: Owner, one: OneFile) -> None:
    JOBS.drop(owner, one.file)
    one.halted, one.is_read_now = FileState.CANCELLED, False


def _cancel_all(owner: Owner, several: Several) -> None:
    """Let go of every file; where some are handed in already, only of those not read yet."""
    if several.having(FileState.SENT):
        for one in several.having(FileState.WAITING, FileState.READING):
            _cancel_one(owner, one)
        return
    close_files(owner, several)
    st.session_state[CANCELLED] = True


def _let_read(one: OneFile) -> None:
    one.halted, one.refusal = None, None
