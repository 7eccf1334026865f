"""Where a figure came from, opened beside it on any page, tells who corrected it, what of it, and why."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from briefing.charts.sources import source_of
from briefing.charts.target_origins import target_source
from data.access import Access
from data.handins.submissions import accept, draft, submit
from data.queries.statements import observations_in_force, targets_in_force
from data.settings import load_settings
from data.store import Store, open_store
from intake.handin import handin_of
from intake.read import read_file
from tests.correcting.test_cell_corrected import RIGHT
from tests.correcting.test_columns_corrected import PLAN, YEAR, correction
from tests.support.reading_of import plans
from tests.support.store_of import user
from tests.support.workbook_of import build_xlsx, parse_grid
from ui.parts import sources_part

TARGETS = "2019年6月高技能人才培训基地情况\n市（地）|总目标|累计建成\n哈尔滨市|36|12\n大庆市|90|4"


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    with open_store(load_settings()) as opened:
        yield opened


def take_in(store: Store, grid: str, *hints: dict, actor: str | None = "王五") -> Access:
    content = build_xlsx({"Sheet1": parse_grid(grid)}, {})
    reading = read_file(content, "表.xlsx", plans(), plan="98113", hints=hints)
    access = Access(store, user(actor, "reporter")) if actor else Access(store)
    id = draft(access, handin_of(reading, content)).id
    submit(access, id, "表头写错")
    accept(Access(store), id)
    return Access(store)


def origins(access: Access, lang: str = "zh") -> dict[str, str]:
    """The line that opens from each figure, by cell."""
    found = [source_of(one, PLAN.metric(one.metric), lang) for one in observations_in_force(access, PLAN)]
    return {one.cell: sources_part([one], lang) for one in found}


def test_a_cell_that_was_set_right_tells_who_did_so_and_why(store: Store) -> None:
    told = origins(take_in(store, YEAR, {**RIGHT, "value": "4900", "reason": "抄错一位"}))
    assert "4,800 → 4,900" in told["B4"] and "数值由王五更正：抄错一位" in told["B4"]
    assert "更正" not in told["B3"]


def test_a_column_read_otherwise_than_its_head_tells_what_and_why(store: Store) -> None:
    told = origins(take_in(store, YEAR, correction(YEAR, "B3:B4", span="month")))
    assert all("口径由王五更正：表头写错" in one for one in told.values()) and set(told) == {"B3", "B4"}


def test_an_answer_where_the_sheet_is_silent_is_no_correction(store: Store) -> None:
    grid = YEAR.replace("本年累计", "本期累计")
    column = read_file(build_xlsx({"Sheet1": parse_grid(grid)}, {}), "表.xlsx", plans(), plan="98113").columns[0]
    about = {"plan": "98113", "fingerprint": column.fingerprint, "column": column.ordinal, "head": column.header}
    told = origins(take_in(store, grid, {**about, "span": "year_to_date"}))
    assert "口径按王五的答复" in told["B3"] and "更正" not in told["B3"]


def test_a_figure_read_as_it_stands_names_nobody(store: Store) -> None:
    told = origins(take_in(store, YEAR))
    assert set(told) == {"B3", "B4"} and not any("王五" in one for one in told.values())


def test_a_target_that_was_set_right_tells_so_too(store: Store) -> None:
    access = take_in(store, TARGETS, {**RIGHT, "value": "9", "reason": "多写一个零"})
    (one,) = [one for one in targets_in_force(access, PLAN, date(2020, 12, 31)) if one.city == "230600"]
    source = target_source(one, PLAN.metric(one.metric), "zh")
    assert one.value == 9 and source is not None and "数值由王五更正：多写一个零" in source.told


def test_whoever_works_without_accounts_is_named_in_the_readers_language(store: Store) -> None:
    told = origins(take_in(store, YEAR, {**RIGHT, "value": "4900", "reason": "typo"}, actor=None), "en")
    assert "Corrected by Local user (value): typo" in told["B4"]
