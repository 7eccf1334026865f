"""All definition files are checked together, with the places there are: every problem with its file and line."""

from pathlib import Path

import pytest

from data.definitions import check_definitions
from intake.rosters.registers.entries import LEVELS
from intake.rosters.registers.states import find_state
from intake.words.lexicon import UNITS as PRINTED_UNITS
from metrics.definitions.catalogue import DEFINITIONS, DefinitionErrors, load_catalogue
from metrics.plan import UNITS
from metrics.register import ENTRY_LEVELS, ENTRY_STATES
from wording.figures import figure

TEXT = (DEFINITIONS / "98113.toml").read_text("utf-8")


def problems(folder: Path, **texts: str | bytes) -> list[tuple[str, str, str]]:
    """Return file, the line's own text and message of every problem of these files."""
    for name, text in texts.items():
        (folder / f"{name}.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DefinitionErrors) as caught:
        check_definitions(folder)
    found = []
    for error in caught.value:
        lines = (folder / error.file).read_bytes().decode("utf-8", "replace").splitlines()
        found.append((error.file, lines[error.line - 1] if error.line <= len(lines) else "", error.message))
    return found


def test_the_plans_at_hand_name_only_places_that_there_are() -> None:
    assert check_definitions() is load_catalogue()


@pytest.mark.parametrize(
    ("before", "after", "line", "message"),
    [
        (
            '"HLJ-SZ", "HLJ-NK", "HLJ-SG",',
            '"HLJ-SZ", "HLJ-XX", "HLJ-SG",',
            '"HLJ-XX"',
            "'HLJ-XX' is the code of no place",
        ),
        (
            'province = "230000"',
            'province = "990000"',
            'province = "990000"',
            "there is no data/reference/990000/cities.csv",
        ),
        ('"230100", "230200"', '"230000", "230200"', '"230000", "230200"', "cannot be one of its parts"),
        ('clause = "二(二)9"', 'clause = "待定"', 'clause = "待定"', "must say where the figure stands"),
        ('clause = "二(二)9"', 'clause = "——"', 'clause = "——"', "must say where the figure stands"),
        ('clause = "二(二)9"', 'clause = ""', 'clause = ""', "must not be empty"),
        ('clause = "二(二)9"', f'clause = "{"长" * 90}"', "clause", "longer than 80"),
        ('clause = "二(二)9"', "clause = 9", "clause = 9", "must be a text"),
        ("value = 100\n", 'value = 100\nclause = ""\n', 'clause = ""', "leave it out instead"),
        ('unit = "个"', 'unit = "只"', 'unit = "只"', "'unit' must be one of 个"),
        ('unit = "人次"', 'unit = "万人次"', 'unit = "万人次"', "'unit' must be one of 个"),
        ('unit = "个"', 'unit = "%"', 'unit = "%"', "kind stock is not counted in %"),
        ("due = 2020-12-31", "due = 2021-06-30", "due = 2021-06-30", "after the plan's deadline"),
        ("due = 2020-12-31", "due = 20201-12-31", None, "Expected newline"),
        ("due = 2020-12-31", "due = 2920-12-31", "due = 2920-12-31", "a mistyped year?"),
        ("due = 2020-12-31", "due = 2020-12-31\nstart = 2016-01-01", "start = 2016-01-01", "before the plan's own"),
        ("value = 100\n", "value = nan\n", "value = nan", "must be a number"),
        ("value = 100\n", "value = inf\n", "value = inf", "must be a number"),
        ("value = 100\n", "value = 1e999999999\n", "value = 1e999999999", ""),
        ('kind = "stock"', "kind = 3", "kind = 3", "must be a text"),
        ('kind = "stock"', 'kind = "stok"', 'kind = "stok"', "'kind' must be one of"),
        ('kind = "stock"', 'kind = ["stock"]', "kind = [", "must be a text"),
        ('states = ["opened"]', 'states = ["open"]', "register", "'open' is none of"),
        ('names = ["工作室"]', 'names = ["基地"]', "register", "are those of training_bases already"),
        ('names = ["工作室"]', "names = []", "register", "must not be empty"),
        (
            "[[metrics.targets]]\nvalue = 100",
            "[[metrics.targets]]\nvalue = 90\n[[metrics.targets]]\nvalue = 100",
            "[[metrics",
            "second target",
        ),
        ("[thresholds]", "reporters = []\n[thresholds]", None, ""),
    ],
)
def test_every_mistake_of_a_definition_file_is_told_with_its_line(
    tmp_path: Path, before: str, after: str, line: str | None, message: str
) -> None:
    assert before in TEXT
    found = problems(tmp_path, mine=TEXT.replace(before, after, 1))
    assert any(message in told and (line is None or line in stands) for _, stands, told in found), found


def test_all_problems_of_all_files_come_at_once_also_those_that_only_the_reference_tells(tmp_path: Path) -> None:
    other = TEXT.replace('id = "98113"', 'id = "other"', 1)
    found = problems(
        tmp_path,
        a=TEXT.replace('"230100"', '"239999"', 1).replace('kind = "flow"', 'kind = "flo"'),
        b=other.replace('"HLJ-SG"', '"HLJ-ZZ"', 1),
        c=other.encode("gb18030"),
    )
    assert {file for file, _, _ in found} == {"a.toml", "b.toml", "c.toml"}
    assert len([one for one in found if one[0] == "a.toml"]) == 2


def test_a_folder_without_plans_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(DefinitionErrors, match="no definition file"):
        check_definitions(tmp_path)


def test_each_problem_is_told_once(tmp_path: Path) -> None:
    found = problems(tmp_path, mine=TEXT.replace('"230100"', '"230200"', 1))
    assert len(found) == len(set(found)) == 1


def test_units_states_and_levels_of_plans_are_those_that_sheets_are_read_in() -> None:
    assert {PRINTED_UNITS[unit][1] for unit in UNITS} == {1}
    assert all(char not in figure(3, unit, "en") for unit in UNITS for char in unit if char != "%")
    told = {find_state(words) for words in ("已批准", "在建", "已挂牌", "已撤销")}
    assert told == set(ENTRY_STATES) and {slug for slug, _ in LEVELS} == set(ENTRY_LEVELS)
