"""Rows of rosters beside those that were accepted before, and the list of what was not counted."""

from dataclasses import dataclass

from data.access import Access
from data.handins.contents import read_in_state
from data.handins.handin import State
from data.handins.rosters import KEPT, REJECTED, find_known, read_rows
from data.personal.sealing import names_of
from data.queries.handins import find_submission

_PLACES = {name: KEPT[name] for name in ("sheet", "row_number", "training", "name")}


@dataclass(frozen=True, slots=True)
class Repeated:
    """A row that repeats a training of a roster handed in before, and where that stands."""

    sheet: str
    row: int
    file: str
    sheet_there: str
    row_there: int
    accepted: bool


@dataclass(frozen=True, slots=True)
class KnownRows:
    """How many rows of a file repeat rows of others, and the first; likewise those known under other names only."""

    count: int = 0
    first: tuple[Repeated, ...] = ()
    named_otherwise: int = 0
    first_otherwise: tuple[Repeated, ...] = ()


def find_repeated(access: Access, plan: str, sha256: str, kept: bytes, most: int = 20) -> KnownRows:
    """Return which packed rows of a file repeat rows of other files.

    They repeat one with the same ID number, 工种, 等级 and dates; under another name it may be someone else's. Others
    are those accepted, and those handed in and waiting for that.
    """
    access.require("hand-in")
    rows = read_rows(kept, {**_PLACES, "city": KEPT["city"]})
    if not access.may_state(rows["city"].unique().to_pylist()):
        return KnownRows()  # handing in refuses it
    with access.store.cursor() as cursor:
        if cursor.execute("SELECT 1 FROM roster_row LIMIT 1").fetchone() is None:
            return KnownRows()
        accepted, waiting = (read_in_state(cursor, plan, state) for state in (State.ACCEPTED, State.SUBMITTED))
        names = names_of(cursor, access.store.settings, sha256)
        known = find_known(cursor, names, [*accepted, *waiting], rows.select(list(_PLACES)), most)
    first, otherwise = (
        tuple(
            Repeated(sheet, row, file, sheet_there, row_there, submission in accepted)
            for submission, sheet, row, file, sheet_there, row_there in known[is_same][1]
        )
        for is_same in (True, False)
    )
    return KnownRows(known[True][0], first, known[False][0], otherwise)


def list_rejected(access: Access, id: str) -> list[dict]:
    """Return every row of a submission's rosters that was not counted, with its reason, masked."""
    found = find_submission(access, id)
    with access.store.cursor() as cursor:
        columns = ", ".join(REJECTED)
        cursor.execute(
            f"SELECT {columns} FROM roster_rejected WHERE submission = ? ORDER BY sheet, row_number", [found.id]
        )
        return cursor.to_arrow_table().to_pylist()


def count_rejected(access: Access, id: str) -> int:
    """Return how many rows of a submission's rosters were not counted."""
    found = find_submission(access, id)
    with access.store.cursor() as cursor:
        count = cursor.execute("SELECT count(*) FROM roster_rejected WHERE submission = ?", [found.id]).fetchone()
    return count[0] if count else 0


def read_rejected(content: bytes) -> list[dict]:
    """Return the rows that a file not yet handed in has and that are not counted."""
    return read_rows(content, REJECTED).to_pylist()
