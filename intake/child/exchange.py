"""Talking with the child: the file goes in, the answer, the complaints and the progress come out, within limits."""

import json
import os
import selectors
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from intake.sheets.progress import PHASES
from intake.sheets.sheet import Unreadable

_TICK = 0.25


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may use: bytes of memory and of output, seconds of CPU and of clock.

    What a file costs is counted in CPU, however busy the machine is; the clock only ends a child that waits for ever.
    """

    memory: int = 2_500_000_000
    cpu: int = 50
    wall: int = 300
    output: int = 256_000_000


class Cancelled(Exception):
    """Whoever asked for the reading no longer wants it."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What whoever asked wants to know and may say meanwhile.

    Attributes
    ----------
    on_wait
        Called with the number of files before this one while it waits for its turn.
    on_progress
        Called with phase (one of `intake.sheets.progress.PHASES`), share done (0 to 1) and rows read.
    stop
        Once set, the child is ended and `Cancelled` raised.
    """

    on_wait: Callable[[int], None] | None = None
    on_progress: Callable[[str, float, int], None] | None = None
    stop: threading.Event | None = None

    def check(self) -> None:
        """Raise `Cancelled` once that is wanted."""
        if self.stop is not None and self.stop.is_set():
            raise Cancelled


def exchange(
    child: subprocess.Popen[bytes], sent: tuple[bytes, bytes], progress: int, limits: Limits, watch: Watch
) -> tuple[bytes, bytes]:
    """Feed the child and take its answer and its complaint.

    Parameters
    ----------
    progress
        The end of the pipe from which its progress is read.

    Raises
    ------
    Unreadable
        When it takes too long or answers too much.
    Cancelled
        When it is no longer wanted.
    """
    deadline = time.monotonic() + limits.wall
    waiting = deque(memoryview(part) for part in sent)
    taken: dict[Any, bytearray] = {child.stdout: bytearray(), child.stderr: bytearray(), progress: bytearray()}
    with selectors.DefaultSelector() as selector:
        for pipe, event in ((child.stdin, selectors.EVENT_WRITE), *((p, selectors.EVENT_READ) for p in taken)):
            assert pipe is not None
            os.set_blocking(pipe if isinstance(pipe, int) else pipe.fileno(), False)
            selector.register(pipe, event)
        while any(key.fileobj != progress for key in selector.get_map().values()):
            left = deadline - time.monotonic()
            watch.check()
            if left <= 0:
                raise Unreadable("too-large", reason="time", limit=f"{limits.wall} s")
            for key, _ in selector.select(min(left, _TICK)):
                pipe = key.fileobj
                finished = _feed(key.fd, waiting) if pipe is child.stdin else _take(key.fd, taken[pipe])
                if len(taken[child.stdout]) > limits.output:
                    raise Unreadable("too-large", reason="output")
                if pipe is child.stderr:
                    del taken[pipe][:-4000]
                elif pipe == progress:
                    _tell(taken[pipe], watch)
                if finished:
                    selector.unregister(pipe)
                    if not isinstance(pipe, int):
                        pipe.close()
        try:
            child.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            raise Unreadable("too-large", reason="time", limit=f"{limits.wall} s") from None
    return bytes(taken[child.stdout]), bytes(taken[child.stderr])


def _tell(said: bytearray, watch: Watch) -> None:
    """Pass the last whole line on; the child may be the work of a hostile file, so nothing of it is believed."""
    lines, _, rest = bytes(said).rpartition(b"\n")
    said[:] = rest[-500:]
    if not lines or watch.on_progress is None:
        return
    try:
        last = json.loads(lines.rpartition(b"\n")[2])
        phase, share, rows = last["phase"], float(last["share"]), int(last["rows"])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return
    if phase in PHASES and 0 <= share <= 1 and 0 <= rows < 10_000_000:
        watch.on_progress(phase, share, rows)


def _feed(pipe: int, waiting: deque[memoryview]) -> bool:
    while waiting and not waiting[0]:
        waiting.popleft()
    if not waiting:
        return True
    try:
        waiting[0] = waiting[0][os.write(pipe, waiting[0][:1_048_576]) :]
    except BlockingIOError:
        return False
    except BrokenPipeError:
        return True  # the child has ended: its exit code says why
    return False


def _take(pipe: int, taken: bytearray) -> bool:
    part = os.read(pipe, 1_048_576)
    taken += part
    return not part
