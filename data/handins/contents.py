"""Rows of a hand-in, written whole and read back; the only place that knows the columns."""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from data.cursor import Cursor
from data.handins.handin import Event, HandIn, State, Submission, document_day, effective_day
from data.handins.registers import REGISTER, register_rows
from data.moments import aware_moment, beijing_day
from metrics.observation import Ground, Observation, Strength
from metrics.plan import Target

CONTENTS = (
    "observation",
    "breakdown",
    "target",
    "finding",
    "register_entry",
    "roster_row",
    "roster_term",
    "roster_rejected",
)
_STATEMENT = ("VARCHAR",) * 4 + ("DATE", "DATE", "DECIMAL(38, 12)", "DECIMAL(38, 12)") + ("VARCHAR",) * 3 + ("BOOLEAN",)
_TARGET = ("VARCHAR",) * 4 + ("DECIMAL(38, 12)",) * 2 + ("DATE",) * 3 + ("VARCHAR",) * 5


def insert_submission(cursor: Cursor, handin: HandIn, name: str, actor: str) -> str:
    """Write a new submission with everything in it, without any event; return its id.

    `name` is what its file is known by.
    """
    submission = uuid.uuid4().hex
    counts = [handin.counts.get(name, 0) for name in ("numeric", "read", "compared", "set_aside")]
    file = (handin.plan, handin.file, name, len(handin.content), handin.digest)
    cursor.execute(
        "INSERT INTO submission VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [submission, *file, actor, handin.document, document_day(handin), *counts],
    )
    _insert_contents(cursor, submission, handin)
    return submission


def delete_submission(cursor: Cursor, submission: str) -> None:
    """Remove a draft and everything in it."""
    for table in (*CONTENTS, "submission_event"):
        cursor.execute(f"DELETE FROM {table} WHERE submission = ?", [submission])
    cursor.execute("DELETE FROM submission WHERE id = ?", [submission])


def insert_event(
    cursor: Cursor,
    submission: str,
    moment: datetime,
    status: State,
    actor: str,
    reason: str | None = None,
    number: str | None = None,
) -> None:
    """Write down one change of state."""
    cursor.execute(
        "INSERT INTO submission_event VALUES (?, ?, ?, ?, ?, ?)",
        [submission, moment, status.value, actor, reason, number],
    )


def next_number(cursor: Cursor, moment: datetime) -> str:
    """Return the number of the receipt that is given next."""
    day = f"LJ{beijing_day(moment):%Y%m%d}"
    given = cursor.execute("SELECT count(*) FROM submission_event WHERE number LIKE ?", [f"{day}-%"]).fetchone()
    return f"{day}-{(given[0] if given else 0) + 1:03d}"


def read_submissions(
    cursor: Cursor, *, submission: str | None = None, plan: str | None = None
) -> tuple[Submission, ...]:
    """Return one submission, those of a plan, or all, latest event first; `superseded` is not judged here."""
    where, chosen = "TRUE", []
    if submission is not None:
        where, chosen = "s.id = ?", [submission]
    elif plan is not None:
        where, chosen = "s.plan = ?", [plan]
    heads = cursor.execute(
        "SELECT id, plan, file, sha256, size, actor, document, document_day, numeric_cells, read_cells,"
        f" compared_cells, set_aside_cells FROM submission s WHERE {where}",
        chosen,
    ).fetchall()
    join = f"JOIN submission s ON s.id = x.submission WHERE {where}"

    def read(columns: str, table: str, rest: str) -> dict[str, list[tuple]]:
        rows = cursor.execute(f"SELECT submission, {columns} FROM {table} x {join} {rest}", chosen)
        return _grouped(rows.fetchall())

    events = read("moment, status, x.actor, reason, number", "submission_event", "ORDER BY moment")
    findings = read("slug, level, sheet, cell, facts", "finding", "ORDER BY ordinal")
    said = read(
        "kind, metric, city, min(last_day), max(last_day), count(*)",
        "("
        " SELECT submission, CASE WHEN stands THEN 'observations' ELSE 'sums' END AS kind,"
        " plan, metric, city, last_day FROM observation"
        " UNION ALL SELECT submission, 'breakdown', plan, metric, city, last_day FROM breakdown"
        " UNION ALL SELECT submission, 'targets', plan, metric, city, NULL FROM target"
        " UNION ALL SELECT submission, 'entities', plan, metric, city, NULL FROM register_entry"
        ")",
        "GROUP BY submission, kind, metric, city",
    )
    found = [_submission(head, events[head[0]], findings[head[0]], said[head[0]]) for head in heads if events[head[0]]]
    return tuple(sorted(found, key=lambda one: one.history[-1].moment, reverse=True))


def read_accepted(cursor: Cursor, plan: str) -> list[str]:
    """Return the ids of a plan's hand-ins that are accepted now, in order of acceptance."""
    return read_in_state(cursor, plan, "accepted")


def read_in_state(cursor: Cursor, plan: str, state: str) -> list[str]:
    """Return the ids of a plan's hand-ins that are in a state now, in the order in which they came into it."""
    rows = cursor.execute(
        "SELECT submission FROM (SELECT submission, max(moment) AS latest, arg_max(status, moment) AS status"
        " FROM submission_event e JOIN submission s ON s.id = e.submission WHERE s.plan = ? GROUP BY submission)"
        " WHERE status = ? ORDER BY latest",
        [plan, state],
    ).fetchall()
    return [row[0] for row in rows]


def _submission(head: tuple, rows: Sequence[tuple], findings: Sequence[tuple], said: Sequence[tuple]) -> Submission:
    history = tuple(Event(aware_moment(row[0]), State(row[1]), row[2], row[3]) for row in rows)
    counts = dict(zip(("numeric", "read", "compared", "set_aside"), head[8:12], strict=True))
    for kind in ("observations", "sums", "targets", "breakdown", "entities"):
        counts[kind] = sum(row[5] for row in said if row[0] == kind)
    ends = [day for row in said if row[0] in ("observations", "sums") for day in row[3:5]]
    return Submission(
        id=head[0],
        number=next((row[4] for row in rows if row[4]), None),
        plan=head[1],
        file=head[2],
        sha256=head[3],
        size=head[4],
        status=history[-1].status,
        actor=head[5],
        drafted=history[0].moment,
        submitted=_moment_of(history, State.SUBMITTED),
        decided=_moment_of(history, State.ACCEPTED, State.RETURNED),
        reason=next((event.reason for event in reversed(history) if event.reason), None),
        document=head[6],
        document_day=head[7],
        counts=counts,
        findings=tuple(
            {"slug": slug, "level": level, "sheet": sheet, "cell": cell, "facts": json.loads(facts)}
            for slug, level, sheet, cell, facts in findings
        ),
        history=history,
        cities=tuple(sorted({row[2] for row in said})),
        metrics=tuple(sorted({row[1] for row in said})),
        first_end=min(ends, default=None),
        last_end=max(ends, default=None),
    )


def _moment_of(history: Iterable[Event], *states: State) -> datetime | None:
    return next((event.moment for event in history if event.status in states), None)


def _grouped(rows: Iterable[tuple]) -> dict[str, list[tuple]]:
    """Group rows by their first column, which is dropped."""
    groups: dict[str, list[tuple]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row[1:])
    return groups


def _insert_contents(cursor: Cursor, submission: str, handin: HandIn) -> None:
    said = [(*_statement(one), handin.stands, _grounds(one)) for one in handin.observations]
    said += [(*_statement(one), False, _grounds(one)) for one in handin.sums]
    _insert_rows(cursor, "observation", submission, said, (*_STATEMENT, "BOOLEAN", "VARCHAR"))
    _insert_rows(cursor, "register_entry", submission, register_rows(handin), REGISTER)
    parts = [(part.part, *_statement(part.observation)) for part in handin.breakdown]
    _insert_rows(cursor, "breakdown", submission, parts, ("VARCHAR", *_STATEMENT))
    targets = [_target(one, handin) for one in handin.targets]
    _insert_rows(cursor, "target", submission, targets, _TARGET)
    findings = [
        (one["slug"], str(one["level"]), one.get("sheet"), one.get("cell"), _facts(one)) for one in handin.findings
    ]
    _insert_rows(cursor, "finding", submission, findings, ("VARCHAR",) * 5)


def _insert_rows(cursor: Cursor, table: str, submission: str, rows: Sequence[tuple], kinds: Sequence[str]) -> None:
    # Columns as lists in one statement: executemany takes a hundred times as long.
    if not rows:
        return
    columns = [[None if cell is None else str(cell) for cell in column] for column in zip(*rows, strict=True)]
    casts = ", ".join(f"CAST(unnest(CAST(? AS VARCHAR[])) AS {kind})" for kind in kinds)
    cursor.execute(
        f"INSERT INTO {table} SELECT ?, unnest(CAST(? AS INTEGER[])), {casts}",
        [submission, list(range(len(rows))), *columns],
    )


def _statement(one: Observation) -> tuple:
    origin = one.origin
    return (
        *(one.plan, one.metric, one.city, one.basis, one.start, one.end, f"{one.value:f}", f"{one.precision:f}"),
        *(origin.sheet, origin.cell, origin.raw, one.apart),
    )


def _grounds(one: Observation) -> str | None:
    said = [(by.dimension, by.text, by.sheet, by.cell, by.strength.value) for by in one.grounds]
    return json.dumps(said, ensure_ascii=False) if said else None


def parse_grounds(text: str | None) -> tuple[Ground, ...]:
    """Return the grounds of a statement as they were written."""
    said = json.loads(text) if text else []
    return tuple(Ground(dimension, by, sheet, cell, Strength(way)) for dimension, by, sheet, cell, way in said)


def _target(one: Target, handin: HandIn) -> tuple:
    upper = None if one.upper is None else f"{one.upper:f}"
    origin = one.origin
    place = (origin.sheet, origin.cell, origin.raw) if origin else ("", "", "")
    return (
        *(one.plan, one.metric, one.city, one.role, f"{one.value:f}", upper),
        *(one.start, one.due, effective_day(one, handin), one.clause, one.source or handin.document),
        *place,
    )


def _facts(finding: Mapping) -> str:
    return json.dumps(finding.get("facts") or {}, ensure_ascii=False, default=str)
