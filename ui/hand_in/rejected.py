"""The rows of rosters that were not counted, all of them, to take away: masked, with the reason of each."""

import csv
import io
from collections.abc import Callable, Sequence

import streamlit as st

from wording.sentences import say

# What a spreadsheet would take for a formula is led by an apostrophe.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def offer_rejected(file: str, count: int, find: Callable[[], Sequence[dict]], lang: str) -> None:
    """Offer the list as CSV, made when it is asked for; nothing where every row is counted."""
    if not count:
        return
    st.download_button(
        say("roster.rejected", lang, count=f"{count:,}"),
        lambda: write_rejected(find(), lang),
        file_name=f"{say('roster.rejected-file', lang)}_{file.rsplit('.', 1)[0]}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"rejected.{file}",
    )


def write_rejected(rows: Sequence[dict], lang: str) -> bytes:
    """Return the rows as CSV that spreadsheets open in the right letters, each with its reason in words."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    names = list(rows[0]) if rows else []
    writer.writerow([say(f"roster.field-{name}", lang) for name in names])
    for row in rows:
        told = row | {"reason": say(f"roster.what-{row['reason']}", lang)}
        writer.writerow([_plain(told[name]) for name in names])
    return target.getvalue().encode("utf-8-sig")


def _plain(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
