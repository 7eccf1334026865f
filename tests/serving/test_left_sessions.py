"""Readers who left cost nothing once they can no longer come back."""

import os
import time
from pathlib import Path

import pytest

from serving.left_sessions import EVERY
from tests.benchmarks.page_views import view
from tests.browser.serving import serving

VISITS, MOST_LEFT = 12, 6


def _descriptors(process: int) -> int:
    return len(os.listdir(f"/proc/{process}/fd"))


def test_file_descriptors_are_given_back_when_nobody_comes_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL", "1")
    with serving(tmp_path / "home") as (address, process):
        view(address, "")
        before = _descriptors(process)
        for _ in range(VISITS):
            view(address, "")
        assert _descriptors(process) > before + VISITS, "each visit holds some until it is over"
        until = time.monotonic() + 4 * EVERY
        while _descriptors(process) > before + MOST_LEFT and time.monotonic() < until:
            time.sleep(1)
        assert _descriptors(process) <= before + MOST_LEFT
