"""Ranks: which places have one, and which place that is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from metrics.definitions.catalogue import load_catalogue
from metrics.plan import Role, Target
from metrics.progress.ranking import rank_places
from metrics.progress.status import Progress, Status

PLAN = load_catalogue().plan("98113")
BASES = PLAN.metric("training_bases")
JUNE = date(2019, 6, 30)


def led(lead: int, city: str, target: int = 10) -> Progress:
    share = Target(PLAN.id, BASES.id, city, Decimal(target), PLAN.start, PLAN.deadline, Role.ALLOCATION)
    return Progress(
        PLAN, BASES, city, JUNE, Status.BEHIND, Decimal(1), JUNE, True, share, lead=Fraction(lead)
    )  # fmt: skip


def cities(leads: list[int]) -> list[Progress]:
    return [led(lead, f"C{place:02}") for place, lead in enumerate(leads)]


def test_those_level_share_a_place_and_the_next_one_is_counted_on() -> None:
    ranked = rank_places(cities([5, 9, 5, 1, 0, 0, 0, -3, -4, -5]))
    assert [place for place, _ in ranked] == [1, 2, 2, 4, 5, 5, 5, 8, 9, 10]
    assert [one.city for _, one in ranked[:3]] == ["C01", "C00", "C02"], "in the given order among equals"


def test_with_fewer_than_ten_places_nobody_is_ranked() -> None:
    assert rank_places(cities(list(range(9)))) == ()
    assert len(rank_places(cities(list(range(10))))) == 10


def test_a_target_under_five_has_no_rank() -> None:
    small = led(50, "SMALL", target=4)
    ranked = rank_places([small, *cities(list(range(10)))])
    assert "SMALL" not in {one.city for _, one in ranked} and len(ranked) == 10
    assert rank_places([small, *cities(list(range(9)))]) == (), "nor does it make up the number of ten"


@pytest.mark.parametrize("spoilt", [{"lead": None}, {"reported": False}, {"provisional": True}, {"target": None}])
def test_what_is_not_known_whole_for_the_period_is_not_ranked(spoilt: dict) -> None:
    unknown = replace(led(50, "SPOILT"), **spoilt)
    assert "SPOILT" not in {one.city for _, one in rank_places([unknown, *cities(list(range(10)))])}
