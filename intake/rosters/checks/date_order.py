"""A training that ends before it begins."""

from intake.rosters.rows import BAD_DAY, RosterRows, RowsJudged, where


def judge_date_order(rows: RosterRows) -> RowsJudged:
    """Tell the rows whose last day lies before the first; they are not counted."""
    known = (rows.first_day > BAD_DAY) & (rows.last_day > BAD_DAY)
    found = where(known & (rows.last_day < rows.first_day))
    return RowsJudged(
        "date-order",
        found,
        "last_day",
        lambda row: {"raw": f"{rows.day_text('first_day', row)}—{rows.day_text('last_day', row)}"},
    )
