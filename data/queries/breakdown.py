"""培训结构: the trainings of accepted rosters by group, programme, level, occupation, institution and month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duckdb import DuckDBPyConnection

from data.access import Access
from data.handins.contents import read_accepted
from data.queries.reconciling import Difference, compare_sessions
from data.queries.statements import observations_in_force, read_plan
from metrics.months import month_end
from metrics.plan import Metric, Plan

TOP = 20
KINDS = {"group": "people", "programme": "programme", "level": "skill_level"}
#: Which columns a row of the grouped sums leaves out, a bit each: people, programme, level, month.
_GROUPINGS = {"whole": 0b1111, "group": 0b0111, "programme": 0b1011, "level": 0b1101, "month": 0b1110, "cross": 0b0011}


@dataclass(frozen=True, slots=True)
class Part:
    """One group, level, occupation …: its code or name, trainings (人次), and different people (人数) where counted."""

    item: str
    sessions: int
    persons: int | None = None


@dataclass(frozen=True, slots=True)
class MonthSum:
    """The trainings that ended in a month, and the different people in them."""

    month: date
    sessions: int
    persons: int


@dataclass(frozen=True, slots=True)
class RosterFile:
    """An accepted roster that the figures rest on."""

    id: str
    file: str
    rows: int


@dataclass(frozen=True, slots=True)
class RosterChoices:
    """What can be chosen: cities with rows, years and months in which trainings ended."""

    cities: tuple[str, ...]
    periods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BreakdownView:
    """All that the page shows for one city (or the province) and one period (``all``, ``2019``, ``2019-06``).

    `cities` are those with rows in it; `files` the rosters that these come from; `cross` is by (group, programme);
    `others` are the trainings of occupations and institutions beyond the first `TOP`; `subsidy` is in yuan.
    """

    plan: Plan
    city: str
    period: str
    sessions: int
    persons: int
    subsidy: Decimal
    groups: tuple[Part, ...]
    programmes: tuple[Part, ...]
    levels: tuple[Part, ...]
    cross: dict[tuple[str, str], int]
    occupations: tuple[Part, ...]
    institutions: tuple[Part, ...]
    others: dict[str, int]
    months: tuple[MonthSum, ...]
    differences: tuple[Difference, ...]
    files: tuple[RosterFile, ...]
    cities: tuple[str, ...]


def list_choices(access: Access, plan: str) -> RosterChoices:
    """Return the cities and periods that accepted rosters of a plan speak of; empty without any."""
    access.require("read")

    def read() -> RosterChoices:
        with access.store.cursor() as cursor:
            rows = cursor.execute(
                "SELECT DISTINCT city, period FROM roster_people WHERE plan = ? AND kind = 'whole'", [plan]
            ).fetchall()
        cities = sorted({city for city, _ in rows} - {read_plan(plan).province})
        return RosterChoices(tuple(cities), tuple(sorted({period for _, period in rows} - {"all"}, reverse=True)))

    return access.store.remember(("breakdown-choices", plan), read)


def fetch_breakdown(access: Access, plan_id: str, city: str | None = None, period: str = "all") -> BreakdownView:
    """Sum the trainings of one city, or of the province where none is named, in one period."""
    access.require("read")
    plan = read_plan(plan_id)
    place = city or plan.province
    return access.store.remember(("breakdown", plan_id, place, period), lambda: _read(access, plan, place, period))


def _read(access: Access, plan: Plan, city: str, period: str) -> BreakdownView:
    with access.store.cursor() as cursor:
        where, chosen = _condition(plan, city, period)
        rows = cursor.execute(
            "SELECT grouping(people, programme, skill_level, month), people, programme, skill_level, month,"
            f" sum(sessions)::BIGINT, sum(subsidy)::BIGINT FROM roster_sum WHERE {where}"
            " GROUP BY GROUPING SETS ((), (people), (programme), (skill_level), (month), (people, programme))",
            chosen,
        ).fetchall()
        persons = _read_persons(cursor, plan.id, city, period)
        named = {
            kind: _read_names(cursor, kind, *_condition(plan, city, period, whole=False))
            for kind in ("occupation", "institution")
        }
        by_month = _read_month_persons(cursor, plan.id, city)
        files = _read_files(cursor, plan, city, period)
        cities = cursor.execute(f"SELECT DISTINCT city FROM roster_sum WHERE {where} ORDER BY city", chosen).fetchall()
        counts = _read_counts(cursor, plan, city) if period == "all" else {}
    metric = plan.roster_metric
    sums = {kind: [row for row in rows if row[0] == bits] for kind, bits in _GROUPINGS.items()}
    sessions, subsidy = next(((row[5] or 0, row[6] or 0) for row in sums["whole"]), (0, 0))
    parts = {
        name: _parts_of(sums[name], place, column, persons) for place, (name, column) in enumerate(KINDS.items(), 1)
    }
    return BreakdownView(
        plan=plan,
        city=city,
        period=period,
        sessions=sessions,
        persons=persons.get(("whole", ""), 0),
        subsidy=Decimal(subsidy) / 100,
        groups=parts["group"],
        programmes=parts["programme"],
        levels=parts["level"],
        cross={(row[1], row[2]): row[5] for row in sums["cross"]},
        occupations=named["occupation"][0],
        institutions=named["institution"][0],
        others={kind: rest for kind, (_, rest) in named.items()},
        months=tuple(
            MonthSum(row[4], row[5], by_month.get(f"{row[4]:%Y-%m}", 0))
            for row in sorted(sums["month"], key=lambda row: row[4])
        ),
        differences=_compare(access, plan, metric, counts),
        files=files,
        cities=tuple(one for (one,) in cities),
    )


def _condition(
    plan: Plan, city: str, period: str, *, whole: bool = True, day: str = "month"
) -> tuple[str, list[object]]:
    """Return the condition and its values.

    `whole` is for a table in which the province is the sum of its cities' rows, `day` its column of time.
    """
    where, chosen = "plan = ?", list[object]([plan.id])
    if city != plan.province or not whole:
        where, chosen = f"{where} AND city = ?", [*chosen, city]
    if period == "all":
        return where, chosen
    first = date(int(period[:4]), int(period[5:7]) if len(period) > 4 else 1, 1)
    last = date(first.year, 12, 31) if len(period) == 4 else month_end(first)
    return f"{where} AND {day} BETWEEN ? AND ?", [*chosen, first, last]


def _read_persons(cursor: DuckDBPyConnection, plan: str, city: str, period: str) -> dict[tuple[str, str], int]:
    rows = cursor.execute(
        "SELECT kind, item, persons FROM roster_people WHERE plan = ? AND city = ? AND period = ?", [plan, city, period]
    ).fetchall()
    return {(kind, item): count for kind, item, count in rows}


def _parts_of(rows: Sequence[tuple], place: int, column: str, persons: dict[tuple[str, str], int]) -> tuple[Part, ...]:
    found = [Part(row[place], row[5], persons.get((column, row[place]))) for row in rows]
    return tuple(sorted(found, key=lambda one: (-one.sessions, one.item)))


def _read_names(
    cursor: DuckDBPyConnection, kind: str, where: str, chosen: Sequence[object]
) -> tuple[tuple[Part, ...], int]:
    rows = cursor.execute(
        "SELECT name, sum(sessions)::BIGINT AS n, (sum(sum(sessions)) OVER ())::BIGINT"
        f" FROM roster_name_sum WHERE {where} AND kind = ? GROUP BY name ORDER BY n DESC, name LIMIT {TOP}",
        [*chosen, kind],
    ).fetchall()
    shown = tuple(Part(name, count) for name, count, _ in rows)
    return shown, rows[0][2] - sum(one.sessions for one in shown) if rows else 0


def _read_month_persons(cursor: DuckDBPyConnection, plan: str, city: str) -> dict[str, int]:
    rows = cursor.execute(
        "SELECT period, persons FROM roster_people"
        " WHERE plan = ? AND city = ? AND kind = 'whole' AND length(period) = 7",
        [plan, city],
    ).fetchall()
    return dict(rows)


def _read_files(cursor: DuckDBPyConnection, plan: Plan, city: str, period: str) -> tuple[RosterFile, ...]:
    where, chosen = _condition(plan, city, period, day="last_day")
    rows = cursor.execute(
        "SELECT s.id, s.file, sum(o.amount)::BIGINT FROM submission s"
        f" JOIN (SELECT * FROM observation WHERE {where}) o ON o.submission = s.id WHERE NOT o.stands AND o.cell = ''"
        " AND s.id IN (SELECT unnest(CAST(? AS VARCHAR[]))) GROUP BY s.id, s.file ORDER BY s.file",
        [*chosen, read_accepted(cursor, plan.id)],
    ).fetchall()
    return tuple(RosterFile(*row) for row in rows)


def _read_counts(cursor: DuckDBPyConnection, plan: Plan, city: str) -> dict[tuple[str, date], Decimal]:
    where, chosen = _condition(plan, city, "all")
    rows = cursor.execute(
        f"SELECT city, month, sum(sessions)::BIGINT FROM roster_sum WHERE {where} GROUP BY city, month", chosen
    ).fetchall()
    return {(code, month_end(month)): Decimal(count) for code, month, count in rows}


def _compare(
    access: Access, plan: Plan, metric: Metric | None, counts: dict[tuple[str, date], Decimal]
) -> tuple[Difference, ...]:
    if metric is None or not counts:
        return ()
    cities = {city for city, _ in counts}
    in_force = [one for one in observations_in_force(access, plan, metric=metric.id) if one.city in cities]
    return compare_sessions(plan, metric, counts, in_force)
