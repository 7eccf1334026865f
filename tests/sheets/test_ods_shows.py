"""What an OpenDocument sheet shows is what its cells say: units in formats, what is struck out."""

import io
import zipfile

from intake.sheets.workbook import read_workbook

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (
        ("office", "office"), ("style", "style"), ("table", "table"), ("text", "text"), ("number", "datastyle"),
    )
)  # fmt: skip
STYLES = (
    '<number:number-style style:name="N1"><number:number number:decimal-places="0"/><number:text>万人次</number:text>'
    '</number:number-style><number:number-style style:name="N2"><number:text>约</number:text><number:number/>'
    '</number:number-style><style:style style:name="a" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="b" style:family="table-cell" style:data-style-name="N2"/>'
    '<style:style style:name="c" style:family="table-cell"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="d" style:family="table-cell"><style:text-properties '
    'style:text-line-through-style="none"/></style:style>'
)


def test_units_of_formats_and_struck_cells_of_an_opendocument_sheet_are_known() -> None:
    cells = "".join(
        f'<table:table-cell table:style-name="{style}" office:value-type="float" office:value="3"><text:p>3</text:p>'
        "</table:table-cell>"
        for style in "abcd"
    )
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="表"><table:table-row>{cells}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    (sheet,) = read_workbook(stream.getvalue()).sheets
    assert [cell.text for cell in sheet.cells.values()] == ["3万人次", "约3", "3"]
    assert [(one.column, one.why) for one in sheet.lost] == [(3, "struck-out")]
