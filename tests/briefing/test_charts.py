"""Charts as data: what they show, in which unit, with which marks, in words and as a table."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.charts.chart import Chart
from briefing.charts.periods import chart_periods
from briefing.charts.spans import chart_cities, chart_metrics, chart_ranking
from briefing.charts.statuses import chart_map, chart_matrix
from briefing.charts.times import chart_cumulative, chart_sparkline
from briefing.palette import DARK, LIGHT, SIGNS, choose_palette
from briefing.places import place_name
from briefing.screen.figure import camera_config, draw_figure
from briefing.screen.sparkline import draw_sparkline, sparkline_address
from data.access import Access
from data.queries.city import fetch_city
from data.queries.metric import fetch_metric
from data.queries.overview import fetch_overview
from data.reference.places import load_cities
from data.reference.published import published_for
from metrics.definitions.catalogue import load_catalogue
from metrics.observation import Basis
from metrics.progress.judging import Status
from tests.support.store_of import HARBIN, JIXI, QIQIHAR, a_handin, a_store_of_june, said, take_in

JUNE, MAY = date(2019, 6, 30), date(2019, 5, 31)


@pytest.fixture
def access(own_home: Path) -> Iterator[Access]:
    yield from a_store_of_june()


def _all_charts(access: Access, lang: str = "zh") -> list[Chart]:
    overview = fetch_overview(access, "98113")
    view = fetch_metric(access, "98113", "training_bases")
    progress, series = view.province
    own = fetch_city(access, "98113", HARBIN).lines[0]
    places = [one for one, _ in view.lines]
    cities = tuple(dict.fromkeys(city for city, _ in overview.cells))
    return [
        chart_cumulative(progress, series, lang, view.published),
        chart_periods(own.progress, own.series, lang, own.catchup.required),
        chart_cities(places, lang),
        chart_ranking(places, lang),
        chart_map({one.city: one for one in places}, lang),
        chart_matrix(overview.cells, overview.plan.metrics, cities, lang),
        chart_metrics([line.progress for line in fetch_city(access, "98113", HARBIN).lines], lang),
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_chart_has_a_title_words_a_table_and_sources(access: Access, lang: str) -> None:
    for chart in _all_charts(access, lang):
        assert chart.title and chart.alternative.startswith(chart.title)
        assert chart.table.rows and all(len(row) == len(chart.table.columns) for row in chart.table.rows)
        assert chart.sources and all(source.cell and source.file for source in chart.sources)
        assert lang == "zh" or not any("\u4e00" <= letter <= "\u9fff" for letter in chart.title + chart.alternative)


def test_values_stay_exact_until_they_are_drawn(access: Access) -> None:
    overview = fetch_overview(access, "98113")
    progress, series = overview.headline[2]
    chart = chart_cumulative(progress, series, "zh")
    assert (chart.unit, chart.scale) == ("万人次", Decimal(10_000))
    assert chart.actual[-1].value == Decimal(361_100) and isinstance(chart.schedule[-1].value, Decimal)
    assert chart.schedule[-1].value == chart.target.value == Decimal(3_000_000)


def test_the_schedule_runs_from_the_targets_first_to_its_last_day(access: Access) -> None:
    progress, series = fetch_metric(access, "98113", "training_bases").province
    chart = chart_cumulative(progress, series, "zh")
    assert (chart.schedule[0].day, chart.schedule[-1].day) == (date(2017, 11, 30), date(2020, 12, 31))
    assert chart.stepped and all(point.value == point.value.to_integral_value() for point in chart.schedule)


def test_a_published_figure_is_a_mark_and_in_no_line_or_sum(access: Access) -> None:
    published = published_for(load_catalogue().plan("98113"), "training_bases")
    progress, series = fetch_metric(access, "98113", "training_bases").province
    chart = chart_cumulative(progress, series, "zh", published)
    assert [(mark.value, mark.day) for mark in chart.published] == [(Decimal(101), date(2023, 12, 31))]
    assert Decimal(101) not in [point.value for point in chart.actual]
    figure = draw_figure(chart)
    assert [trace.marker.symbol for trace in figure.data if trace.name == chart.published[0].label] == ["diamond-open"]


def test_a_city_that_has_not_reported_has_no_rank_and_is_said_so(access: Access) -> None:
    rows = chart_ranking([one for one, _ in fetch_metric(access, "98113", "training_bases").lines], "zh").rows
    told = {row.key: row for row in rows}
    assert told[HARBIN].lead == Decimal(10) and told[QIQIHAR].status is Status.BEHIND
    assert told[JIXI].lead is None and told[JIXI].text == "逾期未报"
    assert all(not row.key.startswith("HLJ") for row in rows)
    official = [one.code for one in load_cities("230000")]
    assert [row.key for row in rows] == sorted(told, key=official.index)


def test_a_metric_that_no_city_reports_has_no_column(access: Access) -> None:
    overview = fetch_overview(access, "98113")
    cities = tuple(dict.fromkeys(city for city, _ in overview.cells))
    matrix = chart_matrix(overview.cells, overview.plan.metrics, cities, "zh")
    assert "provincial_contests" not in matrix.keys and "training_bases" in matrix.keys
    assert matrix.rows[0].cells[0].text == "达到序时 +10.0"


@pytest.mark.parametrize("dark", [False, True])
def test_every_figure_has_our_look_and_asks_nobody(access: Access, dark: bool) -> None:
    for chart in _all_charts(access):
        if chart.title.startswith("各地各项"):
            with pytest.raises(TypeError):
                draw_figure(chart)
            continue
        figure = draw_figure(chart, dark)
        assert figure.layout.paper_bgcolor == choose_palette(dark).ground
        assert {trace.type for trace in figure.data} <= {"scatter", "bar"}
        assert "http" not in figure.to_json()
        config = camera_config(chart)["toImageButtonOptions"]
        assert config["scale"] == 3 and config["filename"] == chart.name


def test_a_click_on_the_map_carries_the_city(access: Access) -> None:
    places = [one for one, _ in fetch_metric(access, "98113", "training_bases").lines]
    figure = draw_figure(chart_map({one.city: one for one in places}, "zh"))
    codes = [code for trace in figure.data if trace.customdata is not None for code in trace.customdata]
    assert len(codes) == 13 and HARBIN in codes and len(figure.layout.shapes) == 13


def test_statuses_differ_by_sign_and_each_has_a_colour() -> None:
    judged = [one for one in Status if one not in (Status.MET, Status.NOT_MET)]
    assert len({SIGNS[one] for one in judged}) == len(judged)
    assert set(LIGHT.statuses) == set(DARK.statuses) == set(Status) == set(SIGNS)


def test_the_small_line_is_one_picture_without_an_address(access: Access) -> None:
    progress, series = fetch_metric(access, "98113", "training_bases").province
    line = chart_sparkline(progress, series, "zh")
    assert draw_sparkline(line, LIGHT).startswith("<svg") and line.alternative
    assert sparkline_address(line, LIGHT).startswith("data:image/svg+xml,")


@pytest.mark.parametrize(
    ("lang", "least", "silent"), [("zh", "暂计", "本期未报"), ("en", "so far", "not reported now")]
)
def test_tables_say_lower_bounds_and_older_figures(access: Access, lang: str, least: str, silent: str) -> None:
    gap = [
        said(n, day, city=QIQIHAR, metric="training_sessions", basis=Basis.DURING, start=day.replace(day=1))
        for n, day in ((500, date(2018, 1, 31)), (700, JUNE))
    ]
    take_in(access, a_handin(*gap))
    view = fetch_metric(access, "98113", "training_sessions")
    places = [one for one, _ in view.lines]
    notes = {row[0]: row[-1] for row in chart_cities(places, lang).table.rows}
    qiqihar, harbin = (place_name(city, lang) for city in (QIQIHAR, HARBIN))
    assert least in notes[qiqihar] and notes[harbin] == ""
    overview = fetch_overview(access, "98113")
    bases = [one for one, _ in fetch_metric(access, "98113", "training_bases").lines]
    assert {row[0]: row[-1] for row in chart_ranking(bases, lang).table.rows}[place_name(JIXI, lang)] == silent
    cities = tuple(dict.fromkeys(city for city, _ in overview.cells))
    matrix = chart_matrix(overview.cells, overview.plan.metrics, cities, lang).table
    assert any(least in cell for row in matrix.rows if row[0] == qiqihar for cell in row)
    progress, series = fetch_metric(access, "98113", "training_bases").province
    whole = chart_cumulative(progress, series, lang).table.rows[-1][-1]
    assert ("1家沿用旧数" if lang == "zh" else "1 at older figures") in whole
    periods = chart_periods(progress, series, lang).table.rows
    assert all(least in row[-1] for row in periods)


def test_an_amount_over_several_periods_never_stands_between_their_bars(access: Access) -> None:
    months = [(date(2019, 4, 1), date(2019, 4, 30)), (MAY.replace(day=1), MAY), (JUNE.replace(day=1), JUNE)]
    for city in (HARBIN, QIQIHAR):
        amounts = [
            said(700, end, city=city, metric="master_studios", basis=Basis.DURING, start=start) for start, end in months
        ]
        take_in(access, a_handin(*amounts))
    whole = said(5, JUNE, city=JIXI, metric="master_studios", basis=Basis.DURING, start=date(2019, 5, 1))
    take_in(access, a_handin(whole))
    progress, series = fetch_metric(access, "98113", "master_studios").province
    chart = chart_periods(progress, series, "zh")
    assert [bar.value for bar in chart.bars] == [1400, 1400, 1400]
    assert any("2019年5—6月1家 5 个" in note for note in chart.notes)
