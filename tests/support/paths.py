"""Where things stand, for tests in any folder."""

from pathlib import Path

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
SAMPLES, FILES, CASES = TESTS / "samples", TESTS / "files", TESTS / "cases"
ROUTER = str(ROOT / "ui" / "router.py")
