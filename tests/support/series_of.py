"""A plan of two places and three years, and series made of points that are given outright."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from metrics.cumulation.series import Point, Series
from metrics.definitions.catalogue import load_catalogue
from metrics.kinds import annual
from metrics.plan import Metric, Role, Target

BEGIN, DEADLINE = date(2018, 1, 1), date(2020, 12, 31)
PLAN = replace(load_catalogue().plan("98113"), start=BEGIN, reporters=("230100", "230200"), schedule_start=None)
SESSIONS = replace(PLAN.metric("training_sessions"), counts_from=BEGIN)
BASES = replace(PLAN.metric("training_bases"), counts_from=BEGIN)
YEARLY = replace(SESSIONS, kind=annual.KIND)
JUNE, DUE = date(2019, 6, 30), DEADLINE


def at(day: date, total: int | None, **more: object) -> Point:
    return Point(day, None if total is None else Decimal(total), **{"year_total": None, **more})


def series(metric: Metric, *points: Point, city: str = "230100", **more: object) -> Series:
    return Series(metric, city, points, deadline=DEADLINE, **more)  # type: ignore[arg-type]


def aim(value: int, start: date = BEGIN, due: date = DUE, role: Role = Role.ALLOCATION, city: str = "230100") -> Target:
    return Target(PLAN.id, SESSIONS.id, city, Decimal(value), start, due, role)
