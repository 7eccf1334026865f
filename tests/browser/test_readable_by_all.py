"""Every page as a screen reader meets it: no serious fault of our own, in light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visit
from tests.browser.serving import page_paths

GRAVE = {"critical", "serious"}
# Faults within Streamlit's own frame and widgets, which we cannot mend; ours stand in `.lj`.
OURS = ".lj"


@pytest.mark.parametrize("ground", ["light", "dark"])
@pytest.mark.parametrize("path", page_paths().values(), ids=page_paths().keys())
def test_a_page_has_no_serious_fault_for_those_who_hear_it(
    visit: Visit, demo_server: str, path: str, ground: str
) -> None:
    page = visit(f"{demo_server}/{path}", color_scheme=ground, viewport={"width": 1440, "height": 1000})
    page.wait_for_timeout(1500)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    ours = {
        f"{one['id']}: {node['target'][0]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
        if _is_ours(page, node["target"][0])
    }
    assert ours == set()


def _is_ours(page: object, target: str) -> bool:
    return page.evaluate("([selector, ours]) => !!document.querySelector(selector)?.closest(ours)", [target, OURS])
