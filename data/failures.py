"""What went wrong in the program itself: written to a log, and told by its number only."""

import os
import re
import secrets
import tempfile
import traceback
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from data.moments import BEIJING
from data.personal.file_rights import make_folder
from data.settings import PROJECT, home_folder
from wording.personal import hide_numbers

NAME = "failures.log"
#: The log is begun anew beyond so many bytes; the one before stays.
LARGEST = 2_000_000
_NUMBERS = re.compile(r"\d[\d\s]{4,}\d[\dXx]?")


def write_failure(failure: BaseException | str, environ: Mapping[str, str] | None = None) -> str:
    """Write a failure to the log and return the number that it stands under.

    Parameters
    ----------
    failure
        What was raised, or what another process said about it. Of an exception the places in the code are
        written, and its words with long numbers left out: they may quote a cell.
    environ
        Where the folder of the store is named; defaults to ``os.environ``.
    """
    moment = datetime.now(BEIJING)
    number = f"{moment:%m%d}-{secrets.token_hex(3)}"
    said = failure if isinstance(failure, str) else describe_failure(failure, words=True)
    entry = f"{number}  {moment:%Y-%m-%d %H:%M:%S}  pid {os.getpid()}\n{said.rstrip()}\n\n"
    try:
        _append(home_folder(environ) / NAME, entry)
    except OSError:
        # Where the store's folder cannot be written the failure may be just that.
        _append(Path(tempfile.gettempdir()) / f"longjiang-{os.getuid()}-{NAME}", entry)
    return number


def describe_failure(failure: BaseException, *, words: bool) -> str:
    """Return the kind of a failure and the places that it came through, outermost first."""
    lines = []
    chain: list[BaseException] = [failure]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) is not None and cause not in chain:
        chain.append(cause)
    for one in reversed(chain):
        text = f": {_NUMBERS.sub('…', str(one))[:500]}" if words and str(one) else ""
        lines.append(f"{type(one).__module__}.{type(one).__name__}{text}")
        for frame in traceback.extract_tb(one.__traceback__):
            place = Path(frame.filename)
            inside = place.relative_to(PROJECT) if place.is_relative_to(PROJECT) else place
            lines.append(f"  {inside}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


def _append(place: Path, entry: str) -> None:
    make_folder(place.parent)
    if place.exists() and place.stat().st_size > LARGEST:
        os.replace(place, place.with_name(f"{place.name}.1"))
    handle = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8", errors="replace") as log:
        log.write(hide_numbers(entry))
