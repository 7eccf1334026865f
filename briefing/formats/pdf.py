"""A brief as PDF on A4: searchable text, charts as vectors, no browser."""

from functools import cache
from io import BytesIO
from pathlib import Path

from briefing.brief import Brief
from briefing.formats.paper import lay_out
from briefing.formats.typesetting import typeset

_TEMPLATE = Path(__file__).parent / "brief.typ"


def render(brief: Brief, options: object = None) -> bytes:
    """Return the brief as PDF; the same brief gives the same bytes.

    A character that no font here has is printed as 〓, and a note says which.
    """
    return typeset(_load_template(), lay_out(brief), "pdf", brief.issued or brief.as_of)


def text_of(content: bytes) -> str:
    """Return the text of a PDF, page by page."""
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


@cache
def _load_template() -> str:
    return _TEMPLATE.read_text("utf-8")
