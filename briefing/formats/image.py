"""A page of ours as one picture or PDF, through an installed Chromium that sees neither store nor network."""

import io
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops

from briefing.drawings.letters import write_fontconfig

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
_WIDTH, _MARGIN = 1280, 32
PATIENCE = 120.0


class NoBrowser(Exception):
    """No Chromium is installed."""


class PictureFailed(Exception):
    """The browser did not make the picture in time."""


@cache
def find_chromium() -> str | None:
    """Return the installed Chromium (or a relative of it), if there is one."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def render_picture(page: str, form: str = "png", tallest: int = 6000) -> bytes:
    """Return a page of HTML, whole, as ``png`` (two-fold) or ``pdf``.

    Parameters
    ----------
    tallest
        Height in pixels that the page surely stays below; the rest is cut off, but painting it takes time.

    Raises
    ------
    NoBrowser
        When no Chromium is installed.
    PictureFailed
        When it ends badly or takes longer than `PATIENCE` seconds.
    """
    browser = find_chromium()
    if browser is None:
        raise NoBrowser
    with tempfile.TemporaryDirectory(prefix="picture-") as folder:
        source, target = Path(folder, "page.html"), Path(folder, f"page.{form}")
        source.write_text(page, "utf-8")
        out = [f"--print-to-pdf={target}", "--no-pdf-header-footer"] if form == "pdf" else [f"--screenshot={target}"]
        size = [f"--window-size={_WIDTH},{tallest}", "--force-device-scale-factor=2"] if form == "png" else []
        command = [browser, *_FLAGS, *size, f"--user-data-dir={folder}/profile", *out, source.as_uri()]
        try:
            letters = {**os.environ, "FONTCONFIG_FILE": str(write_fontconfig(Path(folder)))}
            subprocess.run(command, check=True, timeout=PATIENCE, capture_output=True, env=letters)
            content = target.read_bytes()
        except (subprocess.SubprocessError, OSError) as failure:
            raise PictureFailed from failure
    return _trim(content) if form == "png" else content


def _trim(content: bytes) -> bytes:
    """Cut the empty ground below the page."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    empty = Image.new("RGB", picture.size, picture.getpixel((0, picture.height - 1)))
    box = ImageChops.difference(picture, empty).getbbox()
    bottom = min(picture.height, (box[3] if box else picture.height) + 2 * _MARGIN)
    buffer = io.BytesIO()
    picture.crop((0, 0, picture.width, bottom)).save(buffer, "PNG", optimize=False, compress_level=6)
    return buffer.getvalue()
