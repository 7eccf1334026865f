"""A brief as a 16:9 deck with native, editable charts (PowerPoint, WPS, LibreOffice)."""

from io import BytesIO

from briefing.brief import Brief
from briefing.formats import slide_pages as pages
from briefing.formats.slide_deck import Deck
from briefing.formats.slide_plan import plan_slides


def render(brief: Brief, options: object = None) -> bytes:
    """Return the deck: title, answer, charts, status matrix, notes, sources.

    The same brief gives the same bytes; a brief of demo data says so on every slide.
    """
    deck = Deck(brief)
    pages.add_cover(deck, brief)
    pages.add_answer(deck, brief)
    for plan in plan_slides(brief):
        pages.add_planned(deck, brief, plan)
    pages.add_matrices(deck, brief)
    pages.add_notes(deck, brief)
    pages.add_sources(deck, brief)
    return deck.save()


def text_of(content: bytes) -> str:
    """Return the running text of a deck, read from the file: titles and text boxes, slide by slide."""
    from pptx import Presentation

    lines = []
    for slide in Presentation(BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame and (shape.is_placeholder or shape.name in ("summary", "text")):
                lines += [paragraph.text for paragraph in shape.text_frame.paragraphs if paragraph.text]
    return "\n".join(lines)
