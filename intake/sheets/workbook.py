"""From bytes to a grid of cells: the content decides what a file is, never its name."""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from xml.parsers.expat import ExpatError

from intake.sheets.own_export import is_own_export
from intake.sheets.sheet import Unreadable, Workbook

__all__ = ["MAX_BYTES", "Unreadable", "load_reader", "read_workbook", "recognise_format"]

MAX_BYTES = 300_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    b"%PDF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"MZ",
    b"\x7fELF",
    b"{\\rtf",
    b"BM",
    b"SQLite format 3",
)
_WEB_ARCHIVE = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n)*MIME-Version: *1\.0", re.IGNORECASE)
_PAGE = re.compile(r"<(!doctype\s+html|html|head|meta|body|table|style|div|center|tr)\b", re.IGNORECASE)


def recognise_format(content: bytes) -> str:
    """Return what the content is: ``xlsx``, ``xlsb``, ``ods``, ``xls``, ``xml`` (Excel 2003), ``html`` or ``csv``.

    Raises `Unreadable` for what is empty, protected, oversized or no table at all. Cheap: looks at
    magic bytes and directories only, unpacks nothing.
    """
    if len(content) > MAX_BYTES:
        raise Unreadable("too-large", reason="bytes", limit=f"{MAX_BYTES // 1_000_000} MB")
    if not content[:4096].strip(b"\0 \t\r\n") and not content.strip(b"\0 \t\r\n"):
        raise Unreadable("unreadable-file", reason="empty")
    if content.startswith(b"PK"):
        return _recognise_archive(content)
    if content.startswith(_OLE):
        return _recognise_compound(content)
    if content.startswith(_FOREIGN):
        raise Unreadable("unreadable-file", reason="not-a-spreadsheet")
    start = content[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return "xml"
    if _WEB_ARCHIVE.match(content[:4096]):
        raise Unreadable("unreadable-file", reason="web-archive")
    if _is_page(content):
        return "html"
    return "csv"


def read_workbook(content: bytes, kind: str | None = None) -> Workbook:
    """Read a spreadsheet of any supported format; `kind` is what `recognise_format` said of it, where that was asked.

    Raises `Unreadable` with slug ``unreadable-file``, ``password-protected``, ``too-large`` or ``own-export``.
    """
    kind = kind or recognise_format(content)
    with telling_damage(content, kind):
        read = load_reader(kind)(content)
    if is_own_export(read):
        raise Unreadable("own-export")
    return read


@contextmanager
def telling_damage(content: bytes, kind: str) -> Iterator[None]:
    """Turn what a damaged file does to a reader into `Unreadable`; a failure over a sound file is ours, and goes on."""
    try:
        yield
    except MemoryError as error:
        raise Unreadable("too-large", reason="memory") from error
    except Unreadable:
        raise
    except Exception as error:
        if _is_sound(content, kind, error):
            raise
        raise Unreadable("unreadable-file", reason="broken-container") from error


def _is_sound(content: bytes, kind: str, failure: Exception) -> bool:
    """Tell whether a file that our reader failed over is as it should be: another reader reads it to its end."""
    if kind in ("xlsx", "xls", "ods"):
        from intake.sheets.calamine import read_by_calamine

        try:
            return bool(read_by_calamine(content, kind).sheets)
        except Unreadable:
            return False
    # Texts have no other reader: these are what parsers raise over what is no text of theirs.
    return not isinstance(
        failure, (ValueError, EOFError, RecursionError, zipfile.BadZipFile, zlib.error, ExpatError, struct.error)
    )


def load_reader(kind: str) -> Callable[[bytes], Workbook]:
    """Return the reader of a format; imported only when needed, as starting is most of a check's time."""
    reader: Callable[[bytes], Workbook]
    if kind == "xlsx":
        from intake.sheets.xlsx.book import read_xlsx as reader
    elif kind == "xls":
        from intake.sheets.xls.book import read_xls as reader
    elif kind == "ods":
        from intake.sheets.ods.book import read_ods as reader
    elif kind == "xlsb":
        from intake.sheets.calamine import read_xlsb as reader
    elif kind == "xml":
        from intake.sheets.spreadsheet_xml import read_spreadsheet_xml as reader
    elif kind == "html":
        from intake.sheets.html_tables import read_html as reader
    else:
        from intake.sheets.delimited import read_delimited as reader
    return reader


def _recognise_archive(content: bytes) -> str:
    from intake.sheets.archive import Archive

    archive = Archive(content)
    names = archive.names()
    if "xl/workbook.bin" in archive:
        return "xlsb"
    if "xl/workbook.xml" in archive or any(re.search(r"workbook\d*\.xml$", name) for name in names):
        return "xlsx"
    if "encryptedpackage" in archive:
        raise Unreadable("password-protected")
    if "content.xml" in archive and "mimetype" in archive:
        with archive.open("mimetype") as stream:
            if b"opendocument.spreadsheet" in stream.read(200):
                return "ods"
    raise Unreadable("unreadable-file", reason="not-a-spreadsheet")


def _recognise_compound(content: bytes) -> str:
    from intake.sheets.xls.compound import CompoundFile

    names = {name.lower() for name in CompoundFile(content).names}
    if "encryptedpackage" in names:
        raise Unreadable("password-protected")
    if names & {"workbook", "book"}:
        return "xls"
    raise Unreadable("unreadable-file", reason="not-a-spreadsheet")


def _is_page(content: bytes) -> bool:
    start = content[:8192]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = start[: len(start) // 2 * 2].decode("utf-16", "replace")
    else:
        text = start.decode("latin-1").removeprefix("ï»¿")
    text = text.lstrip()
    return text.startswith("<") and _PAGE.search(text) is not None
