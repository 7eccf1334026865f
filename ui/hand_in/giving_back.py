"""The reporter's own workbook back with its findings marked, beside the findings."""

import streamlit as st

from data.access import Access
from data.personal.given_out import MARKED, note_given_out
from intake.giving_back import MARKABLE, give_back, name_given_back
from intake.reading import Reading
from wording.sentences import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_marked(access: Access, reading: Reading, content: bytes, lang: str) -> None:
    """Offer the marked workbook, or a list of the findings where the format takes no marks."""
    if not reading.findings or reading.format is None:
        return
    takes_marks = reading.format in MARKABLE
    st.download_button(
        say("marked.download" if takes_marks else "marked.download-list", lang),
        lambda: _give(access, reading, content, lang),
        file_name=name_given_back(reading, lang),
        mime=XLSX,
        on_click="ignore",
        icon=":material/format_paint:",
        help=say("marked.download-note" if takes_marks else "marked.list-note", lang),
        key="upload.marked",
    )


def _give(access: Access, reading: Reading, content: bytes, lang: str) -> bytes:
    made = give_back(reading, content, lang)
    note_given_out(access, MARKED, made.name)
    return made.content
