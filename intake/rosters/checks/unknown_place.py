"""A row whose city cannot be told."""

import numpy as np

from intake.rosters.rows import RosterRows, RowsJudged, where


def judge_places(rows: RosterRows) -> RowsJudged:
    """Tell the rows that name no known city where the sheet names none either; they are not counted."""
    strange = np.array([not value or value.startswith("?") for value in rows.city.values], bool)
    found = where(strange[rows.city.codes])
    return RowsJudged(
        "unknown-city", found, "city", lambda row: {"text": rows.city.at(row).removeprefix("?"), "meant": ""}
    )
