"""The app's local API: the command line's way to the store while the app has it open.

Only with the token that the app left in the store's folder; the gate has already let nobody in
but this machine.
"""

import hmac
import json
from collections.abc import Iterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from commands.requests import COMMANDS, run_command
from commands.store_access import PATH, explain, find_server
from data.settings import load_settings
from data.store import open_store
from wording.sentences import LANGUAGES, say

LARGEST = 600 * 1024 * 1024


async def command(request: Request) -> Response:
    """Carry out one command; answer with a line of JSON for each step and one for the result."""
    if not await run_in_threadpool(_knows_token, request.headers.get("authorization", "")):
        return JSONResponse({"error": say("error.no-token")}, status_code=401)
    if int(request.headers.get("content-length") or LARGEST + 1) > LARGEST:
        return JSONResponse({"error": say("error.too-much")}, status_code=413)
    try:
        asked = json.loads(await request.body())
        name, arguments, lang = asked["command"], dict(asked["arguments"]), asked["lang"]
    except (ValueError, KeyError, TypeError):
        return JSONResponse({"error": say("error.bad-request")}, status_code=400)
    if name not in COMMANDS or lang not in LANGUAGES:
        return JSONResponse({"error": say("error.unknown-command", command=name)}, status_code=404)
    return StreamingResponse(_answer(name, arguments, lang), media_type="application/x-ndjson")


async def health(_: Request) -> Response:
    """Say that the app serves and its store is open."""
    version = await run_in_threadpool(_store_version)
    return JSONResponse({"status": "ok", "store": version})


def _store_version() -> str:
    with open_store(load_settings()) as store:
        return store.version()


def _knows_token(header: str) -> bool:
    server = find_server(load_settings())
    expected = f"Bearer {server.token}" if server else ""
    return bool(expected) and hmac.compare_digest(header.encode(), expected.encode())


def _answer(name: str, arguments: dict, lang: str) -> Iterator[str]:
    try:
        with open_store(load_settings()) as store:
            for part in run_command(store, name, arguments, lang):
                yield json.dumps(part, ensure_ascii=False) + "\n"
    except Exception as failure:
        yield json.dumps({"error": explain(failure, lang)}, ensure_ascii=False) + "\n"


ROUTES = [Route(PATH, command, methods=["POST"]), Route("/api/health", health)]
