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
    words = "PRIMARY|UNIQUE|CHECK|REFERENCES|FOREIGN|ENUM|SEQUENCE|INDEX|CONFLICT|RETURNING|GENERATED".split("|")
    for one in load_migrations():
        code = "\n".join(line.split("--")[0] for line in one.sql.splitlines()).upper()
        assert [word for word in words if word in code] == [], one.name
        assert not {"ROW_ID", "END", "AT"} & set(code.replace(",", " ").split())
