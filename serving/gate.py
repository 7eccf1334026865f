"""The gate in front of everything: pages, websocket, uploads, metrics, API.

As long as no access control is configured, whoever reaches a page has all roles. So only this
machine may: the server listens on a loopback address, and a request counts as local only when
both ends are loopback, no proxy shows in it, and it names a local host (a page of a stranger whose
name resolves to 127.0.0.1 does not). Figures leave by the websocket, files that pages offer by
``/media/``; hand-ins enter by uploads. All three must say that they come from a page of this very
host: behind a proxy that passes its own name on for the reader's, they say another.
"""

import json
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.loopback import is_local_host, split_host
from serving.peers import comes_from_service
from wording.sentences import LANGUAGES, say

FORWARDED = {b"forwarded", b"via", b"x-real-ip", b"x-client-ip", b"x-cluster-client-ip", b"true-client-ip"}
FORWARDED_BEGINNINGS = (b"x-forwarded", b"x-original-", b"cf-connecting", b"x-envoy-", b"x-proxy")
READING = ("GET", "HEAD")
SCHEMES = {"http": "http", "https": "https", "ws": "http", "wss": "https"}
# What a page loads comes from here or from nowhere.
CONTENT_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; media-src 'self' data: blob:; "
    "worker-src 'self' blob:; frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'"
)
SECURITY_HEADERS = [
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"same-origin"),
]


class Gate:
    """Let only local requests through, and set the security headers of every answer.

    Attributes
    ----------
    stands
        Whether this process has one: a page file served by itself has none, and shows nothing.
    """

    stands = False

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        Gate.stands = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"].endswith("http.response.start"):
                present = {name.lower() for name, _ in message["headers"]}
                added = [header for header in SECURITY_HEADERS if header[0] not in present]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        if not is_local(scope):
            return await _refuse(scope, send_with_headers)
        await self.app(scope, receive, send_with_headers)
        return None


def is_local(scope: Scope) -> bool:
    """Tell whether a request comes from this machine, to this machine, by a local name, and from no other page."""
    ends = (scope.get("client"), scope.get("server"))
    if not all(end and is_local_host(end[0]) for end in ends) or _is_forwarded(scope):
        return False
    hosts, origins = _all_of(scope, b"host"), _all_of(scope, b"origin")
    if len(hosts) != 1 or len(origins) > 1:
        return False
    host = split_host(hosts[0], scope.get("scheme", "http"))
    if host is None or not is_local_host(host[0]):
        return False
    if (_needs_origin(scope) or _holds_figures(scope)) and comes_from_service(scope["client"], scope["server"]):
        return False  # a proxy, whatever its reader says of itself
    if origins:
        return _is_from(origins[0], scope, host, bare=True)
    if _needs_origin(scope) or _is_part_of_another_page(scope):
        return False
    return not _holds_figures(scope) or any(_is_from(one, scope, host) for one in _all_of(scope, b"referer")[:1])


def _all_of(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for found, value in scope["headers"] if found.lower() == name]


def _is_forwarded(scope: Scope) -> bool:
    """Tell whether a proxy shows: by its headers, or by HTTP/1.0, which no browser has spoken for long."""
    names = {name.lower() for name, _ in scope["headers"]}
    return (
        bool(FORWARDED & names)
        or any(name.startswith(FORWARDED_BEGINNINGS) for name in names)
        or scope.get("http_version") == "1.0"
    )


def _is_from(address: str, scope: Scope, host: tuple[str, int], *, bare: bool = False) -> bool:
    """Tell whether an Origin (`bare`: nothing behind the host) or a Referer is of the host asked for."""
    scheme = SCHEMES.get(scope.get("scheme", "http"))
    found, behind, rest = address.partition("://")
    if not behind or found.lower() != scheme or (bare and "/" in rest):
        return False
    try:
        place = rest if bare else urlsplit(address).netloc
    except ValueError:
        return False
    return split_host(place, found.lower()) == host


def _needs_origin(scope: Scope) -> bool:
    """Tell whether a page must say where it comes from: it opens a session or changes something.

    The command line has no page; the API asks it for its token instead.
    """
    if scope["type"] == "websocket":
        return True
    with_token = scope["path"].startswith("/api/") and bool(_all_of(scope, b"authorization"))
    return scope["method"] not in READING and not with_token


def _is_part_of_another_page(scope: Scope) -> bool:
    """Tell whether another site's page asks for a part of itself; a link that leads here is none."""
    sites, modes = _all_of(scope, b"sec-fetch-site"), _all_of(scope, b"sec-fetch-mode")
    return sites not in ([], ["same-origin"], ["none"]) and modes != ["navigate"]


def _holds_figures(scope: Scope) -> bool:
    """Tell whether a path is of the files that pages offer; only a page that shows one knows its name."""
    parts = scope["path"].split("/")
    return "media" in parts and "static" not in parts


async def _refuse(scope: Scope, send: Send) -> None:
    websocket = scope["type"] == "websocket"
    if websocket and "websocket.http.response" not in scope.get("extensions", {}):
        return await send({"type": "websocket.close", "code": 1008})
    text = "\n".join(say("error.not-local", lang) for lang in LANGUAGES)
    api = scope["path"].startswith("/api/")
    body = json.dumps({"error": text}, ensure_ascii=False) if api else text
    kind = b"application/json" if api else b"text/plain; charset=utf-8"
    answer = "websocket.http.response" if websocket else "http.response"
    await send({"type": f"{answer}.start", "status": 403, "headers": [(b"content-type", kind)]})
    await send({"type": f"{answer}.body", "body": body.encode()})
    return None
