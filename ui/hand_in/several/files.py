"""Several files of one hand-in: each keeps its own reading, words and receipt; the page keeps them together."""

import hashlib
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data.handins.handin import State, Submission
from data.handins.unfinished import Part
from data.personal.originals import fingerprint
from intake.findings.finding import Finding, Level
from intake.pasting import PastedFile, is_pasted
from intake.reading import Reading
from ui.hand_in.kept.drafts import forget_uploaded
from ui.hand_in.pasting import forget_pasted
from ui.hand_in.questions import leaves_open
from ui.hand_in.reading_jobs import Job
from ui.hand_in.reading_progress import uploader_key
from wording.personal import hide_numbers

#: Kept apart from the uploader, which forgets its files as soon as another page or a receipt is shown.
SEVERAL = "upload.several"


class FileState(StrEnum):
    """Where one of the files stands, as the table says it."""

    WAITING = "waiting"
    READING = "reading"
    READY = "ready"
    NEEDS_REASON = "needs-reason"
    OPEN = "open"
    ERRORS = "errors"
    NOTHING = "nothing"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    SENT = "sent"
    TWIN = "twin"
    CANCELLED = "cancelled"
    FAILED = "failed"


#: What 全部报送 takes, and what is at its end.
SENDABLE, SETTLED = (FileState.READY, FileState.NEEDS_REASON), (FileState.SENT, FileState.TWIN)
#: Handed in before and given back: goes again only when its reporter hands in this one.
GIVEN_BACK = {State.RETURNED: FileState.RETURNED, State.WITHDRAWN: FileState.WITHDRAWN}


@dataclass(slots=True)
class OneFile:
    """One of the files.

    Attributes
    ----------
    file
        sha256 of the content.
    key, version
        What the reading depends on, and the state of the store that it was judged beside.
    halted
        Why it is not read: cancelled or failed.
    reason
        The reporter's words about this file alone.
    sent, sent_as
        Its hand-in that waits or stands, and the answers with which it was handed in from here.
    back
        Its hand-in that was returned or withdrawn, unless it was read with other answers since.
    refusal, is_stopped
        Why it stayed behind when all were handed in: the store's refusal, or findings that are new.
    """

    number: int
    name: str
    content: bytes
    file: str
    twin: int | None = None
    reading: Reading | None = None
    key: Hashable = None
    version: str = ""
    halted: FileState | None = None
    is_read_now: bool = False
    reason: str = ""
    sent: Submission | None = None
    sent_as: dict[str, object] | None = None
    back: Submission | None = None
    refusal: BaseException | None = None
    is_stopped: bool = False

    @property
    def state(self) -> FileState:
        """Where it stands now."""
        if self.twin is not None:
            return FileState.TWIN
        if self.sent is not None:
            return FileState.SENT
        if self.halted is not None:
            return self.halted
        if self.reading is None:
            return FileState.READING if self.is_read_now else FileState.WAITING
        return self._judged(self.reading)

    def _judged(self, reading: Reading) -> FileState:
        errors = [one for one in reading.findings if one.level is Level.ERROR]
        if errors:
            return FileState.OPEN if all(leaves_open(one) for one in errors) else FileState.ERRORS
        if reading.plan is None or not reading.states_figures:
            return FileState.NOTHING
        if self.back is not None:
            return GIVEN_BACK[self.back.status]
        needs = any(one.level is Level.WARNING for one in reading.findings)
        return FileState.NEEDS_REASON if needs and not self.reason else FileState.READY


@dataclass(slots=True)
class Several:
    """All files of one hand-in, in the order in which they are handed in.

    `asked` holds what was shown of each file when 全部报送 was pressed, `words` the reason given beside it;
    `is_chosen` tells whether the reporter chose the file that is open; `is_told` that the outcome is to be said;
    `times` counts how often words about known findings were followed by new ones. `sources` are the uploader's
    files, `earlier` those that it has forgotten since.
    """

    files: list[OneFile]
    earlier: list[OneFile] = field(default_factory=list)
    sources: tuple[str, ...] = ()
    asked: dict[str, tuple[Finding, ...]] | None = None
    words: str = ""
    times: int = 0
    is_chosen: bool = False
    is_told: bool = False

    def having(self, *states: FileState) -> list[OneFile]:
        """Return the files that stand so."""
        return [one for one in self.files if one.state in states]

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do."""
        return len(self.having(*SETTLED)) == len(self.files)


def gather_files(uploaded: Sequence[UploadedFile | PastedFile]) -> Several | None:
    """Return the files that are handed in together; ``None`` where there is one or none.

    What is known of a file stays with it when others are added or taken away, and while another page is shown.
    """
    several: Several | None = st.session_state.get(SEVERAL)
    sources = tuple(one.file_id for one in uploaded)
    if several is not None and all(map(is_pasted, sources)) and not all(map(is_pasted, several.sources)):
        # Another page was shown meanwhile: what was pasted stays with the files that the uploader has forgotten.
        forget_pasted()
        sources = ()
    if several is not None and not sources:
        if several.is_settled:
            several = None
        elif several.sources:
            several.earlier, several.sources = several.files, ()
    elif len(sources) + (len(several.earlier) if several else 0) < 2:
        several = None
    elif several is None or several.sources != sources:
        several = several or Several([])
        several.sources, several.files = sources, _line_up(uploaded, several)
    st.session_state[SEVERAL] = several
    return several


def forget_when_emptied() -> None:
    """Let go of the uploader's files when the reporter takes them all out of it; a callback."""
    if st.session_state.get(uploader_key()):
        return
    forget_uploaded()
    several: Several | None = st.session_state.get(SEVERAL)
    if several is None:
        return
    several.files, several.sources = several.earlier, ()
    if not several.earlier:
        st.session_state.pop(SEVERAL)


def _line_up(uploaded: Sequence[UploadedFile | PastedFile], several: Several) -> list[OneFile]:
    """Return the earlier files and after them those of the uploader, numbered in this order."""
    known = {one.file: one for one in several.files if one.twin is None}
    lined, first = list(several.earlier), {one.file: one.number for one in several.earlier if one.twin is None}
    for number, one in enumerate(uploaded, len(lined) + 1):
        content, name = one.getvalue(), hide_numbers(one.name)
        file = hashlib.sha256(content).hexdigest()
        if file in first:
            lined.append(OneFile(number, name, b"", file, twin=first[file]))
            continue
        first[file] = number
        own = known.get(file) or OneFile(number, name, content, file)
        own.number, own.name = number, name
        lined.append(own)
    return lined


def list_parts(
    files: Sequence[UploadedFile | PastedFile], several: Several | None, left: Job | None
) -> tuple[Part, ...]:
    """Return what is on the page and not handed in: the files together, the only one, or the one left in reading."""
    if several is not None:
        own = [one for one in several.files if one.state not in SETTLED]
        return tuple(Part(one.name, one.file, partial(getattr, one, "content")) for one in own)
    if files:
        return tuple(Part(hide_numbers(one.name), _print_of(one), one.getvalue) for one in files)
    return (Part(left.name, left.file, partial(getattr, left, "content")),) if left is not None else ()


def _print_of(one: UploadedFile | PastedFile) -> str:
    """Return the SHA-256 of a file, taken once."""
    known: dict[str, str] = st.session_state.setdefault("upload.prints", {})
    if one.file_id not in known:
        known[one.file_id] = fingerprint(one.getvalue())
    return known[one.file_id]
