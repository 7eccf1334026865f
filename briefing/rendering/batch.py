"""Printing in child processes, watched from here: how far it is, how long it takes, and stopping it."""

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from briefing.brief import Brief
from briefing.rendering.child import Order, pack
from data.failures import write_failure
from wording.sentences import say

ROOT = Path(__file__).parents[2]
PATIENCE = 600.0
CHILDREN = 2
_KEPT = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """How far the printing is; `left` in seconds, ``None`` before the first file."""

    done: int
    total: int
    step: str
    left: float | None
    finished: bool


@dataclass
class Batch:
    """One printing of briefs in formats.

    Attributes
    ----------
    file
        Name and content of what was made, once it is finished; ``None`` where nothing came of it.
    problems
        Sentences on what was not made, and why.
    """

    order: Order
    total: int
    file: tuple[str, bytes] | None = None
    problems: list[str] = field(default_factory=list)
    cancelled: bool = False
    _died: bool = False
    _done: int = 0
    _step: str = ""
    _stem: str = ""
    _files: list[tuple[str, bytes]] = field(default_factory=list)
    _started: float = field(default_factory=time.monotonic)
    _over: threading.Event = field(default_factory=threading.Event)
    _children: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    @property
    def progress(self) -> BatchProgress:
        """Return how far it is now."""
        taken = time.monotonic() - self._started
        left = taken / self._done * (self.total - self._done) if self._done else None
        return BatchProgress(self._done, self.total, self._step, left, self._over.is_set())

    def cancel(self) -> None:
        """Stop at once; nothing is kept."""
        with self._lock:
            self.cancelled = True
        self._end_children()
        self._over.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is finished; tell whether it is."""
        return self._over.wait(seconds)

    def run(self, briefs: Iterable[Brief], count: int) -> None:
        """Compose, send and collect; returns when all is done. Meant for a thread."""
        watch = threading.Timer(PATIENCE, self._end_children)
        watch.daemon = True
        watch.start()
        queue = iter(briefs)
        workers = [threading.Thread(target=self._work, args=(queue,), daemon=True) for _ in range(min(CHILDREN, count))]
        for one in workers:
            one.start()
        for one in workers:
            one.join()
        watch.cancel()
        self.problems[:] = dict.fromkeys(self.problems)
        if self._files and not self.cancelled:
            self.file = self._files[0]
            if self.order.archive is not None or len(self._files) > 1:
                self.file = (self.order.archive or f"{self._stem}.zip", pack(self._files))
        self._files.clear()
        self._over.set()

    def _work(self, queue: Iterator[Brief]) -> None:
        """Keep one child busy until the queue is empty."""
        try:
            child = self._start_child()
            if child is None:
                return
            given, made = child.stdin, child.stdout
            # Every child is started with both pipes.
            assert given is not None
            assert made is not None
            pickle.dump(self.order, given)
            while (brief := self._take(queue)) is not None:
                pickle.dump(brief, given)
                given.flush()
                self._collect(made)
            given.close()
            if child.wait() != 0:
                raise RuntimeError(f"child ended with {child.returncode}")
        except Exception as failure:
            with self._lock:
                # What ends one child ends the others too: it is said once.
                first, self._died = not (self.cancelled or self._died), True
            if first:
                self.problems.append(say("proof.died", self.order.lang, number=write_failure(failure)))
            self._end_children()

    def _start_child(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self.cancelled:
                return None
            child = subprocess.Popen(
                [sys.executable, "-X", "utf8", "-m", "briefing.rendering.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=ROOT,
                env={key: os.environ[key] for key in _KEPT if key in os.environ},
                start_new_session=True,
            )
            self._children.append(child)
            return child

    def _take(self, queue: Iterator[Brief]) -> Brief | None:
        """Return the next brief, composed now; one thread composes at a time."""
        with self._turn:
            brief = None if self.cancelled else next(queue, None)
            if brief is not None:
                self._stem = brief.name
            return brief

    def _collect(self, made: IO[bytes]) -> None:
        """Take what the child makes of one brief."""
        for line in made:
            event = json.loads(line)
            if "next" in event:
                return
            if "problem" in event:
                self.problems.append(event["problem"])
            elif "failed" in event:
                facts = {"title": event["title"], "form": event["form"], "number": write_failure(event["failed"])}
                self.problems.append(say("proof.failed", self.order.lang, **facts))
            elif "file" in event:
                content = made.read(event["size"])
                if len(content) == event["size"]:
                    self._files.append((event["file"], content))
            else:
                with self._lock:
                    self._done, self._step = self._done + 1, event["printed"]
        raise EOFError("the child ended in the middle of a brief")

    def _end_children(self) -> None:
        """End the children with all that they started."""
        for child in self._children:
            if child.poll() is None:
                with suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)


def start_batch(briefs: Iterable[Brief], count: int, order: Order) -> Batch:
    """Start printing `count` briefs; they are taken one after the other, as the children get on.

    The briefs are composed here, where the store is; only data goes to the children.
    """
    batch = Batch(order, count * len(order.formats))
    threading.Thread(target=batch.run, args=(briefs, count), daemon=True).start()
    return batch
