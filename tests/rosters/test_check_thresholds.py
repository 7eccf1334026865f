"""Where the checks of rosters begin to speak: each threshold at its edge and just beyond."""

import random
from datetime import date

import pytest

from intake.read import read_file
from intake.reading import Reading
from metrics.definitions.catalogue import load_catalogue
from tests.support.roster_of import make_id, workbook_of

PERSON = make_id(random.Random(7))
#: The programme's ceiling for 中级工 in 2019.
CAPPED = "中级工"


def row(**changed: object) -> tuple:
    cells: dict[str, object] = {
        "serial": 1,
        "name": "王小明",
        "id": PERSON,
        "school": "大庆技师学院",
        "trade": "电工",
        "level": CAPPED,
        "group": "企业职工",
        "programme": "其他",
        "first": date(2019, 3, 1),
        "last": date(2019, 3, 15),
        "money": 1500,
    }
    return tuple((cells | changed).values())


def read(*rows: tuple) -> Reading:
    return read_file(workbook_of(iter(rows)), "大庆市台账.xlsx", load_catalogue(), plan="98113")


def told(slug: str, *rows: tuple) -> bool:
    return slug in {one.slug for one in read(*rows).findings}


@pytest.mark.parametrize(
    ("first", "overlap"), [(date(2019, 3, 14), True), (date(2019, 3, 15), False), (date(2019, 3, 16), False)]
)
def test_a_class_that_begins_on_the_last_day_of_another_does_not_overlap_it(first: date, overlap: bool) -> None:
    after = row(trade="焊工", first=first, last=date(2019, 4, 1))
    assert told("overlapping-classes", row(), after) is overlap


def test_a_short_class_within_a_long_one_does_not_hide_its_end() -> None:
    within = row(trade="焊工", first=date(2019, 3, 2), last=date(2019, 3, 3))
    later = row(trade="钳工", first=date(2019, 3, 14), last=date(2019, 3, 20))
    found = [one.cell for one in read(row(), within, later).findings if one.slug == "overlapping-classes"]
    assert found == ["I4", "I5"]


@pytest.mark.parametrize(("last", "wrong"), [(date(2019, 3, 1), False), (date(2019, 2, 28), True)])
def test_a_training_of_one_day_ends_on_the_day_it_begins(last: date, wrong: bool) -> None:
    assert told("date-order", row(last=last)) is wrong


@pytest.mark.parametrize(("money", "above"), [("1500", False), ("1500.01", True)])
def test_a_subsidy_of_exactly_the_ceiling_is_allowed(money: str, above: bool) -> None:
    assert told("subsidy-above-cap", row(money=money)) is above


@pytest.mark.parametrize(("count", "often"), [(3, False), (4, True)])
def test_three_subsidised_trainings_a_year_are_allowed(count: int, often: bool) -> None:
    rows = [row(trade=f"工种{at}", first=date(2019, at, 1), last=date(2019, at, 9)) for at in range(1, count + 1)]
    assert told("subsidised-too-often", *rows) is often


def test_the_count_of_trainings_begins_anew_with_the_year() -> None:
    days = [(2018, 12), (2019, 1), (2019, 2), (2019, 3)]
    rows = [row(trade=f"工种{month}", first=date(year, month, 1), last=date(year, month, 9)) for year, month in days]
    assert not told("subsidised-too-often", *rows)


def test_a_training_without_a_subsidy_is_not_counted_among_them() -> None:
    rows = [
        row(trade=f"工种{at}", first=date(2019, at, 1), last=date(2019, at, 9), money=0 if at == 2 else 1)
        for at in range(1, 5)
    ]
    assert not told("subsidised-too-often", *rows)
