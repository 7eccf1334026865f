"""Compressed scripts and styles: a first page is 8.5 MB as Streamlit sends it.

Only ``/static/`` is touched: these files have their hash in the name and never change, so each is
compressed once and kept. Streamlit itself compresses what else is worth it, streams aside.
"""

import gzip
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

WORTH_IT = (b"javascript", b"text/", b"json", b"svg", b"wasm")
SMALLEST = 1024


class Compression:
    """Send static files with gzip to a browser that takes it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, tuple[Message, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith("/static/"):
            return await self.app(scope, receive, send)
        headers = dict(scope["headers"])
        partial_or_known = {b"range", b"if-none-match", b"if-modified-since"} & headers.keys()
        if b"gzip" not in headers.get(b"accept-encoding", b"") or partial_or_known:
            return await self.app(scope, receive, send)
        path = scope["path"]
        if path not in self._kept:
            start: dict[str, Any] = {}
            parts: list[bytes] = []

            async def keep(message: Message) -> None:
                if message["type"] == "http.response.start":
                    start.update(message)
                elif message["type"] == "http.response.body":
                    parts.append(message.get("body", b""))

            await self.app(scope, receive, keep)
            body = b"".join(parts)
            kind = dict(start["headers"]).get(b"content-type", b"")
            if start["status"] != 200 or len(body) < SMALLEST or not any(word in kind for word in WORTH_IT):
                await send(start)
                return await send({"type": "http.response.body", "body": body})
            body = await run_in_threadpool(gzip.compress, body, 6)
            self._kept[path] = (_described(start, len(body)), body)
        head, body = self._kept[path]
        await send(head)
        await send({"type": "http.response.body", "body": body})
        return None


def _described(start: Message, length: int) -> Message:
    """Return the head of an answer with its body now compressed."""
    kept = [header for header in start["headers"] if header[0].lower() not in (b"content-length", b"etag")]
    new = [(b"content-encoding", b"gzip"), (b"vary", b"Accept-Encoding"), (b"content-length", str(length).encode())]
    return {**start, "headers": kept + new}
