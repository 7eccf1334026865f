"""What is no spreadsheet is told for what it is, with what to do; tables that only begin like it are read."""

import io
import struct
import zipfile

import pytest

from intake.findings.finding import Finding
from intake.findings.messages import describe_finding
from intake.sheets.kinds.foreign import FOREIGN
from intake.sheets.workbook import Unreadable, read_workbook, recognise_format
from tests.support.containers import compound
from tests.support.reading_of import read_as_dict


def packed(*names: str, mimetype: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, b"x" * 50)
    return stream.getvalue()


def dbase(kind: int = 3) -> bytes:
    field = b"CITY\0\0\0\0\0\0\0" + b"C" + b"\0" * 4 + b"\x14" + b"\0" * 15
    return bytes([kind, 119, 7, 3]) + struct.pack("<IHH", 1, 65, 21) + b"\0" * 20 + field + b"\r" + b" " * 21 + b"\x1a"


def bitmap(head: int) -> bytes:
    return b"BM" + struct.pack("<IHHIIii", 70, 0, 0, 54, head, 1, 1) + b"\0" * 44


REST = b"\0" * 99
OPEN = "application/vnd.oasis.opendocument."
MARKUP = '<?xml version="1.0" encoding="UTF-8"?>\n'
FILES: dict[str, list[bytes]] = {
    "excel-old": [
        b"\x09\x00\x04\x00\x02\x00\x10\x00" + REST,
        b"\x09\x02\x06\x00\x00\x00\x10\x00\x00\x00" + REST,
        b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00" + REST,
        struct.pack("<6H", 0x809, 8, 0, 0x10, 0, 0) + REST,
    ],
    "lotus": [b"\0\0\x02\0" + two + REST for two in (b"\x04\x04", b"\x06\x04")]
    + [b"\0\0\x1a\0" + two + REST for two in (b"\0\x10", b"\x02\x10", b"\x03\x10", b"\x05\x10")],
    "quattro": [b"\0\0\x02\0\x20\x51" + REST, b"\0\0\x02\0\x02\x10" + REST, compound(NativeContent_MAIN=b"x")],
    "works": [b"\xff\0\x02\0\x04\x04" + REST],
    "dbase": [dbase(), dbase(0x83), dbase(0x30)],
    "sylk": [b"ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K12\r\nE\r\n", b"ID;P\nB;Y2;X2\nC;Y1;X1;K1\nE\n"],
    "dif": [b'TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n0,2\r\n""\r\nDATA\r\n0,0\r\n""\r\n-1,0\r\nBOT\r\n'],
    "apple": [packed("Index/Document.iwa", "Metadata/Properties.plist"), packed("index.apxl"), packed("Index.zip")],
    "fods": [
        (
            MARKUP + '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            f'office:mimetype="{OPEN}spreadsheet"><office:body/></office:document>'
        ).encode()
    ],
    "opendocument": [
        packed("content.xml", mimetype=f"{OPEN}text".encode()),
        packed("content.xml", mimetype=f"{OPEN}presentation".encode()),
        (
            MARKUP + '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            f'office:mimetype="{OPEN}text"><office:body><p/></office:body></office:document>'
        ).encode(),
    ],
    "uof": [
        (MARKUP + '<uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof"/>').encode(),
        packed("uof.xml", "x.xml"),
    ],
    "ofd": [packed("OFD.xml", "Doc_0/Document.xml")],
    "word-old": [
        compound(WordDocument=b"x"),
        compound(WordDocument=b"x", WpsCustomData=b"x"),
        b"\xdb\xa5-\0" + REST,
        b"1\xbe\0\0\0\xab" + REST,
    ],
    "rtf": [b"{\\rtf1\\ansi hello}"],
    "slides": [packed("[Content_Types].xml", "ppt/presentation.xml"), compound(**{"PowerPoint Document": b"x"})],
    "office-other": [compound(VisioDocument=b"x"), packed("[Content_Types].xml", "visio/document.xml")],
    "pdf": [b"%PDF-1.7\n%\xe2\xe3", b"\r\n%PDF-1.4 x"],
    "picture": [
        b"\x89PNG\r\n\x1a\n" + REST,
        b"\xff\xd8\xff\xe0" + REST,
        b"GIF89a" + REST,
        bitmap(40),
        bitmap(124),
        b"\x01\0\x09\0\0\x03" + REST,
        b"II*\0" + REST,
        b"MM\0*" + REST,
        b"RIFF\x10\0\0\0WEBPVP8 " + REST,
        b"\0\0\0\x18ftypheic" + REST,
        b"\0\0\0\x18ftypmif1" + REST,
        b'<svg xmlns="http://www.w3.org/2000/svg"><style/></svg>',
        MARKUP.encode() + b'<svg xmlns="http://www.w3.org/2000/svg"><table/></svg>',
    ],
    "media": [b"\0\0\0\x18ftypisom" + REST, b"ID3\x03\0" + REST, b"RIFF\x10\0\0\0WAVEfmt " + REST],
    "archive": [
        packed("月报.xlsx", "说明.txt"),
        packed(),
        b"Rar!\x1a\x07\x01\0" + REST,
        b"7z\xbc\xaf'\x1c" + REST,
        b"\x1f\x8b\x08" + REST,
        b"\0" * 257 + b"ustar" + REST,
    ],
    "program": [b"MZ\x90\0\x03" + REST, b"\x7fELF\x02" + REST],
    "database": [b"SQLite format 3\0" + REST, b"\0\x01\0\0Standard ACE DB\0" + REST],
    "mail": [b"From: a@b.cn\r\nSubject: =?gb2312?B?x?=\r\n\r\ntext", compound(**{"__properties_version1.0": b"x"})],
    "web-archive": [b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", b"From: <x>\nMIME-Version: 1.0\n"],
    "encrypted-by-office": [b"%TSD-Header-###%" + REST, b"\x62\x14\x23\x65" + REST],
    "word-strict": [(MARKUP + '<pkg:package xmlns:pkg="http://x"><table/></pkg:package>').encode()],
    "xml-other": [
        (MARKUP + "<报表><行>1</行></报表>").encode(),
        (MARKUP + "<root><row>1</row></root>").encode("utf-16"),
    ],
    "unknown": [b"\x01\x02\x00\x03market", bytes(range(256)) * 4],
    "json": ['{"市": "哈尔滨", "数": 12}'.encode(), '[{"市": "哈尔滨"}]'.encode()],
}


def reason_of(content: bytes) -> str:
    with pytest.raises(Unreadable) as problem:
        recognise_format(content)
    assert problem.value.slug == "unreadable-file"
    return problem.value.facts["reason"]


@pytest.mark.parametrize(("reason", "content"), [(name, one) for name, made in FILES.items() for one in made])
def test_what_is_no_spreadsheet_is_told_for_what_it_is(reason: str, content: bytes) -> None:
    assert reason_of(content) == reason
    reading = read_as_dict(content, "报表.xlsx")
    (finding,) = reading["findings"]
    assert (reading["format"], finding["facts"]) == (None, {"reason": reason})


@pytest.mark.parametrize("reason", sorted(FOREIGN))
def test_each_is_told_in_both_languages_with_what_to_do(reason: str) -> None:
    chinese, english = (
        describe_finding(Finding("unreadable-file", facts={"reason": reason}), None, lang) for lang in ("zh", "en")
    )
    assert "请" in chinese and chinese.count("。") >= 2
    assert english.count(". ") >= 1 and english.isascii() is ("–" not in english)


def test_every_reason_has_a_file_that_is_told_by_it() -> None:
    assert FOREIGN - set(FILES) == {"word-without-table", "page-without-table"}


@pytest.mark.parametrize(
    "first",
    [
        "BM",
        "MZ",
        "PK",
        "ID",
        "ID3",
        "TABLE",
        "From",
        "RIFF",
        "II*",
        "Rar!",
        "<序号>",
        "[市]",
        "{市}",
        "%PDF",
        "GIF",
        "8BPS",
    ],
)
def test_a_table_that_begins_with_the_letters_of_a_sign_is_read(first: str) -> None:
    content = f"{first},数\n哈尔滨,12\n".encode("gb18030")
    assert [cell.text for cell in read_workbook(content).sheets[0].cells.values()] == [first, "数", "哈尔滨", "12"]
    semicolons = f"{first};数\n哈尔滨;12\n".encode()
    assert len(read_workbook(semicolons).sheets[0].cells) == 4


@pytest.mark.parametrize("name", ["月报.xlsx", "月报.xls", "月报.et"])
def test_a_text_that_only_calls_itself_a_workbook_is_told_or_read_as_what_it_is(name: str) -> None:
    (finding,) = read_as_dict("抱歉，会话已过期，请重新登录。".encode(), name)["findings"]
    assert (
        finding["slug"] == "no-table"
        and "纯文本" in finding["message"]
        and name.rpartition(".")[1] in finding["message"]
    )
    (plain,) = read_as_dict("抱歉，会话已过期，请重新登录。".encode(), "月报.txt")["findings"]
    assert "纯文本" not in plain["message"]
    table = "2019年6月各市职业技能培训情况\n市（地）\t培训人次\n哈尔滨市\t500\n".encode("gb18030")
    assert [one["value"] for one in read_as_dict(table, name)["observations"]] == [500]
