"""A target is cited from where it stands: the clause for the province's own, the accepted sheet for a city's."""

from datetime import date
from pathlib import Path

import pytest

from briefing.brief import Scope
from briefing.charts.sources import progress_sources
from briefing.composing.composition import fetch_brief
from briefing.rendering.child import render_proved
from data.access import Access
from data.queries.city import fetch_city
from data.settings import load_settings
from data.store import open_store
from metrics.plan import Role
from tests.support.store_of import HARBIN, PLAN, QIQIHAR, a_handin, asked, said, take_in

JUNE = date(2019, 6, 30)


@pytest.fixture
def access(own_home: Path) -> Access:
    """Harbin's target comes from a document, Qiqihar's only from a progress sheet."""
    access = Access(open_store(load_settings()))
    take_in(
        access,
        a_handin(
            targets=(asked(25),),
            content=b"allocation",
            document="黑人社发〔2018〕12号",
            document_day=date(2018, 3, 1),
        ),
    )
    printed = asked(13, city=QIQIHAR, role=Role.PRINTED)
    take_in(access, a_handin(said(12), said(6, city=QIQIHAR), targets=(printed,)))
    return access


def clauses(access: Access, city: str, lang: str = "zh") -> str:
    brief = fetch_brief(access, Scope("city", PLAN, (city,)), JUNE, None, lang, "page")
    assert brief is not None and render_proved(brief, "docx")
    return "\n".join(brief.clauses)


def test_an_allocation_is_cited_by_document_and_cell(access: Access) -> None:
    told = clauses(access, HARBIN)
    assert "黑人社发〔2018〕12号（2018年3月1日），月报.xlsx 分解 B4" in told
    assert (
        "培训基地目标25个" in told.replace(" ", "").replace("高技能人才", "") and "二(二)9" not in told.splitlines()[0]
    )


def test_a_printed_target_is_cited_by_its_sheet(access: Access) -> None:
    assert "来自进度表，月报.xlsx 分解 B4" in clauses(access, QIQIHAR).splitlines()[0]
    assert "printed in a progress sheet, 月报.xlsx" in clauses(access, QIQIHAR, "en")


def test_the_provinces_own_target_is_cited_by_its_clause(access: Access) -> None:
    assert "二(二)9，《新时期产业工人队伍建设改革的实施意见》" in clauses(access, "230000").splitlines()[0]


def test_the_sources_of_a_figure_name_its_target_too(access: Access) -> None:
    line = fetch_city(access, PLAN, HARBIN, JUNE).lines[0]
    figure, target = progress_sources([line.progress], "zh")
    assert figure.cell == "D6"
    assert (target.file, target.sheet, target.cell, target.raw) == ("月报.xlsx", "分解", "B4", "25")
    assert "目标" in target.about and "黑人社发〔2018〕12号" in target.about
