"""A real server on a free port and a real browser before it, for tests, pictures and measurements."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.support.paths import ROOT

APP = ROOT / "app.py"
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
STARTS_WITHIN = 60.0


def environment_of(home: Path) -> dict[str, str]:
    """Return the environment of a store of its own, with a key of its own beside it."""
    return os.environ | {"LONGJIANG_HOME": str(home), "LONGJIANG_KEY": str(home.with_name(f"{home.name}.key"))}


@contextmanager
def serving(home: Path, script: Path = APP, health: str = "/api/health") -> Iterator[tuple[str, int]]:
    """Serve the app on the store in `home`; yield its address and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home.mkdir(parents=True, exist_ok=True)
    log = home / "server.log"
    started_by = ["serving.launch"] if script == APP else ["streamlit", "run", str(script)]
    command = [sys.executable, "-m", *started_by, "--server.port", str(port)]
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=environment_of(home), stdout=output, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address + health, server, log)
        yield address, server.pid
    finally:
        server.terminate()
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if b"ok" in answer.read():
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the server did not start:\n{log.read_text('utf-8', 'replace')}")


def fill_with_demo(home: Path) -> None:
    """Fill the store in `home` with demo data, as ``make demo`` does."""
    subprocess.run(
        [sys.executable, "manage.py", "demo"], cwd=ROOT, env=environment_of(home), check=True, capture_output=True
    )


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """Start Debian's Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*FLAGS, *flags])
        try:
            yield browser
        finally:
            browser.close()


def page_paths() -> dict[str, str]:
    """Return the address path of every page file; the overview is the first page and has none."""
    stems = [path.stem for path in sorted((ROOT / "pages").glob("*/*.py")) if path.stem != "__init__"]
    return {stem: "" if stem == "overview" else stem for stem in stems}
