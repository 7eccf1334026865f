"""How soon a reader sees figures in Chromium, and whether they then stay where they are; beside a title alone.

``python tests/benchmarks/first_figures.py FOLDER``, which may hold a filled store in ``demo``.
"""

import json
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, BrowserContext

from tests.benchmarks.page_views import another_viewer, view
from tests.benchmarks.yardsticks import serving_title
from tests.browser.serving import chromium, fill_with_demo, serving

VISITS = 15
SETTLING = 1500
# What has to stand: the first figure, and the last drawing. A title page has its title for both.
MARKS = {
    "title": {"first": "h1", "last": "h1"},
    "overview": {"first": ".lj-cards .lj-figure b", "last": ".lj-charts .lj-svg"},
}
WATCH = """
(() => {
  const marks = %s, seen = (window.seen = { shift: 0 });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) seen.shift += one.value;
  }).observe({ type: "layout-shift", buffered: true });
  new MutationObserver(() => {
    for (const [name, selector] of Object.entries(marks))
      if (!(name in seen) && document.querySelector(selector)) seen[name] = performance.now();
  }).observe(document, { subtree: true, childList: true });
})()
"""


def visit(context: BrowserContext, address: str, name: str) -> dict[str, float]:
    """Open a page; return seconds until its marks stood, and the sum of its layout shifts."""
    page = context.new_page()
    page.add_init_script(WATCH % json.dumps(MARKS[name]))
    page.goto(address)
    page.wait_for_selector(MARKS[name]["last"], state="attached")
    page.wait_for_timeout(SETTLING)
    found = page.evaluate("seen")
    page.close()
    return {"first": found["first"] / 1000, "last": found["last"] / 1000, "shift": found["shift"]}


def measure(browser: Browser, addresses: dict[str, str]) -> dict[str, dict[str, float]]:
    """Return the medians of each page, cold (nothing kept by the browser) and warm; the pages take turns."""
    met: dict[str, list[dict[str, float]]] = {}
    for _ in range(VISITS):
        for name, address in addresses.items():
            context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
            for state in ("cold", "warm"):
                met.setdefault(f"{name} {state}", []).append(visit(context, address, name))
            context.close()
    return {name: {key: median(one[key] for one in all_) for key in all_[0]} for name, all_ in met.items()}


def main(home: Path) -> None:
    """Print the medians as JSON."""
    if not (home / "demo").exists():
        fill_with_demo(home / "demo")
    with (
        serving_title(home / "title") as (title, _),
        serving(home / "demo") as (ours, _),
        another_viewer(title),
        another_viewer(ours),
        chromium() as browser,
    ):
        for address in (title, ours):
            view(address, "")
        print(json.dumps(measure(browser, {"title": title, "overview": ours})))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
