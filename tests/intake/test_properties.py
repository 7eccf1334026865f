"""Whatever the layout, a known figure is never read as another one."""

from decimal import Decimal
from random import Random

from hypothesis import given, note, settings
from hypothesis import strategies as st

from tests.support import layouts, reading_of, workbook_of
from tests.support.layouts import SESSIONS, Column, Table

DRAWINGS = (layouts.draw_cut_off, layouts.draw_period, layouts.draw_span, layouts.draw_months)
STATEMENTS = {"during", "year_to_date", "since_start", "standing"}
STYLES = ("plain", "plain", "text", "separators", "full width")
SWAPPED = {"<<": "^^", "^^": "<<"}


def write_head(random: Random, columns: list[Column], units: dict[str, str], lead: list[str], where: str) -> list:
    """Return the header rows: metrics over words, or both in one cell."""
    labels = {metric: random.choice(names) for metric, names in layouts.METRICS.items()}
    unit = {metric: f"（{text}）" if where == "head" else "" for metric, text in units.items()}
    style = "months" if columns[0].words == "1月" else random.choice(["two rows", "metric first", "words first"])
    if style == "months":
        rows = [[*lead, *(column.words for column in columns)]]
    elif style == "two rows":
        before = [None, *(column.metric for column in columns)]
        above = [
            "<<" if column.metric == last else labels[column.metric] + unit[column.metric]
            for column, last in zip(columns, before, strict=False)
        ]
        rows = [[*lead, *above], ["^^"] * len(lead) + [column.words for column in columns]]
    else:
        rows = [list(lead)]
        for column in columns:
            words, percent = column.words.removesuffix("（%）"), "（%）" if column.words.endswith("（%）") else ""
            both = labels[column.metric] + words if style == "metric first" else words + labels[column.metric]
            rows[0].append(both + (unit[column.metric] if layouts.has_unit(column) else percent))
    if where == "row" and style != "months":
        below = [units[c.metric] if layouts.has_unit(c) else "%" if "%" in c.words else "" for c in columns]
        rows.append(["计量单位", *[""] * (len(lead) - 1), *below])
    return rows


def draw_table(random: Random, *, remarks: bool = True) -> Table:
    """Return one table with its title, footer and decoration."""
    title, columns = random.choice(DRAWINGS)(random)
    cities = random.sample(list(layouts.CITIES), random.randint(3, 8))
    ten_thousands = random.random() < 0.4
    style, where = random.choice(STYLES), random.choice(["head", "line", "row"])
    units = {"training_bases": "个", "master_studios": "个", SESSIONS: "万人次" if ten_thousands else "人次"}
    across, months = random.random() < 0.3, columns[0].words == "1月"
    corner = random.choice(["市（地）", "地市", "地区", "市(地)", "单位名称"])
    if across:
        corner = random.choice(["月份", "时间"] if months else ["指标", "项目", "指标名称"])
    lead = ["序号", corner] if random.random() < 0.4 else [corner]
    if where == "line" or (months and where == "row"):
        used = dict.fromkeys(units[column.metric] for column in columns)
        title = [*title, ["", "", f"单位：{'、'.join(used)}"]]
    elif months:
        title = [[f"{title[0][0]}（{units[SESSIONS]}）"], *title[1:]]

    head = write_head(random, columns, units, lead, where)
    says: dict[tuple[int, int], tuple] = {}
    may: dict[tuple[int, int], tuple] = {}
    body, sums = [], [Decimal(0)] * len(columns)
    first = random.random() < 0.2
    for place, city in enumerate(cities):
        values = layouts.draw_values(random, columns, ten_thousands=ten_thousands)
        for at, (column, value) in enumerate(zip(columns, values, strict=True)):
            cell = (len(head) + first + place, len(lead) + at)
            sums[at] += value or 0
            if column.kind in STATEMENTS:
                start = column.start.isoformat() if column.start else None
                says[cell] = (column.metric, city, column.kind, start, column.end.isoformat(), value)
            elif column.kind == "target":
                says[cell] = (column.metric, city, column.end.isoformat(), value, "printed")
            elif column.kind == "去年同期":
                may[cell] = (column.metric, city)
        written = [
            layouts.write_number(value, column, style, ten_thousands=ten_thousands)
            for column, value in zip(columns, values, strict=True)
        ]
        body.append([*[str(place + 1)] * (len(lead) - 1), layouts.name_of(random, city), *written])
    total = [
        layouts.write_number(value, column, style, ten_thousands=ten_thousands)
        if column.kind in STATEMENTS | {"target", "sum of three", "sum of all", "去年同期"}
        else ""
        for column, value in zip(columns, sums, strict=True)
    ]
    if first or random.random() < 0.6:
        body.insert(
            0 if first else len(body),
            [*[""] * (len(lead) - 1), random.choice(["合计", "总计", "全省", "合  计"]), *total],
        )
    rows = head + body
    if remarks and random.random() < 0.3:
        for row in rows:
            row.append(random.choice(["", "", "3", "新增2家"]))
        for place in range(len(head)):
            rows[place][-1] = "备注" if place == 0 else "^^" if rows[place][0] == "^^" else ""
    if across:
        rows = [[SWAPPED.get(row[at], row[at]) for row in rows] for at in range(len(rows[0]))]
        says = {(column, row): said for (row, column), said in says.items()}
        may = {(column, row): said for (row, column), said in may.items()}
    if random.random() < 0.3:
        title = [["附件1"], *title]
    if random.random() < 0.2:
        title = [*title, [""]]
    footer = [["填报人：王某", "", "电话：0451-87654321"]] if random.random() < 0.4 else []
    left = random.choice([0, 0, 0, 1])
    grid = [[""] * left + row for row in [*title, *rows, *footer]]

    def place_of(cell: tuple[int, int]) -> str:
        return layouts.reference(cell[0] + len(title), cell[1] + left)

    return Table(
        grid,
        {place_of(cell): said for cell, said in says.items()},
        {place_of(cell): said for cell, said in may.items()},
    )


def read_table(table: Table) -> tuple[dict, dict[str, tuple]]:
    """Return the reading of a table, and what each of its cells was read as."""
    reading = reading_of.read_as_dict(workbook_of.build_file("x.xlsx", {"Sheet1": table.grid}, {}), "x.xlsx")
    said = {row[-1]: row[:6] for row in reading_of.observation_rows(reading)}
    return reading, said | {row[-1]: row[:5] for row in reading_of.target_rows(reading)}


def statement(said: tuple) -> tuple:
    """Return what a cell says with exact numbers, and `during` from 1 January as `year_to_date`."""
    exact = tuple(reading_of.exact(item) if isinstance(item, Decimal) else item for item in said)
    return reading_of.as_statement(exact) if len(exact) == 6 else exact


@given(st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_no_layout_of_known_figures_gives_another_figure(random: Random) -> None:
    table = draw_table(random)
    note("\n".join(" | ".join(row) for row in table.grid))
    reading, found = read_table(table)

    for cell, said in found.items():
        if cell in table.allowed and said[:2] == table.allowed[cell]:
            continue
        assert cell in table.truth, f"{cell} says nothing of ours and was read as {said}"
        assert statement(said) == statement(table.truth[cell]), cell
    assert not reading_of.unaccounted(reading)


@given(st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_a_layout_without_remarks_is_read_whole_and_without_an_alarm(random: Random) -> None:
    table = draw_table(random, remarks=False)
    note("\n".join(" | ".join(row) for row in table.grid))
    reading, found = read_table(table)

    assert not [f for f in reading["findings"] if f["level"] in {"error", "warning"}]
    assert found.keys() - table.allowed.keys() == table.truth.keys()
