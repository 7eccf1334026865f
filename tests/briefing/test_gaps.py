"""Briefs on a store with gaps: lower bounds, carried values and places that have not reported stand the proof."""

from datetime import date
from functools import cache

import pytest

from briefing.brief import LENGTHS, Brief, Scope
from briefing.composing.composition import fetch_brief
from briefing.rendering.child import FORMATS, render_proved
from data.access import Access
from data.settings import load_settings
from data.store import open_store
from metrics.observation import Basis
from tests.support.store_of import HARBIN, JIXI, PLAN, QIQIHAR, a_handin, asked, said, take_in

DAY = date(2019, 10, 31)
SCOPES = {
    "province": Scope("province", PLAN),
    "city": Scope("city", PLAN, (QIQIHAR,)),
    "metric": Scope("metric", PLAN, metric="training_bases"),
    "cities": Scope("cities", PLAN, (HARBIN, QIQIHAR, JIXI)),
}


@pytest.fixture(scope="module")
def gappy(tmp_path_factory: pytest.TempPathFactory) -> Access:
    """A store where one city reports all, one left months out, and one only reported long ago."""
    home = tmp_path_factory.mktemp("gaps")
    access = Access(open_store(load_settings({"LONGJIANG_HOME": str(home)})))

    def during(value: int, month: int, **others: str) -> object:
        start, end = date(2019, month, 1), date(2019, month, 31 if month in (1, 3, 5, 7, 8, 10) else 30)
        return said(value, end, basis=Basis.DURING, start=start, cell=f"E{month}", **others)

    take_in(
        access,
        a_handin(
            said(13, DAY, cell="B2"),
            said(12, DAY, cell="B3", metric="master_studios"),
            said(401_000, DAY, cell="B4", metric="training_sessions", basis=Basis.SINCE_START),
            said(26, date(2019, 6, 30), city=QIQIHAR, cell="C2"),
            during(3, 8, city=QIQIHAR),
            during(2, 10, city=QIQIHAR),
            said(
                90_000, date(2019, 6, 30), city=QIQIHAR, metric="training_sessions", basis=Basis.SINCE_START, cell="C4"
            ),
            during(1_500, 10, city=QIQIHAR, metric="training_sessions"),
            said(7, date(2019, 3, 31), city=JIXI, cell="D2"),
            targets=(asked(25), asked(31, city=QIQIHAR)),
        ),
    )
    return access


@cache
def brief_at(access: Access, scope: Scope, lang: str, length: str) -> Brief:
    brief = fetch_brief(access, scope, DAY, None, lang, length)
    assert brief is not None
    return brief


def test_a_least_total_is_told_as_one(gappy: Access) -> None:
    assert "暂计31个" in "".join(brief_at(gappy, SCOPES["city"], "zh", "full").texts)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("scope", SCOPES)
def test_a_brief_with_gaps_stands_the_proof_in_every_length(gappy: Access, scope: str, length: str, lang: str) -> None:
    brief = brief_at(gappy, SCOPES[scope], lang, length)
    assert render_proved(brief, "docx")


@pytest.mark.parametrize("form", FORMATS)
def test_a_brief_with_gaps_comes_in_every_format(gappy: Access, form: str) -> None:
    assert render_proved(brief_at(gappy, SCOPES["province"], "zh", "full"), form)
