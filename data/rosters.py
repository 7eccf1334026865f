"""The rows of rosters: taken in as whole columns, compared with what stands, summed for the pages."""

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from data.cities import PROVINCE
from data.handin import HandIn
from data.keys import Key, load_key
from data.store import Store

_TEXT = pa.string()
#: Kept once a submission, in `roster_term`; the rows hold their numbers.
CODED = ("sheet", "name", "city", "institution", "occupation", "skill_level", "people", "programme")
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
    rows, terms = _code(handin.kept)
    _insert(cursor, "roster_term", "SELECT ?, part, code, term FROM incoming", [submission], terms)
    _insert(cursor, "roster_row", f"SELECT ?, ?, {', '.join(KEPT)} FROM incoming", [submission, handin.plan], rows)
    _insert(cursor, "roster_rejected", f"SELECT ?, {', '.join(REJECTED)} FROM incoming", [submission], read_rows(handin.rejected, REJECTED))


def _code(kept: bytes) -> tuple[pa.Table, pa.Table]:
    """Return the rows with numbers for their texts, and the texts by part and number."""
    columns, terms = {}, []
    for name, column in _columns(kept, KEPT).items():
        if name in CODED:
            coded = column.dictionary_encode().unify_dictionaries().combine_chunks()
            columns[name] = coded.indices
            texts = coded.dictionary
            terms.append(pa.table({"part": pa.repeat(name, len(texts)), "code": pa.array(range(len(texts)), pa.int32()), "term": texts}))
        else:
            columns[name] = column
    return pa.table(columns), pa.concat_tables(terms)


def read_rows(content: bytes, form: dict[str, tuple[str, pa.DataType]]) -> pa.Table:
    """Return packed rows under the store's names; what another process sent is checked before it is used."""
    return pa.table({name: column.cast(form[name][1]) for name, column in _columns(content, form).items()})


def _columns(content: bytes, form: dict[str, tuple[str, pa.DataType]]) -> dict[str, pa.ChunkedArray]:
    try:
        with pa.ipc.open_stream(content) as stream:
            table = stream.read_all()
        table.validate(full=True)
        columns = {name: table.column(column) for name, (column, _) in form.items()}
    except (pa.ArrowInvalid, KeyError) as error:
        raise ValueError(f"no rows of a roster: {error}") from error
    for name, column in columns.items():
        plain = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
        if plain != form[name][1]:
            raise ValueError(f"{name} is {plain}, not {form[name][1]}")
    return columns


def find_known(cursor: DuckDBPyConnection, sha256: str, submissions: list[str], rows: pa.Table, most: int) -> tuple[int, list[tuple]]:
    """Return how many rows of a file repeat a training of other files' submissions, and the first of them.

    Each is (submission, sheet, row, file, sheet there, row there), once, with the earliest of the submissions given.
    """
    cursor.register("incoming", rows)
    try:
        cursor.execute(
            "CREATE OR REPLACE TEMP TABLE repeated AS SELECT i.sheet, i.row_number, min(struct_pack(place := o.place, sheet := r.sheet, row_number := r.row_number)) AS there"
            " FROM incoming i JOIN roster_row r ON r.training = i.training JOIN (SELECT unnest(CAST(? AS VARCHAR[])) AS id, unnest(CAST(? AS BIGINT[])) AS place) o"
            " ON o.id = r.submission JOIN submission s ON s.id = r.submission WHERE s.sha256 <> ? GROUP BY i.sheet, i.row_number",
            [submissions, list(range(len(submissions))), sha256],
        )
    finally:
        cursor.unregister("incoming")
    found = cursor.execute(
        "SELECT s.id, t.sheet, t.row_number, s.file, term.term, t.there.row_number FROM repeated t"
        " JOIN submission s ON s.id = list_extract(CAST(? AS VARCHAR[]), t.there.place + 1)"
        " JOIN roster_term term ON term.submission = s.id AND term.part = 'sheet' AND term.code = t.there.sheet"
        " ORDER BY t.sheet, t.row_number LIMIT ?",
        [submissions, most],
    ).fetchall()
    count = cursor.execute("SELECT count(*) FROM repeated").fetchone()
    cursor.execute("DROP TABLE repeated")
    return (count[0] if count else 0), found


def rebuild_sums(cursor: DuckDBPyConnection, plan: str, accepted: list[str]) -> None:
    """Make the sums of a plan anew from its accepted rosters, given in order of acceptance; each training counts once."""
    for table in ("roster_sum", "roster_name_sum", "roster_people"):
        cursor.execute(f"DELETE FROM {table} WHERE plan = ?", [plan])
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE accepted_roster AS SELECT unnest(CAST(? AS VARCHAR[])) AS id, unnest(CAST(? AS BIGINT[])) AS place",
        [accepted, list(range(len(accepted)))],
    )
    for name in _SUMMED:
        # local: the number in the rows of one submission, behind its place; code: one for all.
        cursor.execute(
            f"CREATE OR REPLACE TEMP TABLE term_{name} AS SELECT a.place * {_ROOM} + t.code AS local, t.term AS value,"
            " dense_rank() OVER (ORDER BY t.term)::UBIGINT AS code FROM roster_term t JOIN accepted_roster a ON a.id = t.submission WHERE t.part = ?",
            [name],
        )
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE coded_{name} AS SELECT DISTINCT code, value FROM term_{name}")
    # Of equal trainings in several rosters the one accepted first counts.
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE twice (training UBIGINT, place INTEGER)"
        if len(accepted) < 2
        else "CREATE OR REPLACE TEMP TABLE twice AS SELECT training, min(a.place) AS place FROM roster_row r JOIN accepted_roster a ON a.id = r.submission"
        " GROUP BY training HAVING count(*) > 1"
    )
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE counted AS SELECT person, ((year(last_day) - 2000) * 12 + month(last_day) - 1)::UBIGINT AS month,"
        f" {', '.join(f'term_{name}.code AS {name}' for name in _SUMMED)}, coalesce(subsidy, 0) AS subsidy FROM roster_row r"
        " JOIN accepted_roster a ON a.id = r.submission LEFT JOIN twice t ON t.training = r.training "
        + " ".join(f"JOIN term_{name} ON term_{name}.local = a.place * {_ROOM} + r.{name}" for name in _SUMMED)
        + " WHERE t.place IS NULL OR t.place = a.place"
    )
    cursor.execute(
        f"INSERT INTO roster_sum SELECT ?, c.value, {_MONTH}, p.value, g.value, l.value, n, money FROM (SELECT city, month, people, programme, skill_level,"
        " count(*) AS n, sum(subsidy)::BIGINT AS money FROM counted GROUP BY ALL) s JOIN coded_city c ON c.code = city JOIN coded_people p ON p.code = people"
        " JOIN coded_programme g ON g.code = programme JOIN coded_skill_level l ON l.code = skill_level ORDER BY c.value, month",
        [plan],
    )
    for kind in ("occupation", "institution"):
        cursor.execute(
            f"INSERT INTO roster_name_sum SELECT ?, ?, city, {_MONTH}, k.value, n FROM ("
            f" SELECT c.value AS city, month, {kind}, count(*) AS n FROM counted JOIN coded_city c ON c.code = city GROUP BY ALL"
            f" UNION ALL SELECT '{PROVINCE}', month, {kind}, count(*) FROM counted GROUP BY ALL) s JOIN coded_{kind} k ON k.code = s.{kind} ORDER BY city, month",
            [plan, kind],
        )
    _count_people(cursor, plan)
    for table in (*(f"{kind}_{name}" for name in _SUMMED for kind in ("term", "coded")), "accepted_roster", "twice", "counted"):
        cursor.execute(f"DROP TABLE {table}")


_SUMMED = ("city", "people", "programme", "skill_level", "occupation", "institution")
#: More than a submission has different texts of one part.
_ROOM = 2**31
_MONTH = "make_date((2000 + month // 12)::BIGINT, (month % 12 + 1)::BIGINT, 1)"


def _count_people(cursor: DuckDBPyConnection, plan: str) -> None:
    """Count different people for the province and each city, over all, by year and by month, whole and by kind.

    Sorting plain numbers does it four times as fast as telling rows apart in the database.
    """
    table = cursor.execute("SELECT person, city, month, people, programme, skill_level FROM counted").fetchnumpy()
    _, person = np.unique(table["person"], return_inverse=True)
    codes = {name: table[name].astype(np.int64) for name in ("city", "month", "people", "programme", "skill_level")}
    names = {name: dict(cursor.execute(f"SELECT code, value FROM coded_{name}").fetchall()) for name in ("city", "people", "programme", "skill_level")}
    found = []
    # Of a single city the province's people are its own.
    alone = len(names["city"]) == 1
    for city in (0,) if alone else (0, codes["city"]):
        for step, period in ((0, 0), (12, codes["month"] // 12), (1, codes["month"])):
            for kind in ("whole", "people", "programme", "skill_level"):
                item = 0 if kind == "whole" else codes[kind]
                groups, counts = _count_distinct(person, (city * 1024 + period) * 65536 + item)
                for group, count in zip(groups.tolist(), counts.tolist(), strict=True):
                    place, number = divmod(group // 65536, 1024)
                    told = "" if kind == "whole" else names[kind][group % 65536]
                    places = (PROVINCE, *names["city"].values()) if alone else (names["city"].get(place, PROVINCE),)
                    found += [(one, _period_text(step, number), kind, told, count) for one in places]
    columns = [list(column) for column in zip(*found, strict=True)] or [[]] * 5
    cursor.execute(
        "INSERT INTO roster_people SELECT ?, unnest(CAST(? AS VARCHAR[])), unnest(CAST(? AS VARCHAR[])), unnest(CAST(? AS VARCHAR[])),"
        " unnest(CAST(? AS VARCHAR[])), unnest(CAST(? AS BIGINT[]))",
        [plan, *columns],
    )


def _count_distinct(person: np.ndarray, group: np.ndarray | int) -> tuple[np.ndarray, np.ndarray]:
    """Return the groups and how many different people each has; people are below 2 ** 24."""
    keys = np.sort((person + np.asarray(group, np.int64) * 16_777_216))
    first = np.ones(len(keys), bool)
    first[1:] = keys[1:] != keys[:-1]
    groups = keys[first] >> 24
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]]) if len(groups) else np.zeros(0, np.int64)
    return groups[starts], np.diff(np.r_[starts, len(groups)])


def _period_text(step: int, number: int) -> str:
    if not step:
        return "all"
    year, month = divmod(number * step, 12)
    return f"{2000 + year}" if step == 12 else f"{2000 + year}-{month + 1:02d}"


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
