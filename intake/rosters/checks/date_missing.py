"""A row without a readable last day: no month can be told in which it counts."""

from intake.rosters.rows import BAD_DAY, Judged, RosterRows, where


def judge_missing_dates(rows: RosterRows) -> Judged:
    """Tell the rows whose last day is empty or cannot be read; they are not counted."""
    found = where(rows.last_day <= BAD_DAY)
    return Judged("date-missing", found, "last_day", lambda row: {"raw": rows.text("last_day", row) or "—"})
