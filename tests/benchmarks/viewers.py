"""Many viewers of one process, over the websocket without a browser: how long a view takes, and what stays behind.

``python -m tests.benchmarks.viewers 200 120``: so many viewers for so many seconds, on our pages, a page with
nothing but a title, and one with pandas and Plotly. The first minute counts for nothing: all come at once.
"""

import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from tests.benchmarks.page_views import ask_for
from tests.benchmarks.yardsticks import serving_plain, serving_title
from tests.browser.serving import fill_with_demo, serving

THINKING = (7.0, 13.0)
WARMING = 60.0
CITIES = ("230100", "230200", "230300", "230600", "231000", "231100", "231200")
# Every second view is the overview's.
OURS = ("", "", "city", "metric")
# A session that nobody comes back to is kept for two minutes.
AFTERWARDS = 150.0

Serving = Callable[[Path], AbstractContextManager[tuple[str, int]]]


@dataclass(slots=True)
class Tally:
    """What the viewers met: seconds of each view with the moment it began, and errors."""

    taken: list[tuple[float, float]] = field(default_factory=list)
    errors: int = 0


async def _look(address: str, pages: tuple[str, ...], until: float, tally: Tally) -> None:
    chance = random.Random()
    await asyncio.sleep(chance.uniform(0, THINKING[1]))
    stream = address.replace("http", "ws") + "/_stcore/stream"
    async with connect(stream, origin=address, subprotocols=["streamlit"], max_size=None, compression=None) as socket:
        while (start := time.monotonic()) < until:
            page = chance.choice(pages)
            await socket.send(ask_for(page, f"city={chance.choice(CITIES)}" if page == "city" else ""))
            while True:
                message = ForwardMsg.FromString(await asyncio.wait_for(socket.recv(), 60))
                kind = message.WhichOneof("type")
                if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                    tally.errors += 1
                if kind == "script_finished":
                    break
            tally.taken.append((start, time.monotonic() - start))
            await asyncio.sleep(chance.uniform(*THINKING))


async def _all_look(address: str, pages: tuple[str, ...], viewers: int, until: float) -> Tally:
    tally = Tally()
    ended = await asyncio.gather(*(_look(address, pages, until, tally) for _ in range(viewers)), return_exceptions=True)
    tally.errors += sum(isinstance(one, BaseException) for one in ended)
    return tally


def held_by(process: int) -> tuple[float, int]:
    """Return megabytes of memory and the number of file descriptors that a process holds."""
    status = Path(f"/proc/{process}/status").read_text().split("VmRSS:")[1].split()[0]
    return int(status) / 1024, len(os.listdir(f"/proc/{process}/fd"))


def measure_viewers(serve: Serving, home: Path, pages: tuple[str, ...], viewers: int, seconds: float) -> str:
    """Return one line: p50 and p95 after the first minute, errors, memory and descriptors at start, minute and end."""
    with serve(home) as (address, process):
        asyncio.run(_all_look(address, pages, 1, time.monotonic() + 1))
        before, begun = held_by(process), time.monotonic()
        counted = begun + min(WARMING, seconds / 2)
        tally = asyncio.run(_all_look(address, pages, viewers, begun + seconds))
        after = held_by(process)
        time.sleep(AFTERWARDS)
        left = held_by(process)
    late = [taken for start, taken in tally.taken if start >= counted]
    parts = quantiles(late, n=20)
    held = " → ".join(f"{memory:.0f} MB" for memory, _ in (before, after, left))
    descriptors = " → ".join(str(count) for _, count in (before, after, left))
    return (
        f"{len(late)} views, p50 {parts[9] * 1000:.0f} ms, p95 {parts[18] * 1000:.0f} ms, {tally.errors} errors, "
        f"{held}, descriptors {descriptors}"
    )


def main(viewers: int = 200, seconds: float = 120.0) -> None:
    """Print a line for each of the three."""
    print(f"{viewers} viewers, {seconds:.0f} s; before, at the end, and {AFTERWARDS:.0f} s later")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        fill_with_demo(home / "demo")
        for name, serve, at, pages in (
            ("title page", serving_title, home / "title", ("",)),
            ("ours", serving, home / "demo", OURS),
            ("pandas and Plotly", serving_plain, home / "plain", ("",)),
        ):
            print(f"{name}: {measure_viewers(serve, at, pages, viewers, seconds)}", flush=True)


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:3]))
