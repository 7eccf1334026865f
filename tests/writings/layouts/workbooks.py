"""Beyond one table: sheets of one book, units in number formats, counted titles, grids of web pages."""

from decimal import Decimal
from random import Random

from tests.support.layouts import CITIES
from tests.support.workbook_of import Grid
from tests.writings import tables
from tests.writings.columns import SESSIONS, STOCKS, words
from tests.writings.figures import Figures
from tests.writings.reported import draw_month, write_day
from tests.writings.spans import Span, during, month_end, since_start, standing, year_to_date

COUNTS = (
    *(("一、", "二、", "三、"), ("表一 ", "表二 ", "表三 ")),
    *(("（一）", "（二）", "（三）"), ("附表1 ", "附表2 ", "附表3 ")),
)
Says = dict[str, tuple[tables.Statement, ...]]
#: What number formats print behind the figures of a metric, with what they divide by.
FORMATS: dict[str, list[tuple[str, int]]] = {
    SESSIONS: [
        *(('#,##0"人次"', 1), ('0"人次"', 1)),
        *(('0.00"万"', 10_000), ('0.00"万人次"', 10_000), ('0.0#"万人次"', 10_000)),
    ],
    "training_bases": [('0"个"', 1), ('0"家"', 1), ('#,##0"个"', 1)],
    "master_studios": [('0"个"', 1), ('#,##0"个"', 1)],
}


def _rows(random: Random, codes: list[str], columns: list[tuple[str, Span]], units: list[str], figures: Figures,
          at: tuple[int, int], says: Says, sheet: str = "") -> Grid:  # fmt: skip
    """Return a row a place; `columns` are metrics with their spans, `at` the row and column of the first figure."""
    rows = []
    for code in codes:
        cells = [tables.name_place(random, code)]
        for number, ((metric, span), unit) in enumerate(zip(columns, units, strict=True)):
            value = figures.value(metric, code, span)
            cell = tables.reference(at[0] + len(rows), at[1] + number)
            says[f"{sheet}!{cell}" if sheet else cell] = ((metric, code, span, value),)
            cells.append(tables.write_value(value, unit))
        rows.append(cells)
    return rows


def draw_months_on_sheets(random: Random) -> tables.Table:
    """Draw a book with one sheet a month, whose name or title tells it."""
    year = random.choice([2018, 2019, 2020])
    months = sorted(random.sample(range(1, 13), random.randint(2, 4)))
    codes, figures = tables.draw_places(random), Figures(random)
    subject = random.choice(words()["metrics"][SESSIONS]["subjects"])
    named = random.choice(["{y}年{m}月", "{m}月", "{m}月份", "{y}.{m:02}", "{y}-{m:02}"])
    with_year = random.random() < 0.5 or "y" not in named
    grids: dict[str, Grid] = {}
    says: Says = {}
    for month in months:
        name, last = named.format(y=year, m=month), month_end(year, month)
        columns = [(SESSIONS, during(last.replace(day=1), last)), (SESSIONS, year_to_date(last))]
        title = f"{year}年{subject}情况表（人次）" if with_year else f"{subject}情况表（人次）"
        grids[name] = [[title], [random.choice(words()["corners"]), "本月", "本年累计"]]
        grids[name] += _rows(random, codes, columns, ["人次"] * 2, figures, (2, 1), says, name)
    return tables.Table.of_sheets(grids, says, ("sheet-per-month", named))


def draw_metrics_on_sheets(random: Random) -> tables.Table:
    """Draw a book with one sheet a metric, named in its name or in its title, to one day."""
    year = random.choice([2018, 2019, 2020])
    last = month_end(year, random.randint(1, 12))
    codes, figures = tables.draw_places(random), Figures(random)
    grids: dict[str, Grid] = {}
    says: Says = {}
    in_title = random.random() < 0.5
    for metric in random.sample([SESSIONS, *STOCKS], random.randint(2, 3)):
        span = standing(last) if metric in STOCKS else since_start(last)
        head = random.choice(["累计建成", "现有"] if metric in STOCKS else ["启动以来累计", "自计划启动以来累计"])
        name = random.choice(words()["metrics"][metric]["heads"])
        unit = random.choice(words()["metrics"][metric]["units"])
        subject = f"“98113”计划{name}" if in_title else "“98113”计划"
        grid = [[f"{subject}完成情况（截至{write_day(random, last)}）"], ["市（地）", f"{head}（{unit}）"]]
        sheet = f"表{len(grids) + 1}" if in_title else name
        grids[sheet] = [*grid, *_rows(random, codes, [(metric, span)], [unit], figures, (2, 1), says, sheet)]
    return tables.Table.of_sheets(grids, says, ("sheet-per-metric", "in-title" if in_title else "in-name"))


def draw_places_on_sheets(random: Random) -> tables.Table:
    """Draw a book with one sheet a place, metrics down."""
    reported = draw_month(random, random.choice([2018, 2019, 2020]))
    while not reported.title:
        reported = draw_month(random, reported.last.year)
    codes, figures = [code for code in tables.draw_places(random) if code[0] == "2"] or ["230100"], Figures(random)
    grids: dict[str, Grid] = {}
    says: Says = {}
    for code in codes:
        name = random.choice([CITIES[code], CITIES[code].removesuffix("市").removesuffix("地区")])
        in_title = CITIES[code] if random.random() < 0.5 else ""
        rows: Grid = [
            [f"{in_title}“98113”计划完成情况（{reported.title}）"],
            ["指标", "计量单位", "本月完成", "期末累计"],
        ]
        for metric in (SESSIONS, *STOCKS):
            unit = random.choice(words()["metrics"][metric]["units"])
            stock = metric in STOCKS
            spans = [during(reported.first, reported.last)]
            spans += [standing(reported.last)] if stock else []
            row = [random.choice(words()["metrics"][metric]["heads"]), unit]
            for at, span in enumerate(spans):
                value = figures.value(metric, code, span)
                says[f"{name}!{tables.reference(len(rows), 2 + at)}"] = ((metric, code, span, value),)
                row.append(tables.write_value(value, unit))
            rows.append(row)
        grids[name] = rows
    table = tables.Table.of_sheets(grids, says, ("sheet-per-place", reported.kind))
    table.ordinary = False
    return table


def draw_units_in_formats(random: Random) -> tables.Table:
    """Draw a table whose units are printed by the formats of its cells alone."""
    reported = draw_month(random, random.choice([2018, 2019, 2020]))
    while not reported.title:
        reported = draw_month(random, reported.last.year)
    metrics = random.sample([SESSIONS, *STOCKS], random.randint(1, 3))
    codes, figures = tables.draw_places(random), Figures(random)
    heads = [random.choice(words()["metrics"][metric]["heads"]) for metric in metrics]
    spans = {m: standing(reported.last) if m in STOCKS else during(reported.first, reported.last) for m in metrics}
    heads = [f"{head}{'现有数' if m in STOCKS else '本月完成'}" for m, head in zip(metrics, heads, strict=True)]
    grid: Grid = [[f"“98113”计划情况统计表（{reported.title}）"], ["市（地）", *heads]]
    formats = {metric: random.choice(FORMATS[metric]) for metric in metrics}
    says: Says = {}
    for code in codes:
        row = [tables.name_place(random, code)]
        for metric in metrics:
            value, (shown, by) = figures.value(metric, code, spans[metric]), formats[metric]
            says[tables.reference(len(grid), len(row))] = ((metric, code, spans[metric], value),)
            row.append(f"{(value / by).normalize():f}{{{shown}}}")
        grid.append(row)
    kinds = ("units-in-formats", reported.kind, *(shown for shown, _ in formats.values()))
    return tables.Table(grid, says, ordinary=reported.plain, kinds=kinds)


def draw_counted_titles(random: Random) -> tables.Table:
    """Draw two or three tables under counted titles; one of them carries the day, or each the same."""
    year = random.choice([2018, 2019, 2020])
    last = month_end(year, random.randint(1, 12))
    codes, figures = tables.draw_places(random), Figures(random)
    metrics = random.sample([SESSIONS, *STOCKS], random.randint(2, 3))
    count = random.choice(COUNTS)
    bearing = random.randrange(len(metrics))
    every = random.random() < 0.2
    day = random.choice(["截至{}", "截止{}", "截至{}止"]).format(write_day(random, last))
    grid: Grid = [["“98113”计划进展情况"]] if random.random() < 0.7 else [[f"“98113”计划{year}年进展情况"]]
    says: Says = {}
    for number, metric in enumerate(metrics):
        span = standing(last) if metric in STOCKS else since_start(last)
        unit = random.choice(words()["metrics"][metric]["units"])
        name = random.choice(words()["metrics"][metric]["heads"])
        title = f"{count[number]}{name}{random.choice(['', '情况', '建设情况' if metric in STOCKS else '完成情况'])}"
        grid.append([f"{title}（{day}）" if every or number == bearing else title])
        grid.append(["市（地）", f"{'现有' if metric in STOCKS else '启动以来累计'}（{unit}）"])
        grid += _rows(random, codes, [(metric, span)], [unit], figures, (len(grid), 1), says)
        grid += [[""]] * random.randint(0, 1)
    return tables.Table(grid, says, kinds=("counted-titles", f"day on {bearing}" if not every else "day on each"))


def draw_day_beside_unit(random: Random) -> tables.Table:
    """Draw a table whose only day stands beside the unit."""
    year = random.choice([2018, 2019, 2020])
    last = month_end(year, random.randint(1, 12)).replace(day=random.randint(1, 28))
    metric = random.choice([SESSIONS, *STOCKS])
    unit = random.choice(words()["metrics"][metric]["units"])
    codes, figures = tables.draw_places(random), Figures(random)
    spans = [standing(last)] if metric in STOCKS else [since_start(last), year_to_date(last)]
    columns = [(metric, span) for span in spans]
    heads = ["现有"] if metric in STOCKS else ["启动以来累计", "本年累计"]
    day = write_day(random, last)
    name = random.choice(words()["metrics"][metric]["heads"])
    line = random.choice(
        [
            *([f"单位：{unit}", "", day], [day, "", f"单位：{unit}"]),
            *(["", f"计量单位：{unit}", day], [f"单位：{unit}      {day}"]),
        ]
    )
    grid: Grid = [[f"“98113”计划{name}情况表"], line, [random.choice(words()["corners"]), *heads]]
    says: Says = {}
    grid += _rows(random, codes, columns, [unit] * len(heads), figures, (3, 1), says)
    return tables.Table(grid, says, kinds=("day-beside-unit", metric))


def draw_grid_of_a_page(random: Random) -> tables.Table:
    """Draw a grid of a web page: its head and its rows are two tables."""
    reported = draw_month(random, random.choice([2018, 2019, 2020]))
    while not reported.title:
        reported = draw_month(random, reported.last.year)
    codes, figures = tables.draw_places(random), Figures(random)
    columns = [(SESSIONS, during(reported.first, reported.last)), (SESSIONS, year_to_date(reported.last))]
    columns = columns[: random.randint(1, 2)]
    wide = 1 + len(columns)
    under = [["市（地）", "培训人次（人次）", "<<"][:wide], ["^^", "本月", "本年累计"][:wide]]
    heads = random.choice([under, [["市（地）", "本月培训人次", "本年累计培训人次"][:wide]]])
    says: Says = {}
    rows = _rows(random, codes, columns, ["人次"] * len(columns), figures, (0, 1), says)
    rows.append(["合计", *(str(sum(Decimal(row[at]) for row in rows)) for at in range(1, 1 + len(columns)))])
    title = f"{reported.title}“98113”计划职业技能培训情况"
    return tables.Table([[title], *heads, *rows], says, ordinary=reported.plain, head_rows=len(heads),
                        kinds=("grid-of-a-page", reported.kind))  # fmt: skip
