"""A wrong figure never passes as the product's own: what the writer adds is marked, roundings pass when true."""

from dataclasses import replace
from fractions import Fraction

import pytest

from briefing.brief import Brief, OwnFigure, Scope
from briefing.composing.revision import prove_revision, revise
from briefing.formats import pdf
from briefing.formats.docx import notice as docx
from briefing.proving.proof import prove, prove_brief
from briefing.proving.reading_back import find_figures
from briefing.proving.roundings import is_true
from tests.support.brief_of import PLAN, PROVINCE, brief_of

ADDED = (
    "召开推进会3次",
    "投入1.2亿元",
    "投入１．２亿元",
    "比上年增长12.3%",
    "下降约两成",
    "召开推进会三次",
    "新增三百万人次",
    "完成三分之二",
    "完成过半",
    "6月15日召开会议",
    "2021年第一季度",
    "上半年",
    "二〇二一年",
    "超过305万人次",
    "近3千万元",
    "组织叁佰人",
    "完成𝟓𝟓个",
    "新建12—15个",
    "达到305万余人次",
    "第３位",
)


def _own(found: object) -> frozenset[OwnFigure]:
    return frozenset(OwnFigure(one.text, one.near) for one in found)


@pytest.mark.parametrize("words", ADDED)
def test_a_number_of_the_writers_own_passes_only_when_marked(words: str) -> None:
    brief = brief_of()
    changes = {1: f"{brief.summary}{words}。"}
    wrong = prove_revision(brief, changes)
    assert wrong
    own = _own(wrong)
    revised = revise(brief, changes, own)
    assert prove_revision(brief, changes, own) == () and prove_brief(revised) == ()
    assert revised.own and {one.cell for one in revised.sources if one.file == "撰稿人自填"} == {
        one.text for one in wrong
    }


@pytest.mark.parametrize("form", [docx, pdf])
def test_a_file_lists_the_writers_own_numbers_with_its_sources_or_in_a_remark(form: object) -> None:
    brief = replace(brief_of(Scope("city", PLAN, ("230600",))), annexes=("tables", "sources"))
    changes = {1: f"{brief.summary}召开推进会3次，投入1.2亿元。"}
    own = _own(prove_revision(brief, changes))
    for one in (brief, replace(brief, annexes=())):
        revised = revise(one, changes, own)
        text = "".join(form.text_of(form.render(revised)).split())
        assert prove(form.text_of(form.render(revised)), revised) == ()
        assert "撰稿人自填" in text and text.count("3次") == 2 and text.count("1.2亿元") == 2


def test_a_mark_holds_for_its_own_clause_and_number_only() -> None:
    brief = brief_of()
    own = _own(prove_revision(brief, {1: f"{brief.summary}召开推进会3次，投入1.2亿元。"}))
    left = prove_revision(brief, {1: f"{brief.summary}召开推进会4次，投入1.2亿元。"}, own)
    assert [one.text for one in left] == ["4次"]
    assert [one.text for one in prove_revision(brief, {1: f"{brief.summary}召开座谈会3次。"}, own)] == ["3次"]


def _sessions(brief: Brief) -> tuple[str, Fraction]:
    quoted = next(one for one in brief.figures if one.metric == "training_sessions" and one.what == "actual")
    assert quoted.text in brief.summary
    return quoted.text, quoted.value


@pytest.mark.parametrize(
    ("words", "true"),
    [
        ("超过263万人次", True),
        ("逾260万人次", True),
        ("约263万人次", True),
        ("近264万人次", True),
        ("260多万人次", True),
        ("２６０余万人次", True),
        ("二百六十多万人次", True),
        ("不足270万人次", True),
        ("263万人次左右", True),
        ("超过264万人次", False),
        ("近263万人次", False),
        ("约264万人次", False),
        ("约260人次", False),
        ("近300万人次", False),
        ("超过200万人次", False),
        ("263万人次", False),
        ("不足263万人次", False),
        ("约300万人次", False),
        ("超过2.7亿人次", False),
    ],
)
def test_a_rounding_passes_only_when_it_is_true(words: str, true: bool) -> None:
    brief = brief_of()
    text, value = _sessions(brief)
    assert value == 2_632_776
    changes = {1: brief.summary.replace(text, words)}
    assert (prove_revision(brief, changes) == ()) is true
    if true:
        revised = revise(brief, changes)
        assert prove_brief(revised) == () and revised.own == ()


@pytest.mark.parametrize(
    ("words", "value", "true"),
    [
        ("more than 3 million sessions", 3_051_200, True),
        ("nearly 3.1 million sessions", 3_051_200, True),
        ("about 3,050,000 sessions", 3_051_200, True),
        ("more than 3.1 million sessions", 3_051_200, False),
        ("nearly 3 million sessions", 3_051_200, False),
        ("over three million sessions", 3_051_200, True),
        ("超过310万人次", 3_050_000, False),
        ("超过305万人次", 3_050_000, False),
        ("超过305万人次", 3_051_200, True),
        ("近八成", Fraction(791, 10), True),
        ("八成以上", Fraction(791, 10), False),
        ("下降约6.7%", Fraction(-672, 100), True),
        ("增长约6.7%", Fraction(-672, 100), False),
    ],
)
def test_what_stands_beside_a_number_is_held_against_the_exact_value(words: str, value: int, true: bool) -> None:
    (found,) = find_figures(words)
    assert is_true(found, Fraction(value)) is true


def test_a_figure_of_another_metric_or_place_is_not_the_products_own() -> None:
    brief = brief_of()
    bases, studios = (
        next(
            one.text for one in brief.figures if one.metric == metric and one.what == "actual" and one.city == "230000"
        )
        for metric in ("training_bases", "master_studios")
    )
    assert bases != studios
    for words in (f"工作室已建成{bases}", f"高技能人才培训基地另有{studios}", f"哈尔滨市大师工作室{studios}"):
        wrong = prove_revision(brief, {1: f"{brief.summary}{words}。"})
        assert {one.slug for one in wrong} == {"moved-figure"}, words


def test_a_day_may_be_told_shorter_but_never_become_another() -> None:
    brief = brief_of()
    for words, fine in (
        ("截至8月底", True),
        ("截至2020年8月", True),
        ("截至2020年8月31日", True),
        ("截至2020年12月底", False),
        ("2020年1—8月", False),
    ):
        changes = {1: brief.summary.replace("截至2020年8月底", words)}
        assert (prove_revision(brief, changes) == ()) is fine, words


def test_a_bound_never_becomes_a_figure() -> None:
    brief = brief_of()
    told = replace(brief, summary=f"{brief.summary}另有培训至少39人次。", figures=())
    for words, fine in (("至少39人次", True), ("39人次", False), ("近40人次", False), ("超过36人次", True)):
        changes = {1: told.summary.replace("至少39人次", words)}
        assert (prove_revision(told, changes) == ()) is fine, words


@pytest.mark.parametrize(
    "words",
    ["根据黑人社发〔2019〕15号和《关于做好2021年工作的通知》", "“十四五”以来", "一线职工、两后生", "省级一类竞赛"],
)
def test_names_are_no_numbers_of_anyone(words: str) -> None:
    brief = brief_of(PROVINCE)
    assert prove_revision(brief, {1: f"{words}，{brief.summary}"}) == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_limits_a_figure_at_a_distance_is_never_lost_or_turned_round(lang: str) -> None:
    words = {
        "zh": (
            "全省高技能人才培训基地暂计97个，距目标任务至多尚差35个。",
            (("暂计", ""), ("至多", ""), ("至多尚差", "尚差至少")),
        ),
        "en": (
            "Bases stand at 97 so far; at most 35 short of the target.",
            ((" so far", ""), ("at most ", ""), ("at most", "at least")),
        ),
    }
    text, changes = words[lang]
    brief = replace(brief_of(lang=lang), summary=text)
    assert prove_revision(brief, {1: text}) == ()
    for old, new in changes:
        assert old in text and prove_revision(brief, {1: text.replace(old, new)})
