"""Numbered changes of the schema and of what lies in it; each one and its record are one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from duckdb import DuckDBPyConnection

from data.errors import StoreNewer

FOLDER = Path(__file__).parent / "migrations"

# The record itself; `store_fact` holds the store's id, its nature and its version.
FOUNDATION = """
CREATE TABLE migration (number INTEGER NOT NULL, name VARCHAR NOT NULL, applied TIMESTAMP NOT NULL);
CREATE TABLE store_fact (name VARCHAR NOT NULL, content VARCHAR NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered file of the folder: statements, or code where rows need more than SQL can say.

    Code is a function ``apply(cursor)``; it is called within the transaction, begins and commits none, and uses of
    the store only what the migrations before it made.
    """

    number: int
    name: str
    sql: str
    code: Callable[[DuckDBPyConnection], None] | None = field(default=None, compare=False)

    def apply(self, cursor: DuckDBPyConnection) -> None:
        """Carry it out in the caller's transaction."""
        if self.code is None:
            cursor.execute(self.sql)
        else:
            self.code(cursor)


def load_migrations(folder: Path = FOLDER) -> tuple[Migration, ...]:
    """Return all migrations in order.

    Raises
    ------
    ValueError
        When the numbers are not 1, 2, 3 … without a gap or a double.
    """
    files = sorted(file for file in folder.glob("[0-9]*") if file.suffix in (".sql", ".py"))
    found = tuple(_load(file) for file in files)
    if [one.number for one in found] != list(range(1, len(found) + 1)):
        raise ValueError(f"{folder}: migrations must be numbered 0001, 0002 … without a gap")
    return found


def _load(file: Path) -> Migration:
    number, name = int(file.name[:4]), file.stem
    if file.suffix == ".sql":
        return Migration(number, name, file.read_text(encoding="utf-8"))
    spec = spec_from_file_location(f"migration_{name}", file)
    if spec is None or spec.loader is None:
        raise ValueError(f"{file}: no code")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return Migration(number, name, "", module.apply)


def pending_migrations(cursor: DuckDBPyConnection, folder: Path = FOLDER) -> tuple[Migration, ...]:
    """Return what is not yet applied; never writes.

    Raises
    ------
    StoreNewer
        When the store knows migrations that this program does not.
    """
    known = load_migrations(folder)
    applied = _applied_numbers(cursor)
    unknown = applied - {one.number for one in known}
    if unknown:
        raise StoreNewer(number=str(max(unknown)), known=str(len(known)))
    return tuple(one for one in known if one.number not in applied)


def apply_migrations(cursor: DuckDBPyConnection, moment: datetime, folder: Path = FOLDER) -> tuple[Migration, ...]:
    """Apply what is pending, each migration in a transaction with its record; return those."""
    pending = pending_migrations(cursor, folder)
    for one in pending:
        cursor.begin()
        try:
            if not _has_record(cursor):
                cursor.execute(FOUNDATION)
            one.apply(cursor)
            cursor.execute("INSERT INTO migration VALUES (?, ?, ?)", [one.number, one.name, moment])
            cursor.commit()
        except BaseException:
            cursor.rollback()
            raise
    return pending


def _applied_numbers(cursor: DuckDBPyConnection) -> set[int]:
    if not _has_record(cursor):
        return set()
    return {row[0] for row in cursor.execute("SELECT number FROM migration").fetchall()}


def _has_record(cursor: DuckDBPyConnection) -> bool:
    found = cursor.execute("SELECT count(*) FROM information_schema.tables WHERE table_name = 'migration'").fetchone()
    return bool(found and found[0])
