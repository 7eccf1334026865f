"""One ID number that goes with two names: a typing error in one of them, or someone else's number."""

import numpy as np

from intake.findings.masks import mask_name
from intake.rosters.rows import RosterRows, RowsJudged, where


def judge_names(rows: RosterRows) -> RowsJudged:
    """Tell the rows whose name differs from the first one under that ID number; all are counted until answered."""
    at = where(rows.counted & (rows.name.codes != len(rows.name.values) - 1))
    person, name = rows.ids.person[at], rows.name.codes[at]
    first = np.zeros(len(rows.ids.hashes), np.int64)
    # The last writing wins: backwards, that is the first row of each person.
    first[person[::-1]] = at[::-1]
    found = at[name != rows.name.codes[first[person]]]

    def facts(row: int) -> dict[str, str]:
        other = first[rows.ids.person[row]]
        return {
            "raw": rows.ids.masked[row].as_py(),
            "name": mask_name(rows.name.at(row)),
            "other": mask_name(rows.name.at(other)),
            "row": str(rows.row[other]),
        }

    return RowsJudged("id-two-names", found, "name", facts)
