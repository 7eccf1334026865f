"""Small hand-ins with known figures, for the tests of the store."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

from data.access import Access, User
from data.handins.handin import HandIn
from data.handins.submissions import accept, draft, submit
from metrics.observation import Basis, Observation, Origin
from metrics.plan import Role, Target

PLAN = "98113"
HARBIN, QIQIHAR, JIXI, MUDANJIANG, SUIFENHE = "230100", "230200", "230300", "231000", "231081"
_contents = count()


def a_clock(start: datetime = datetime(2019, 7, 1, tzinfo=UTC), step: timedelta = timedelta(days=1)) -> Callable:
    """A clock that goes on by one step each time it is asked."""
    ticks: Iterator[int] = count()
    return lambda: start + step * next(ticks)


def said(
    value: int | str,
    end: date = date(2019, 6, 30),
    *,
    metric: str = "training_bases",
    city: str = HARBIN,
    basis: Basis = Basis.STANDING,
    start: date | None = None,
    cell: str = "D6",
) -> Observation:
    origin = Origin(sha256="", file="", sheet="Sheet1", cell=cell, raw=str(value))
    return Observation(PLAN, metric, city, basis, start, end, Decimal(value), Decimal(1), origin)


def asked(
    value: int,
    *,
    city: str = HARBIN,
    metric: str = "training_bases",
    role: Role = Role.ALLOCATION,
    start: date = date(2017, 11, 30),
    due: date = date(2020, 12, 31),
) -> Target:
    origin = Origin(sha256="", file="", sheet="分解", cell="B4", raw=str(value))
    return Target(PLAN, metric, city, Decimal(value), start, due, role, origin=origin)


def a_handin(*observations: Observation, content: bytes | None = None, **others: object) -> HandIn:
    if content is None:
        content = f"file {next(_contents)}".encode()
    return HandIn(plan=PLAN, file="月报.xlsx", content=content, observations=observations, **others)


def take_in(access: Access, handin: HandIn) -> str:
    """Draft, submit and accept; return the submission's id."""
    id = draft(access, handin).id
    submit(access, id, "测试")
    accept(access, id)
    return id


def user(name: str, *roles: str, cities: frozenset[str] | None = None) -> User:
    return User(name, frozenset(roles), cities)
