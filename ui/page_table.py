"""The page table: which pages there are, under which names."""

from copy import copy
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from wording.sentences import say

# A file of our own: the icons that Streamlit knows by name come from another server.
ICON = str(Path(__file__).with_name("icon.svg"))

PAGES = (
    ("../pages/read/overview.py", "ui.page-overview"),
    ("../pages/read/city.py", "ui.page-city"),
    ("../pages/read/metric.py", "ui.page-metric"),
    ("../pages/read/compare.py", "ui.page-compare"),
    ("../pages/read/breakdown.py", "ui.page-breakdown"),
    ("../pages/read/register.py", "ui.page-register"),
    ("../pages/read/briefing.py", "ui.page-briefing"),
    ("../pages/work/upload.py", "ui.page-upload"),
)


def make_pages(lang: str) -> list[StreamlitPage]:
    """Return the pages there are; each may be run once."""
    # Other readers run copies of their own at the same time.
    return [copy(page) for page in _find_pages(lang)]


@cache
def _find_pages(lang: str) -> tuple[StreamlitPage, ...]:
    """Find the pages, once: each is looked up on the disk."""
    present = [(path, key) for path, key in PAGES if (Path(__file__).parent / path).exists()]
    return tuple(st.Page(path, title=say(key, lang), default=not index) for index, (path, key) in enumerate(present))
