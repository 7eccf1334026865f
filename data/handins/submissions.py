"""Handing in: draft, submit, accept, return, withdraw; each step checks who asks and is written down."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from data.access import Access
from data.cursor import Cursor
from data.errors import (
    AlreadyHandedIn,
    HasErrors,
    NothingRead,
    NotTheirOwn,
    ReasonNeeded,
    UnknownSubmission,
    WrongState,
)
from data.handins.contents import delete_submission, insert_event, insert_submission, next_number, read_submissions
from data.handins.handin import HandIn, State, Submission
from data.handins.in_force import read_in_force
from data.handins.roster_replacing import revive_rosters, sum_rosters, supersede_rosters
from data.handins.rosters import insert_roster, store_key
from data.personal.keys import remember_key
from data.personal.originals import drop_original, keep_original, keep_sealed
from data.personal.sealing import names_of
from data.store import REAL
from metrics.definitions.catalogue import load_catalogue

if TYPE_CHECKING:
    from metrics.observation import Observation
    from metrics.plan import Target


#: Findings that tell of a cell which the reporter has set right or left out: each holds the reason.
CORRECTIONS = ("cell-corrected", "cell-left-out")


def draft(access: Access, handin: HandIn) -> Submission:
    """Keep a hand-in as a draft.

    The same file with the same figures that is already submitted or stands is returned as it is,
    with `known` set. The user's own draft of the same file is replaced.

    Raises
    ------
    NotPermitted
        When the user may not hand in, or not for one of the cities.
    ValueError
        When a statement is not one of the plan's metrics: a mistake of the caller.
    """
    access.require("hand-in")
    access.require_cities(handin.cities)
    _expect_plan(handin)
    if any(one["slug"] in CORRECTIONS and not _words(one["facts"].get("reason_given")) for one in handin.findings):
        raise ReasonNeeded(act="hand-in")
    store = access.store
    key = store_key(store) if handin.is_personal else None
    name = key.name_of(handin.sha256) if key else handin.sha256
    with store.write(REAL) as writing:
        if key is not None:
            remember_key(writing.cursor, key)
        known, replaced = _find_same(access, writing.cursor, handin)
        if known is not None:
            return replace(known, known=True)
        for old in replaced:
            delete_submission(writing.cursor, old)
        submission = insert_submission(writing.cursor, handin, name, access.user.name)
        if handin.kept or handin.rejected:
            insert_roster(writing.cursor, submission, handin)
        insert_event(writing.cursor, submission, writing.moment, State.DRAFT, access.user.name, handin.reason)
        # Last before the commit: a crash in between leaves a whole file that nothing refers to, never the reverse.
        if key is None:
            keep_original(store.settings.originals, handin.content)
        else:
            keep_sealed(store.settings.originals, handin.content, key)
        return read_submission(writing.cursor, submission)


def submit(access: Access, id: str, reason: str | None = None) -> Submission:
    """Hand a draft in and give it a receipt number; one already submitted is returned unchanged.

    Raises
    ------
    HasErrors, ReasonNeeded, NothingRead
        When errors stop it, when warnings ask for a reason in words, when nothing was read.
    AlreadyHandedIn
        When the same file with the same figures was handed in meanwhile.
    """
    access.require("hand-in")
    with access.store.write() as writing:
        found = _own(access, read_submission(writing.cursor, id))
        if found.status in (State.SUBMITTED, State.ACCEPTED):
            return found
        _expect(found, State.DRAFT)
        reason = _words(reason) or _words(found.reason)
        if found.has_errors:
            errors = sum(finding["level"] == "error" for finding in found.findings)
            raise HasErrors(file=found.file, count=str(errors))
        if not any(found.counts[kind] for kind in ("observations", "sums", "targets", "breakdown", "entities")):
            raise NothingRead(file=found.file)
        if found.has_warnings and not reason:
            raise ReasonNeeded(act="hand-in")
        _refuse_double(access, writing.cursor, found)
        number = next_number(writing.cursor, writing.moment)
        insert_event(writing.cursor, id, writing.moment, State.SUBMITTED, access.user.name, reason, number)
        return read_submission(writing.cursor, id)


def accept(access: Access, id: str, reason: str | None = None, replaces: Sequence[str] = ()) -> Submission:
    """Accept what was submitted: from this moment on it stands.

    Parameters
    ----------
    replaces
        Accepted rosters that this one corrects: they are superseded in the same act.

    Raises
    ------
    NotReplaceable
        When one of them is not an accepted roster of the same plan, cities and months.
    """
    access.require("review")
    return _decide(access, id, State.ACCEPTED, _words(reason), replaces)


def return_to_reporter(access: Access, id: str, reason: str) -> Submission:
    """Send a submission back with a reason; the reporter hands the mended file in anew."""
    access.require("review")
    if not _words(reason):
        raise ReasonNeeded(act="return")
    return _decide(access, id, State.RETURNED, _words(reason))


def withdraw(access: Access, id: str, reason: str | None = None) -> Submission:
    """Take a submission back: its reporter before it is decided, a reviewer also afterwards, with a reason.

    What it replaced stands again; views of earlier moments keep it.
    """
    access.require("hand-in")
    with access.store.write() as writing:
        found = _own(access, read_submission(writing.cursor, id))
        if found.status is State.WITHDRAWN:
            return found
        if found.status is State.ACCEPTED:
            access.require("review")
            if not _words(reason):
                raise ReasonNeeded(act="withdraw")
        else:
            _expect(found, State.DRAFT, State.SUBMITTED)
        insert_event(writing.cursor, id, writing.moment, State.WITHDRAWN, access.user.name, _words(reason))
        if found.status is State.ACCEPTED:
            revive_rosters(access, writing, found)
            sum_rosters(writing.cursor, found)
        return read_submission(writing.cursor, id)


def discard(access: Access, id: str) -> None:
    """Forget a draft: nothing of it stays, nor its file unless another hand-in holds the same."""
    access.require("hand-in")
    store = access.store
    with store.write() as writing:
        found = _own(access, read_submission(writing.cursor, id))
        _expect(found, State.DRAFT)
        delete_submission(writing.cursor, id)
        others = writing.cursor.execute("SELECT count(*) FROM submission WHERE sha256 = ?", [found.sha256]).fetchone()
        if others == (0,):
            drop_original(store.settings.originals, found.sha256)


def _decide(access: Access, id: str, state: State, reason: str | None, replaces: Sequence[str] = ()) -> Submission:
    with access.store.write() as writing:
        found = read_submission(writing.cursor, id)
        if found.status is state:
            return judge_standing(access, writing.cursor, found)
        _expect(found, State.SUBMITTED)
        if replaces:
            supersede_rosters(access, writing, found, replaces)
        insert_event(writing.cursor, id, writing.moment, state, access.user.name, reason)
        if state is State.ACCEPTED:
            sum_rosters(writing.cursor, found)
        return judge_standing(access, writing.cursor, read_submission(writing.cursor, id))


def _find_same(access: Access, cursor: Cursor, handin: HandIn) -> tuple[Submission | None, tuple[str, ...]]:
    """Return the standing hand-in of this file and these figures, and the user's own drafts of this file."""
    names = names_of(cursor, access.store.settings, handin.sha256)
    rows = cursor.execute(
        "SELECT id, digest FROM submission WHERE plan = ? AND list_contains(CAST(? AS VARCHAR[]), sha256)",
        [handin.plan, list(names)],
    ).fetchall()
    drafts = []
    for id, digest in rows:
        found = judge_standing(access, cursor, read_submission(cursor, id))
        if found.status in (State.SUBMITTED, State.ACCEPTED) and digest == handin.digest:
            return found, ()
        if found.status is State.DRAFT and found.actor == access.user.name:
            drafts.append(id)
    return None, tuple(drafts)


def _refuse_double(access: Access, cursor: Cursor, found: Submission) -> None:
    rows = cursor.execute(
        "SELECT o.id FROM submission o JOIN submission s ON s.plan = o.plan AND s.sha256 = o.sha256"
        " AND s.digest = o.digest WHERE s.id = ? AND o.id <> ?",
        [found.id, found.id],
    ).fetchall()
    for (other,) in rows:
        same = judge_standing(access, cursor, read_submission(cursor, other))
        if same.status in (State.SUBMITTED, State.ACCEPTED):
            raise AlreadyHandedIn(file=same.file, number=same.number or "", actor=same.actor)


def read_submission(cursor: Cursor, id: str) -> Submission:
    """Return one submission as its last event left it; raise `UnknownSubmission` when there is none."""
    found = read_submissions(cursor, submission=id)
    if not found:
        raise UnknownSubmission(id=id)
    return found[0]


def judge_standing(access: Access, cursor: Cursor, found: Submission) -> Submission:
    """Return the submission, as superseded when it was accepted and nothing of it stands."""
    if found.status is not State.ACCEPTED:
        return found
    return mark_superseded(found, read_in_force(cursor, found.plan, access.store.kept).standing)


def mark_superseded(found: Submission, standing: frozenset[str]) -> Submission:
    """Return an accepted submission as superseded unless it is among those of which something stands."""
    states = found.counts["observations"] or found.counts["targets"]
    if found.status is State.ACCEPTED and states and found.id not in standing:
        return replace(found, status=State.SUPERSEDED)
    return found


def _own(access: Access, found: Submission) -> Submission:
    if not access.may("review") and found.actor != access.user.name:
        raise NotTheirOwn(user=access.user.name, number=found.number or found.file)
    access.require_cities(found.cities)
    return found


def _expect(found: Submission, *states: State) -> None:
    if found.status not in states:
        raise WrongState(number=found.number or found.file, state=found.status.value)


def _expect_plan(handin: HandIn) -> None:
    metrics = {metric.id for metric in load_catalogue().plan(handin.plan).metrics}
    parts = (part.observation for part in handin.breakdown)
    said: list[Observation | Target] = [*handin.observations, *handin.targets, *parts]
    wrong = {f"{one.plan}/{one.metric}" for one in said if one.plan != handin.plan or one.metric not in metrics}
    if wrong:
        raise ValueError(f"not of plan {handin.plan}: {', '.join(sorted(wrong))}")


def _words(reason: str | None) -> str | None:
    return reason.strip() or None if reason else None
