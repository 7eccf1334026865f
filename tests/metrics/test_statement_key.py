"""Two statements are the same one when they say the same figure of the same days, whatever their basis is called."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from intake.comparing.accepted import History
from intake.comparing.statements_disagree import find_contradictions, find_disagreements
from metrics.cumulation.series import build_series
from metrics.definitions.catalogue import load_catalogue
from metrics.observation import Basis, Observation, Origin, statement_key

PLAN = load_catalogue().plan("98113")
METRIC = PLAN.metric("training_sessions")
JANUARY, FEBRUARY = date(2019, 1, 31), date(2019, 2, 28)
FIRST = date(2019, 1, 1)


def _said(basis: Basis, start: date | None, end: date, value: int, hour: int | None = None) -> Observation:
    accepted = datetime(2019, 3, 1, hour, tzinfo=UTC) if hour is not None else None
    origin = Origin("", f"{hour}.xlsx", "表", "B2", str(value))
    return Observation(
        PLAN.id, METRIC.id, "230100", basis, start, end, Decimal(value), Decimal(1), origin, str(hour), accepted
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((Basis.DURING, FIRST, JANUARY), (Basis.YEAR_TO_DATE, FIRST, JANUARY), True),
        ((Basis.DURING, FIRST, FEBRUARY), (Basis.YEAR_TO_DATE, FIRST, FEBRUARY), True),
        ((Basis.DURING, FIRST, FEBRUARY), (Basis.YEAR_TO_DATE, None, FEBRUARY), True),
        ((Basis.DURING, date(2018, 12, 21), JANUARY), (Basis.YEAR_TO_DATE, date(2018, 12, 21), JANUARY), True),
        ((Basis.DURING, date(2019, 2, 1), FEBRUARY), (Basis.YEAR_TO_DATE, FIRST, FEBRUARY), False),
        ((Basis.SINCE_START, None, FEBRUARY), (Basis.YEAR_TO_DATE, None, FEBRUARY), False),
        ((Basis.SINCE_START, None, FEBRUARY), (Basis.STANDING, None, FEBRUARY), False),
    ],
)
def test_the_amount_of_the_year_to_date_is_the_amount_of_its_days(
    one: tuple[Basis, date | None, date], other: tuple[Basis, date | None, date], same: bool
) -> None:
    assert (statement_key("m", "c", *one) == statement_key("m", "c", *other)) is same


def test_what_is_accepted_later_replaces_the_same_days_under_another_basis() -> None:
    earlier, later = _said(Basis.DURING, FIRST, JANUARY, 10, 1), _said(Basis.YEAR_TO_DATE, FIRST, JANUARY, 12, 2)
    for said in ([earlier, later], [later, earlier]):
        series = build_series(PLAN, METRIC, "230100", said, JANUARY)
        assert [(point.day, point.year_total) for point in series.points] == [(JANUARY, Decimal(12))]
        assert series.disagreements == ()


def test_one_file_that_says_the_same_days_twice_and_differently_is_still_heard_twice() -> None:
    month, year = _said(Basis.DURING, FIRST, JANUARY, 10), _said(Basis.YEAR_TO_DATE, FIRST, JANUARY, 12)
    for stated in ([month, year], [year, month]):
        found = list(find_contradictions(History([], stated), PLAN))
        assert [one.slug for one in found] == ["statements-disagree"]
    assert list(find_contradictions(History([], [month, replace(year, value=Decimal(10))]), PLAN)) == []


def test_a_new_statement_is_held_against_the_accepted_one_of_the_same_days() -> None:
    standing = [_said(Basis.DURING, FIRST, JANUARY, 10, 1)]
    new = _said(Basis.YEAR_TO_DATE, FIRST, JANUARY, 12)
    (found,) = find_disagreements(History(standing, [new]))
    assert (found.slug, found.facts["standing"]) == ("statements-disagree", "10")
    assert list(find_disagreements(History(standing, [replace(new, value=Decimal(10))]))) == []
