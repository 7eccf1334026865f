"""The page for several files: a table of all, one button for all, and one of them open as if it were alone."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from commands.store_access import explain
from data.access import Access
from data.handins.handin import Submission
from intake.reading import Reading
from metrics.plan import Role
from ui.escaping import plain
from ui.hand_in.one_file import show_reading
from ui.hand_in.questions import hold_choices
from ui.hand_in.reading_progress import owner_of
from ui.hand_in.several.files import GIVEN_BACK, SETTLED, FileState, OneFile, Several
from ui.hand_in.several.reading import close_files, offer_again, read_files
from ui.hand_in.several.sending import note_sent, offer_all, send_files, show_outcome, state_text
from ui.hand_in.understood import SIGNS, count_levels
from wording.sentences import say

OPENED = "upload.several-opened"
HEADS = ("file", "kind", "read", "found", "state", "receipt")
#: Sign and colour of each state.
TONES = {
    FileState.WAITING: ("○", "no_target"),
    FileState.READING: ("◌", "pending"),
    FileState.READY: ("●", "on_schedule"),
    FileState.NEEDS_REASON: ("！", "slightly_behind"),
    FileState.OPEN: ("？", "slightly_behind"),
    FileState.ERRORS: ("✕", "behind"),
    FileState.NOTHING: ("—", "no_target"),
    FileState.SENT: ("✓", "done"),
    FileState.TWIN: ("=", "no_target"),
    FileState.RETURNED: ("↩", "behind"),
    FileState.WITHDRAWN: ("↩", "no_target"),
    FileState.CANCELLED: ("—", "no_target"),
    FileState.FAILED: ("✕", "behind"),
}


def show_several(access: Access, several: Several, lang: str) -> None:
    """Show all files together, read them one after the other, and hand them in."""
    outcome, table = st.container(), st.empty()
    for one in several.files:
        one.reason = (st.session_state.get(_reason_key(one), one.reason) or "").strip()

    def show() -> None:
        table.html(_table_part(several.files, lang))

    show()
    if several.asked is not None:
        send_files(access, several, lang)
    is_read = read_files(access, several, show, lang)
    show()
    with outcome:
        show_outcome(several, lang)
    if several.is_settled:
        _offer_closing(access, several, "another", ":material/upload_file:", lang)
        return
    if several.earlier:
        _offer_closing(access, several, "put-away", ":material/close:", lang)
    if any(one.reading or one.halted for one in several.files):
        _show_opened(access, several, lang)
    offer_all(several, is_read, lang)


def _offer_closing(access: Access, several: Several, name: str, icon: str, lang: str) -> None:
    st.button(
        say(f"upload.several-{name}", lang),
        icon=icon,
        on_click=close_files,
        args=(owner_of(access), several),
        key="upload.several-close",
    )


def _show_opened(access: Access, several: Several, lang: str) -> None:
    numbers = [one.number for one in several.files if one.twin is None]
    if not several.is_chosen or st.session_state.get(OPENED) not in numbers:
        st.session_state[OPENED] = _first_to_see(several).number
    names = {one.number: say("upload.several-name", lang, number=one.number, file=one.name) for one in several.files}
    number = st.selectbox(
        say("upload.several-open", lang),
        numbers,
        format_func=names.__getitem__,
        key=OPENED,
        on_change=lambda: setattr(several, "is_chosen", True),
    )
    # What was chosen for a file that is not drawn would be lost with its widgets.
    for one in several.files:
        if one.number != number:
            hold_choices(one.file)
    one = next(one for one in several.files if one.number == number)
    if one.halted is not None:
        offer_again(one, lang)
    elif one.reading is None:
        st.caption(state_text(one, lang))
    else:
        _show_one(access, one, one.reading, several, lang)


def _show_one(access: Access, one: OneFile, reading: Reading, several: Several, lang: str) -> None:
    if one.refusal is not None:
        st.error(plain(explain(one.refusal, lang)), icon=":material/block:")
    elif one.is_stopped:
        st.warning(say("upload.several-stopped", lang), icon=":material/warning:")
    key = _reason_key(one)
    if key not in st.session_state:
        st.session_state[key] = one.reason

    def leave(found: Submission) -> None:
        note_sent(one, found)
        several.is_chosen = several.is_told = False

    show_reading(access, reading, one.content, one.file, lang, key, leave, stays=False)


def _reason_key(one: OneFile) -> str:
    return f"upload.reason.{one.file[:12]}"


def _first_to_see(several: Several) -> OneFile:
    """Return the first file that waits for the reporter, else the first that is not handed in."""
    calls = (
        FileState.OPEN,
        FileState.ERRORS,
        FileState.FAILED,
        FileState.RETURNED,
        FileState.NEEDS_REASON,
        FileState.NOTHING,
    )
    own = [one for one in several.files if one.twin is None]
    own.sort(key=lambda one: one.reading is None and one.halted is None)
    stopped = [one for one in own if one.is_stopped or one.refusal]
    return next(iter([*stopped, *several.having(*calls), *(one for one in own if one.state not in SETTLED), *own]))


def _table_part(files: Sequence[OneFile], lang: str) -> str:
    head = "".join(f"<th>{escape(say(f'upload.several-{name}', lang))}</th>" for name in HEADS)
    rows = "".join(f"<tr>{_row(one, lang)}</tr>" for one in files)
    return f'<div class="lj lj-table lj-stack"><table><tr>{head}</tr>{rows}</table></div>'


def _row(one: OneFile, lang: str) -> str:
    # What is handed in asks nothing of the reporter any more.
    found = "" if one.sent else _found_part(one.reading, lang)
    cells = (
        _kind_text(one.reading, lang),
        _read_text(one.reading, lang),
        found,
        _state_part(one, lang),
        _receipt_part(one, lang),
    )
    name = escape(say("upload.several-name", lang, number=one.number, file=one.name))
    labels = (escape(say(f"upload.several-{name}", lang)) for name in HEADS[1:])
    labelled = zip(labels, cells, strict=True)
    return f"<td class=w>{name}</td>" + "".join(f'<td data-label="{label}">{cell}</td>' for label, cell in labelled)


def _kind_text(reading: Reading | None, lang: str) -> str:
    if reading is None:
        return ""
    roles = {one.role for one in reading.targets}
    present = {
        "summary": any(one.origin.cell for one in reading.observations) or Role.PRINTED in roles,
        "allocation": Role.ALLOCATION in roles,
        "roster": reading.roster,
        "register": reading.register,
    }
    names = [say(f"upload.several-kind-{kind}", lang) for kind, has in present.items() if has]
    return escape(say("upload.list-comma", lang).join(names)) or "—"


def _read_text(reading: Reading | None, lang: str) -> str:
    if reading is None:
        return ""
    said = [say("upload.several-figures", lang, count=f"{reading.counts.read:,}")] if reading.counts.read else []
    if reading.roster:
        said.append(say("upload.several-rows", lang, count=f"{reading.roster['kept']:,}"))
    if reading.register:
        said.append(say("upload.several-entries", lang, count=f"{reading.register['rows']:,}"))
    return escape(say("upload.list-comma", lang).join(said)) or "—"


def _found_part(reading: Reading | None, lang: str) -> str:
    if reading is None:
        return ""
    parts = []
    for level, count in count_levels(reading).items():
        if count:
            sign, tone = SIGNS[level]
            word = escape(say(f"upload.level-{level}", lang))
            parts.append(f'<span class="lj-status {tone}"><i>{sign}</i>{word} {count:,}</span>')
    if not parts and reading.figures_aside:
        return escape(say("upload.several-aside", lang, count=f"{len(reading.figures_aside):,}"))
    return "　".join(parts) or escape(say("upload.several-nothing-found", lang))


def _state_part(one: OneFile, lang: str) -> str:
    sign, tone = TONES[one.state]
    word = state_text(one, lang)
    part = f'<span class="lj-status {tone}"><i>{sign}</i>{escape(word)}</span>'
    why = say("upload.several-stopped-short", lang) if one.is_stopped else ""
    if one.refusal:
        why = explain(one.refusal, lang)
    if not why and one.back is not None and one.state in GIVEN_BACK.values():
        why = one.back.history[-1].reason or ""
    return part + (f'<div class="lj-remark">{escape(why)}</div>' if why else "")


def _receipt_part(one: OneFile, lang: str) -> str:
    found = one.sent or one.back
    if found is None:
        return ""
    # Beside this page: leaving it would let go of the files that are not handed in yet.
    address, number = f"?receipt={found.id}&amp;lang={lang}", escape(found.number or "—")
    return f'<a class="lj-new" href="{address}" target="_blank" rel="noopener">{number}</a>'
