"""Every number of a table with what its row, its column and its surroundings say about it."""

from dataclasses import replace

from intake.sheets.sheet import Cell
from intake.tables.figure_table import FigureTable
from intake.tables.heads import HeadColumn, read_columns
from intake.tables.merged import MergedSheet
from intake.tables.merged_figures import merged_over
from intake.tables.placed import PlacedNumber, PlacedTable
from intake.tables.rows import of_which, read_groups, read_row
from intake.tables.sections import read_sections
from intake.tables.surroundings import Context
from intake.words.figures import CellState, parse_figure, parse_text
from intake.words.labels import Label, PlaceMeaning, name_district
from intake.words.part_in_cell import split_part
from intake.words.periods import Period, cross
from intake.words.vocabulary import Meaning, Vocabulary

LABEL_REASONS = {
    "serial": "serial",
    "code": "code",
    "frequency": "text",
    "remark": "remark",
    "text": "text",
    "metric": "text",
    "city": "text",
    "unit": "text",
    "role": "text",
}


def place_numbers(table: FigureTable, grid: MergedSheet, context: Context, vocabulary: Vocabulary) -> PlacedTable:
    """Return the table with every number beside its row's and column's meaning."""
    columns = read_columns(table, grid, vocabulary)
    labels: dict[int, Label] = {}
    sections = read_sections(table.sections, table.rows, vocabulary)
    groups = read_groups(table, columns, grid, vocabulary)
    above: Label | None = None
    begun = 0
    for row in table.rows:
        section = sections[row]
        if section.place is not None and section.row > begun:
            above, begun = None, section.row
        labels[row] = above = section.apply(read_row(row, table, columns, grid, vocabulary, above, groups))
    for home in (context.cities[0] if len(context.cities) == 1 else None, None):
        if home := home or _district_city(labels, columns, context, vocabulary):
            labels = {row: name_district(label, home, vocabulary) for row, label in labels.items()}
            columns = tuple(replace(one, label=name_district(one.label, home, vocabulary)) for one in columns)
    placed = PlacedTable(table, grid.sheet, context, columns, labels, grid)
    listed = {
        period
        for meaning in (*(c.label.meaning for c in columns), *(label.meaning for label in labels.values()))
        for period in meaning.periods
    }
    placed.context = replace(context, lists_parts=any(not _closes_year(period) for period in listed))
    years = {period.year for period in listed if period.year}
    if len(years) == 1:
        placed.context = replace(placed.context, only_year=years.pop())
    placed.district_city = _district_city(labels, columns, context, vocabulary)
    named = [*labels.values(), *(column.label for column in columns)]
    placed.cities = frozenset(label.city for label in named if label.place is PlaceMeaning.CITY and label.city)
    for row in table.rows:
        told = any(of_which(row, column, columns, grid) for column in columns)
        for column in columns:
            placed.numbers += _number(row, column, labels[row], grid, placed, told=told or column.of_which)
    for row in table.number_rows:
        for column in columns:
            placed.numbers += _column_number(row, column, grid)
    _find_totals(placed)
    return placed


def _column_number(row: int, column: HeadColumn, grid: MergedSheet) -> list[PlacedNumber]:
    """Return the number of a column in a row that only numbers them."""
    cell = grid.sheet.cells.get((row, column.index), Cell(""))
    figure = parse_figure(cell)
    if figure.state is not CellState.NUMBER:
        return []
    return [
        PlacedNumber(
            row=row,
            column=column.index,
            cell=cell,
            figure=figure,
            meaning=Meaning(),
            row_label=Label(Meaning()),
            column_label=column.label,
            header=column.header,
            aside="column-number",
        )
    ]


def _number(
    row: int, column: HeadColumn, label: Label, grid: MergedSheet, placed: PlacedTable, *, told: bool
) -> list[PlacedNumber]:
    if column.kind == "period":
        return []
    cell = grid.sheet.cells.get((row, column.index))
    if cell is None and grid.continues(row, column.index):
        cell = grid.at(row, column.index)
        if parse_figure(cell).state not in (CellState.NOT_REPORTED, CellState.NOT_APPLICABLE):
            return []
    figure = parse_figure(cell)
    parts = split_part(cell.text, told=told) if cell and figure.state is CellState.TEXT else None
    if parts:
        figure = parse_text(parts[0])
    aside = LABEL_REASONS.get(column.kind)
    if aside and figure.state is not CellState.NUMBER:
        return []
    across = column.label.place in (PlaceMeaning.CITY, PlaceMeaning.DISTRICT) and label.place in (
        PlaceMeaning.TOTAL,
        PlaceMeaning.SUBTOTAL,
    )
    named = column.label if across or not label.place else label
    return [
        PlacedNumber(
            row=row,
            column=column.index,
            cell=cell or Cell(""),
            figure=figure,
            meaning=combine(label.meaning, column.label.meaning),
            row_label=label,
            column_label=column.label,
            header=column.header,
            place=None if aside else named.place,
            city=None if aside else named.city,
            aside=aside,
            merged_over=() if aside else merged_over(row, column, placed.labels, placed.columns, grid),
            part_in_cell=parts[1] if parts else None,
        )
    ]


def combine(row: Meaning, column: Meaning) -> Meaning:
    """Return what row and column say together; a month of one takes its year from the other."""
    periods = row.periods + column.periods
    if row.period and column.period:
        merged = cross(row.period, column.period)
        periods = (merged,) if merged else periods
    return Meaning(
        text=f"{column.text} {row.text}".strip(),
        metrics=row.metrics | column.metrics,
        periods=periods,
        roles=row.roles | column.roles,
        bases=row.bases | column.bases,
        units=tuple(dict.fromkeys(row.units + column.units)),
        part=row.part or column.part,
        whole=row.whole or column.whole,
        rest=row.rest + column.rest,
        begins=row.begins or column.begins,
    )


def _district_city(
    labels: dict[int, Label], columns: tuple[HeadColumn, ...], context: Context, vocabulary: Vocabulary
) -> str | None:
    """Return the city whose districts the rows are, when that is what the rows are."""
    named = [
        label
        for label in (*labels.values(), *(c.label for c in columns))
        if label.place in (PlaceMeaning.CITY, PlaceMeaning.DISTRICT)
    ]
    inner = [label for label in named if label.districts]
    outer = [label for label in named if not label.districts]
    if not inner or len(outer) > 1:
        return None
    of = {d.code: d.city for names in vocabulary.all_districts() for d in names}
    homes = [{of[code] for code in label.districts if code in of} for label in inner if label.districts != ("own",)]
    common = set.intersection(*homes) if homes else set()
    if len(context.cities) == 1 and (not homes or 2 * sum(context.cities[0] in home for home in homes) > len(homes)):
        return context.cities[0]
    if (
        any(len(home) > 1 or label.place is PlaceMeaning.DISTRICT for home, label in zip(homes, inner, strict=False))
        and len(common) == 1
    ):
        return common.pop()
    return None


def _find_totals(placed: PlacedTable) -> None:
    """Tell for each total what it sums: places, periods or kinds of training."""
    metrics_with_periods: dict[str | None, set] = {}
    for number in placed.numbers:
        if number.meaning.periods and number.aside is None and not number.meaning.whole:
            metrics_with_periods.setdefault(number.meaning.metric, set()).add(number.meaning.periods)
    many = {metric for metric, periods in metrics_with_periods.items() if len(periods) > 1}
    row_places = any(
        label.place in (PlaceMeaning.CITY, PlaceMeaning.DISTRICT, PlaceMeaning.UNKNOWN)
        for label in placed.labels.values()
    )
    for number in placed.numbers:
        if number.aside:
            continue
        row_total = number.row_label.place in (PlaceMeaning.TOTAL, PlaceMeaning.SUBTOTAL)
        column_total = number.heads_total
        if row_total and not row_places and len(placed.table.rows) == 1 and len(placed.context.cities) == 1:
            number.place = None  # a 合计 alone is the figure
        elif column_total and placed.cities_across:
            number.total_over = "places"
        elif row_total and not row_places and any(label.meaning.part for label in placed.labels.values()):
            number.place = None
        elif row_total and row_places:
            number.total_over = "places"
        elif row_total and any(label.meaning.periods for label in placed.labels.values()):
            number.total_over = "periods"
        elif row_total:
            number.total_over = "mixed"
        elif (
            number.meaning.bases == {"cumulative"}
            and not number.meaning.periods
            and number.meaning.metric in many
            and _is_whole_year(placed.context)
        ) or (
            (column_total or _totals_periods(number, placed))
            and (many & {number.meaning.metric, None} or _divided(number, placed))
        ):
            number.total_over = "periods"
        if number.total_over != "places" and number.place in (PlaceMeaning.TOTAL, PlaceMeaning.SUBTOTAL):
            number.place = None


def _closes_year(period: Period) -> bool:
    """Whether a period ends with a year: beside it a bare year of the title is that whole year."""
    return (period.first, period.last) == (1, 12) or (period.cutoff and period.last == 12 and period.day in (None, 31))


def _totals_periods(number: PlacedNumber, placed: PlacedTable) -> bool:
    """Whether it stands in a 小计 of a period column, or under 全年累计 beside months."""
    if number.row_label.meaning.whole and any(column.kind == "period" for column in placed.columns):
        return True
    return (
        "全年" in number.column_label.meaning.text
        and not number.meaning.periods
        and not number.meaning.roles - {"actual"}
        and placed.context.lists_parts
    )


def _is_whole_year(context: Context) -> bool:
    """A mere year over months: a 累计 beside them runs to the last month, not to December."""
    period = context.period
    return period is None or not period.one_year or ((period.first, period.last) == (1, 12) and not period.cutoff)


def _divided(number: PlacedNumber, placed: PlacedTable) -> bool:
    """Periods may stand under one metric's group while its total heads the whole group."""
    heads = {
        c.label.meaning.periods
        for c in placed.columns
        if c.label.meaning.periods and c.label.meaning.metrics == number.column_label.meaning.metrics
    }
    return len(heads) > 1
