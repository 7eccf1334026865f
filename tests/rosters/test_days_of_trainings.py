"""The days of a training in every common writing; what is not understood to its last digit is no day."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from intake.rosters.rows import BAD_DAY
from intake.rosters.values import parse_day, read_days
from intake.words.day_spans import find_days

JUNE = (date(2019, 6, 1), date(2019, 6, 20))


@pytest.mark.parametrize(
    "text",
    [
        "2019年6月1日至2019年6月20日",
        "2019年6月1日—6月20日",
        "2019年6月1日至20日",
        "2019年6月1-20日",
        "2019年6.1-6.20",
        "2019.6.1-2019.6.20",
        "2019.6.1—6.20",
        "2019.06.01－2019.06.20",
        "2019.6.1-20",
        "2019/6/1~2019/6/20",
        "2019/6/1-6/20",
        "2019-06-01 至 2019-06-20",
        "2019-06-01--06-20",
        "20190601-20190620",
        "19.6.1-6.20",
        "自2019年6月1日起至6月20日止",
        "2019年6月1日开班，6月20日结业",
        "2019年6月1日（周六）至6月20日（周四），共20天",
        "第3期：2019年6月1日—2019年6月20日（60课时）",
        "2019年6月1日8:30至6月20日17:00",
        "二〇一九年六月一日至六月二十日",
        "２０１９年６月１日～６月２０日",
        "2019. 6. 1 - 2019. 6. 20",
    ],
)
def test_a_span_is_read_to_its_last_day_however_it_is_written(text: str) -> None:
    found = find_days(text)
    assert found is not None and (found.first, found.last, found.is_span) == (*JUNE, True)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018年12月25日至1月10日", date(2018, 12, 25), date(2019, 1, 10)),
        ("2019年6月", date(2019, 6, 1), date(2019, 6, 30)),
        ("2019年6-7月", date(2019, 6, 1), date(2019, 7, 31)),
        ("2019.6-7", date(2019, 6, 1), date(2019, 7, 31)),
        ("2019年6月至2019年8月", date(2019, 6, 1), date(2019, 8, 31)),
        ("2019年6月1日、2日", date(2019, 6, 1), date(2019, 6, 2)),
        ("2019.6.1-6.10，2019.7.1-7.20", date(2019, 6, 1), date(2019, 7, 20)),
        ("2019年6月20日", date(2019, 6, 20), date(2019, 6, 20)),
    ],
)
def test_what_a_span_leaves_out_follows_from_its_beginning(text: str, first: date, last: date) -> None:
    found = find_days(text)
    assert found is not None and (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "2019年13月1日",
        "2019年6月31日",
        "2019年6月20日至1日",
        "2019.6.20-6.1",
        "2019年6月上旬",
        "6月1日—6月20日",
        "2019年6月1日 13912345678",
        "20天",
        "每周二、四",
        "1919年6月1日",
        "2019年6月1日" + "至" * 200,
    ],
)
def test_what_is_not_understood_to_its_last_digit_is_no_day(text: str) -> None:
    assert find_days(text) is None


@pytest.mark.parametrize("text", ["6月1日—6月20日", "6.1-6.20", "6月1日至20日", "6月1-20日"])
def test_a_day_without_a_year_takes_the_one_named_around_it(text: str) -> None:
    found = find_days(text, 2019)
    assert found is not None and (found.first, found.last) == JUNE


@pytest.mark.parametrize(
    "text",
    ["2019年6月1日起", "2019年6月1日起20天", "2019年6月1日至今", "2019年6月1日（20天）", "2019年6月1日 共60课时"],
)
def test_a_beginning_alone_says_no_last_day_of_a_span(text: str) -> None:
    assert parse_day(text, last=True, spans=True) == BAD_DAY
    assert parse_day(text, last=False, spans=True) == np.datetime64("2019-06-01").astype(int)


def test_a_last_day_keeps_the_length_that_is_written_beside_it() -> None:
    assert parse_day("2019年6月20日（共60课时）", last=True) == np.datetime64("2019-06-20").astype(int)


def test_a_million_rows_of_few_texts_are_understood_once_each() -> None:
    days = read_days(pa.array(["2019.6.1—6.20", None, "以后补"]), last=True, spans=True)
    assert days.tolist() == [np.datetime64("2019-06-20").astype(int), np.iinfo(np.int32).min, BAD_DAY]
