"""报送: hand in the workbook one already has, see what was understood of it, leave with a receipt."""

import streamlit as st

from ui.column_questions import list_remembered
from ui.handing_in import offer_template, show_handing_in
from ui.parts import title_part
from ui.reading_progress import find_left, offer_closing, show_cancelled, uploader_key
from ui.receipt import list_recent, show_receipt
from ui.session import access, language
from wording.sentences import say

ENDINGS = ["xlsx", "xlsm", "xls", "xlsb", "et", "ods", "csv", "tsv", "txt", "html", "htm"]

lang, door = language(), access()
receipt = st.query_params.get("receipt")
if receipt:
    show_receipt(door, receipt, lang)
else:
    door.require("hand-in")
    st.html(title_part(say("upload.title", lang), say("upload.lead", lang)))
    show_cancelled(lang)
    file = st.file_uploader(say("upload.file", lang), type=ENDINGS, key=uploader_key())
    left = find_left(door) if file is None else None
    if left is not None:
        offer_closing(door, left, lang)
        show_handing_in(door, left.name, left.content, lang)
    elif file is None:
        offer_template(door, lang)
        list_recent(door, lang)
    else:
        show_handing_in(door, file.name, file.getvalue(), lang)
    list_remembered(door, lang)
