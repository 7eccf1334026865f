"""Cells that were pasted, kept as a file like any other: what was pasted is its content, its day its name."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from wording.days import day_text
from wording.sentences import say

_PAGE = re.compile(r"\s*<(?:!|(?:html|meta|body|table|div|p|style|span)\b)", re.IGNORECASE)
_ID = "pasted-"


@dataclass(frozen=True, slots=True)
class PastedFile:
    """Pasted cells as a file: name and content, with what an uploader knows of a file.

    So is a file that the uploader has forgotten (`held`): another page was shown, or it comes back from before.
    """

    name: str
    content: bytes
    held: bool = False

    @property
    def file_id(self) -> str:
        return f"{_ID}{hashlib.sha256(self.content).hexdigest()}"

    def getvalue(self) -> bytes:
        """Return the content."""
        return self.content


def is_pasted(file_id: str) -> bool:
    """Tell the id of pasted cells from that of an uploaded file."""
    return file_id.startswith(_ID)


def keep_pasted(text: str, day: date, taken: Collection[str] = (), lang: str = "zh") -> PastedFile | None:
    """Return pasted text as a file; ``None`` where nothing was pasted.

    Parameters
    ----------
    text
        Cells with tabs between them, as Excel, WPS and Word copy them, or a table in HTML.
    day
        The day of pasting, which names the file and is no period of its figures.
    taken
        Names that other pasted files have.
    """
    if not text.strip():
        return None
    ending = "html" if _PAGE.match(text) and "<table" in text.lower() else "txt"
    numbers = ("", *(f"-{number}" for number in range(2, len(taken) + 2)))
    facts = {"day": day_text(day, lang), "ending": ending}
    names = (say("upload.pasted-name", lang, number=number, **facts) for number in numbers)
    return PastedFile(next(name for name in names if name not in taken), text.encode("utf-8", "replace"))
