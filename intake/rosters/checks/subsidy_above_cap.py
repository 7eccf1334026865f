"""A subsidy above the ceiling that its programme and year set (the province's subsidies.csv)."""

import math
from datetime import date

import numpy as np

from data.reference.schemes import find_ceiling
from intake.rosters.rows import RosterRows, RowsJudged, where, years_of

#: Up to so many combinations counting them is faster than sorting the rows.
_FEW = 5_000_000


def judge_subsidies(rows: RosterRows) -> RowsJudged:
    """Tell the rows whose subsidy is above the ceiling of its programme, level and year; they are counted."""
    at = where(rows.counted & (rows.subsidy > 0))
    year = years_of(rows.last_day[at])
    kinds, back = _number_kinds(year, rows.programme.codes[at], rows.level.codes[at])
    caps = np.array([_cap(rows, *kind) for kind in kinds], np.int64)
    above = rows.subsidy[at] > caps[back]
    cap = dict(zip(at[above].tolist(), caps[back][above].tolist(), strict=True))
    return RowsJudged(
        "subsidy-above-cap",
        at[above],
        "subsidy",
        lambda row: {"raw": f"{rows.subsidy[row] / 100:,.2f}".removesuffix(".00"), "cap": f"{cap[row] // 100:,}"},
    )


def _number_kinds(*columns: np.ndarray) -> tuple[list[tuple[int, ...]], np.ndarray]:
    """Return the different combinations of small numbers, and by row which of them it is."""
    if not len(columns[0]):
        return [], columns[0]
    least = [int(column.min()) for column in columns]
    room = tuple(int(column.max()) - low + 1 for column, low in zip(columns, least, strict=True))
    kind = np.ravel_multi_index(tuple(column - low for column, low in zip(columns, least, strict=True)), room)
    if math.prod(room) <= _FEW:
        used = np.flatnonzero(np.bincount(kind))
        place = np.zeros(used[-1] + 1, np.int64)
        place[used] = np.arange(len(used))
        back = place[kind]
    else:
        used, back = np.unique(kind, return_inverse=True)
    combined = [part + low for part, low in zip(np.unravel_index(used, room), least, strict=True)]
    return list(zip(*(part.tolist() for part in combined), strict=True)), back


def _cap(rows: RosterRows, year: int, programme: int, level: int) -> int:
    # Schemes change with the calendar year.
    found = find_ceiling(
        rows.province, _known(rows.programme.values[programme]), _known(rows.level.values[level]), date(year, 12, 31)
    )
    return found.ceiling * 100 if found and found.ceiling else np.iinfo(np.int64).max


def _known(code: str) -> str:
    return "" if code.startswith("?") else code
