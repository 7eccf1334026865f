"""Figures are read back out of a text as a reader would, and held against the data."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from briefing.brief import Scope
from briefing.composing.revision import prove_revision, revise
from briefing.proving.proof import Unproved, Unproven, prove, prove_brief, require_proved
from briefing.proving.reading_back import find_figures
from tests.support.brief_of import HARBIN, PLAN, PROVINCE, brief_of
from ui.brief.paper import advice


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("36.11万人次", 361_100, "人次"),
        ("61个", 61, "个"),
        ("48.1%", Fraction(481, 10), "%"),
        ("４８．１％", Fraction(481, 10), "%"),
        ("高3.2个百分点", Fraction(32, 10), "points"),
        ("低3.2个百分点", Fraction(-32, 10), "points"),
        ("下降6.7%", Fraction(-67, 10), "%"),
        ("−12000人次", -12_000, "人次"),
        ("1.2亿人次", 120_000_000, "人次"),
        ("16家", 16, "家"),
        ("至少39个", 39, "个"),
        ("－ 12 个", 12, "个"),
        ("六十一个", 61, "个"),
        ("百分之四十八点一", Fraction(481, 10), "%"),
        ("三百万人次", 3_000_000, "人次"),
        ("2019年6月30日", 20190630, "day"),
        ("2019年6月底", 201906, "month-end"),
        ("2019年6月", 201906, "month"),
        ("8月", 8, "bare-month"),
        ("361,100 sessions", 361_100, "人次"),
        ("3.2 percentage points behind", Fraction(-32, 10), "points"),
        ("+23.1 pp", Fraction(231, 10), "points"),
        ("30 June 2019", 20190630, "day"),
        ("down 6.7%", Fraction(-67, 10), "%"),
    ],
)
def test_a_figure_is_read_back(text: str, value: Fraction, unit: str) -> None:
    (found,) = find_figures(text)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize("text", ["一线职工", "二等功", "省级一类竞赛", "“98113”计划推进情况", "两后生"])
def test_a_word_is_no_figure(text: str) -> None:
    assert find_figures(text, ("“98113”计划",)) == ()


CHANGES = {
    "another number": ("84个", "85个", "unknown-figure"),
    "another direction": ("低4.0个百分点", "高4.0个百分点", "unknown-figure"),
    "other digits": ("84.0%", "84%", "unknown-figure"),
    "in Chinese numerals": ("84个", "八十五个", "unknown-figure"),
    "another day": ("2020年8月底", "2020年9月底", "unknown-figure"),
    "figures of two metrics exchanged": ("84.0%，较", "89.0%，较", "moved-figure"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_figure_is_refused(name: str) -> None:
    old, new, slug = CHANGES[name]
    brief = brief_of()
    assert old in brief.summary
    wrong = prove_revision(brief, {1: brief.summary.replace(old, new)})
    assert [one.slug for one in wrong] == [slug]
    for lang in ("zh", "en"):
        assert "\n" not in Unproved(wrong).sentence(lang)


def test_figures_of_two_cities_exchanged_are_refused() -> None:
    brief = brief_of()
    told = re.compile(r"([\u4e00-\u9fff]{2,3})（低\d")
    place = next(place for place, text in enumerate(brief.texts) if told.search(text))
    name = told.search(brief.texts[place])[1]
    other = next(one for one in ("绥化", "黑河", "伊春", "鹤岗") if one not in brief.texts[place])
    text = brief.texts[place].replace(f"{name}（低", f"{other}（低", 1)
    assert "moved-figure" in [one.slug for one in prove_revision(brief, {place: text})]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("达到8个", "达到9个"),  # the target of the same metric is 9
        ("达到8个，完成目标任务（9个）", "达到9个，完成目标任务（8个）"),
        ("按序时应达到8个", "按序时应达到9个"),
    ],
)
def test_a_figure_that_becomes_another_of_the_same_text_is_refused(old: str, new: str) -> None:
    brief = brief_of(Scope("city", PLAN, ("230600",)))
    for place, text in enumerate(brief.texts):
        if old in text:
            wrong = prove_revision(brief, {place: text.replace(old, new)})
            assert [one.slug for one in wrong] == ["moved-figure"], (text, wrong)


def test_paragraphs_may_be_joined() -> None:
    brief = brief_of(Scope("city", PLAN, ("230600",)), "zh", "page")
    changes = {2: brief.texts[2] + brief.texts[3], 3: ""}
    assert prove_revision(brief, changes) == () and prove_brief(revise(brief, changes)) == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "经汇总核实，" + text,
        lambda text: text.replace("84个", "八十四个"),
        lambda text: text.replace("截至2020年8月底", "到8月底"),
        lambda text: text.replace("完成率84.0%，", ""),
        lambda text: "各地扎实推进，高技能人才培训基地完成率84.0%。",
    ],
)
def test_changed_words_are_fine(change: object) -> None:
    brief = brief_of()
    changes = {1: change(brief.summary)}
    revised = revise(brief, changes)
    assert prove_revision(brief, changes) == () and prove_brief(revised) == ()
    assert prove("\n".join(revised.texts), revised) == ()


def test_an_emptied_paragraph_is_left_out_with_its_figures() -> None:
    brief = brief_of(HARBIN)
    last = len(brief.texts) - 1 - len(brief.remarks)
    revised = revise(brief, {last: ""})
    assert len(revised.texts) == len(brief.texts) - 1 and len(revised.figures) < len(brief.figures)
    assert prove_brief(revised) == ()


def test_a_file_that_lost_or_altered_something_is_refused() -> None:
    brief = brief_of()
    whole = "\n".join(brief.texts)
    assert prove(whole, brief) == ()
    assert (
        prove("\n".join(whole[at : at + 23] for at in range(0, len(whole), 23)), brief) == ()
    )  # lines broken by a page
    assert [one.slug for one in prove(whole.replace(brief.summary, ""), brief)] == ["lost-text"]
    slugs = {one.slug for one in prove(whole.replace("263.28万人次", "263.82万人次"), brief)}
    assert slugs == {"lost-text", "unknown-figure"}
    assert [one.slug for one in prove(whole + "\n另有97.3%", brief)] == ["unknown-figure"]
    with pytest.raises(Unproved):
        require_proved(prove(whole + "\n另有97.3%", brief))


def test_a_page_foot_within_a_paragraph_does_no_harm() -> None:
    brief = brief_of(PROVINCE)
    text = max(brief.texts, key=len)
    broken = f"{text[:60]}\n— 3 —\n演示数据\n{text[60:]}"
    assert prove("\n".join(brief.texts).replace(text, broken), brief) == ()


def test_a_composer_who_quotes_a_wrong_value_is_caught() -> None:
    brief = brief_of()
    first = next(one for one in brief.figures if one.what == "actual")
    wrong = replace(
        brief, figures=tuple(replace(one, value=one.value + 1) if one == first else one for one in brief.figures)
    )
    # Told twice, in the summary and its section; the value that the brief claims is nowhere.
    assert [one.slug for one in prove_brief(wrong)] == ["unknown-figure", "unknown-figure", "lost-figure"]


def test_numbers_in_the_name_of_a_plan_are_no_figures() -> None:
    assert prove_brief(brief_of(Scope("metric", PLAN, metric="master_studios"))) == ()


def test_who_turned_a_verdict_is_told_of_the_verdict_alone() -> None:
    for lang, advice_on_figures in (("zh", "改回原数"), ("en", "Put the figure back")):
        for slug in ("unknown-figure", "moved-figure"):
            assert advice_on_figures in advice(Unproven(slug, "12", "共12个"), lang)
        for slug in ("unknown-verdict", "lost-figure", "lost-text"):
            assert advice_on_figures not in advice(Unproven(slug, "未完成", "基地未完成"), lang)
