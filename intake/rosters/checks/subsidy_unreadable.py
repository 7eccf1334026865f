"""A subsidy that is written but is no amount: it would be missing from the sum in silence."""

from intake.rosters.rows import BAD_MONEY, RosterRows, RowsJudged, where


def judge_unreadable_subsidies(rows: RosterRows) -> RowsJudged:
    """Tell the rows whose subsidy cannot be read; they are counted, without a subsidy."""
    found = where(rows.counted & (rows.subsidy == BAD_MONEY))
    return RowsJudged("subsidy-unreadable", found, "subsidy", lambda row: {"raw": rows.text("subsidy", row)})
