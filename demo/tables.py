"""The demo tables: each function lays the invented figures out as one workbook in one office's layout."""

from datetime import date

from data.reference.places import load_districts
from demo.layouts import SUM, Heading, Page, Value, write_csv, write_workbook
from demo.story import BASES, CONTESTS, FRONTLINE, FUND, REVOKED, SESSIONS, STUDIOS, YEARS, Reporter, Story

MARK = "演示数据"
NOT_REPORTED = "未报"
MONTH_NAMES = tuple(f"{month}月" for month in range(1, 13))
QUARTER_NAMES = ("第一季度", "第二季度", "第三季度", "第四季度")
CITY = Heading("市（地）", width=14)


def write_allocation(title: str, names: dict[str, str], story: Story) -> bytes:
    """Return the 目标任务分解表 with document number."""
    rows: list[list[Value]] = [
        [city.name, story.target(BASES, city), story.target(STUDIOS, city), story.target(SESSIONS, city) // 10_000]
        for city in story.reporters
    ]
    headings = (
        CITY,
        Heading(f"{names[BASES]}（个）", width=24),
        Heading(f"{names[STUDIOS]}（个）", width=22),
        Heading(f"{names[SESSIONS]}（万人次）", width=24),
    )
    heading = f"{title}目标任务分解表（演示发〔2018〕1号）"
    total: list[Value] = ["合计", SUM, SUM, SUM]
    return write_workbook([Page("分解", heading, headings, [*rows, total], note=f"{MARK}　　印发日期：2018年1月15日")])


def write_quarter_ends(title: str, names: dict[str, str], story: Story) -> bytes:
    """Return a tidy list, one row a city, metric and quarter end; the first anchors every later sum."""
    rows: list[list[Value]] = [
        [f"{title}各市（地）季末进展情况（{MARK}）"],
        ["期间", "市（地）", "指标", "数值", "单位"],
    ]
    for day in (day for day in story.months if day.month % 3 == 0 and day.year < 2019):
        period = f"截至{day.year}年{day.month}月底"
        for city in story.reporters:
            for metric in (BASES, STUDIOS):
                rows.append([period, city.name, names[metric], story.stocks[metric, city.code, day], "个"])
            rows.append([period, city.name, names[SESSIONS], story.sessions(city, day), "人次"])
    return write_csv(rows, "utf-8-sig")


def write_sessions_by_month(names: dict[str, str], story: Story) -> bytes:
    """Return sessions of 2018, cities down and months across, as Excel saves a CSV in China."""
    months = [day for day in story.months if day.year == 2018]
    body: list[list[Value]] = []
    for city in story.reporters:
        amounts = [story.amounts[city.code, day] for day in months]
        body.append([city.short, *amounts, sum(amounts)])
    totals: list[Value] = [sum(row[column] for row in body) for column in range(1, 14)]  # type: ignore[misc]
    title = [f"2018年各市（地）{names[SESSIONS]}情况（单位：人次，{MARK}）"]
    return write_csv([title, ["市（地）", *MONTH_NAMES, "全年"], *body, ["合计", *totals]], "gb18030")


def write_stocks_by_month(title: str, names: dict[str, str], story: Story) -> bytes:
    """Return standing numbers of 2018, one sheet a metric, months across."""
    months = [day for day in story.months if day.year == 2018]
    pages = []
    for metric in (BASES, STUDIOS):
        rows: list[list[Value]] = [
            [city.name, *(story.stocks[metric, city.code, day] for day in months)] for city in story.reporters
        ]
        heading = f"{title}2018年各月末{names[metric]}现有数（{MARK}）"
        headings = (CITY, *(Heading(month, width=7) for month in MONTH_NAMES))
        pages.append(Page(names[metric], heading, headings, [*rows, ["合计", *[SUM] * 12]], note="单位：个"))
    return write_workbook(pages)


def write_one_city_by_month(names: dict[str, str], story: Story) -> bytes:
    """Return one city's sessions of 2018, months down."""
    city = story.reporters[0]
    rows: list[list[Value]] = [
        [f"{day.month}月", story.amounts[city.code, day], story.year_to_date(city, day)]
        for day in story.months
        if day.year == 2018
    ]
    headings = (
        Heading("月份"),
        Heading(f"当月{names[SESSIONS]}", width=20),
        Heading(f"本年累计{names[SESSIONS]}", width=24),
    )
    page = Page("Sheet1", f"{city.name}2018年{names[SESSIONS]}情况统计表（{MARK}）", headings, rows, note="单位：人次")
    return write_workbook([page])


def write_reports_2019(title: str, names: dict[str, str], story: Story) -> bytes:
    """Return the provincial tables of 2019: merged headers over target, cumulative and completion."""
    pages = []
    for day in (day for day in story.months if day.year == 2019):
        groups = ((BASES, "个", "0"), (STUDIOS, "个", "0"), (SESSIONS, "万人次", "0.00"))
        headings = [Heading("序号", width=6), CITY]
        for metric, unit, numbers in groups:
            group = f"{names[metric]}（{unit}）"
            done_label = "累计完成" if metric == SESSIONS else "累计建成"
            headings += [
                Heading("目标", group),
                Heading(done_label, group, numbers),
                Heading("完成率（%）", group, "0.0"),
            ]
        rows: list[list[Value]] = []
        for index, city in enumerate(story.reporters, start=1):
            row: list[Value] = [index, city.name]
            for metric, _unit, _numbers in groups:
                target: float = story.target(metric, city)
                done: float = story.sessions(city, day) if metric == SESSIONS else story.stocks[metric, city.code, day]
                if metric == SESSIONS:
                    target, done = target // 10_000, round(done / 10_000 + 1e-9, 2)
                row += [target, *_unless_silent(story, city, day, (done, round(100 * done / target + 1e-9, 1)))]
            rows.append([*row, None])
        rows.append(["合计", None, *[SUM, SUM, None] * 3, None])
        pages.append(
            Page(
                f"{day.month}月",
                f"{title}进展情况表（{MARK}）",
                (*headings, Heading("备注", width=26)),
                rows,
                note=f"填报单位：演示单位　　截止日期：{_day_text(day)}",
                footer="填报人：　　　　审核人：　　　　　说明：累计完成为自计划启动以来数。",
            )
        )
    return write_workbook(pages)


def write_reports_2020(title: str, names: dict[str, str], story: Story) -> bytes:
    """Return the provincial tables of 2020: amounts of the month, of the year and since the start."""
    sessions = f"{names[SESSIONS]}（人次）"
    headings = (
        Heading("序号", width=6),
        CITY,
        Heading("目标", f"{names[BASES]}（个）"),
        Heading("现有", f"{names[BASES]}（个）"),
        Heading("目标", f"{names[STUDIOS]}（个）"),
        Heading("现有", f"{names[STUDIOS]}（个）"),
        Heading("本月完成", sessions, width=12),
        Heading("本年累计", sessions, width=12),
        Heading("自计划启动以来累计", sessions, width=20),
        Heading("排名", sessions, width=6),
        Heading("备注", width=26),
    )
    pages = []
    for day in (day for day in story.months if day.year == 2020):
        order = sorted(story.reporters, key=lambda city: -story.amounts[city.code, day])
        rows: list[list[Value]] = []
        for index, city in enumerate(story.reporters, start=1):
            reported = _unless_silent(
                story,
                city,
                day,
                (
                    story.stocks[BASES, city.code, day],
                    story.stocks[STUDIOS, city.code, day],
                    story.amounts[city.code, day],
                    story.year_to_date(city, day),
                    story.sessions(city, day),
                    order.index(city) + 1,
                ),
            )
            targets = story.target(BASES, city), story.target(STUDIOS, city)
            remark = REVOKED if city.short == "鹤岗" and (day.year, day.month) == (2020, 5) else None
            rows.append([index, city.name, targets[0], reported[0], targets[1], *reported[1:], remark])
        rows.append(["合计", None, *[SUM] * 7, None, None])
        heading = f"{title}{day.year}年{day.month}月进展情况表（{MARK}）"
        note = f"填报单位：演示单位　　截止日期：{_day_text(day)}"
        pages.append(Page(f"{day.month}月", heading, headings, rows, note=note))
    return write_workbook(pages)


def write_quarterly(title: str, names: dict[str, str], story: Story) -> bytes:
    """Return one city's quarterly reports of 2020, metrics down."""
    city = story.reporters[1]
    headings = (
        Heading("指标名称", width=24),
        Heading("计量单位"),
        Heading("代码"),
        Heading("本期", width=12),
        Heading("累计", width=12),
    )
    pages = []
    for quarter, name in enumerate(QUARTER_NAMES, start=1):
        days = [day for day in story.months if day.year == 2020 and (day.month + 2) // 3 == quarter]
        before = story.months[story.months.index(days[0]) - 1]
        rows: list[list[Value]] = []
        for code, metric in enumerate((BASES, STUDIOS), start=1):
            now = story.stocks[metric, city.code, days[-1]]
            rows.append([names[metric], "个", f"{code:02}", now - story.stocks[metric, city.code, before], now])
        amount = sum(story.amounts[city.code, day] for day in days)
        rows.append([names[SESSIONS], "人次", "03", amount, story.sessions(city, days[-1])])
        heading = f"{city.name}{title}情况季报（2020年{name}）（{MARK}）"
        footer = "说明：本期为当季数，累计为自计划启动以来数。"
        pages.append(Page(name, heading, headings, rows, footer=footer))
    return write_workbook(pages)


def write_districts(names: dict[str, str], story: Story, province: str) -> bytes:
    """Return one city's districts of June 2020; their total is the city's figure."""
    city, day = story.reporters[2], date(2020, 6, 30)
    places = ["市本级", *(district.name for district in load_districts(province) if district.city == city.code)]
    shares = [1 + (3 * index) % 7 for index in range(len(places))]
    columns = [_split(total, shares) for total in (story.amounts[city.code, day], story.year_to_date(city, day))]
    rows: list[list[Value]] = [
        [place, month, year, month * 2 // 5] for place, month, year in zip(places, *columns, strict=True)
    ]
    headings = (
        Heading("县（市、区）", width=14),
        Heading(f"本月{names[SESSIONS]}", width=20),
        Heading("本年累计"),
        Heading("其中：企业职工", width=16),
    )
    heading = f"{city.name}2020年6月{names[SESSIONS]}情况（人次，{MARK}）"
    return write_workbook([Page("6月", heading, headings, [*rows, ["合计", SUM, SUM, SUM]])])


def write_contests(title: str, names: dict[str, str], story: Story) -> bytes:
    """Return the contests of the whole province, one sheet a year, quarters down; no city is named."""
    pages = []
    for year in YEARS:
        rows: list[list[Value]] = [
            [name, story.contests(year, quarter) - story.contests(year, quarter - 1), story.contests(year, quarter)]
            for quarter, name in enumerate(QUARTER_NAMES, start=1)
        ]
        headings = (Heading("季度", width=14), Heading("本季举办", width=14), Heading("本年累计", width=14))
        heading = f"{title}{year}年{names[CONTESTS]}举办情况（全省，{MARK}）"
        pages.append(Page(f"{year}年", heading, headings, rows, note="单位：个"))
    return write_workbook(pages)


def write_rates(title: str, names: dict[str, str], story: Story) -> bytes:
    """Return the two fund rates of each year, one sheet a year."""
    pages = []
    for year in YEARS:
        rows: list[list[Value]] = [
            [city.name, story.rate(FUND, city, year), story.rate(FRONTLINE, city, year)] for city in story.reporters
        ]
        headings = (CITY, *(Heading(f"{names[metric]}（%）", numbers="0.0", width=30) for metric in (FUND, FRONTLINE)))
        pages.append(Page(f"{year}年", f"{title}{year}年度职工教育培训经费情况（{MARK}）", headings, rows))
    return write_workbook(pages)


def _unless_silent(story: Story, city: Reporter, day: date, values: tuple[Value, ...]) -> tuple[Value, ...]:
    return (NOT_REPORTED,) * len(values) if story.is_silent(city, day) else values


def _split(total: int, shares: list[int]) -> list[int]:
    parts = [total * share // sum(shares) for share in shares]
    return [total - sum(parts[1:]), *parts[1:]]


def _day_text(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
