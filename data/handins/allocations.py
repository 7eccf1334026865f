"""Targets that sheets set: allocations, in force from their day on, and printed ones where none stands."""

from dataclasses import dataclass
from datetime import date, datetime

from data.cursor import Cursor
from data.handins.corrections import Place, read_corrections
from data.handins.handin import exact
from metrics.observation import Correction, Origin
from metrics.plan import Role, Target
from wording.figures import write_document_number


@dataclass(frozen=True, slots=True)
class DatedTarget:
    """An accepted target, from which as-of day on it may serve, and when it was accepted."""

    target: Target
    effective: date
    accepted: datetime


def read_targets(cursor: Cursor, plan: str, accepted: dict[str, datetime]) -> tuple[DatedTarget, ...]:
    """Return the targets of the accepted hand-ins of a plan, earliest accepted first."""
    rows = cursor.execute(
        "SELECT t.submission, metric, city, role, amount, upper_amount, first_day, due, effective, clause, source,"
        " sheet, cell, raw, sha256, file, document, document_day FROM target t JOIN submission s ON s.id = t.submission"
        " WHERE t.plan = ? ORDER BY t.submission, ordinal",
        [plan],
    ).fetchall()
    corrected = read_corrections(cursor, {row[0] for row in rows if row[0] in accepted}) if rows else {}
    found = [_dated_target(plan, row, accepted[row[0]], corrected) for row in rows if row[0] in accepted]
    return tuple(sorted(found, key=lambda one: one.accepted))


def targets_on(targets: tuple[DatedTarget, ...], day: date) -> tuple[Target, ...]:
    """Return the cities' targets in force on an as-of day, as far as sheets set them.

    An allocation serves from its effective day on, the latest one first; a printed target only
    where no allocation of the same figure and span is in force. Before the first sheet that prints
    it, the earliest printed one is used.
    """
    allocated = [one for one in _best_by_key(targets, Role.ALLOCATION, day) if one.effective <= day]
    taken = [one.target for one in allocated]
    printed = [one.target for one in _best_by_key(targets, Role.PRINTED, day)]
    return (*taken, *(one for one in printed if not any(_overlap(one, other) for other in taken)))


def _best_by_key(targets: tuple[DatedTarget, ...], role: Role, day: date) -> list[DatedTarget]:
    best: dict[tuple, DatedTarget] = {}
    for one in (dated for dated in targets if dated.target.role is role):
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


def latest_targets(targets: tuple[DatedTarget, ...]) -> tuple[DatedTarget, ...]:
    """Return of each figure, span and role the version that is in force last."""
    latest: dict[tuple, DatedTarget] = {}
    for one in targets:
        key = (one.target.role, *_target_key(one.target))
        before = latest.get(key)
        if before is None or (one.effective, one.accepted) >= (before.effective, before.accepted):
            latest[key] = one
    return tuple(latest.values())


def _dated_target(
    plan: str, row: tuple, accepted: datetime, corrected: dict[Place, tuple[Correction, ...]]
) -> DatedTarget:
    submission, metric, city, role, amount, upper, start, due, effective, clause, source, *place = row
    sheet, cell, raw, sha256, file, document, document_day = place
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
        source=_name_document(source or document, document_day) if Role(role) is Role.ALLOCATION else source,
        origin=Origin(sha256, file, sheet, cell, raw, corrected.get((submission, sheet, cell), ())),
        submission=submission,
    )
    return DatedTarget(target, effective, accepted)


def _name_document(document: str | None, day: date | None) -> str | None:
    """Return number and day of the document behind a hand-in; its text may name the day already."""
    document = write_document_number(document or "")
    if not document or day is None or f"{day.year}年{day.month}月{day.day}日" in document.replace(" ", ""):
        return document or None
    return f"{document}（{day.year}年{day.month}月{day.day}日）"
