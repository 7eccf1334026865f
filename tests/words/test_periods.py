"""Periods in the writings of real offices are the days that they name; what names no day is no period."""

from datetime import date

import pytest

from intake.tables.layers import join_periods
from intake.words.characters import compact
from intake.words.finding_periods import find_only_period, find_periods
from intake.words.periods import Period, cross

YEAR = Period(2019, 1, 12)
JUNE = Period(2019, 6, 6)


def span(text: str, year: int = 2019) -> tuple[date, date]:
    """Return first and last day of the only period of a text, a missing year filled in."""
    period = find_only_period(text)
    assert period is not None, text
    known = period.within(year).anchored(Period(year, 6, 6))
    assert known is not None, text
    return known.start, known.end


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("6月10日—6月16日", (6, 10), (6, 16)),
        ("6月10-16日", (6, 10), (6, 16)),
        ("6.10-6.16", (6, 10), (6, 16)),
        ("2019.6.10-2019.6.16", (6, 10), (6, 16)),
        ("2019-06-10至2019-06-16", (6, 10), (6, 16)),
        ("20190610-20190616", (6, 10), (6, 16)),
        ("五月二十一日至六月二十日", (5, 21), (6, 20)),
        ("2019年6月上旬", (6, 1), (6, 10)),
        ("6月中旬", (6, 11), (6, 20)),
        ("六月下旬", (6, 21), (6, 30)),
        ("中旬", (6, 11), (6, 20)),
        ("6月上半月", (6, 1), (6, 15)),
        ("下半月", (6, 16), (6, 30)),
        ("1—6月16日", (1, 1), (6, 16)),
        ("2019年1月1日至6月16日", (1, 1), (6, 16)),
        ("前5个月", (1, 1), (5, 31)),
        ("头两个月", (1, 1), (2, 28)),
        ("元月", (1, 1), (1, 31)),
        ("元-6月", (1, 1), (6, 30)),
        ("2019年半年报", (1, 1), (6, 30)),
        ("半年报（2019年下半年）", (7, 1), (12, 31)),
        ("2019Q4季度", (10, 1), (12, 31)),
        ("一季报", (1, 1), (3, 31)),
        ("上月21日至本月20日", (5, 21), (6, 20)),
    ],
)
def test_a_span_covers_the_days_that_it_names(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    assert span(text) == (date(2019, *first), date(2019, *last))


def test_a_statistical_january_begins_in_december() -> None:
    assert span("12月21日至1月20日") == (date(2018, 12, 21), date(2019, 1, 20))
    period = find_only_period("2018年12月21日至2019年1月20日")
    assert period is not None
    assert period.closes == 20


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("截止日期：2019年6月16日", (6, 16)),
        ("统计截止时间：6月16日", (6, 16)),
        ("更新至6月16日", (6, 16)),
        ("截至6月16日24时", (6, 16)),
        ("截至6月16日17:00", (6, 16)),
        ("截止6.16", (6, 16)),
        ("截至6月中旬", (6, 20)),
        ("截至6月下旬", (6, 30)),
        ("截至上月底", (5, 31)),
        ("截至本月底", (6, 30)),
    ],
)
def test_a_cut_off_is_the_day_that_it_names(text: str, last: tuple[int, int]) -> None:
    period = find_only_period(text)
    assert period is not None
    assert period.cutoff
    assert span(text)[1] == date(2019, *last)


@pytest.mark.parametrize("text", ["第24周", "第6期", "2.5", "98113", "到2020年", "黑人社发〔2019〕30号", "6.31-7.2"])
def test_what_names_no_day_is_no_period(text: str) -> None:
    assert find_periods(text) == ()


@pytest.mark.parametrize(
    "text", ["2017年12月以来", "自2017年12月起", "（2017年12月1日起）", "2017.12以来", "从2017年12月开始"]
)
def test_a_beginning_is_no_period_of_its_own(text: str) -> None:
    (found,) = find_periods(text)
    assert found.period.opening
    assert (found.period.year, found.period.first) == (2017, 12)
    assert find_only_period(text) is None


@pytest.mark.parametrize(
    ("stated", "joined"),
    [
        ([YEAR, Period(None, 6, 6, day=16, cutoff=True)], Period(2019, 1, 6, day=16, running=True, dated=True)),
        ([YEAR, Period(None, 6, 6, day=20, since=(6, 11))], Period(2019, 6, 6, day=20, since=(6, 11))),
        ([JUNE, Period(None, 0, 0, day=10)], Period(2019, 6, 6, day=10)),
        ([JUNE, Period(2019, 6, 6, day=30, cutoff=True)], JUNE),
        ([JUNE, Period(None, 6, 6, day=16, cutoff=True)], Period(2019, 6, 6, day=16)),
        ([JUNE, Period(2019, 7, 7, day=5, cutoff=True)], None),
        ([JUNE, Period(2019, 7, 7)], None),
    ],
)
def test_statements_of_one_layer_join_or_contradict(stated: list[Period], joined: Period | None) -> None:
    assert join_periods(stated) == joined
    assert join_periods(stated[::-1]) == joined


def test_a_part_of_a_month_takes_its_month_from_the_head_above() -> None:
    assert cross(Period(None, 0, 0, day=10), JUNE) == Period(2019, 6, 6, day=10)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("June 2019", Period(2019, 6, 6)),
        ("January–June 2019", Period(2019, 1, 6, running=True)),
        ("from January to June 2019", Period(2019, 1, 6, running=True)),
        ("July 2018 to June 2019", Period(2018, 7, 6, last_year=2019)),
        ("30 June 2019", Period(2019, 6, 6, day=30, cutoff=True)),
        ("as of June 30, 2019", Period(2019, 6, 6, day=30, cutoff=True)),
        ("As of 15th June 2019", Period(2019, 6, 6, day=15, cutoff=True)),
        ("at the end of June 2019", Period(2019, 6, 6, cutoff=True)),
        ("Q2 2019", Period(2019, 4, 6)),
        ("the second quarter of 2019", Period(2019, 4, 6)),
        ("first half of 2019", Period(2019, 1, 6)),
        ("H2 2019", Period(2019, 7, 12)),
        ("first nine months of 2019", Period(2019, 1, 9, running=True)),
        ("since December 2017", Period(2017, 12, 12, opening=True)),
    ],
)
def test_periods_are_read_in_english_too(text: str, period: Period) -> None:
    (found,) = find_periods(text)
    assert found.period == period and (found.start, found.stop) == (0, len(compact(text)))


@pytest.mark.parametrize("text", ["figures may differ", "Master studios", "market", "decreased"])
def test_english_words_that_begin_like_a_month_are_none(text: str) -> None:
    assert not find_periods(text)
