"""Places told with others or without a part, places that did not report, and the city's own part."""

from random import Random
from typing import TYPE_CHECKING

from tests.support.layouts import CITIES
from tests.writings import tables
from tests.writings.columns import SESSIONS, words
from tests.writings.figures import Figures
from tests.writings.reported import draw_month
from tests.writings.spans import during, year_to_date

if TYPE_CHECKING:
    from tests.support.workbook_of import Grid


KINDS = ("with-others", "city-proper", "without-part", "not-reported", "with-part", "other-day")


def draw_with_odd_places(random: Random) -> tables.Table:
    """Draw a monthly table in which one place is told in a way that matters."""
    year = random.choice([2018, 2019, 2020])
    reported = draw_month(random, year)
    while reported.last.month == 1:
        reported = draw_month(random, year)
    columns = [("本月", during(reported.first, reported.last)), ("本年累计", year_to_date(reported.last))]
    form, _ = tables.draw_form(random, reported)
    title = tables.write_title(random, reported, random.choice(words()["metrics"][SESSIONS]["subjects"]), form)
    grid: Grid = [[title + "（人次）"], *tables.write_lines(random, reported, "")]
    head = len(grid)
    grid.append([random.choice(words()["corners"]), *(one for one, _ in columns)])
    codes, figures, notes = tables.draw_places(random), Figures(random), []
    says: dict[str, tuple[tables.Statement, ...]] = {}
    kind = random.choice(KINDS)
    odd = random.choice([code for code in codes if code not in tables.SYSTEMS] or ["230100"])
    if kind == "not-reported":
        odd = random.choice(codes)
        note = random.choice(words()["carried"])
        notes = [[note.format(place=CITIES[odd], month=reported.last.month - 1)]]
    elif kind == "other-day":
        day = f"{reported.last.month}月{random.randint(20, 27)}日"
        note = random.choice(["注：{place}数据截至{day}。", "说明：{place}为截至{day}数据。"])
        notes = [[note.format(place=CITIES[odd], day=day)]]
    names = {code: CITIES[code] for code in codes}
    if kind == "with-others":
        names[odd] = CITIES[odd] + random.choice(words()["place_with_others"])
    elif kind == "city-proper":
        names[odd] = CITIES[odd] + random.choice(words()["city_proper"])
    elif kind == "with-part":
        codes, odd = [code for code in CITIES if code in {*codes, "231100"}], ""
        names |= {"231100": "黑河市（含五大连池）"}
        names = {code: names.get(code, CITIES[code]) for code in codes}
    elif kind == "without-part":
        codes, odd = [*[code for code in CITIES if code in {*codes, "231000"}], "231081"], ""
        names = {code: CITIES.get(code, "绥芬河市") for code in codes} | {
            "231000": random.choice(["牡丹江市（不含绥芬河）", "牡丹江市（不含绥芬河市）"])
        }
    sums = [0, 0]
    for code in codes:
        values = [figures.value(SESSIONS, code, span) for _, span in columns]
        for at, (_, span) in enumerate(columns):
            sums[at] += values[at]
            if code != odd:
                says[tables.reference(len(grid), 1 + at)] = ((SESSIONS, code, span, values[at]),)
        grid.append([names[code], *map(str, values)])
    if random.random() < 0.6 or kind == "without-part":
        grid.append([random.choice(words()["totals"]), *map(str, sums)])
    return tables.Table(
        [*grid, *notes, *tables.write_footers(random, reported)],
        says,
        ordinary=kind in {"without-part", "not-reported"} and reported.plain,
        kinds=("odd-place", kind, reported.kind),
        sheet=reported.sheet or "Sheet1",
        heads=((head, 1), (head, 2)),
        metrics=(SESSIONS,),
    )
