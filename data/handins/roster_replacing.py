"""Rosters that give way to a corrected one, and stand again when that is withdrawn."""

from collections.abc import Sequence

from data.access import Access
from data.cursor import Cursor
from data.errors import NotReplaceable
from data.handins.contents import insert_event, read_accepted, read_submissions
from data.handins.handin import State, Submission
from data.handins.roster_counts import rebuild_sums
from data.handins.rosters import covered_rosters
from data.store import Writing
from metrics.definitions.catalogue import load_catalogue


def supersede_rosters(access: Access, writing: Writing, found: Submission, replaces: Sequence[str]) -> None:
    """Write that rosters are superseded by the one accepted at this very moment.

    Raises
    ------
    NotReplaceable
        When one of them is not an accepted roster that the new one covers.
    """
    spans = (
        "SELECT t.term AS city, r.last_day FROM roster_row r JOIN roster_term t"
        " ON t.submission = r.submission AND t.part = 'city' AND t.code = r.city WHERE r.submission = ?"
    )
    accepted = read_accepted(writing.cursor, found.plan)
    covered = covered_rosters(writing.cursor, accepted, spans, [found.id], (found.sha256,))
    for other in dict.fromkeys(replaces):
        known = read_submissions(writing.cursor, submission=other)
        if other not in covered or not known:
            raise NotReplaceable(number=known[0].number or known[0].file if known else other)
        access.require_cities(known[0].cities)
        insert_event(writing.cursor, other, writing.moment, State.SUPERSEDED, access.user.name, found.number)


def revive_rosters(access: Access, writing: Writing, found: Submission) -> None:
    """Let the rosters stand again that an accepted one superseded in the moment of its acceptance."""
    replaced = writing.cursor.execute(
        "SELECT o.submission FROM submission_event o JOIN submission_event a ON a.moment = o.moment"
        " WHERE a.submission = ? AND a.status = 'accepted' AND o.status = 'superseded'",
        [found.id],
    ).fetchall()
    for (other,) in replaced:
        if read_submissions(writing.cursor, submission=other)[0].status is State.SUPERSEDED:
            insert_event(writing.cursor, other, writing.moment, State.ACCEPTED, access.user.name, found.number)


def sum_rosters(cursor: Cursor, found: Submission) -> None:
    """Make the sums of the plan's rosters anew when one of them was accepted or withdrawn."""
    if cursor.execute("SELECT 1 FROM roster_row WHERE submission = ? LIMIT 1", [found.id]).fetchone():
        rebuild_sums(cursor, load_catalogue().plan(found.plan), read_accepted(cursor, found.plan))
