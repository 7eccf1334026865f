"""What the store's parts ask of a cursor, whether it is DuckDB's own or the one that hides ID numbers."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import pyarrow as pa
from duckdb import DuckDBPyConnection


class Cursor(Protocol):
    """A cursor for statements with their values, and for tables of rows under a name."""

    def execute(self, sql: str, given: Sequence[Any] | Mapping[str, Any] | None = None, /) -> DuckDBPyConnection: ...

    def register(self, name: str, rows: pa.Table, /) -> object: ...

    def unregister(self, name: str, /) -> object: ...
