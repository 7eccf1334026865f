"""While the app has the store open, commands go through its local API; strangers are kept out."""

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

from commands.refused import Refused
from commands.store_access import PATH, carry_out, find_server, leave_note, remove_note
from data.settings import load_settings
from data.store import open_store
from serving.api import ROUTES
from serving.gate import Gate
from tests.commands.test_manage import manage

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
    assert ask(served, {})[0] == 403
    for headers in ({"Authorization": "Bearer "}, {"Authorization": "Bearer 口令".encode().decode("latin-1")}):
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


def test_a_note_left_by_a_killed_app_sends_nothing_to_its_port(own_home: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    note = {"port": 8501, "token": "t", "process": ended.pid}
    own_home.mkdir(parents=True, exist_ok=True)
    (own_home / "serving.json").write_text(json.dumps(note), "utf-8")
    assert find_server(load_settings()) is None
