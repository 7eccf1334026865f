"""What every test may use: the samples, and a home of its own that is thrown away."""

from pathlib import Path

import pytest

from tests.support.paths import ROOT


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what starts a browser last: it keeps a loop and processes running that other tests would stumble over."""
    items.sort(key=lambda item: not {"browser", "servers"}.isdisjoint(item.path.parts))


@pytest.fixture(scope="session")
def samples() -> Path:
    """Folder of the sample workbooks and what must be read from each."""
    return ROOT / "tests" / "samples"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point ``LONGJIANG_HOME`` at an empty folder, so that no test ever meets a real store."""
    home = tmp_path / "home"
    monkeypatch.setenv("LONGJIANG_HOME", str(home))
    monkeypatch.setenv("LONGJIANG_KEY", str(tmp_path / "id-numbers.key"))
    return home
