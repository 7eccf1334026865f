"""Printing in a child process, watched from here: how far it is, how long it takes, and stopping it."""

import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from briefing.brief import Brief
from briefing.press import Order
from wording.sentences import say

ROOT = Path(__file__).parent.parent
PATIENCE = 600.0
_KEPT = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
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
    _done: int = 0
    _step: str = ""
    _started: float = field(default_factory=time.monotonic)
    _over: threading.Event = field(default_factory=threading.Event)
    _child: subprocess.Popen | None = None

    @property
    def standing(self) -> Standing:
        """Return how far it is now."""
        taken = time.monotonic() - self._started
        left = taken / self._done * (self.total - self._done) if self._done else None
        return Standing(self._done, self.total, self._step, left, self._over.is_set())

    def cancel(self) -> None:
        """Stop at once; nothing is kept."""
        self.cancelled = True
        self._end_child()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is finished; tell whether it is."""
        return self._over.wait(seconds)

    def run(self, briefs: Iterable[Brief]) -> None:
        """Compose, send and collect; returns when all is done. Meant for a thread."""
        try:
            self._print(briefs)
        except Exception:
            _log.exception("printing failed")
            if not self.cancelled:
                self.problems.append(say("proof.died", self.order.lang))
        finally:
            self._end_child()
            if self.cancelled:
                self.file = None
            self._over.set()

    def _print(self, briefs: Iterable[Brief]) -> None:
        self._child = child = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "briefing.press"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={key: os.environ[key] for key in _KEPT if key in os.environ},
            start_new_session=True,
        )
        watch = threading.Timer(PATIENCE, self._end_child)
        watch.daemon = True
        watch.start()
        feeder = threading.Thread(target=self._feed, args=(child, briefs), daemon=True)
        feeder.start()
        try:
            self._collect(child)
        finally:
            watch.cancel()
        feeder.join(1)
        if child.wait() != 0 and not self.cancelled:
            self.problems.append(say("proof.died", self.order.lang))

    def _feed(self, child: subprocess.Popen, briefs: Iterable[Brief]) -> None:
        try:
            with suppress(BrokenPipeError, ValueError), child.stdin as pipe:
                pickle.dump(self.order, pipe)
                for brief in briefs:
                    pickle.dump(brief, pipe)
                    pipe.flush()
        except Exception:
            _log.exception("composing failed")
            self.problems.append(say("proof.died", self.order.lang))
            self._end_child()

    def _collect(self, child: subprocess.Popen) -> None:
        for line in child.stdout:
            event = json.loads(line)
            if "problem" in event:
                self.problems.append(event["problem"])
            elif "file" in event:
                content = child.stdout.read(event["size"])
                if len(content) == event["size"]:
                    self.file = (event["file"], content)
            else:
                self._done, self._step = event["done"], f"{event['name']} · {event['form']}"

    def _end_child(self) -> None:
        """End the child with all that it started (a browser for pictures)."""
        child = self._child
        if child is not None and child.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)


def start_batch(briefs: Iterable[Brief], count: int, order: Order) -> Batch:
    """Start printing `count` briefs; they are taken one after the other, as the child gets on.

    The briefs are composed here, where the store is; only data goes to the child.
    """
    batch = Batch(order, count * len(order.formats))
    threading.Thread(target=batch.run, args=(briefs,), daemon=True).start()
    return batch
