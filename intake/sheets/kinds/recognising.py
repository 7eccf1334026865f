"""What a file is: its content decides, never its name."""

import re

from intake.sheets.decoding import begin_text
from intake.sheets.kinds.foreign import name_foreign, name_foreign_archive, name_foreign_compound, name_foreign_markup
from intake.sheets.sheet import Unreadable

MAX_BYTES = 300_000_000
#: An encrypted package: what it is shows only once it is open (`intake.sheets.workbook.open_protected`).
PROTECTED = "protected"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    r"<(!doctype\s+html|html|head|meta|body|table|style|div|center|tr|p|h[1-6]|span|font|o:p)\b", re.IGNORECASE
)
_BOOK_2003 = re.compile(r"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet")


def recognise_format(content: bytes) -> str:
    """Return what the content is: xlsx, xlsb, ods, xls, xml (of Excel 2003), html, docx or csv.

    An encrypted package is `PROTECTED`. Raises `Unreadable` for what is empty, oversized or no table at all, and names
    what that is. Cheap: looks at magic bytes and directories only, unpacks nothing.
    """
    if len(content) > MAX_BYTES:
        raise Unreadable("too-large", reason="bytes", limit=f"{MAX_BYTES // 1_000_000} MB")
    if not content[:4096].strip(b"\0 \t\r\n") and not content.strip(b"\0 \t\r\n"):
        raise Unreadable("unreadable-file", reason="empty")
    if content.startswith(_ZIP):
        return _recognise_archive(content)
    if content.startswith(_OLE):
        return _recognise_compound(content)
    text = begin_text(content)
    if _BOOK_2003.search(text):
        return "xml"
    foreign = name_foreign(content)
    if foreign is None and not text.startswith("<") and _is_binary(content):
        foreign = "unknown"
    if foreign is None and not text.startswith(("<", "{", "[")):
        return "csv"
    if foreign is None and text.startswith("<") and _PAGE.search(text) and not _is_other_markup(text):
        return "html"
    foreign = foreign or name_foreign_markup(text)
    if foreign:
        raise Unreadable("unreadable-file", reason=foreign)
    return "csv"


def _is_binary(content: bytes) -> bool:
    """Tell what is no text in any encoding: a text with zeros in it says by its mark that it is a wide one."""
    return b"\0" in content[:4096].rstrip(b"\0") and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"))


def _is_other_markup(text: str) -> bool:
    """Tell markup whose own elements go by names of a page's (p, span, table) from a page."""
    return name_foreign_markup(text) not in ("xml-other", None)


def _recognise_archive(content: bytes) -> str:
    from intake.sheets.archive import Archive

    archive = Archive(content)
    names = archive.names()
    if "xl/workbook.bin" in archive:
        return "xlsb"
    if "xl/workbook.xml" in archive or any(re.search(r"workbook\d*\.xml$", name) for name in names):
        return "xlsx"
    if any(re.match(r"word/document\d*\.xml$", name) for name in names):
        return "docx"
    if "encryptedpackage" in archive:
        raise Unreadable("password-protected")
    mimetype = b""
    if "mimetype" in archive:
        with archive.open("mimetype") as stream:
            mimetype = stream.read(200)
    if "content.xml" in archive and b"opendocument.spreadsheet" in mimetype:
        return "ods"
    raise Unreadable("unreadable-file", reason=name_foreign_archive(names, mimetype))


def _recognise_compound(content: bytes) -> str:
    from intake.sheets.xls.compound import CompoundFile

    names = {name.lower() for name in CompoundFile(content).names}
    if "encryptedpackage" in names:
        return PROTECTED
    if names & {"workbook", "book"}:
        return "xls"
    raise Unreadable("unreadable-file", reason=name_foreign_compound(names))
