"""What accepted rosters come to: trainings and different people by city, month, group, programme and level.

Made anew whenever a roster is accepted or withdrawn, so that pages add up a few thousand sums, not millions of rows.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.cursor import Cursor
from metrics.plan import Plan

_KINDS = ("people", "programme", "skill_level")
_SUMMED = ("city", "people", "programme", "skill_level", "occupation", "institution")
#: More than a submission has different texts of one part.
_ROOM = 2**31
_MONTH = "make_date(month // 12, month % 12 + 1, 1)"
#: Up to so many combinations counting is faster than sorting.
_FEW = 5_000_000


def rebuild_sums(cursor: Cursor, plan: Plan, accepted: list[str]) -> None:
    """Make the sums of a plan anew from its accepted rosters, given in order of acceptance.

    Each training counts once; those that ended before the plan's start do not count.
    """
    for table in ("roster_sum", "roster_name_sum", "roster_people"):
        cursor.execute(f"DELETE FROM {table} WHERE plan = ?", [plan.id])
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE accepted_roster AS"
        " SELECT unnest(CAST(? AS VARCHAR[])) AS id, unnest(CAST(? AS BIGINT[])) AS place",
        [accepted, list(range(len(accepted)))],
    )
    for name in _SUMMED:
        # local: the number in the rows of one submission, behind its place; code: one for all.
        cursor.execute(
            f"CREATE OR REPLACE TEMP TABLE term_{name} AS SELECT a.place * {_ROOM} + t.code AS local, t.term AS value,"
            " dense_rank() OVER (ORDER BY t.term)::UBIGINT AS code"
            " FROM roster_term t JOIN accepted_roster a ON a.id = t.submission WHERE t.part = ?",
            [name],
        )
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE coded_{name} AS SELECT DISTINCT code, value FROM term_{name}")
    _find_twice(cursor, several=len(accepted) > 1)
    codes = ", ".join(f"term_{name}.code AS {name}" for name in _SUMMED)
    terms = " ".join(f"JOIN term_{name} ON term_{name}.local = a.place * {_ROOM} + r.{name}" for name in _SUMMED)
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE counted AS"
        f" SELECT person, (year(last_day) * 12 + month(last_day) - 1)::BIGINT AS month, {codes},"
        " coalesce(subsidy, 0) AS subsidy FROM roster_row r JOIN accepted_roster a ON a.id = r.submission"
        f" LEFT JOIN twice t ON t.place = a.place AND t.sheet = r.sheet AND t.row_number = r.row_number {terms}"
        " WHERE t.place IS NULL AND r.last_day >= ?",
        [plan.start],
    )
    cursor.execute(
        f"INSERT INTO roster_sum SELECT ?, c.value, {_MONTH}, p.value, g.value, l.value, n, money FROM"
        " (SELECT city, month, people, programme, skill_level, count(*) AS n, sum(subsidy)::BIGINT AS money"
        " FROM counted GROUP BY ALL) s"
        " JOIN coded_city c ON c.code = city JOIN coded_people p ON p.code = people"
        " JOIN coded_programme g ON g.code = programme JOIN coded_skill_level l ON l.code = skill_level"
        " ORDER BY c.value, month",
        [plan.id],
    )
    for kind in ("occupation", "institution"):
        cursor.execute(
            f"INSERT INTO roster_name_sum SELECT ?, ?, city, {_MONTH}, k.value, n FROM ("
            f"SELECT c.value AS city, month, {kind}, count(*) AS n FROM counted"
            " JOIN coded_city c ON c.code = city GROUP BY ALL UNION ALL"
            f" SELECT '{plan.province}', month, {kind}, count(*) FROM counted GROUP BY ALL) s"
            f" JOIN coded_{kind} k ON k.code = s.{kind} ORDER BY city, month",
            [plan.id, kind],
        )
    _count_people(cursor, plan)
    coded = [f"{kind}_{name}" for name in _SUMMED for kind in ("term", "coded")]
    for table in (*coded, "accepted_roster", "twice", "counted"):
        cursor.execute(f"DROP TABLE {table}")


def same_name(one: str, other: str) -> str:
    """Return the condition that two columns of names are one person's: a training without a name is of anyone."""
    return f"({one} = {other} OR {one} = '' OR {other} = '')"


def _find_twice(cursor: Cursor, *, several: bool) -> None:
    """Make the table of the rows that do not count: of equal trainings under one name the one accepted first does."""
    cursor.execute("CREATE OR REPLACE TEMP TABLE twice (place BIGINT, sheet INTEGER, row_number INTEGER)")
    if not several:
        return
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE again AS SELECT r.training, a.place, r.sheet, r.row_number, n.term AS name"
        " FROM roster_row r JOIN accepted_roster a ON a.id = r.submission"
        " JOIN (SELECT training FROM roster_row r JOIN accepted_roster a ON a.id = r.submission"
        " GROUP BY training HAVING count(*) > 1) m ON m.training = r.training"
        " JOIN roster_term n ON n.submission = r.submission AND n.part = 'name' AND n.code = r.name"
    )
    cursor.execute(
        "INSERT INTO twice SELECT DISTINCT x.place, x.sheet, x.row_number FROM again x JOIN again y"
        f" ON y.training = x.training AND y.place < x.place AND {same_name('x.name', 'y.name')}"
    )
    cursor.execute("DROP TABLE again")


@dataclass(frozen=True, slots=True)
class _Axis:
    """Small numbers by row, counted from the least of them, and how many there may be."""

    codes: np.ndarray
    least: int
    room: int


def _axis(numbers: np.ndarray) -> _Axis:
    least = int(numbers.min()) if len(numbers) else 0
    codes = numbers.astype(np.int64) - least
    return _Axis(codes, least, int(codes.max(initial=0)) + 1)


def _count_people(cursor: Cursor, plan: Plan) -> None:
    """Count different people for the province and each city, over all, by year and by month, whole and by kind.

    Sorting plain numbers does it four times as fast as telling rows apart in the database.
    """
    counted = cursor.execute("SELECT person, city, month, people, programme, skill_level FROM counted").fetchnumpy()
    table = {name: np.asarray(column) for name, column in counted.items()}
    names = {
        name: dict(cursor.execute(f"SELECT code, value FROM coded_{name}").fetchall()) for name in ("city", *_KINDS)
    }
    _, person = np.unique(table["person"], return_inverse=True)
    several = np.flatnonzero(np.bincount(person)[person] > 1) if len(person) else person
    once = np.flatnonzero(np.bincount(person)[person] == 1) if len(person) else person
    found = []
    # Of a single city the province's people are its own.
    alone = len(names["city"]) == 1
    kinds = {"whole": None, **{name: _axis(table[name]) for name in _KINDS}}
    for city in (None,) if alone else (None, _axis(table["city"])):
        for months in (None, 12, 1):
            period = None if months is None else _axis(table["month"] // months)
            for kind, axis in kinds.items():
                for (place, number, item), count in _count_distinct(person, once, several, (city, period, axis)):
                    told = "" if item is None else names[kind][item]
                    places = (
                        (plan.province, *names["city"].values())
                        if alone
                        else (names["city"].get(place, plan.province),)
                    )
                    found += [(one, _period_text(months, number), kind, told, count) for one in places]
    columns = [list(column) for column in zip(*found, strict=True)] or [[]] * 5
    cursor.execute(
        "INSERT INTO roster_people SELECT ?, unnest(CAST(? AS VARCHAR[])), unnest(CAST(? AS VARCHAR[])),"
        " unnest(CAST(? AS VARCHAR[])), unnest(CAST(? AS VARCHAR[])), unnest(CAST(? AS BIGINT[]))",
        [plan.id, *columns],
    )


def _count_distinct(
    person: np.ndarray, once: np.ndarray, several: np.ndarray, axes: Sequence[_Axis | None]
) -> list[tuple[tuple, int]]:
    """Return the combinations of some axes, and how many different people each has.

    `once` are the rows of people who have no other: those need not be told apart; `several` all others.
    """
    used = [axis for axis in axes if axis is not None]
    size = math.prod(axis.room for axis in used)
    group = np.zeros(len(person), np.int64)
    for axis in used:
        group = group * axis.room + axis.codes
    # People are below 2 ** 24, so that a key of both stays a whole number for any size that memory holds.
    keys = np.sort(person[several] * size + group[several])
    first = np.ones(len(keys), bool)
    first[1:] = keys[1:] != keys[:-1]
    groups, counts = _tally(np.concatenate([group[once], keys[first] % size]), size)
    found = []
    for number, count in zip(groups.tolist(), counts.tolist(), strict=True):
        values: list[int] = []
        for axis in reversed(used):
            number, place = divmod(number, axis.room)
            values.append(place + axis.least)
        given = iter(reversed(values))
        found.append((tuple(None if axis is None else next(given) for axis in axes), count))
    return found


def _tally(groups: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    if size > _FEW:
        return np.unique(groups, return_counts=True)
    counts = np.bincount(groups)
    used = np.flatnonzero(counts)
    return used, counts[used]


def _period_text(months: int | None, number: int | None) -> str:
    if months is None or number is None:
        return "all"
    year, month = divmod(number * months, 12)
    return f"{year:04d}" if months == 12 else f"{year:04d}-{month + 1:02d}"
