"""Which labels name a total over places, and how many places they count."""

import pytest

from intake.words.vocabulary import Vocabulary
from metrics.definitions.catalogue import load_catalogue

VOCABULARY = Vocabulary(load_catalogue().plan("98113"))


@pytest.mark.parametrize(
    "text",
    ["全省合计（2市）", "总数", "全省（合计）", "合计(13个市地)", "全部", "市地合计", "各市（地）合计", "13个市地合计",
     "十三市合计", "全省总数", "黑龙江省合计", "合计（不含农垦）", "总 计", "各地市汇总", "整体", "全省合计数",
     "合计（全省）"],
)  # fmt: skip
def test_a_word_of_adding_up_and_of_all_places_names_a_total(text: str) -> None:
    assert VOCABULARY.is_total(text)


@pytest.mark.parametrize(
    "text", ["哈尔滨市合计", "合计人数", "企业职工合计", "市直", "培训总数", "十三", "各市", "地区"]
)
def test_a_place_a_group_or_a_metric_added_up_is_no_total_over_places(text: str) -> None:
    assert not VOCABULARY.is_total(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("全省合计（2市）", 2),
        ("13个市地合计", 13),
        ("十三市合计", 13),
        ("二十一家合计", 21),
        ("合计(13个市地、3个系统)", 16),
        ("合计", None),
    ],
)
def test_a_total_may_say_how_many_places_it_adds_up(text: str, count: int | None) -> None:
    assert VOCABULARY.places_in_total(text) == count
