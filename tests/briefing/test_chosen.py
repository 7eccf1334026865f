"""A brief of chosen places and chosen metrics tells these and nothing else."""

import itertools
from pathlib import Path
from zipfile import ZipFile

import pytest

from briefing.brief import Scope
from briefing.composing.composition import compose_brief
from briefing.manner import Manner
from briefing.proving.proof import prove_brief
from briefing.rendering.child import render_proved
from data.access import Access
from data.settings import load_settings
from data.store import open_store
from manage import main
from tests.support.brief_of import PLAN, WHOLE, material_of
from tests.support.store_of import JIXI, a_clock, a_handin, asked, said, take_in

BASES, STUDIOS, SESSIONS = "training_bases", "master_studios", "training_sessions"
NAMES = {BASES: "培训基地", STUDIOS: "大师工作室", SESSIONS: "培训技能人才"}
CITIES = {"230100": "哈尔滨", "230300": "鸡西", "231000": "牡丹江"}


def chosen_scopes() -> list[Scope]:
    pairs = list(itertools.combinations(CITIES, 2))
    return [
        *(
            Scope("cities", PLAN, cities, metrics=metrics)
            for cities in pairs
            for metrics in ((BASES,), (BASES, SESSIONS))
        ),
        Scope("city", PLAN, ("230300",), metrics=(STUDIOS, SESSIONS)),
        Scope("province", PLAN, metrics=(BASES, STUDIOS)),
    ]


@pytest.mark.parametrize("scope", chosen_scopes(), ids=str)
@pytest.mark.parametrize("length", ["sentence", "paragraph", "page", "full"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_only_the_chosen_places_and_metrics_are_told(scope: Scope, length: str, lang: str) -> None:
    brief = compose_brief(material_of(scope), lang, length, Manner())
    assert prove_brief(brief) == ()
    if lang == "zh":
        text = "".join(brief.texts)
        others = [name for metric, name in NAMES.items() if metric not in scope.metrics]
        others += ["省级一类竞赛", "职工教育"]
        if scope.cities:
            others += [name for code, name in CITIES.items() if code not in scope.cities]
        assert [one for one in others if one in text] == []
        assert all(NAMES[one] in text for one in scope.metrics)
    assert {one.metric for one in brief.figures if one.metric} <= set(scope.metrics)


@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx", "pdf"])
def test_a_chosen_brief_is_made_in_every_format(form: str) -> None:
    scope = Scope("cities", PLAN, ("230100", "230300"), metrics=(BASES, SESSIONS))
    assert render_proved(compose_brief(material_of(scope), "zh", "full", WHOLE), form)


def test_an_unknown_metric_is_refused() -> None:
    with pytest.raises(KeyError):
        material_of(Scope("province", PLAN, metrics=("no_such",)))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--city", "哈尔滨", "--city", "鸡西", "--metric", BASES, "--metric", STUDIOS],
        ["--city", "哈尔滨，鸡西", "--metric", f"{BASES},{STUDIOS}"],
    ],
)
def test_the_command_line_takes_several_places_and_metrics(
    own_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture, arguments: list[str]
) -> None:
    with open_store(load_settings(), a_clock()) as store:
        take_in(Access(store), a_handin(said(12), said(3, city=JIXI), targets=(asked(20), asked(4, city=JIXI))))
    assert main(["export", "--format", "csv", *arguments, "-o", str(tmp_path / "x.zip")]) == 0
    names = ZipFile(tmp_path / "x.zip").namelist()
    assert any("培训基地" in one for one in names) and not any("培训技能人才" in one for one in names)
    assert main(["export", "--format", "csv", "--metric", "no_such", "-o", str(tmp_path)]) == 2
    assert "no_such" in capsys.readouterr().err
