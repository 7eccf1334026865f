"""What stands: of all that was accepted by a moment, the latest word on every figure and target."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from data.cache import Kept
from data.cursor import Cursor
from data.handins.allocations import DatedTarget, latest_targets, read_targets
from data.handins.contents import parse_grounds
from data.handins.corrections import Place, read_corrections
from data.handins.handin import HandIn, State, Submission, effective_day, exact
from data.moments import aware_moment
from data.reference.places import find_district
from metrics.definitions.catalogue import load_catalogue
from metrics.observation import Basis, Correction, Observation, Origin, StatementKey


@dataclass(frozen=True, slots=True)
class InForce:
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


def read_in_force(cursor: Cursor, plan: str, kept: Kept, known: datetime | None = None) -> InForce:
    """Read the in_force of a plan; `known` is a stored moment, ``None`` for now."""
    states, accepted = _read_states(cursor, plan, known)
    latest: dict[StatementKey, Observation] = {}
    pending: dict[tuple[str, str], set[date]] = defaultdict(set)
    for one in _read_observations(cursor, plan, states, accepted, kept):
        if one.accepted is None:
            pending[one.metric, one.city].add(one.end)
        else:
            latest[one.key] = one
    targets = read_targets(cursor, plan, accepted)
    by_line: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for one in latest.values():
        by_line[one.metric, one.city].append(one)
    standing = {one.submission for one in latest.values() if one.submission}
    standing |= {one.target.submission for one in latest_targets(targets) if one.target.submission}
    return InForce(
        plan=plan,
        observations={line: _by_end(said) for line, said in by_line.items()},
        pending={line: tuple(sorted(ends)) for line, ends in pending.items()},
        targets=targets,
        standing=frozenset(standing),
        accepted=accepted,
    )


def with_handin(in_force: InForce, handin: HandIn, moment: datetime) -> InForce:
    """Return the in_force as it would be had this hand-in been accepted at a moment."""
    stamped = [replace(one, accepted=moment) for one in handin.observations if handin.stands]
    lines = {line: {one.key: one for one in said} for line, said in in_force.observations.items()}
    for one in stamped:
        lines.setdefault((one.metric, one.city), {})[one.key] = one
    added = tuple(DatedTarget(one, effective_day(one, handin), moment) for one in handin.targets)
    return replace(
        in_force,
        observations={line: _by_end(said.values()) for line, said in lines.items()},
        targets=(*in_force.targets, *added),
    )


def _by_end(said: Iterable[Observation]) -> tuple[Observation, ...]:
    return tuple(sorted(said, key=lambda one: one.end))


def _read_states(
    cursor: Cursor, plan: str, known: datetime | None
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
    cursor: Cursor,
    plan: str,
    states: dict[str, tuple[State, str, str]],
    accepted: dict[str, datetime],
    kept: Kept,
) -> list[Observation]:
    """Return accepted observations in order of acceptance, then submitted ones, without a moment."""
    wanted: list[tuple[str, datetime | None]] = [*sorted(accepted.items(), key=lambda pair: pair[1])]
    wanted += [(id, None) for id, (state, _, _) in states.items() if state is State.SUBMITTED]
    missing = [id for id, moment in wanted if (id, moment) not in kept.statements]
    if missing:
        rows = cursor.execute(
            "SELECT submission, ordinal, metric, city, basis, first_day, last_day, amount, printed_digit,"
            " sheet, cell, raw, apart FROM observation WHERE plan = ? AND stands"
            " AND submission IN (SELECT unnest(CAST(? AS VARCHAR[]))) ORDER BY submission, ordinal",
            [plan, missing],
        ).fetchall()
        corrected = read_corrections(cursor, missing)
        read: dict[str, list[Observation]] = {id: [] for id in missing}
        for row in rows:
            one = _observation(plan, row, states[row[0]], accepted.get(row[0]))
            read[row[0]].append(with_corrections(one, corrected) if corrected else one)
        for id, said in read.items():
            kept.statements[id, accepted.get(id)] = tuple(said)
    return [one for key in wanted for one in kept.statements[key]]


def with_corrections(one: Observation, corrected: dict[Place, tuple[Correction, ...]]) -> Observation:
    """Return a statement with what was corrected of it before it was handed in."""
    said = corrected.get((one.submission or "", one.origin.sheet, one.origin.cell), ())
    return replace(one, origin=replace(one.origin, corrections=said)) if said else one


def read_waiting(cursor: Cursor, found: Submission, kept: Kept) -> tuple[Observation, ...]:
    """Return what a hand-in that waits to be decided states, without a moment."""
    states = {found.id: (State.SUBMITTED, found.sha256, found.file)}
    return tuple(_read_observations(cursor, found.plan, states, {}, kept))


def read_with_grounds(cursor: Cursor, found: Submission) -> tuple[Observation, ...]:
    """Return what a hand-in states, each with what decided it."""
    rows = cursor.execute(
        "SELECT submission, ordinal, metric, city, basis, first_day, last_day, amount, printed_digit,"
        " sheet, cell, raw, apart, grounds FROM observation WHERE submission = ? AND stands ORDER BY ordinal",
        [found.id],
    ).fetchall()
    place = (found.status, found.sha256, found.file)
    return tuple(
        replace(_observation(found.plan, tuple(row[:-1]), place, None), grounds=parse_grounds(row[-1])) for row in rows
    )


def _observation(plan: str, row: tuple, place: tuple[State, str, str], accepted: datetime | None) -> Observation:
    submission, _, metric, city, basis, start, end, amount, digit, sheet, cell, raw, apart = row
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
        apart=apart,
    )


def read_breakdown(cursor: Cursor, in_force: InForce, city: str) -> tuple[tuple[str, Observation], ...]:
    """Return the parts of one city's figures, the latest accepted of each, in the order of their sheets.

    A district has its own name, however sheets write it: 虎林 of one and 虎林市 of another are one.
    """
    rows = cursor.execute(
        "SELECT submission, ordinal, metric, city, basis, first_day, last_day, amount, printed_digit,"
        " sheet, cell, raw, apart, part, sha256, file FROM breakdown b JOIN submission s ON s.id = b.submission"
        " WHERE b.plan = ? AND city = ? ORDER BY submission, ordinal",
        [in_force.plan, city],
    ).fetchall()
    province = load_catalogue().plan(in_force.plan).province
    latest: dict[tuple, tuple[str, Observation]] = {}
    accepted = [row for row in rows if row[0] in in_force.accepted]
    for row in sorted(accepted, key=lambda row: in_force.accepted[row[0]]):
        *said, part, sha256, file = row
        one = _observation(in_force.plan, tuple(said), (State.ACCEPTED, sha256, file), in_force.accepted[row[0]])
        known = find_district(province, city, part)
        part = known.name if known else part
        key = (part, *one.key)
        latest.pop(key, None)
        latest[key] = (part, one)
    return tuple(latest.values())
