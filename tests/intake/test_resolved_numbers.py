"""What the checks are given: a figure or target where all is decided of it, else a number that stays in doubt."""

import pytest

from intake.read import read_file
from intake.statements import sheet_reading
from intake.statements.judging import TableJudgement
from intake.statements.resolved import JudgedNumber, ResolvedFigure, ResolvedNumber
from metrics.definitions.catalogue import load_catalogue
from metrics.observation import Strength
from tests.support import workbook_of

PLANS = load_catalogue()
TABLE = """2019年6月职业技能培训情况
市（地） | 本年累计（人次） | 2020年目标（人次） | 完成率（%） | 名次 | 备注
哈尔滨市 | 500 | 1000 | 50.0 | 1 | 好
火星市 | 40 | 80 | 50.0 | 2 |
大庆市 | 未报 | 600 | | |
合计 | 540 | 1680 | | |"""


@pytest.fixture
def numbers(monkeypatch: pytest.MonkeyPatch) -> dict[str, JudgedNumber]:
    """Return the numbers of the table as the first check sees them, by cell."""
    seen: dict[str, JudgedNumber] = {}

    def note(judgement: TableJudgement) -> None:
        seen.update({judgement.placed.reference(one): one for one in judgement.numbers})

    monkeypatch.setattr(sheet_reading, "CHECKS", (note,))
    content = workbook_of.build_file("报表.xlsx", {"Sheet1": workbook_of.parse_grid(TABLE)}, {})
    read_file(content, "报表.xlsx", PLANS, plan="98113")
    return seen


def test_a_number_is_a_figure_or_a_target_where_all_is_decided_and_in_doubt_elsewhere(
    numbers: dict[str, JudgedNumber],
) -> None:
    assert {cell for cell, one in numbers.items() if isinstance(one, ResolvedFigure)} == {"B3"}
    assert {cell for cell, one in numbers.items() if type(one) is ResolvedNumber} == {"C3", "C5"}
    in_doubt = {cell for cell, one in numbers.items() if type(one) is JudgedNumber and one.figure.value is not None}
    assert in_doubt == {"B4", "C4", "B6", "C6", "D3", "D4", "E3", "E4"}  # no place, a total, a rate, a rank


def test_a_figure_has_the_ground_of_each_thing_that_is_decided_of_it(numbers: dict[str, JudgedNumber]) -> None:
    figure = numbers["B3"]
    assert isinstance(figure, ResolvedFigure)
    assert (figure.metric, figure.city, figure.value, figure.step) == ("training_sessions", "230100", 500, 1)
    decided = {"metric", "place", "period", "basis", "unit"}  # that it is a figure is said by no word
    assert {one.dimension for one in figure.grounds if one.strength is not Strength.ASSUMED} == decided


def test_what_is_placed_stays_what_cell_row_and_column_say_when_it_is_resolved(
    numbers: dict[str, JudgedNumber],
) -> None:
    assert [numbers[cell].cell.text for cell in ("B3", "B4", "B5", "D5")] == ["500", "40", "未报", ""]
    assert numbers["B6"].total_over == "places" and numbers["B6"].span is not None and numbers["B6"].value is None
