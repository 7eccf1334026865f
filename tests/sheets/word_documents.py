"""Word documents written for tests: paragraphs and grids in their order, and bare markup where no library writes it."""

import io
import zipfile
from collections.abc import Callable, Sequence

import docx
from docx.document import Document

Grid = Sequence[Sequence[str]]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(*items: str | Grid, change: Callable[[Document], None] | None = None) -> bytes:
    """Return a document of these paragraphs (texts) and tables (grids); `change` may go over it before it is saved."""
    made = docx.Document()
    for item in items:
        if isinstance(item, str):
            made.add_paragraph(item)
        else:
            table = made.add_table(len(item), max(map(len, item)))
            for row, cells in zip(table.rows, item, strict=True):
                for cell, text in zip(row.cells, cells, strict=False):
                    cell.text = text
    if change is not None:
        change(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def with_body(body: str) -> bytes:
    """Return a document whose body is this markup."""
    return replace_part(document(), "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")


def replace_part(content: bytes, name: str, text: str, **more: str) -> bytes:
    """Return a package with one part replaced, and others (by name) added."""
    stream = io.BytesIO()
    parts = {name: text, **more}
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part not in parts:
                new.writestr(part, old.read(part))
        for part, markup in parts.items():
            new.writestr(part, markup)
    return stream.getvalue()


def paragraph(text: str, look: str = "") -> str:
    """Return the markup of a paragraph of one run."""
    return f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: str, widths: Sequence[int] = ()) -> str:
    """Return the markup of a table of rows, each the markup of its cells."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(content: str, about: str = "") -> str:
    """Return the markup of a cell: a text or markup, and what its properties hold."""
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{inner}</w:tc>"
