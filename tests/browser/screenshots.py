"""Renew the pictures of the README, and more of every page to look at: ``make screenshots``.

Pages of the demo store at 1440 and 390 pixels, light and dark, Chinese and English, full and empty.
The README's go to ``docs/screenshots``; all go to ``var/screenshots``.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, expect

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.serving import chromium, fill_with_demo, page_paths, serving

WIDTHS = {1440: 1000, 390: 844}
SHOWN = re.compile(r"((overview|city|metric|upload)-zh|overview-en)-light\.png")
ALL, README = ROOT / "var" / "screenshots", ROOT / "docs" / "screenshots"


def picture(
    browser: Browser, address: str, file: Path, lang: str, ground: str, width: int, whole: bool = False
) -> None:
    """Take one picture once the page has stopped moving."""
    size = {"width": width, "height": WIDTHS[width]}
    context = browser.new_context(viewport=size, color_scheme=ground, device_scale_factor=1)
    page = context.new_page()
    page.goto(f"{address}?lang={lang}")
    page.locator("h1").first.wait_for(timeout=60_000)
    expect(page.locator("[data-testid=stStatusWidget], [data-testid=stSkeleton]")).to_have_count(0, timeout=60_000)
    page.wait_for_timeout(3000)
    if whole:
        height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": width, "height": min(height, 6000)})
        page.wait_for_timeout(1500)
    page.screenshot(path=file)
    context.close()


def main(names: list[str]) -> None:
    """Take all pictures, or those whose name holds one of the words given."""
    ALL.mkdir(parents=True, exist_ok=True)
    README.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        homes = {"": Path(folder) / "demo", "empty-": Path(folder) / "empty"}
        fill_with_demo(homes[""])
        for prefix, home in homes.items():
            with serving(home) as (address, _):
                for stem, path in page_paths().items():
                    for lang, ground, width in (
                        (la, g, w) for w in WIDTHS for g in ("light", "dark") for la in ("zh", "en")
                    ):
                        small = "" if width == 1440 else f"-{width}"
                        name = f"{prefix}{stem}-{lang}-{ground}{small}.png"
                        if names and not any(word in name for word in names):
                            continue
                        picture(browser, f"{address}/{path}", ALL / name, lang, ground, width)
                        print(name, flush=True)
                        if SHOWN.fullmatch(name):
                            shutil.copy(ALL / name, README / name)
                        picture(browser, f"{address}/{path}", ALL / f"whole-{name}", lang, ground, width, whole=True)


if __name__ == "__main__":
    main(sys.argv[1:])
