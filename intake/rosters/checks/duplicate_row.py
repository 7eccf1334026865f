"""The same training of the same person, twice in one hand-in."""

import numpy as np

from intake.rosters.rows import RosterRows, RowsJudged, where


def judge_duplicate_rows(rows: RosterRows) -> RowsJudged:
    """Tell the rows that repeat an earlier one: same ID number, name, 工种, 等级 and dates. The first is counted.

    Two people on one number are no double: which of them is wrong nobody knows yet (`id-two-names`).
    """
    at = rows.of_frequent(where(rows.counted))
    order, same = _find_repeats(rows, at)
    # Runs of equal rows keep the order of the file: the first of each run is the one that counts.
    first = np.maximum.accumulate(np.where(same, 0, np.arange(len(at))))
    found, kept = order[same], order[first[same]]
    rows.twin[found] = kept
    sort = np.argsort(found)
    return RowsJudged(
        "duplicate-row",
        found[sort],
        "id_number",
        lambda row: {"row": str(rows.row[rows.twin[row]]), "sheet": rows.sheets[rows.sheet[rows.twin[row]]]},
    )


def _find_repeats(rows: RosterRows, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows sorted by person, name and training, and which of them equal the one before."""
    span = (rows.first_day[at].astype(np.int64) << 32) | (rows.last_day[at].astype(np.int64) & 0xFFFFFFFF)
    kind = rows.occupation.codes[at].astype(np.int64) * len(rows.level.values) + rows.level.codes[at]
    person = rows.people(at)
    order = np.lexsort((at, span, kind, person))
    person, kind, span = person[order], kind[order], span[order]
    same = np.zeros(len(at), bool)
    same[1:] = (person[1:] == person[:-1]) & (kind[1:] == kind[:-1]) & (span[1:] == span[:-1])
    return at[order], same
