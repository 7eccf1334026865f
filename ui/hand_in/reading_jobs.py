"""Readings under way, kept by the server: whoever comes back to the page finds theirs."""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from intake.child.exchange import Cancelled, Watch
from intake.reading import Reading
from intake.sheets.progress import READING

#: Readings that may wait or run at once, and how long a finished one is kept for whoever comes back.
MOST, KEPT_SECONDS = 40, 1800
#: Files of one user that are kept at a time; the oldest gives way.
MOST_OF_ONE = 3
#: What took no longer than this is not offered again to someone who comes back.
BRIEF_SECONDS = 3.0
#: Bytes of a packed workbook that are read in a second.
USUAL_SPEED = 4_000_000
Owner = tuple[str, str]


class TooMany(Exception):
    """So many files wait already that another one is refused."""


@dataclass(slots=True)
class Job:
    """One file being read; the page looks, a thread of the server fills it in."""

    file: str
    key: Hashable
    name: str
    content: bytes
    started: float = field(default_factory=time.monotonic)
    ended: float | None = None
    place: int = 0
    phase: str = "open"
    share: float = 0.0
    rows: int = 0
    reading: Reading | None = None
    failure: BaseException | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)
    turn: float = field(default_factory=time.monotonic)
    answers: dict[str, object] = field(default_factory=dict)

    @property
    def shown_share(self) -> float:
        """The share that was told, or in the first long step, of which nothing is told, one by its usual speed."""
        if self.rows or self.share >= READING or self.place:
            return self.share
        usual = len(self.content) / USUAL_SPEED
        return max(self.share, READING * (1 - 2 ** (-(time.monotonic() - self.turn) / max(usual, 0.5))))

    @property
    def seconds_left(self) -> float | None:
        """An estimate, once enough was done to make one."""
        share, passed = self.shown_share, time.monotonic() - self.turn
        if self.place or share < 0.05 or passed < 2:
            return None
        return passed * (1 - share) / share

    def _wait(self, place: int) -> None:
        self.place, self.turn = place, time.monotonic()

    def _come_on(self, phase: str, share: float, rows: int) -> None:
        self.place, self.phase, self.share, self.rows = 0, phase, max(share, self.share), max(rows, self.rows)

    def run(self, work: Callable[[Watch], Reading]) -> None:
        """Do the work; nothing of it is left when it is cancelled."""
        try:
            self.reading = work(Watch(self._wait, self._come_on, self.stop))
        except Cancelled:
            self.content = b""
        except BaseException as failure:  # shown by the page that waits for it
            self.failure = failure
        self.ended = time.monotonic()
        self.done.set()


class Jobs:
    """The register of all jobs; an owner is a store's folder and a user's name."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: dict[Owner, list[Job]] = {}

    def find_or_start(self, owner: Owner, new: Job, work: Callable[[Watch], Reading]) -> Job:
        """Return the owner's job for the same file and key, or start the new one; one for the same file is cancelled.

        Raises
        ------
        TooMany
            When the server has enough to do.
        """
        with self._lock:
            self._sweep()
            own = self._jobs.setdefault(owner, [])
            for job in list(own):
                if job.file == new.file and job.key == new.key and not job.stop.is_set():
                    return job
                if job.file == new.file:
                    self._cancel(own, job)
            while len(own) >= MOST_OF_ONE:
                self._cancel(own, own[0])
            if sum(not job.done.is_set() for jobs in self._jobs.values() for job in jobs) >= MOST:
                raise TooMany
            own.append(new)
        threading.Thread(target=new.run, args=(work,), name="reading", daemon=True).start()
        return new

    def find(self, owner: Owner, file: str) -> Job | None:
        """Return the owner's job for a file."""
        with self._lock:
            return next((job for job in self._jobs.get(owner, ()) if job.file == file), None)

    def find_left(self, owner: Owner) -> Job | None:
        """Return what someone who comes back has left: the last long reading, under way or finished."""
        with self._lock:
            self._sweep()
            now = time.monotonic()
            left = [
                job
                for job in self._jobs.get(owner, ())
                if not job.failure and (job.ended or now) - job.started > BRIEF_SECONDS
            ]
            return left[-1] if left else None

    def drop(self, owner: Owner, file: str) -> None:
        """Cancel and forget the owner's job for a file."""
        with self._lock:
            own = self._jobs.get(owner, [])
            for job in [job for job in own if job.file == file]:
                self._cancel(own, job)

    def _cancel(self, own: list[Job], job: Job) -> None:
        job.stop.set()
        own.remove(job)

    def _sweep(self) -> None:
        now = time.monotonic()
        for owner, jobs in list(self._jobs.items()):
            jobs[:] = [job for job in jobs if job.ended is None or now - job.ended <= KEPT_SECONDS]
            if not jobs:
                del self._jobs[owner]


JOBS = Jobs()
