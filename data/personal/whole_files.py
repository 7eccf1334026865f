"""Whether an ID number stands anywhere in a file: on any sheet, in a comment, a property, a hidden place.

What cannot be looked through (old binary formats, pictures, what is packed too large) is taken to hold one.
"""

import html
import io
import re
import zipfile
import zlib

from wording.personal import holds_number

#: Bytes of text that are looked through; a summary of twenty cities has some ten thousand.
MOST = 24_000_000
_OLD_BINARY = b"\xd0\xcf\x11\xe0"
_TEXT_PARTS = (".xml", ".rels", ".vml", ".txt", ".rdf", ".css", ".json")
#: The printer's settings and the order of calculation: no words of people, but looked through all the same.
_PLAIN_BINARY = re.compile(r"printersettings\d*\.bin$", re.IGNORECASE)
_NO_TEXT = ("mimetype",)
#: Ends of what is read as one text; what stands between other tags (a bold digit) belongs together.
_BOUNDARY = re.compile(
    r"</?(?:[\w-]+:)?(?:si|is|c|row|f|comment|definedname|table-cell|table-row|p|h|tc|tr|td|th|li|div|br|title|option"
    r"|line-break|tab|cell|data|property|creator|lastmodifiedby|subject|description|keywords"
    r"|category|text-box)\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
_STOP = "\0"


def may_hold_number(content: bytes) -> bool:
    """Tell whether an ID number stands anywhere in a file, or whether that cannot be told."""
    if content.startswith(_OLD_BINARY):
        return True
    if content.startswith(b"PK\x03\x04"):
        try:
            return _zip_may_hold(content)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
            return True
    if len(content) > MOST:
        return True
    text = _decode(content)
    if text is None or text.lstrip()[:13].lower() == "mime-version:":
        return True
    return (
        _markup_holds(text)
        if "<" in text
        else holds_number(re.sub(r"[,;\t\r\n]", _STOP, text)) or holds_number(_quoted(text))
    )


def _zip_may_hold(content: bytes) -> bool:
    left = MOST
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        for info in opened.infolist():
            name = info.filename.lower()
            if info.is_dir() or name in _NO_TEXT:
                continue
            if holds_number(info.filename) or not (name.endswith(_TEXT_PARTS) or _PLAIN_BINARY.search(name)):
                return True
            with opened.open(info) as stream:
                part = stream.read(left + 1)
            left -= len(part)
            if left < 0:
                return True
            if _PLAIN_BINARY.search(name):
                if any(holds_number(part.decode(code, "replace")) for code in ("latin-1", "utf-16-le")):
                    return True
                continue
            text = _decode(part)
            if text is None or _markup_holds(text):
                return True
        return bool(opened.comment) and holds_number(opened.comment.decode("utf-8", "replace"))


def _markup_holds(text: str) -> bool:
    """Look through markup: attributes as they are, and the words between the tags."""
    if "&" in text:
        text = html.unescape(text)
    words = _TAG.sub("", _BOUNDARY.sub(_STOP, text))
    attributes = _STOP.join(
        found for found in re.findall(r"=\s*\"([^\"]{14,})\"|=\s*'([^']{14,})'", text) for found in found if found
    )
    return (
        holds_number(words)
        or holds_number(attributes)
        or holds_number(_STOP.join(re.findall(r"<!--(.*?)-->", text, re.DOTALL)))
    )


def _quoted(text: str) -> str:
    """Return the cells of delimited text that hold a delimiter or a line break, each for itself."""
    return _STOP.join(re.findall(r"\"([^\"]{15,})\"", text))


def _decode(content: bytes) -> str | None:
    """Return a text in whatever code it is; ``None`` where it is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    for code in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None
