"""The plan of the house: who may import whom, which library belongs where, how long a file may be.

`EXCEPTIONS` only shrinks: an entry that is no longer needed fails the test.
"""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = {"metrics": 0, "data": 1, "intake": 2, "briefing": 2, "ui": 3, "pages": 4, "app": 4, "manage": 4}
WORDING = "wording"
LIBRARIES = {
    "metrics": set(),
    "wording": {"babel"},
    "data": {"duckdb", "pyarrow", "numpy", "cryptography"},
    "intake": {"openpyxl", "python_calamine", "pyarrow", "numpy", "cryptography", "xlsxwriter", "lxml", "html5lib", "defusedxml"},
    "briefing": {"plotly", "kaleido", "xlsxwriter", "pptx", "docx", "typst", "PIL", "lxml", "pypdf", "pyarrow", "fontTools"},
    "ui": {"streamlit", "starlette", "pandas"},
    "pages": {"streamlit", "pandas"},
    "app": {"streamlit", "starlette"},
    "manage": set(),
}
READERS = {"openpyxl", "python_calamine"}
LONGEST_FILE = 250
LONGEST_PAGE = 100
FORBIDDEN_NAMES = {"utils", "helpers", "common", "services", "managers", "misc"}
EXCEPTIONS: set[str] = set()


def _sources() -> list[Path]:
    places = [ROOT / name for name in (*FLOORS, WORDING, "tests")]
    files = [path for place in places for path in sorted(place.rglob("*.py"))]
    return files + [path for path in (ROOT / "app.py", ROOT / "manage.py") if path.exists()]


def _place(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    """Return the first name of every module that a file imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
    return {name.split(".")[0] for name in names}


def _breaches() -> set[str]:
    found: set[str] = set()
    for path in _sources():
        place, where = _place(path), path.relative_to(ROOT).as_posix()
        if place == "tests":
            continue
        for name in _imports(path):
            if name in FLOORS:
                if name != place and (place == WORDING or FLOORS[name] >= FLOORS[place]):
                    found.add(f"{where} imports {name}")
            elif name == WORDING:
                if place == "metrics":
                    found.add(f"{where} imports {name}")
            elif name not in sys.stdlib_module_names and name not in LIBRARIES[place]:
                found.add(f"{where} imports {name}")
    return found


def _long_files() -> set[str]:
    found: set[str] = set()
    for path in _sources():
        lines = len(path.read_text("utf-8").splitlines())
        limit = LONGEST_PAGE if _place(path) == "pages" else LONGEST_FILE
        if lines > limit:
            found.add(f"{path.relative_to(ROOT).as_posix()} is longer than {limit} lines")
    return found


def test_imports_point_downward_and_libraries_stay_in_their_place() -> None:
    assert _breaches() - EXCEPTIONS == set()


def test_files_are_short() -> None:
    assert _long_files() - EXCEPTIONS == set()


def test_every_exception_is_still_needed() -> None:
    assert EXCEPTIONS - _breaches() - _long_files() == set()


def test_no_page_lies_directly_in_pages() -> None:
    assert [path.name for path in (ROOT / "pages").glob("*.py") if path.name != "__init__.py"] == []


def test_no_module_is_named_like_one_of_the_standard_library() -> None:
    product = [path for path in _sources() if _place(path) != "tests"]
    taken = [path for path in product if path.stem in sys.stdlib_module_names and path.stem != "__init__"]
    assert taken == []


def test_names_are_nouns_of_the_work() -> None:
    assert [path for path in _sources() if {path.stem, *path.relative_to(ROOT).parts} & FORBIDDEN_NAMES] == []


def test_packages_load_nothing_by_themselves() -> None:
    assert [path for path in _sources() if path.name == "__init__.py" and path.read_text("utf-8").strip()] == []


def test_page_files_have_names_of_their_own() -> None:
    stems = [path.stem for path in (ROOT / "pages").rglob("*.py") if path.stem != "__init__"]
    assert len(stems) == len(set(stems))


@pytest.mark.parametrize("module", ["wording.sentences", "wording.figures", "manage"])
def test_a_light_module_loads_no_heavy_library(module: str) -> None:
    if not (ROOT / f"{module.replace('.', '/')}.py").exists():
        pytest.skip("not yet there")
    script = f"import {module}, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {"streamlit", "pandas", "duckdb", "numpy", "plotly", "openpyxl", "pyarrow", "babel"}
    assert heavy & set(done.stdout.split()) == set()
