"""Rosters and registers in the store: nothing personal in clear, sums of what is accepted, differences told."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data.access import Access
from data.errors import KeyInside, KeyLost
from data.handins.handin import State
from data.handins.submissions import accept, draft, submit, withdraw
from data.personal.keys import load_key
from data.queries.handins import find_submission, original_of
from data.queries.rosters import list_rejected
from data.settings import load_settings
from data.store import open_store
from intake.handin import check_file, handin_of
from metrics.observation import Basis
from tests.support.paths import SAMPLES
from tests.support.roster_of import make_rows, workbook_of
from tests.support.store_of import a_handin, said, take_in
from ui.hand_in.rejected import write_rejected

SAMPLE = SAMPLES / "大庆市2019年培训台账.xlsx"
REGISTER = SAMPLES / "高技能人才培训基地名单.xlsx"


@pytest.fixture
def access() -> Access:
    with open_store(load_settings()) as store:
        yield Access(store)


def hand_in(access: Access, content: bytes, name: str = "大庆市台账.xlsx", plan: str = "98113") -> str:
    found = draft(access, handin_of(check_file(content, name, access, plan=plan), content))
    submit(access, found.id, "测试")
    accept(access, found.id)
    return found.id


def total(access: Access) -> int:
    with access.store.cursor() as cursor:
        return cursor.execute("SELECT coalesce(sum(sessions), 0)::BIGINT FROM roster_sum").fetchone()[0]


def test_a_roster_is_kept_row_by_row_and_its_sums_never_stand(access: Access) -> None:
    id = hand_in(access, SAMPLE.read_bytes())
    with access.store.cursor() as cursor:
        rows = cursor.execute(
            "SELECT count(*), count(DISTINCT person) FROM roster_row WHERE submission = ?", [id]
        ).fetchone()
        standing = cursor.execute("SELECT count(*) FROM observation WHERE stands").fetchone()
        people = cursor.execute(
            "SELECT persons FROM roster_people WHERE kind = 'whole' AND period = 'all' AND city = '230600'"
        ).fetchone()
    assert rows[0] == total(access) == 597 and people[0] == rows[1] and standing == (0,)
    assert [row["reason"] for row in list_rejected(access, id)] == ["id-number-invalid", "date-order", "duplicate-row"]


def test_an_accepted_roster_stays_accepted_though_its_sums_never_stand(access: Access) -> None:
    found = find_submission(access, hand_in(access, SAMPLE.read_bytes()))
    assert found.status is State.ACCEPTED and found.counts["observations"] == 0 and found.counts["sums"] == 12
    assert (found.cities, found.last_end) == (("230600",), date(2019, 12, 31))


def test_figures_rounded_to_units_of_ten_thousand_differ_only_beyond_the_rounding(access: Access) -> None:
    ends = {date(2019, 1, 31): 1000, date(2019, 2, 28): 1100, date(2019, 3, 31): 1400}
    reported = [
        said(value, end, metric="training_sessions", city="230600", basis=Basis.SINCE_START)
        for end, value in ends.items()
    ]
    take_in(access, a_handin(*(replace(one, precision=Decimal(100)) for one in reported)))
    reading = check_file(SAMPLE.read_bytes(), SAMPLE.name, access, plan="98113")
    # 47 of the roster beside 100 and 64 beside 300, each of two figures printed in hundreds.
    (told,) = [one for one in reading.findings if one.slug == "roster-below"]
    assert (told.facts["value"], told.facts["standing"]) == ("64", "300")


def test_the_list_of_rejected_rows_is_masked_and_safe_to_open() -> None:
    rows = [
        {"sheet": "台账", "row_number": 3, "reason": "date-order", "id_number": "2306**********8143", "name": "=1+1"}
    ]
    text = write_rejected(rows, "zh").decode("utf-8-sig")
    assert "日期先后颠倒" in text and "'=1+1" in text


def test_no_id_number_lies_on_the_disk_in_clear(access: Access) -> None:
    content = SAMPLE.read_bytes()
    id = hand_in(access, content)
    access.store.close()
    settings = load_settings()
    number = b"230602198112128143"
    files = [path for path in settings.home.rglob("*") if path.is_file()]
    assert files and all(number not in path.read_bytes() and content[:64] not in path.read_bytes() for path in files)
    with open_store(settings) as store:
        assert original_of(Access(store), id)[1] == content


def test_the_key_lies_outside_the_store_and_is_its_owners_alone(access: Access) -> None:
    hand_in(access, SAMPLE.read_bytes())
    place = load_settings().key_path
    assert not place.is_relative_to(load_settings().home) and place.stat().st_mode & 0o077 == 0
    place.unlink()
    with pytest.raises(KeyLost):
        hand_in(access, workbook_of(make_rows(3)))
    assert not place.exists()


def test_a_key_inside_the_stores_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyInside, match="LONGJIANG_KEY"):
        load_settings({"LONGJIANG_HOME": str(tmp_path), "LONGJIANG_KEY": str(tmp_path / "key")})


def test_two_that_need_the_key_at_once_get_the_same(access: Access) -> None:
    assert load_key(load_settings()) == load_key(load_settings())


def test_a_training_handed_in_twice_counts_once_until_the_first_is_withdrawn(access: Access) -> None:
    rows = list(make_rows(50))
    first = hand_in(access, workbook_of(iter(rows)))
    again = check_file(
        workbook_of(iter(rows[10:] + list(make_rows(5, seed=9)))), "又一份大庆市台账.xlsx", access, plan="98113"
    )
    told = [one for one in again.findings if one.slug == "row-known"]
    assert len(told) == 21 and told[-1].facts["more"] == "20"
    hand_in(access, workbook_of(iter(rows[10:] + list(make_rows(5, seed=9)))))
    assert total(access) == 55
    withdraw(access, first, "重报")
    assert total(access) == 45


def test_another_name_on_a_known_number_counts_in_both_rosters_until_checked(access: Access) -> None:
    rows = list(make_rows(5))
    hand_in(access, workbook_of(iter(rows)))
    other = [(*row[:1], "欧阳某某", *row[2:]) if at == 3 else row for at, row in enumerate(rows[2:], 2)]
    content = workbook_of(iter([*other, *make_rows(2, seed=9, year=2020)]))
    found = check_file(content, "又一份大庆市台账.xlsx", access, plan="98113").findings
    told = [(one.slug, one.cell, one.facts["row"]) for one in found if one.slug.startswith("row-")]
    assert told == [("row-known", "A3", "5"), ("row-known", "A5", "7"), ("row-two-names", "A4", "6")]
    again = hand_in(access, content)
    assert total(access) == 5 + 3
    withdraw(access, again, "重报")
    assert total(access) == 5


@pytest.mark.parametrize(("count", "more"), [(20, None), (21, "1")])
def test_of_known_rows_the_first_twenty_are_told_one_by_one(access: Access, count: int, more: str | None) -> None:
    # the earlier part of a year does not correct the whole of it
    rows = sorted(make_rows(60), key=lambda row: row[9])
    hand_in(access, workbook_of(iter(rows)))
    again = workbook_of(iter(rows[:count]))
    told = [one for one in check_file(again, "乙.xlsx", access, plan="98113").findings if one.slug == "row-known"]
    assert [one.cell for one in told] == [f"A{row}" for row in range(3, 23)] + ([None] if more else [])
    assert told[-1].facts.get("more") == more


def test_a_row_of_a_roster_that_awaits_review_is_told_and_counts_once_when_both_are_accepted(access: Access) -> None:
    rows = list(make_rows(5))
    one = workbook_of(iter(rows))
    waiting = submit(
        access,
        draft(access, handin_of(check_file(one, "甲.xlsx", access, plan="98113", city="230600"), one)).id,
        "测试",
    )
    again = check_file(
        workbook_of(iter([*rows[3:], *make_rows(2, seed=9)])), "乙.xlsx", access, plan="98113", city="230600"
    )
    told = [
        (one.slug, one.cell, one.facts["file"], one.facts["row"])
        for one in again.findings
        if one.slug.startswith("row-")
    ]
    assert told == [("row-waiting", "A3", "甲.xlsx", "6"), ("row-waiting", "A4", "甲.xlsx", "7")]
    # The same file again is known as a whole, not row by row.
    assert not [
        one
        for one in check_file(one, "甲.xlsx", access, plan="98113", city="230600").findings
        if one.slug.startswith("row-")
    ]
    accept(access, waiting.id)
    other = workbook_of(iter([*rows[3:], *make_rows(2, seed=9)]))
    hand_in(access, other)
    assert total(access) == 7


def test_a_roster_is_set_against_what_the_city_reported(access: Access) -> None:
    reported = said(
        40,
        date(2019, 3, 31),
        metric="training_sessions",
        city="230600",
        basis=Basis.DURING,
        start=date(2019, 1, 1),
        cell="C5",
    )
    take_in(access, a_handin(reported))
    reading = check_file(SAMPLE.read_bytes(), SAMPLE.name, access, plan="98113")
    (told,) = [one for one in reading.findings if one.slug == "roster-differs"]
    assert (told.facts["value"], told.facts["standing"], told.facts["place"]) == ("142", "40", "Sheet1!C5")


def test_a_register_is_kept_and_set_against_the_reported_stock(access: Access) -> None:
    take_in(access, a_handin(said(5, city="230100"), said(2, city="230600")))
    content = REGISTER.read_bytes()
    reading = check_file(content, REGISTER.name, access, plan="98113")
    (told,) = [one for one in reading.findings if one.slug == "register-below"]
    assert (told.facts["city"], told.facts["value"], told.facts["standing"]) == ("230100", "3", "5")
    id = hand_in(access, content, REGISTER.name)
    with access.store.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM register_entry WHERE submission = ?", [id]).fetchone() == (7,)


def test_a_discarded_draft_leaves_no_row(access: Access) -> None:
    from data.handins.submissions import discard

    found = draft(
        access,
        handin_of(check_file(SAMPLE.read_bytes(), "x.xlsx", access, plan="98113", city="230600"), SAMPLE.read_bytes()),
    )
    discard(access, found.id)
    with access.store.cursor() as cursor:
        for table in ("roster_row", "roster_rejected", "observation"):
            assert cursor.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert not list(load_settings().originals.rglob("*.sealed"))


def test_a_mistyped_year_or_many_terms_change_no_other_figure(access: Access) -> None:
    rows = [list(one) for one in make_rows(40)]
    rows[0][9], rows[1][9], rows[2][9] = "2104-09-15", "1998-06-30", "2019.13.45"
    for at, one in enumerate(rows[5:], 5):
        one[5] = f"第{at}级"
    id = hand_in(access, workbook_of(tuple(one) for one in rows))
    assert sorted(row["reason"] for row in list_rejected(access, id)) == ["date-missing"] * 3
    with access.store.cursor() as cursor:
        periods = cursor.execute("SELECT DISTINCT period FROM roster_people WHERE length(period) = 4").fetchall()
        whole = cursor.execute(
            "SELECT persons FROM roster_people WHERE kind = 'whole' AND period = 'all' AND city = '230000'"
        ).fetchone()
        people = cursor.execute("SELECT count(DISTINCT person) FROM roster_row").fetchone()
    assert periods == [("2019",)] and whole == people and total(access) == 37


def test_people_are_counted_as_the_database_counts_them(access: Access) -> None:
    for seed, city in ((1, "230600"), (2, "230100"), (3, "230600")):
        content = workbook_of(make_rows(300, seed=seed, year=2018 + seed % 2, again=0.6))
        found = draft(access, handin_of(check_file(content, f"{seed}.xlsx", access, plan="98113", city=city), content))
        accept(access, submit(access, found.id, "测试").id)
    terms = " ".join(
        (
            f"JOIN roster_term {part} ON {part}.submission = r.submission AND {part}.part = '{part}' AND "
            f"{part}.code = r.{part}"
        )
        for part in ("city", "skill_level")
    )
    for kind, item in (("whole", "''"), ("skill_level", "skill_level.term")):
        for period, text in (
            ("all", "'all'"),
            ("year", "strftime(last_day, '%Y')"),
            ("month", "strftime(last_day, '%Y-%m')"),
        ):
            for place in ("city.term", "'230000'"):
                with access.store.cursor() as cursor:
                    asked = cursor.execute(
                        f"SELECT {place} AS c, {text} AS p, {item} AS i, count(DISTINCT person) FROM "
                        f"roster_row r {terms} GROUP BY ALL"
                    ).fetchall()
                    kept = cursor.execute(
                        "SELECT city, period, item, persons FROM roster_people WHERE kind = ?", [kind]
                    ).fetchall()
                assert asked and set(asked) <= set(kept), (kind, period, place)


def test_rows_that_ended_before_the_plan_are_kept_and_in_no_sum(access: Access) -> None:
    rows = [list(one) for one in make_rows(6, again=0.0)]
    for one in rows[:2]:
        one[8], one[9] = date(2016, 3, 1), date(2016, 3, 9)
    hand_in(access, workbook_of(tuple(one) for one in rows))
    with access.store.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM roster_row").fetchone() == (6,)
        assert cursor.execute("SELECT min(period) FROM roster_people WHERE length(period) = 4").fetchone() == ("2019",)
    assert total(access) == 4
