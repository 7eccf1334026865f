"""A brief as an official notice in the form of GB/T 9704-2012, without a red head, editable throughout."""

from io import BytesIO

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from briefing.brief import Brief
from briefing.formats.docx.annexes import compose_annexes
from briefing.formats.docx.markup import NAMESPACES, section
from briefing.formats.docx.pages import compose_body, compose_imprint
from briefing.formats.native.charts import NativeChart
from briefing.formats.native.package import load_template, seal_package, set_properties
from wording.sentences import say

_HEADER = "rId7"


def render(brief: Brief, options: object = None) -> bytes:
    """Return the notice with its annexes: tables, native charts (they open in “edit data”), sources.

    The same brief gives the same bytes; a brief of demo data says so at the head of every page.
    """
    document = Document(BytesIO(load_template("document")))
    main = document.part
    charts = 0

    def add_chart(chart: NativeChart) -> str:
        nonlocal charts
        charts += 1
        part = Part(PackURI(f"/word/charts/chart{charts}.xml"), CONTENT_TYPE.DML_CHART, chart.xml, main.package)
        name = PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{charts}.xlsx")
        part.relate_to(Part(name, CONTENT_TYPE.SML_SHEET, chart.workbook, main.package), RELATIONSHIP_TYPE.PACKAGE)
        return main.relate_to(part, RELATIONSHIP_TYPE.CHART)

    blocks = "".join(
        (*compose_body(brief), *compose_annexes(brief, add_chart), *compose_imprint(brief), section(brief.demo))
    )
    old = main.element.body
    old.getparent().replace(old, parse_xml(f"<w:body {NAMESPACES}>{blocks}</w:body>"))
    if brief.demo:
        header = document.sections[0].header.paragraphs[0]
        header.runs[0].text = say("office.demo", brief.lang)
    else:
        del main.rels[_HEADER]
    set_properties(document.core_properties, brief)
    buffer = BytesIO()
    document.save(buffer)
    return seal_package(buffer.getvalue())


def text_of(content: bytes) -> str:
    """Return the text of a notice, read from the file: paragraphs and table rows in their order, a line each."""
    document = Document(BytesIO(content))
    lines = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        elif block.text:
            lines.append(block.text)
    return "\n".join(lines)
