"""The language of the page itself: ``<html lang>``, its title, and the texts that Streamlit fixes.

Streamlit's index page and the words of its widgets are English. The index page is rewritten on
its way out, with a small script that puts our words over those texts in the browser.
"""

import json
import re
from functools import lru_cache
from urllib.parse import parse_qs, quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.page_assets import ASSETS, head_part
from wording.sentences import say

SCRIPT = ASSETS / "page_language.js"
LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}
# Keys of the texts that Streamlit fixes; in English they stand exactly as Streamlit writes them.
FIXED_TEXTS = (
    "fixed.upload", "fixed.add-files", "fixed.drop-one", "fixed.drop-many",
    "fixed.per-file", "fixed.wrong-type", "fixed.fullscreen", "fixed.close-fullscreen", "fixed.download-csv",
    "fixed.search", "fixed.type-to-search", "fixed.columns", "fixed.close", "fixed.clear", "fixed.clear-all",
    "fixed.no-results", "fixed.no-options", "fixed.choose", "fixed.choose-many", "fixed.open-sidebar",
    "fixed.close-sidebar", "fixed.menu", "fixed.rerun", "fixed.stop", "fixed.print", "fixed.settings", "fixed.theme",
    "fixed.system-theme", "fixed.light", "fixed.dark", "fixed.running", "fixed.connecting", "fixed.connection-error",
    "fixed.not-found", "fixed.main-instead", "fixed.view-less", "fixed.skip", "fixed.copy", "fixed.copied",
    "fixed.download-plot", "fixed.still-running",
    "fixed.error-of-file", "fixed.too-large", "fixed.too-small", "fixed.one-file", "fixed.unexpected",
    "fixed.upload-failed", "fixed.network-error", "fixed.request-failed", "fixed.cancel-upload", "fixed.remove",
    "fixed.file-upload", "fixed.press-enter", "fixed.press-with", "fixed.apply", "fixed.submit-form", "fixed.open",
    "fixed.choose-date", "fixed.clear-date", "fixed.dates-by-keys", "fixed.month-before", "fixed.month-after",
    "fixed.clear-value", "fixed.pages", "fixed.sidebar", "fixed.help", "fixed.not-responding", "fixed.bad-message",
    "fixed.timed-out", "fixed.failed-status",
)  # fmt: skip


class PageLanguage:
    """Rewrite the index page for the language in its address (``?lang=en``; Chinese by default)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(("/static/", "/media/")):
            return await self.app(scope, receive, send)
        start: Message = {}
        parts: list[bytes] = []

        async def rewrite(message: Message) -> None:
            if message["type"] == "http.response.start":
                kind = dict(message["headers"]).get(b"content-type", b"")
                if message["status"] != 200 or not kind.startswith(b"text/html"):
                    await send(message)
                elif "/" in scope["path"].strip("/") or (scope["path"].endswith("/") and scope["path"] != "/"):
                    # Pages lie side by side: one below another would not find its own scripts.
                    start.update(_led_up(scope))
                    await send(start)
                else:
                    start.update(message)
            elif not start:
                await send(message)
            elif start["status"] != 200:
                if not message.get("more_body"):
                    await send({"type": "http.response.body", "body": b""})
            else:
                parts.append(message.get("body", b""))
                if not message.get("more_body"):
                    page = in_language(b"".join(parts).decode(), _language(scope)).encode()
                    await send(_resized(start, len(page)))
                    await send({"type": "http.response.body", "body": page})

        await self.app(_uncompressed(scope), receive, rewrite)
        return None


@lru_cache(maxsize=8)
def in_language(page: str, lang: str) -> str:
    """Return the index page with language, title and script set for a language."""
    page = page.replace('<html lang="en">', f'<html lang="{LANGUAGE_TAGS[lang]}">', 1)
    page = re.sub(r"<title>.*?</title>", lambda _: f"<title>{say('page.title', lang)}</title>", page, count=1)
    page = re.sub(
        r"<noscript>.*?</noscript>", lambda _: f"<noscript>{say('page.script', lang)}</noscript>", page, flags=re.DOTALL
    )
    # The description of an interface that is switched off; the comment above it goes as well.
    page = re.sub(r"<!--(?:(?!-->).)*-->\s*<link rel=\"service-desc\"[^>]*>", "", page, flags=re.DOTALL)
    return page.replace("<head>", f"<head><script>{_script()}</script>{head_part()}", 1)


@lru_cache(maxsize=1)
def _script() -> str:
    texts = [[say(key, lang, any="{}") for lang in ("en", "zh")] for key in FIXED_TEXTS]
    table = json.dumps(texts, ensure_ascii=False).replace("</", "<\\/")
    return SCRIPT.read_text("utf-8").replace("__TEXTS__", table)


def _language(scope: Scope) -> str:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return asked if asked in LANGUAGE_TAGS else "zh"


def _led_up(scope: Scope) -> Message:
    """Return the answer that leads from an address below another to the page of its last part."""
    *above, last = scope["path"].strip("/").split("/")
    steps = "../" * (len(above) + scope["path"].endswith("/"))
    query = scope.get("query_string", b"").decode("latin-1")
    address = f"{steps}{quote(last)}{'?' if query else ''}{query}"
    return {"type": "http.response.start", "status": 307, "headers": [(b"location", address.encode())]}


def _uncompressed(scope: Scope) -> Scope:
    """Ask for the page as it is: a compressed one could not be rewritten."""
    if scope["path"].startswith("/_stcore"):
        return scope
    dropped = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    return {**scope, "headers": [header for header in scope["headers"] if header[0] not in dropped]}


def _resized(start: Message, length: int) -> Message:
    headers = [
        header for header in start["headers"] if header[0].lower() not in (b"content-length", b"etag", b"last-modified")
    ]
    return {**start, "headers": [*headers, (b"content-length", str(length).encode())]}
