"""A level, group or programme that the reference tables do not know."""

import numpy as np

from intake.rosters.rows import Coded, RosterRows, RowsJudged, where

SLUGS = {"level": "unknown-level", "group": "unknown-group", "programme": "unknown-programme"}


def judge_terms(rows: RosterRows, role: str) -> RowsJudged:
    """Tell the first row of each text that the table does not know; the rows are counted, apart."""
    column: Coded = getattr(rows, role)
    strange = np.array([value.startswith("?") for value in column.values], bool)
    at = where(strange[column.codes] & rows.counted)
    _, first, count = np.unique(column.codes[at], return_index=True, return_counts=True)
    counts = dict(zip(at[first].tolist(), count.tolist(), strict=True))
    return RowsJudged(
        SLUGS[role], np.sort(at[first]), role, lambda row: {"text": column.at(row)[1:], "count": str(counts[row])}
    )
