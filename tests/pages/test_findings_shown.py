"""Which of many findings stand open at once."""

import re

import pytest

from intake.findings.finding import Finding
from ui.hand_in.understood import SHOWN_FINDINGS, findings_part


def shown(kinds: list[str]) -> tuple[int, str]:
    """The number of open lines, and the open part."""
    facts = {"text": "哈尔浜", "place": "甲", "value": "1", "unit": "个", "meant": ""}
    part = findings_part(
        [Finding(kind, f"表{at}", f"A{at}", facts) for at, kind in enumerate(kinds)], None, "zh"
    ).split("<details>")[0]
    return part.count("<tr><td"), part


@pytest.mark.parametrize(
    "kinds", [["unknown-city", "unknown-metric"] * 300, ["unknown-city"] * 300 + ["unknown-metric"] * 300]
)
def test_kinds_that_alternate_open_no_more_than_kinds_in_a_row(kinds: list[str]) -> None:
    count, part = shown(kinds)
    assert SHOWN_FINDINGS <= count <= SHOWN_FINDINGS + 2
    # The last of each kind closes it.
    lines = re.findall(r"表(\d+) ", part)
    for kind in set(kinds):
        assert str(len(kinds) - 1 - kinds[::-1].index(kind)) in lines
    assert len([one for one in lines if kinds[int(one)] == "unknown-city"]) == 11


def test_few_findings_are_all_open() -> None:
    assert shown(["unknown-city", "unknown-metric"] * 10)[0] == SHOWN_FINDINGS
