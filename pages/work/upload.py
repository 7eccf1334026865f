"""报送: hand in the workbooks one already has, see what was understood of them, leave with receipts."""

import streamlit as st

from ui.hand_in.column_questions import list_remembered
from ui.hand_in.kept.drafts import hold_uploaded, keep_draft, offer_unfinished
from ui.hand_in.one_file import offer_template, show_handing_in
from ui.hand_in.pasting import add_pasted
from ui.hand_in.reading_progress import find_left, offer_closing, show_cancelled, uploader_key
from ui.hand_in.receipt import list_recent, show_receipt
from ui.hand_in.several.files import forget_when_emptied, gather_files, list_parts
from ui.hand_in.several.showing import show_several
from ui.parts import title_part
from ui.session import current_access, language
from wording.personal import hide_numbers
from wording.sentences import say

lang, access = language(), current_access()
receipt = st.query_params.get("receipt")
if receipt:
    show_receipt(access, receipt, lang)
else:
    access.require("hand-in")
    st.html(title_part(say("upload.title", lang), say("upload.lead", lang)))
    show_cancelled(lang)
    uploaded = st.file_uploader(
        say("upload.file", lang),
        accept_multiple_files=True,
        key=uploader_key(),
        on_change=forget_when_emptied,
    )
    hold_uploaded(uploaded)
    files = add_pasted(uploaded, lang)
    several = gather_files(files)
    left = None if files or several else find_left(access)
    keep_draft(access, list_parts(files, several, left), lang)
    if several is not None:
        show_several(access, several, lang)
    elif left is not None:
        offer_closing(access, left, lang)
        show_handing_in(access, left.name, left.content, lang)
    elif files:
        show_handing_in(access, hide_numbers(files[0].name), files[0].getvalue(), lang)
    else:
        offer_unfinished(access, lang)
        offer_template(access, lang)
        list_recent(access, lang)
    list_remembered(access, lang)
