"""How far a reading has come, told from wherever it is to whoever listens (nobody, unless a child is watched)."""

import json
import os
import time

PHASES = ("open", "read", "judge", "compare")
#: Reading the parts of a file takes about this share of the whole.
READING = 0.7
_PAUSE = 0.2


class _Pace:
    """The one progress of this process."""

    def __init__(self) -> None:
        self.pipe: int | None = None
        self.expected = 0
        self.taken = 0
        self.rows = 0
        self.said = 0.0


_pace = _Pace()


def listen(pipe: int) -> None:
    """Write progress to this pipe from now on."""
    _pace.pipe = pipe


def expect(size: int) -> None:
    """Say how many bytes will be read."""
    _pace.expected, _pace.taken = size, 0


def advance(size: int, rows: int) -> None:
    """Say that so many more bytes and rows of a sheet were read."""
    _pace.taken += size
    _pace.rows += rows
    if _pace.pipe is None:
        return
    if time.monotonic() - _pace.said > _PAUSE:
        tell("read", READING * min(_pace.taken / max(_pace.expected, 1), 1))


def tell(phase: str, share: float, rows: int | None = None) -> None:
    """Say which phase is under way, what share of the whole is done, and how many rows were read."""
    if rows is not None:
        _pace.rows = rows
    if _pace.pipe is None:
        return
    _pace.said = time.monotonic()
    try:
        os.write(
            _pace.pipe,
            json.dumps({"phase": phase, "share": round(share, 3), "rows": _pace.rows}).encode("ascii") + b"\n",
        )
    except OSError:
        _pace.pipe = None  # nobody listens any more
