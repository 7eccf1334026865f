"""One function hides ID numbers in every text, and leaves amounts, days and codes as they are."""

import calendar
import hashlib
import io
import logging
import random
import re
import uuid
from datetime import date, timedelta

import pyarrow as pa
import pytest
import xlsxwriter
from hypothesis import example, given, strategies

from data.personal.hidden_columns import hide_texts
from data.reference.places import load_districts
from intake.read import read_file
from metrics.definitions.catalogue import load_catalogue
from tests.support.numbers_of import GOOD, NUMBERS, SHORT, WRITTEN, spaced
from tests.support.roster_of import with_check
from wording.personal import guard_log, hide_in, hide_numbers, holds_number, mask
from wording.sentences import say

WORDS = strategies.text(strategies.characters(exclude_categories=("Cs", "Nd", "No", "Nl")), max_size=12)


def bare(text: str) -> str:
    """Return the digits of a text, and X, in the plainest form."""
    return "".join(str(int(sign)) if sign.isdecimal() else "X" for sign in text if sign.isdecimal() or sign in "XxＸｘ")


@given(WORDS, WRITTEN, WORDS)
@example("", GOOD, "")
@example("身份证", SHORT, "，女")
@example("", SHORT, "○")
@example("○", SHORT, "")
@example("", SHORT.translate(str.maketrans("0123456789", "０１２３４５６７８９")), "○")
def test_a_number_is_hidden_however_it_is_written_and_whatever_stands_around_it(
    before: str, number: str, after: str
) -> None:
    hidden = hide_numbers(f"{before}{number}{after}")
    assert number not in hidden and bare(number)[2:-1] not in bare(hidden)
    assert not holds_number(hidden)


@given(WRITTEN, WRITTEN, strategies.sampled_from(("、", " ", "\n", "，", "/", "；", "→")))
def test_two_numbers_beside_each_other_are_both_hidden(one: str, other: str, between: str) -> None:
    hidden = hide_numbers(f"{one}{between}{other}")
    assert bare(one)[2:-1] not in bare(hidden) and bare(other)[2:-1] not in bare(hidden)


@pytest.mark.parametrize(
    "text",
    [
        f"1.{GOOD}",
        f"20190630{GOOD}",
        f"1{GOOD}",
        f"{GOOD}.xlsx",
        f"名单_{GOOD}_2019",
        f"ID{GOOD}x",
        f'{{"raw": "{GOOD}"}}',
        f"{GOOD[:-1]}0",
        GOOD[:-1],
        f"{GOOD}0",
        "2.30602198112128E+17",
        "2.30602811212814e14",
        GOOD[:10] + "\r\n" + GOOD[10:],
        "２３０６０２ 19811212-8143",
        spaced(GOOD, " " * 4),
        spaced(GOOD, "　" * 7),
    ],
)
def test_a_number_beside_other_digits_cut_mistyped_or_in_powers_of_ten_is_hidden(text: str) -> None:
    assert (
        holds_number(text) and "19811212" not in bare(hide_numbers(text)) and "8112128" not in bare(hide_numbers(text))
    )


@pytest.mark.parametrize(
    "text",
    [
        "2019年1月—2019年12月",
        "2019-01-01 至 2019-12-31",
        "36.110000000000",
        "1,234,567",
        "2019.06.30—2019.07.01",
        "6,632 人次 / 36 万人次",
        "1,540,540.54",
        "66.111111111111111",
        "0.416666666666667",
        "2.5E+17",
        "LJ20190630-001",
        "黑人社发〔2019〕12号",
        "91230100MA1234567X",
        "12230100414000123X",
        "6222021234567890123",
        "13912345678、13812345678",
        "230102 230103 230104 230108",
        "1月 12 2月 130 3月 450 合计 592",
        "2023-01-01T10:00:00.123456+08:00",
    ],
)
def test_days_amounts_codes_and_accounts_are_left_as_they_are(text: str) -> None:
    assert hide_numbers(text) == text


def test_names_of_files_and_rows_are_left_as_they_are() -> None:
    chance = random.Random(3)
    for number in range(20_000):
        for code in (hashlib.sha256(str(number).encode()).hexdigest(), uuid.UUID(int=chance.getrandbits(128)).hex):
            assert hide_numbers(code) == code
            assert hide_numbers(f"原始文件 {code}。") == f"原始文件 {code}。"


def test_of_a_million_amounts_none_is_taken_for_a_number() -> None:
    chance = random.Random(5)
    for _ in range(100_000):
        for text in (
            repr(chance.random()),
            repr(chance.random() * 100),
            f"{chance.randrange(10**9):,}",
            str(chance.randrange(10**11)),
        ):
            assert hide_numbers(text) == text


def test_a_mask_leaves_a_million_numbers_to_choose_from() -> None:
    """Counted for every province with the district codes that we have, and for one that has a single code."""
    days = sum(366 if calendar.isleap(year) else 365 for year in range(1945, 2009))
    assert days == (date(2009, 1, 1) - date(1945, 1, 1)) // timedelta(1)
    districts = {one.code for one in load_districts("230000")}
    assert len(districts) > 100
    shown = mask(GOOD)
    assert shown == "23***************3" and mask(SHORT) == "23************4"
    # Of every eleven sequences of the other digits one has the check digit that the mask shows.
    chance, fitting, tried = random.Random(7), 0, 20_000
    for _ in range(tried):
        born = date(1945, 1, 1) + timedelta(chance.randrange(days))
        number = with_check(f"{chance.choice(sorted(districts))}{born:%Y%m%d}{chance.randrange(1000):03d}")
        fitting += mask(number) == shown
    left = fitting / tried * len(districts) * days * 1000
    assert left > 100_000_000 and left / len(districts) > 1_000_000
    assert len(districts) * (days * 55 // 64) * 100 > 1_000_000  # of 15 digits: born before 2000, the last one known


def test_every_sentence_hides_the_numbers_among_its_facts() -> None:
    assert GOOD not in say("store.unknown-submission", id=GOOD)
    assert hide_in({"a": [GOOD, (GOOD, 3)], "b": None}) == {"a": [mask(GOOD), (mask(GOOD), 3)], "b": None}


def test_nothing_that_is_logged_holds_a_number(caplog: pytest.LogCaptureFixture) -> None:
    guard_log()
    target = io.StringIO()
    handler = logging.StreamHandler(target)
    log = logging.getLogger("a test")
    log.addHandler(handler)
    try:
        log.warning("file %s of %s", f"{GOOD}.xlsx", ValueError(spaced(GOOD)))
        log.warning("%(name)s", {"name": GOOD})
        log.warning(GOOD)
        try:
            raise ValueError(f"no city {GOOD}")
        except ValueError:
            log.exception("page")
    finally:
        log.removeHandler(handler)
    said = target.getvalue() + caplog.text
    assert "19811212" not in said and said.count("23***************3") == 10


def test_columns_of_a_million_texts_are_hidden_once_a_text() -> None:
    column = pa.chunked_array([pa.array(["电工", GOOD, None, spaced(GOOD)]), pa.array(["x"])])
    assert hide_texts(column).to_pylist() == ["电工", mask(GOOD), None, mask(GOOD), "x"]
    coded = pa.array(["电工", GOOD, GOOD]).dictionary_encode()
    assert hide_texts(coded).to_pylist() == ["电工", mask(GOOD), mask(GOOD)]
    clean = pa.chunked_array([pa.array(["电工"] * 5)])
    assert hide_texts(clean) is clean


def test_id_numbers_outside_a_roster_are_masked_wherever_they_are_told() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet(f"情况{GOOD}")
    sheet.write_row(0, 0, (f"填报人 {GOOD}",))
    sheet.write_row(1, 0, ("市（地）", f"编号{spaced(GOOD)}", "2019年6月培训人次"))
    sheet.write_row(2, 0, ("大庆市", GOOD, 12))
    sheet.write_row(3, 0, ("鸡西市", 230602198112128143, "230602 19720616 8893"))
    sheet.write_row(4, 0, (GOOD, 230602811212814, 230602811212814))
    book.close()
    reading = read_file(target.getvalue(), f"{GOOD}.xlsx", load_catalogue(), plan="98113")
    told = repr(reading)
    assert reading.observations and not re.search("19811212|19720616|811212", told)
    assert all(one.value < 10**9 for one in reading.observations)


SEPARATORS = (
    *":;：；（）()[]+#*·.,，、/\\_-—~| 　\n",
    "\r\n",
    "\u200b",
    "\u2060",
    "\ufe0f\u20e3",
    " ; ",
    "） （",
    "：\n",
)
DIGIT_FORMS = (
    "0123456789",
    "０１２３４５６７８９",
    "〇一二三四五六七八九",
    "零壹贰叁肆伍陆柒捌玖",
    "○一二三四五六七八九",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "٠١٢٣٤٥٦٧٨٩",
)


@given(
    NUMBERS,
    strategies.lists(strategies.sampled_from(SEPARATORS), min_size=1, max_size=3),
    strategies.sampled_from(DIGIT_FORMS),
)
@example("230102200001010006", [":", ".", "\u200b"], DIGIT_FORMS[0])
@example("230102200001010006", ["\u2060", ".", ";"], DIGIT_FORMS[1])
def test_a_number_is_hidden_in_whatever_digits_and_with_whatever_between_them(
    number: str, between: list[str], digits: str
) -> None:
    signs = number.translate(str.maketrans("0123456789", digits))
    every = "".join(sign + between[at % len(between)] for at, sign in enumerate(signs[:-1])) + signs[-1]
    grouped = signs[:6] + between[0] + signs[6:14] + between[-1] + signs[14:]
    for text in (signs, every, grouped, f"身份证号 {every} 女"):
        hidden = hide_numbers(text)
        assert mask(number) in hidden and hide_numbers(hidden) == hidden
        assert hide_texts(pa.array([text])).to_pylist() == [hidden]


@pytest.mark.parametrize("between", SEPARATORS)
def test_a_number_of_15_is_hidden_where_it_is_parted_as_people_part_it(between: str) -> None:
    for text in (between.join(SHORT), f"{SHORT[:6]}{between}{SHORT[6:12]}{between}{SHORT[12:]}"):
        assert mask(SHORT) in hide_numbers(text), text


@pytest.mark.parametrize(
    "text", [f"1.{SHORT} 张三", f"名单\n12.{SHORT}，女", f"1. {SHORT}", f"（1）{SHORT}", f"①{SHORT[:0]} {SHORT}"]
)
def test_a_number_of_15_behind_an_enumeration_is_hidden_and_a_fraction_is_not(text: str) -> None:
    assert mask(SHORT) in hide_numbers(text)
    assert hide_numbers(f"1.{SHORT}") == f"1.{SHORT}" and hide_numbers(f"12.{SHORT}%") == f"12.{SHORT}%"


def test_a_number_within_a_digest_is_hidden() -> None:
    for length in (32, 64):
        text = "a1b" + GOOD + "f" * (length - 3 - len(GOOD))
        assert hide_numbers(text) == text.replace(GOOD, mask(GOOD))


def test_lists_of_figures_are_left_as_they_are() -> None:
    """Of so many, chance makes a few look like a number; their form tells nearly all of them apart."""
    chance, changed = random.Random(2), 0
    for _ in range(10_000):
        between, size = (
            chance.choice((", ", "、", " ", "; ", "；", "\t", "\n", "|", "/", "*", "+", "#")),
            10 ** chance.randrange(1, 7),
        )
        figures = (chance.choice((f"{chance.randrange(size)}", f"{chance.random() * size:.1f}")) for _ in range(30))
        text = between.join(figures)
        changed += hide_numbers(text) != text
    assert changed <= 3
