"""A corrected roster beside those it would replace: which rows are new, gone, changed or as they were."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from duckdb import DuckDBPyConnection

from data.access import Access
from data.errors import KeyLost
from data.handins.contents import read_in_state
from data.handins.handin import State, Submission
from data.handins.incoming import incoming
from data.handins.rosters import KEPT, covered_rosters, read_rows, store_key
from data.handins.submissions import read_submission
from data.personal.sealing import names_of
from data.queries.handins import find_submission

if TYPE_CHECKING:
    import pyarrow as pa

_PARTS = ("sheet", "name", "city", "institution", "occupation", "skill_level", "people", "programme")
#: What may differ though person, 工种, 等级 and days are the same.
_BESIDE = ("name", "city", "institution", "people", "programme", "subsidy")
_COMPARED = (
    "city",
    "institution",
    "occupation",
    "skill_level",
    "people",
    "programme",
    "first_day",
    "last_day",
    "subsidy",
)
KINDS = ("changed", "dropped", "added", "same")


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that differs, masked: `kind` of `KINDS`, where it stood and stands; `fields` as (column, before, now)."""

    kind: str
    name: str
    id_number: str
    row_before: int | None
    sheet: str | None
    row: int | None
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What replacing accepted rosters by one of the same cities and months would change.

    `counts` has each of `KINDS`; `rows` are the first that differ.
    """

    replaced: tuple[Submission, ...]
    counts: dict[str, int]
    rows: tuple[RowChange, ...]


def find_correction(access: Access, plan: str, sha256: str, kept: bytes, most: int = 20) -> Correction | None:
    """Compare packed rows of a file not yet handed in with the accepted rosters that it covers; ``None`` for none."""
    access.require("hand-in")
    try:
        store_key(access.store)
    except KeyLost:
        return None  # hashed under another key no person is the same; handing in says so
    rows = read_rows(kept, KEPT)
    # Rows of others' places are told to nobody who only holds up names against them; handing in refuses.
    if not access.may_state(rows["city"].unique().to_pylist()):
        return None
    with access.store.cursor() as cursor, incoming(cursor, rows):
        spans, own = "SELECT city, last_day FROM incoming", names_of(cursor, access.store.settings, sha256)
        return _compare(cursor, plan, spans, "SELECT * FROM incoming", [], own, most)


def correction_of(access: Access, id: str, most: int = 20) -> Correction | None:
    """Compare the rows of a hand-in that waits with the accepted rosters that it covers; ``None`` for none."""
    found = find_submission(access, id)
    if found.status is not State.SUBMITTED or not found.counts["sums"]:
        return None
    with access.store.cursor() as cursor:
        rows = _decoded("?")
        return _compare(cursor, found.plan, f"SELECT city, last_day FROM ({rows})", rows, [id], (found.sha256,), most)


def _decoded(which: str) -> str:
    """Return the query of a roster's rows with their texts."""
    texts = ", ".join(f"{part}.term AS {part}" for part in _PARTS)
    plain = ", ".join(f"r.{name}" for name in KEPT if name not in _PARTS)
    joins = " ".join(
        f"JOIN roster_term {part} ON {part}.submission = r.submission"
        f" AND {part}.part = '{part}' AND {part}.code = r.{part}"
        for part in _PARTS
    )
    return f"SELECT {plain}, {texts} FROM roster_row r {joins} WHERE r.submission = {which}"


def _compare(
    cursor: DuckDBPyConnection, plan: str, spans: str, rows: str, given: list[str], own: tuple[str, ...], most: int
) -> Correction | None:
    accepted = read_in_state(cursor, plan, State.ACCEPTED)
    covered = covered_rosters(cursor, accepted, spans, given, own)
    if not covered:
        return None
    names = ", ".join(KEPT)
    older = " UNION ALL ".join(f"SELECT {names} FROM ({_decoded('?')})" for _ in covered)
    for table, query, facts in (("before", older, covered), ("now", rows, given)):
        cursor.execute(
            f"CREATE OR REPLACE TEMP TABLE {table}_row AS SELECT row_number() OVER () AS place, {names} FROM ({query})"
            " QUALIFY row_number() OVER (PARTITION BY training, name ORDER BY row_number) = 1",
            facts,
        )
    same = " AND ".join(f"b.{name} IS NOT DISTINCT FROM n.{name}" for name in _BESIDE)
    left = (
        "SELECT place, person, row_number() OVER (PARTITION BY person ORDER BY last_day, training) AS turn"
        " FROM {one}_row x WHERE NOT EXISTS"
        " (SELECT 1 FROM {other}_row y WHERE y.training = x.training AND y.name = x.name)"
    )
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE row_change AS"
        f" SELECT CASE WHEN {same} THEN 'same' ELSE 'changed' END AS kind, b.place AS before, n.place AS now"
        " FROM before_row b JOIN now_row n ON n.training = b.training AND n.name = b.name UNION ALL"
        " SELECT CASE WHEN b.place IS NULL THEN 'added' WHEN n.place IS NULL THEN 'dropped' ELSE 'changed' END,"
        f" b.place, n.place FROM ({left.format(one='before', other='now')}) b"
        f" FULL JOIN ({left.format(one='now', other='before')}) n"
        " ON n.person = b.person AND n.turn = b.turn"
    )
    counts = dict(cursor.execute("SELECT kind, count(*) FROM row_change GROUP BY kind").fetchall())
    changes = _first_changes(cursor, most)
    for table in ("before_row", "now_row", "row_change"):
        cursor.execute(f"DROP TABLE {table}")
    replaced = tuple(read_submission(cursor, one) for one in covered)
    return Correction(replaced, {kind: counts.get(kind, 0) for kind in KINDS}, changes)


def _first_changes(cursor: DuckDBPyConnection, most: int) -> tuple[RowChange, ...]:
    columns = ("name", "id_number", "sheet", "row_number", *_COMPARED)
    said = ", ".join(f"{side}.{name} AS {side}_{name}" for side in ("b", "n") for name in columns)
    cursor.execute(
        f"SELECT c.kind, {said} FROM row_change c"
        " LEFT JOIN before_row b ON b.place = c.before LEFT JOIN now_row n ON n.place = c.now"
        " WHERE c.kind <> 'same' ORDER BY list_position(['changed', 'dropped', 'added'], c.kind),"
        " coalesce(n.row_number, b.row_number) LIMIT ?",
        [most],
    )
    table: pa.Table = cursor.to_arrow_table()
    return tuple(map(_change, table.to_pylist()))


def _change(row: dict) -> RowChange:
    here = "n" if row["n_row_number"] is not None else "b"
    fields = tuple(
        (name, _text(row[f"b_{name}"]), _text(row[f"n_{name}"]))
        for name in _COMPARED
        if row["kind"] == "changed" and row[f"b_{name}"] != row[f"n_{name}"]
    )
    return RowChange(
        row["kind"],
        row[f"{here}_name"],
        row[f"{here}_id_number"],
        row["b_row_number"],
        row["n_sheet"],
        row["n_row_number"],
        fields,
    )


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def replaced_ids(correction: Correction | None) -> Sequence[str]:
    """Return the ids of what a correction replaces."""
    return [one.id for one in correction.replaced] if correction else []


def changes_as_dicts(correction: Correction | None) -> list[dict]:
    """Return the rows that differ as plain values."""
    return [asdict(one) for one in correction.rows] if correction else []
