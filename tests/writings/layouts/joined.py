"""Two tables on one sheet, one below the other, each with its own title; and shares of funds, which never add up."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from tests.writings import tables
from tests.writings.layouts.cities_down import draw_cities_down
from tests.writings.layouts.other_layouts import draw_counties, draw_one_city
from tests.writings.reported import Reported
from tests.writings.spans import during

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.workbook_of import Grid

RATIOS = {
    "training_fund_rate": (["职工教育培训经费占工资总额比例", "职工教育经费提取比例"], (90, 260), 100),
    "frontline_fund_rate": (["一线职工教育培训经费占比", "一线职工经费占比"], (450, 780), 10),
}


def draw_two_below_each_other(random: Random) -> tables.Table:
    """Draw two tables, the second some rows below the first."""
    drawn: list[Callable[[Random], tables.Table]] = [draw_cities_down, draw_cities_down, draw_one_city, draw_counties]
    first, second = random.choice(drawn)(random), draw_cities_down(random)
    while "Sheet1" not in {first.sheet} & {second.sheet}:
        first, second = random.choice(drawn)(random), draw_cities_down(random)
    gap = random.randint(1, 2)
    down = len(first.grid) + gap
    return tables.Table(
        [*first.grid, *[[""]] * gap, *second.grid],
        first.says | {lower(cell, down): said for cell, said in second.says.items()},
        first.targets | {lower(cell, down): said for cell, said in second.targets.items()},
        first.may | {lower(cell, down): said for cell, said in second.may.items()},
        ordinary=first.ordinary and second.ordinary,
        kinds=("two-tables", *first.kinds, "/", *second.kinds),
    )


def lower(cell: str, rows: int) -> str:
    """Return the reference of a cell some rows below."""
    letters = cell.rstrip("0123456789")
    return f"{letters}{int(cell.removeprefix(letters)) + rows}"


def draw_shares_of_funds(random: Random) -> tables.Table:
    """Draw a year's shares of training funds: no total, no unit but %."""
    year = random.choice([2018, 2019, 2020])
    reported = Reported("year", "year", date(year, 1, 1), date(year, 12, 31), f"{year}年度", form="year")
    form, _ = tables.draw_form(random, reported)
    title = tables.write_title(
        random, reported, random.choice(["职工教育培训经费", "“98113”计划职工教育培训经费"]), form
    )
    metrics = random.sample(list(RATIOS), random.randint(1, 2))
    heads = [random.choice(RATIOS[metric][0]) + random.choice(["（%）", "(%)"]) for metric in metrics]
    grid: Grid = [[title], *tables.write_lines(random, reported, ""), ["市（地）", *heads]]
    says: dict[str, tuple[tables.Statement, ...]] = {}
    for code in tables.draw_places(random):
        values = []
        for at, metric in enumerate(metrics):
            _, (low, high), scale = RATIOS[metric]
            value = Decimal(random.randint(low, high)) / scale
            says[tables.reference(len(grid), 1 + at)] = ((metric, code, during(reported.first, reported.last), value),)
            values.append(str(value))
        grid.append([tables.name_place(random, code), *values])
    return tables.Table(grid, says, kinds=("shares-of-funds", "+".join(heads)))
