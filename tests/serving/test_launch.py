"""Where the app may listen: as long as no access control is configured, on this machine alone."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from serving.loopback import is_loopback, refusal_of_address
from tests.benchmarks.page_views import view
from tests.browser.serving import serving
from tests.commands.test_manage import ROOT


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "[::1]", "127.8.8.8", "::ffff:127.0.0.1"])
def test_loopback_addresses_may_be_listened_on(address: str) -> None:
    assert is_loopback(address) and refusal_of_address(address) is None


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0", "::", "[::]", "192.0.2.7", "example.org", "127.0.0.1.example.org", "unix:///x", "[127.0.0.1", "", None],
)
def test_any_other_address_is_refused_with_a_sentence(address: str | None) -> None:
    assert not is_loopback(address) and "127.0.0.1" in (refusal_of_address(address) or "")


STREAMLIT = ("-m", "streamlit", "run", "app.py")
LAUNCHER = ("-m", "serving.launch")


@pytest.mark.parametrize(
    ("command", "options", "environment"),
    [
        (LAUNCHER, ("--server.address", "0.0.0.0"), {}),
        (LAUNCHER, ("--server.address=::",), {}),
        (LAUNCHER, (), {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}),
        (STREAMLIT, ("--server.address", "0.0.0.0"), {}),
        (STREAMLIT, ("--server.address", "::"), {}),
    ],
    ids=["launcher", "launcher, IPv6", "launcher, environment", "streamlit run", "streamlit run, IPv6"],
)
def test_on_an_address_of_the_network_not_one_byte_is_answered(
    command: tuple[str, ...], options: tuple[str, ...], environment: dict[str, str], own_home: Path
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    asked = [sys.executable, *command, "--server.port", str(port), *options]
    server = subprocess.Popen(
        asked, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        connected, answered = knock_until_it_ends(server, port)
        _, complaint = server.communicate(timeout=10)
    finally:
        server.kill()
    assert answered == b"" and (command == STREAMLIT or connected == 0)
    assert server.returncode != 0 and "127.0.0.1" in complaint and "Traceback" not in complaint


def knock_until_it_ends(server: subprocess.Popen, port: int, patience: float = 60.0) -> tuple[int, bytes]:
    """Connect again and again and ask for a page; return how often somebody listened, and all that was answered."""
    connected, answered, until = 0, b"", time.monotonic() + patience
    while server.poll() is None and time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as knocking:
                connected += 1
                knocking.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
                answered += knocking.recv(1000)
        except OSError:
            time.sleep(0.01)
    return connected, answered


def test_make_starts_the_app_by_the_launcher_alone() -> None:
    recipe = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"^SERVE = \S+/python -m serving\.launch ", recipe, re.MULTILINE) and "streamlit run" not in recipe


def test_pages_served_without_the_gate_show_no_data(own_home: Path) -> None:
    with serving(own_home, script=ROOT / "ui" / "router.py", health="/_stcore/health") as (address, _):
        shown = view(address, "").decode("utf-8", "replace")
    assert "make run" in shown and "培训" not in shown
