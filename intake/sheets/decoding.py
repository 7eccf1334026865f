"""Texts in the encodings that offices use: what the bytes bear out goes before what the file says of itself."""

import re

from intake.sheets.sheet import Unreadable

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:-]+)""", re.IGNORECASE)
#: Where a declaration stands, if there is one.
_HEAD = 4096


def decode_text(content: bytes) -> str:
    """Decode by byte order mark, then strict UTF-8, then GB18030; raise `Unreadable`."""
    try:
        for mark, encoding in _BOMS:
            if content.startswith(mark):
                # utf-16 and utf-32 take the mark themselves, utf-8 does not.
                return content[len(mark) if encoding == "utf-8" else 0 :].decode(encoding)
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            return content.decode("gb18030")
    except UnicodeDecodeError as error:
        raise Unreadable("unreadable-file", reason="encoding") from error


def decode_markup(content: bytes) -> str:
    """Decode HTML or XML by its byte order mark, else as it declares where its bytes bear that out.

    Raises `Unreadable`. Exporting systems declare what they do not write. UTF-8 with Chinese in it is taken for
    nothing else, and what is declared UTF-8 but is none is GB18030, which reads GB2312 and GBK too.
    """
    wide = _wide_without_mark(content)
    if wide:
        content, name = content[: len(content) // 2 * 2], wide
    else:
        declared = None if content.startswith(tuple(mark for mark, _ in _BOMS)) else _CHARSET.search(content[:_HEAD])
        name = declared[1].decode("ascii").lower() if declared else ""
        # A declaration that can be read byte by byte is of no wide encoding.
        name = "gb18030" if name.startswith(("gb", "hz", "cp936", "936")) else "" if name.startswith("utf") else name
    if name and (wide or not _is_chinese_utf8(content)):
        try:
            return content.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode_text(content)


def _wide_without_mark(content: bytes) -> str:
    """Name the UTF-16 of a text that begins with a plain ``<`` and has no byte order mark."""
    if content[:1] == b"<" and content[1:2] == b"\0" and content[3:4] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if content[:2] == b"\0<" and content[2:3] == b"\0" else ""


def _is_chinese_utf8(content: bytes) -> bool:
    """Tell strict UTF-8 with Chinese in it; bytes of GBK that happen to be UTF-8 (联通) spell no Chinese."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return any("\u2e80" <= character <= "\uffef" for character in text)


def begin_text(content: bytes, most: int = 8192) -> str:
    """Return the beginning of a text file as far as its signs of ASCII go, without blanks before it."""
    start = content[:most]
    wide = _wide_without_mark(start) or ("utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "")
    if wide:
        return start[: len(start) // 2 * 2].decode(wide, "replace").lstrip("\ufeff \r\n\t")
    return start.removeprefix(b"\xef\xbb\xbf").decode("latin-1").lstrip()
