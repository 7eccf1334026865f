"""Merged cells among the rows of a list: what is merged over the rows of one class holds for each of them."""

from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from intake.rosters.columns import Heads
from intake.sheets.filling import Area
from intake.sheets.sheet import column_letters

#: One text over both says both: 2019.6.1—6.20 over 开班日期 and 结业日期.
_DAYS = ("first_day", "last_day")


def hold_for_each_row(
    columns: Mapping[str, pa.Array], heads: Heads, first_row: int, merges: Iterable[Area]
) -> tuple[Mapping[str, pa.Array], np.ndarray | None]:
    """Return the columns with what is merged over several rows in each, and from which row each ID number is.

    A row of which every cell is covered is none of its own: a person written over two rows is one. An amount merged
    over several people is nobody's own; it stands at the first with the range that it is merged over, as no number.
    """
    count = len(columns["id_number"])
    sources: dict[str, np.ndarray] = {}
    of_column = {column: role for role, column in heads.columns.items()}
    own = np.logical_or.reduce([one.is_valid().to_numpy(zero_copy_only=False) for one in columns.values()])
    beside: dict[str, np.ndarray] = {}
    shared = []
    for top, left, bottom, right in merges:
        first, last, role = top - first_row, min(bottom - first_row, count - 1), of_column.get(left)
        if role is None or first < 0 or first >= count:
            continue
        for other in _DAYS:
            if role in _DAYS and left < heads.columns.get(other, 0) <= right:
                beside.setdefault(other, np.full(count, -1))[first : last + 1] = first
        if last <= first:
            continue
        if role != "subsidy":
            sources.setdefault(role, np.arange(count))[first : last + 1] = first
        elif own[first : last + 1].sum() > 1:
            name = column_letters(left)
            shared.append((first, f"({name}{top}:{name}{bottom})"))
    held = dict(columns)
    for role, source in sources.items():
        held[role] = columns[role].take(pa.array(source, mask=~own))
    for role, source in beside.items():
        (other,) = {*_DAYS} - {role}
        said = columns[other].take(pa.array(source, mask=(source < 0) | ~own)).cast(pa.string())
        held[role] = pc.coalesce(said, held[role].cast(pa.string()))
    if shared:
        held["subsidy"] = _mark(columns["subsidy"], shared)
    return held, sources.get("id_number")


def _mark(amounts: pa.Array, shared: Iterable[tuple[int, str]]) -> pa.Array:
    texts = amounts.cast(pa.string()).to_pylist()
    for row, area in shared:
        texts[row] = texts[row] and f"{texts[row]}{area}"
    return pa.array(texts, pa.string())
