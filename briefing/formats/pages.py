"""The pages of the PDF as pictures, for looking at before anything is printed."""

import io
import zipfile
from pathlib import Path

from briefing.brief import Brief
from briefing.formats.paper import lay_out
from briefing.formats.typesetting import typeset

_TEMPLATE = Path(__file__).parent / "brief.typ"
_PPI = 110.0


def render(brief: Brief, options: object = None) -> bytes:
    """Return a ZIP of one PNG a page, in order."""
    made = typeset(_TEMPLATE.read_text("utf-8"), lay_out(brief), "png", brief.issued or brief.as_of, ppi=_PPI)
    pages = made if isinstance(made, list) else [made]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for number, content in enumerate(pages, 1):
            archive.writestr(zipfile.ZipInfo(f"{number:03}.png"), content)
    return buffer.getvalue()
