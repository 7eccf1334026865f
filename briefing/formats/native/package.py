"""Open our own templates and close a finished package, so that the same input gives the same bytes."""

from collections.abc import Sequence
from datetime import datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from briefing.brief import Brief
from briefing.formats.native.text import printable

TEMPLATES = Path(__file__).parents[1] / "templates"
PRODUCT = "龙江产改进度 Longjiang Progress"
_TIMESTAMP = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"


class Properties(Protocol):
    """The core properties of a package, as both office libraries name them."""

    author: str
    title: str
    subject: str
    comments: str
    category: str
    keywords: str
    language: str
    last_modified_by: str
    revision: int
    created: datetime
    modified: datetime


@cache
def load_template(name: str) -> bytes:
    """Return a template as a package; it is kept as the plain parts in ``templates/<name>/``."""
    folder = TEMPLATES / name
    paths = sorted((path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.as_posix())
    return _pack([(path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths])


def seal_package(content: bytes) -> bytes:
    """Return the package with its parts in the order of their names and no time of day."""
    with ZipFile(BytesIO(content)) as package:
        return _pack([(name, package.read(name)) for name in sorted(package.namelist())])


def set_properties(properties: Any, brief: Brief) -> None:
    """Name the product as the author; the days are those of the data, not of the machine."""
    day = datetime.combine(brief.issued or brief.as_of, time())
    known: Properties = properties
    known.author = known.last_modified_by = PRODUCT
    # The schema of these properties ends at 255 letters.
    known.title, known.subject = printable(brief.title)[:255], printable(brief.name)[:255]
    known.language = "zh-CN" if brief.lang == "zh" else "en-GB"
    known.revision, known.created, known.modified = 1, day, day


def _pack(parts: Sequence[tuple[str, bytes]]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, content in sorted(parts, key=lambda part: (part[0] != _FIRST, part[0])):
            info = ZipInfo(name, _TIMESTAMP)
            info.create_system, info.external_attr = 3, 0o600 << 16
            info.compress_type = ZIP_STORED if name.endswith((".xlsx", ".png")) else ZIP_DEFLATED
            package.writestr(info, content, compresslevel=6)
    return buffer.getvalue()
