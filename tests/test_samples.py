"""Every sample workbook is read exactly as its expectation says (DESIGN §4, §6)."""

import json
from pathlib import Path

import pytest
from tests import reading_of

SAMPLES = Path(__file__).parent / "samples"
EXPECTED = sorted(SAMPLES.glob("*.expected.json"))
#: Rosters and registers are recognised, named and set aside whole.
SET_ASIDE_WHOLE = {
    "大庆市2019年培训台账.xlsx": "roster-recognised",
    "高技能人才培训基地名单.xlsx": "register-recognised",
}


def sample_of(expected: Path) -> Path:
    """Return the workbook that an expectation stands beside."""
    return expected.with_name(expected.name.removesuffix(".expected.json"))


def load_rows(expected: dict, part: str) -> list[reading_of.Row]:
    """Return the expected observations or targets with exact values."""
    value_at = {"observations": 5, "targets": 3}[part]
    return [
        tuple(reading_of.exact(item) if place == value_at else item for place, item in enumerate(row))
        for row in expected[part]
    ]


def read_sample(path: Path) -> dict:
    return reading_of.read_as_dict(path.read_bytes(), path.name)


TABLES = [path for path in EXPECTED if sample_of(path).name not in SET_ASIDE_WHOLE]


@pytest.mark.parametrize("path", TABLES, ids=[str(place) for place, _ in enumerate(TABLES, 1)])
def test_a_sample_is_read_exactly_as_expected(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    sample = sample_of(path)
    assert expected["readable"] and not expected["maybe"] and not expected["args"], "a new kind of sample"
    reading = read_sample(sample)

    problems = reading_of.missing_and_extra(
        reading_of.observation_rows(reading), load_rows(expected, "observations")
    )
    problems += reading_of.missing_and_extra(reading_of.target_rows(reading), load_rows(expected, "targets"))
    for slugs, sheet, cell in expected["findings"]:
        problems += reading_of.unfound(reading["findings"], slugs, sheet, cell)
    if not expected["findings"]:
        problems += [f"finding: {found}" for found in reading["findings"] if found["level"] == "error"]
    problems += reading_of.unaccounted(reading)

    assert not problems, "\n".join([sample.name, *problems])


@pytest.mark.parametrize("name", SET_ASIDE_WHOLE, ids=list(SET_ASIDE_WHOLE.values()))
def test_a_roster_or_register_is_recognised_and_set_aside_whole(name: str) -> None:
    reading = read_sample(SAMPLES / name)

    slugs = [finding["slug"] for finding in reading["findings"]]
    assert slugs.count(SET_ASIDE_WHOLE[name]) == 1
    assert not reading["observations"] and not reading["targets"]
    cells = reading["cells"]
    assert cells["read"] == cells["compared"] == 0
    assert cells["numeric"] == cells["set_aside"]


def test_no_sample_is_without_its_expectation() -> None:
    workbooks = {p.name for p in SAMPLES.iterdir() if p.suffix in {".xlsx", ".xls", ".csv", ".ods"}}
    assert workbooks == {sample_of(path).name for path in EXPECTED}
