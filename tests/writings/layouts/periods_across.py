"""One metric in several periods: months, quarters, ten-day periods or weeks across, or down."""

from datetime import date
from random import Random
from typing import TYPE_CHECKING

from tests.writings import tables
from tests.writings.bodies import turn
from tests.writings.columns import SESSIONS, STOCKS, words
from tests.writings.figures import Figures
from tests.writings.reported import Reported
from tests.writings.spans import Span, during, month_end, standing, year_to_date

if TYPE_CHECKING:
    from tests.support.workbook_of import Grid

QUARTERS = "一二三四"


def _periods_of_year(random: Random, year: int, metric: str) -> list[tuple[str, Span]]:
    """Return heads of one year's parts with what they say; a head of all of them says nothing new."""
    if metric in STOCKS:
        months = sorted(random.sample(range(1, 13), random.randint(2, 4)))
        style = random.choice(["{m}月底", "{m}月末", "截至{m}月底"])
        return [(style.format(m=m), standing(month_end(year, m))) for m in months]
    if random.random() < 0.12:
        years = [(f"{one}年", during(date(one, 1, 1), date(one, 12, 31))) for one in range(2018, year)]
        last = month_end(year, random.randint(2, 11))
        return (
            [*years, (f"{year}年1{random.choice('—-至')}{last.month}月", year_to_date(last))]
            if years
            else [(f"{year}年{m}月", during(date(year, m, 1), month_end(year, m))) for m in (1, 2)]
        )
    styles = ["{m}月", "{m}月", "{m}月份", "{y}年{m}月", "quarters", "running", "parts of a month", "weeks"]
    style, count = random.choice(styles), random.randint(2, 12)
    if style in {"parts of a month", "weeks"}:
        return _parts_of_a_month(random, year, weeks=style == "weeks")
    if style == "quarters":
        written = random.choice(["{q}季度", "第{q}季度"])
        return [
            (written.format(q=QUARTERS[q]), during(date(year, 3 * q + 1, 1), month_end(year, 3 * q + 3)))
            for q in range(random.randint(2, 4))
        ]
    if style == "running":
        dash = random.choice("—-～至")
        months = sorted(random.sample(range(2, 13), 3))
        return [(f"1{dash}{m}月", year_to_date(month_end(year, m))) for m in months]
    return [(style.format(y=year, m=m), during(date(year, m, 1), month_end(year, m))) for m in range(1, count + 1)]


def _parts_of_a_month(random: Random, year: int, *, weeks: bool) -> list[tuple[str, Span]]:
    """Return the halves, ten-day periods or weeks of one month."""
    month = random.randint(1, 12)
    last = month_end(year, month).day
    if weeks:
        monday = next(day for day in range(1, 8) if date(year, month, day).weekday() == 0)
        days = [(day, day + 6) for day in range(monday, 22, 7)]
        dash = random.choice("-—")
        heads = [f"{month}.{one}{dash}{month}.{two}" for one, two in days]
        if random.random() < 0.5:
            heads = [f"{month}月{one}日{dash}{two}日" for one, two in days]
    elif random.random() < 0.5:
        heads, days = ["上半月", "下半月"], [(1, 15), (16, last)]
    else:
        heads, days = ["上旬", "中旬", "下旬"], [(1, 10), (11, 20), (21, last)]
    spans = [during(date(year, month, one), date(year, month, two)) for one, two in days]
    return list(zip(heads, spans, strict=True))


def draw_periods_across(random: Random) -> tables.Table:
    """Draw one metric in several periods of a year, places down or periods down."""
    year, metric = random.choice([2018, 2019, 2020]), random.choice([SESSIONS, SESSIONS, *STOCKS])
    periods = _periods_of_year(random, year, metric)
    units, where = tables.draw_units(random, [metric])
    unit = units[metric]
    where = "title" if where == "head" else where
    first, last = periods[0][1], periods[-1][1].end
    within_a_month = first.start is not None and (last - first.start).days < 31 and len(periods) > 1
    named = f"{year}年{last.month}月" if within_a_month else f"{year}年"
    if first.start is not None and first.start.year != year:
        named = f"{first.start.year}—{year}年"
    reported = Reported("periods-across", "year", date(year, 1, 1), last, named)
    form = random.choice(words()["forms"]["any"])
    subject = random.choice(words()["metrics"][metric]["subjects"])
    if metric == SESSIONS:
        subject = subject.removesuffix("人次") + random.choice(["人次", ""])
    title = tables.write_title(random, reported, subject, form) + (f"（{unit}）" if where == "title" else "")
    before = [[title], *tables.write_lines(random, reported, unit if where == "line" else "")]
    codes, figures = tables.draw_places(random), Figures(random)
    parts = metric == SESSIONS and periods[0][0][:2] not in {"1—", "1-", "1～", "1至"}
    whole = "累计" if not within_a_month else "全月" if periods[0][0].startswith("上") else "合计"
    sum_head = random.choice(["合计", whole]) if parts and random.random() < 0.4 else ""
    corner = random.choice(words()["corners"])
    rows: Grid = [[corner, *(head for head, _ in periods), *([sum_head] if sum_head else [])]]
    says: dict[tuple[int, int], tuple[tables.Statement, ...]] = {}
    totals = [0] * (len(periods) + 1)
    for code in codes:
        values = [figures.value(metric, code, span) for _, span in periods]
        values += [sum(values)] if sum_head else []
        for at, value in enumerate(values):
            totals[at] += value
            if at < len(periods):
                says[len(rows), 1 + at] = ((metric, code, periods[at][1], value),)
            else:
                says[len(rows), 1 + at] = ((metric, code, during(first.start or last, last), value),)
        rows.append([tables.name_place(random, code), *(tables.write_value(value, unit) for value in values)])
    if random.random() < 0.6:
        rows.append(["合计", *(tables.write_value(one, unit) for one in totals[: len(rows[0]) - 1])])
    turned = random.random() < 0.3
    if turned:
        rows[0][0] = "月份"
        rows = turn(rows)
    sums = {cell for cell in says if cell[1] > len(periods)}

    def place(cell: tuple[int, int]) -> str:
        row, column = (cell[1], cell[0]) if turned else cell
        return tables.reference(len(before) + row, column)

    return tables.Table(
        [*before, *rows, *tables.write_footers(random, reported)],
        {place(cell): said for cell, said in says.items() if cell not in sums},
        may={place(cell): said for cell, said in says.items() if cell in sums},
        kinds=("periods-across", *(["turned"] if turned else []), periods[0][0], metric, sum_head),
        title_row=0,
        metrics=(metric,),
    )
