"""From bytes to a grid of cells: the content decides what a file is, never its name."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from xml.parsers.expat import ExpatError

from intake.sheets.kinds.recognising import MAX_BYTES, PROTECTED, recognise_format
from intake.sheets.own_export import is_own_export
from intake.sheets.sheet import Unreadable, Workbook

__all__ = ["MAX_BYTES", "Unreadable", "load_reader", "open_protected", "read_workbook", "recognise_format"]


def read_workbook(content: bytes, kind: str | None = None) -> Workbook:
    """Read a spreadsheet of any supported format; `kind` is what `recognise_format` said of it, where that was asked.

    Raises `Unreadable` with slug ``unreadable-file``, ``password-protected``, ``too-large`` or ``own-export``.
    """
    content, kind = open_protected(content, kind or recognise_format(content))
    with telling_damage(content, kind):
        read = load_reader(kind)(content)
    if is_own_export(read):
        raise Unreadable("own-export")
    return read


def open_protected(content: bytes, kind: str) -> tuple[bytes, str]:
    """Return a file and its kind without the protection of Excel's own password, where it has that.

    Raises `Unreadable` (``password-protected``) where the user's own password protects it.
    """
    if kind not in (PROTECTED, "xls"):
        return content, kind
    from intake.sheets.protection.unlocking import unlock_package, unlock_streams

    with telling_damage(content, kind):
        if kind == "xls":
            return unlock_streams(content), kind
        content = unlock_package(content)
    return content, recognise_format(content)


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
    if kind in ("xlsx", "xlsb", "xls", "ods"):
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
    if kind == PROTECTED:
        # What it is shows later; most are of these, and what they need is loaded before the limits.
        from cryptography.hazmat.primitives.ciphers import Cipher  # noqa: F401

        from intake.sheets.protection.unlocking import unlock_package  # noqa: F401

        kind = "xlsx"
    if kind == "xlsx":
        from intake.sheets.xlsx.book import read_xlsx as reader
    elif kind == "xls":
        from intake.sheets.xls.book import read_xls as reader
    elif kind == "ods":
        from intake.sheets.ods.book import read_ods as reader
    elif kind == "xlsb":
        from intake.sheets.xlsb.book import read_xlsb as reader
    elif kind == "xml":
        from intake.sheets.spreadsheet_xml import read_spreadsheet_xml as reader
    elif kind == "docx":
        from intake.sheets.documents.word import read_docx as reader
    elif kind == "html":
        from intake.sheets.documents.html_tables import read_html as reader
    else:
        from intake.sheets.delimited import read_delimited as reader
    return reader
