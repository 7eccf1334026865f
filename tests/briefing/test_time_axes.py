"""Axes of time: months stand where they end, and the plan's days are marked."""

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from briefing.charts.chart import Mark
from briefing.charts.times import chart_cumulative, chart_leads
from briefing.drawings.draw import draw_chart
from briefing.drawings.scales import DayScale
from briefing.drawings.shapes import Shape, Words
from metrics.definitions.plan_file import read_plan
from metrics.plan import Event, Text
from metrics.progress.judging import judge_progress
from tests.support.paths import ROOT
from tests.support.series_of import DUE, PLAN, SESSIONS, aim, at, series

END = date(2020, 12, 31)


def texts(chart: object) -> dict[str, float]:
    return {part.text: part.x for part in draw_chart(chart, 320).parts if isinstance(part, Words)}


def test_the_last_day_of_a_year_stands_over_its_december() -> None:
    scale = DayScale(date(2017, 11, 30), END, 0.0, 300.0)
    named = scale.list_months(60.0)
    assert named[-1] == END
    assert all(day.month == 12 for day in named)
    assert scale.place(named[-1]) == 300.0


def test_named_months_are_evenly_apart_and_each_has_its_room() -> None:
    for months, room in ((5, 30.0), (11, 40.0), (30, 50.0), (70, 60.0)):
        scale = DayScale(date(2018, 1, 1), date(2018 + months // 12, months % 12 + 1, 28), 0.0, 300.0)
        numbers = [day.year * 12 + day.month for day in scale.list_months(room)]
        assert len({later - earlier for earlier, later in pairwise(numbers)}) <= 1
        places = [scale.place(day) for day in scale.list_months(room)]
        assert all(later - earlier >= room * 0.9 for earlier, later in pairwise(places))


def test_the_days_of_a_plan_are_marked_where_they_lie_within_the_axis() -> None:
    plan = replace(PLAN, events=(Event(date(2019, 6, 30), Text("中期评估", "mid-term review")),))
    own = series(SESSIONS, at(date(2018, 6, 30), 9_000), at(date(2019, 6, 30), 18_000))
    progress = judge_progress(plan, SESSIONS, "230100", own, aim(36_000), date(2019, 6, 30), today=date(2019, 6, 30))
    for chart in (chart_cumulative(progress, own, "zh"), chart_leads(progress, own, "zh")):
        drawn = texts(chart)
        assert "中期评估" in drawn
        assert "到期" in drawn
        assert "印发" not in drawn, "the document is older than the axis"
    assert "mid-term review" in texts(chart_leads(progress, own, "en"))
    assert plan.deadline == DUE


def test_a_plan_file_names_its_events_and_none_outside_of_it() -> None:
    content = tomllib.loads((ROOT / "metrics" / "definitions" / "98113.toml").read_text("utf-8"), parse_float=Decimal)
    named = {"name": {"zh": "中期评估", "en": "mid-term review"}}
    plan, problems = read_plan(content | {"events": [{"day": date(2019, 6, 30), **named}]})
    assert problems == []
    assert plan is not None
    assert [one.name.zh for one in plan.events] == ["中期评估"]
    _, problems = read_plan(content | {"events": [{"day": date(2021, 6, 30), **named}]})
    assert len(problems) == 1
    assert "outside the plan" in str(problems[0])


def test_a_published_figure_far_outside_stretches_no_axis_and_is_named_all_the_same() -> None:
    own = series(SESSIONS, at(date(2018, 6, 30), 9_000), at(date(2019, 6, 30), 18_000))
    progress = judge_progress(PLAN, SESSIONS, "230100", own, aim(36_000), date(2019, 6, 30), today=date(2019, 6, 30))
    plain = chart_cumulative(progress, own, "zh")
    for value, day, seen in (
        (20_000, date(2019, 3, 31), 1),
        (20_000, date(2012, 12, 31), 0),
        (4_720_000, date(2019, 3, 31), 0),
    ):
        chart = replace(plain, published=(Mark("公开数据", Decimal(value), day),))
        parts = draw_chart(chart, 320).parts
        # The legend has one of its own.
        assert sum(isinstance(part, Shape) for part in parts) == 1 + seen
        assert any("公开数据" in part.text for part in parts if isinstance(part, Words))
        named = [part.text for part in parts if isinstance(part, Words) and "年" in part.text]
        assert "2012年12月" not in named
