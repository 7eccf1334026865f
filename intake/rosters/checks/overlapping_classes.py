"""One person in two classes at the same time."""

import numpy as np

from intake.rosters.rows import BAD_DAY, RosterRows, RowsJudged, where


def judge_overlaps(rows: RosterRows) -> RowsJudged:
    """Tell the rows that begin before an earlier class of the same person ends; they are counted."""
    at = rows.of_frequent(where(rows.counted & (rows.first_day > BAD_DAY)))
    person = rows.people(at)
    order = np.lexsort((rows.last_day[at], rows.first_day[at], person))
    at, person = at[order], person[order].astype(np.int64)
    start, end = rows.first_day[at], rows.last_day[at]
    # The latest end so far of the same person: the person's number outweighs any day.
    reach = np.maximum.accumulate(person * 10_000_000 + end)
    found = np.zeros(len(at), bool)
    found[1:] = (person[1:] == person[:-1]) & (start[1:] < reach[:-1] - person[1:] * 10_000_000)

    def facts(row: int) -> dict:
        span = f"{rows.day_text('first_day', row)}—{rows.day_text('last_day', row)}"
        return {"raw": rows.ids.masked[row].as_py(), "span": span}

    return RowsJudged("overlapping-classes", np.sort(at[found]), "first_day", facts)
