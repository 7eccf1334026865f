"""While the app has the store open, commands go through its local API; strangers are kept out."""

import asyncio
import http.client
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from data.settings import load_settings
from data.store import open_store
from tests.test_manage import ROOT, manage
from ui.api import ROUTES
from ui.door import PATH, Refused, carry_out, find_server, leave_note, remove_note
from ui.gate import Gate, is_local, is_loopback, refusal_of_address

MONTHLY = "全省进度月报-2019年6月.xlsx"


@pytest.fixture
def served(own_home: Path) -> Iterator[int]:
    """Serve the local API on a free port, with the store open as the app has it."""
    settings = load_settings()
    with socket.socket() as free, open_store(settings):
        free.bind(("127.0.0.1", 0))
        free.listen()
        port = free.getsockname()[1]
        app = Starlette(routes=ROUTES, middleware=[Middleware(Gate)])
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [free]})
        thread.start()
        leave_note(settings, port)
        try:
            yield port
        finally:
            remove_note(settings)
            server.should_exit = True
            thread.join()


def ask(port: int, headers: dict[str, str], body: bytes = b"{}") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("POST", PATH, body, headers)
    answer = connection.getresponse()
    try:
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_commands_work_while_the_app_serves(served: int, samples: Path) -> None:
    done = manage("import", samples / MONTHLY, "--actor", "张三")
    assert done.returncode == 0 and "已入库" in done.stdout
    lines = json.loads(manage("status", "--json", "--city", "230100").stdout)
    assert lines[0]["actual"] == 13


def test_a_refusal_comes_through_in_the_language_asked_for(served: int) -> None:
    done = manage("status", "--city", "火星", "--lang", "en")
    assert done.returncode == 2 and "no city" in done.stderr


def test_without_the_token_nothing_is_carried_out(served: int) -> None:
    for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": "Bearer 口令".encode().decode("latin-1")}):
        status, text = ask(served, headers)
        assert status == 401 and "口令不符" in text


def test_a_request_that_came_from_elsewhere_is_refused(served: int) -> None:
    token = {"Authorization": f"Bearer {find_server(load_settings()).token}"}
    assert ask(served, {**token, "Host": "evil.example"})[0] == 403
    assert ask(served, {**token, "X-Forwarded-For": "10.0.0.7"})[0] == 403
    assert ask(served, token)[0] == 400


def test_the_note_is_for_its_own_user_only(served: int, own_home: Path) -> None:
    assert (own_home / "serving.json").stat().st_mode & 0o777 == 0o600


def test_a_note_left_by_a_dead_app_does_not_stop_a_command(own_home: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        leave_note(load_settings(), closed.getsockname()[1])
    assert [*carry_out("status", {}, load_settings())] == [{"result": []}]


def test_a_store_that_another_process_holds_is_said(own_home: Path) -> None:
    with open_store(load_settings()):
        done = manage("status")
    assert done.returncode == 2 and done.stderr.strip()


def test_an_unknown_city_is_refused_directly_as_well(own_home: Path) -> None:
    with pytest.raises(Refused):
        list(carry_out("status", {"city": "火星"}, load_settings()))


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "[::1]", "127.8.8.8", "::ffff:127.0.0.1"])
def test_loopback_addresses_may_be_listened_on(address: str) -> None:
    assert is_loopback(address) and refusal_of_address(address) is None


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7", "example.org", "127.0.0.1.example.org", "", None])
def test_any_other_address_is_refused_with_a_sentence(address: str | None) -> None:
    assert not is_loopback(address) and "127.0.0.1" in (refusal_of_address(address) or "")


@pytest.mark.parametrize(
    ("client", "server", "host", "local"),
    [
        ("127.0.0.1", "127.0.0.1", b"127.0.0.1:8501", True),
        ("127.0.0.1", "127.0.0.1", b"localhost:8501", True),
        ("::1", "::1", b"[::1]:8501", True),
        ("192.0.2.7", "192.0.2.1", b"localhost", False),
        ("127.0.0.1", "127.0.0.1", b"rebound.example:8501", False),
        ("127.0.0.1", "127.0.0.1", b"", False),
    ],
)
def test_a_request_is_local_at_both_ends_and_by_name(client: str, server: str, host: bytes, local: bool) -> None:
    scope = {"type": "http", "client": (client, 5), "server": (server, 8501), "headers": [(b"host", host)]}
    assert is_local(scope) is local


@pytest.mark.parametrize(
    ("origin", "local"),
    [(b"http://127.0.0.1:8501", True), (b"http://elsewhere.example", False), (b"http://127.0.0.1:9000", False), (b"null", False)],
)
def test_a_page_of_another_origin_may_ask_for_nothing(origin: bytes, local: bool) -> None:
    headers = [(b"host", b"127.0.0.1:8501"), (b"origin", origin)]
    scope = {"type": "websocket", "client": ("127.0.0.1", 5), "server": ("127.0.0.1", 8501), "headers": headers}
    assert is_local(scope) is local


def test_a_websocket_of_a_stranger_is_closed_before_it_opens() -> None:
    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": "/_stcore/stream", "client": ("192.0.2.7", 5), "server": ("192.0.2.1", 1), "headers": []}
    asyncio.run(Gate(app=None)(scope, None, send))  # type: ignore[arg-type]
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_the_app_refuses_to_listen_to_the_network_while_anyone_may_do_anything() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "0.0.0.0", "--server.port", "0"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0 and "127.0.0.1" in done.stderr and "Traceback" not in done.stderr


def test_a_note_left_by_a_killed_app_sends_nothing_to_its_port(own_home: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    note = {"port": 8501, "token": "t", "process": ended.pid}
    own_home.mkdir(parents=True, exist_ok=True)
    (own_home / "serving.json").write_text(json.dumps(note), "utf-8")
    assert find_server(load_settings()) is None
