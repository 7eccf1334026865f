"""The store: one DuckDB file, opened by one process, written by one thread at a time."""

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import duckdb
from duckdb import DuckDBPyConnection

from data.cache import AnswersKept, Kept
from data.errors import HoldsRealData, NotADemo, StoreBusy, StoreDamaged, StoreUnwritable
from data.lock import StoreLock
from data.moments import BEIJING, stored_moment
from data.personal.file_rights import keep_private, make_folder, tighten
from data.personal.guarded import GuardedCursor
from data.personal.originals import clear_incoming, clear_unfinished
from data.personal.sealing import seal_originals
from data.schema import apply_migrations
from data.settings import Settings
from data.tidying import tidy

DEMO, REAL = "demo", "real"
# Readers of a page take milliseconds; whoever is still reading after this is stuck.
PATIENCE = 30.0

T = TypeVar("T")
_open_stores: dict[Path, "Store"] = {}
_opening = threading.RLock()


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Writing:
    """One write in progress: a cursor that hides ID numbers, and its moment, later than every earlier one's."""

    cursor: GuardedCursor
    moment: datetime


class Store:
    """An open store; made by `open_store`."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime] = _now) -> None:
        self.settings = settings
        self._clock = clock
        self._users, self._cursors = 1, 0
        self._writing, self._gate = threading.RLock(), threading.Condition()
        self._remembered = AnswersKept()
        self._lock = StoreLock(settings.lock_path)
        keep_private()
        try:
            self._lock.take(clock().astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"))
            self._connect()
        except OSError as error:
            self._lock.release()
            raise StoreUnwritable(home=str(settings.home), cause=error.strerror or str(error)) from None
        except BaseException:
            self._lock.release()
            raise

    def _connect(self) -> None:
        make_folder(self.settings.store_folder)
        tighten(self.settings)
        clear_incoming(self.settings.originals)
        clear_unfinished(self.settings.unfinished, _now())  # files know the true time alone
        self._connection = self._open_file()
        try:
            self._read_facts()
        except BaseException:
            self._connection.close()
            raise

    def _open_file(self) -> DuckDBPyConnection:
        try:
            connection = duckdb.connect(str(self.settings.store_path))
        except duckdb.Error as error:
            if "Could not set lock" in str(error):
                raise StoreBusy(home=str(self.settings.home), pid="?", command="duckdb", since="?") from None
            raise StoreDamaged(path=str(self.settings.store_path)) from None
        # The store is small: more threads would only take the cores from the pages.
        connection.execute("SET threads = 2")
        return connection

    def _read_facts(self) -> None:
        self.migrated = apply_migrations(self._connection, stored_moment(self._clock()))
        seal_originals(self._connection, self.settings)
        self._connection = tidy(self._connection, self.settings.store_path, self._open_file)
        facts = dict(self._connection.execute("SELECT name, content FROM store_fact").fetchall())
        if "id" not in facts:
            facts = {"id": uuid.uuid4().hex, "version": "0", "nature": ""}
            self._connection.begin()
            for pair in facts.items():
                self._connection.execute("INSERT INTO store_fact VALUES (?, ?)", pair)
            self._connection.commit()
        latest = self._connection.execute("SELECT max(moment) FROM submission_event").fetchone()
        self.kept = Kept()
        self._latest: datetime | None = latest[0] if latest else None
        self._id, self._count, self._nature = facts["id"], int(facts["version"]), facts["nature"]

    @property
    def nature(self) -> str | None:
        """``demo`` or ``real``; ``None`` while the store is empty."""
        return self._nature or None

    def version(self) -> str:
        """Return a text that differs after every write, and from every other store's."""
        return f"{self._id[:8]}.{self._count}"

    @contextmanager
    def cursor(self) -> Iterator[DuckDBPyConnection]:
        """A cursor of its own for one call, seeing one state of the store throughout; read only by custom."""
        with self._gate:
            cursor = self._connection.cursor()
            self._cursors += 1
        try:
            cursor.begin()
            yield cursor
            cursor.rollback()
        finally:
            self._let_go(cursor)

    @contextmanager
    def write(self, nature: str | None = None) -> Iterator[Writing]:
        """One transaction; it is kept whole when the block ends well, else not at all.

        Parameters
        ----------
        nature
            ``demo`` or ``real`` to settle what an empty store becomes.

        Raises
        ------
        StoreUnwritable
            When the disk refuses; nothing of the block is kept.
        """
        with self._writing:
            with self._gate:
                cursor = self._connection.cursor()
                self._cursors += 1
            try:
                moment = self._next_moment()
                count, settled = self._count + 1, self._nature or nature or ""
                cursor.begin()
                try:
                    yield Writing(GuardedCursor(cursor), moment)
                    for fact, content in (("version", str(count)), ("nature", settled)):
                        cursor.execute("UPDATE store_fact SET content = ? WHERE name = ?", [content, fact])
                    cursor.commit()
                except BaseException as failure:
                    with suppress(duckdb.Error):
                        cursor.rollback()
                    if isinstance(failure, (OSError, duckdb.IOException)):
                        raise StoreUnwritable(home=str(self.settings.home), cause=str(failure)) from None
                    raise
                self._latest, self._count, self._nature = moment, count, settled
            finally:
                self._let_go(cursor)

    def _next_moment(self) -> datetime:
        moment = stored_moment(self._clock())
        if self._latest is not None and moment <= self._latest:
            # The machine's clock went back; the order of events must not.
            moment = self._latest + timedelta(microseconds=1)
        return moment

    def _let_go(self, cursor: DuckDBPyConnection) -> None:
        cursor.close()
        with self._gate:
            self._cursors -= 1
            self._gate.notify_all()

    def settle_as_demo(self) -> None:
        """Make an empty store a demo store, for ever; raise `HoldsRealData` when it is a real one."""
        with self._writing:
            if self.nature == REAL:
                raise HoldsRealData(home=str(self.settings.home))
            if self.nature is None:
                with self.write(DEMO):
                    pass

    def remember(self, key: tuple, make: Callable[[], T]) -> T:
        """Return what was made for this key at the present version, or make it; treat it as unchangeable."""
        return self._remembered.find_or_make(self.version, key, make)

    def set_demo_aside(self) -> Path:
        """Move a demo store's folder away and go on with an empty store; return where it lies now.

        Raises
        ------
        NotADemo
            When the store is empty or holds real data.
        """
        with self._writing, self._gate:
            if self.nature != DEMO:
                raise NotADemo(home=str(self.settings.home))
            if not self._gate.wait_for(lambda: self._cursors == 0, PATIENCE):
                raise TimeoutError("a reader did not finish")
            self._connection.close()
            stamp = self._clock().astimezone(BEIJING).strftime("%Y%m%d-%H%M%S")
            place = self.settings.set_aside / f"demo-{stamp}-{self._id[:4]}"
            make_folder(place.parent)
            try:
                self.settings.store_folder.rename(place)
            finally:
                self._connect()
            return place

    def close(self) -> None:
        """Close the store; the last of those who opened it in this process lets it go."""
        with _opening:
            self._users -= 1
            if self._users == 0:
                _open_stores.pop(self.settings.store_path, None)
                self._connection.close()
                self._lock.release()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()


def open_store(settings: Settings, clock: Callable[[], datetime] = _now) -> Store:
    """Open the store of a folder, making or migrating it where needed.

    Opened twice in one process it is the same store.

    Raises
    ------
    StoreBusy
        When another process has it open.
    StoreNewer, StoreDamaged, StoreUnwritable
        When it was written by a later version, cannot be read, or its folder cannot be written.
    """
    with _opening:
        known = _open_stores.get(settings.store_path)
        if known is not None:
            known._users += 1
            return known
        store = Store(settings, clock)
        _open_stores[settings.store_path] = store
        return store
