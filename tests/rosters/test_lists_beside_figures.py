"""What a list counts beside what was reported: told from the first difference on, as less or as more."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from intake.comparing.lists_differ import find_differing_lists
from intake.reading import Reading
from metrics.observation import Basis, Observation, Origin
from tests.support.reading_of import plans

PLAN = plans().plan("98113")
JANUARY, FEBRUARY, MARCH = date(2019, 1, 31), date(2019, 2, 28), date(2019, 3, 31)


def stated(
    value: str, end: date, *, start: date | None = None, cell: str = "D4", precision: str = "1", sheet: str = "月报"
) -> Observation:
    """Return trainings of a span, or a number of bases where no first day is given."""
    metric, basis = ("training_sessions", Basis.DURING) if start else ("training_bases", Basis.STANDING)
    origin = Origin("0" * 64, "表.xlsx" if cell else "台账.xlsx", sheet, cell, value)
    return Observation(PLAN.id, metric, "230600", basis, start, end, Decimal(value), Decimal(precision), origin)


def counted(*values: int) -> tuple[Observation, ...]:
    """Return the sums of a roster by month from January on: they stand in no cell."""
    ends = (JANUARY, FEBRUARY, MARCH)
    return tuple(
        stated(str(one), end, start=end.replace(day=1), cell="") for one, end in zip(values, ends, strict=False)
    )


def told(
    listed: Iterable[Observation], accepted: Iterable[Observation], register: dict | None = None
) -> list[tuple[str, str, str]]:
    reading = Reading("台账.xlsx", "", "xlsx", PLAN.id, tuple(listed), register=register)
    found = find_differing_lists(reading, PLAN, accepted)
    return [(one.slug, one.facts["value"], one.facts["standing"]) for one in found]


@pytest.mark.parametrize(("value", "slug"), [("61", "roster-below"), ("60", None), ("59", "roster-differs")])
def test_a_roster_of_less_or_more_than_was_reported_is_told_as_that(value: str, slug: str | None) -> None:
    quarter = stated(value, MARCH, start=date(2019, 1, 1))
    assert told(counted(10, 20, 30), [quarter]) == ([(slug, "60", value)] if slug else [])
    # figures of the same file are reported ones too
    assert told([*counted(10, 20, 30), quarter], []) == ([(slug, "60", value)] if slug else [])


def test_a_rounded_figure_differs_beyond_half_of_its_last_digit() -> None:
    for value, slugs in (("165", []), ("166", ["roster-below"]), ("155", []), ("154", ["roster-differs"])):
        rounded = stated(value, JANUARY, start=date(2019, 1, 1), precision="10")
        assert [slug for slug, *_ in told(counted(160), [rounded])] == slugs


def test_a_figure_of_months_that_a_roster_does_not_reach_is_not_compared() -> None:
    quarter = stated("99", MARCH, start=date(2019, 1, 1))
    assert told(counted(10, 20), [quarter]) == [] and told(counted(10, 20, 30)[1:], [quarter]) == []
    assert told(counted(10, 0, 30), [quarter]) == [("roster-below", "40", "99")]


def test_two_rosters_of_one_month_are_added_up() -> None:
    january = stated("25", JANUARY, start=date(2019, 1, 1))
    assert told([*counted(10), *counted(15)], [january]) == []
    assert told([*counted(10), *counted(16)], [january]) == [("roster-differs", "26", "25")]


def test_the_place_of_the_reported_figure_is_told() -> None:
    for sheet, place in (("月报", "月报!D4"), ("", "D4")):
        reading = Reading("台账.xlsx", "", "xlsx", PLAN.id, counted(10))
        (found,) = find_differing_lists(reading, PLAN, [stated("9", JANUARY, start=date(2019, 1, 1), sheet=sheet)])
        assert (found.facts["file"], found.facts["place"]) == ("表.xlsx", place)
        assert (found.facts["start"], found.facts["last"]) == ("2019-01-01", "2019-01-31")


@pytest.mark.parametrize(("count", "slug"), [(4, "register-below"), (5, None), (6, "register-differs")])
def test_a_list_of_bases_is_set_against_the_latest_number_that_its_city_reported(count: int, slug: str | None) -> None:
    register = {"metric": "training_bases", "by_city": {"230600": count, "230100": 3}}
    stocks = [stated("5", FEBRUARY), stated("4", JANUARY)]
    found = told((), stocks, register)
    assert found == ([(slug, str(count), "5")] if slug else [])
    assert told((), stocks, {**register, "metric": "master_studios"}) == []
