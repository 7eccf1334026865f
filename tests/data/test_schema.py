"""Migrations: numbered, each one whole with its record, in SQL that DuckLake also takes."""

from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from data.schema import apply_migrations, load_migrations, pending_migrations

NOW = datetime(2019, 7, 1)


def test_looking_at_what_is_pending_never_writes() -> None:
    connection = duckdb.connect()
    assert [one.number for one in pending_migrations(connection)] == [one.number for one in load_migrations()]
    assert connection.execute("SELECT count(*) FROM information_schema.tables").fetchone() == (0,)


def test_migrations_are_applied_once() -> None:
    connection = duckdb.connect()
    assert apply_migrations(connection, NOW) == load_migrations()
    assert apply_migrations(connection, NOW) == ()
    assert pending_migrations(connection) == ()


def test_a_migration_that_fails_leaves_neither_tables_nor_record(tmp_path: Path) -> None:
    (tmp_path / "0001_good.sql").write_text("CREATE TABLE a (x INTEGER NOT NULL);")
    (tmp_path / "0002_bad.sql").write_text("CREATE TABLE b (x INTEGER NOT NULL); SELECT nothing FROM nowhere;")
    connection = duckdb.connect()
    with pytest.raises(duckdb.Error):
        apply_migrations(connection, NOW, tmp_path)
    assert [one.name for one in pending_migrations(connection, tmp_path)] == ["0002_bad"]
    names = connection.execute("SELECT table_name FROM information_schema.tables ORDER BY 1").fetchall()
    assert names == [("a",), ("migration",), ("store_fact",)]


def test_a_gap_in_the_numbers_is_refused(tmp_path: Path) -> None:
    (tmp_path / "0002_late.sql").write_text("SELECT 1")
    with pytest.raises(ValueError, match="without a gap"):
        load_migrations(tmp_path)


def test_the_schema_is_what_ducklake_also_takes() -> None:
    words = [
        "PRIMARY",
        "UNIQUE",
        "CHECK",
        "REFERENCES",
        "FOREIGN",
        "ENUM",
        "SEQUENCE",
        "INDEX",
        "CONFLICT",
        "RETURNING",
        "GENERATED",
    ]
    for one in load_migrations():
        code = "\n".join(line.split("--")[0] for line in one.sql.splitlines()).upper()
        assert [word for word in words if word in code] == [], one.name
        assert not {"ROW_ID", "END", "AT"} & set(code.replace(",", " ").split())


def test_rosters_of_an_earlier_schema_keep_every_row(tmp_path: Path) -> None:
    connection, earlier = duckdb.connect(), tmp_path / "earlier"
    earlier.mkdir()
    for one in load_migrations()[:3]:
        (earlier / f"{one.name}.sql").write_text(one.sql, encoding="utf-8")
    apply_migrations(connection, NOW, earlier)
    for submission, school, number in (
        ("a", "大庆技师学院", 3),
        ("a", "", 4),
        ("b", "铁人学院", 3),
        ("b", "铁人学院", 4),
    ):
        row = [
            submission,
            "98113",
            "台账",
            number,
            2**63 + number,
            number,
            "2306**********8143",
            "王*",
            "230600",
            school,
            "电工",
            "level5",
            "employees",
            "other",
        ]
        connection.execute(f"INSERT INTO roster_row VALUES ({', '.join('?' * 14)}, NULL, DATE '2019-06-30', 100)", row)
    before = connection.execute(
        "SELECT submission, row_number, institution, people, sheet, person FROM roster_row ORDER BY 1, 2"
    ).fetchall()
    apply_migrations(connection, NOW)
    terms = " ".join(
        (
            f"JOIN roster_term {part} ON {part}.submission = r.submission AND {part}.part = '{part}' AND "
            f"{part}.code = r.{part}"
        )
        for part in ("institution", "people", "sheet")
    )
    after = connection.execute(
        f"SELECT r.submission, row_number, institution.term, people.term, sheet.term, person FROM "
        f"roster_row r {terms} ORDER BY 1, 2"
    ).fetchall()
    assert after == before and len(after) == 4


def test_a_migration_in_code_and_its_record_are_one_transaction(tmp_path: Path) -> None:
    (tmp_path / "0001_good.sql").write_text("CREATE TABLE a (x INTEGER NOT NULL); INSERT INTO a VALUES (1);")
    code = tmp_path / "0002_code.py"
    code.write_text("def apply(cursor):\n    cursor.execute('UPDATE a SET x = 2')\n    raise KeyboardInterrupt\n")
    connection = duckdb.connect()
    with pytest.raises(KeyboardInterrupt):
        apply_migrations(connection, NOW, tmp_path)
    assert connection.execute("SELECT x FROM a").fetchall() == [(1,)]
    assert [one.name for one in pending_migrations(connection, tmp_path)] == ["0002_code"]
    code.write_text("def apply(cursor):\n    cursor.execute('UPDATE a SET x = 2')\n")
    assert [one.name for one in apply_migrations(connection, NOW, tmp_path)] == ["0002_code"]
    assert (
        connection.execute("SELECT x FROM a").fetchall() == [(2,)] and apply_migrations(connection, NOW, tmp_path) == ()
    )
