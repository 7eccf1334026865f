"""The first and the last in a text: few names, never one who is not behind among the last, never the worst first."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.composing.places import write_ranking
from briefing.proving.quoting import FigureWriter
from data.access import Access
from data.queries.metric import fetch_metric
from data.settings import load_settings
from data.store import open_store
from tests.support.store_of import PLAN, a_clock, a_handin, asked, said, take_in

CITIES = [f"23{number:02d}00" for number in range(1, 13)] + ["232700"]


@pytest.fixture
def access(own_home: Path) -> Iterator[Access]:
    access = Access(open_store(load_settings(), a_clock()))
    yield access
    access.store.close()


def ranking_of(access: Access, values: list[int], lang: str = "zh") -> str:
    """Write the ranking of 13 cities with a target of 10 each, 5 of which are due."""
    targets = tuple(asked(10, city=city) for city in CITIES)
    take_in(access, a_handin(*(said(n, city=city) for city, n in zip(CITIES, values, strict=True)), targets=targets))
    return write_ranking(FigureWriter(lang), fetch_metric(access, PLAN, "training_bases"))


def test_three_are_named_at_either_end_from_the_better_to_the_worse(access: Access) -> None:
    text = ranking_of(access, [9, 8, 7, 6, 6, 6, 6, 6, 6, 6, 4, 3, 2])
    assert "前3位为哈尔滨（高40.0个百分点）、齐齐哈尔（高30.0个百分点）、鸡西（高20.0个百分点）" in text
    assert "后3位为黑河（低10.0个百分点）、绥化（低20.0个百分点）、大兴安岭（低30.0个百分点）" in text


def test_the_last_three_name_only_those_that_are_behind(access: Access) -> None:
    text = ranking_of(access, [9, 8, 7, 6, 6, 6, 6, 6, 6, 6, 5, 5, 4])
    assert "后1位为大兴安岭（低10.0个百分点）" in text and "持平" not in text


def test_nobody_is_last_where_nobody_is_behind(access: Access) -> None:
    assert "后" not in ranking_of(access, [9, 8, 7, 6, 6, 6, 6, 6, 6, 6, 5, 5, 5])


def test_ties_beyond_three_names_are_counted_not_listed(access: Access) -> None:
    assert "5个市（地）已完成目标任务" in ranking_of(access, [10, 10, 10, 10, 10, 6, 6, 6, 6, 6, 5, 5, 5])


def test_ties_of_those_that_are_not_done_are_counted_too(access: Access) -> None:
    text = ranking_of(access, [8, 8, 8, 8, 7, 6, 6, 6, 6, 6, 5, 5, 5], "en")
    assert "4 cities share the first place (+30.0 pp)" in text
