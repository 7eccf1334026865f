"""Who is local: as long as no access control is configured, a request from elsewhere gets a refusal and no figure."""

import asyncio
import os
import socket
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.types import Scope

from serving import peers
from serving.api import ROUTES
from serving.gate import SECURITY_HEADERS, Gate, is_local
from serving.loopback import split_host

PORT = 8501
HOST = f"127.0.0.1:{PORT}"
STREAM, UPLOAD, MEDIA, PAGE = "/_stcore/stream", "/_stcore/upload_file/s/f", "/media/abc.png", "/city"


def request(
    path: str = PAGE,
    method: str = "GET",
    *,
    host: str = HOST,
    ends: tuple[str, str] = ("127.0.0.1", "127.0.0.1"),
    http: str = "1.1",
    **headers: str,
) -> Scope:
    """A request as the server passes it on; a websocket for the path of one. ``_`` in a header's name is a hyphen."""
    websocket = path == STREAM
    named = [(name.replace("_", "-").encode(), text.encode("latin-1")) for name, text in headers.items()]
    return {
        "type": "websocket" if websocket else "http",
        "scheme": "ws" if websocket else "http",
        "path": path,
        **({} if websocket else {"method": method}),
        "http_version": http,
        "client": (ends[0], 50000),
        "server": (ends[1], PORT),
        "headers": [(b"host", host.encode("latin-1")), *named] if host else named,
    }


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.0.0.1:8501", "127.9.9.9:1", "localhost", "LocalHost:65535", "[::1]", "[::1]:8501",
     "[0:0:0:0:0:0:0:1]:80", "[::ffff:127.0.0.1]:8501"],
)  # fmt: skip
def test_a_local_host_is_local_in_every_way_it_is_written(host: str) -> None:
    assert is_local(request(host=host))


@pytest.mark.parametrize(
    "host",
    ["", " ", ":8501", "evil.example", "localhost:8631@evil", "user@localhost", "user:pw@127.0.0.1:8501",
     "[::1]evil.com", "[::1]evil.com:8501", "[::1]]", "[[::1]]", "[::1", "::1", "::1]", "[127.0.0.1]",
     "[localhost]:8501", "[::1%25lo]:8501", "localhost:", "localhost:0", "localhost:65536", "localhost:99999999",
     "localhost:+80", "localhost:8 0", "localhost:\u00b2", "localhost:80:80", "localhost/", "localhost/@evil",
     "localhost#", "localhost?x", "localhost\\evil", "localhost,evil.example", "localhost evil", " localhost",
     "localhost ", "localhost\t", "localhost\x00", "localhost.", "localhost.evil.example", "127.0.0.1.evil.example",
     "127.0.0.1.", "127.1", "0177.0.0.1", "2130706433", "0x7f000001", "127.0.0.1%00", "0.0.0.0", "[::]",
     "[::ffff:192.0.2.7]", "192.0.2.7:8501", "ｌocalhost".encode().decode("latin-1")],
)  # fmt: skip
def test_a_host_that_is_not_written_as_a_local_one_is_refused(host: str) -> None:
    assert not is_local(request(host=host))
    assert not is_local(request(STREAM, host=host, origin=f"http://{host}"))


@pytest.mark.parametrize(
    ("origin", "local"),
    [
        ("http://127.0.0.1:8501", True),
        ("HTTP://127.0.0.1:8501", True),
        (None, False),
        ("", False),
        ("null", False),
        ("127.0.0.1:8501", False),
        ("//127.0.0.1:8501", False),
        ("http://127.0.0.1:8501/", False),
        ("http://127.0.0.1", False),
        ("http://127.0.0.1:9000", False),
        ("http://localhost:8501", False),
        ("https://127.0.0.1:8501", False),
        ("ws://127.0.0.1:8501", False),
        ("ftp://127.0.0.1:8501", False),
        ("http://evil@127.0.0.1:8501", False),
        ("http://127.0.0.1:8501@evil.example", False),
        ("http://127.0.0.1:8501.evil.example", False),
        ("http://progress.example.cn", False),
    ],
)
@pytest.mark.parametrize(
    ("path", "method"),
    [(STREAM, "GET"), (UPLOAD, "PUT"), (UPLOAD, "POST"), (UPLOAD, "DELETE"), (PAGE, "POST"), ("/api/command", "POST"),
     ("/_stcore/agent/interact", "POST"), ("/_stcore/agent/mcp", "POST"), (PAGE, "OPTIONS")],
)  # fmt: skip
def test_who_opens_a_session_or_changes_something_comes_from_a_page_of_the_same_host(
    path: str, method: str, origin: str | None, local: bool
) -> None:
    headers = {} if origin is None else {"origin": origin}
    assert is_local(request(path, method, **headers)) is local


def test_a_host_without_port_means_the_port_of_its_scheme() -> None:
    assert is_local(request(STREAM, host="localhost", origin="http://localhost:80"))
    assert is_local(request(STREAM, host="localhost:80", origin="http://localhost"))
    secure = request(STREAM, host="localhost", origin="https://localhost:443") | {"scheme": "wss"}
    assert is_local(secure) and not is_local(secure | {"scheme": "ws"})


def test_the_command_line_needs_no_origin_but_the_token_that_the_api_asks_for() -> None:
    assert is_local(request("/api/command", "POST", authorization="Bearer token"))
    assert not is_local(request(UPLOAD, "PUT", authorization="Bearer token"))
    assert not is_local(request(STREAM, authorization="Bearer token"))


WRITING = [route for route in ROUTES if route.methods - {"GET", "HEAD"}]


@pytest.mark.parametrize("route", WRITING, ids=lambda route: route.path)
def test_every_writing_way_of_the_api_asks_for_the_token(route: object) -> None:
    for words in ("", "Bearer ", "Bearer wrong"):
        status, _, _ = answer(Starlette(routes=ROUTES), request(route.path, "POST", authorization=words))
        assert status == 401


@pytest.mark.parametrize(
    ("referer", "local"),
    [
        ("http://127.0.0.1:8501/city?plan=98113", True),
        (None, False),
        ("", False),
        ("http://progress.example.cn/city", False),
        ("http://127.0.0.1:9000/", False),
        ("http://127.0.0.1:8501@evil.example/", False),
        ("http://[::1", False),
    ],
)
def test_files_of_a_page_go_to_a_page_of_the_same_host_only(referer: str | None, local: bool) -> None:
    headers = {} if referer is None else {"referer": referer}
    assert is_local(request(MEDIA, **headers)) is local
    assert is_local(request("/base/media/x.csv", **headers)) is local
    assert is_local(request("/static/media/font.woff2"))


@pytest.mark.parametrize(
    ("headers", "local"),
    [
        ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}, True),
        ({"sec_fetch_site": "none", "sec_fetch_mode": "navigate"}, True),
        ({"sec_fetch_site": "same-origin", "sec_fetch_mode": "cors"}, True),
        ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors"}, False),
        ({"sec_fetch_site": "same-site", "sec_fetch_mode": "no-cors"}, False),
    ],
)
def test_another_page_may_link_here_but_use_no_part_of_ours(headers: dict[str, str], local: bool) -> None:
    assert is_local(request(PAGE, **headers)) is local


@pytest.mark.parametrize(
    "headers",
    [{"forwarded": "for=192.0.2.7"}, {"x_forwarded_for": "127.0.0.1"}, {"x_forwarded_proto": "https"},
     {"x_forwarded_port": "443"}, {"x_real_ip": "192.0.2.7"}, {"via": "1.1 proxy"}, {"x_original_host": "a"},
     {"x_client_ip": "192.0.2.7"}],
)  # fmt: skip
def test_what_a_proxy_passed_on_is_not_local(headers: dict[str, str]) -> None:
    assert not is_local(request(PAGE, **headers))
    assert not is_local(request(STREAM, origin=f"http://{HOST}", **headers))


def test_a_proxy_without_header_lines_speaks_http_1_0_which_no_browser_does() -> None:
    assert not is_local(request(PAGE, http="1.0"))


@pytest.mark.parametrize(
    "ends", [("192.0.2.7", "192.0.2.1"), ("127.0.0.1", "192.0.2.1"), ("192.0.2.7", "127.0.0.1"), ("", "")]
)
def test_both_ends_are_this_machine(ends: tuple[str, str]) -> None:
    assert not is_local(request(ends=ends))
    assert not is_local(request() | {"client": None})
    assert is_local(request(ends=("::1", "::ffff:127.0.0.1")))


@pytest.mark.parametrize("name", ["host", "origin"])
def test_a_header_given_twice_is_refused_whatever_it_says(name: str) -> None:
    one = request(STREAM, origin=f"http://{HOST}")
    assert is_local(one)
    again = next(header for header in one["headers"] if header[0] == name.encode())
    assert not is_local({**one, "headers": [*one["headers"], again]})


def answer(app: object, scope: Scope) -> tuple[int, dict[bytes, bytes], list[dict]]:
    """Ask an app; return status, headers and all messages."""
    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    async def receive() -> dict:
        return {"type": "http.request", "body": b"{}"}

    asyncio.run(app({"query_string": b"", **scope}, receive, send))
    return sent[0].get("status", 0), dict(sent[0].get("headers", ())), sent


@pytest.mark.parametrize("path", [PAGE, UPLOAD, MEDIA, "/api/command", STREAM])
def test_a_refusal_says_why_in_both_languages_and_carries_the_security_headers(path: str) -> None:
    scope = request(path, host="evil.example") | {"extensions": {"websocket.http.response": {}}}
    status, headers, sent = answer(Gate(app=None), scope)
    assert status == 403 and set(SECURITY_HEADERS) <= set(headers.items())
    body = b"".join(message.get("body", b"") for message in sent).decode()
    assert "未配置访问控制" in body and "No access control" in body
    assert {message["type"].removesuffix(".start").removesuffix(".body") for message in sent} == {
        "websocket.http.response" if path == STREAM else "http.response"
    }


def test_a_websocket_of_a_stranger_is_closed_before_it_opens_where_it_cannot_be_answered() -> None:
    _, _, sent = answer(Gate(app=None), request(STREAM, ends=("192.0.2.7", "192.0.2.1")))
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_a_written_host_is_taken_apart_or_not_at_all() -> None:
    assert split_host("LOCALHOST:1", "http") == ("localhost", 1)
    assert split_host("[0::1]", "https") == ("::1", 443)
    assert split_host("a@b", "http") is split_host("a:1:2", "http") is split_host("", "http") is None


def test_a_connection_held_by_a_service_s_account_is_a_proxy_s(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    table = tmp_path / "tcp"
    monkeypatch.setattr(peers, "TABLES", (table,))
    row = "0: 0100007F:{client} 0100007F:{server} 01 00000000:00000000 00:00000000 00000000 {account} 0 1"
    for account, local in (
        (0, True),
        (os.getuid(), True),
        (1000, True),
        (1_200_000, True),
        (33, False),
        (65534, False),
    ):
        rows = [row.format(client="C350", server=f"{PORT:04X}", account=account)]
        rows += [row.format(client=f"{PORT:04X}", server="C350", account=33)]  # the server's own end says nothing
        table.write_text("\n".join(["head", *rows]), "ascii")
        assert is_local(request(STREAM, origin=f"http://{HOST}")) is local
        assert is_local(request(UPLOAD, "PUT", origin=f"http://{HOST}")) is local
        assert is_local(request(MEDIA, referer=f"http://{HOST}/")) is local
    table.unlink()
    assert is_local(request(STREAM, origin=f"http://{HOST}"))


def test_the_system_tells_whose_connection_it_is() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        ends = client.getsockname(), server.getsockname()
        told = list(peers._accounts_at(ends[0][1], ends[1][1]))
        assert told == [os.getuid()] or not Path("/proc/net/tcp").exists()
        assert peers._account_of(*ends) in (os.getuid(), None)
        assert not peers.comes_from_service(*ends)


def test_one_connection_is_asked_for_and_the_tables_are_read_only_where_the_kernel_does_not_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(peers, "_accounts_at", lambda *_: [33])
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        ends = client.getsockname(), server.getsockname()
        known = peers._account_of(*ends) is not None
        assert peers.comes_from_service(*ends) is not known
        mapped = (f"::ffff:{ends[0][0]}", ends[0][1]), (f"::ffff:{ends[1][0]}", ends[1][1])
        assert peers._account_of(*mapped) == peers._account_of(*ends)
    assert peers._account_of(("::1", 1), ("::1", 2)) is peers._account_of(("nowhere", 1), ("::1", 2)) is None
    assert peers.comes_from_service(("127.0.0.1", 1), ("127.0.0.1", 2))
