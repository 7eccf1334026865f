"""A number that a cell holds is shown as people read it, wherever it is quoted."""

import pytest

from intake.findings.finding import Finding
from intake.findings.messages import describe_finding
from wording.figures import number_text


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        ("82692.0", "82,692"),
        ("82692", "82,692"),
        ("100000.00", "100,000"),
        ("1E+5", "100,000"),
        ("0.30000000000000004", "0.3"),
        ("36110.000000000004", "36,110"),
        ("12.50", "12.50"),
        ("-1234.5", "-1,234.5"),
        ("-0.0", "0"),
        ("48000.0 → 4900", "48,000 → 4,900"),
    ],
)
def test_a_number_is_shown_without_what_a_program_wrote_of_it(held: str, shown: str) -> None:
    assert number_text(held) == shown


@pytest.mark.parametrize(
    "text", ["0012", "约120", "1,234", "", "—", "12个", "2019年", "12345678901234567", "1e99", "1e999", "３６"]
)
def test_what_is_no_plain_number_stays_as_it_stands(text: str) -> None:
    assert number_text(text) == text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("slug", "facts"),
    [
        ("total-mismatch", {"printed": "82692.0", "sum": "82000"}),
        ("total-unverifiable", {"raw": "82692.0"}),
        ("negative-value", {"raw": "-82692.0"}),
        ("struck-out", {"raw": "82692.0"}),
        ("cell-corrected", {"raw": "82692.0", "value": "82600", "reason_given": "笔误"}),
        ("merged-figure", {"raw": "82692.0", "names": "甲、乙"}),
        ("unit-suspect", {"raw": "82692.0", "unit": "", "metric": "x"}),
    ],
)
def test_no_finding_shows_the_float(slug: str, facts: dict[str, str], lang: str) -> None:
    told = describe_finding(Finding(slug, "表", "B3", facts), None, lang)
    assert "82,692" in told and "82692" not in told


def test_a_text_that_should_be_a_number_is_quoted_as_typed() -> None:
    assert "1e5" in describe_finding(Finding("not-a-number", "表", "B3", {"raw": "1e5"}), None, "zh")
