"""The page's own script and style: sent once, kept by the browser for as long as they do not change."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from briefing.screen.colours import name_colours
from briefing.screen.svg import HATCH

ASSETS = Path(__file__).with_name("assets")
_PATH = "/look"
_SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"


@cache
def style_address() -> str:
    """Return where the style sheet is, relative to every page; the address changes with what it holds."""
    return f".{_PATH}/{sha256(_style()).hexdigest()[:12]}.css"


@cache
def _style() -> bytes:
    return (name_colours() + (ASSETS / "style.css").read_text("utf-8")).encode()


def head_part() -> str:
    """Return what the head of the index page takes in: the script of links, the style, what figures wait for."""
    script = (ASSETS / "navigation.js").read_text("utf-8").replace("__HATCH__", HATCH)
    # The browser would ask for it only when the first figures have come.
    early = "".join(
        f'<link rel="modulepreload" href="./static/js/{one.name}">' for one in _SCRIPTS.glob("StreamlitMarkdown.*.js")
    )
    return f'<script>{script}</script><link rel="stylesheet" href="{style_address()}">{early}'


async def send_style(_: Request) -> Response:
    """Send the style sheet."""
    return Response(_style(), media_type="text/css", headers={"cache-control": "public, max-age=31536000, immutable"})


ROUTES = [Route(f"{_PATH}/{{name}}.css", send_style)]
