"""The index page speaks the reader's language, its scripts travel compressed, and Streamlit's fixed texts are known."""

import asyncio
import gzip
from pathlib import Path

import pytest
import streamlit
from starlette.types import Message, Receive, Scope, Send

from serving.compression import Compression
from serving.gate import Gate
from serving.page_language import FIXED_TEXTS, PageLanguage, in_language
from wording.sentences import say

STATIC = Path(streamlit.__file__).parent / "static"


class Answer:
    """An app that always gives one answer, and what came out of a middleware around it."""

    def __init__(self, body: bytes, kind: str, status: int = 200) -> None:
        self.body, self.kind, self.status, self.calls = body, kind, status, 0
        self.sent: list[Message] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.calls += 1
        self.asked = scope["headers"]
        headers = [(b"content-type", self.kind.encode()), (b"content-length", str(len(self.body)).encode())]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        half = len(self.body) // 2
        await send({"type": "http.response.body", "body": self.body[:half], "more_body": True})
        await send({"type": "http.response.body", "body": self.body[half:]})

    def ask(
        self, middleware: object, path: str, query: bytes = b"", **headers: str
    ) -> tuple[dict[bytes, bytes], bytes]:
        self.sent = []

        async def send(message: Message) -> None:
            self.sent.append(message)

        given = [(b"host", b"localhost"), *((k.replace("_", "-").encode(), v.encode()) for k, v in headers.items())]
        ends = {"client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2)}
        scope = {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": given, **ends}
        asyncio.run(middleware(scope, None, send))
        body = b"".join(message.get("body", b"") for message in self.sent[1:])
        return dict(self.sent[0]["headers"]), body


def test_the_index_page_is_rewritten_for_the_language_in_its_address() -> None:
    app = Answer((STATIC / "index.html").read_bytes(), "text/html; charset=utf-8")
    for query, tag, title in (
        (b"", "zh-CN", "龙江产改进度"),
        (b"lang=en", "en", "Longjiang Progress"),
        (b"lang=xx", "zh-CN", "龙江产改进度"),
    ):
        headers, body = app.ask(PageLanguage(app), "/city", query)
        page = body.decode()
        assert f'<html lang="{tag}">' in page and f"<title>{title}</title>" in page
        assert int(headers[b"content-length"]) == len(body)
        assert "service-desc" not in page and "agent" not in page


def test_what_is_no_page_passes_untouched() -> None:
    app = Answer(b'{"status": "ok"}', "application/json")
    assert app.ask(PageLanguage(app), "/api/health")[1] == app.body


def test_static_files_are_compressed_once_and_are_the_same_inside() -> None:
    app = Answer(b"const a = 1;\n" * 1000, "text/javascript")
    squeezed = Compression(app)
    for _ in range(2):
        headers, body = app.ask(squeezed, "/static/js/a.js", accept_encoding="gzip, br")
        assert headers[b"content-encoding"] == b"gzip" and gzip.decompress(body) == app.body
        assert int(headers[b"content-length"]) == len(body)
    assert app.calls == 1


@pytest.mark.parametrize(
    ("kind", "path", "headers"),
    [
        ("text/javascript", "/static/js/a.js", {}),
        ("font/woff2", "/static/media/a.woff2", {"accept_encoding": "gzip"}),
        ("text/csv", "/media/a.csv", {"accept_encoding": "gzip"}),
        ("text/javascript", "/static/js/a.js", {"accept_encoding": "gzip", "range": "bytes=0-9"}),
    ],
)
def test_everything_else_is_left_as_it_is(kind: str, path: str, headers: dict[str, str]) -> None:
    app = Answer(b"x" * 5000, kind)
    found, body = app.ask(Compression(app), path, **headers)
    assert b"content-encoding" not in found and body == app.body


def test_every_answer_forbids_what_comes_from_elsewhere() -> None:
    app = Answer(b"ok", "text/plain")
    headers, _ = app.ask(Gate(app), "/")
    assert b"default-src 'self'" in headers[b"content-security-policy"]
    assert headers[b"x-content-type-options"] == b"nosniff"


def test_streamlit_still_writes_the_texts_that_we_put_ours_over() -> None:
    scripts = "".join(path.read_text("utf-8") for path in (STATIC / "static" / "js").glob("*.js"))
    texts = {key: say(key, "en", any="{}").split("{}") for key in FIXED_TEXTS}
    assert [key for key, parts in texts.items() if any(part not in scripts for part in parts)] == []


def test_the_script_of_the_index_page_is_whole() -> None:
    page = in_language("<head></head>", "zh")
    assert "__TEXTS__" not in page and page.count("<script>") == page.count("</script>") == 2


def test_the_camera_and_a_stopped_server_are_said_in_chinese() -> None:
    page = in_language('<html lang="en"><head></head></html>', "zh")
    assert "下载图片（PNG）" in page and "无法连接服务" in page and "data-title" in page


def test_an_address_below_another_is_answered_by_the_page_that_says_so_compressed_or_not() -> None:
    app = Answer((STATIC / "index.html").read_bytes(), "text/html; charset=utf-8")
    for path, to in (("/nosuch/x", "../x?lang=en"), ("/a/b/c d", "../../c%20d?lang=en"), ("/city/", "../city?lang=en")):
        headers, _ = app.ask(PageLanguage(app), path, b"lang=en", accept_encoding="gzip")
        assert app.sent[0]["status"] == 307 and headers[b"location"] == to.encode()
        assert b"accept-encoding" not in dict(app.asked)
