"""Where the checks of rosters begin to speak: each threshold at its edge and just beyond."""

import random
from datetime import date

import numpy as np
import pytest

from intake.read import read_file
from intake.reading import Reading
from intake.rosters.checks import subsidy_above_cap
from metrics.definitions.catalogue import load_catalogue
from tests.support.roster_of import make_id, workbook_of
from wording.personal import mask

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


def facts(slug: str, *rows: tuple) -> list[tuple[str | None, dict]]:
    return [(one.cell, one.facts) for one in read(*rows).findings if one.slug == slug]


#: Three people, each with a training that ends before the next one's: what is told of one is not told of another.
OTHERS = [make_id(random.Random(seed)) for seed in (1, 2, 3)]


def test_the_years_of_a_scheme_are_those_in_which_trainings_are_counted() -> None:
    for year, limited in ((2018, False), (2019, True), (2021, True), (2022, False)):
        rows = [row(trade=f"工种{at}", first=date(year, at, 1), last=date(year, at, 9)) for at in range(1, 5)]
        found = facts("subsidised-too-often", *rows)
        assert [(cell, one["count"], one["limit"]) for cell, one in found] == ([("K6", "4", "3")] if limited else [])


def test_the_smallest_subsidy_makes_a_training_a_subsidised_one() -> None:
    rows = [row(trade=f"工种{at}", first=date(2019, at, 1), last=date(2019, at, 9), money="0.01") for at in range(1, 5)]
    assert told("subsidised-too-often", *rows)


def test_trainings_are_counted_by_person() -> None:
    rows = [
        row(id=id, trade=f"工种{at}", first=date(2019, at, 1), last=date(2019, at, 9))
        for id in OTHERS
        for at in range(1, 4)
    ]
    assert not told("subsidised-too-often", *rows)
    (found,) = facts("subsidised-too-often", *rows, row(id=OTHERS[1], trade="钳工"))
    assert found[0] == "K12" and found[1]["count"] == "4"


def test_a_subsidy_above_the_ceiling_is_told_with_that_of_its_level_programme_and_year() -> None:
    rows = [
        row(level="初级工", money=1000.5),
        row(level="高级工", money=2001),
        row(level="高级工", money=2001, programme="急需紧缺"),
        row(level="技师", money=3001, first=date(2018, 3, 1), last=date(2018, 3, 15)),
        row(level="技师", money=3001, first=date(2018, 12, 1), last=date(2019, 1, 1)),
    ]
    found = [(cell, one["raw"], one["cap"]) for cell, one in facts("subsidy-above-cap", *rows)]
    assert found == [
        ("K3", "1,000.50", "1,000"),
        ("K4", "2,001", "2,000"),
        ("K6", "3,001", "3,000"),
        ("K7", "3,001", "2,500"),
    ]


@pytest.mark.parametrize("few", [0, 5_000_000])
def test_combinations_are_numbered_alike_by_counting_and_by_sorting(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subsidy_above_cap, "_FEW", few)
    columns = [np.array(one) for one in ([2019, 2018, 2019, 2021], [3, 1, 3, 0], [0, 2, 0, 2])]
    kinds, back = subsidy_above_cap._number_kinds(*columns)
    assert [kinds[at] for at in back] == list(zip(*(one.tolist() for one in columns), strict=True))
    assert len(kinds) == 3
    assert subsidy_above_cap._number_kinds(*(one[:0] for one in columns))[0] == []


@pytest.mark.parametrize(
    "other",
    [
        {"trade": "焊工"},
        {"level": "高级工"},
        {"trade": "焊工", "level": "高级工"},
        {"first": date(2019, 3, 2)},
        {"last": date(2019, 3, 14)},
        {"last": date(2019, 3, 16)},
        {"last": date(2019, 3, 17)},
        {"id": OTHERS[0]},
    ],
)
def test_what_differs_in_person_trade_level_or_days_is_no_double(other: dict) -> None:
    again = [row(), row(**other)]
    assert facts("duplicate-row", *again, row(trade="钳工", level="初级工"), row(trade="钳工", level="高级工")) == []
    assert [cell for cell, _ in facts("duplicate-row", *again, row())] == ["C5"]


def test_a_double_is_told_with_the_row_that_counts() -> None:
    found = facts("duplicate-row", row(id=OTHERS[0]), row(), row(), row(id=OTHERS[0]), row())
    assert [(cell, one["row"]) for cell, one in found] == [("C5", "4"), ("C6", "3"), ("C7", "4")]


def test_classes_overlap_by_person() -> None:
    """Classes of others, however long, and a class that begins as another ends, are none."""
    long = [row(id=OTHERS[0]), row(id=OTHERS[0], trade="焊工", first=date(2019, 3, 15), last=date(2019, 12, 31))]
    touching = [
        row(id=id, trade=trade, first=date(2019, 4, day), last=date(2019, 4, day + 5))
        for id in OTHERS[1:]
        for trade, day in (("电工", 1), ("焊工", 6), ("钳工", 11))
    ]
    assert not told("overlapping-classes", *long, *touching)
    over = row(id=OTHERS[2], trade="车工", first=date(2019, 4, 15), last=date(2019, 4, 20))
    ((cell, one),) = facts("overlapping-classes", *long, *touching, over)
    assert (cell, one["span"]) == ("I11", "2019-04-15—2019-04-20")


def test_a_class_whose_first_day_cannot_be_read_overlaps_none() -> None:
    assert not told("overlapping-classes", row(), row(trade="焊工", first="春天", last=date(2019, 3, 10)))
    assert not told("date-order", row(first="春天", last=date(1990, 1, 1)))


def test_a_person_without_a_name_is_no_second_one() -> None:
    assert not told("id-two-names", row(), row(trade="焊工", name=""), row(trade="钳工", name=""))
    ((cell, one),) = facts("id-two-names", row(), row(trade="焊工", name=""), row(trade="钳工", name="李大明"))
    assert (cell, one["row"]) == ("B5", "3") and one["name"] != one["other"]


@pytest.mark.parametrize(
    ("changed", "slug", "expected"),
    [
        ({"last": None}, "date-missing", {"raw": "—"}),
        ({"last": "春天"}, "date-missing", {"raw": "春天"}),
        ({"level": "大师"}, "unknown-level", {"text": "大师", "count": "1"}),
        ({"group": "火星人"}, "unknown-group", {"text": "火星人", "count": "1"}),
        ({"money": "若干"}, "subsidy-unreadable", {"raw": "若干"}),
    ],
)
def test_what_is_wrong_is_told_as_it_is_written(changed: dict, slug: str, expected: dict) -> None:
    ((_, one),) = facts(slug, row(**changed))
    assert one == expected


def test_a_wrong_id_number_is_told_masked() -> None:
    wrong = PERSON[:-1] + ("1" if PERSON[-1] != "1" else "2")
    ((cell, one),) = facts("id-number-invalid", row(id=wrong))
    assert cell == "C3" and one["raw"] == mask(wrong) and PERSON[6:14] not in one["raw"]
    ((cell, one),) = facts("id-number-lost-precision", row(id=int(PERSON[:17]) * 10))
    assert cell == "C3" and one["raw"].endswith("?") and len(one["raw"]) == 18
