"""A subsidy above the ceiling that its programme and year set (data/reference/subsidies.csv)."""

from datetime import date
from functools import cache

import numpy as np

from data.schemes import find_ceiling
from intake.roster_rows import Judged, RosterRows, where


def judge_subsidies(rows: RosterRows) -> Judged:
    """Tell the rows whose subsidy is above the ceiling of its programme, level and year; they are counted."""
    at = where(rows.counted & (rows.subsidy > 0))
    year = rows.last_day[at].astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)
    levels, programmes = len(rows.level.values), len(rows.programme.values)
    kind = (year * programmes + rows.programme.codes[at]) * levels + rows.level.codes[at]
    kinds, back = np.unique(kind, return_inverse=True)
    caps = np.array([_cap(rows, int(one), levels, programmes) for one in kinds], np.int64)
    found = at[rows.subsidy[at] > caps[back]] if len(at) else at

    @cache
    def ceiling(row: int) -> int:
        day = np.datetime64(int(rows.last_day[row]), "D").astype(date)
        found = find_ceiling(_known(rows.programme.at(row)), _known(rows.level.at(row)), day)
        return found.ceiling if found and found.ceiling else 0

    return Judged("subsidy-above-cap", found, "subsidy", lambda row: {"raw": f"{rows.subsidy[row] / 100:,.2f}".removesuffix(".00"), "cap": f"{ceiling(row):,}"})


def _cap(rows: RosterRows, kind: int, levels: int, programmes: int) -> int:
    rest, level = divmod(kind, levels)
    year, programme = divmod(rest, programmes)
    # Schemes change with the calendar year.
    found = find_ceiling(_known(rows.programme.values[programme]), _known(rows.level.values[level]), date(1970 + year, 12, 31))
    return found.ceiling * 100 if found and found.ceiling else np.iinfo(np.int64).max


def _known(code: str) -> str:
    return "" if code.startswith("?") else code
