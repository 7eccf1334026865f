"""Tables in English, with our own English names of places, metrics and columns."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from data.reference.places import load_cities
from tests.writings import tables
from tests.writings.columns import DEADLINE, SESSIONS, STOCKS
from tests.writings.figures import Figures
from tests.writings.reported import MONTHS
from tests.writings.spans import Span, during, month_end, since_start, standing, year_to_date

if TYPE_CHECKING:
    from tests.support.workbook_of import Grid

NAMES = {
    SESSIONS: (["Training sessions"], ["person-times", "10,000 person-times"]),
    "training_bases": (["Training bases", "High-skill training bases"], [""]),
    "master_studios": (["Master studios"], [""]),
}
TITLES = (
    "{period}: progress of the 98113 plan",
    "98113 plan: {subject} by city, {period}",
    "Heilongjiang 98113 plan, {subject} ({period})",
    "98113 plan progress report, {period}",
)


def _write_period(random: Random, kind: str, last: date) -> str:
    month, year = MONTHS[last.month - 1], last.year
    if kind == "month":
        return random.choice([f"{month} {year}", f"{month[:3]} {year}"])
    if kind == "running":
        dash = random.choice(["–", "-", " to ", " – "])
        return random.choice([f"January{dash}{month} {year}", f"Jan{dash}{month[:3]} {year}"])
    ways = [f"as of {last.day} {month} {year}", f"as of {month} {last.day}, {year}", f"as of the end of {month} {year}"]
    return random.choice(ways)


def draw_in_english(random: Random) -> tables.Table:
    """Draw a table of cities down with one metric or several."""
    year, kind = random.choice([2018, 2019, 2020]), random.choice(["month", "running", "cut-off"])
    last = month_end(year, random.randint(2, 12))
    metrics = random.sample([SESSIONS, *STOCKS], random.choice([1, 1, 2, 3]))
    several = len(metrics) > 1
    columns: list[tuple[str, str, Span | None]] = []
    for metric in metrics:
        if metric in STOCKS:
            columns.append((metric, random.choice(["In place", "Existing"]), standing(last)))
        elif kind == "cut-off":
            columns.append((metric, random.choice(["Since start", "Since the plan began"]), since_start(last)))
        else:
            columns.append((metric, "This month", during(last.replace(day=1), last)))
            columns.append((metric, random.choice(["Year to date", "This year to date"]), year_to_date(last)))
    aimed = metrics == [SESSIONS] and kind != "cut-off" and random.random() < 0.4
    with_unit = random.random() < 0.7
    names = {metric: random.choice(NAMES[metric][0]) for metric in metrics}
    units = {metric: random.choice(NAMES[metric][1]) for metric in metrics}
    printed = {metric: f"{names[metric]} ({units[metric]})" if units[metric] else names[metric] for metric in metrics}
    subject = names[metrics[0]].lower() if not several else "main figures"
    title = random.choice(TITLES[1:3] if not several else TITLES).format(
        period=_write_period(random, kind, last), subject=subject
    )
    group = [printed[metric] for metric, _, _ in columns]
    group = ["<<" if at and group[at - 1] == one else one for at, one in enumerate(group)]
    heads = [head for _, head, _ in columns]
    grid: Grid = [[title], ["City", *group], ["^^", *heads]]
    if aimed:
        grid[1] += [f"Annual target{f' ({units[SESSIONS]})' if with_unit else ''}", "Completion rate (%)"]
        grid[2] += ["^^", "^^"]
    figures, says, targets = Figures(random), {}, {}
    english = {city.code: city.name_en for city in load_cities("230000")}
    scale = 10_000 if "10,000" in units.get(SESSIONS, "") else 1
    for code in tables.draw_places(random):
        row = [english[code]]
        for metric, _, span in columns:
            value = figures.value(metric, code, span)
            says[tables.reference(len(grid), len(row))] = ((metric, code, span, value),)
            row.append(tables.write_value(value, "万" if scale > 1 and metric == SESSIONS else ""))
        if aimed:
            done = figures.value(SESSIONS, code, year_to_date(last))
            aim = (int(done * random.randint(11, 25) / 10) // 1000 + 1) * 1000
            targets[tables.reference(len(grid), len(row))] = (
                SESSIONS,
                code,
                min(date(year, 12, 31), DEADLINE),
                Decimal(aim),
            )
            row += [tables.write_value(Decimal(aim), "万" if scale > 1 else ""), f"{100 * done / aim:.1f}"]
        grid.append(row)
    if random.random() < 0.4:
        grid.append([random.choice(["Note: figures are reported by the cities.", "Source: city bureaus."])])
    plain = with_unit or not aimed or scale == 1
    return tables.Table(grid, says, targets, ordinary=plain, kinds=("english", kind, "+".join(heads)))
