"""A kind of metric is one file: what may be done with its figures is asked of the kind, never of its name."""

import ast
from pathlib import Path

import pytest

from metrics.definitions.catalogue import DEFINITIONS, load_catalogue
from metrics.kinds import known
from metrics.kinds.kind import Kind
from tests.support.paths import ROOT

NAMES = {"stock", "flow", "annual", "ratio"}


def _named_in(path: Path) -> set[str]:
    """Return the kinds that a file names: as a text by itself, or by importing the file of one."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Compare):
            texts = [one.value for one in (node.left, *node.comparators) if isinstance(one, ast.Constant)]
            found.update(text for text in texts if text in NAMES)
        elif isinstance(node, ast.ImportFrom) and node.module == "metrics.kinds":
            found.update(alias.name for alias in node.names if alias.name in NAMES)
    return found


def test_every_kind_is_a_file_of_its_name() -> None:
    kinds = known.load_kinds()
    assert set(kinds) == NAMES
    assert {name: (ROOT / "metrics" / "kinds" / f"{name}.py").exists() for name in kinds} == dict.fromkeys(kinds, True)


def test_no_code_outside_a_kinds_own_file_asks_for_it_by_name() -> None:
    tops = ("metrics", "data", "demo", "intake", "briefing", "commands", "serving", "ui", "pages")
    files = [path for top in tops for path in (ROOT / top).rglob("*.py") if path.parent.name != "kinds"]
    assert {str(path): names for path in files if (names := _named_in(path))} == {}


def test_a_fifth_kind_is_known_to_definition_files_once_its_file_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    yearly_stock = Kind("standing_year", level=True, yearly=True)
    kinds = {**known.load_kinds(), yearly_stock.name: yearly_stock}
    monkeypatch.setattr("metrics.definitions.metric_table.load_kinds", lambda: kinds)
    text = (DEFINITIONS / "98113.toml").read_text("utf-8").replace('kind = "annual"', 'kind = "standing_year"')
    (tmp_path / "a.toml").write_text(text, "utf-8")
    (plan,) = load_catalogue(tmp_path).plans
    assert plan.metric("provincial_contests").kind is yearly_stock
    assert len(plan.metric("provincial_contests").targets) == 3


def test_what_a_kind_allows() -> None:
    kinds = known.load_kinds()
    assert {name for name, kind in kinds.items() if not kind.adds_up} == {"ratio"}
    assert {name for name, kind in kinds.items() if kind.level} == {"stock"}
    assert {name for name, kind in kinds.items() if kind.cumulative} == {"flow"}
    assert {name for name, kind in kinds.items() if kind.yearly} == {"annual"}
    assert [str(kind) for kind in kinds.values()] == sorted(NAMES)
