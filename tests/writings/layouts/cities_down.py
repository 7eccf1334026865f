"""Places down and figures across, or turned by a quarter: the commonest table of all."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tests.support.workbook_of import Grid
from tests.writings import tables
from tests.writings.bodies import Body, decorate, has_unit, turn, write_body
from tests.writings.column_sets import draw_columns, since_the_21st
from tests.writings.columns import SESSIONS, STOCKS, Column, words
from tests.writings.reported import Reported, write_day
from tests.writings.short_periods import draw_reported
from tests.writings.spans import Span, since_start, year_to_date

GROUPS = {
    SESSIONS: ["培训规模", "培训工作", "技能培训"],
    "training_bases": ["平台建设", "载体建设"],
    "master_studios": ["平台建设"],
}


def draw_cities_down(random: Random) -> tables.Table:
    """Draw a table of several places with one metric or several."""
    reported = draw_reported(random)
    several = random.random() < 0.3 and reported.pace != "plan"
    metrics = (
        random.sample([SESSIONS, *STOCKS], random.randint(2, 3))
        if several
        else [random.choice([SESSIONS] * 3 + [*STOCKS])]
    )
    if reported.pace == "plan":
        metrics = [SESSIONS]
    columns = [column for metric in metrics for column in draw_columns(random, metric, reported)]
    columns, notes, kinds, reported = _add_notes(random, columns, reported)
    units, where = tables.draw_units(random, metrics)
    named = not several and random.random() < 0.75
    head = _write_head(random, columns, units if where == "head" else {}, named=named)
    where = "none" if head is None else where
    form, progress = tables.draw_form(random, reported)
    subject = random.choice(words()["metrics"][metrics[0]]["subjects"] if named else words()["subjects_of_several"])
    title = tables.write_title(random, reported, subject, form)
    if where == "title":
        unit = units[metrics[0]]
        title += random.choice([f"（{unit}）", f"（单位：{unit}）"])

    places = tables.draw_places(random)
    lead = ["序号", random.choice(words()["corners"])] if random.random() < 0.4 else [random.choice(words()["corners"])]
    body = write_body(random, columns, places, units, len(lead))
    rows, height = _join(lead, head, body)
    decorate(random, rows, height, body)
    if random.random() < 0.15:
        _add_remarks(random, rows, height, len(body.rows))
    turned = random.random() < 0.15
    if turned:
        rows = turn(rows)
    lines = tables.write_lines(random, reported, "、".join(dict.fromkeys(units.values())) if where == "line" else "")
    before = [[title], *lines]
    if random.random() < 0.15:
        before.insert(0, [random.choice(["附件1", "附件2：", "附表"])])
    grid = [*before, *rows, *notes, *tables.write_footers(random, reported)]

    def place(cell: tuple[int, int]) -> str:
        row, column = height + cell[0], cell[1]
        return tables.reference(len(before) + (column if turned else row), row if turned else column)

    return tables.Table(
        grid,
        {place(cell): said for cell, said in body.says.items()},
        {place(cell): said for cell, said in body.targets.items()},
        {place(cell): said for cell, said in body.may.items()},
        ordinary=tables.is_plain(columns, reported, progress=progress),
        kinds=(
            reported.kind,
            *kinds,
            *(["turned"] if turned else []),
            "+".join(one.words or "bare" for one in columns),
        ),
        sheet=reported.sheet or "Sheet1",
        title_row=len(before) - len(lines) - 1,
        heads=tuple(
            (len(before) + (len(lead) + at if turned else row), row if turned else len(lead) + at)
            for at in range(len(columns))
            for row in [height - 1 if height == 1 or head[-1][at] != "^^" else height - 2]
        ),
        metrics=tuple(metrics),
    )


def _add_notes(
    random: Random, columns: list[Column], reported: Reported
) -> tuple[list[Column], Grid, list[str], Reported]:
    """Return the columns as notes below the table define them, with these notes."""
    flows = all(one.metric == SESSIONS for one in columns)
    mere = [one for one in columns if one.words in words()["cumulative"]["alone"] and one.role == "statement"]
    if flows and mere and random.random() < 0.4 and reported.pace != "plan":
        basis = random.choice(["since_start", "year_to_date"])
        if any(one.span and one.span.basis == basis and one not in mere for one in columns):
            return columns, [], [], reported
        span = since_start(reported.last) if basis == "since_start" else year_to_date(reported.last)
        columns = [replace(one, span=span, plain=True, bare=False) if one in mere else one for one in columns]
        return columns, [[random.choice(words()["definitions"][basis])]], [f"defined-{basis}"], reported
    if reported.kind == "month" and all(one.role == "statement" for one in columns) and random.random() < 0.06:
        last = reported.last.replace(day=random.randint(15, 27))
        cut = [replace(one, span=up_to(one.span, last), plain=False) for one in columns]
        note = random.choice(words()["cut_off_notes"]).format(day=write_day(random, last, year=random.random() < 0.5))
        if all(one.span and one.span.end == last for one in cut):
            return cut, [[note]], ["cut-off-note"], replace(reported, last=last)
    told = all(one.role == "statement" and "截至上月" not in one.words for one in columns)
    if flows and told and reported.pace == "month" and random.random() < 0.12:
        columns = [replace(one, span=in_statistical_month(one.span), also=since_the_21st(one.span)) for one in columns]
        return columns, [[random.choice(words()["statistical_months"])]], ["statistical-note"], reported
    return columns, [], [], reported


def up_to(span: Span | None, last: date) -> Span | None:
    """Return a span to the end of a month as it is when the figures end some days before."""
    return span and (replace(span, end=last) if (span.end.year, span.end.month) == (last.year, last.month) else None)


def in_statistical_month(span: Span) -> Span:
    """Return the span of a calendar month as it is when months run from the 21st to the 20th."""
    end = span.end.replace(day=20)
    if span.basis == "during" or (span.start and span.end.month == 1):
        return Span("during", (end.replace(day=1) - timedelta(days=1)).replace(day=21), end)
    return replace(span, end=end)


def _write_head(random: Random, columns: list[Column], units: dict[str, str], *, named: bool) -> Grid:
    """Return the head rows of the figures; metrics are left out only where the title names the one."""
    names = {one.metric: random.choice(words()["metrics"][one.metric]["heads"]) for one in columns}
    unit = {metric: f"（{text}）" for metric, text in units.items()}
    several = len(names) > 1
    if not several and named and all(one.words for one in columns) and random.random() < 0.6:
        return [[one.words + (unit.get(one.metric, "") if has_unit(one) else "") for one in columns]]
    single = all(one.before is not None or (not several and named) for one in columns)
    if single and random.random() < 0.6:
        return [[_one_cell(random, one, names[one.metric], unit.get(one.metric, "")) for one in columns]]
    top: list[str] = []
    for at, one in enumerate(columns):
        follows = at and columns[at - 1].metric == one.metric
        top.append("<<" if follows else names[one.metric] + unit.get(one.metric, ""))
    below = [one.words or "^^" for one in columns]
    if any(one == "^^" and "<<" in top[at : at + 2] for at, one in enumerate(below)):
        below = [one.words or "数量" for one in columns]
    rows = [top, below] if any(one != "^^" for one in below) else [top]
    if several and random.random() < 0.2:
        groups = [random.choice(GROUPS[one.metric]) for one in columns]
        rows.insert(0, ["<<" if top[at] == "<<" else groups[at] for at in range(len(columns))])
    return rows


def _one_cell(random: Random, column: Column, name: str, unit: str) -> str:
    if not has_unit(column):
        return column.words
    if column.before == "":
        return name + unit
    if column.before is None:
        return column.words + unit
    before = f"{column.before}{name}{unit}"
    return before if "（" in column.words else random.choice([before, before, f"{name}（{column.words}）{unit}"])


def _join(lead: list[str], head: Grid, body: Body) -> tuple[Grid, int]:
    rows = [[*(lead if not at else ["^^"] * len(lead)), *row] for at, row in enumerate(head)]
    return rows + body.rows, len(head)


def _add_remarks(random: Random, rows: Grid, height: int, count: int) -> None:
    for at, row in enumerate(rows[: height + count]):
        row.append("备注" if at == 0 else "^^" if at < height else random.choice(words()["remarks"]))
