"""Demo workbooks: three invented years of all reporters, in the layouts that offices use.

They are taken in by the real intake. 演示数据 stands in every name and title.
"""

from collections.abc import Iterable, Iterator

from demo import tables
from demo.registers import write_registers
from demo.rosters import write_rosters
from demo.story import BASES, CONTESTS, FRONTLINE, FUND, REVOKED, SESSIONS, STUDIOS, Reporter, tell_story
from metrics.plan import Plan

SEED = 98113
REVIEW = {"全省进度月报2020年": f"鹤岗市5月{REVOKED}，已核实（{tables.MARK}）"}
"""What the reviewer writes where a workbook asks for a reason, by a part of its name."""


def demo_workbooks(plan: Plan, cities: Iterable[Reporter], seed: int = SEED) -> Iterator[tuple[str, bytes]]:
    """Yield the demo workbooks as (file name, content), in the order to take them in.

    Parameters
    ----------
    plan
        The plan that the story is told of (`find_story`); names of metrics come from it.
    cities
        The reporters; one without an invented story is left out.
    seed
        The same seed gives the same figures.

    Raises
    ------
    KeyError
        The plan lacks one of the six metrics.
    """
    story = tell_story((city for city in cities if city.code in plan.reporters), seed)
    names = {metric: plan.metric(metric).name.zh for metric in (BASES, STUDIOS, SESSIONS, CONTESTS, FUND, FRONTLINE)}
    title = plan.short.zh
    yield f"{tables.MARK}-目标任务分解表.xlsx", tables.write_allocation(title, names, story)
    yield f"{tables.MARK}-各市季末进展2018年.csv", tables.write_quarter_ends(title, names, story)
    yield f"{tables.MARK}-分市培训人次2018年.csv", tables.write_sessions_by_month(names, story)
    yield f"{tables.MARK}-基地和工作室2018年.xlsx", tables.write_stocks_by_month(title, names, story)
    yield f"{tables.MARK}-哈尔滨市2018年培训情况.xlsx", tables.write_one_city_by_month(names, story)
    yield f"{tables.MARK}-全省进度月报2019年.xlsx", tables.write_reports_2019(title, names, story)
    yield f"{tables.MARK}-全省进度月报2020年.xlsx", tables.write_reports_2020(title, names, story)
    yield f"{tables.MARK}-齐齐哈尔市2020年季度报表.xlsx", tables.write_quarterly(title, names, story)
    yield (
        f"{tables.MARK}-鸡西市各县（市、区）2020年6月培训情况.xlsx",
        tables.write_districts(names, story, plan.province),
    )
    yield f"{tables.MARK}-竞赛项目2018—2020年.xlsx", tables.write_contests(title, names, story)
    yield f"{tables.MARK}-职工教育培训经费2018—2020年.xlsx", tables.write_rates(title, names, story)
    yield from write_registers(names, story)
    yield from write_rosters(story, seed)


def reason_of(name: str) -> str | None:
    """Return the reason that belongs to what one demo workbook reports, if it needs one."""
    return next((reason for part, reason in REVIEW.items() if part in name), None)
