"""The demo rosters: invented trainees of three reporters, month by month as many as the story has sessions.

Everybody in them can be told for invented: they are called 演示学员, their institutions 演示…, and their ID
numbers, right by GB 11643, begin with 239900, a division that does not exist.
"""

import random
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from demo.layouts import Heading, Page, Value, write_csv, write_workbook
from demo.story import Reporter, Story
from demo.tables import MARK

HEADINGS = (
    Heading("序号", width=7),
    Heading("姓名", width=14),
    Heading("身份证号", width=22),
    Heading("培训机构", width=24),
    Heading("职业(工种)", width=16),
    Heading("技能等级"),
    Heading("人员类别", width=22),
    Heading("培训专项", width=34),
    Heading("开班日期", numbers="yyyy-mm-dd", width=13),
    Heading("结业日期", numbers="yyyy-mm-dd", width=13),
    Heading("补贴金额(元)", width=14),
)
DIVISION = "239900"
KINDS = ("技师学院", "职业学院", "技工学校", "就业训练中心", "职业培训学校", "企业培训中心")
TRADES = (
    *("电工", "焊工", "钳工", "车工", "汽车维修工", "叉车司机", "起重机操作工", "锅炉操作工"),
    *("养老护理员", "家政服务员", "育婴员", "保育员", "中式烹调师", "中式面点师"),
    *("食用菌园艺工", "森林防火员", "护林员", "农机驾驶操作员", "电子商务师", "服装制作工"),
    *("砌筑工", "管道工", "客房服务员", "美容师"),
)
LEVELS = (("初级工", 45, 1000), ("中级工", 30, 1500), ("高级工", 16, 2000), ("技师", 6, 2500), ("高级技师", 3, 2000))
"""Name, how frequent, and a subsidy in yuan that every year's scheme allows."""
STAFF = "企业职工"
GROUPS = (
    (STAFF, 38),
    ("农村转移就业劳动者", 24),
    ("城镇登记失业人员", 14),
    ("下岗失业和转岗职工", 10),
    ("贫困劳动力", 6),
    ("退役军人", 4),
    ("两后生", 3),
    ("残疾人", 1),
)
PROGRAMMES = (
    ("其他", 60),
    ("化解过剩产能企业职工职业技能培训", 16),
    ("急需紧缺职业（工种）培训", 16),
    ("企业新型学徒制", 8),
)
OF_STAFF = ("化解过剩产能企业职工职业技能培训", "企业新型学徒制")
AGAIN = 0.15
"""Of all trainings, those of people who have had one."""


@dataclass(frozen=True, slots=True)
class RosterPart:
    """One roster: of whom, which months, and in which of them it has more or fewer rows than were reported."""

    short: str
    year: int
    months: tuple[int, int]
    name: str
    off: Mapping[int, int] = field(default_factory=dict)
    ending: str = "xlsx"


PARTS = (
    RosterPart("大兴安岭", 2018, (1, 12), "2018年", {5: -17, 11: 6}, "csv"),
    RosterPart("大兴安岭", 2019, (1, 6), "2019年上半年", {4: -130}),
    RosterPart("鸡西", 2018, (1, 2), "2018年1—2月", {2: -8}),
    RosterPart("七台河", 2019, (1, 2), "2019年1—2月", {2: 150}),
)


def write_rosters(story: Story, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield the rosters as (file name, content); the story's sessions of a month are its rows of that month."""
    people: dict[str, Trainees] = {}
    for number, part in enumerate(PARTS):
        city = next((one for one in story.reporters if one.short == part.short), None)
        if city is None:
            continue
        chance = random.Random(seed * 100 + number)
        known = people.setdefault(part.short, Trainees(chance, 1 + 20_000 * len(people)))
        rows = _spoil(_list_rows(city, part, story, known, chance), part, chance)
        lines: list[list[Value]] = [[place, *row] for place, row in enumerate(rows, 1)]
        title = f"{city.name}{part.name}职业技能培训实名制台账（{MARK}）"
        name = f"{MARK}-{city.name}{part.name}培训实名制台账.{part.ending}"
        if part.ending == "csv":
            yield name, write_csv([[title], [one.label for one in HEADINGS], *lines], "gb18030")
        else:
            yield name, write_workbook([Page("台账", title, HEADINGS, lines)])


class Trainees:
    """The invented people of one reporter; some come back once their last training is over."""

    def __init__(self, chance: random.Random, first: int) -> None:
        self._chance = chance
        self._next = first
        self._before: deque[tuple[str, str, date]] = deque()

    def find(self, first: date, last: date) -> tuple[str, str]:
        """Return name and ID number of someone for a training of these days."""
        if self._before and self._before[0][2] < first and self._chance.random() < AGAIN:
            name, number, _ = self._before.popleft()
        else:
            name, number = f"演示学员{self._next:05}", _number(self._next, self._chance)
            self._next += 1
        self._before.append((name, number, last))
        return name, number


def _number(index: int, chance: random.Random) -> str:
    born = date(1962, 1, 1) + timedelta(chance.randrange(14_000))
    digits = f"{DIVISION}{born:%Y%m%d}{index % 999 + 1:03}"
    return digits + check_digit(digits)


def check_digit(digits: str) -> str:
    """Return the check digit of 17 digits by GB 11643."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(one) * weight for one, weight in zip(digits, weights, strict=True)) % 11]


def _list_rows(
    city: Reporter, part: RosterPart, story: Story, people: Trainees, chance: random.Random
) -> list[list[Value]]:
    rows: list[list[Value]] = []
    for end in (day for day in story.months if day.year == part.year and part.months[0] <= day.month <= part.months[1]):
        left = story.amounts[city.code, end] + part.off.get(end.month, 0)
        while left > 0:
            size = min(left, chance.randrange(24, 46))
            rows += _list_class(city, end, size, people, chance)
            left -= size
    return rows


def _list_class(city: Reporter, end: date, size: int, people: Trainees, chance: random.Random) -> Iterator[list[Value]]:
    level, _, subsidy = chance.choices(LEVELS, [one[1] for one in LEVELS])[0]
    programme = chance.choices([one[0] for one in PROGRAMMES], [one[1] for one in PROGRAMMES])[0]
    school, trade = f"{city.short}演示{chance.choice(KINDS)}", chance.choice(TRADES)
    last = end.replace(day=chance.randrange(3, end.day + 1))
    first = last - timedelta(chance.randrange(6, 26))
    for _ in range(size):
        group = (
            STAFF
            if programme in OF_STAFF
            else chance.choices([one[0] for one in GROUPS], [one[1] for one in GROUPS])[0]
        )
        yield [*people.find(first, last), school, trade, level, group, programme, first, last, subsidy]


def _spoil(rows: list[list[Value]], part: RosterPart, chance: random.Random) -> list[list[Value]]:
    """Return the rows, two doubled, two with a wrong check digit and two with reversed days in a month that differs."""
    month = min(part.off)
    places = [at for at, row in enumerate(rows) if row[8].month == month]  # type: ignore[union-attr]
    *spoilt, first, second = chance.sample(places, 6)
    for at in spoilt[:2]:
        number = str(rows[at][1])
        rows[at][1] = number[:-1] + ("1" if number[-1] != "1" else "2")
    for at in spoilt[2:]:
        rows[at][7], rows[at][8] = rows[at][8], rows[at][7]
    return [*rows, list(rows[first]), list(rows[second])]
