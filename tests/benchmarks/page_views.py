"""One warm view: what the server spends on it and sends; sessions opened over the websocket, as a browser does."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.benchmarks.yardsticks import serving_plain, serving_title
from tests.browser.serving import fill_with_demo, serving
from tests.support.hostile import FILES

# Pages take turns, so that what else the machine does meets all of them alike.
WARMING, ROUNDS, VIEWS = 5, 4, 20
TICKS = os.sysconf("SC_CLK_TCK")
FIGURE = "高技能人才培训基地"
PAGES = {"overview": ("", FIGURE), "city": ("city", FIGURE), "metric": ("metric", FIGURE)}
PAGES |= {"briefing": ("briefing", "计划推进情况的通报")}


@dataclass(frozen=True, slots=True)
class Seen:
    """One view as it came over the websocket."""

    messages: int
    size: int
    content: bytes


def open_session(address: str) -> ClientConnection:
    """Open the websocket as a page of the app does."""
    stream = address.replace("http", "ws") + "/_stcore/stream"
    return connect(stream, origin=address, subprotocols=["streamlit"], max_size=None)


def ask_for(page: str, query: str = "") -> bytes:
    """Return the message by which a browser asks for a page."""
    message = BackMsg()
    message.rerun_script.page_name, message.rerun_script.query_string = page, query
    message.rerun_script.context_info.timezone = "Asia/Shanghai"
    return message.SerializeToString()


def see(address: str, page: str) -> Seen:
    """Open one page in a new session, as a browser does."""
    sent, count, size = [], 0, 0
    with open_session(address) as socket:
        socket.send(ask_for(page))
        while True:
            written = socket.recv(timeout=60)
            received = ForwardMsg.FromString(written)
            count, size = count + 1, size + len(written)
            sent.append(received.delta.SerializeToString())
            if received.WhichOneof("type") == "script_finished":
                return Seen(count, size, b"".join(sent))


def view(address: str, page: str) -> bytes:
    """Open one page in a new session; return all that it was sent."""
    return see(address, page).content


@contextmanager
def another_viewer(address: str) -> Iterator[None]:
    """Keep somebody else's page open: when the last one leaves, the server forgets its compiled scripts."""
    with open_session(address) as socket:
        socket.send(ask_for(""))
        while ForwardMsg.FromString(socket.recv(timeout=60)).WhichOneof("type") != "script_finished":
            pass
        yield


def latency_of_a_view(address: str, views: int) -> float:
    """Return the 95th percentile of the seconds that views of the overview take, one after the other."""
    taken = []
    for _ in range(views):
        start = time.perf_counter()
        view(address, "")
        taken.append(time.perf_counter() - start)
    return quantiles(taken, n=20)[-1]


def while_reading(address: str, home: Path) -> float:
    """Return the same while the server reads a bomb that someone handed in."""
    (home / "x.xlsx").write_bytes(FILES["bomb of rows"]())
    command = [sys.executable, "manage.py", "check", str(home / "x.xlsx")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as reading:
        time.sleep(1)
        found = latency_of_a_view(address, VIEWS)
        if reading.poll() is not None:
            raise SystemExit("the bomb was read before the views were over")
        reading.terminate()
    return found


def cpu_of(process: int) -> float:
    """Return the seconds of CPU that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def measure_views(home: Path) -> dict[str, dict[str, float]]:
    """Return for each page seconds of the server's CPU, messages and bytes of one view once its caches are warm."""
    with ExitStack() as opened:
        title = opened.enter_context(serving_title(home / "title"))
        plain = opened.enter_context(serving_plain(home / "plain"))
        ours = opened.enter_context(serving(home / "demo"))
        pages = {"title": (title, "", "龙江产改进度"), "plain": (plain, "", "龙江产改进度")}
        pages |= {name: (ours, page, expected) for name, (page, expected) in PAGES.items()}
        for address, _ in (title, plain, ours):
            opened.enter_context(another_viewer(address))
        found = {}
        for name, ((address, _), page, expected) in pages.items():
            for _ in range(WARMING):
                seen = see(address, page)
            if expected.encode() not in seen.content:
                raise SystemExit(f"the page {name} does not show {expected}")
            found[name] = {"cpu": 0.0, "messages": seen.messages, "bytes": seen.size}
        for _ in range(ROUNDS):
            for name, ((address, process), page, _) in pages.items():
                before = cpu_of(process)
                for _ in range(VIEWS):
                    see(address, page)
                found[name]["cpu"] += (cpu_of(process) - before) / VIEWS / ROUNDS
    return found


def main(home: Path) -> None:
    """Print as JSON what each page costs, and how long a view takes while a file is read and otherwise."""
    fill_with_demo(home / "demo")
    found: dict[str, object] = {"views": measure_views(home)}
    with serving(home / "demo") as (address, _):
        found["quiet"] = latency_of_a_view(address, 2 * VIEWS)
        found["reading"] = while_reading(address, home)
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
