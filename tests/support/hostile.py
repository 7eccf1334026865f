"""Files that nobody means well with, or that broke on their way: all made here, none kept."""

import io
import random
import zipfile
from collections.abc import Callable

from tests.support.containers import claim_size, compound, plain_xlsx, with_parts, with_sheet
from tests.support.paths import SAMPLES

HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>市（地）</t></is></c><c r="B1" t="inlineStr"><is><t>{}</t></is>'
    "</c></row>"
)
BODY = '<row r="2"><c r="A2" t="inlineStr"><is><t>哈尔滨市</t></is></c><c r="B2"><v>12</v></c></row>'
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "'
    + b"a" * 1000
    + b'"><!ENTITY b "'
    + b"&a;" * 1000
    + b'"><!ENTITY c "'
    + b"&b;" * 1000
    + b'">]>'
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ODS = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def archive(**parts: bytes) -> bytes:
    """A zip of parts; keys name them with __ for / and _ for a point."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), part)
    return stream.getvalue()


def ods(table: str, start: bytes = b"") -> bytes:
    body = (
        f"<office:document-content {SPACES}><office:body><office:spreadsheet>"
        f"<table:table table:name='表'>{table}</table:table></office:spreadsheet></office:body>"
        f"</office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        made.writestr("content.xml", start + body.encode())
    return stream.getvalue()


def sheet_with_head(text: str) -> bytes:
    return with_sheet(f"<sheetData>{HEAD.format(text)}{BODY}</sheetData>")


def noise(size: int, start: bytes = b"") -> bytes:
    return start + random.Random(7).randbytes(size)


def many_parts(count: int) -> bytes:
    stream = io.BytesIO(plain_xlsx())
    with zipfile.ZipFile(stream, "a") as made:
        for number in range(count):
            made.writestr(f"../../x/{number}", b"")
    return stream.getvalue()


def many_sheets(count: int) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for _ in range(count):
            book.add_worksheet().write_row(0, 0, ["市", 1])
    return stream.getvalue()


def with_macro() -> bytes:
    return with_parts(
        (SAMPLES / "全省进度月报-2019年6月.xlsx").read_bytes(), xl__vbaProject_bin=b"\xd0\xcf\x11\xe0" + b"\0" * 600
    )


def mhtml() -> bytes:
    table = (
        "<html><body><table><tr><td>市（地）</td><td>数</td></tr><tr><td>哈尔滨市</td><td>12</td></tr></table>"
        "</body></html>"
    )
    return (
        'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        f"Content-Location: file:///C:/a.htm\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{table}\r\n--x--\r\n"
    ).encode()


def xml_2003(body: str) -> bytes:
    return (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="a"><Table>{body}</Table></Worksheet></Workbook>'
    ).encode()


def html(body: str) -> bytes:
    return f"<html><meta charset=utf-8><body>{body}</body></html>".encode()


MERGES = "".join(f'<mergeCell ref="A{n}:XFD{n + 5}"/>' for n in range(1, 60_000))
#: Name → how to make it; the name says what a reader must live through.
FILES: dict[str, Callable[[], bytes]] = {
    "bomb of zeros": lambda: with_parts(plain_xlsx(), xl__worksheets__sheet1_xml=b"\0" * 320_000_000),
    "bomb of rows": lambda: with_sheet("<sheetData>" + "<row><c><v>1</v></c></row>" * 3_000_000 + "</sheetData>"),
    "bomb of texts": lambda: with_parts(
        plain_xlsx(), xl__sharedStrings_xml=b"<sst>" + b"<si><t>a</t></si>" * 6_000_000 + b"</sst>"
    ),
    "one huge text": lambda: sheet_with_head("长" * 30_000_000),
    "false declared size": lambda: claim_size(
        with_parts(plain_xlsx(), xl__worksheets__sheet1_xml=b"<worksheet>" + b" " * 90_000_000),
        "xl/worksheets/sheet1.xml",
        100,
    ),
    "last cell of the sheet": lambda: with_sheet(
        '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    ),
    "first and last cell": lambda: with_sheet(
        f'<sheetData>{HEAD.format("数")}{BODY}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    ),
    "cell beyond the sheet": lambda: with_sheet(
        '<sheetData><row r="99999999"><c r="ZZZZ99999999"><v>1</v></c></row></sheetData>'
    ),
    "entities in a sheet": lambda: with_parts(
        plain_xlsx(), xl__worksheets__sheet1_xml=LAUGHS + b"<worksheet>&c;</worksheet>"
    ),
    "entities in texts": lambda: with_parts(
        plain_xlsx(), xl__sharedStrings_xml=LAUGHS + b"<sst><si><t>&c;</t></si></sst>"
    ),
    "entity of a file": lambda: with_parts(
        plain_xlsx(), xl__sharedStrings_xml=OUTSIDE + b"<sst><si><t>&a;</t></si></sst>"
    ),
    "entities in ods": lambda: ods("<table:table-row/>", LAUGHS),
    "entities in xml": lambda: xml_2003("<Row><Cell><Data>&c;</Data></Cell></Row>").replace(
        b"<Workbook", LAUGHS + b"<Workbook", 1
    ),
    "deep nesting in a sheet": lambda: with_sheet("<a>" * 400_000 + "</a>" * 400_000),
    "deep nesting in html": lambda: html("<table><tr><td>" * 20_000),
    "deep nesting of divs": lambda: html("<div>" * 300_000 + "<table><tr><td>1</td></tr></table>"),
    "deep nesting in ods": lambda: ods("<table:table-row>" * 200_000 + "</table:table-row>" * 200_000),
    "repeated cells in ods": lambda: ods(
        '<table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" '
        'office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>'
    ),
    "spans in html": lambda: html(
        "<table><tr><td colspan=999999999 rowspan=999999999>1</td></tr><tr><td>2</td></tr></table>"
    ),
    "indices in xml": lambda: xml_2003(
        '<Row ss:Index="999999999"><Cell ss:Index="999999999" ss:MergeAcross="99999999">'
        '<Data ss:Type="Number">1</Data></Cell></Row>'
    ),
    "merges": lambda: with_sheet(f"<sheetData>{HEAD.format('数')}{BODY}</sheetData><mergeCells>{MERGES}</mergeCells>"),
    "merge of all": lambda: with_sheet(
        f'<sheetData>{HEAD.format("数")}{BODY}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "many sheets": lambda: many_sheets(1500),
    "many parts": lambda: many_parts(20_000),
    "macro": with_macro,
    "encrypted": lambda: compound(EncryptionInfo=b"x", EncryptedPackage=b"x" * 5000),
    "other compound": lambda: compound(WordDocument=b"x" * 5000),
    "web archive": mhtml,
    "archive within": lambda: archive(a_xlsx=plain_xlsx()),
    "empty": lambda: b"",
    "only zeros": lambda: b"\0" * 1_000_000,
    "noise": lambda: noise(400_000),
    "noise of an archive": lambda: noise(400_000, b"PK\x03\x04"),
    "noise of a compound": lambda: noise(400_000, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    "noise of a page": lambda: noise(400_000, b"<html><table>"),
    "noise of utf-16": lambda: noise(400_000, b"\xff\xfe"),
    "one long line": lambda: b"1," * 6_000_000,
    "only quotes": lambda: b'"' * 6_000_001,
    "only line ends": lambda: b"a\n" * 3_000_000,
    "head of months": lambda: sheet_with_head("2019年1月-" * 4000),
    "head of brackets": lambda: sheet_with_head("(" * 15_000 + ")" * 15_000),
    "head of digits": lambda: sheet_with_head("9" * 30_000),
    "head of spaces": lambda: sheet_with_head("市 " * 15_000),
    "number of digits": lambda: with_sheet(
        f"<sheetData>{HEAD.format('数')}{BODY.replace('12', '9' * 200_000)}</sheetData>"
    ),
    "number of powers": lambda: with_sheet(
        f"<sheetData>{HEAD.format('数')}{BODY.replace('12', '1e999999999')}</sheetData>"
    ),
    "number that is none": lambda: with_sheet(f"<sheetData>{HEAD.format('数')}{BODY.replace('12', 'NaN')}</sheetData>"),
}


def truncated() -> dict[str, bytes]:
    """Each sample cut off at several places."""
    found = {}
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix in (".xlsx", ".xls", ".csv"):
            content = path.read_bytes()
            found |= {f"{path.name} cut at {tenth}0 %": content[: len(content) * tenth // 10] for tenth in (1, 5, 9)}
    return found


def damaged(count: int) -> dict[str, bytes]:
    """The samples with some bytes changed."""
    chance, found = random.Random(11), {}
    paths = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in (".xlsx", ".xls", ".csv")]
    for number in range(count):
        path = paths[number % len(paths)]
        content = bytearray(path.read_bytes())
        for _ in range(chance.choice((1, 5, 50))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        found[f"{path.name} damaged {number}"] = bytes(content)
    return found
