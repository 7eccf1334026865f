"""Sentences beside the charts: where things stand, who lags, and what is left to do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from briefing.charts.periods import chart_periods
from briefing.composing.movement import write_catchup
from briefing.proving.quoting import FigureWriter
from briefing.sentences import compose_catchup, compose_standing
from data.access import Access
from data.queries.city import fetch_city
from data.queries.metric import fetch_metric
from data.queries.overview import Overview, fetch_overview
from metrics.definitions.catalogue import load_catalogue
from metrics.progress.judging import Status
from tests.support.store_of import HARBIN, JIXI, QIQIHAR, a_handin, a_store_of_june, asked, said, take_in

JUNE, MAY = date(2019, 6, 30), date(2019, 5, 31)


@pytest.fixture
def access(own_home: Path) -> Iterator[Access]:
    yield from a_store_of_june()


def test_the_standing_sentence_reads_like_an_office_wrote_it(access: Access) -> None:
    sentence = compose_standing(fetch_overview(access, "98113"))
    assert sentence.startswith("截至2019年6月30日，3项主要指标中")
    assert "高技能人才培训基地暂计17个（目标100个），完成不低于17.0%，数据不全" in sentence
    assert "滞后的市（地）有1个：齐齐哈尔（1项）。" in sentence and " " not in sentence
    english = compose_standing(fetch_overview(access, "98113"), "en")
    assert "High-skill training bases: so far 17 of 100 (at least 17.0%), data incomplete" in english
    assert compose_standing(Overview(load_catalogue().plan("98113"), None)) == ""


def _with_statuses(access: Access, statuses: dict[str, Status]) -> Overview:
    """The overview with the given statuses on the first headline metric, and nothing reported besides."""
    overview = fetch_overview(access, "98113")
    cells = {
        (city, metric): replace(
            one, status=statuses.get(city, Status.NOT_REPORTED) if metric == "training_bases" else Status.NOT_REPORTED
        )
        for (city, metric), one in overview.cells.items()
    }
    return replace(overview, cells=cells)


def test_nobody_is_cleared_who_was_not_heard(access: Access) -> None:
    silent = compose_standing(_with_statuses(access, {}))
    assert "暂不能判断是否滞后" in silent and "均无滞后" not in silent
    some = _with_statuses(access, {HARBIN: Status.ON_SCHEDULE, QIQIHAR: Status.DONE})
    assert "13个市（地）中2个有可与目标比较的数据" in compose_standing(some)
    assert "2 of 13 cities" in compose_standing(some, "en") and "No city is behind" not in compose_standing(some, "en")
    overview = fetch_overview(access, "98113")
    cleared = replace(overview, cells={key: replace(one, status=Status.DONE) for key, one in overview.cells.items()})
    assert "各市（地）均无滞后指标" in compose_standing(cleared)


def test_most_often_is_not_said_of_single_occurrences(access: Access) -> None:
    cities = [one for one in load_catalogue().plan("98113").reporters if one.isdigit()][:7]
    once = _with_statuses(access, dict.fromkeys(cities, Status.BEHIND))
    assert "7 cities are behind, among them" in compose_standing(once, "en")
    assert "项数较多" not in compose_standing(once) and "滞后的市（地）有7个，有" in compose_standing(once)
    twice = {**once.cells, (cities[0], "master_studios"): replace(once.cells[cities[0], "training_bases"])}
    assert "most often Harbin (2)." in compose_standing(replace(once, cells=twice), "en")


def test_what_is_left_to_do_is_rounded_up_to_whole_things(access: Access) -> None:
    view = fetch_metric(access, "98113", "training_bases")
    assert compose_catchup(view.catchup, view.metric) == "距目标至多还差83个，余18个月，今后月均至多需完成5个。"
    assert compose_catchup(None, view.metric) == ""


def test_page_chart_and_brief_say_the_same_monthly_need(access: Access) -> None:
    take_in(access, a_handin(said(16, city=JIXI), targets=(asked(69, city=JIXI),)))
    line = fetch_city(access, "98113", JIXI).lines[0]
    assert line.catchup.required == Fraction(53, 18)
    assert compose_catchup(line.catchup, line.metric).startswith("距目标还差53个，余18个月，今后月均需完成3个。")
    assert chart_periods(line.progress, line.series, "zh", line.catchup.required).required.value == 3
    assert "后续18个月月均需完成3个" in write_catchup(FigureWriter("zh"), line.catchup, line.progress)
    nearly = replace(line.catchup, remaining=Fraction(1), required=Fraction(1, 18), best=Fraction(0))
    assert compose_catchup(nearly, line.metric) == "距目标还差1个，需在余下18个月内全部完成。"
    assert chart_periods(line.progress, line.series, "zh", nearly.required).required is None
    assert "需在后续18个月内全部完成" in write_catchup(FigureWriter("zh"), nearly, line.progress)


def test_places_that_lag_are_named_in_official_order_never_the_worst_first(access: Access) -> None:
    once = _with_statuses(access, dict.fromkeys((HARBIN, QIQIHAR), Status.BEHIND))
    twice = {**once.cells, (QIQIHAR, "master_studios"): replace(once.cells[QIQIHAR, "training_bases"])}
    assert "哈尔滨（1项）、齐齐哈尔（2项）" in compose_standing(replace(once, cells=twice))


def test_the_first_sentence_knows_the_metrics_further_down(access: Access) -> None:
    overview = fetch_overview(access, "98113")
    done = {key: replace(one, status=Status.DONE) for key, one in overview.cells.items()}
    contests, series = next(pair for pair in overview.supporting if pair[0].metric.id == "provincial_contests")
    behind = replace(contests, status=Status.BEHIND, lead=Fraction(-17), actual=8)
    text = compose_standing(replace(overview, cells=done, supporting=((behind, series),)))
    assert "其他指标中，省级一类竞赛项目落后序时17.0个百分点" in text
    system = {
        **done,
        ("HLJ-NK", "training_bases"): replace(overview.cells["HLJ-NK", "training_bases"], status=Status.BEHIND),
    }
    assert "滞后的系统有1个：农垦。" in compose_standing(replace(overview, cells=system))
