"""The one door to the store for the command line: directly, or through the app while it serves.

Only one process may have the store open. While the app serves, it leaves its port and a fresh
token in the store's folder, readable by its own user alone; commands are then sent there.
"""

import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commands.refused import Refused
from data.errors import StoreRefusal
from data.personal.file_rights import make_folder
from data.settings import Settings
from metrics.definitions.catalogue import DefinitionErrors
from wording.sentences import say

if TYPE_CHECKING:
    from http.client import HTTPResponse

NOTE = "serving.json"
PATH = "/api/command"
HOST = "127.0.0.1"
PATIENCE = 900.0


@dataclass(frozen=True, slots=True)
class Server:
    """The app that serves a store's folder."""

    port: int
    token: str


def explain(failure: BaseException, lang: str) -> str:
    """Return the one sentence that tells a failure; one that nobody foresaw is logged and told by its number."""
    if isinstance(failure, Refused):
        return failure.sentence
    if isinstance(failure, StoreRefusal):
        return failure.sentence(lang)
    if isinstance(failure, DefinitionErrors):
        return say("error.definitions", lang, count=len(failure), lines="\n".join(map(str, failure)))
    from data.failures import write_failure

    return say("error.program", lang, number=write_failure(failure))


def leave_note(settings: Settings, port: int) -> Server:
    """Write down where the app serves, with a fresh token that only its own user can read."""
    server = Server(port, secrets.token_urlsafe(32))
    make_folder(settings.home)
    aside = settings.home / f"{NOTE}.{os.getpid()}"
    aside.unlink(missing_ok=True)
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump({"port": server.port, "token": server.token, "process": os.getpid()}, file)
    os.replace(aside, settings.home / NOTE)
    return server


def remove_note(settings: Settings) -> None:
    """Take the note away when the app stops serving."""
    (settings.home / NOTE).unlink(missing_ok=True)


def find_server(settings: Settings) -> Server | None:
    """Return the app that serves this folder, while its process lives."""
    try:
        note = json.loads((settings.home / NOTE).read_text("utf-8"))
        os.kill(int(note["process"]), 0)  # a note left by a killed app must send nothing to whoever has its port now
        return Server(int(note["port"]), str(note["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def carry_out(command: str, arguments: Mapping, settings: Settings, lang: str = "zh") -> Iterator[dict]:
    """Run a command where the store is open: yield its steps, and at the end its result.

    Yields
    ------
    dict
        ``{"step": …, "done": n, "total": n}`` any number of times, then ``{"result": …}``.

    Raises
    ------
    Refused, StoreRefusal
        With the sentence to show.
    """
    server = find_server(settings)
    answer = _ask(server, command, arguments, lang) if server else None
    if answer is None:
        yield from _run_here(command, arguments, settings, lang)
        return
    for line in answer:
        found = json.loads(line)
        if "error" in found:
            raise Refused(found["error"])
        yield found


def _run_here(command: str, arguments: Mapping, settings: Settings, lang: str) -> Iterator[dict]:
    from commands.requests import run_command
    from data.store import open_store

    with open_store(settings) as store:
        yield from run_command(store, command, arguments, lang)


def _ask(server: Server, command: str, arguments: Mapping, lang: str) -> Iterator[bytes] | None:
    """Send a command to the app; ``None`` when nobody listens there any more."""
    import http.client  # a check never asks the app

    connection = http.client.HTTPConnection(HOST, server.port, timeout=PATIENCE)
    body = json.dumps({"command": command, "arguments": dict(arguments), "lang": lang})
    try:
        connection.request("POST", PATH, body.encode(), {"Authorization": f"Bearer {server.token}"})
        answer = connection.getresponse()
    except ConnectionRefusedError:
        return None
    except (OSError, http.client.HTTPException):
        raise Refused(say("error.app-does-not-answer", lang, port=server.port)) from None
    if answer.headers.get_content_type() not in ("application/x-ndjson", "application/json"):
        return None  # another program has the port now
    return _lines(answer, server, lang)


def _lines(answer: "HTTPResponse", server: Server, lang: str) -> Iterator[bytes]:
    with suppress(OSError, ValueError):
        finished = False
        for line in answer:
            finished = finished or not line.startswith(b'{"step"')
            yield line
        if finished:
            return
    raise Refused(say("error.app-does-not-answer", lang, port=server.port))
