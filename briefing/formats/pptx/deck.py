"""A brief as a 16:9 deck with native, editable charts (PowerPoint, WPS, LibreOffice)."""

from io import BytesIO

from pptx import Presentation

from briefing.brief import Brief
from briefing.formats.pptx import pages
from briefing.formats.pptx.package import Deck
from briefing.formats.pptx.plan import plan_slides


def render(brief: Brief, options: object = None) -> bytes:
    """Return the deck: title, answer, charts, status matrix, notes, sources, as far as its length and annexes ask.

    The same brief gives the same bytes; a brief of demo data says so on every slide.
    """
    deck = Deck(brief)
    if brief.length in ("page", "full"):
        pages.add_cover(deck, brief)
    pages.add_answer(deck, brief)
    for plan in plan_slides(brief):
        pages.add_planned(deck, brief, plan)
    if brief.length == "full" or "tables" in brief.annexes:
        pages.add_matrices(deck, brief)
    if "sources" in brief.annexes:
        pages.add_notes(deck, brief)
        if brief.internal:
            pages.add_sources(deck, brief)
    return deck.save()


def text_of(content: bytes) -> str:
    """Return all text of a deck, read from the file: shapes, table rows and speaker notes, slide by slide."""
    lines: list[str] = []
    for slide in Presentation(BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                lines += (paragraph.text for paragraph in shape.text_frame.paragraphs)
            elif shape.has_table:
                lines += ("\t".join(cell.text for cell in row.cells) for row in shape.table.rows)
        if slide.has_notes_slide:
            lines += slide.notes_slide.notes_text_frame.text.split("\n")
    return "\n".join(line for line in lines if line)
