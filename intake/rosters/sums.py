"""What a roster says as figures: sessions by city and month; and its rows as bytes for the store."""

import hashlib
import io
from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow as pa

from data.personal.hidden_columns import hide_texts
from intake.findings.finding import Finding
from intake.findings.masks import mask_name
from intake.rosters.judging import Roster
from intake.rosters.rows import BAD_DAY, NO_MONEY, Coded, RosterRows
from metrics.months import month_end, month_start
from metrics.observation import Basis, Observation, Origin
from metrics.plan import Plan

_UNIX = date(1970, 1, 1).toordinal()


def sum_sessions(roster: Roster, plan: Plan, file: str, sha256: str) -> tuple[Observation, ...]:
    """Return the counted rows by sheet, city and month of their last day.

    A roster's own file is the origin; no single cell is.
    """
    metric, rows = plan.roster_metric, roster.rows
    if metric is None:
        return ()
    at = np.flatnonzero(rows.counted & (rows.last_day >= _number(plan.start)))
    days, back = np.unique(rows.last_day[at], return_inverse=True)
    ends = [month_end(_day(int(one)), plan.month_ends) for one in days]
    months = {end: number for number, end in enumerate(sorted(set(ends)))}
    month = np.array([months[end] for end in ends], np.int64)[back] if len(at) else np.zeros(0, np.int64)
    keys, counts = np.unique(month * len(rows.city.values) + rows.city.codes[at], return_counts=True)
    sheets = "、".join(dict.fromkeys(rows.sheets))
    order = list(months)
    order.sort()
    said = []
    for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
        number, city = divmod(key, len(rows.city.values))
        end = order[number]
        origin = Origin(sha256, file, sheets, "", str(count))
        said.append(
            Observation(
                plan.id,
                metric.id,
                rows.city.values[city],
                Basis.DURING,
                month_start(end, plan.month_ends),
                end,
                Decimal(count),
                Decimal(1),
                origin,
            )
        )
    return tuple(sorted(said, key=lambda one: (one.city, one.end)))


def find_outside_plan(roster: Roster, plan: Plan) -> tuple[Finding, ...]:
    """Tell how many counted rows ended before the plan began (not in its sums) or after its deadline."""
    rows = roster.rows
    before = np.flatnonzero(rows.counted & (rows.last_day < _number(plan.start)))
    after = np.flatnonzero(rows.counted & (rows.last_day > _number(plan.deadline)))
    return (
        *_tell_outside("before-plan", before, roster, plan.start),
        *_tell_outside("roster-after-deadline", after, roster, plan.deadline),
    )


def _tell_outside(slug: str, found: np.ndarray, roster: Roster, day: date) -> tuple[Finding, ...]:
    """Tell of some rows at the first of them."""
    if not len(found):
        return ()
    rows, row = roster.rows, int(found[0])
    sheet, span = (
        roster.sheets[rows.sheet[row]],
        "last_day" if "last_day" in roster.sheets[rows.sheet[row]].heads.columns else "span",
    )
    facts = {"count": f"{len(found):,}", "day": day.isoformat(), "end": rows.day_text("last_day", row)}
    return (Finding(slug, sheet.name, sheet.heads.reference(span, int(rows.row[row])), facts),)


def pack_kept(rows: RosterRows) -> bytes:
    """Return the counted rows as an Arrow stream: ID numbers hashed and masked, names masked."""
    at = np.flatnonzero(rows.counted)
    table = pa.table(
        {
            **_places(rows, at),
            "person": pa.array(rows.ids.hashes[rows.ids.person[at]]),
            "training": pa.array(_hash_trainings(rows, at)),
            **_people(rows, at),
            **{
                role: getattr(rows, role).array(at)
                for role in ("city", "institution", "occupation", "level", "group", "programme")
            },
            "first_day": _days(rows.first_day[at]),
            "last_day": _days(rows.last_day[at]),
            "subsidy": pa.array(rows.subsidy[at], mask=rows.subsidy[at] <= NO_MONEY),
        }
    )
    return pack_table(table)


def _hash_trainings(rows: RosterRows, at: np.ndarray) -> np.ndarray:
    """Return 64 bits by row that are equal for the same person, 工种, 等级 and days, in whatever file."""
    days = (rows.first_day[at].astype(np.int64) << 32) | (rows.last_day[at].astype(np.int64) & 0xFFFFFFFF)
    mixed = rows.ids.hashes[rows.ids.person[at]].copy()
    for part in (
        _hash_texts(rows.occupation)[rows.occupation.codes[at]],
        _hash_texts(rows.level)[rows.level.codes[at]],
        days.view(np.uint64),
    ):
        # One round of splitmix64 for each part: differences of one bit spread over all.
        mixed = (mixed ^ part) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return mixed


def _hash_texts(column: Coded) -> np.ndarray:
    return np.frombuffer(
        b"".join(hashlib.blake2b(value.encode(), digest_size=8).digest() for value in column.values), np.uint64
    )


def pack_rejected(rows: RosterRows) -> bytes:
    """Return every row that is not counted, with its reason and its cells as written, masked."""
    at = np.flatnonzero(~rows.counted)
    twins = rows.twin[at]
    written = {
        role: _texts(rows, role, at)
        for role in ("institution", "occupation", "level", "group", "programme", "first_day", "last_day", "subsidy")
    }
    reasons = Coded(rows.reason, tuple(rows.reasons))
    table = pa.table(
        {
            **_places(rows, at),
            "reason": reasons.array(at),
            "twin": pa.array(np.where(twins >= 0, rows.row[twins], 0).astype(np.int32), mask=twins < 0),
            **_people(rows, at),
            **written,
        }
    )
    return pack_table(table)


def pack_table(table: pa.Table) -> bytes:
    """Return a table as the bytes of an Arrow stream."""
    target = io.BytesIO()
    with pa.ipc.new_stream(
        target, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4", unify_dictionaries=True)
    ) as stream:
        stream.write_table(table)
    return target.getvalue()


def _places(rows: RosterRows, at: np.ndarray) -> dict[str, pa.Array]:
    return {"sheet": Coded(rows.sheet, rows.sheets).array(at), "row": pa.array(rows.row[at])}


def _people(rows: RosterRows, at: np.ndarray) -> dict[str, pa.Array]:
    names = Coded(rows.name.codes, tuple(mask_name(name) if name else "" for name in rows.name.values))
    return {"id_number": rows.ids.masked.take(pa.array(at)), "name": names.array(at)}


def _texts(rows: RosterRows, role: str, at: np.ndarray) -> pa.Array:
    if role not in rows.raw:
        return pa.nulls(len(at), pa.string())
    return hide_texts(rows.raw[role].take(pa.array(at)).cast(pa.string()))


def _days(days: np.ndarray) -> pa.Array:
    return pa.array(days, pa.int32(), mask=days <= BAD_DAY).cast(pa.date32())


def _day(number: int) -> date:
    return date.fromordinal(number + _UNIX)


def _number(day: date) -> int:
    return day.toordinal() - _UNIX
