"""What the documents list exists, and what exists of these kinds is listed."""

import argparse
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.rendering.child import FORMATS
from commands.command_line import make_parser
from intake.findings.finding import LEVELS, Level
from intake.sheets.workbook import load_reader
from metrics.kinds.known import load_kinds
from metrics.progress.status import Status
from tests.support.paths import ROOT

DOCS = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])
FLOORS = ("metrics", "data", "intake", "briefing", "commands", "demo", "serving", "ui", "pages", "wording")
#: Folders of a floor that hold no Python of ours, or are explained with the wing around them.
WITHIN_A_WING = re.compile(r"/(checks|several|xlsx|xls|ods|docx|pptx|native)/$|^intake/sheets/.|^wording/(zh|en)/$")
_CODE = re.compile(r"`([^`\n]+)`")
_ENDINGS = (".py", ".md", ".toml", ".po", ".yaml", ".csv", ".geojson", ".json", ".sql", ".sh", ".key", ".lock")


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _section(text: str, head: str) -> str:
    """Return what stands under a head, up to the next of its level or above."""
    level = head.split(" ")[0]
    begin = text.index(f"\n{head}\n") + len(head) + 2
    ends = re.search(rf"\n#{{1,{len(level)}}} ", text[begin:])
    return text[begin : begin + ends.start()] if ends else text[begin:]


def _named(text: str) -> list[str]:
    return _CODE.findall(re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def _is_kept(path: Path) -> bool:
    """Whether a file is one of the project's own, and not made by running it."""
    return path.is_file() and path.suffix not in (".pyc", ".mo", ".tmp")


def _cells(text: str) -> Iterator[list[str]]:
    """Yield the body rows of the tables in a text."""
    for line in text.splitlines():
        if line.startswith("| ") and not line.startswith("| ---"):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def _is_path(name: str) -> bool:
    """Whether a name in code type is a file or folder of the project."""
    if " " in name or name.startswith(("~", "/", "http", "var/")):
        return False
    return (name.endswith(_ENDINGS) or name.endswith("/")) and (
        "/" in name or name in {path.name for path in ROOT.iterdir()} or name.endswith((".md", ".toml"))
    )


def _exists(name: str) -> bool:
    """Whether a path stands; of one that is yet to be made (``<id>``), the folder and a sibling like it."""
    if "<" not in name:
        return (ROOT / name).exists()
    folder, last = ROOT / name[: name.index("<")].rpartition("/")[0], name.rpartition("/")[2]
    alike = f"*{Path(name).suffix}" if "<" in last else f"*/{last}"
    return folder.is_dir() and any(folder.glob(alike))


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_that_a_document_names_exists(path: Path) -> None:
    text = path.read_text("utf-8")
    named = [name for name in _named(text) if _is_path(name)]
    assert [name for name in named if not _exists(name)] == []
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_each_list_of_where_to_add_names_files() -> None:
    lists = _section(_text("docs/architecture.md"), "## Where to add").split("\n### ")[1:]
    heads = [one.splitlines()[0] for one in lists]
    wanted = ["A plan", "A province", "A check of a table", "A format to read", "A format to write", "A page"]
    assert heads == [*wanted, "A metric kind", "A sentence", "A migration"]
    for one in lists:
        assert len([name for name in _named(one) if _is_path(name)]) >= 3, one


def test_the_flow_of_one_cell_names_functions_in_at_most_fifteen_hops() -> None:
    hops = [
        row for row in _cells(_section(_text("docs/architecture.md"), "## The flow of one cell")) if row[0].isdigit()
    ]
    assert [int(row[0]) for row in hops] == list(range(1, len(hops) + 1)) and 10 <= len(hops) <= 15
    for row in hops:
        module, _, function = row[1].strip("`").rpartition(".")
        assert callable(getattr(importlib.import_module(module), function, None)), row[1]


def test_the_wings_named_are_the_wings_there_are() -> None:
    named = {row[0].strip("`") for row in _cells(_section(_text("docs/architecture.md"), "### Wings"))} - {"wing"}
    files = [path for floor in FLOORS for path in (ROOT / floor).rglob("*") if _is_kept(path)]
    folders = {f"{path.parent.relative_to(ROOT).as_posix()}/" for path in files}
    there = {folder for folder in folders if not WITHIN_A_WING.search(folder) and "/templates/" not in folder}
    assert named == there


def test_commands_and_options_are_those_of_the_command_line() -> None:
    parser = make_parser("en")
    (commands,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    there = {
        name: {option for action in command._actions for option in action.option_strings} - {"-h", "--help", "--lang"}
        for name, command in commands.choices.items()
    }
    rows = list(_cells(_section(_text("docs/command-line.md"), "## Commands")))[1:]
    assert {row[0].strip("`").split()[0]: set(_CODE.findall(row[1])) for row in rows} == there


def test_commands_in_the_read_me_are_understood() -> None:
    for name in ("README.md", "README.en.md"):
        lines = re.findall(r"^\.venv/bin/python manage\.py (.+?)(?:\s{2,}#.*)?$", _text(name), re.MULTILINE)
        assert len(lines) >= 6
        for line in lines:
            if not line.endswith("--help"):
                assert make_parser("en").parse_args(line.split()).command in line


def test_findings_are_listed_under_their_levels() -> None:
    text = _section(_text("docs/command-line.md"), "## Findings")
    listed = {
        level: set(_CODE.findall(part)) for level, part in re.findall(r"\*\*(\w+)\*\*: (.*?)\.\n", text, re.DOTALL)
    }
    assert listed == {one.value: {slug for slug, level in LEVELS.items() if level is one} for one in Level}


def test_formats_are_those_that_are_read_and_written() -> None:
    read, written = _section(_text("docs/command-line.md"), "## Formats").split("\nWritten: ")
    assert tuple(_CODE.findall(written)) == FORMATS
    readers = {name: load_reader(name) for name in _CODE.findall(read)}
    assert len(set(readers.values())) == len(readers) and set(readers) == _recognised()


def _recognised() -> set[str]:
    """Return what the content of a file may be recognised as, read from the code that says so."""
    return set(re.findall(r'return "(\w+)"', _text("intake/sheets/kinds/recognising.py")))


def test_settings_are_those_that_the_code_asks_for() -> None:
    listed = {
        name for row in _cells(_section(_text("docs/command-line.md"), "## Settings")) for name in _CODE.findall(row[0])
    }
    code = "\n".join(path.read_text("utf-8") for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
    asked = set(re.findall(r"\"(LONGJIANG_\w+)\"", code)) | set(re.findall(r"\"(LC_\w+|LANG)\"", code))
    asked |= set(re.findall(r"^(\w+) \?=", _text("Makefile"), re.MULTILINE))
    assert listed == asked


def test_statuses_and_kinds_of_the_sums_are_those_there_are() -> None:
    text = _text("docs/arithmetic.md")
    told = [_CODE.findall(row[0]) for row in _cells(_section(text, "## 序时, lead, status"))]
    assert {name for names in told for name in names} == {one.value for one in Status}
    assert {row[0].split()[0] for row in _cells(_section(text, "## Kinds"))} - {"kind"} == set(load_kinds())


def test_targets_of_make_that_documents_name_exist() -> None:
    there = set(re.findall(r"^([\w-]+):", _text("Makefile"), re.MULTILINE))
    named = {
        name for path in DOCS for name in re.findall(r"`?make ([a-z-]+)\b", "\n".join(_named(path.read_text("utf-8"))))
    }
    assert named <= there


def test_documents_name_no_document_that_the_project_does_not_hold() -> None:
    places = [ROOT / floor for floor in (*FLOORS, "docs", "tests")]
    files = [path for place in places for path in place.rglob("*") if path.suffix in (".py", ".md", ".yaml", ".toml")]
    files += [path for path in ROOT.iterdir() if path.suffix in (".py", ".md", ".toml")]
    naming = [path for path in files if re.search(r"\bDESIGN\b", path.read_text("utf-8"))]
    assert [path for path in naming if path != Path(__file__)] == []


def test_a_document_that_names_what_is_not_there_is_seen() -> None:
    assert not _exists("intake/nowhere.py") and not _exists("nowhere/<id>.py")
    assert _exists("intake/statements/checks/<id>.py") and _is_path("intake/nowhere.py") and not _is_path("--json")
