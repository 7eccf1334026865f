"""A corrected roster beside the one that it would replace, for whoever hands it in and whoever decides."""

from dataclasses import asdict
from html import escape

import streamlit as st

from commands.terminal import change_cells
from data.access import Access
from data.handins.handin import Submission
from data.queries.roster_changes import Correction, correction_of
from ui.parts import heading_part
from wording.sentences import say


def correction_part(correction: Correction, lang: str) -> str:
    """Return how many rows are new, gone, changed or as they were, and the first that differ."""
    numbers = say("upload.list-comma", lang).join(one.number or one.file for one in correction.replaced)
    counts = {kind: f"{count:,}" for kind, count in correction.counts.items()}
    heading = heading_part(say("roster.change-title", lang, numbers=numbers))
    said = f'<p class="lj">{escape(say("roster.change-counts", lang, **counts))}</p>'
    if not correction.rows:
        return heading + said
    names = ("kind", "before", "now", "name", "id", "what")
    heads = "".join(f"<th>{escape(say(f'roster.change-{name}', lang))}</th>" for name in names)
    rows = ""
    for one in correction.rows:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in change_cells(asdict(one), lang))
        rows += f"<tr>{cells}</tr>"
    more = sum(count for kind, count in correction.counts.items() if kind != "same") > len(correction.rows)
    note = say("roster.change-more", lang, count=len(correction.rows)) if more else ""
    table = f'<div class="lj lj-table"><table><tr>{heads}</tr>{rows}</table></div>'
    return f'{heading}{said}{table}<div class="lj lj-muted">{escape(note)}</div>'


def show_correction(access: Access, found: Submission, lang: str) -> Correction | None:
    """Show what a roster that waits would change of accepted ones, where it covers any."""
    correction = correction_of(access, found.id)
    if correction is not None:
        st.html(correction_part(correction, lang))
    return correction
