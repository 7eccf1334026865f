"""What a definition file says stands in its plan; what it leaves out is the usual."""

from datetime import date
from decimal import Decimal

from metrics.definitions.catalogue import load_catalogue
from metrics.plan import Milestone, Thresholds
from tests.metrics.test_definition_edges import FIRST, FLOW, REGISTER, STOCK, plan_with, problems, with_table, within


def test_what_a_plan_file_says_of_its_schedule_stands_in_the_plan() -> None:
    plan = plan_with(("slightly_behind = -10", "slightly_behind = -0.5"))
    assert plan.thresholds == Thresholds(Decimal(0), Decimal("-0.5"))
    assert plan_with(("on_schedule = 0\nslightly_behind = -10", "on_schedule = 5\nslightly_behind = 0")).thresholds == (
        Thresholds(Decimal(5), Decimal(0))
    )
    assert (plan.schedule, plan.schedule_start, plan.reporting_day) == ("months", date(2018, 1, 1), 5)
    assert plan_with(('schedule = "months"\n', "")).schedule == "months"
    assert plan_with(('schedule = "months"\n', 'schedule = "days"\n')).schedule == "days"
    assert plan_with(within("\nreporting_day = 5", "month_ends = 20")).month_ends == 20


def test_what_a_plan_file_says_of_a_metric_stands_in_it_and_what_it_leaves_out_is_the_usual() -> None:
    plan = plan_with(
        within(FLOW, "counts_from = 2018-06-01\nbaseline = 7\nreporting_day = 9"),
        within(STOCK, 'baseline = 3\nbaseline_source = "某文件"'),
        (REGISTER, REGISTER.replace(" }", ", new_only = true }")),
    )
    flow, stock, rate = (plan.metric(one) for one in ("training_sessions", "training_bases", "training_fund_rate"))
    assert (flow.counts_from, flow.baseline, flow.baseline_source, flow.reporting_day) == (
        date(2018, 6, 1),
        7,
        None,
        9,
    )
    assert (stock.counts_from, stock.baseline, stock.baseline_source) == (plan.start, 3, "某文件")
    assert flow.targets[0].start == date(2018, 6, 1) and stock.targets[0].start == plan.start
    assert (rate.reporting_months, flow.reporting_months, rate.baseline) == (3, 1, None)
    assert (stock.headline, rate.headline, stock.whole, rate.whole) == (True, False, True, False)
    assert [metric.roster for metric in plan.metrics] == [False, False, True, False, False, False]
    registers = [metric.register for metric in plan.metrics[:2]]
    assert [one.new_only for one in registers if one] == [True, False]
    assert (
        plan_with().metric("training_sessions").baseline == 0 and plan_with().metric("training_bases").baseline is None
    )


def test_the_registers_of_all_plans_are_those_of_their_metrics() -> None:
    names = [one.names for one in load_catalogue().registers]
    assert ("基地",) in names and ("工作室",) in names


SHARES = """
[[milestones]]
day = 2018-12-31
share = 0

[[milestones]]
day = 2020-12-31
share = 1

[[metrics]]
id = "training_bases"
"""


def test_shares_of_milestones_lie_from_nothing_to_the_whole_and_never_fall() -> None:
    assert plan_with(with_table(SHARES)).milestones == (
        Milestone(date(2018, 12, 31), Decimal(0)),
        Milestone(date(2020, 12, 31), Decimal(1)),
    )
    equal = plan_with(with_table(SHARES, ("share = 0", "share = 1")))
    assert [one.share for one in equal.milestones] == [1, 1]
    for share, line, message in (
        ("-0.01", "share = -0.01", "'share' must lie from 0 to 1"),
        ("0.5", "day = 2020-12-31", ""),
    ):
        found = problems(with_table(SHARES, ("share = 0", f"share = {share}")))
        assert found == ([(line, f"{message}, not {share}")] if message else [])
    assert problems(with_table(SHARES, ("share = 1", "share = 1.01"))) == [
        ("share = 1.01", "'share' must lie from 0 to 1, not 1.01")
    ]
    fallen = problems(with_table(SHARES, ("share = 0", "share = 0.9"), ("share = 1", "share = 0.8")))
    assert [message for _, message in fallen] == ["the shares of milestones must not fall"]


def test_days_of_milestones_rise_and_what_one_lacks_is_told_alone() -> None:
    for day in ("2020-12-31", "2021-01-01"):
        found = problems(with_table(SHARES, ("day = 2018-12-31", f"day = {day}")))
        assert [message for _, message in found] == ["milestones must be in order of their days, each day once"]
    for key, lacking in (("day", "day = 2018-12-31\n"), ("share", "share = 0\n"), ("share", "share = 1\n")):
        ((line, message),) = problems(with_table(SHARES, (lacking, "")))
        assert line == "[[milestones]]" and message.startswith(f"'{key}' is missing")


def test_a_metric_is_judged_by_milestones_where_the_plan_has_some() -> None:
    own = within(FLOW, 'schedule = "milestones"')
    assert plan_with(with_table(SHARES), own).metric("training_sessions").schedule == "milestones"
    assert problems(own) == [('schedule = "milestones"', "a metric judged by milestones needs the plan's 'milestones'")]
    assert plan_with().metric("training_sessions").schedule == ""
    ((line, message),) = problems(('schedule = "months"', 'schedule = "milestones"'))
    assert line == FIRST and message.startswith("'milestones' is missing")


VALIDITY = """
[[validity]]
code = "HLJ-NK"
from = 2018-12-31
until = 2018-12-31
counted_in = ["230100"]

[[metrics]]
id = "training_bases"
"""


def test_a_validity_may_be_of_one_day_and_open_at_either_end() -> None:
    (one,) = plan_with(with_table(VALIDITY)).validity
    assert (one.first, one.until, one.source) == (date(2018, 12, 31), date(2018, 12, 31), "")
    (one,) = plan_with(with_table(VALIDITY, ("from = 2018-12-31\n", ""))).validity
    assert (one.first, one.until) == (None, date(2018, 12, 31))
    (one,) = plan_with(with_table(VALIDITY, ("until = 2018-12-31\n", ""))).validity
    assert (one.first, one.until) == (date(2018, 12, 31), None)
    assert problems(with_table(VALIDITY, ("until = 2018-12-31", "until = 2018-12-30"))) == [
        ("until = 2018-12-30", "'until' 2018-12-30 lies before 'from' 2018-12-31")
    ]
    ((line, message),) = problems(with_table(VALIDITY, ("from = 2018-12-31\nuntil = 2018-12-31\n", "")))
    assert line == "[[validity]]" and message == "a validity needs 'from' or 'until'"
