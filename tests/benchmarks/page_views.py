"""CPU that the server spends on one warm view: sessions opened over the websocket, as a browser does."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.browser.serving import fill_with_demo, serving
from tests.support.hostile import FILES

WARMING, VIEWS = 5, 40
TICKS = os.sysconf("SC_CLK_TCK")
TITLE = "import streamlit as st\nst.title('龙江产改进度')\n"


def open_session(address: str) -> ClientConnection:
    """Open the websocket as a page of the app does."""
    stream = address.replace("http", "ws") + "/_stcore/stream"
    return connect(stream, origin=address, subprotocols=["streamlit"], max_size=None)


def view(address: str, page: str) -> bytes:
    """Open one page in a new session, as a browser does; return all that it was sent."""
    sent = []
    with open_session(address) as socket:
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.context_info.timezone = "Asia/Shanghai"
        socket.send(message.SerializeToString())
        while True:
            received = ForwardMsg.FromString(socket.recv(timeout=60))
            sent.append(received.delta.SerializeToString())
            if received.WhichOneof("type") == "script_finished":
                return b"".join(sent)


def cpu_of_a_view(address: str, process: int, page: str, expected: str) -> float:
    """Return seconds of the server's CPU for one view once its caches are warm."""
    with another_viewer(address):
        for _ in range(WARMING):
            shown = view(address, page)
        if expected.encode() not in shown:
            raise SystemExit(f"the page {page or 'overview'} does not show {expected}")
        before = _cpu(process)
        for _ in range(VIEWS):
            view(address, page)
        return (_cpu(process) - before) / VIEWS


@contextmanager
def another_viewer(address: str) -> Iterator[None]:
    """Keep somebody else's page open: when the last one leaves, the server forgets its compiled scripts."""
    with open_session(address) as socket:
        message = BackMsg()
        message.rerun_script.page_name = ""
        socket.send(message.SerializeToString())
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


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def main(home: Path) -> None:
    """Print the seconds of each page as JSON."""
    (home / "title.py").write_text(TITLE, "utf-8")
    with serving(home / "bare", script=home / "title.py", health="/_stcore/health") as (address, process):
        found = {"title": cpu_of_a_view(address, process, "", "龙江产改进度")}
    fill_with_demo(home / "demo")
    with serving(home / "demo") as (address, process):
        found["overview"] = cpu_of_a_view(address, process, "", "高技能人才培训基地")
        found["city"] = cpu_of_a_view(address, process, "city", "高技能人才培训基地")
        found["briefing"] = cpu_of_a_view(address, process, "briefing", "计划推进情况的通报")
        found["quiet"] = latency_of_a_view(address, VIEWS)
        found["reading"] = while_reading(address, home)
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
