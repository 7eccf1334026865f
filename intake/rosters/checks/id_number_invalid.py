"""An ID number whose check digit, date of birth or province cannot be."""

from intake.rosters.rows import RosterRows, RowsJudged, where
from wording.personal import mask


def judge_id_numbers(rows: RosterRows) -> RowsJudged:
    """Tell the rows whose ID number fails GB 11643; they are not counted."""
    found = where(rows.counted & ~rows.ids.valid & ~rows.ids.lost)
    return RowsJudged(
        "id-number-invalid", found, "id_number", lambda row: {"raw": mask(rows.text("id_number", row)) or "—"}
    )
