"""One process at a time: a lock beside the store that says who holds it."""

import fcntl
import json
import os
import sys
from pathlib import Path

from data.errors import StoreBusy
from data.personal.file_rights import make_folder


class StoreLock:
    """An exclusive lock on a file; the system releases it when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self, since: str) -> None:
        """Take the lock and write down who holds it.

        Raises
        ------
        StoreBusy
            When another process has it, with that process's number, command and start.
        """
        make_folder(self._path.parent)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _read_holder(handle)
            os.close(handle)
            raise StoreBusy(home=str(self._path.parent), **holder) from None
        note = {"pid": str(os.getpid()), "command": _command(), "since": since}
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(note, ensure_ascii=False).encode(), 0)
        self._handle = handle

    def release(self) -> None:
        """Give the lock back; the file stays, empty."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None


def _command() -> str:
    return Path(sys.argv[0]).name or "python" if sys.argv else "python"


def _read_holder(handle: int) -> dict[str, str]:
    unknown = {"pid": "?", "command": "?", "since": "?"}
    try:
        note = json.loads(os.pread(handle, 4096, 0))
        return unknown | {name: str(note[name]) for name in unknown if name in note}
    except (ValueError, AttributeError):
        return unknown
