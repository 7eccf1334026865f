"""A city's figure from its districts: the sum counts only when every district is listed."""

from collections import defaultdict
from typing import TYPE_CHECKING

from intake.figures import State
from intake.judgement import Judgement
from intake.placing import Number
from metrics.observation import Observation

if TYPE_CHECKING:
    from intake.sheet_reading import SheetReading


def sum_districts(judgement: Judgement, reading: "SheetReading") -> None:
    """Resolve district rows; add the city's figure where no 合计 states it and no district is missing."""
    placed = judgement.placed
    if placed.district_city is None:
        return
    lines: dict[tuple, list[Number]] = defaultdict(list)
    for number in placed.numbers:
        if number.role == "actual" and number.metric and number.span:
            lines[number.metric, number.span].append(number)
    for line in lines.values():
        rows = [n for n in line if n.reason == "district"]
        if rows and not any(n.total_over == "districts" for n in line):
            _add_sum(rows, judgement, reading)


def _add_sum(rows: list[Number], judgement: Judgement, reading: "SheetReading") -> None:
    placed, vocabulary = judgement.placed, judgement.vocabulary
    labels = [n.row_label if n.row_label.place else n.column_label for n in rows if n.figure.state is State.NUMBER]
    listed = {code for label in labels for code in label.districts}
    wanted = {d.code for names in vocabulary.all_districts() for d in names if d.city == placed.district_city and not d.name.endswith("开发区")}
    if not wanted <= listed or any(n.value is None for n in rows):
        judgement.tell("districts-incomplete", judgement.head(rows[0]), city=placed.district_city, listed=str(len(rows)), expected=str(len(wanted)))
        return
    first, last, span = rows[0], rows[-1], rows[0].span
    origin = reading.origin(placed.sheet, first.row, first.column, " + ".join(n.cell.text for n in rows))
    cells = f"{placed.reference(first)}:{placed.reference(last)}"
    origin = type(origin)(origin.sha256, origin.file, origin.sheet, cells, origin.raw)
    value, step = sum(n.value for n in rows), max(n.step for n in rows)
    reading.observations.append(
        Observation(vocabulary.plan.id, first.metric, placed.district_city, span.basis, span.start, span.end, value, step, origin)
    )
