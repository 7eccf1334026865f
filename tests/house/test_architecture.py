"""The plan of the house: who may import whom, which library belongs where, how large a room may be.

Floors are the top folders, wings the folders inside them. A folder that holds both files and wings (`intake/`,
`briefing/`) is the hall of its wings: it may use them and be used by them, so only wings beside each other are
compared.
"""

import ast
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

from tests.support.paths import ROOT

FLOORS = {
    "metrics": 0,
    "data": 1,
    "demo": 2,
    "intake": 2,
    "briefing": 2,
    "commands": 3,
    "serving": 4,
    "ui": 5,
    "pages": 6,
    "app": 6,
    "manage": 6,
}
WORDING = "wording"
LIBRARIES: dict[str, set[str]] = {
    "metrics": set(),
    "wording": {"babel"},
    "data": {"duckdb", "pyarrow", "numpy", "cryptography"},
    "demo": {"openpyxl", "xlsxwriter"},
    "intake": {
        "openpyxl",
        "python_calamine",
        "pyarrow",
        "numpy",
        "cryptography",
        "xlsxwriter",
        "lxml",
        "defusedxml",
        "docx",
    },
    "briefing": {"plotly", "xlsxwriter", "pptx", "docx", "typst", "lxml", "pypdf", "pyarrow", "fontTools", "PIL"},
    "commands": set(),
    "serving": {"streamlit", "starlette"},
    "ui": {"streamlit", "pandas"},
    "pages": {"streamlit", "pandas"},
    "app": {"streamlit", "starlette"},
    "manage": set(),
}
LONGEST_FILE, LONGEST_PAGE = 350, 110
MOST_FILES, MOST_LEVELS = 18, 7
FORBIDDEN_NAMES = {"utils", "helpers", "common", "services", "managers", "misc"}


def _module_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")


def _sources() -> list[Path]:
    files = [path for name in (*FLOORS, WORDING) for path in sorted((ROOT / name).rglob("*.py"))]
    return [*files, ROOT / "app.py", ROOT / "manage.py"]


def _place(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def _imported(tree: ast.AST, modules: Collection[str]) -> Iterator[str]:
    """Yield the full name of every module that is imported, wherever in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in modules else node.module or ""


@cache
def _graph() -> dict[str, frozenset[str]]:
    """Return what every module of the product imports, by full name; a module's import of itself is none."""
    modules = {_module_of(path): path for path in _sources()}
    return {
        name: frozenset(_imported(ast.parse(path.read_text("utf-8"), str(path)), modules)) - {name}
        for name, path in modules.items()
    }


def find_circles(graph: Mapping[str, Collection[str]]) -> list[list[str]]:
    """Return every set of nodes that reach each other."""

    def reach(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for node in graph.get(waiting.pop(), ()):
                if node in graph and node not in seen:
                    seen.add(node)
                    waiting.append(node)
        return seen

    reached = {node: reach(node) for node in graph}
    circles = {
        frozenset(other for other in graph if other in reached[node] and node in reached[other]) for node in graph
    }
    return sorted(sorted(circle) for circle in circles if circle)


def find_upward(graph: Mapping[str, Collection[str]]) -> list[str]:
    """Return the imports that point to the own height or upward, or to a library that belongs elsewhere."""
    found = []
    for module, imported in graph.items():
        place = module.split(".")[0]
        for name in imported:
            first = name.split(".")[0]
            if first in FLOORS:
                wrong = first != place and (place == WORDING or FLOORS[first] >= FLOORS[place])
            elif first == WORDING:
                wrong = place == "metrics"
            else:
                wrong = first not in sys.stdlib_module_names and first not in LIBRARIES[place]
            if wrong:
                found.append(f"{module} imports {name}")
    return sorted(found)


def join_wings(graph: Mapping[str, Collection[str]], hall: str) -> dict[str, set[str]]:
    """Return which of the wings of a hall import which others beside them."""

    def wing(module: str) -> str | None:
        rest = module.removeprefix(f"{hall}.")
        return rest.split(".")[0] if module.startswith(f"{hall}.") and "." in rest else None

    wings: dict[str, set[str]] = {}
    for module, imported in graph.items():
        if own := wing(module):
            wings.setdefault(own, set()).update(other for name in imported if (other := wing(name)) and other != own)
    return wings


def count_levels(graph: Mapping[str, Collection[str]], folder: str) -> int:
    """Return how many files of a folder stand on each other; in a folder with a circle, more than any limit."""
    inside = {name for name in graph if name.rpartition(".")[0] == folder}
    levels: dict[str, int] = {}
    for _ in range(len(inside) + 1):
        found = {
            name: 1 + max((levels.get(other, 0) for other in graph[name] if other in inside), default=0)
            for name in inside
        }
        if found == levels:
            return max(levels.values(), default=0)
        levels = found
    return len(inside) + MOST_LEVELS


def _folders() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in _sources():
        if path.name != "__init__.py":
            found.setdefault(_module_of(path).rpartition(".")[0], []).append(path.name)
    return found


def test_imports_point_downward_and_libraries_stay_in_their_place() -> None:
    assert find_upward(_graph()) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert find_circles(_graph()) == []


@pytest.mark.parametrize(
    "hall", sorted({str(PurePosixPath(*name.split(".")[:-1])) for name in _folders() if "." in name})
)
def test_wings_beside_each_other_form_no_circle(hall: str) -> None:
    assert find_circles(join_wings(_graph(), hall.replace("/", "."))) == []


def test_no_folder_has_more_files_than_one_takes_in() -> None:
    tests = {folder.relative_to(ROOT).as_posix(): list(folder.glob("*.py")) for folder in (ROOT / "tests").rglob("*/")}
    found = {name: len(files) for name, files in ({**_folders(), **tests}).items() if len(files) > MOST_FILES}
    assert found == {}


def test_no_folder_is_stacked_higher_than_one_follows() -> None:
    found = {folder: count_levels(_graph(), folder) for folder in _folders() if folder}
    assert {folder: levels for folder, levels in found.items() if levels > MOST_LEVELS} == {}


def test_files_are_short() -> None:
    found = {}
    for path in [*_sources(), *sorted((ROOT / "tests").rglob("*.py"))]:
        lines = len(path.read_text("utf-8").splitlines())
        if lines > (LONGEST_PAGE if _place(path) == "pages" else LONGEST_FILE):
            found[path.relative_to(ROOT).as_posix()] = lines
    assert found == {}


def test_no_page_lies_directly_in_pages() -> None:
    assert [path.name for path in (ROOT / "pages").glob("*.py") if path.name != "__init__.py"] == []


def test_no_module_is_named_like_one_of_the_standard_library() -> None:
    taken = [path for path in _sources() if path.stem in sys.stdlib_module_names and path.stem != "__init__"]
    assert taken == []


def test_no_file_is_called_after_its_folder() -> None:
    taken = [path for path in _sources() if path.parent != ROOT and path.stem == path.parent.name]
    assert taken == []


def test_names_are_nouns_of_the_work() -> None:
    files = [*_sources(), *sorted((ROOT / "tests").rglob("*.py"))]
    assert [path for path in files if {path.stem, *path.relative_to(ROOT).parts} & FORBIDDEN_NAMES] == []


def test_packages_load_nothing_by_themselves() -> None:
    assert [path for path in _sources() if path.name == "__init__.py" and path.read_text("utf-8").strip()] == []


def test_page_files_have_names_of_their_own() -> None:
    stems = [path.stem for path in (ROOT / "pages").rglob("*.py") if path.stem != "__init__"]
    assert len(stems) == len(set(stems))


@pytest.mark.parametrize("module", ["wording.sentences", "wording.figures", "manage"])
def test_a_light_module_loads_no_heavy_library(module: str) -> None:
    script = f"import {module}, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {"streamlit", "pandas", "duckdb", "numpy", "plotly", "openpyxl", "pyarrow", "babel"}
    assert heavy & set(done.stdout.split()) == set()


@pytest.mark.parametrize(
    ("graph", "circles"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"a"}, "c": {"a"}}, [["a", "b"]]),
        ({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"e"}, "e": {"d"}}, [["a", "b", "c"], ["d", "e"]]),
    ],
)
def test_a_circle_of_any_length_is_seen(graph: dict[str, set[str]], circles: list[list[str]]) -> None:
    assert find_circles(graph) == circles


def test_a_circle_between_wings_is_seen_through_their_files_but_not_through_the_hall() -> None:
    through_files = {"h.a.one": {"h.b.two"}, "h.b.two": set(), "h.b.three": {"h.a.four"}, "h.a.four": set()}
    assert find_circles(join_wings(through_files, "h")) == [["a", "b"]]
    through_the_hall = {"h.a.one": {"h.base"}, "h.base": set(), "h.top": {"h.a.one"}}
    assert find_circles(join_wings(through_the_hall, "h")) == []


def test_levels_are_the_longest_chain_inside_one_folder() -> None:
    graph = {"f.a": {"f.b"}, "f.b": {"f.c", "g.d"}, "f.c": set(), "g.d": {"f.c"}}
    assert (count_levels(graph, "f"), count_levels(graph, "g")) == (3, 1)
    assert count_levels({"f.a": {"f.b"}, "f.b": {"f.a"}}, "f") > MOST_LEVELS


@pytest.mark.parametrize(
    "graph",
    [
        {"metrics.plan": {"data.store"}},
        {"intake.read": {"briefing.brief"}},
        {"wording.days": {"metrics.plan"}},
        {"data.store": {"streamlit"}},
    ],
)
def test_an_import_upward_sideways_or_of_a_foreign_library_is_seen(graph: dict[str, set[str]]) -> None:
    assert len(find_upward(graph)) == 1
