"""Subsidies of rosters: in yuan or ten thousands of yuan, as cell, head or a line above says."""

import pytest

from tests.rosters.test_reading_rosters import read, row, table_of
from tests.support.roster_of import HEADS


@pytest.mark.parametrize(
    ("head", "written", "fen"),
    [
        ("补贴金额(元)", "1,500元", 150_000),
        ("补贴金额(元)", "0.15万元", 150_000),
        ("补贴金额(元)", 1500, 150_000),
        ("补贴金额(万元)", 0.15, 150_000),
        ("补贴金额(万元)", "1,500元", 150_000),
        ("补贴金额(万元)", "0.15万", 150_000),
        ("补贴金额(万元)", "0.15", 150_000),
        ("补贴金额（万元）", "1500元整", 150_000),
    ],
)
def test_a_unit_in_the_cell_is_nearer_than_the_heads(head: str, written: object, fen: int) -> None:
    reading = read([row(money=written)], heads=(*HEADS[:-1], head))
    assert table_of(reading.kept)["subsidy"].to_pylist() == [fen]


@pytest.mark.parametrize(
    ("title", "fen"),
    [
        ("大庆市2019年培训台账　单位：万元", 150_000),
        ("大庆市2019年培训台账（单位：元）", 15),
        ("大庆市2019年培训台账", 15),
    ],
)
def test_the_unit_may_stand_above_the_list(title: str, fen: int) -> None:
    reading = read([row(money=0.15)], heads=(*HEADS[:-1], "补贴金额"), title=title)
    assert table_of(reading.kept)["subsidy"].to_pylist() == [fen]
