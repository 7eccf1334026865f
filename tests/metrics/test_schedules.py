"""序时 as it is told: the year's before the plan's, each with its formula; places counted within others are said."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from briefing.amounts import amount_text, completion_text, short_text, target_alone
from briefing.charts.spans import chart_cities, chart_metrics
from briefing.charts.statuses import chart_matrix
from briefing.composing.notes import list_place_notes
from briefing.composing.progress import write_clause, write_standing
from briefing.proving.quoting import FigureWriter
from briefing.schedules import leads_text, list_formulas, schedule_text
from commands.terminal import status_cells
from metrics.definitions.catalogue import load_catalogue
from metrics.observation import Basis, Observation, Origin
from metrics.plan import Role, Target, Validity
from metrics.progress.status import Progress, Status

PLAN = load_catalogue().plan("98113")
METRIC = PLAN.metric("training_bases")


def progress_at(day: date, **more: object) -> Progress:
    """Twelve of a plan's twenty bases, and of a year's eight."""
    target = Target("98113", METRIC.id, "230100", 20, PLAN.start, PLAN.deadline, Role.ALLOCATION)
    facts = {"share": Fraction(1, 2), "scheduled": Fraction(10), "completion": Fraction(3, 5), "lead": Fraction(10)}
    whole = Progress(PLAN, METRIC, "230100", day, Status.ON_SCHEDULE, 12, day, True, target, **facts)
    own = Target("98113", METRIC.id, "230100", 8, date(2019, 1, 1), date(2019, 12, 31), Role.ALLOCATION)
    year = replace(whole, target=own, scheduled=Fraction(4), lead=Fraction(-25, 2), actual=3, status=Status.BEHIND)
    return replace(whole, year=year, **more)


def test_the_schedule_of_the_year_comes_before_that_of_the_plan() -> None:
    progress = progress_at(date(2019, 6, 30))
    assert schedule_text(progress, "zh") == "当年 50.0%（应达 4 个）；全期 50.0%（应达 10 个）"
    assert leads_text(progress, "en") == "this year −12.5 pp; whole plan +10.0 pp"
    text = write_standing(FigureWriter("zh"), progress, "哈尔滨市")
    assert text.index("较当年序时进度低12.5个百分点") < text.index("较序时进度高10.0个百分点")
    assert schedule_text(replace(progress, year=None), "zh") == "50.0%（应达 10 个）"


def test_each_schedule_has_its_formula() -> None:
    year, whole = list_formulas(replace(PLAN, schedule_start=date(2018, 1, 1)), True, "zh")
    assert "÷12" in year and "自2018年1月1日至2020年12月31日，共36个月" in whole
    assert list_formulas(PLAN, False, "en") == list_formulas(PLAN, True, "en")[1:]


def test_the_scope_says_what_is_counted_within_what() -> None:
    moved = Validity("HLJ-NK", until=date(2019, 6, 30), counted_in=("230100", "230200"))
    cells = {(city, METRIC.id): progress_of_county(False) for city in ("230100", "231081")}
    within, until = list_place_notes(replace(PLAN, validity=(moved,)), cells, "zh")
    assert within == "绥芬河的数据已含在牡丹江数内，单列供参考，不重复相加。"
    assert until == "农垦单独填报至2019年6月30日，此后计入哈尔滨、齐齐哈尔，不重复计算。"


def test_the_scope_says_of_each_figure_whether_the_county_is_within_or_beside() -> None:
    sessions = PLAN.metric("training_sessions")
    beside = {("231081", METRIC.id): progress_of_county(True)}
    (told,) = list_place_notes(PLAN, beside, "zh")
    assert told.startswith("绥芬河的数据不含在牡丹江数内")
    both = {**beside, ("231081", sessions.id): replace(progress_of_county(False), metric=sessions)}
    within, beside_only = list_place_notes(PLAN, both, "en")
    assert "are within those of Mudanjiang" in within and METRIC.name.in_language("en") in beside_only
    assert list_place_notes(PLAN, both, "en", [sessions.id]) == [within]


def progress_of_county(apart: bool) -> Progress:
    day = date(2019, 6, 30)
    one = Observation(
        "98113",
        METRIC.id,
        "231081",
        Basis.STANDING,
        None,
        day,
        Decimal(1),
        Decimal(1),
        Origin("", "", "", "", ""),
        apart=apart,
    )
    return replace(progress_at(day), city="231081", sources=(one,))


def test_from_the_due_day_on_nothing_is_told_in_schedules() -> None:
    progress = replace(progress_at(PLAN.deadline), year=None, status=Status.OVERDUE)
    text = write_standing(FigureWriter("zh"), progress, "哈尔滨市")
    assert "未完成，差8个" in text and "序时" not in text and "百分点" not in text
    assert schedule_text(progress, "zh") == "—" and leads_text(progress, "zh") == "差 8 个"


def test_what_is_not_due_yet_is_told_as_done_of_planned() -> None:
    progress = replace(
        progress_at(date(2019, 6, 30)), year=None, status=Status.NOT_DUE, share=None, scheduled=None, lead=None
    )
    assert short_text(progress, "zh") == "未到期 12 / 20 个"
    assert write_clause(FigureWriter("zh"), progress) == "高技能人才培训基地已完成12个，计划20个，未到期"
    small = replace(progress, status=Status.NO_MILESTONE)
    assert short_text(small, "en").endswith(" 12 / 20")


def ratio_of(value: str, city: str = "230100", day: date = date(2018, 12, 31)) -> Progress:
    rate = PLAN.metric("training_fund_rate")
    status = Status.MET if Decimal(value) >= rate.targets[0].value else Status.NOT_MET
    return Progress(PLAN, rate, city, date(2019, 6, 30), status, Decimal(value), day, True, rate.targets[0])


def test_a_ratio_of_an_earlier_year_carries_its_year_with_its_band_and_has_no_completion() -> None:
    one = ratio_of("1.3")
    assert amount_text(one, "zh") == "1.3%（2018年，区间 1.5%—2.5%）"
    assert amount_text(one, "en") == "1.3% (December 2018; band 1.5% to 2.5%)"
    assert short_text(one, "zh") == "未达标 1.3%（2018年）"
    assert {completion_text(one, "zh"), leads_text(one, "zh"), schedule_text(one, "zh")} == {"—"}
    now = ratio_of("1.5", day=date(2019, 6, 30))
    assert amount_text(now, "zh") == "1.5%（区间 1.5%—2.5%）"


def test_a_ratio_is_drawn_as_its_value_before_its_band() -> None:
    chart = chart_cities([ratio_of("1.3"), ratio_of("2", "230200")], "zh")
    assert chart.band == (Decimal("1.5"), Decimal("2.5")) and [row.completion for row in chart.rows] == [
        Decimal("1.3"),
        2,
    ]
    beside = chart_metrics([progress_at(date(2019, 6, 30)), ratio_of("2")], "zh")
    assert beside.band is None and beside.rows[1].completion is None, "no bar of 133 % among completions"


def test_amounts_of_a_column_are_in_one_unit_from_the_due_day_on() -> None:
    sessions = PLAN.metric("training_sessions")
    cells = {}
    for city, actual in (("230300", 98_400), ("230400", 83_700)):
        target = Target(
            "98113",
            sessions.id,
            city,
            Decimal(120_000 if city == "230300" else 90_000),
            PLAN.start,
            PLAN.deadline,
            Role.ALLOCATION,
        )
        cells[city, sessions.id] = Progress(
            PLAN, sessions, city, PLAN.deadline, Status.OVERDUE, Decimal(actual), PLAN.deadline, True, target
        )
    (first,), (second,) = (row.cells for row in chart_matrix(cells, [sessions], ["230300", "230400"], "zh").rows)
    assert (first.text, second.text) == ("逾期未完成 差 21,600 人次", "逾期未完成 差 6,300 人次")


def test_the_terminal_says_of_a_figure_what_the_pages_say() -> None:
    overdue = replace(progress_at(PLAN.deadline), year=None, lead=None, status=Status.OVERDUE)
    ratio = ratio_of("1.3")
    of_year = progress_at(date(2019, 6, 30))
    for one in (overdue, ratio, of_year):
        for lang in ("zh", "en"):
            told = status_cells(one, [one], lang)
            assert told[3:6] == [target_alone(one, lang), completion_text(one, lang), leads_text(one, lang)]
    assert status_cells(overdue, [overdue], "zh")[2:7] == ["12 个", "20 个", "60.0%", "差 8 个", "逾期未完成"]
    assert status_cells(ratio, [ratio], "zh")[2:4] == ["1.3%（2018年）", "区间 1.5%—2.5%"]


def test_the_terminal_writes_a_metric_in_one_unit() -> None:
    sessions = PLAN.metric("training_sessions")
    shown = [
        Progress(PLAN, sessions, city, PLAN.deadline, Status.DONE, Decimal(actual), PLAN.deadline, True)
        for city, actual in (("230000", 3_059_136), ("230400", 6_300))
    ]
    assert [status_cells(one, shown, "zh")[2] for one in shown] == ["3,059,136 人次", "6,300 人次"]
