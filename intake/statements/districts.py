"""A city's figure from its districts: the sum counts only when every district is listed."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from intake.statements.asking import ASKED
from intake.statements.judging import TableJudgement
from intake.statements.resolved import ACTUAL, JudgedNumber, ResolvedFigure
from intake.words.figures import CellState
from intake.words.labels import PlaceMeaning
from metrics.observation import Observation, Origin

#: Makes the origin of a number of the table.
OriginOf = Callable[[JudgedNumber], Origin]


def sum_districts(judgement: TableJudgement, origin_of: OriginOf) -> list[Observation]:
    """Return the city's figures that no 合计 states, where every district is listed and read.

    Where districts are missing, ``districts-incomplete`` is told and nothing is made up.
    """
    city = judgement.placed.district_city
    if city is None or any(one.reason == ASKED for one in judgement.numbers):
        return []
    lines: dict[tuple, list[JudgedNumber]] = defaultdict(list)
    for number in judgement.numbers:
        if number.role == ACTUAL and number.metric and number.span:
            lines[number.metric, number.span].append(number)
    sums = []
    for line in lines.values():
        rows = [n for n in line if n.is_district]
        stated = any(n.total_over == "districts" or (n.row_label.place is PlaceMeaning.CITY and n.open) for n in line)
        if rows and not stated and _is_complete(rows, city, judgement):
            sums.append(_sum([n for n in rows if isinstance(n, ResolvedFigure)], judgement, origin_of))
    return sums


def _is_complete(rows: list[JudgedNumber], city: str, judgement: TableJudgement) -> bool:
    vocabulary = judgement.vocabulary
    labels = [n.label for n in rows if n.figure.state is CellState.NUMBER]
    listed = {code for label in labels for code in label.districts}
    wanted = {
        d.code
        for named in vocabulary.all_districts()
        for d in named
        if d.city == city and not d.name.endswith("开发区")
    }
    known = all(label.districts for label in labels)
    if wanted <= listed and known and all(isinstance(n, ResolvedFigure) for n in rows):
        return True
    judgement.tell(
        "districts-incomplete", judgement.head(rows[0]), city=city, listed=str(len(rows)), expected=str(len(wanted))
    )
    return False


def _sum(rows: list[ResolvedFigure], judgement: TableJudgement, origin_of: OriginOf) -> Observation:
    placed, first, span = judgement.placed, rows[0], rows[0].span
    cells = f"{placed.reference(rows[0])}:{placed.reference(rows[-1])}"
    origin = replace(origin_of(rows[0]), cell=cells, raw=" + ".join(n.cell.text for n in rows))
    value, step = sum((n.value for n in rows), Decimal(0)), max(n.step for n in rows)
    plan = judgement.plan.id
    return Observation(plan, first.metric, first.city, span.basis, span.start, span.end, value, step, origin)
