"""Files that are no spreadsheet we read, told apart by their content: each is named, and what to do with it said.

What is found here is the ``reason`` of an ``unreadable-file``; its sentences are ``foreign.<reason>`` of `wording`.
"""

import re
import struct
from collections.abc import Collection

#: Every reason; `intake.findings.messages` has a whole sentence for each.
FOREIGN = frozenset(
    [
        "excel-old",
        "lotus",
        "quattro",
        "works",
        "dbase",
        "sylk",
        "dif",
        "apple",
        "fods",
        "opendocument",
        "uof",
        "ofd",
        "word-old",
        "rtf",
        "slides",
        "office-other",
        "pdf",
        "picture",
        "media",
        "archive",
        "program",
        "database",
        "mail",
        "web-archive",
        "encrypted-by-office",
        "word-strict",
        "word-without-table",
        "page-without-table",
        "xml-other",
        "json",
        "unknown",
    ]
)
_PICTURES = (
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\0",
    b"MM\0*",
    b"\xd7\xcd\xc6\x9a",
    b"\1\0\t\0\0\3",
    b"8BPS\0\1",
)
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf'\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"MSCF\0\0", b"\x28\xb5\x2f\xfd")
_MEDIA = (
    b"ID3\2",
    b"ID3\3",
    b"ID3\4",
    b"OggS\0",
    b"fLaC",
    b"\x1aE\xdf\xa3",
    b"FLV\x01",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",
    b"#!AMR",
)
_DATABASES = (b"SQLite format 3\0", b"\0\x01\0\0Standard Jet DB", b"\0\x01\0\0Standard ACE DB")
#: What software that encrypts every file of an office writes at the beginning of each.
_ENCRYPTED = (b"%TSD-Header-###%", b"\x62\x14\x23\x65", b"E-SafeNet")
_OLD_WORD = (b"\xdb\xa5-\0", b"1\xbe\0\0", b"2\xbe\0\0", b"\xfe7\0#", b"\x9b\xa5!\0")
#: Beginnings of a worksheet's first record: version and length of those of Excel 2 to 5, outside of any container.
_OLD_EXCEL = (
    b"\x09\0\x04\0",
    b"\x09\x02\x06\0",
    b"\x09\x04\x06\0",
    b"\x09\x08\x06\0",
    b"\x09\x08\x08\0",
    b"\x09\x08\x10\0",
)
_LOTUS = {
    b"\0\0\x02\0": (b"\x04\x04", b"\x05\x04", b"\x06\x04"),
    b"\0\0\x1a\0": (b"\0\x10", b"\x02\x10", b"\x03\x10", b"\x05\x10"),
}
_QUATTRO = (b"\x20\x51", b"\x21\x51", b"\x01\x10", b"\x02\x10", b"\x07\x10")
_DBASE = frozenset(b"\x02\x03\x04\x05\x30\x31\x32\x43\x63\x7b\x83\x87\x8b\x8c\x8e\xb3\xcb\xe5\xf5\xfb")
_BITMAP_HEADS = (12, 40, 52, 56, 64, 108, 124)
_SYLK = re.compile(rb"ID;P[^\r\n]*[\r\n]+(?:[A-Z]{1,2};[^\r\n]*[\r\n]+)*?[BCFOPN]{1,2};", re.DOTALL)
_DIF = re.compile(rb"TABLE\s*[\r\n]+\s*0,\d+\s*[\r\n]+\s*\"")
_MAIL = re.compile(
    rb"(?:(?:Received|Return-Path|Delivered-To|From|To|Subject|Date|Message-ID): [^\r\n]*[\r\n]+){2}", re.IGNORECASE
)
_WEB_ARCHIVE = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n)*MIME-Version: *1\.0", re.IGNORECASE)
_JSON = re.compile(r"\{\s*\"[^\"\n]{0,80}\"\s*:|\[\s*\{\s*\"[^\"\n]{0,80}\"\s*:")
_START_OF_MARKUP = re.compile(r"<(?:\?xml\b|[A-Za-z_][\w.-]*(?::[\w.-]+)?(?:\s[^<>]*)?/?>)")


def name_foreign(content: bytes) -> str | None:
    """Name what a file is by its first bytes; ``None`` for texts, and for what must be looked into (zip, OLE)."""
    start = content[:4096]
    for name, beginnings in (
        ("picture", _PICTURES),
        ("archive", _ARCHIVES),
        ("media", _MEDIA),
        ("database", _DATABASES),
        ("encrypted-by-office", _ENCRYPTED),
        ("word-old", _OLD_WORD),
        ("excel-old", _OLD_EXCEL),
    ):
        if start.startswith(beginnings):
            return name
    if b"%PDF-" in start[:1024] and start.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"RIFF") and start[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "picture" if start[8:12] == b"WEBP" else "media"
    if start[4:8] == b"ftyp":
        return "picture" if start[8:12].lower() in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif") else "media"
    return _name_by_record(start) or _name_by_text(start)


def _name_by_record(start: bytes) -> str | None:
    """Name what tells itself by more than a sign or two: tables often begin with the letters BM or MZ."""
    if start.startswith(b"BM") and len(start) > 30 and struct.unpack_from("<I", start, 14)[0] in _BITMAP_HEADS:
        return "picture"
    if start.startswith(b"\x01\0\0\0") and start[40:44] == b" EMF":
        return "picture"
    if start.startswith(b"\x7fELF") or (start.startswith(b"MZ") and b"\0" in start[:64]):
        return "program"
    if start[257:262] == b"ustar":
        return "archive"
    if start[4:6] in _LOTUS.get(start[:4], ()):
        return "lotus"
    if start[:4] == b"\0\0\x02\0" and start[4:6] in _QUATTRO:
        return "quattro"
    if start.startswith(b"\xff\0\x02\0\x04\x04"):
        return "works"
    return "dbase" if _is_dbase(start) else None


def _is_dbase(start: bytes) -> bool:
    """A table of dBase or FoxPro: a kind, a day, and a head of so many fields of 32 bytes that ends in its sign."""
    if len(start) < 65 or start[0] not in _DBASE or not (1 <= start[2] <= 12 and 1 <= start[3] <= 31):
        return False
    head, record = struct.unpack_from("<HH", start, 8)
    name = start[32:43].rstrip(b"\0")
    ends = head > len(start) or start[head - 1] == 0x0D or 0x0D in start[64:head:32]
    return head >= 65 and record > 1 and ends and bool(name) and min(name) > 0x20 and start[43:44].isalpha()


def _name_by_text(start: bytes) -> str | None:
    plain = start.removeprefix(b"\xef\xbb\xbf")
    if plain.startswith(b"{\\rtf"):
        return "rtf"
    if _SYLK.match(plain):
        return "sylk"
    if _DIF.match(plain):
        return "dif"
    if _WEB_ARCHIVE.match(start):
        return "web-archive"
    return "mail" if _MAIL.match(plain) else None


def name_foreign_markup(text: str) -> str | None:
    """Name what begins as XML or JSON and is neither a page nor a workbook of Excel 2003."""
    if "<office:document" in text and "opendocument" in text:
        return "fods" if "opendocument.spreadsheet" in text else "opendocument"
    if re.search(r"<uof:|/uof/|uof:UOF", text):
        return "uof"
    if "<pkg:package" in text or "<w:wordDocument" in text:
        return "word-strict"
    if text.startswith("<svg") or re.match(
        r"<\?xml[^>]*>\s*(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg\b", text, re.DOTALL
    ):
        return "picture"
    if _START_OF_MARKUP.match(text):
        return "xml-other"
    return "json" if _JSON.match(text) else None


def name_foreign_archive(names: Collection[str], mimetype: bytes) -> str:
    """Name a zip file that is no workbook by its members (lower case) and what its ``mimetype`` says."""
    if any(name.endswith(".iwa") or name in ("index/document.iwa", "index.apxl", "index.zip") for name in names):
        return "apple"
    if b"opendocument" in mimetype:
        return "opendocument"
    if "ofd.xml" in names:
        return "ofd"
    if any(name.startswith("ppt/") for name in names):
        return "slides"
    if "uof.xml" in names or "_meta/meta.xml" in names:
        return "uof"
    if "[content_types].xml" in names:
        return "office-other"
    return "archive"


def name_foreign_compound(names: Collection[str]) -> str:
    """Name an OLE file that is no workbook by its streams (lower case)."""
    if "worddocument" in names or any(name.startswith(("wpsdocument", "matost")) for name in names):
        return "word-old"
    if "powerpoint document" in names or "pp40" in names:
        return "slides"
    if "perfectoffice_main" in names or "nativecontent_main" in names:
        return "quattro"
    if any(name.startswith("__properties_version") for name in names):
        return "mail"
    return "office-other"
