"""What stands: of all that was accepted by a moment, the latest word on every figure and target."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from duckdb import DuckDBPyConnection

from data.handin import State, exact
from data.moments import aware_moment
from metrics.observation import Basis, Observation, Origin
from metrics.plan import Role, Target

StatementKey = tuple[str, str, Basis, date | None, date]


@dataclass(frozen=True, slots=True)
class DatedTarget:
    """An accepted target, from which as-of day on it may serve, and when it was accepted."""

    target: Target
    effective: date
    accepted: datetime


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that one plan's figures rest on, as known at one moment.

    Attributes
    ----------
    observations
        Standing statements by (metric, city), each ordered by end.
    pending
        Ends of submitted, not yet decided statements by (metric, city).
    targets
        All accepted targets of sheets, earliest accepted first.
    standing
        Submissions of which something stands.
    accepted
        Moment of acceptance of every submission that is accepted.
    """

    plan: str
    observations: dict[tuple[str, str], tuple[Observation, ...]]
    pending: dict[tuple[str, str], tuple[date, ...]]
    targets: tuple[DatedTarget, ...]
    standing: frozenset[str]
    accepted: dict[str, datetime]


def statement_key(one: Observation) -> StatementKey:
    """Return what makes two statements the same: a `during` from 1 January is a `year_to_date`."""
    basis = one.basis
    if basis is Basis.DURING and one.start == date(one.end.year, 1, 1):
        basis = Basis.YEAR_TO_DATE
    return (one.metric, one.city, basis, one.start, one.end)


def read_book(cursor: DuckDBPyConnection, plan: str, known: datetime | None = None) -> Book:
    """Read the book of a plan; `known` is a stored moment, ``None`` for now."""
    states, accepted = _read_states(cursor, plan, known)
    latest: dict[StatementKey, Observation] = {}
    pending: dict[tuple[str, str], set[date]] = defaultdict(set)
    for one in _read_observations(cursor, plan, states, accepted):
        if one.accepted is None:
            pending[one.metric, one.city].add(one.end)
        else:
            latest[statement_key(one)] = one
    targets = _read_targets(cursor, plan, accepted)
    by_line: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for one in latest.values():
        by_line[one.metric, one.city].append(one)
    standing = {one.submission for one in latest.values() if one.submission}
    standing |= {one.target.submission for one in _latest_targets(targets) if one.target.submission}
    return Book(
        plan=plan,
        observations={line: tuple(sorted(said, key=lambda one: one.end)) for line, said in by_line.items()},
        pending={line: tuple(sorted(ends)) for line, ends in pending.items()},
        targets=targets,
        standing=frozenset(standing),
        accepted=accepted,
    )


def targets_on(book: Book, day: date) -> tuple[Target, ...]:
    """Return the cities' targets in force on an as-of day, as far as sheets set them.

    An allocation serves from its effective day on, the latest one first; a printed target only
    where no allocation of the same figure and span is in force. Before the first sheet that prints
    it, the earliest printed one is used.
    """
    allocated = [one for one in _best_by_key(book, Role.ALLOCATION, day) if one.effective <= day]
    taken = [one.target for one in allocated]
    printed = [one.target for one in _best_by_key(book, Role.PRINTED, day)]
    return (*taken, *(one for one in printed if not any(_overlap(one, other) for other in taken)))


def _best_by_key(book: Book, role: Role, day: date) -> list[DatedTarget]:
    best: dict[tuple, DatedTarget] = {}
    for one in (dated for dated in book.targets if dated.target.role is role):
        key = _target_key(one.target)
        before = best.get(key)
        if before is None or _rank(one, day) >= _rank(before, day):
            best[key] = one
    return list(best.values())


def _overlap(one: Target, other: Target) -> bool:
    same = (one.metric, one.city) == (other.metric, other.city)
    return same and one.start <= other.due and other.start <= one.due


def _rank(one: DatedTarget, day: date) -> tuple:
    """Those in force before those to come; of the former the latest, of the latter the nearest."""
    if one.effective <= day:
        return (1, one.effective.toordinal(), one.accepted)
    return (0, -one.effective.toordinal(), one.accepted)


def _target_key(target: Target) -> tuple:
    return (target.metric, target.city, target.start, target.due)


def _latest_targets(targets: tuple[DatedTarget, ...]) -> tuple[DatedTarget, ...]:
    latest: dict[tuple, DatedTarget] = {}
    for one in targets:
        key = (one.target.role, *_target_key(one.target))
        before = latest.get(key)
        if before is None or (one.effective, one.accepted) >= (before.effective, before.accepted):
            latest[key] = one
    return tuple(latest.values())


def _read_states(
    cursor: DuckDBPyConnection, plan: str, known: datetime | None
) -> tuple[dict[str, tuple[State, str, str]], dict[str, datetime]]:
    rows = cursor.execute(
        "SELECT e.submission, e.moment, e.status, s.sha256, s.file FROM submission_event e"
        " JOIN submission s ON s.id = e.submission WHERE s.plan = ? AND (? IS NULL OR e.moment <= ?)"
        " ORDER BY e.moment",
        [plan, known, known],
    ).fetchall()
    states: dict[str, tuple[State, str, str]] = {}
    accepted: dict[str, datetime] = {}
    for submission, moment, status, sha256, file in rows:
        states[submission] = (State(status), sha256, file)
        if status == State.ACCEPTED:
            accepted[submission] = aware_moment(moment)
        else:
            accepted.pop(submission, None)
    return states, accepted


def _read_observations(
    cursor: DuckDBPyConnection,
    plan: str,
    states: dict[str, tuple[State, str, str]],
    accepted: dict[str, datetime],
) -> list[Observation]:
    """Return accepted observations in order of acceptance, and submitted ones without a moment."""
    rows = cursor.execute(
        "SELECT submission, ordinal, metric, city, basis, first_day, last_day, amount, printed_digit,"
        " sheet, cell, raw FROM observation WHERE plan = ? AND stands ORDER BY submission, ordinal",
        [plan],
    ).fetchall()
    origins = {id: place for id, place in states.items() if id in accepted or place[0] is State.SUBMITTED}
    found = [
        _observation(plan, row, origins[row[0]], accepted.get(row[0])) for row in rows if row[0] in origins
    ]
    # Sorting is stable: within one hand-in the order of its cells stays.
    last = max(accepted.values(), default=None)
    return sorted(found, key=lambda one: one.accepted or last) if last else found


def _observation(
    plan: str, row: tuple, place: tuple[State, str, str], accepted: datetime | None
) -> Observation:
    submission, _, metric, city, basis, start, end, amount, digit, sheet, cell, raw = row
    return Observation(
        plan=plan,
        metric=metric,
        city=city,
        basis=Basis(basis),
        start=start,
        end=end,
        value=exact(amount),
        precision=exact(digit),
        origin=Origin(sha256=place[1], file=place[2], sheet=sheet, cell=cell, raw=raw),
        submission=submission,
        accepted=accepted,
    )


def _read_targets(
    cursor: DuckDBPyConnection, plan: str, accepted: dict[str, datetime]
) -> tuple[DatedTarget, ...]:
    rows = cursor.execute(
        "SELECT t.submission, metric, city, role, amount, upper_amount, first_day, due, effective, clause, source,"
        " sheet, cell, raw, sha256, file FROM target t JOIN submission s ON s.id = t.submission"
        " WHERE t.plan = ? ORDER BY t.submission, ordinal",
        [plan],
    ).fetchall()
    found = [_dated_target(plan, row, accepted[row[0]]) for row in rows if row[0] in accepted]
    return tuple(sorted(found, key=lambda one: one.accepted))


def _dated_target(plan: str, row: tuple, accepted: datetime) -> DatedTarget:
    submission, metric, city, role, amount, upper, start, due, effective, clause, source, *place = row
    sheet, cell, raw, sha256, file = place
    target = Target(
        plan=plan,
        metric=metric,
        city=city,
        value=exact(amount),
        start=start,
        due=due,
        role=Role(role),
        upper=None if upper is None else exact(upper),
        clause=clause,
        source=source,
        origin=Origin(sha256=sha256, file=file, sheet=sheet, cell=cell, raw=raw),
        submission=submission,
    )
    return DatedTarget(target, effective, accepted)

