"""A single wrong cell is set right or left out, with a reason; it is read again at once and told to who reviews."""

import re
from html import escape

import streamlit as st

from intake.reading import Reading
from intake.words.figures import CellState, parse_text
from ui.hand_in.said import forget_said, keep_said, read_said
from ui.hand_in.understood import place_text
from wording.figures import number_text
from wording.sentences import say

_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_MISSING = "upload.cell-missing"


def correct_cell(reading: Reading, file: str, lang: str) -> None:
    """Offer to correct one cell, and list the cells that are corrected with a way to take each back."""
    sheets = list(dict.fromkeys(one.sheet for one in reading.columns))
    corrected = [one for one in read_said(file) if "cell" in one]
    missing: tuple[str, ...] = st.session_state.pop(_MISSING, ())
    with st.expander(say("correct.cell-title", lang), icon=":material/edit:", expanded=bool(corrected or missing)):
        st.html(f'<div class="lj lj-muted">{escape(say("correct.cell-note", lang))}</div>')
        if missing:
            needed = say("chart.semicolon", lang).join(say(f"correct.cell-needs-{name}", lang) for name in missing)
            st.error(say("correct.cell-missing", lang, needed=needed), icon=":material/error:")
        with st.form(f"upload.cell.{file[:12]}", border=False):
            boxes = st.columns(4)
            boxes[0].selectbox(say("correct.cell-sheet", lang), sheets, key=_key("sheet", file))
            for box, name in zip(boxes[1:], ("cell", "value", "reason"), strict=True):
                box.text_input(say(f"correct.cell-{name}", lang), key=_key(name, file))
            st.form_submit_button(
                say("correct.cell-submit", lang), icon=":material/refresh:", on_click=_keep, args=(file,)
            )
        for number, one in enumerate(corrected):
            place = place_text(one["sheet"], one["cell"])
            value = number_text(one["value"]) or say("correct.cell-none", lang)
            text = say("correct.cell-one", lang, place=place, value=value, reason=one["reason"])
            st.html(f'<div class="lj">{escape(text)}</div>')
            st.button(
                say("correct.cell-undo", lang),
                icon=":material/undo:",
                key=f"upload.cell-undo.{number}.{file[:12]}",
                on_click=forget_said,
                args=(file, one),
            )


def _keep(file: str) -> None:
    sheet, cell, value, reason = (
        str(st.session_state.get(_key(name, file)) or "").strip() for name in ("sheet", "cell", "value", "reason")
    )
    cell = cell.upper()
    wrong = {
        "cell": not _CELL.fullmatch(cell),
        "value": value and parse_text(value).state is not CellState.NUMBER,
        "reason": not reason,
    }
    if any(wrong.values()):
        st.session_state[_MISSING] = tuple(name for name, is_wrong in wrong.items() if is_wrong)
        return
    keep_said(file, [{"sheet": sheet, "cell": cell, "value": value, "reason": reason}])
    for name in wrong:  # only what was noted leaves its box
        st.session_state[_key(name, file)] = ""


def _key(name: str, file: str) -> str:
    return f"upload.cell.{name}.{file[:12]}"
