"""Random tables of known figures, in the layouts and with the decoration that offices use.

`draw_table` returns a grid (see `workbook_of`) and, for each cell that says something, what it says.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

from xlsxwriter.utility import xl_col_to_name

from tests.support.workbook_of import Grid

CITIES = {
    "230100": "哈尔滨市", "230200": "齐齐哈尔市", "230300": "鸡西市", "230400": "鹤岗市", "230500": "双鸭山市",
    "230600": "大庆市", "230700": "伊春市", "230800": "佳木斯市", "230900": "七台河市", "231000": "牡丹江市",
    "231100": "黑河市", "231200": "绥化市", "232700": "大兴安岭地区",
    "HLJ-SZ": "省直", "HLJ-NK": "农垦总局", "HLJ-SG": "森工总局",
}  # fmt: skip
METRICS = {
    "training_bases": ("高技能人才培训基地", "培训基地"),
    "master_studios": ("技能大师工作室", "大师工作室"),
    "training_sessions": ("培训技能人才", "培训人次", "技能人才培训"),
}
SESSIONS = "training_sessions"
PLANS = ("“98113”龙江技能振兴计划", "“98113”计划", "98113计划", "龙江技能振兴计划")
TAILS = ("进展情况表", "完成情况", "情况统计表", "情况汇总表")
QUARTERS = "一二三四"
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


@dataclass(frozen=True)
class Column:
    """One column of figures: its words, and what they say (`kind` of a noise column is its word)."""

    metric: str
    words: str
    kind: str
    start: date | None = None
    end: date | None = None


@dataclass
class Table:
    """A grid, what its cells say (`truth`) and what they may be read as besides being set aside (`allowed`)."""

    grid: Grid
    truth: dict[str, tuple]
    allowed: dict[str, tuple] = field(default_factory=dict)


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def draw_cut_off(random: Random) -> tuple[Grid, list[Column]]:
    """Return title and columns of a table that stands at a cut-off day."""
    end = month_end(random.choice([2018, 2019, 2020]), random.randint(1, 12))
    plan, tail = random.choice(PLANS), random.choice(TAILS)
    title = random.choice(
        [
            [[f"截至{end.year}年{end.month}月底{plan}{tail}"]],
            [[f"{plan}{tail}（截至{end.year}年{end.month}月{end.day}日）"]],
            [[f"{plan}{tail}"], ["填报单位：省人社厅", "", f"截止日期：{end.year}年{end.month}月{end.day}日"]],
        ]
    )
    columns = []
    for metric in draw_metrics(random):
        basis = "since_start" if metric == SESSIONS else "standing"
        with_target = random.random() < 0.5
        if with_target:
            words = random.choice(["目标", "总目标", "目标任务"])
            columns.append(Column(metric, words, "target", end=date(2020, 12, 31)))
        stands = ["累计", "累计完成"] + (["累计建成", "实有"] if basis == "standing" else [])
        columns.append(Column(metric, random.choice(stands), basis, end=end))
        if with_target and random.random() < 0.7:
            columns.append(Column(metric, random.choice(["完成率（%）", "完成率%"]), "rate"))
        columns += draw_noise(random, metric, ["排名", "备注说明"])
    return title, columns


def draw_period(random: Random) -> tuple[Grid, list[Column]]:
    """Return title and columns of a monthly or quarterly table."""
    year, month = random.choice([2018, 2019, 2020]), random.randint(1, 12)
    quarter = (month - 1) // 3
    plan, tail = random.choice(PLANS), random.choice(TAILS)
    if random.random() < 0.5:
        start, end, words = date(year, month, 1), month_end(year, month), random.choice(["本月", "当月", "本期"])
        title = f"{year}年{month}月{plan}{tail}"
    else:
        start, end = date(year, 3 * quarter + 1, 1), month_end(year, 3 * quarter + 3)
        words = random.choice(["本季", "当季", "本期"])
        title = f"{year}年{random.choice(['第', ''])}{QUARTERS[quarter]}季度{plan}{tail}"
    columns = []
    for metric in draw_metrics(random):
        if metric == SESSIONS:
            if random.random() < 0.3:
                target = random.choice(["年度目标", "本年度目标", "全年目标"])
                columns.append(Column(metric, target, "target", end=date(year, 12, 31)))
            columns.append(Column(metric, words + random.choice(["", "完成"]), "during", start, end))
            total = random.choice(["本年累计", "年初以来累计", "本年累计完成"])
            columns.append(Column(metric, total, "year_to_date", date(year, 1, 1), end))
            columns += draw_noise(random, metric, ["同比（%）", "去年同期"])
        else:
            columns.append(Column(metric, f"{words}新增", "during", start, end))
            stands = random.choice(["期末实有", "累计", "现有", "累计建成"])
            columns.append(Column(metric, stands, "standing", end=end))
    return [[title]], columns


def draw_span(random: Random) -> tuple[Grid, list[Column]]:
    """Return title and columns of a table of January to some month."""
    year, month = random.choice([2018, 2019, 2020]), random.randint(2, 12)
    title = f"{year}年1{random.choice('—-～至')}{month}月{random.choice(PLANS)}{random.choice(TAILS)}"
    columns = []
    for metric in draw_metrics(random):
        if metric == SESSIONS:
            words = random.choice(["累计", "本年累计", "累计完成"])
            columns.append(Column(metric, words, "year_to_date", date(year, 1, 1), month_end(year, month)))
        else:
            words = random.choice(["累计建成", "实有", "现有"])
            columns.append(Column(metric, words, "standing", end=month_end(year, month)))
        columns += draw_noise(random, metric, ["去年同期", "同比增长（%）", "增幅（%）"])
    return [[title]], columns


def draw_months(random: Random) -> tuple[Grid, list[Column]]:
    """Return title and columns of a table of months, with some quarters and a total beside them."""
    year, last = random.choice([2018, 2019, 2020]), random.randint(2, 12)
    title = f"{year}年各市（地）{random.choice(PLANS)}{random.choice(METRICS[SESSIONS])}{random.choice(TAILS)}"
    columns = []
    for month in range(1, last + 1):
        columns.append(Column(SESSIONS, f"{month}月", "during", date(year, month, 1), month_end(year, month)))
        if month % 3 == 0 and random.random() < 0.5:
            columns.append(Column(SESSIONS, f"{QUARTERS[month // 3 - 1]}季度", "sum of three"))
    if random.random() < 0.5:
        columns.append(Column(SESSIONS, random.choice(["合计", "全年"]) if last == 12 else "合计", "sum of all"))
    return [[title]], columns


def draw_metrics(random: Random) -> list[str]:
    return random.sample(list(METRICS), random.randint(1, 3))


def draw_noise(random: Random, metric: str, words: list[str]) -> list[Column]:
    """Return some columns that say nothing of our figures."""
    return [Column(metric, word, word) for word in words if random.random() < 0.3]


def draw_values(random: Random, columns: list[Column], *, ten_thousands: bool) -> list[Decimal | None]:
    """Return one city's figures in base units, coherent as a reporter's are."""
    values: list[Decimal | None] = []
    sums: dict[str, list[Decimal]] = {}
    for column in columns:
        sessions = column.metric == SESSIONS
        amount = Decimal(random.randint(8, 90) * 100 if ten_thousands else random.randint(800, 9000))
        value = amount if sessions else Decimal(random.randint(0, 12))
        amounts = sums.setdefault(column.metric, [])
        if column.kind == "target":
            value = Decimal(random.randint(20, 60) * (1000 if sessions else 1))
        elif column.kind == "rate":
            value = round(100 * values[-1] / values[-2], 1)
        elif column.kind == "sum of three":
            value = sum(amounts[-3:])
        elif column.kind == "sum of all":
            value = sum(amounts)
        elif column.kind in {"year_to_date", "standing"}:
            value += sum(amounts)
        elif column.kind == "during":
            amounts.append(value)
        elif "%" in column.words:
            value = Decimal(random.randint(-90, 200)) / 10
        elif column.kind == "排名":
            value = Decimal(random.randint(1, 13))
        elif column.kind == "备注说明":
            value = Decimal(3) if random.random() < 0.3 else None
        values.append(value)
    return values


def name_of(random: Random, city: str) -> str:
    """Return a city's name as somebody may type it."""
    name = CITIES[city]
    short = name.removesuffix("市").removesuffix("地区").removesuffix("总局")
    return random.choice([name, name, name, short, " ".join(name), "　".join(short)])


def write_number(value: Decimal | None, column: Column, style: str, *, ten_thousands: bool) -> str:
    """Return a figure as it stands in its cell."""
    if value is None:
        return ""
    printed = value / 10_000 if ten_thousands and has_unit(column) and column.metric == SESSIONS else value
    text = f"{printed.normalize():f}"
    if style == "text":
        return f"'{text}"
    if style == "separators" and printed >= 1000:
        return f"{int(printed):,}" if printed == int(printed) else text
    return text.translate(FULL_WIDTH) if style == "full width" else text


def has_unit(column: Column) -> bool:
    return "%" not in column.words and column.kind not in {"排名", "备注说明"}


def reference(row: int, column: int) -> str:
    """Return the reference of a cell counted from 0."""
    return f"{xl_col_to_name(column)}{row + 1}"
