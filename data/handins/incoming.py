"""Rows that come from outside the database, taken into a table of its own before anything is asked of them.

A filter that the database pushes into a registered Arrow table goes through signed numbers: a hash from 2 ** 63 on ends
the query. So nothing but a plain copy ever reads such a table.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa

from data.cursor import Cursor


@contextmanager
def incoming(cursor: Cursor, rows: pa.Table) -> Iterator[None]:
    """Let the rows stand as the temporary table ``incoming`` within the block."""
    cursor.register("outside", rows)
    try:
        cursor.execute("CREATE OR REPLACE TEMP TABLE incoming AS SELECT * FROM outside")
    finally:
        cursor.unregister("outside")
    yield
    # After a failure the transaction is rolled back, and the table with it.
    cursor.execute("DROP TABLE incoming")
