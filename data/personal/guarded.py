"""The store's door: whatever is written passes here, and no ID number passes in clear."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from data.personal.hidden_columns import hide_rows
from wording.personal import hide_in


class GuardedCursor:
    """A cursor for writing; texts among its parameters and in tables of rows lose their ID numbers."""

    def __init__(self, cursor: DuckDBPyConnection) -> None:
        self._cursor = cursor

    def execute(self, sql: str, given: Sequence[Any] | Mapping[str, Any] | None = None) -> DuckDBPyConnection:
        """Carry out a statement."""
        return self._cursor.execute(sql) if given is None else self._cursor.execute(sql, hide_in(given))

    def register(self, name: str, rows: pa.Table) -> None:
        """Give a table of rows a name under which statements read it."""
        self._cursor.register(name, hide_rows(rows))

    def unregister(self, name: str) -> None:
        """Take the name away again."""
        self._cursor.unregister(name)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)
