"""An ID number that a spreadsheet kept as a number: its last digits are gone for good."""

from intake.rosters.rows import RosterRows, RowsJudged, where
from wording.personal import mask


def judge_lost_numbers(rows: RosterRows) -> RowsJudged:
    """Tell the rows whose ID number stands in a numeric cell, or was written from one; they are not counted."""
    found = where(rows.ids.lost)
    return RowsJudged(
        "id-number-lost-precision",
        found,
        "id_number",
        lambda row: {"raw": mask(rows.text("id_number", row))[:-1] + "?"},
    )
