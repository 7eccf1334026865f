"""Whatever mixture of statements tells one history, the series is that history."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.cumulation.series import build_series
from metrics.definitions.catalogue import load_catalogue
from metrics.months import list_month_ends, month_start, quarter_start, year_start
from metrics.observation import Basis, Observation, Origin
from metrics.plan import Metric, Plan

START = date(2018, 11, 1)
ENDS = list_month_ends(date(2018, 10, 31), date(2020, 3, 31))
WAYS = ("month", "quarter", "year", "start")


def _plan() -> tuple[Plan, Metric]:
    plan = load_catalogue().plan("98113")
    metric = replace(plan.metric("training_sessions"), counts_from=START)
    return replace(plan, start=START, metrics=(metric,)), metric


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(0, 1000), min_size=len(ENDS), max_size=len(ENDS)),
    st.lists(st.sets(st.sampled_from(WAYS)), min_size=len(ENDS), max_size=len(ENDS)),
)
def test_a_mixture_of_statements_gives_the_history_behind_it(amounts: list[int], told: list[set[str]]) -> None:
    plan, metric = _plan()
    history = dict(zip(ENDS, amounts, strict=True))

    def truth(start: date, end: date) -> int:
        return sum(amount for day, amount in history.items() if start <= day <= end)

    def state(basis: Basis, start: date | None, end: date) -> Observation:
        value = Decimal(truth(start or START, end))
        return Observation(
            plan.id, metric.id, "230100", basis, start, end, value, Decimal(1), Origin("", "", "", "", "")
        )

    statements = []
    for end, ways in zip(ENDS, told, strict=True):
        if "month" in ways:
            statements.append(state(Basis.DURING, month_start(end), end))
        if "quarter" in ways and end.month % 3 == 0 and quarter_start(end) >= START:
            statements.append(state(Basis.DURING, quarter_start(end), end))
        if "year" in ways and end.year > START.year:
            statements.append(state(Basis.YEAR_TO_DATE, year_start(end), end))
        if "start" in ways:
            statements.append(state(Basis.SINCE_START, None, end))
    series = build_series(plan, metric, "230100", statements, ENDS[-1])

    assert series.disagreements == ()
    assert {point.day for point in series.points} == {statement.end for statement in statements}
    for point in series.points:
        if point.total is not None:
            assert point.total == truth(START, point.day) or (point.at_least and point.total < truth(START, point.day))
        if point.year_total is not None and point.day.year > START.year:
            whole = truth(year_start(point.day), point.day)
            assert point.year_total == whole or (point.year_at_least and point.year_total < whole)
    for amount in series.amounts:
        assert amount.value == truth(amount.start, amount.end)
    for earlier, later in zip(series.amounts, series.amounts[1:], strict=False):
        assert earlier.end < later.start


def test_a_point_knows_the_statements_it_rests_on() -> None:
    plan, metric = _plan()
    origin = Origin("", "月报.xlsx", "月报", "J5", "100")
    opening = Observation(
        plan.id, metric.id, "230100", Basis.SINCE_START, None, date(2019, 5, 31), Decimal(100), Decimal(1), origin
    )
    june = replace(opening, basis=Basis.DURING, start=date(2019, 6, 1), end=date(2019, 6, 30))
    series = build_series(plan, metric, "230100", [june, opening], date(2019, 6, 30))
    assert series.points[-1].sources == (opening, june)
