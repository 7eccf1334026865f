"""What a change of a store's content leaves to be done once it is committed: sums made anew, old bytes thrown away."""

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from data.handins.contents import read_accepted
from data.handins.roster_counts import rebuild_sums
from data.personal.file_rights import force_folder
from metrics.definitions.catalogue import load_catalogue

_log = logging.getLogger(__name__)

#: The file is written anew: what was changed or removed still lies in its free blocks.
REWRITE = "rewrite"
#: The sums of all rosters are made anew.
SUM = "sum-rosters"


def ask(cursor: DuckDBPyConnection, task: str) -> None:
    """Note in the caller's transaction what is to be done after it; what is interrupted is done at the next start."""
    cursor.execute("DELETE FROM store_fact WHERE name = ?", [task])
    cursor.execute("INSERT INTO store_fact VALUES (?, '')", [task])


def tidy(connection: DuckDBPyConnection, path: Path, reopen: Callable[[], DuckDBPyConnection]) -> DuckDBPyConnection:
    """Do what was asked for; return the connection to go on with."""
    tasks = {
        name
        for (name,) in connection.execute("SELECT name FROM store_fact WHERE name IN (?, ?)", [REWRITE, SUM]).fetchall()
    }
    if SUM in tasks:
        _sum_rosters(connection)
    aside = path.with_name(f"{path.name}.rewritten")
    _remove(aside)
    if REWRITE not in tasks:
        return connection
    try:
        _copy(connection, aside)
    except (duckdb.Error, OSError) as failed:
        # No room for a second file: this one is whole, and the next start tries again.
        _log.warning("the store's file could not be written anew: %s", failed)
        with suppress(duckdb.Error):
            connection.execute("DETACH DATABASE IF EXISTS fresh")
        _remove(aside)
        return connection
    connection.close()
    # Up to here the old file is whole; from here on the new one is.
    os.replace(aside, path)
    path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
    force_folder(path.parent)
    return reopen()


def _sum_rosters(connection: DuckDBPyConnection) -> None:
    catalogue = load_catalogue()
    known = {plan.id for plan in catalogue.plans}
    connection.begin()
    for (plan,) in connection.execute("SELECT DISTINCT plan FROM roster_row").fetchall():
        if plan in known:
            rebuild_sums(connection, catalogue.plan(plan), read_accepted(connection, plan))
    connection.execute("DELETE FROM store_fact WHERE name = ?", [SUM])
    connection.commit()


def _copy(connection: DuckDBPyConnection, aside: Path) -> None:
    """Copy all rows into a new file, and force it to disk."""
    connection.execute("CHECKPOINT")
    (name,) = connection.execute("SELECT current_database()").fetchone() or ("",)
    place = str(aside).replace("'", "''")
    connection.execute(f"ATTACH '{place}' AS fresh")
    connection.execute(f'COPY FROM DATABASE "{name}" TO fresh')
    connection.execute("DELETE FROM fresh.store_fact WHERE name = ?", [REWRITE])
    connection.execute("CHECKPOINT fresh")
    connection.execute("DETACH fresh")
    with duckdb.connect(str(aside), read_only=True) as made:
        made.execute("SELECT count(*) FROM store_fact").fetchone()
    handle = os.open(aside, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(aside: Path) -> None:
    for place in (aside, aside.with_name(f"{aside.name}.wal")):
        place.unlink(missing_ok=True)
