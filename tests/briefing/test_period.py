"""A brief of a span tells what was gained in it, and 同比 only where both spans are known whole."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.brief import Brief, Scope
from briefing.composing.composition import compose_brief
from briefing.proving.proof import prove_brief
from briefing.rendering.child import render_proved
from data.access import Access
from data.settings import load_settings
from data.store import open_store
from manage import main
from metrics.cumulation.gains import Gain, find_gain, year_before
from metrics.cumulation.series import Point, Series
from metrics.definitions.catalogue import load_catalogue
from metrics.observation import Basis
from tests.support.brief_of import PLAN, WHOLE, material_of
from tests.support.store_of import a_clock, a_handin, said, take_in

YEAR_2019 = (date(2019, 1, 1), date(2019, 12, 31))
YEAR_2018 = (date(2018, 1, 1), date(2018, 12, 31))


def series_of(metric: str, *points: Point) -> Series:
    plan = load_catalogue().plan(PLAN)
    return Series(plan.metric(metric), "230100", points, deadline=plan.deadline)


def at(year: int, total: int | None, year_total: int | None = None, **more: object) -> Point:
    values = [None if one is None else Decimal(one) for one in (total, year_total)]
    return Point(date(year, 12, 31), *values, **more)


@pytest.mark.parametrize(
    ("metric", "points", "gained"),
    [
        ("training_bases", (at(2018, 10), at(2019, 14)), Gain(Decimal(4))),
        ("training_bases", (at(2018, 10), at(2019, 9)), Gain(Decimal(-1))),
        ("training_bases", (at(2019, 14),), None),  # what stood before is not known
        ("training_bases", (at(2018, 10), at(2019, 14, carried=("230200",))), None),
        ("training_bases", (at(2018, 10, cities=15), at(2019, 14, cities=16)), None),
        ("training_bases", (at(2018, 10, at_least=True), at(2019, 14)), None),
        ("training_bases", (at(2018, 10), at(2019, 14, at_least=True)), None),  # one that is missing may have lost some
        ("training_sessions", (at(2019, None, 500),), Gain(Decimal(500))),
        ("training_sessions", (at(2019, 900, 500, year_at_least=True),), Gain(Decimal(500), True)),
        ("training_sessions", (at(2018, 400), at(2019, 900)), Gain(Decimal(500))),
        ("training_sessions", (at(2018, 400, at_least=True), at(2019, 900)), None),
        ("training_fund_rate", (at(2018, 1), at(2019, 2)), None),
    ],
)
def test_a_gain_is_told_only_where_the_figures_tell_it(metric: str, points: tuple, gained: Gain | None) -> None:
    plan = load_catalogue().plan(PLAN)
    known = {one.id for one in plan.metrics}
    metric = metric if metric in known else next(one.id for one in plan.metrics if not one.kind.adds_up)
    assert find_gain(plan, series_of(metric, *points), *YEAR_2019) == gained


def test_the_same_span_a_year_before() -> None:
    assert year_before(*YEAR_2019) == YEAR_2018
    assert year_before(date(2020, 2, 1), date(2020, 2, 29)) == (date(2019, 2, 1), date(2019, 2, 28))
    # a day once named is never rounded to its month
    assert year_before(date(2019, 1, 1), date(2019, 6, 15)) == (date(2018, 1, 1), date(2018, 6, 15))
    assert year_before(date(2019, 1, 1), date(2019, 6, 20), 20) == (date(2018, 1, 1), date(2018, 6, 20))


def brief_in(period: tuple[date, date], lang: str = "zh", length: str = "page", **scope: object) -> Brief:
    brief = compose_brief(
        material_of(Scope(scope.pop("kind", "province"), PLAN, period=period, **scope)), lang, length, WHOLE
    )
    assert prove_brief(brief) == ()
    return brief


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("length", ["sentence", "paragraph", "page", "full"])
@pytest.mark.parametrize(
    "scope",
    [{}, {"kind": "city", "cities": ("230300",)}, {"kind": "metric", "metric": "training_sessions"},
     {"kind": "cities", "cities": ("230100", "230300"), "metrics": ("training_bases",)}],
)  # fmt: skip
def test_a_period_brief_is_provable_in_every_scope_and_length(scope: dict, length: str, lang: str) -> None:
    brief = brief_in(YEAR_2019, lang, length, **scope)
    assert "2019" in brief.title and "2019" in brief.summary


def test_a_year_is_told_with_its_gains_and_its_growth() -> None:
    text = brief_in(YEAR_2019).summary
    assert text.startswith("2019年，全省高技能人才培训基地增加30个，上年同期增加31个") and "同比增长1.8%" in text


def test_places_that_gained_nothing_are_named_together() -> None:
    brief = brief_in((date(2019, 1, 1), date(2019, 6, 30)), length="full", kind="metric", metric="training_bases")
    texts = [text for text in brief.texts if "无变化" in text]
    assert texts
    assert max(text.count("无变化") for text in texts) == 1


def test_beside_a_year_that_the_plan_knows_in_part_nothing_has_grown() -> None:
    assert "同比" not in brief_in(YEAR_2018).summary and "上年同期" not in brief_in(YEAR_2018).summary


@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx", "pdf"])
def test_a_period_brief_is_made_in_every_format(form: str) -> None:
    assert render_proved(brief_in(YEAR_2019, "zh", "full"), form)


@pytest.mark.parametrize(
    ("text", "code"), [("2019年", 0), ("2019", 0), ("2019年上半年", 0), ("去年", 2), ("2035年", 2)]
)
def test_the_command_line_takes_a_period(
    own_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture, text: str, code: int
) -> None:
    with open_store(load_settings(), a_clock()) as store:
        take_in(Access(store), a_handin(
            *(said(amount, day, metric="training_sessions", basis=Basis.YEAR_TO_DATE, start=date(2019, 1, 1))
              for amount, day in ((200, date(2019, 6, 30)), (500, date(2019, 12, 31))))
        ))  # fmt: skip
    assert main(["export", "--format", "docx", "--period", text, "-o", str(tmp_path / "x.docx")]) == code
    told = capsys.readouterr()
    assert (text in told.err) is bool(code) and "Traceback" not in told.err
