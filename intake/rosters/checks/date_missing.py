"""A row without a readable last day: no month can be told in which it counts."""

from intake.rosters.rows import BAD_DAY, RosterRows, RowsJudged, where


def judge_missing_dates(rows: RosterRows) -> RowsJudged:
    """Tell the rows whose last day is empty or cannot be read; they are not counted."""
    found = where(rows.last_day <= BAD_DAY)
    return RowsJudged("date-missing", found, "last_day", lambda row: {"raw": rows.text("last_day", row) or "—"})
