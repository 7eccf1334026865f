"""A brief says what the screen shows, in official words, and carries every doubt about a figure with it."""

import pickle
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from briefing.brief import LENGTHS, Brief, Scope
from briefing.composing.composition import compose_brief
from briefing.composing.material import fetch_material
from briefing.proving.proof import prove_brief
from data.access import Access
from data.handins.submissions import draft, submit
from data.queries.overview import fetch_overview
from data.settings import load_settings
from data.store import open_store
from metrics.observation import Basis
from metrics.progress.judging import Progress, Status
from tests.support.brief_of import DAY, FOUR, HARBIN, PLAN, PROVINCE, SCOPES, WHOLE, brief_of, demo_access
from tests.support.store_of import JIXI, MUDANJIANG, QIQIHAR, a_clock, a_handin, asked, said, take_in

JUNE, MAY = date(2019, 6, 30), date(2019, 5, 31)
OWN = {
    "actual": lambda one: one.actual,
    "target": lambda one: one.target.value if one.target else None,
    "completion": lambda one: one.completion * 100 if one.completion is not None else None,
    "schedule": lambda one: one.share * 100 if one.share is not None else None,
    "scheduled": lambda one: one.scheduled,
    "lead": lambda one: one.lead,
    "year_total": lambda one: one.year_total,
}


@pytest.fixture
def access(own_home: Path) -> Iterator[Access]:
    with open_store(load_settings(), a_clock()) as opened:
        yield Access(opened)


def written(access: Access, scope: Scope = PROVINCE, day: date = JUNE, length: str = "full", lang: str = "zh") -> str:
    """Compose, hold against the data, and return all texts."""
    material = fetch_material(access, scope, day)
    assert material is not None
    brief = compose_brief(material, lang, length, WHOLE)
    assert prove_brief(brief) == ()
    return "\n".join(brief.texts)


def figures_of(access: Access, day: date) -> dict[tuple[str, str], Progress]:
    overview = fetch_overview(access, PLAN, day)
    whole = {(one.city, one.metric.id): one for one, _ in (*overview.headline, *overview.supporting)}
    return {**overview.cells, **whole}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scope", SCOPES, ids=lambda one: one.kind)
@pytest.mark.parametrize("length", LENGTHS)
def test_each_figure_in_the_text_is_the_one_on_the_screen(scope: Scope, length: str, lang: str) -> None:
    brief, shown = brief_of(scope, lang, length), figures_of(demo_access(), DAY)
    assert prove_brief(brief) == ()
    checked = 0
    for one in brief.figures:
        if one.what in OWN and one.city and one.metric:
            assert one.value == Fraction(OWN[one.what](shown[one.city, one.metric])), one
            checked += 1
    assert checked >= 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_as_of_day_and_every_place_gives_a_brief_that_is_proved(lang: str) -> None:
    days = fetch_overview(demo_access(), PLAN).days
    plan = fetch_overview(demo_access(), PLAN).plan
    for day in days[::6]:
        for scope in (PROVINCE, *(Scope("city", PLAN, (code,)) for code in plan.reporters[:4])):
            assert written(demo_access(), scope, day, lang=lang)


def test_lengths_grow_and_carry_the_same_charts() -> None:
    briefs = [brief_of(PROVINCE, "zh", length) for length in LENGTHS]
    sizes = [sum(map(len, brief.texts)) for brief in briefs]
    assert sizes == sorted(sizes) and sizes[2] < 800  # what one page of 22 lines by 28 characters about holds
    assert len({tuple(chart.name for chart in brief.charts) for brief in briefs}) == 1
    assert briefs[0].texts == (briefs[0].title, briefs[0].summary)


def test_a_brief_is_data_that_travels_and_is_equal_when_composed_again() -> None:
    brief = brief_of()
    assert pickle.loads(pickle.dumps(brief)) == brief
    material = fetch_material(demo_access(), PROVINCE, DAY)
    assert compose_brief(material, length="full", manner=WHOLE) == brief


def test_the_official_register() -> None:
    brief = brief_of()
    assert brief.title == "关于全省“98113”计划推进情况的通报"
    assert re.fullmatch(
        r"截至2020年8月底，全省高技能人才培训基地达到\d+个，完成率[\d.]+%，较序时进度[高低][\d.]+个百分点；.+。",
        brief.summary,
    )
    assert [section.number for section in brief.sections] == ["一、", "二、", "三、", "四、"]
    assert " " not in "".join(brief.texts) and "," not in "".join(brief.texts)
    assert brief.demo and brief.name.startswith("演示数据_")
    assert brief_of(HARBIN).addressee == "哈尔滨市人力资源和社会保障局"
    assert brief_of(Scope("city", PLAN, ("232700",))).addressee == "大兴安岭地区人力资源和社会保障局"


def test_the_same_period_of_last_year_and_the_month_before_only_where_known() -> None:
    text = "\n".join(brief_of(HARBIN).texts)
    assert re.search(
        r"本年累计[\d.]+万人次，同比(增长|下降)[\d.]+%；2020年8月完成[\d.]+万人次，环比(增长|下降)[\d.]+%", text
    )
    assert re.search(r"比上年同期增加\d+个", text)
    assert text.count("环比") == 1  # of the only metric that adds up by periods


def test_what_is_not_known_is_said_and_never_ranked(access: Access) -> None:
    targets = tuple(asked(10, city=city) for city in (QIQIHAR, JIXI, MUDANJIANG, "230100"))
    take_in(access, a_handin(said(9, MAY), said(3, MAY, city=JIXI), targets=targets))
    take_in(access, a_handin(said(6), said(2, city=QIQIHAR), said(8, city=MUDANJIANG)))
    text = written(access)
    assert "16家中3家已报，1家沿用2019年5月数" in text
    assert "前3位" not in text and "后3位" not in text, "nobody is ranked among so few"
    assert "暂计19个" in text and "完成率不低于19.0%" in text and "数据不全" in text and "较序时进度低" not in text
    own = written(access, Scope("city", PLAN, (JIXI,)), length="sentence")
    assert "逾期未报，沿用截至2019年5月底数（3个）" in own
    silent = written(access, Scope("city", PLAN, ("230400",)), length="sentence")
    assert "高技能人才培训基地逾期未报" in silent and "0个" not in silent


def test_a_place_that_reports_late_is_named_beside_the_ranks(access: Access) -> None:
    codes = [one for one in fetch_overview(demo_access(), PLAN).plan.reporters if one.isdigit()]
    targets = tuple(asked(10, city=code) for code in codes)
    late, told = codes[2], [code for code in codes if code != codes[2]]
    take_in(access, a_handin(*(said(n + 1, city=code) for n, code in enumerate(told)), targets=targets))
    assert "鸡西未按时报送，不参与排名" in written(access) and late == JIXI


def test_a_hand_in_that_waits_is_pending_and_not_unreported(access: Access) -> None:
    take_in(access, a_handin(said(6), said(3, city=QIQIHAR)))
    id = draft(access, a_handin(said(4, city=JIXI))).id
    submit(access, id, "测试")
    text = written(access)
    assert "鸡西已报送、待审核" in text or "鸡西（" in text.split("待审核")[1]
    assert "待审核" in written(access, Scope("city", PLAN, (JIXI,)))


def test_without_an_allocation_there_is_no_target_and_no_status(access: Access) -> None:
    take_in(access, a_handin(said(6)))
    assert "高技能人才培训基地达到6个，无目标" in written(access, Scope("city", PLAN, ("230100",)))


def test_more_than_the_target_is_never_capped(access: Access) -> None:
    take_in(access, a_handin(said(30), targets=(asked(10),)))
    assert "完成率300.0%，已完成目标任务" in written(access, Scope("city", PLAN, ("230100",)))


def test_level_places_are_listed_together_and_marked_as_tied(access: Access) -> None:
    codes = ["230100", "230200", "230300", "230400", "230500", "230600", "230700", "230800", "230900", "231000"]
    values = [9, 5, 5, 5, 5, 4, 3, 2, 5, 5]
    targets = tuple(asked(10, city=code) for code in codes)
    take_in(access, a_handin(*(said(n, city=code) for code, n in zip(codes, values, strict=True)), targets=targets))
    text = written(access)
    assert "较序时进度居首位的为哈尔滨（高40.0个百分点）" in text
    assert "后3位为大庆（低10.0个百分点）、伊春（低20.0个百分点）、佳木斯（低30.0个百分点）" in text


def test_a_target_out_of_reach_is_said_plainly(access: Access) -> None:
    sessions = [
        said(10_000, date(2018, month, 28), metric="training_sessions", basis=Basis.DURING, start=date(2018, month, 1))
        for month in (2, 3, 4)
    ]
    take_in(access, a_handin(*sessions, said(40_000, JUNE, metric="training_sessions", basis=Basis.SINCE_START),
                           targets=(asked(2_000_000, metric="training_sessions"),)))  # fmt: skip
    assert "按以往任何月度进度均无法按期完成" in written(access, Scope("city", PLAN, ("230100",)))


def test_known_at_goes_back_and_says_so(access: Access) -> None:
    take_in(access, a_handin(said(6)))
    material = fetch_material(access, PROVINCE, JUNE, date(2019, 12, 31))
    assert material is not None
    brief = compose_brief(material)
    assert any("2019年12月31日及以前审核通过" in note for note in brief.notes)


def test_nothing_accepted_gives_no_brief(access: Access) -> None:
    assert fetch_material(access, PROVINCE) is None
    with pytest.raises(KeyError):
        fetch_material(demo_access(), Scope("metric", PLAN, metric="no_such"))


def test_an_unknown_length_is_refused() -> None:
    with pytest.raises(ValueError, match="book"):
        compose_brief(fetch_material(demo_access(), PROVINCE, DAY), "zh", "book")


def test_sources_and_clauses_stand_beside_the_text() -> None:
    brief: Brief = brief_of(FOUR)
    assert any("目标任务分解表.xlsx 分解 B4" in line for line in brief.clauses)
    assert any("二(二)9" in line for line in brief_of(PROVINCE).clauses)
    assert not any("二(二)9" in line for line in brief.clauses)
    assert all(one.file and one.cell for one in brief.sources) and brief.sources


@pytest.mark.parametrize("length", ["paragraph", "page"])
def test_a_short_text_names_what_falls_short_among_the_metrics_it_does_not_tell(length: str) -> None:
    material = fetch_material(demo_access(), Scope("city", PLAN, ("231200",)), DAY)
    short = [
        one.metric
        for one in material.cities[0].lines
        if not one.metric.headline and one.progress.status is Status.NOT_MET
    ]
    assert short
    texts = " ".join(compose_brief(material, "zh", length).texts)
    assert "其他指标中，" in texts and all(one.name.zh in texts for one in short)
