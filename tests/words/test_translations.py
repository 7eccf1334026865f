"""A name that is repeated in English is the name alone."""

import pytest

from intake.words.characters import compact, drop_translation


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("哈尔滨市 Harbin", "哈尔滨市"),
        ("大庆市(Daqing)", "大庆市"),
        ("齐齐哈尔市/Qiqihar", "齐齐哈尔市"),
        ("City\n市（地）", "市(地)"),
        ("Da Hinggan Ling 大兴安岭地区", "大兴安岭地区"),
    ],
)
def test_what_repeats_a_chinese_name_in_english_is_dropped(text: str, bare: str) -> None:
    assert drop_translation(compact(text)) == bare


@pytest.mark.parametrize("text", ["Harbin", "98113 plan", "A市", "B类企业", "2019Q2"])
def test_what_repeats_no_chinese_name_stays(text: str) -> None:
    assert drop_translation(compact(text)) == compact(text)
