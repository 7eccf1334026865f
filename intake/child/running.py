"""Reading in a limited child process: whatever a file does, the parent lives and says what happened."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from data.failures import write_failure
from intake.child.exchange import Limits, Watch, exchange
from intake.child.serialising import unpack_reading
from intake.confined import FAILED
from intake.findings.finding import Finding
from intake.reading import Reading
from intake.sheets.sheet import Unreadable
from intake.sheets.workbook import recognise_format
from wording.personal import hide_numbers

ROOT = Path(__file__).parents[2]
ENTRY = ROOT / "intake" / "confined.py"
LIMITS, NOBODY = Limits(), Watch()
#: Those who wait look so often whether they still want to.
PATIENCE = 0.5


class Queue:
    """First come, first served, one at a time; those who wait are told their place."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._tickets: deque[object] = deque()

    @contextmanager
    def turn(self, watch: Watch = NOBODY) -> Iterator[None]:
        """Wait for one's turn; `watch` is told the number of those before, whenever it changes."""
        ticket, told = object(), 0
        with self._changed:
            self._tickets.append(ticket)
        try:
            while place := self._next_place(ticket, told, watch):
                told = place
                if watch.on_wait is not None:
                    watch.on_wait(place)
            yield
        finally:
            with self._changed:
                self._tickets.remove(ticket)
                self._changed.notify_all()

    def _next_place(self, ticket: object, told: int, watch: Watch) -> int:
        with self._changed:
            while (place := self._tickets.index(ticket)) and place == told:
                self._changed.wait(PATIENCE)
                watch.check()
            return place


QUEUE = Queue()


def read_in_child(
    content: bytes,
    name: str,
    *,
    limits: Limits = LIMITS,
    watch: Watch = NOBODY,
    **options: Any,
) -> Reading:
    """Read a file as `intake.read.read_file` does, in a child process of its own.

    Parameters
    ----------
    content, name
        The file's bytes and its name.
    limits
        What the child may use.
    watch
        Who is told how far it has come, and may end it.
    options
        `plan`, `city`, `period`, `hints`, `today`, `key`, as for `read_file`.

    Returns
    -------
    Reading
        What was read; where the child died or a limit was hit, one finding that says so
        (``unreadable-file`` or ``too-large`` with a reason), and where the program failed ``program-failed``
        with the number under which the log has it. Never raises for a bad file.

    Raises
    ------
    Cancelled
        When `watch` no longer wants it.
    """
    sha256, name = hashlib.sha256(content).hexdigest(), hide_numbers(name)
    try:
        kind = recognise_format(content)
        with QUEUE.turn(watch):
            answer = run_child(content, compose_order("read", name, kind, limits, options), limits, watch)
        reading = unpack_reading(answer)
        if (reading.file, reading.sha256) != (name, sha256):
            raise ValueError("the reading of another file")
    except Unreadable as problem:
        finding = Finding(problem.slug, facts=dict(problem.facts))
        return Reading(name, sha256, None, options.get("plan"), findings=(finding,))
    except ValueError as error:
        finding = Finding("program-failed", facts={"number": write_failure(error)})
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


def run_child(content: bytes, order: bytes, limits: Limits, watch: Watch = NOBODY) -> bytes:
    """Return what the child answers; raise `Unreadable` naming the limit that ended it."""
    places = [str(ROOT), *(path for path in sys.path if path.endswith(("site-packages", "dist-packages")))]
    progress, told = os.pipe()
    # Isolated and without site: nothing of the caller's environment reaches the child, secrets least.
    child = subprocess.Popen(
        [sys.executable, "-I", "-S", "-X", "utf8", str(ENTRY), str(told), *places],
        pass_fds=(told,),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd="/",
        env={key: os.environ[key] for key in ("LD_LIBRARY_PATH",) if key in os.environ},
        start_new_session=True,
    )
    os.close(told)
    try:
        answer, complaint = exchange(child, (order, content), progress, limits, watch)
        code = child.wait()
    finally:
        os.close(progress)
        _end_child(child)
    if code == 0 and answer == b"memory":
        raise Unreadable("too-large", reason="memory")
    if code == 0 and answer.startswith(FAILED):
        raise Unreadable("program-failed", number=write_failure(answer.removeprefix(FAILED).decode("utf-8", "replace")))
    if code != 0:
        raise _name_death(code, complaint)
    return answer


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
    # Only the name of the failure: its words may quote a person's cell.
    last = complaint.decode("utf-8", "replace").strip().rpartition("\n")[2].partition(":")[0]
    number = write_failure(f"child ended with {code}: {last}")
    # A signal comes from a library that the file's bytes have upset; an exit is our own.
    return Unreadable("unreadable-file", reason="died") if code < 0 else Unreadable("program-failed", number=number)
