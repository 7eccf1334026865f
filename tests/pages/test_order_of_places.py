"""The order of places is the reader's: the official one unless chosen otherwise; no paper is ordered worst first."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from briefing.brief import Scope
from briefing.charts.chart import Bullet, Ranking
from briefing.composing.composition import compose_brief
from briefing.composing.material import fetch_material
from briefing.formats.xlsx.book import render
from briefing.places import BY_LEAD, OFFICIAL, order_places, place_name
from data.access import Access
from data.queries.metric import fetch_metric
from data.reference.places import load_cities
from data.settings import load_settings
from data.store import open_store
from tests.support.paths import ROUTER
from tests.support.store_of import PLAN, a_clock, a_handin, asked, said, take_in

CITIES = [one.code for one in load_cities("230000") if one.kind == "city"]
#: The official order is neither from the best nor from the worst; Qiqihar and Hegang are level.
VALUES = [5, 7, 4, 7, 9, 2, 8, 3, 6, 6, 6, 6, 6]
SYSTEM = "HLJ-NK"
BEST_FIRST = sorted(CITIES, key=lambda code: -VALUES[CITIES.index(code)])


@pytest.fixture
def access(own_home: Path) -> Iterator[Access]:
    with open_store(load_settings(), a_clock()) as store:
        access = Access(store)
        targets = [asked(10, city=city) for city in (*CITIES, SYSTEM)]
        values = [said(n, city=city) for city, n in zip((*CITIES, SYSTEM), (*VALUES, 10), strict=True)]
        take_in(access, a_handin(*values, targets=tuple(targets)))
        yield access


def test_by_lead_the_best_come_first_then_who_has_no_lead_then_the_systems(access: Access) -> None:
    lines = [one for one, _ in fetch_metric(access, PLAN, "training_bases").lines]
    assert order_places(lines) == order_places(lines, OFFICIAL) == lines
    ordered = order_places(lines, BY_LEAD)
    assert [one.city for one in ordered if one.city in CITIES] == BEST_FIRST
    assert [one.city for one in ordered if one.lead is not None][-1] == SYSTEM


def test_ranks_stand_beside_the_places_and_those_level_share_one(access: Access) -> None:
    ranks = fetch_metric(access, PLAN, "training_bases").ranks
    assert [ranks[code] for code in CITIES] == [10, 3, 11, 3, 1, 13, 2, 12, 5, 5, 5, 5, 5]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["province", "metric"])
def test_papers_keep_the_official_order_and_tell_the_rank(access: Access, lang: str, kind: str) -> None:
    scope = Scope(kind, PLAN, metric="training_bases" if kind == "metric" else None)
    brief = compose_brief(fetch_material(access, scope), lang, "full")
    charts = [one for one in brief.charts if isinstance(one, Ranking | Bullet) and one.rows[0].key in CITIES]
    for chart in charts:
        assert [row.key for row in chart.rows if row.key in CITIES] == CITIES
    (ranking,) = [one for one in charts if isinstance(one, Ranking)]
    assert ranking.table.columns[1].label == ("位次" if lang == "zh" else "Rank")
    assert [int(row[1]) for row in ranking.table.rows[:3]] == [10, 3, 11]
    assert ranking.rows[4].text.endswith(" 第1位" if lang == "zh" else " no. 1")


def test_a_workbook_lists_the_places_in_official_order(access: Access) -> None:
    scope = Scope("metric", PLAN, metric="training_bases")
    book = openpyxl.load_workbook(BytesIO(render(compose_brief(fetch_material(access, scope), "zh", "full"))))
    names = [place_name(code) for code in CITIES]
    listed = [[row[0] for row in sheet.iter_rows(values_only=True) if row[0] in names] for sheet in book]
    found = [rows for rows in listed if len(set(rows)) == len(names)]
    assert found and all(rows[: len(names)] == names for rows in found)


def open_metric(**address: str) -> AppTest:
    app = AppTest.from_file(ROUTER, default_timeout=60)
    for name, value in {"metric": "training_bases", "lang": "zh", **address}.items():
        app.query_params[name] = value
    app.switch_page("../pages/read/metric.py")
    app.run()
    assert not app.exception
    return app


def text_of(app: AppTest) -> str:
    return "".join(one.proto.body for kind in ("html", "markdown") for one in app.get(kind))


def order_shown(app: AppTest) -> list[str]:
    """Return the cities of the page's table in the order shown."""
    text = text_of(app).partition("lj-forecast")[2]
    names = {one.short: one.code for one in load_cities("230000") if one.kind == "city"}
    cells = re.findall(r'<th scope="row">(?:<[^>]*>)*([^<]+)', text)
    return [names[cell] for cell in cells if cell in names]


def test_the_metric_page_shows_the_official_order_until_the_reader_chooses(access: Access) -> None:
    app = open_metric()
    text = text_of(app)
    assert order_shown(app) == CITIES and "位次" in text and f"?order={BY_LEAD}" in text
    assert order_shown(open_metric(order=BY_LEAD)) == BEST_FIRST
