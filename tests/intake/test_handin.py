"""What a file says is judged against what stands; each judgement sees what it should, and nothing else."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from intake.comparing.accepted import History
from intake.comparing.increase_not_convertible import find_unconvertible
from intake.comparing.statements_disagree import find_contradictions, find_disagreements
from intake.comparing.target_differs import find_differing_targets
from intake.comparing.value_falls_back import find_fallen_values
from intake.comparing.value_leaps import find_leaps
from intake.findings.messages import describe_finding
from intake.handin import check_file
from metrics.definitions.catalogue import load_catalogue
from metrics.kinds import flow, stock
from metrics.kinds.kind import Kind
from metrics.observation import Basis, Observation, Origin
from metrics.plan import Metric, Role, Target, Text

HARBIN, DAQING = "230100", "230600"
SINCE, STANDING, DURING, YEAR = Basis.SINCE_START, Basis.STANDING, Basis.DURING, Basis.YEAR_TO_DATE


def stated(
    value: str,
    end: date,
    basis: Basis = SINCE,
    city: str = HARBIN,
    metric: str = "training_sessions",
    precision: str = "1",
) -> Observation:
    start = {DURING: end.replace(day=1), YEAR: date(end.year, 1, 1)}.get(basis)
    origin = Origin("0" * 64, "表.xlsx", "月报", f"D{end.month}", value)
    return Observation("98113", metric, city, basis, start, end, Decimal(value), Decimal(precision), origin)


def target(value: int, role: Role, due: date = date(2020, 12, 31)) -> Target:
    origin = Origin("0" * 64, "表.xlsx", "月报", "C5", str(value))
    return Target("98113", "training_bases", HARBIN, Decimal(value), date(2017, 11, 30), due, role, origin=origin)


def metric(name: str, kind: Kind) -> Metric:
    text = Text(name, name)
    return Metric(
        "98113", name, text, text, kind, "个", True, True, "month", "", "", text, date(2017, 11, 30), None, None, (), ()
    )


METRICS = (metric("training_sessions", flow.KIND), metric("training_bases", stock.KIND))


def places(findings: Iterable) -> list[tuple[str, str]]:
    return [(finding.slug, finding.cell) for finding in findings]


def test_a_printed_target_that_is_not_the_allocation_is_pointed_out() -> None:
    in_force = [target(30, Role.ALLOCATION)]
    assert places(find_differing_targets([target(25, Role.PRINTED)], in_force)) == [("target-differs", "C5")]
    assert places(find_differing_targets([target(30, Role.PRINTED)], in_force)) == []


def test_a_target_of_another_year_or_with_no_allocation_is_not_compared() -> None:
    in_force = [target(30, Role.ALLOCATION)]
    assert places(find_differing_targets([target(10, Role.PRINTED, date(2019, 12, 31))], in_force)) == []
    assert places(find_differing_targets([target(25, Role.PRINTED)], [target(30, Role.PRINTED)])) == []


def test_a_cumulative_value_lower_than_the_one_before_is_pointed_out() -> None:
    history = History([stated("5000", date(2019, 5, 31))], [stated("4000", date(2019, 6, 30))])
    [finding] = find_fallen_values(history)
    assert (finding.slug, finding.sheet, finding.cell) == ("value-falls-back", "月报", "D6")
    assert finding.facts["before"] == "5000" and finding.facts["day"] == "2019-05-31"


def test_a_fall_within_the_file_is_seen_too() -> None:
    bases = [
        stated(value, date(2020, month, 30), STANDING, metric="training_bases") for value, month in (("2", 4), ("1", 6))
    ]
    assert places(find_fallen_values(History([], bases))) == [("value-falls-back", "D6")]


def test_rounding_of_the_printed_figure_is_no_fall() -> None:
    standing = [stated("361149", date(2019, 5, 31))]
    assert places(find_fallen_values(History(standing, [stated("361100", date(2019, 6, 30), precision="100")]))) == []


def test_a_new_year_a_single_month_and_another_city_are_no_fall() -> None:
    standing = [stated("90000", date(2018, 12, 31), YEAR), stated("9000", date(2018, 12, 31), DURING)]
    new = [stated("700", date(2019, 1, 31), YEAR), stated("700", date(2019, 1, 31), DURING)]
    assert places(find_fallen_values(History(standing, new))) == []
    assert (
        places(
            find_fallen_values(History([stated("9", date(2018, 1, 31), city=DAQING)], [stated("1", date(2018, 2, 28))]))
        )
        == []
    )


def test_a_month_of_ten_times_the_best_is_a_leap() -> None:
    standing = [stated(str(1000 * month), date(2019, month, 28)) for month in range(1, 6)]
    assert places(find_leaps(History(standing, [stated("15000", date(2019, 6, 30))]), METRICS)) == [
        ("value-leaps", "D6")
    ]
    assert places(find_leaps(History(standing, [stated("8000", date(2019, 6, 30))]), METRICS)) == []


def test_a_leap_needs_three_known_months_and_more_than_a_few() -> None:
    standing = [stated("100", date(2019, 1, 31)), stated("200", date(2019, 2, 28))]
    assert places(find_leaps(History(standing, [stated("90000", date(2019, 3, 31))]), METRICS)) == []
    few = [stated("0", date(2019, month, 28), STANDING, metric="training_bases") for month in range(1, 6)]
    new = [stated("4", date(2019, 6, 30), STANDING, metric="training_bases")]
    assert places(find_leaps(History(few, new), METRICS)) == []


def test_silent_months_do_not_make_a_leap() -> None:
    standing = [stated(str(1000 * month), date(2019, month, 28)) for month in range(1, 6)]
    assert places(find_leaps(History(standing, [stated("12000", date(2019, 12, 31))]), METRICS)) == []


def test_the_same_statement_with_another_value_is_pointed_out() -> None:
    standing = [stated("5000", date(2019, 6, 30))]
    [finding] = find_disagreements(History(standing, [stated("5200", date(2019, 6, 30))]))
    assert finding.slug == "statements-disagree" and finding.facts["standing"] == "5000"
    assert places(find_disagreements(History(standing, [stated("5000", date(2019, 6, 30))]))) == []
    rounded = [stated("361149", date(2019, 6, 30))]
    assert places(find_disagreements(History(rounded, [stated("361100", date(2019, 6, 30), precision="100")]))) == []


def test_a_value_that_replaces_the_same_statement_is_judged_by_the_new_one() -> None:
    standing = [stated("5000", date(2019, 5, 31)), stated("6000", date(2019, 6, 30))]
    new = [stated("3000", date(2019, 5, 31)), stated("3500", date(2019, 6, 30))]
    assert places(find_fallen_values(History(standing, new))) == []


def test_amounts_and_cumulative_figures_that_lead_to_different_values_are_pointed_out() -> None:
    plan = load_catalogue().plan("98113")
    standing = [stated("9000", date(2018, 12, 31)), stated("12000", date(2019, 3, 31))]
    [finding] = find_contradictions(History(standing, [stated("2500", date(2019, 3, 31), YEAR)]), plan)
    assert (finding.slug, finding.cell) == ("statements-disagree", "D3")
    assert (finding.facts["implied"], finding.facts["standing"]) == ("11500", "12000")
    assert "11,500 人次" in describe_finding(finding, plan)
    assert list(find_contradictions(History(standing, [stated("3000", date(2019, 3, 31), YEAR)]), plan)) == []


def test_a_period_to_come_is_told_without_being_asked_for() -> None:
    content = "截至2099年6月30日“98113”计划技能大师工作室（个）,\n市（地）,累计\n哈尔滨市,13\n".encode()
    assert "future-period" in {finding.slug for finding in check_file(content, "a.csv").findings}


def test_new_ones_since_the_start_beside_a_standing_figure_are_pointed_out_as_not_convertible() -> None:
    plan = load_catalogue().plan("98113")
    standing = [stated("12", date(2019, 6, 30), STANDING, metric="training_bases")]
    increase = stated("6", date(2019, 7, 31), metric="training_bases")
    [finding] = find_unconvertible(History(standing, [increase]), plan)
    assert (finding.slug, finding.level, finding.cell) == ("increase-not-convertible", "warning", "D7")
    text = describe_finding(finding, plan)
    assert all(part in text for part in ("启动以来累计 6 个", "基数未核实", "2019年6月30日", "12 个", "2019年7月31日"))
    assert describe_finding(finding, plan, "en")
    both = [increase, stated("14", date(2019, 7, 31), STANDING, metric="training_bases")]
    assert places(find_unconvertible(History(standing, both), plan)) == []
    assert places(find_unconvertible(History([], [increase]), plan)) == []
    assert places(find_unconvertible(History(standing, [stated("5000", date(2019, 7, 31))]), plan)) == []


@pytest.mark.parametrize(("value", "leaps"), [("10000", False), ("10001", True)])
def test_a_month_of_more_than_five_times_the_best_is_a_leap(value: str, leaps: bool) -> None:
    standing = [stated(str(1000 * month), date(2019, month, 28)) for month in range(1, 6)]
    assert bool(places(find_leaps(History(standing, [stated(value, date(2019, 6, 30))]), METRICS))) is leaps


@pytest.mark.parametrize(("months", "leaps"), [(3, False), (4, True)])
def test_a_leap_needs_three_months_before_it(months: int, leaps: bool) -> None:
    # the first cumulative figure tells no month of its own
    standing = [stated(str(100 * month), date(2019, month, 28)) for month in range(1, months + 1)]
    new = [stated("90000", date(2019, months + 1, 28))]
    assert bool(places(find_leaps(History(standing, new), METRICS))) is leaps


@pytest.mark.parametrize(
    ("name", "basis", "value", "leaps"),
    [
        ("training_sessions", SINCE, "99", False),
        ("training_sessions", SINCE, "100", True),
        ("training_bases", STANDING, "4", False),
        ("training_bases", STANDING, "5", False),
        ("training_bases", STANDING, "6", True),
    ],
)
def test_a_leap_is_worth_a_question_from_a_hundred_sessions_or_more_than_five_times_one_base(
    name: str, basis: Basis, value: str, leaps: bool
) -> None:
    before = [stated("0", date(2019, month, 28), basis, metric=name) for month in range(1, 6)]
    new = [stated(value, date(2019, 6, 30), basis, metric=name)]
    assert bool(places(find_leaps(History(before, new), METRICS))) is leaps


@pytest.mark.parametrize(("value", "falls"), [("361099", False), ("361098", True)])
def test_a_fall_is_told_beyond_half_of_the_last_printed_digit(value: str, falls: bool) -> None:
    standing = [stated("361149", date(2019, 5, 31), precision="100")]
    assert bool(places(find_fallen_values(History(standing, [stated(value, date(2019, 6, 30))])))) is falls


@pytest.mark.parametrize(("value", "differs"), [("361149", False), ("361150", False), ("361151", True)])
def test_a_repeated_statement_differs_beyond_half_of_the_last_printed_digit(value: str, differs: bool) -> None:
    standing = [stated("361100", date(2019, 6, 30), precision="100")]
    for history in (
        History(standing, [stated(value, date(2019, 6, 30))]),
        History([stated(value, date(2019, 6, 30))], standing),
    ):
        assert bool(places(find_disagreements(history))) is differs


def test_amounts_of_several_months_leap_by_what_they_are_a_month() -> None:
    months = [stated("1000", date(2019, month, 28), DURING) for month in (1, 2, 3)]
    quarter = replace(stated("15000", date(2019, 6, 30), DURING), start=date(2019, 4, 1))
    assert places(find_leaps(History(months, [quarter]), METRICS)) == []
    assert places(find_leaps(History(months, [replace(quarter, value=Decimal(15003))]), METRICS)) == [
        ("value-leaps", "D6")
    ]
