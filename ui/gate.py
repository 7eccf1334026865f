"""The gate in front of everything: pages, websocket, uploads, metrics, API.

As long as no access control is configured, whoever reaches a page has all roles. So only this
machine may: the server listens on a loopback address, and a request counts as local only when
both ends are loopback, it was not forwarded, and it names a local host (a page of a stranger
whose name resolves to 127.0.0.1 does not). A page of another origin may not ask for anything.
"""

import ipaddress
import json

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wording.sentences import LANGUAGES, say

LOCAL_NAMES = ("localhost",)
FORWARDED = {b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"via"}
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


def is_loopback(address: str | None) -> bool:
    """Tell whether an address or host name means this machine alone."""
    if not address:
        return False
    name = address.strip("[]").lower()
    if name in LOCAL_NAMES:
        return True
    try:
        found = ipaddress.ip_address(name)
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


def refusal_of_address(address: str | None, lang: str = "zh") -> str | None:
    """Return the sentence that refuses to listen on an address, ``None`` when it may be used."""
    return None if is_loopback(address) else say("error.address-not-local", lang, address=address or "0.0.0.0")


class Gate:
    """Let only local requests through, and set the security headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        if not is_local(scope):
            return await _refuse(scope, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                added = [header for header in SECURITY_HEADERS if header[0] not in present]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await self.app(scope, receive, send_with_headers)


def is_local(scope: Scope) -> bool:
    """Tell whether a request comes from this machine, to this machine, by a local name, and from no other page."""
    headers = dict(scope["headers"])
    if FORWARDED & headers.keys():
        return False
    ends = (scope.get("client"), scope.get("server"))
    if not all(end and is_loopback(end[0]) for end in ends):
        return False
    host = headers.get(b"host", b"").decode("latin-1")
    origin = headers.get(b"origin")
    if origin is not None and origin.decode("latin-1").partition("://")[2].lower() != host.lower():
        return False
    return is_loopback(_host_name(host))


def _host_name(host: str) -> str:
    """Strip the port of a Host header; an IPv6 address stands in brackets."""
    return host.partition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]


async def _refuse(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        return await send({"type": "websocket.close", "code": 1008})
    text = "\n".join(say("error.not-local", lang) for lang in LANGUAGES)
    api = scope["path"].startswith("/api/")
    body = json.dumps({"error": text}, ensure_ascii=False) if api else text
    kind = b"application/json" if api else b"text/plain; charset=utf-8"
    await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", kind)]})
    await send({"type": "http.response.body", "body": body.encode()})
