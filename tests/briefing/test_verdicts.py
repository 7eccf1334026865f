"""A changed text states no verdict of a place and metric that the original does not state; leaving one out is fine."""

from dataclasses import replace
from itertools import permutations

import pytest

from briefing.brief import OwnFigure
from briefing.composing.revision import prove_revision
from metrics.progress.status import Status
from tests.support.brief_of import FOUR, PROVINCE, SCOPES, brief_of
from wording.sentences import say

SAID = {"zh": "鸡西市高技能人才培训基地{word}。", "en": "Jixi: High-skill training bases {word}."}


def _verdicts(brief: object, old: str, new: str) -> list[str]:
    place = next(place for place, text in enumerate(brief.texts) if old in text)
    wrong = prove_revision(brief, {place: brief.texts[place].replace(old, new, 1)})
    return [one.text for one in wrong if one.slug == "unknown-verdict"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_status_becomes_another_and_any_may_be_left_out(lang: str) -> None:
    words = [say(f"status.{one.value}", lang) for one in Status]
    for one, other in permutations(words, 2):
        brief = replace(brief_of(FOUR, lang), summary=SAID[lang].format(word=one), sections=(), remarks=())
        assert _verdicts(brief, one, other), (one, other)
        assert not _verdicts(brief, one, one)
        assert prove_revision(brief, {1: brief.summary.replace(one, "").strip()}) == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_status_is_put_where_none_stood(lang: str) -> None:
    brief = replace(
        brief_of(FOUR, lang), summary=SAID[lang].format(word="已召开会议" if lang == "zh" else "held a meeting")
    )
    brief = replace(brief, sections=(), remarks=())
    for one in Status:
        word = say(f"status.{one.value}", lang)
        changed = SAID[lang].format(word=word)
        wrong = prove_revision(brief, {1: changed})
        assert [found.slug for found in wrong] == ["unknown-verdict"], word
        own = frozenset(OwnFigure(found.text, found.near) for found in wrong)
        assert prove_revision(brief, {1: changed}, own) == wrong  # never the writer's own


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("zh", "未完成", "完成"),
        ("zh", "未完成", "已完成"),
        ("zh", "已完成", "没有完成"),
        ("zh", "已完成", "尚未完成"),
        ("zh", "逾期未报", "已报"),
        ("zh", "暂未达", "已达"),
        ("zh", "未达标", "已经达标"),
        ("zh", "滞后", "不滞后"),
        ("zh", "达到序时", "未达到序时"),
        ("zh", "未到期", "已到期"),
        ("zh", "逾期未完成", "完成"),
        ("zh", "已完成", "未能按期完成"),
        ("en", "done", "not done"),
        ("en", "completed", "not completed"),
        ("en", "not completed", "completed"),
        ("en", "not met", "met"),
        ("en", "not reached", "reached"),
        ("en", "behind", "not behind"),
        ("en", "not reported", "reported"),
        ("en", "on schedule", "never on schedule"),
    ],
)
def test_a_negation_is_another_verdict(lang: str, one: str, other: str) -> None:
    brief = replace(brief_of(FOUR, lang), summary=SAID[lang].format(word=one), sections=(), remarks=())
    assert _verdicts(brief, one, other) and not _verdicts(brief, one, one)


@pytest.mark.parametrize(
    ("lang", "old", "new"),
    [
        ("zh", "2个滞后（牡丹江、绥化）", "2个略慢（牡丹江、绥化）"),
        ("zh", "2个滞后（牡丹江、绥化）", "2个滞后（牡丹江、伊春）"),
        ("zh", "2个滞后（牡丹江、绥化）", "牡丹江、伊春滞后"),
        ("zh", "4个达到序时", "4个滞后"),
        ("zh", "3个系统均已完成", "各市均已完成"),
        ("zh", "8个未达标（鸡西、鹤岗", "8个未达标（哈尔滨、鹤岗"),
        ("zh", "后3位为绥化", "前3位为绥化"),
        ("zh", "环比下降6.7%", "环比增长"),
        ("zh", "环比下降6.7%", "同比下降"),
        ("zh", "均已报送", "均未报"),
        ("zh", "基数未核实", "基数已核实"),
        ("en", "2 behind (Mudanjiang, Suihua)", "2 just behind (Mudanjiang, Suihua)"),
        ("en", "2 behind (Mudanjiang, Suihua)", "2 behind (Mudanjiang, Yichun)"),
        ("en", "4 on schedule", "4 behind"),
        ("en", "down 6.7% on the period before", "up on the period before"),
        ("en", "1.1 percentage points behind schedule", "ahead of schedule"),
        ("en", "have reported for the period", "have not reported for the period"),
        ("en", "last 3: Suihua", "first 3: Suihua"),
    ],
)
def test_a_verdict_stays_with_its_places_and_their_number(lang: str, old: str, new: str) -> None:
    assert _verdicts(brief_of(PROVINCE, lang), old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("齐齐哈尔市高技能人才培训基地达到11个", "齐齐哈尔市高技能人才培训基地未到节点，达到11个"),
        ("鸡西市技能大师工作室达到4个", "鸡西市技能大师工作室未到节点，达到4个"),
        ("鸡西高技能人才培训基地已完成2个，计划4个，未到节点", "鸡西高技能人才培训基地已完成"),
        ("与序时进度持平", "滞后"),
        ("按以往任何月度进度均无法按期完成", "按以往月度进度可按期完成"),
    ],
)
def test_a_verdict_moves_to_no_other_city_or_metric(old: str, new: str) -> None:
    assert _verdicts(brief_of(FOUR), old, new)


@pytest.mark.parametrize(
    ("lang", "old", "new"),
    [
        ("zh", "2个滞后（牡丹江、绥化），", ""),
        ("zh", "，未到期", ""),
        ("zh", "3个系统均已完成", "各系统均已完成"),
        ("zh", "16家填报单位均已报送", "16家单位均已报送"),
        ("zh", "均已报送", "均按要求报送"),
        ("zh", "环比下降6.7%", "环比下降"),
        ("zh", "距目标任务尚差16个", "距目标任务尚差16个，要确保年底前全部完成，防止逾期"),
        ("zh", "截至2020年8月底，", "各地高度重视，不断提高培训质量，加快推进，主要指标稳步推进，截至2020年8月底，"),
        ("en", "all 3 systems are done", "all systems are done"),
        ("en", "1.1 percentage points behind schedule", "behind schedule"),
        ("en", "have reported for the period", "handed their figures in"),
        ("en", "84.0% of target,", "84.0% of target after work at the provincial level, offices met with firms,"),
    ],
)
def test_words_that_are_no_new_verdict_may_change(lang: str, old: str, new: str) -> None:
    brief = brief_of(PROVINCE, lang)
    place = next(place for place, text in enumerate(brief.texts) if old in text)
    assert prove_revision(brief, {place: brief.texts[place].replace(old, new, 1)}) == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_text_of_a_brief_states_its_own_verdicts(lang: str) -> None:
    for scope in SCOPES:
        brief = brief_of(scope, lang)
        assert prove_revision(brief, dict(enumerate(brief.texts))) == ()


def test_what_to_do_about_a_verdict_is_said_in_both_languages() -> None:
    (wrong,) = prove_revision(brief_of(PROVINCE), {1: f"{brief_of(PROVINCE).summary}全省已完成。"})
    assert "已完成" in wrong.sentence("zh") and "恢复" in wrong.sentence("zh") and "Restore" in wrong.sentence("en")


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("zh", "如期实现目标"),
        ("zh", "超额完成"),
        ("zh", "进展顺利"),
        ("zh", "完成情况良好"),
        ("zh", "名列前茅"),
        ("zh", "进度领先"),
        ("zh", "排名靠后"),
        ("zh", "推进缓慢"),
        ("zh", "严重滞后"),
        ("zh", "超序时"),
        ("en", "going well"),
        ("en", "at the top"),
        ("en", "severely behind"),
    ],
)
def test_praise_and_blame_are_verdicts_too(lang: str, word: str) -> None:
    behind = say("status.behind", lang)
    brief = replace(brief_of(FOUR, lang), summary=SAID[lang].format(word=behind), sections=(), remarks=())
    assert _verdicts(brief, behind, word)
    assert not _verdicts(brief, behind, behind)
