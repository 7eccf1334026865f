"""Days and spans are written and read back by one grammar, in both languages."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest

from briefing.brief import LENGTHS, Scope
from briefing.composing.composition import compose_brief
from briefing.composing.material import fetch_material
from briefing.proving.proof import is_told, prove_brief
from briefing.proving.reading_back import DAY_UNITS, find_figures
from data.access import Access
from data.settings import load_settings
from data.store import open_store
from metrics.months import add_months
from metrics.observation import Basis
from tests.support.store_of import HARBIN, JIXI, PLAN, a_clock, a_handin, asked, said, take_in
from wording.days import NO_YEAR, day_text, month_end_text, month_text, span_text
from wording.remarks import months_text
from wording.sentences import LANGUAGES, say

FIRST = date(2018, 1, 1)


def _spans() -> Iterator[tuple[date, date]]:
    """Every span of whole months within three years, and every statistical month from the 21st to the 20th."""
    for first, length in product(range(24), range(1, 25)):
        yield add_months(FIRST, first), add_months(FIRST, first + length) - timedelta(days=1)
    for first in range(30):
        start = add_months(date(2017, 12, 21), first)
        yield start, add_months(start, 1) - timedelta(days=1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_form_of_a_span_is_read_back_as_that_span(lang: str) -> None:
    for start, end in _spans():
        span = span_text(start, end, lang)
        for text in (span, say("brief.period", lang, span=span, amount=""), f"方面，{span}、", f"of these, {span}, "):
            (found,) = find_figures(text)
            assert found.unit in DAY_UNITS and found.days == (start, end), text
            assert is_told(found, {start, end}), text
            assert not is_told(found, {add_months(start, -13), add_months(end, 25)}), text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_form_of_a_day_is_read_back_as_that_day(lang: str) -> None:
    for number in range(730):
        day = FIRST + timedelta(days=number)
        for write in (day_text, month_end_text):
            (found,) = find_figures(say("brief.as-of-only", lang, day=write(day, lang)))
            assert found.days[1] == day and is_told(found, {day}), write(day, lang)
            assert not is_told(found, {day + timedelta(days=1), day - timedelta(days=1)}), write(day, lang)
    for months in (
        [FIRST],
        [FIRST, date(2018, 2, 28)],
        [date(2017, 12, 31), FIRST, date(2018, 6, 30), date(2018, 9, 20)],
    ):
        told = [found.days for found in find_figures(months_text(months, lang))]
        assert {(day.year, day.month) for ends in told for day in ends} >= {(day.year, day.month) for day in months[:1]}
        assert all(found.unit in DAY_UNITS for found in find_figures(months_text(months, lang)))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019年第2季度", (2019, 4, 1), (2019, 6, 30)),
        ("2019年二季度", (2019, 4, 1), (2019, 6, 30)),
        ("2019年上半年", (2019, 1, 1), (2019, 6, 30)),
        ("2019年下半年", (2019, 7, 1), (2019, 12, 31)),
        ("2019年1-6月", (2019, 1, 1), (2019, 6, 30)),
        ("2019年1月至6月", (2019, 1, 1), (2019, 6, 30)),
        ("2019年1～6月份", (2019, 1, 1), (2019, 6, 30)),
        ("２０１９年１—６月", (2019, 1, 1), (2019, 6, 30)),
        ("2019年前三季度", (2019, 1, 1), (2019, 9, 30)),
        ("2019年前8个月", (2019, 1, 1), (2019, 8, 31)),
        ("2018—2020年", (2018, 1, 1), (2020, 12, 31)),
        ("2018年至2020年", (2018, 1, 1), (2020, 12, 31)),
        ("2019年11月—2020年1月", (2019, 11, 1), (2020, 1, 31)),
        ("2019年5月21日至6月20日", (2019, 5, 21), (2019, 6, 20)),
        ("2019年6月1日至20日", (2019, 6, 1), (2019, 6, 20)),
        ("2019年度", (2019, 1, 1), (2019, 12, 31)),
        ("2019年底", (2019, 12, 31), (2019, 12, 31)),
        ("2019年6月末", (2019, 6, 30), (2019, 6, 30)),
        ("19年6月", (2019, 6, 1), (2019, 6, 30)),
        ("二〇一九年六月三十日", (2019, 6, 30), (2019, 6, 30)),
        ("2019-06-30", (2019, 6, 30), (2019, 6, 30)),
        ("2019.6.30", (2019, 6, 30), (2019, 6, 30)),
        ("2019/06", (2019, 6, 1), (2019, 6, 30)),
        ("2019Q2", (2019, 4, 1), (2019, 6, 30)),
        ("2019-04/06", (2019, 4, 1), (2019, 6, 30)),
        ("2019-11/2020-01", (2019, 11, 1), (2020, 1, 31)),
        ("6月30日", (NO_YEAR, 6, 30), (NO_YEAR, 6, 30)),
        ("1—6月", (NO_YEAR, 1, 1), (NO_YEAR, 6, 30)),
        ("第二季度", (NO_YEAR, 4, 1), (NO_YEAR, 6, 30)),
        ("上半年", (NO_YEAR, 1, 1), (NO_YEAR, 6, 30)),
        ("the second quarter of 2019", (2019, 4, 1), (2019, 6, 30)),
        ("second quarter of 2019", (2019, 4, 1), (2019, 6, 30)),
        ("Q2 2019", (2019, 4, 1), (2019, 6, 30)),
        ("the first half of 2019", (2019, 1, 1), (2019, 6, 30)),
        ("H1 2019", (2019, 1, 1), (2019, 6, 30)),
        ("January–June 2019", (2019, 1, 1), (2019, 6, 30)),
        ("December 2017 to March 2018", (2017, 12, 1), (2018, 3, 31)),
        ("2018 to 2020", (2018, 1, 1), (2020, 12, 31)),
        ("21 May to 20 June 2019", (2019, 5, 21), (2019, 6, 20)),
        ("June 30, 2019", (2019, 6, 30), (2019, 6, 30)),
        ("30th June 2019", (2019, 6, 30), (2019, 6, 30)),
        ("30 Jun 2019", (2019, 6, 30), (2019, 6, 30)),
        ("end of June 2019", (2019, 6, 30), (2019, 6, 30)),
        ("the end of 2020", (2020, 12, 31), (2020, 12, 31)),
        ("in May 2019", (2019, 5, 1), (2019, 5, 31)),
    ],
)
def test_what_people_write_of_days_is_read_too(text: str, first: tuple, last: tuple) -> None:
    (found,) = find_figures(text)
    assert (found.days, found.unit in DAY_UNITS) == ((date(*first), date(*last)), True)


@pytest.mark.parametrize(
    "text", ["3个月", "近6个月", "12—15个", "2019人次", "2018.12万人次", "2,019", "余5个月", "may"]
)
def test_an_amount_is_no_day(text: str) -> None:
    assert not [found for found in find_figures(text) if found.unit in DAY_UNITS]


# What a place hands in at a time: months, quarters, half-years, years, statistical months to the 20th, odd spans.
RHYTHMS = {
    "months": [(add_months(FIRST, n), add_months(FIRST, n + 1) - timedelta(days=1)) for n in range(18)],
    "quarters": [(add_months(FIRST, n), add_months(FIRST, n + 3) - timedelta(days=1)) for n in range(0, 18, 3)],
    "half-years": [(add_months(FIRST, n), add_months(FIRST, n + 6) - timedelta(days=1)) for n in range(0, 18, 6)],
    "years": [(date(2018, 1, 1), date(2018, 12, 31)), (date(2019, 1, 1), date(2019, 12, 31))],
    "to the 20th": [(add_months(date(2017, 12, 21), n), add_months(date(2018, 1, 20), n)) for n in range(18)],
    "over the year's end": [(date(2018, 1, 1), date(2018, 10, 31)), (date(2018, 11, 1), date(2019, 2, 28))],
}


@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_a_brief_agrees_with_itself_whatever_the_rhythm_of_its_reporters(own_home: object, rhythm: str) -> None:
    spans = RHYTHMS[rhythm]
    with open_store(load_settings(), a_clock()) as store:
        for number, (start, end) in enumerate(spans):
            told = [
                said(
                    1000 * (number + 2) + place,
                    end,
                    metric="training_sessions",
                    city=city,
                    basis=Basis.DURING,
                    start=start,
                )
                for place, city in enumerate((HARBIN, JIXI))
            ]
            targets = (
                tuple(asked(50_000, city=city, metric="training_sessions") for city in (HARBIN, JIXI))
                if not number
                else ()
            )
            take_in(Access(store), a_handin(*told, targets=targets))
        for scope in (
            Scope("city", PLAN, (HARBIN,)),
            Scope("metric", PLAN, metric="training_sessions"),
            Scope("province", PLAN),
        ):
            material = fetch_material(Access(store), scope, spans[-1][1])
            for lang, length in product(LANGUAGES, LENGTHS):
                brief = compose_brief(material, lang, length)
                assert prove_brief(brief) == (), (scope, lang, length)
        brief = compose_brief(fetch_material(Access(store), Scope("city", PLAN, (HARBIN,)), spans[-1][1]), "en", "full")
        assert span_text(*spans[-1], "en") in " ".join(brief.texts) or rhythm == "over the year's end"
        assert month_text(spans[-1][1], "en")
