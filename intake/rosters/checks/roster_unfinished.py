"""A row that says itself that the training was not finished, or not even begun."""

import re

import numpy as np
import pyarrow.compute as pc

from intake.rosters.rows import RosterRows, RowsJudged, where
from intake.words.characters import compact

_GONE = re.compile(r"退学|退训|退出|辍学|未结业|未毕业|未完成|未参训|未参加(?:本次|本期)?培训|未到[课校场班]|缺席|中途")
_NO = frozenset(["否", "未", "×", "x", "n", "no"])


def judge_unfinished(rows: RosterRows) -> RowsJudged:
    """Tell the rows whose remark, or whose 是否结业, says that the training was not finished; they are counted."""
    found, roles = np.zeros(len(rows), bool), [role for role in ("finished", "remark") if role in rows.raw]
    for role in roles:
        # A remark is understood once, however many rows it stands in.
        coded = pc.dictionary_encode(rows.raw[role].cast("string"))
        gone = np.array([*(_is_gone(text, role) for text in coded.dictionary.to_pylist()), False], bool)
        found |= gone[pc.fill_null(coded.indices, len(gone) - 1).to_numpy(zero_copy_only=False)]

    def facts(row: int) -> dict[str, str]:
        return {"raw": next(text for role in roles if _is_gone(text := rows.text(role, row), role))}

    return RowsJudged("roster-unfinished", where(found & rows.counted), "last_day", facts)


def _is_gone(text: str, role: str) -> bool:
    plain = compact(text or "").lower()
    return bool(_GONE.search(plain)) or (role == "finished" and plain in _NO)
