"""The demo workbooks tell one coherent story, and the real intake reads exactly that."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from commands.requests import run_command
from data.access import Access
from data.handins.handin import State
from data.queries.breakdown import fetch_breakdown
from data.queries.handins import list_submissions
from data.queries.overview import fetch_overview
from data.queries.registers import fetch_register
from data.reference.places import load_cities
from data.settings import load_settings
from data.store import open_store
from demo.registers import ONE_MORE, UNDER_BUILDING
from demo.rosters import DIVISION, PARTS, check_digit
from demo.story import BASES, CONTESTS, FRONTLINE, FUND, SESSIONS, STUDIOS, YEARS, Story, tell_story
from demo.workbooks import SEED, demo_workbooks
from metrics.definitions.catalogue import load_catalogue
from metrics.observation import Basis, Observation
from metrics.plan import Role
from metrics.progress.status import Status

PLAN = load_catalogue().plan("98113")


@cache
def workbooks() -> dict[str, bytes]:
    return dict(demo_workbooks(PLAN, load_cities("230000")))


@cache
def story() -> Story:
    return tell_story((city for city in load_cities("230000") if city.code in PLAN.reporters), SEED)


@cache
def readings() -> tuple:
    read = pytest.importorskip("intake.read")
    return tuple(read.read_file(content, name, load_catalogue()) for name, content in workbooks().items())


def told(one: Observation) -> int | float | None:
    """Return what the story says for a statement, ``None`` when it says nothing of the kind."""
    if one.metric == CONTESTS:
        until = story().contests(one.end.year, one.end.month // 3)
        before = story().contests(one.end.year, one.end.month // 3 - 1) if one.basis is Basis.DURING else 0
        return until - before if one.city == PLAN.province else None
    city = next(place for place in story().reporters if place.code == one.city)
    if one.metric in (BASES, STUDIOS):
        now = story().stocks[one.metric, one.city, one.end]
        if one.basis is Basis.DURING and one.start is not None:
            before = max(day for day in story().months if day < one.start)
            return now - story().stocks[one.metric, one.city, before]
        return now
    if one.metric == SESSIONS:
        if one.basis is Basis.SINCE_START:
            return story().sessions(city, one.end)
        assert one.start is not None
        first = min(day for day in story().months if day >= one.start)
        return story().sessions(city, one.end, first)
    return story().rate(one.metric, city, one.end.year)


def test_all_reporters_and_three_years_are_told() -> None:
    assert {city.code for city in story().reporters} == set(PLAN.reporters)
    assert (story().months[0], story().months[-1]) == (date(2017, 12, 31), date(2020, 12, 31))
    assert all(amount >= 0 for amount in story().amounts.values())


def test_some_are_behind_and_one_is_above_its_target() -> None:
    shares = {
        city.short: story().sessions(city, date(2020, 12, 31)) / story().target(SESSIONS, city)
        for city in story().reporters
    }
    assert shares["哈尔滨"] > 1.1 and min(shares.values()) < 0.8


def test_a_standing_number_falls_once() -> None:
    falls = [
        (metric, city.short)
        for metric in (BASES, STUDIOS)
        for city in story().reporters
        for before, after in zip(story().months, story().months[1:], strict=False)
        if story().stocks[metric, city.code, after] < story().stocks[metric, city.code, before]
    ]
    assert falls == [(BASES, "鹤岗")]


def test_the_same_seed_gives_the_same_files() -> None:
    assert dict(demo_workbooks(PLAN, load_cities("230000"))) == workbooks()
    assert dict(demo_workbooks(PLAN, load_cities("230000"), seed=1)) != workbooks()


def test_every_file_says_that_it_is_a_demo() -> None:
    assert all(name.startswith("演示数据") for name in workbooks())


def test_nothing_that_is_read_differs_from_the_story() -> None:
    wrong = []
    for reading in readings():
        # What a roster counts is compared with the story, and differs where a roster says so.
        for one in (one for one in reading.observations if one.origin.cell):
            value = told(one)
            if value is None or abs(float(one.value) - value) * 2 > float(one.precision):
                wrong.append((reading.file, one.origin.sheet, one.origin.cell, one.basis, str(one.value), value))
    assert wrong == []


def test_no_demo_file_is_stopped_and_every_number_is_accounted_for() -> None:
    for reading in readings():
        assert [(one.slug, one.sheet, one.cell) for one in reading.findings if one.level == "error"] == [], reading.file
        counts = reading.counts
        assert counts.numeric == counts.read + counts.compared + counts.set_aside, reading.file


def test_every_figure_of_the_story_is_read() -> None:
    found = {(one.metric, one.city, one.basis, one.end) for reading in readings() for one in reading.observations}
    for city in story().reporters:
        for day in story().months:
            if story().is_silent(city, day):
                continue
            if day.year > 2017:
                assert (BASES, city.code, Basis.STANDING, day) in found
                assert (STUDIOS, city.code, Basis.STANDING, day) in found
            bases = {basis for basis in Basis if (SESSIONS, city.code, basis, day) in found}
            assert bases & {Basis.SINCE_START, Basis.DURING}, (city.short, day)
        for metric in (FUND, FRONTLINE):
            ends = {key[3].year for key in found if key[:2] == (metric, city.code)}
            assert ends == set(YEARS), (metric, city.short)
    assert len([key for key in found if key[:2] == (CONTESTS, PLAN.province)]) >= 4 * len(YEARS)


def test_targets_are_allocated_and_printed_alike() -> None:
    allocated = {
        (one.metric, one.city): one.value
        for reading in readings()
        for one in reading.targets
        if one.role is Role.ALLOCATION
    }
    assert len(allocated) == 3 * len(story().reporters)
    for reading in readings():
        for one in reading.targets:
            assert allocated[one.metric, one.city] == one.value, (reading.file, one.origin)


def test_the_store_takes_all_of_it_and_shows_what_was_told(own_home: Path) -> None:
    with open_store(load_settings()) as store:
        *_, last = run_command(store, "demo", {})
        assert last["result"]["files"] == len(workbooks()) and store.nature == "demo"
        overview = fetch_overview(Access(store), PLAN.id)
        province = {progress.metric.id: progress for progress, _ in overview.headline}
        heard = [city for city in story().reporters if not story().is_silent(city, story().months[-1])]
        assert overview.as_of == story().months[-1]
        assert set(overview.unreported) == {city.code for city in story().reporters if city not in heard}
        for city in heard:
            for metric in (BASES, STUDIOS):
                assert overview.cells[city.code, metric].actual == story().stocks[metric, city.code, overview.as_of]
            assert overview.cells[city.code, SESSIONS].actual == story().sessions(city, overview.as_of)
            assert overview.cells[city.code, FUND].status in (Status.MET, Status.ABOVE_BAND, Status.NOT_MET)
        assert province[SESSIONS].actual > province[SESSIONS].target.value and province[SESSIONS].status is Status.DONE
        assert province[SESSIONS].at_least, "of the silent ones older figures are carried"
        breakdown, kept = (
            fetch_breakdown(Access(store), PLAN.id),
            sum(reading.roster["kept"] for reading in readings() if reading.roster),
        )
        assert breakdown.sessions == kept > breakdown.persons and len(breakdown.files) == len(PARTS)
        assert {one.status for one in list_submissions(Access(store), PLAN.id) if one.counts["sums"]} == {
            State.ACCEPTED
        }
        told_apart = {(one.city, one.end.month) for one in breakdown.differences}
        assert len(told_apart) == sum(len(part.off) for part in PARTS)
        for metric, city in (UNDER_BUILDING, ONE_MORE):
            (difference,) = fetch_register(Access(store), PLAN.id, metric).differences
            assert difference.city == next(one.code for one in story().reporters if one.short == city)


def test_rosters_hold_the_sessions_of_the_story_but_where_they_are_to_differ() -> None:
    rosters = [reading for reading in readings() if reading.roster]
    assert len(rosters) == len(PARTS)
    for part, reading in zip(PARTS, rosters, strict=True):
        city = next(one for one in story().reporters if one.short == part.short)
        counts = reading.roster
        assert (counts["rejected"], counts["duplicates"]) == (4, 2)
        for one in reading.observations:
            rejected = 4 if one.end.month == min(part.off) else 0
            assert one.value == story().amounts[city.code, one.end] + part.off.get(one.end.month, 0) - rejected
        assert len(reading.observations) == part.months[1] - part.months[0] + 1


def test_everybody_in_a_roster_is_told_for_invented() -> None:
    content = next(content for name, content in workbooks().items() if name.endswith("台账.csv"))
    people = [line.split(",")[1:3] for line in content.decode("gb18030").splitlines()[2:]]
    assert all(name.startswith("演示学员") and number.startswith(DIVISION) for name, number in people)
    assert sum(check_digit(number[:17]) != number[17] for _, number in people) == 2
