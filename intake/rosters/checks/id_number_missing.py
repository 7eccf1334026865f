"""A person without an ID number: who it is cannot be told from others."""

import numpy as np

from intake.rosters.rows import RosterRows, RowsJudged, where


def judge_missing_numbers(rows: RosterRows) -> RowsJudged:
    """Tell the rows without an ID number; they are not counted."""
    return RowsJudged("id-number-missing", where(_is_empty(rows)), "id_number", lambda _: {})


def _is_empty(rows: RosterRows) -> np.ndarray:
    written = rows.raw.get("id_number")
    return np.ones(len(rows), bool) if written is None else ~written.is_valid().to_numpy(zero_copy_only=False)
