"""What was given out of that may hold ID numbers, to whom and when: originals, and workbooks marked with findings."""

from dataclasses import dataclass
from datetime import datetime

from data.access import Access
from data.moments import aware_moment

ORIGINAL, MARKED = "original", "marked"


@dataclass(frozen=True, slots=True)
class GivenOut:
    """One file that someone asked for and took away."""

    moment: datetime
    actor: str
    what: str
    file: str


def note_given_out(access: Access, what: str, file: str, submission: str | None = None) -> None:
    """Write down that the user takes a file away."""
    access.require("read")
    with access.store.write() as writing:
        writing.cursor.execute(
            "INSERT INTO given_out VALUES (?, ?, ?, ?, ?)", [writing.moment, access.user.name, what, file, submission]
        )


def list_given_out(access: Access, submission: str) -> tuple[GivenOut, ...]:
    """Return who took away the file behind a submission, earliest first; for those who may review."""
    access.require("review")
    with access.store.cursor() as cursor:
        rows = cursor.execute(
            "SELECT moment, actor, what, file FROM given_out WHERE submission = ? ORDER BY moment", [submission]
        ).fetchall()
    return tuple(GivenOut(aware_moment(moment), *rest) for moment, *rest in rows)
