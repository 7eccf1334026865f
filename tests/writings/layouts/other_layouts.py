"""One city's report, tidy lists, counties of a city, and cities as section rows."""

import csv
from dataclasses import replace
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from tests.support.layouts import CITIES
from tests.support.paths import ROOT
from tests.writings import tables
from tests.writings.columns import SESSIONS, STOCKS, words
from tests.writings.figures import Figures
from tests.writings.reported import Reported, draw_month, draw_quarter
from tests.writings.short_periods import draw_reported
from tests.writings.spans import Span, during, since_start, standing, year_to_date

if TYPE_CHECKING:
    from tests.support.workbook_of import Grid


@cache
def districts() -> dict[str, list[str]]:
    """Return the counties of each city by its code."""
    found: dict[str, list[str]] = {}
    with (ROOT / "data" / "reference" / "230000" / "districts.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found.setdefault(row["city"], []).append(row["name"])
    return found


def _span_under(metric: str, words: str, reported: Reported) -> Span:
    """Return what a column of a report on several metrics says of one of them."""
    amount = during(reported.first, reported.last)
    if "启动" in words or "2017" in words:
        return since_start(reported.last)
    if words in {"累计", "累计完成"}:
        return standing(reported.last) if metric in STOCKS else year_to_date(reported.last)
    return year_to_date(reported.last) if "年" in words else amount


def draw_one_city(random: Random) -> tables.Table:
    """Draw the report of one city: metrics down, this period and the sums across, or cities as section rows."""
    year = random.choice([2018, 2019, 2020])
    reported = random.choice([draw_month, draw_month, draw_quarter])(random, year)
    this = {"month": ["本月", "当月", "本期"], "quarter": ["本季", "本季度", "本期"]}[reported.pace]
    metrics = random.sample([SESSIONS, *STOCKS], random.randint(1, 3))
    heads = random.choice([[this, ["累计", "累计完成"]], [this, ["本年累计", "年初以来累计"]], [["累计"]]])
    columns = [random.choice(one) for one in heads]
    notes: Grid = []
    kind = ()
    since = metrics == [SESSIONS] and random.random() < 0.5
    if since:
        columns.append(random.choice(["启动以来累计", "自计划启动以来累计", "2017年12月以来累计"]))
    elif metrics == [SESSIONS] and columns[-1].startswith("累计") and random.random() < 0.4:
        notes, kind = [[random.choice(words()["definitions"]["since_start"])]], ("defined-since_start",)
    sections = random.random() < 0.2
    codes = tables.draw_places(random)[:3] if sections else [random.choice(list(CITIES)[:13])]
    form, _ = tables.draw_form(random, reported)
    subject = random.choice(words()["subjects_of_several"])
    city = "" if sections else random.choice([CITIES[codes[0]], CITIES[codes[0]] + "人社局"])
    office = random.choice(words()["city_offices"]).format(city=CITIES[codes[0]])
    title = tables.write_title(random, reported, subject, form, city)
    units = {one: random.choice(words()["metrics"][one]["units"]) for one in metrics}
    in_column = random.random() < 0.6
    lead = [random.choice(words()["metric_heads"]), *(["单位"] if in_column else [])]
    before = [[title], *tables.write_lines(random, reported, "", "" if sections else office)]
    grid: Grid = [*before, [*lead, *columns]]
    figures, says = Figures(random), {}
    for code in codes:
        if sections:
            grid.append([CITIES[code], *["<<"] * (len(lead) + len(columns) - 1)])
        for metric in metrics:
            name = random.choice(words()["metrics"][metric]["heads"])
            row = [name, units[metric]] if in_column else [f"{name}（{units[metric]}）"]
            for at, column in enumerate(columns):
                span = _span_under(metric, column, reported)
                if notes and column.startswith("累计"):
                    span = since_start(reported.last)
                value = figures.value(metric, code, span)
                row.append(tables.write_value(value, units[metric]))
                says[tables.reference(len(grid), len(lead) + at)] = ((metric, code, span, value),)
            grid.append(row)
    mixed = any(one in STOCKS for one in metrics) and any("年" in one or one in this for one in columns)
    return tables.Table(
        [*grid, *notes, *tables.write_footers(random, reported, office)],
        says,
        ordinary=reported.plain and not mixed,
        kinds=("sections" if sections else "one-city", reported.kind, *kind, "+".join(columns)),
        sheet=reported.sheet or "Sheet1",
        title_row=0,
        heads=tuple((len(before), len(lead) + at) for at in range(len(columns))),
        metrics=tuple(metrics),
    )


def draw_tidy(random: Random) -> tables.Table:
    """Draw a tidy list: place, metric, period and value in each row."""
    codes, figures = tables.draw_places(random), Figures(random)
    order = random.sample(["市（地）", "指标", "期间", "数值", "单位"], 5)
    grid, says, plain = [order], {}, True
    kinds = []
    for code in codes:
        metric = random.choice([SESSIONS, *STOCKS])
        reported = draw_reported(random)
        while (
            reported.pace not in {"month", "quarter", "running", "cut-off", "half", "year"}
            or not reported.title
            or reported.form == "half!"
        ):
            reported = draw_reported(random)
        reported = replace(reported, line="", after="")
        if metric in STOCKS:
            plain = plain and reported.pace == "cut-off"
            span = standing(reported.last)
        elif reported.pace == "cut-off":
            span = since_start(reported.last)
        else:
            span = during(reported.first, reported.last)
        unit = random.choice(words()["metrics"][metric]["units"])
        value = figures.value(metric, code, span)
        cells = {
            "市（地）": tables.name_place(random, code),
            "指标": random.choice(words()["metrics"][metric]["heads"]),
            "期间": tables.as_text(reported.title),
            "数值": tables.write_value(value, unit),
            "单位": unit,
        }
        says[tables.reference(len(grid), order.index("数值"))] = ((metric, code, span, value),)
        grid.append([cells[head] for head in order])
        kinds.append(reported.kind)
    return tables.Table(grid, says, ordinary=plain, kinds=("tidy", *kinds), title_row=-1)


def draw_counties(random: Random) -> tables.Table:
    """Draw one city's counties with the city's total."""
    year = random.choice([2018, 2019, 2020])
    reported = draw_month(random, year)
    code = random.choice(list(CITIES)[:13])
    names = districts()[code]
    columns = [("本月", during(reported.first, reported.last)), ("本年累计", year_to_date(reported.last))]
    columns = columns[: random.randint(1, 2)]
    subject = random.choice(words()["metrics"][SESSIONS]["subjects"])
    form, _ = tables.draw_form(random, reported)
    title = tables.write_title(random, reported, subject, form, CITIES[code]) + "（人次）"
    before = [[title], *tables.write_lines(random, reported, "", CITIES[code] + "人社局")]
    grid: Grid = [*before, [random.choice(["县（市、区）", "区县", "县区"]), *(head for head, _ in columns)]]
    figures, says = Figures(random), {}
    table = [[figures.value(SESSIONS, name, span) for _, span in columns] for name in names]
    sums = [sum(row[at] for row in table) for at in range(len(columns))]
    grid += [[name, *map(str, row)] for name, row in zip(names, table, strict=True)]
    for at, (_, span) in enumerate(columns):
        says[tables.reference(len(grid), 1 + at)] = ((SESSIONS, code, span, sums[at]),)
    grid.append([random.choice(["合计", "全市合计", "全市", "总计"]), *map(str, sums)])
    return tables.Table(
        [*grid, *tables.write_footers(random, reported, CITIES[code] + "人社局")],
        says,
        ordinary=reported.plain,
        kinds=("counties", reported.kind, "+".join(head for head, _ in columns)),
        sheet=reported.sheet or "Sheet1",
        heads=tuple((len(before), 1 + at) for at in range(len(columns))),
        metrics=(SESSIONS,),
    )
