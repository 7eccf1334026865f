"""The demo registers: every base and studio of the story under an invented name, in three batches."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from demo.layouts import Heading, Page, Value, write_workbook
from demo.story import BASES, STUDIOS, Reporter, Story
from demo.tables import MARK

OPENED, BUILDING, APPROVED, REVOKED = "验收挂牌", "在建", "批准", "撤销"
BATCHES = {2018: "第一批", 2019: "第二批", 2020: "第三批"}
BRANCHES = (
    "装备制造",
    "石油化工",
    "食品加工",
    "煤炭",
    "电力",
    "冶金",
    "建筑",
    "交通运输",
    "林业",
    "农机",
    "医药",
    "纺织服装",
    "信息技术",
    "现代服务",
)
TRADES = (
    "焊工",
    "钳工",
    "车工",
    "电工",
    "铣工",
    "汽车维修",
    "木工",
    "起重机操作",
    "锅炉操作",
    "中式烹调",
    "数控加工",
    "模具",
    "化工总控",
    "采煤机操作",
)
UNDER_BUILDING, ONE_MORE = (BASES, "绥化"), (STUDIOS, "牡丹江")
"""Where a list differs from what is reported: one base still under construction, one studio not yet reported."""
OF_CITY_LEVEL = ("齐齐哈尔", "大庆")


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a register."""

    city: Reporter
    day: date
    state: str
    level: str = "省级"


def write_registers(names: dict[str, str], story: Story) -> Iterator[tuple[str, bytes]]:
    """Yield both registers as (file name, content), a sheet a batch."""
    for metric, head in ((BASES, "基地名称"), (STUDIOS, "工作室名称")):
        lines = [
            (one, *_name(one, metric, place))
            for city in story.reporters
            for place, one in enumerate(_list_city(metric, city, story))
        ]
        headings = [
            *(Heading("序号", width=6), Heading(head, width=40), Heading("所在市（地）", width=14)),
            *(Heading("依托单位", width=30), Heading("级别"), Heading("批准时间", width=13)),
            *(Heading("批次"), Heading("建设状态")),
        ]
        pages = []
        for year, batch in BATCHES.items():
            own = [line for line in lines if max(line[0].day.year, 2018) == year]
            rows: list[list[Value]] = [
                [place, name, one.city.name, host, one.level, f"{one.day.year}年{one.day.month}月", batch, one.state]
                for place, (one, name, host) in enumerate(own, 1)
            ]
            pages.append(Page(batch, f"{names[metric]}名单（{batch}）（{MARK}）", headings, rows))
        yield f"{MARK}-{names[metric]}名单.xlsx", write_workbook(pages)


def _list_city(metric: str, city: Reporter, story: Story) -> list[Listed]:
    """Return a city's entries, those that count in the order in which the story has them opened."""
    heard = [day for day in story.months if not story.is_silent(city, day)]
    stocks = [story.stocks[metric, city.code, day] for day in heard]
    found = [
        Listed(
            city,
            heard[next(at for at, count in enumerate(stocks) if count >= number)],
            OPENED,
            "国家级" if number % 6 == 1 else "省级",
        )
        for number in range(1, stocks[-1] + 1)
    ]
    if (metric, city.short) == UNDER_BUILDING:
        found[-1] = Listed(city, found[-1].day, BUILDING)
    if (metric, city.short) == ONE_MORE:
        found.append(Listed(city, date(2020, 12, 31), OPENED))
    wanting = story.target(metric, city) - stocks[-1]
    found += [Listed(city, date(2020, 6, 30), BUILDING if number % 2 == 0 else APPROVED) for number in range(wanting)]
    if metric == BASES and city.short == "鹤岗":
        found.append(Listed(city, date(2018, 6, 30), REVOKED))
    if city.short in OF_CITY_LEVEL:
        found.append(Listed(city, date(2019, 9, 30), OPENED, "市级"))
    return found


def _name(one: Listed, metric: str, place: int) -> tuple[str, str]:
    """Return name and host, each once in the whole register."""
    branch = BRANCHES[place % len(BRANCHES)]
    kind = ("技师学院", "集团有限公司", "职业学院")[place // len(BRANCHES)]
    host = f"{one.city.short}演示{branch}{kind}"
    if metric == BASES:
        return f"{host}高技能人才培训基地", host
    return f"{one.city.short}演示{TRADES[place % len(TRADES)]}{'甲乙丙'[place // len(TRADES)]}技能大师工作室", host
