"""The rows of a reference table: a CSV file in UTF-8 whose first line names the columns."""

import csv
from collections.abc import Iterator
from pathlib import Path


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield each row of a table by the names of its columns."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def read_optional(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table that a province need not have; none where there is no such file."""
    if path.is_file():
        yield from read_rows(path)
