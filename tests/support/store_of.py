"""Small hand-ins with known figures, for the tests of the store."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

from data.access import Access, User
from data.handins.handin import HandIn
from data.handins.submissions import accept, draft, submit
from data.queries.statements import observations_in_force
from data.settings import load_settings
from data.store import open_store
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


def a_store(start: datetime) -> Iterator[Access]:
    """Yield access to an empty store whose clock starts there."""
    with open_store(load_settings(), a_clock(start)) as store:
        yield Access(store)


def values_in_force(access: Access, **chosen: object) -> list[Decimal]:
    return [one.value for one in observations_in_force(access, PLAN, **chosen)]


def a_store_of_june() -> Iterator[Access]:
    """Yield access to a store in which Harbin is ahead, Qiqihar behind, Jixi silent in June 2019."""
    june, may = date(2019, 6, 30), date(2019, 5, 31)
    targets = tuple(asked(n, city=city) for city, n in ((HARBIN, 20), (QIQIHAR, 10), (JIXI, 4)))
    sessions = [
        said(n, day, metric="training_sessions", basis=Basis.SINCE_START)
        for n, day in ((200_000, may), (361_100, june))
    ]
    figures = (said(10, may), said(12), said(2, city=QIQIHAR), said(3, may, city=JIXI), *sessions)
    with open_store(load_settings(), a_clock()) as store:
        access = Access(store)
        take_in(access, a_handin(*figures, targets=targets))
        yield access
