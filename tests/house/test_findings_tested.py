"""Every kind of finding has a test that names it, and every check of a table's statements is carried out."""

import ast

import pytest

from intake.findings.finding import LEVELS
from intake.statements.checks.every_check import CHECKS
from tests.support.paths import ROOT

TESTS = "\n".join(
    path.read_text("utf-8")
    for path in sorted((ROOT / "tests").rglob("*"))
    if path.suffix in (".py", ".yaml", ".json") and path.name != "test_findings_tested.py"
)


@pytest.mark.parametrize("slug", sorted(LEVELS))
def test_every_slug_has_a_test(slug: str) -> None:
    assert slug in TESTS


def test_every_check_is_carried_out() -> None:
    folder = ROOT / "intake" / "statements" / "checks"
    written = {
        one.name
        for path in folder.glob("*.py")
        for one in ast.parse(path.read_text("utf-8")).body
        if isinstance(one, ast.FunctionDef) and one.name.startswith("judge_")
    }
    assert {check.__name__ for check in CHECKS} == written
