"""Registers: bases and studios as listed, the accepted lists of all cities united."""

from data.cursor import Cursor
from data.handins.handin import HandIn
from data.reference.entity_names import plain_name
from metrics.definitions.catalogue import load_catalogue


def register_rows(handin: HandIn) -> list[tuple]:
    """Return the entries of a hand-in as the store keeps them."""
    province = load_catalogue().plan(handin.plan).province
    return [
        (
            *(
                handin.plan,
                one.metric,
                one.name,
                plain_name(one.name, province),
                one.city,
                one.host,
                one.level,
                one.batch,
            ),
            *(one.approved or None, one.state, one.sheet, one.row),
        )
        for one in handin.entities
    ]


REGISTER = ("VARCHAR",) * 8 + ("DATE", "VARCHAR", "VARCHAR", "INTEGER")


def read_entries(cursor: Cursor, plan: str, accepted: list[str]) -> list[tuple]:
    """Return every entry of the accepted registers, each name of a city once.

    The latest list speaks of it, the first approval stays.
    Each row is metric, name, city, host, level, batch, approved, state, file, sheet, row.
    """
    return cursor.execute(
        "SELECT r.metric, name, city, host, standing_level, batch,"
        " min(approved) OVER (PARTITION BY r.metric, city, plain_name) AS approved, state, s.file, sheet, r.row_number"
        " FROM register_entry r JOIN submission s ON s.id = r.submission"
        " JOIN (SELECT unnest(CAST(? AS VARCHAR[])) AS id, unnest(CAST(? AS INTEGER[])) AS place) a"
        " ON a.id = r.submission WHERE r.plan = ?"
        " QUALIFY row_number() OVER (PARTITION BY r.metric, city, plain_name ORDER BY a.place DESC, ordinal) = 1"
        " ORDER BY r.metric, city, approved, name",
        [accepted, list(range(len(accepted))), plan],
    ).fetchall()
