"""Every sample workbook is read exactly as its expectation says (docs/reading.md)."""

import json
from pathlib import Path

import pytest

from tests.support import reading_of
from tests.support.paths import SAMPLES

EXPECTED = sorted(SAMPLES.glob("*.expected.json"))


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


@pytest.mark.parametrize("path", EXPECTED, ids=[str(place) for place, _ in enumerate(EXPECTED, 1)])
def test_a_sample_is_read_exactly_as_expected(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    sample = sample_of(path)
    assert expected["readable"] and not expected["maybe"] and not expected["args"], "a new kind of sample"
    reading = read_sample(sample)

    problems = reading_of.missing_and_extra(reading_of.observation_rows(reading), load_rows(expected, "observations"))
    problems += reading_of.missing_and_extra(reading_of.target_rows(reading), load_rows(expected, "targets"))
    for slugs, sheet, cell in expected["findings"]:
        problems += reading_of.unfound(reading["findings"], slugs, sheet, cell)
    if not expected["findings"]:
        problems += [f"finding: {found}" for found in reading["findings"] if found["level"] == "error"]
    problems += reading_of.unaccounted(reading)
    for kind in ("roster", "register"):
        if reading[kind] != expected[kind]:
            problems.append(f"{kind}: {reading[kind]} is not {expected[kind]}")

    assert not problems, "\n".join([sample.name, *problems])


def test_no_sample_is_without_its_expectation() -> None:
    workbooks = {p.name for p in SAMPLES.iterdir() if p.suffix in {".xlsx", ".xls", ".csv", ".ods"}}
    assert workbooks == {sample_of(path).name for path in EXPECTED}
