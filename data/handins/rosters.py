"""The rows of rosters: taken in as whole columns, compared with what stands, summed for the pages."""

import pyarrow as pa

from data.cursor import Cursor
from data.handins.handin import HandIn
from data.handins.incoming import incoming
from data.handins.roster_counts import same_name
from data.personal.keys import Key, known_print, load_key
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
    "id_number": ("id_number", _TEXT),
    "name": ("name", _TEXT),
    "institution": ("institution", _TEXT),
    "occupation": ("occupation", _TEXT),
    "skill_level": ("level", _TEXT),
    "people": ("group", _TEXT),
    "programme": ("programme", _TEXT),
    "first_day": ("first_day", _TEXT),
    "last_day": ("last_day", _TEXT),
    "subsidy": ("subsidy", _TEXT),
}


def store_key(store: Store) -> Key:
    """Return the key of a store; raise `KeyLost` when it holds ID numbers under another one."""
    with store.cursor() as cursor:
        return load_key(store.settings, known_print(cursor))


def insert_roster(cursor: Cursor, submission: str, handin: HandIn) -> None:
    """Write the rows of a hand-in's rosters, as part of the caller's transaction.

    Raises
    ------
    ValueError
        When the rows are not of the form agreed: a mistake of the caller.
    """
    rows, terms = _code(handin.kept)
    _insert(cursor, "roster_term", "SELECT ?, part, code, term FROM incoming", [submission], terms)
    _insert(cursor, "roster_row", f"SELECT ?, ?, {', '.join(KEPT)} FROM incoming", [submission, handin.plan], rows)
    rejected = read_rows(handin.rejected, REJECTED)
    _insert(cursor, "roster_rejected", f"SELECT ?, {', '.join(REJECTED)} FROM incoming", [submission], rejected)


def _code(kept: bytes) -> tuple[pa.Table, pa.Table]:
    """Return the rows with numbers for their texts, and the texts by part and number."""
    columns, terms = {}, []
    for name, column in _columns(kept, KEPT).items():
        if name in CODED:
            coded = column.dictionary_encode().unify_dictionaries().combine_chunks()
            columns[name] = coded.indices
            texts = coded.dictionary
            codes = pa.array(range(len(texts)), pa.int32())
            terms.append(pa.table({"part": pa.repeat(name, len(texts)), "code": codes, "term": texts}))
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


def find_known(
    cursor: Cursor, names: tuple[str, ...], submissions: list[str], rows: pa.Table, most: int
) -> dict[bool, tuple[int, list[tuple]]]:
    """Return how many rows of a file repeat a training of other files' submissions, and the first of them.

    Each is (submission, sheet, row, file, sheet there, row there), once, with the earliest of the submissions given:
    under true those of the same name, under false those that stand there under other names only.
    """
    with incoming(cursor, rows):
        cursor.execute(
            "CREATE OR REPLACE TEMP TABLE repeated AS SELECT DISTINCT ON (i.sheet, i.row_number) i.sheet,"
            f" i.row_number, {same_name('n.term', 'i.name')} AS is_same,"
            " struct_pack(place := o.place, sheet := r.sheet, row_number := r.row_number) AS there"
            " FROM incoming i JOIN roster_row r ON r.training = i.training"
            " JOIN roster_term n ON n.submission = r.submission AND n.part = 'name' AND n.code = r.name"
            " JOIN (SELECT unnest(CAST(? AS VARCHAR[])) AS id, unnest(CAST(? AS BIGINT[])) AS place) o"
            " ON o.id = r.submission JOIN submission s ON s.id = r.submission"
            " WHERE NOT list_contains(CAST(? AS VARCHAR[]), s.sha256) ORDER BY is_same DESC, there",
            [submissions, list(range(len(submissions))), list(names)],
        )
    found = {}
    for is_same in (True, False):
        first = cursor.execute(
            "SELECT s.id, t.sheet, t.row_number, s.file, term.term, t.there.row_number FROM repeated t"
            " JOIN submission s ON s.id = list_extract(CAST(? AS VARCHAR[]), t.there.place + 1)"
            " JOIN roster_term term ON term.submission = s.id AND term.part = 'sheet' AND term.code = t.there.sheet"
            " WHERE t.is_same = ? ORDER BY t.sheet, t.row_number LIMIT ?",
            [submissions, is_same, most],
        ).fetchall()
        count = cursor.execute("SELECT count(*) FROM repeated WHERE is_same = ?", [is_same]).fetchone()
        found[is_same] = (count[0] if count else 0), first
    cursor.execute("DROP TABLE repeated")
    return found


def covered_rosters(
    cursor: Cursor, accepted: list[str], spans: str, given: list[str], names: tuple[str, ...]
) -> list[str]:
    """Return the accepted rosters that one of other bytes covers: of no other city, of no month outside its span there.

    Parameters
    ----------
    spans, given
        A query of the city and last day of each of its rows, and the values of its parameters. What reaches beyond
        it is not covered, and neither is what states figures too: replacing it would take more than rows away.
    """
    rows = cursor.execute(
        f"WITH own AS (SELECT city, min(last_day) AS first, max(last_day) AS last FROM ({spans}) GROUP BY city),"
        " theirs AS (SELECT r.submission, t.term AS city, min(r.last_day) AS first, max(r.last_day) AS last"
        " FROM roster_row r JOIN roster_term t ON t.submission = r.submission AND t.part = 'city' AND t.code = r.city"
        " JOIN submission s ON s.id = r.submission AND NOT list_contains(CAST(? AS VARCHAR[]), s.sha256)"
        " WHERE list_contains(CAST(? AS VARCHAR[]), r.submission) GROUP BY r.submission, t.term)"
        " SELECT submission FROM theirs LEFT JOIN own USING (city) GROUP BY submission"
        " HAVING bool_and(own.city IS NOT NULL AND date_trunc('month', theirs.first) >= date_trunc('month', own.first)"
        " AND date_trunc('month', theirs.last) <= date_trunc('month', own.last))",
        [*given, list(names), accepted],
    ).fetchall()
    stating = cursor.execute(
        "SELECT submission FROM observation WHERE stands UNION SELECT submission FROM target"
        " UNION SELECT submission FROM breakdown UNION SELECT submission FROM register_entry"
    ).fetchall()
    only = {row[0] for row in rows} - {row[0] for row in stating}
    return [one for one in accepted if one in only]


def _insert(cursor: Cursor, table: str, select: str, facts: list[str], rows: pa.Table) -> None:
    if not len(rows):
        return
    with incoming(cursor, rows):
        cursor.execute(f"INSERT INTO {table} {select}", facts)
