"""Which of many findings stand open at once, and that the same said of several places is said once."""

import re

import pytest

from commands.terminal import show_findings
from intake.findings.finding import Finding, Level
from intake.reading import Reading
from ui.hand_in.understood import SHOWN_FINDINGS, count_levels, findings_part


def shown(kinds: list[str]) -> tuple[int, str]:
    """The number of open lines, and the open part."""
    facts = {"place": "甲", "value": "1", "unit": "个", "meant": ""}
    part = findings_part(
        [Finding(kind, f"表{at}", f"A{at}", {**facts, "text": f"哈尔浜{at}"}) for at, kind in enumerate(kinds)],
        None,
        "zh",
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
    assert len([one for one in lines if kinds[int(one)] == "unknown-city"]) == SHOWN_FINDINGS / 2 + 1


def test_few_findings_are_all_open() -> None:
    assert shown(["unknown-city", "unknown-metric"] * (SHOWN_FINDINGS // 2))[0] == SHOWN_FINDINGS


def eleven(sheets: int) -> list[Finding]:
    """Eleven equal notes in so many sheets, and one of another text."""
    equal = [Finding("total-unverifiable", f"表{at % sheets}", f"B{at}", {"raw": "82692.0"}) for at in range(11)]
    return [*equal, Finding("total-unverifiable", "表0", "C9", {"raw": "7"})]


@pytest.mark.parametrize(
    ("sheets", "places"),
    [
        (1, "表0 B0、B1、B2、B3、B4、B5 等 11 处"),
        (2, "表0 B0、B2、B4、B6、B8、B10<br>表1 B1、B3、B5、B7、B9"),
        (11, "表0 B0<br>表1 B1<br>表2 B2<br>等 11 张表"),
    ],
)
def test_eleven_equal_notes_are_one_that_names_its_sheets_and_cells(sheets: int, places: str) -> None:
    part = findings_part(eleven(sheets), None, "zh")
    assert part.count("<tr><td") == 2 and f">{places}<" in part and part.count("82,692") == 1


def test_the_number_of_notes_that_is_told_is_that_of_the_lines_shown() -> None:
    reading = Reading("表.xlsx", "", "xlsx", None, findings=tuple(eleven(11)))
    assert count_levels(reading)[Level.NOTE] == 2


def test_the_terminal_prints_equal_notes_once(capsys: pytest.CaptureFixture[str]) -> None:
    found = [
        {"level": "note", "sheet": one.sheet, "cell": one.cell, "message": f"合计“{one.facts['raw']}”"}
        for one in eleven(2)
    ]
    show_findings(found, "zh")
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 2 and "表0!B0、B2" in printed[0] and "表1!B1" in printed[0]
