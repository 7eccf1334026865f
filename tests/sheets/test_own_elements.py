"""Of a workbook's parts only its own elements count, each in its place; what is around them moves nothing."""

import datetime
import io
import struct
import zipfile

import pytest

from intake.read import read_file
from intake.sheets.calamine import read_by_calamine
from intake.sheets.workbook import Unreadable, read_workbook, recognise_format
from metrics.definitions.catalogue import load_catalogue
from tests.support.containers import plain_xlsx, with_parts, with_sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
X15 = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DAY = '<row r="1"><c r="A1" s="1"><v>42184</v></c></row>'


def book_part(properties: str, after: str, sheets: str = '<sheet name="表" sheetId="1" r:id="rId1"/>') -> bytes:
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}" xmlns:x15="{X15}" xmlns:mc="{MC}">{properties}'
        f"<sheets>{sheets}</sheets>{after}</workbook>"
    ).encode()


def styles_part(formats: str, conditional: str) -> bytes:
    return (
        f'<styleSheet xmlns="{MAIN}">{formats}<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
        f"<dxfs>{conditional}</dxfs></styleSheet>"
    ).encode()


def first_cell(content: bytes, column: int = 1):
    return read_workbook(content).sheets[0].cells[1, column]


@pytest.mark.parametrize(
    "extension",
    [
        '<extLst><ext uri="{140A7094}"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst>',
        f'<extLst><ext uri="{{1}}"><workbookPr xmlns="{X15}"/></ext></extLst>',
        '<extLst><ext uri="{1}"><workbookPr date1904="0"/></ext></extLst>',
        '<mc:AlternateContent><mc:Choice Requires="x15"/><mc:Fallback><workbookPr/></mc:Fallback>'
        "</mc:AlternateContent>",
        '<x15:workbookPr date1904="0"/>',
    ],
)
def test_no_extension_moves_days_by_four_years(extension: str) -> None:
    content = with_parts(
        plain_xlsx(),
        xl__workbook_xml=book_part('<workbookPr date1904="1"/>', extension),
        xl__styles_xml=styles_part('<numFmts><numFmt numFmtId="170" formatCode="yyyy-mm-dd"/></numFmts>', ""),
        xl__worksheets__sheet1_xml=f'<worksheet xmlns="{MAIN}"><sheetData>{DAY}</sheetData></worksheet>'.encode(),
    )
    assert first_cell(content).day == datetime.date(2019, 6, 30)


@pytest.mark.parametrize(
    ("own", "conditional", "is_day"), [("yyyy-mm-dd", "0.00", True), ("0.00", "yyyy-mm-dd", False)]
)
def test_a_format_of_a_conditional_style_is_not_the_cells(own: str, conditional: str, is_day: bool) -> None:
    content = with_parts(
        plain_xlsx(),
        xl__styles_xml=styles_part(
            f'<numFmts><numFmt numFmtId="170" formatCode="{own}"/></numFmts>',
            f'<dxf><font><strike/></font><numFmt numFmtId="170" formatCode="{conditional}"/></dxf>',
        ),
        xl__worksheets__sheet1_xml=f'<worksheet xmlns="{MAIN}"><sheetData>{DAY}</sheetData></worksheet>'.encode(),
    )
    assert (first_cell(content).day is not None) is is_day


@pytest.mark.parametrize(
    "around",
    [
        '<extLst><ext><row r="1"><c r="A1"><v>9</v></c></row></ext></extLst>',
        '<x14:row xmlns:x14="x" r="1"><x14:c r="A1"><x14:v>9</x14:v></x14:c></x14:row>',
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x"><row r="2"/></mc:Choice><mc:Fallback>'
        '<row r="1"><c r="A1"><v>9</v></c></row></mc:Fallback></mc:AlternateContent>',
    ],
)
def test_cells_of_extensions_and_fallbacks_overwrite_none(around: str) -> None:
    body = f'<sheetData><row r="1"><c r="A1"><v>7</v><extLst><ext><v>9</v></ext></extLst></c></row>{around}</sheetData>'
    assert first_cell(with_sheet(body)).number == 7


def test_a_missing_part_of_one_sheet_is_told_and_the_others_are_read() -> None:
    both = '<sheet name="一" sheetId="1" r:id="rId1"/><sheet name="二" sheetId="2" r:id="rId77"/>'
    content = with_parts(plain_xlsx(), xl__workbook_xml=book_part("", "", both))
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/_rels/workbook.xml.rels":
                lost = f'<Relationship Id="rId77" Type="{RELATIONS}/worksheet" Target="worksheets/sheet9.xml"/>'
                part = part.replace(b"</Relationships>", lost.encode() + b"</Relationships>")
            new.writestr(name, part)
    book = read_workbook(stored.getvalue())
    assert ([sheet.name for sheet in book.sheets], book.missing) == (["一"], ("二",))
    told = read_file(stored.getvalue(), "a.xlsx", load_catalogue()).findings
    assert [(one.slug, one.sheet) for one in told if one.slug == "sheet-missing"] == [("sheet-missing", "二")]


def large_directory(content: bytes) -> bytes:
    """The same archive, its directory told of in the records of large files."""
    end = content.rfind(b"PK\x05\x06")
    count, size, start = struct.unpack_from("<HII", content, end + 10)
    record = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, size, start)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, end, 1)
    last = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return content[:end] + record + locator + last


def test_a_small_file_may_have_the_directory_of_a_large_one() -> None:
    assert first_cell(large_directory(plain_xlsx()), 2).number == 12
    broken = large_directory(plain_xlsx()).replace(b"PK\x06\x06", b"PK\x06\x05")
    with pytest.raises(Unreadable):
        recognise_format(broken)


def test_another_reader_names_the_same_places_where_first_columns_are_empty() -> None:
    content = with_sheet(
        '<sheetData><row r="3"><c r="C3"><v>5</v></c></row><row r="7"><c r="D7"><v>6</v></c></row></sheetData>'
    )
    places = {(3, 3), (7, 4)}
    assert (
        set(read_workbook(content).sheets[0].cells) == set(read_by_calamine(content, "xlsx").sheets[0].cells) == places
    )
