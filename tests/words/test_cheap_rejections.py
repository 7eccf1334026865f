"""What is rejected cheaply is what the long search would not have found either."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.read import read_file
from intake.words.period_writings import WRITINGS, writings_for
from intake.words.phrases import Phrases
from intake.words.unread import _KEEPER, _KEEPS, harmless_words
from intake.words.vocabulary import Vocabulary
from metrics.definitions.catalogue import load_catalogue

VOCABULARY = Vocabulary(load_catalogue().plans[0])
PIECES = st.sampled_from(
    [
        *"0123456789一二三十年月日号季旬半上中下前头本当至到-~./、和底末止起来今始自从截更统报度份个第QqAé ",
        "2019",
        "2020年",
        "JAN",
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
WORDS = st.lists(st.text("培训人次数基地", min_size=1, max_size=4), min_size=1, max_size=12, unique=True)


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_a_pattern_of_periods_that_is_not_tried_would_not_have_matched(text: str) -> None:
    tried = {pattern for _, pattern in writings_for(text)}
    assert not [pattern.pattern for _, _, pattern in WRITINGS if pattern not in tried and pattern.search(text)]


@settings(max_examples=300, deadline=None)
@given(WORDS, st.text("培训人次数基地、", max_size=16))
def test_phrases_are_taken_from_left_to_right_as_an_expression_of_them_all_would(words: list[str], text: str) -> None:
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=lambda word: -len(word)))))
    assert Phrases(dict.fromkeys(words, ("", ""))).blank_out(text, "·") == pattern.sub("·", text)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*harmless_words(), "局", "人社", "、", "公司", "中心", "长"]), max_size=5).map("".join)
)
def test_a_text_without_the_end_of_a_keeper_s_name_names_none(text: str) -> None:
    assert _KEEPS.search(text) or not _KEEPER.search(text)


def test_a_city_is_found_wherever_its_name_stands() -> None:
    for city in VOCABULARY.cities.values():
        if city.name.endswith("市"):
            assert VOCABULARY.find_cities(f"甲乙{city.name}丙丁") == (city.code,)
    assert VOCABULARY.find_cities("天地玄黄") == ()


def test_a_sheet_of_words_alone_is_not_understood_and_says_that_it_holds_no_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("no table is looked for")

    monkeypatch.setattr("intake.statements.sheet_reading.find_tables", never)
    found = read_file("市,说明\n大庆,正在筹建\n,项目2个\n".encode(), "说明.csv", load_catalogue())
    assert found.counts.numeric == 0
    assert "no-table" in {one.slug for one in found.findings}
    with pytest.raises(AssertionError, match="no table is looked for"):
        read_file("市,培训基地\n大庆,12（其中国家级3）\n".encode(), "表.csv", load_catalogue())
