"""Somebody puts nginx in front although no access control is configured: no figure leaves, whatever lines it has.

What can be told is refused: a stranger's browser names the proxy, not this machine; a program can name this machine
too, but where nginx runs under an account of its own, the connection is that account's. (A proxy of the reader's own
account would not show; so the read-me forbids all of them.)
"""

import http.client
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.serving import chromium, fill_with_demo, serving
from tests.servers.nginx import NGINX, in_front_of

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is missing: apt-get install nginx-light")

NAME = "progress.example.cn"
UPGRADE = 'proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";'
LINES = {
    "no header lines": "",
    "lines for the websocket alone": UPGRADE,
    "the upstream's name by hand": f"{UPGRADE} proxy_set_header Host localhost:$proxy_port;",
    "the reader's host": f"{UPGRADE} proxy_set_header Host $http_host;",
    "the reader's address": f"{UPGRADE} proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
    "all usual lines": f"{UPGRADE} proxy_set_header Host $http_host; proxy_set_header X-Real-IP $remote_addr;",
}
HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("demo")
    fill_with_demo(home)
    with serving(home) as (address, _):
        yield address


@pytest.fixture(params=LINES, ids=LINES.keys())
def proxy(request: pytest.FixtureRequest, app: str, tmp_path: Path) -> Iterator[int]:
    open_to_workers(tmp_path)
    with in_front_of(app, LINES[request.param], tmp_path / "nginx") as port:
        yield port


def open_to_workers(folder: Path) -> None:
    """Let nginx's workers reach a folder: they are another user where root starts it."""
    for one in (folder, *folder.parents):
        if one.stat().st_uid == os.getuid() and one != Path("/"):
            one.chmod(one.stat().st_mode | 0o011)


def ask(port: int, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> int:
    """Ask as a stranger's browser does; return the status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        given = {"Host": f"{NAME}:{port}", **{name.replace("_", "-"): text for name, text in headers.items()}}
        connection.request(method, path, body, given)
        return connection.getresponse().status
    finally:
        connection.close()


def test_a_stranger_gets_no_session_no_upload_no_file_and_no_command_through_a_proxy(proxy: int) -> None:
    own = f"http://{NAME}:{proxy}"
    for origin in ({}, {"Origin": own}):
        assert ask(proxy, "/_stcore/stream", **HANDSHAKE, **origin) == 403
        assert ask(proxy, "/_stcore/upload_file/session/file", "PUT", b"x", **origin) == 403
        assert ask(proxy, "/_stcore/agent/interact", "POST", b"{}", **origin) == 403
        assert ask(proxy, "/api/command", "POST", b"{}", **origin) == 403
    for referer in ({}, {"Referer": f"{own}/city"}):
        assert ask(proxy, "/media/0123456789abcdef.png", **referer) == 403


def test_a_proxy_without_header_lines_gets_not_even_the_empty_page(app: str, tmp_path: Path) -> None:
    open_to_workers(tmp_path)
    with in_front_of(app, "", tmp_path / "nginx") as port:
        assert ask(port, "/") == 403


@pytest.mark.skipif(os.getuid() != 0, reason="nginx runs under an account of its own only where root starts it")
@pytest.mark.parametrize("lines", [UPGRADE, LINES["the upstream's name by hand"]])
def test_a_stranger_s_program_that_names_this_machine_is_known_by_the_proxy_s_account(
    lines: str, app: str, tmp_path: Path
) -> None:
    open_to_workers(tmp_path)
    host = (
        app.removeprefix("http://")
        if lines == UPGRADE
        else app.removeprefix("http://").replace("127.0.0.1", "localhost")
    )
    with in_front_of(app, lines, tmp_path / "nginx") as port:
        own = f"http://{host}"
        assert ask(port, "/_stcore/stream", **HANDSHAKE, Origin=own) == 403
        assert ask(port, "/_stcore/upload_file/session/file", "PUT", b"x", Origin=own) == 403
        assert ask(port, "/media/0123456789abcdef.png", Referer=f"{own}/") == 403


def test_a_stranger_s_browser_shows_no_figure_through_a_proxy(proxy: int, app: str) -> None:
    with chromium(f"--host-resolver-rules=MAP {NAME} 127.0.0.1") as browser:
        page = browser.new_page()
        page.goto(f"http://{NAME}:{proxy}/")
        page.wait_for_timeout(3000)
        assert page.locator(".lj-card, .lj-lead, h1").count() == 0 and "高技能人才培训基地" not in page.content()
        # The same browser sees them without the proxy.
        page.goto(app)
        page.locator(".lj-card").first.wait_for(timeout=60_000)


def test_without_a_proxy_the_same_requests_are_refused_unless_they_come_from_a_page_of_the_app(app: str) -> None:
    port = int(app.rpartition(":")[2])
    assert ask(port, "/_stcore/stream", **HANDSHAKE) == 403
    assert ask(port, "/_stcore/stream", **HANDSHAKE, Host=f"127.0.0.1:{port}") == 403
    assert ask(port, "/_stcore/stream", **HANDSHAKE, Host=f"127.0.0.1:{port}", Origin=app) == 101
