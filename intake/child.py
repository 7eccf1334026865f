"""Reading in a limited child process: whatever a file does, the parent lives and says what happened."""

import hashlib
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from intake.findings import Finding
from intake.parcel import unpack_reading
from intake.reading import Reading
from intake.sheet import Unreadable
from intake.workbook import recognise_format

ENTRY = Path(__file__).with_name("confined.py")
ROOT = Path(__file__).parent.parent
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may use: bytes of memory and of output, seconds of CPU and of clock."""

    memory: int = 2_500_000_000
    cpu: int = 50
    wall: int = 55
    output: int = 256_000_000


LIMITS = Limits()


class Queue:
    """First come, first served, one at a time; those who wait are told their place."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._tickets: deque[object] = deque()

    @contextmanager
    def turn(self, on_wait: Callable[[int], None] | None = None) -> Iterator[None]:
        """Wait for one's turn; `on_wait` gets the number of those before, whenever it changes."""
        ticket, told = object(), 0
        with self._changed:
            self._tickets.append(ticket)
        try:
            while place := self._next_place(ticket, told):
                told = place
                if on_wait is not None:
                    on_wait(place)
            yield
        finally:
            with self._changed:
                self._tickets.remove(ticket)
                self._changed.notify_all()

    def _next_place(self, ticket: object, told: int) -> int:
        with self._changed:
            while (place := self._tickets.index(ticket)) and place == told:
                self._changed.wait()
            return place


QUEUE = Queue()


def read_in_child(
    content: bytes,
    name: str,
    *,
    limits: Limits = LIMITS,
    on_wait: Callable[[int], None] | None = None,
    **options: Any,
) -> Reading:
    """Read a file as `intake.read.read_file` does, in a child process of its own.

    Parameters
    ----------
    content, name
        The file's bytes and its name.
    limits
        What the child may use.
    on_wait
        Called with the number of files before this one while it waits for its turn.
    options
        `plan`, `city`, `period`, `hints`, `today`, `key`, as for `read_file`.

    Returns
    -------
    Reading
        What was read; where the child died or a limit was hit, one finding that says so
        (``unreadable-file`` or ``too-large`` with a reason). Never raises for a bad file.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        kind = recognise_format(content)
        with QUEUE.turn(on_wait):
            answer = run_child(content, compose_order("read", name, kind, limits, options), limits)
        reading = unpack_reading(answer)
        if (reading.file, reading.sha256) != (name, sha256):
            raise ValueError("the reading of another file")
    except Unreadable as problem:
        finding = Finding(problem.slug, facts=dict(problem.facts))
        return Reading(name, sha256, None, options.get("plan"), findings=(finding,))
    except ValueError as error:
        _log.info("child gave no reading of %s: %s", sha256, error)
        finding = Finding("unreadable-file", facts={"reason": "died"})
        return Reading(name, sha256, None, options.get("plan"), findings=(finding,))
    return reading


def compose_order(task: str, name: str, kind: str, limits: Limits, options: dict[str, Any]) -> bytes:
    """Return the line that tells the child what to do with the file that follows."""
    options = {key: value for key, value in options.items() if value is not None}
    if isinstance(options.get("today"), date):
        options["today"] = options["today"].isoformat()
    if isinstance(options.get("key"), bytes):
        options["key"] = options["key"].hex()
    if "hints" in options:
        options["hints"] = list(options["hints"])
    order = {
        "task": task,
        "name": name,
        "format": kind,
        "options": options,
        "memory": limits.memory,
        "cpu": limits.cpu,
        "wall": limits.wall + 2,
    }
    return json.dumps(order).encode("ascii") + b"\n"


def run_child(content: bytes, order: bytes, limits: Limits) -> bytes:
    """Return what the child answers; raise `Unreadable` naming the limit that ended it."""
    places = [str(ROOT), *(path for path in sys.path if path.endswith(("site-packages", "dist-packages")))]
    # Isolated and without site: nothing of the caller's environment reaches the child, secrets least.
    child = subprocess.Popen(
        [sys.executable, "-I", "-S", "-X", "utf8", str(ENTRY), *places],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd="/",
        env={key: os.environ[key] for key in ("LD_LIBRARY_PATH",) if key in os.environ},
        start_new_session=True,
    )
    try:
        answer, complaint = _exchange(child, (order, content), limits)
        code = child.wait()
    finally:
        _end_child(child)
    if code == 0 and answer == b"memory":
        raise Unreadable("too-large", reason="memory")
    if code != 0:
        # Only the name of the failure: its words may quote a person's cell.
        last = complaint.decode("utf-8", "replace").strip().rpartition("\n")[2]
        _log.info("child ended with %s: %s", code, last.partition(":")[0])
        raise _name_death(code, complaint)
    return answer


def _exchange(child: subprocess.Popen[bytes], sent: tuple[bytes, bytes], limits: Limits) -> tuple[bytes, bytes]:
    """Feed the child and take its answer, within the time and output limits."""
    deadline = time.monotonic() + limits.wall
    waiting = deque(memoryview(part) for part in sent)
    taken: dict[Any, bytearray] = {child.stdout: bytearray(), child.stderr: bytearray()}
    with selectors.DefaultSelector() as selector:
        for pipe, event in ((child.stdin, selectors.EVENT_WRITE), *((p, selectors.EVENT_READ) for p in taken)):
            assert pipe is not None
            os.set_blocking(pipe.fileno(), False)
            selector.register(pipe, event)
        while selector.get_map():
            left = deadline - time.monotonic()
            if left <= 0:
                raise Unreadable("too-large", reason="time", limit=f"{limits.wall} s")
            for key, _ in selector.select(left):
                pipe = key.fileobj
                if pipe is child.stdin:
                    finished = _feed(key.fd, waiting)
                else:
                    finished = _take(key.fd, taken[pipe])
                    if len(taken[child.stdout]) > limits.output:
                        raise Unreadable("too-large", reason="output")
                    if pipe is child.stderr:
                        del taken[pipe][:-4000]
                if finished:
                    selector.unregister(pipe)
                    pipe.close()  # type: ignore[union-attr]
        try:
            child.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            raise Unreadable("too-large", reason="time", limit=f"{limits.wall} s") from None
    return bytes(taken[child.stdout]), bytes(taken[child.stderr])


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


def _end_child(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.kill()
        child.wait()
    for pipe in (child.stdin, child.stdout, child.stderr):
        if pipe is not None:
            pipe.close()


def _name_death(code: int, complaint: bytes) -> Unreadable:
    if code in (-signal.SIGXCPU, -signal.SIGALRM):
        return Unreadable("too-large", reason="time")
    # A Rust reader aborts when it gets no memory; SIGKILL not from us is the system short of it.
    if code == -signal.SIGKILL or b"MemoryError" in complaint or b"memory allocation" in complaint:
        return Unreadable("too-large", reason="memory")
    return Unreadable("unreadable-file", reason="died")
