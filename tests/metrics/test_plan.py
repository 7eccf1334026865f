"""What a plan answers by itself: languages, lists that count, lists that are spoken of, who reports when."""

from dataclasses import replace
from datetime import date

from metrics.kinds.known import load_kinds
from metrics.observation import Basis
from metrics.plan import Metric, Text
from metrics.register import Register
from metrics.validity import Validity
from tests.support.progress_case import statement_of
from tests.support.series_of import BASES, PLAN, SESSIONS

SINCE = date(2018, 1, 1)


def listed(**more: object) -> Metric:
    return replace(BASES, counts_from=SINCE, register=Register(("基地",), **more))  # type: ignore[arg-type]


def test_a_text_is_english_where_english_is_asked_for() -> None:
    text = Text("基地", "bases")
    assert [text.in_language(one) for one in ("en", "zh")] == ["bases", "基地"]


def test_an_entry_counts_where_its_state_and_its_level_do_and_what_is_left_out_speaks_for_it() -> None:
    both = listed(states=("opened",), levels=("city",))
    found = [
        both.counts_entry(*one, None)
        for one in (("opened", "city"), ("opened", "county"), ("revoked", "city"), ("", ""))
    ]
    assert found == [True, False, False, True]
    assert listed().counts_entry("revoked", "county", None) is True
    assert replace(BASES, register=None).counts_entry("opened", "city", SINCE) is False


def test_where_only_new_ones_count_an_entry_counts_from_the_first_day_on() -> None:
    new = listed(new_only=True)
    days = (date(2017, 12, 31), SINCE, None)
    assert [new.counts_entry("opened", "city", day) for day in days] == [False, True, False]
    assert listed().counts_entry("opened", "city", days[0]) is True


def test_a_list_is_of_the_metric_of_which_alone_it_speaks() -> None:
    studios = replace(SESSIONS, register=Register(("工作室", "大师")))
    plan = replace(PLAN, metrics=(SESSIONS, listed(), studios))
    assert plan.registered(["基地和工作室名单", "大师名单"]) is studios
    assert plan.registered(["基地名单", "大师名单"]) == listed()
    assert plan.registered(["名单"]) is None


def test_the_roster_s_metric_is_the_one_that_says_so() -> None:
    counting = replace(PLAN, metrics=(BASES, replace(SESSIONS, roster=True))).roster_metric
    assert counting is not None and counting.id == SESSIONS.id
    assert replace(PLAN, metrics=(replace(BASES, roster=False),)).roster_metric is None
    bare = Metric(
        "p",
        "m",
        BASES.name,
        BASES.short,
        BASES.kind,
        "个",
        True,
        True,
        "month",
        "",
        "",
        BASES.scope,
        SINCE,
        None,
        None,
        (),
        (),
    )
    assert (bare.reporting_months, bare.roster) == (1, False)


def test_a_reporter_reports_on_its_first_and_on_its_last_day() -> None:
    days = [date(2018, 12, 31), date(2019, 1, 1), date(2019, 6, 30), date(2019, 7, 1)]
    assert [Validity("A", days[1], days[2]).holds(day) for day in days] == [False, True, True, False]


def test_the_year_to_date_begins_on_1_january() -> None:
    said = statement_of("本年累计 2019-06-30 5", PLAN, SESSIONS, "230100")
    assert not said.apart
    assert replace(said, start=None).key == said.key
    assert replace(said, basis=Basis.DURING, start=date(2019, 1, 2)).key != said.key


def test_every_kind_is_known_by_its_name() -> None:
    kinds = load_kinds()
    assert {"annual", "flow", "ratio", "stock"} <= set(kinds)
    assert [str(kinds[name]) for name in ("flow", "stock")] == ["flow", "stock"]
    assert (kinds["flow"].least_leap, kinds["stock"].least_leap) == (100, 5)
