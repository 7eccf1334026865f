"""The rows of rosters: taken in as whole columns, compared with what stands, summed for the pages."""

import pyarrow as pa
from duckdb import DuckDBPyConnection

from data.cities import PROVINCE
from data.handin import HandIn
from data.keys import Key, load_key
from data.store import Store

_TEXT = pa.string()
KEPT: dict[str, tuple[str, pa.DataType]] = {
    "sheet": ("sheet", _TEXT),
    "row_number": ("row", pa.int32()),
    "person": ("person", pa.uint64()),
    "training": ("training", pa.uint64()),
    "id_number": ("id_number", _TEXT),
    "name": ("name", _TEXT),
    "city": ("city", _TEXT),
    "institution": ("institution", _TEXT),
    "occupation": ("occupation", _TEXT),
    "skill_level": ("level", _TEXT),
    "people": ("group", _TEXT),
    "programme": ("programme", _TEXT),
    "first_day": ("first_day", pa.date32()),
    "last_day": ("last_day", pa.date32()),
    "subsidy": ("subsidy", pa.int64()),
}
REJECTED: dict[str, tuple[str, pa.DataType]] = {
    "sheet": ("sheet", _TEXT),
    "row_number": ("row", pa.int32()),
    "reason": ("reason", _TEXT),
    "twin": ("twin", pa.int32()),
    **{name: (column, _TEXT) for name, column in (
        ("id_number", "id_number"), ("name", "name"), ("institution", "institution"), ("occupation", "occupation"), ("skill_level", "level"),
        ("people", "group"), ("programme", "programme"), ("first_day", "first_day"), ("last_day", "last_day"), ("subsidy", "subsidy"))},
}  # fmt: skip


def store_key(store: Store) -> Key:
    """Return the key of a store; raise `KeyLost` when it holds ID numbers under another one."""
    with store.cursor() as cursor:
        return load_key(store.settings, _known_print(cursor))


def insert_roster(cursor: DuckDBPyConnection, submission: str, handin: HandIn, key: Key) -> None:
    """Write the rows of a hand-in's rosters, as part of the caller's transaction.

    Raises
    ------
    ValueError
        When the rows are not of the form agreed: a mistake of the caller.
    """
    if _known_print(cursor) is None:
        cursor.execute("INSERT INTO store_fact VALUES ('key', ?)", [key.fingerprint])
    _insert(cursor, "roster_row", f"SELECT ?, ?, {', '.join(KEPT)} FROM incoming", [submission, handin.plan], read_rows(handin.kept, KEPT))
    _insert(cursor, "roster_rejected", f"SELECT ?, {', '.join(REJECTED)} FROM incoming", [submission], read_rows(handin.rejected, REJECTED))


def read_rows(content: bytes, form: dict[str, tuple[str, pa.DataType]]) -> pa.Table:
    """Return packed rows under the store's names; what another process sent is checked before it is used."""
    try:
        with pa.ipc.open_stream(content) as stream:
            table = stream.read_all()
        table.validate(full=True)
        columns = [table.column(column) for column, _ in form.values()]
    except (pa.ArrowInvalid, KeyError) as error:
        raise ValueError(f"no rows of a roster: {error}") from error
    for column, (name, kind) in zip(columns, form.values(), strict=True):
        plain = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
        if plain != kind:
            raise ValueError(f"{name} is {plain}, not {kind}")
    return pa.table(dict(zip(form, columns, strict=True)))


def find_known(cursor: DuckDBPyConnection, plan: str, accepted: list[str], rows: pa.Table, most: int) -> tuple[int, list[tuple]]:
    """Return how many rows repeat a training of an accepted roster, and the first of them.

    Each is (sheet, row, file, sheet there, row there).
    """
    cursor.register("incoming", rows)
    try:
        cursor.execute(
            "CREATE OR REPLACE TEMP TABLE repeated AS SELECT i.sheet, i.row_number, r.submission, r.sheet AS sheet_there, r.row_number AS row_there"
            " FROM incoming i JOIN roster_row r ON r.training = i.training"
            " WHERE r.plan = ? AND r.submission IN (SELECT unnest(CAST(? AS VARCHAR[])))",
            [plan, accepted],
        )
    finally:
        cursor.unregister("incoming")
    found = cursor.execute(
        "SELECT t.sheet, t.row_number, s.file, sheet_there, row_there FROM repeated t JOIN submission s ON s.id = t.submission"
        " ORDER BY t.sheet, t.row_number LIMIT ?",
        [most],
    ).fetchall()
    count = cursor.execute("SELECT count(*) FROM repeated").fetchone()
    cursor.execute("DROP TABLE repeated")
    return (count[0] if count else 0), found


def rebuild_sums(cursor: DuckDBPyConnection, plan: str, accepted: list[str]) -> None:
    """Make the sums of a plan anew from its accepted rosters, given in order of acceptance; each training counts once."""
    for table in ("roster_sum", "roster_name_sum", "roster_people"):
        cursor.execute(f"DELETE FROM {table} WHERE plan = ?", [plan])
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE counted AS SELECT person, city, date_trunc('month', last_day)::DATE AS month, occupation, institution,"
        " skill_level, people, programme, coalesce(subsidy, 0) AS subsidy FROM roster_row r"
        " JOIN (SELECT unnest(CAST(? AS VARCHAR[])) AS id, unnest(CAST(? AS INTEGER[])) AS place) a ON a.id = r.submission"
        + (_FIRST if len(accepted) > 1 else ""),
        [accepted, list(range(len(accepted)))],
    )
    cursor.execute(
        "INSERT INTO roster_sum SELECT ?, city, month, people, programme, skill_level, count(*), sum(subsidy)::BIGINT FROM counted"
        " GROUP BY city, month, people, programme, skill_level ORDER BY city, month",
        [plan],
    )
    for kind in ("occupation", "institution"):
        cursor.execute(
            f"INSERT INTO roster_name_sum SELECT ?, ?, city, month, {kind}, count(*) FROM counted GROUP BY city, month, {kind} ORDER BY city, month",
            [plan, kind],
        )
    for city in (f"'{PROVINCE}'", "city"):
        for period in ("'all'", "strftime(month, '%Y')", "strftime(month, '%Y-%m')"):
            for kind, item in (("whole", "''"), ("people", "people"), ("programme", "programme"), ("skill_level", "skill_level")):
                cursor.execute(
                    f"INSERT INTO roster_people SELECT ?, c, p, ?, i, count(*) FROM"
                    f" (SELECT DISTINCT {city} AS c, {period} AS p, {item} AS i, person FROM counted) GROUP BY c, p, i",
                    [plan, kind],
                )
    cursor.execute("DROP TABLE counted")


#: Of equal trainings in several rosters the one accepted first counts.
_FIRST = " QUALIFY row_number() OVER (PARTITION BY training ORDER BY a.place, r.row_number) = 1"


def _insert(cursor: DuckDBPyConnection, table: str, select: str, facts: list[str], rows: pa.Table) -> None:
    if not len(rows):
        return
    cursor.register("incoming", rows)
    try:
        cursor.execute(f"INSERT INTO {table} {select}", facts)
    finally:
        cursor.unregister("incoming")


def _known_print(cursor: DuckDBPyConnection) -> str | None:
    found = cursor.execute("SELECT content FROM store_fact WHERE name = 'key'").fetchone()
    return found[0] if found else None
