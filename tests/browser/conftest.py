"""Servers, a browser, and visits that fail when a page reaches for another address or complains."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from data.access import Access
from data.settings import Settings
from data.store import open_store
from tests.browser.serving import CHROMIUM, chromium, fill_with_demo, serving

PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder, so that ``-m "not browser"`` leaves them out."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Chromium is missing: run make test, or apt-get install chromium fonts-noto-cjk")
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store filled with demo data."""
    home = tmp_path_factory.mktemp("demo")
    fill_with_demo(home)
    return home


@pytest.fixture(scope="session")
def demo_access(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Access]:
    """The same store once more, to ask it what a page must show: a served store is open to its server alone."""
    copy = tmp_path_factory.mktemp("copy") / "demo"
    shutil.copytree(demo_home, copy, ignore=shutil.ignore_patterns("*.lock", "*.wal", "*.token"))
    with open_store(Settings(home=copy, key_path=demo_home.with_name(f"{demo_home.name}.key"))) as store:
        yield Access(store)


@pytest.fixture(scope="session")
def demo_server(browser: Browser, demo_home: Path, demo_access: Access) -> Iterator[str]:
    """Address of an app with demo data, for tests that only look."""
    with serving(demo_home) as (address, _):
        yield address


@pytest.fixture(scope="session")
def shared_empty_server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an app on an empty store that nobody fills."""
    with serving(tmp_path_factory.mktemp("empty")) as (address, _):
        yield address


@pytest.fixture
def empty_server(browser: Browser, tmp_path: Path) -> Iterator[str]:
    """Address of an app on an empty store of its own."""
    with serving(tmp_path / "served") as (address, _):
        yield address


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """One context for all visits of a kind: what never changes is fetched once. Cookies do not outlive a test."""
    made: dict[str, BrowserContext] = {}

    def context_for(**options: object) -> BrowserContext:
        given = {"viewport": {"width": 1440, "height": 1000}, "locale": "zh-CN", "accept_downloads": True, **options}
        if str(given) not in made:
            made[str(given)] = browser.new_context(**given)
            made[str(given)].set_default_timeout(PATIENCE)
        return made[str(given)]

    yield context_for
    for context in made.values():
        context.close()


@pytest.fixture
def visit(contexts: Callable[..., BrowserContext]) -> Iterator[Visit]:
    """Open an address in a page of its own; at the end, no page may have asked elsewhere or complained."""
    pages: list[Page] = []
    foreign: list[str] = []
    complaints: list[str] = []

    def open_page(address: str, **options: object) -> Page:
        page = contexts(**options).new_page()
        pages.append(page)
        own = "/".join(address.split("/")[:3])

        def note(url: str) -> None:
            if not url.startswith((own, own.replace("http", "ws"), "data:", "blob:", "about:")):
                foreign.append(url)

        page.on("request", lambda request: note(request.url))
        page.on("websocket", lambda socket: note(socket.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None
        )
        page.goto(address)
        return page

    yield open_page
    for page in pages:
        page.close()
    for context in {page.context for page in pages}:
        context.clear_cookies()
    assert foreign == [], "a page asked another address"
    assert complaints == []
