"""Phrases are found in a text as if each of them had been tried, the longest first."""

import pytest

from intake.words.phrases import Phrases
from intake.words.vocabulary import Vocabulary
from metrics.definitions.catalogue import load_catalogue

KNOWN = Phrases(
    {"数": ("filler", ""), "总数": ("basis", "standing"), "培训": ("metric", "a"), "培训人次": ("metric", "b")}
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("培训人次总数", ["培训人次", "总数", "培训", "数"]),
        ("数", ["数"]),
        ("", []),
        ("满意", []),
        ("数培训", ["培训", "数"]),
    ],
)
def test_all_phrases_of_a_text_are_found_the_longest_first(text: str, found: list[str]) -> None:
    assert [phrase for phrase, _, _ in KNOWN.inside(text)] == found


@pytest.mark.parametrize("text", ["截至2019年6月底高技能人才培训基地累计建成数", "其中企业职工培训人次完成率", "无"])
def test_nothing_is_found_more_or_less_than_by_trying_each(text: str) -> None:
    phrases = Vocabulary(load_catalogue().plan("98113"))._phrases
    assert phrases.inside(text) == [one for one in phrases if one[0] in text]
