"""More subsidised trainings of one person in a calendar year than the scheme allows."""

from datetime import date

import numpy as np

from data.reference.schemes import load_ceilings
from intake.rosters.rows import RosterRows, RowsJudged, where, years_of


def judge_frequency(rows: RosterRows) -> RowsJudged:
    """Tell the rows beyond the number of subsidised trainings a year that the scheme allows; they are counted."""
    at = rows.of_frequent(where(rows.counted & (rows.subsidy > 0)))
    year = years_of(rows.last_day[at])
    person = rows.people(at)
    order = np.lexsort((rows.last_day[at], year, person))
    at, year, person = at[order], year[order], person[order]
    begins = np.ones(len(at), bool)
    begins[1:] = (person[1:] != person[:-1]) | (year[1:] != year[:-1])
    place = np.arange(len(at))
    nth = place - np.maximum.accumulate(np.where(begins, place, 0)) + 1
    years, back = np.unique(year, return_inverse=True)
    limit = np.array([_limit(one, rows.province) for one in years.tolist()], np.int64)[back]
    beyond = nth > limit
    counts = zip(nth[beyond].tolist(), limit[beyond].tolist(), strict=True)
    facts = dict(zip(at[beyond].tolist(), counts, strict=True))

    def tell(row: int) -> dict[str, str]:
        count, allowed = facts[row]
        return {"raw": rows.ids.masked[row].as_py(), "count": str(count), "limit": str(allowed)}

    return RowsJudged("subsidised-too-often", np.sort(at[beyond]), "subsidy", tell)


def _limit(year: int, province: str) -> int:
    day = date(year, 12, 31)
    found = [one.a_year for one in load_ceilings(province) if one.a_year and one.first_day <= day <= one.last_day]
    return max(found, default=10_000)
