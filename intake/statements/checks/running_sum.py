"""A bare 累计 read as the year's so far, whose own neighbours show that it cannot have begun in January."""

import itertools
from collections import defaultdict
from decimal import Decimal

from intake.statements.judging import TableJudgement
from intake.statements.resolved import ResolvedFigure
from metrics.observation import Basis

#: A first value beyond this many times the largest later increase carries earlier years.
TIMES = 3


def judge_running_sums(judgement: TableJudgement) -> None:
    """Ask about each 累计 that its own months contradict; none of that line is read."""
    lines: dict[tuple, list[ResolvedFigure]] = defaultdict(list)
    for number in judgement.numbers:
        if isinstance(number, ResolvedFigure) and number.open and number.total_over is None:
            lines[number.city, number.metric].append(number)
    for line in lines.values():
        running = sorted((n for n in line if _is_bare(n)), key=lambda n: n.span.end)
        amounts = [n for n in line if n.span.basis is Basis.DURING]
        if _carries_earlier_years(running) or any(_contradicts(one, amounts) for one in running):
            for number in running:
                judgement.tell("ambiguous-period", number.at, text=number.meaning.text or number.header)
                number.set_aside("ambiguous-period")


def _is_bare(number: ResolvedFigure) -> bool:
    return number.span.basis is Basis.YEAR_TO_DATE and number.meaning.bases <= {"cumulative"}


def _carries_earlier_years(running: list[ResolvedFigure]) -> bool:
    if len(running) < 3 or len({n.span.end.year for n in running}) > 1:
        return False
    increases = [later.value - earlier.value for earlier, later in itertools.pairwise(running)]
    return running[0].value > TIMES * running[0].span.end.month * max(max(increases), Decimal(1))


def _contradicts(running: ResolvedFigure, amounts: list[ResolvedFigure]) -> bool:
    """The amounts of all months since January are there, and add up to something else."""
    inside = {n.span.first: n for n in amounts if running.span.first <= n.span.first and n.span.end <= running.span.end}
    months = running.span.end.month
    if len(inside) != months or any((n.span.end - n.span.first).days > 31 for n in inside.values()):
        return False
    slack = sum((n.step for n in inside.values()), running.step) / 2
    return abs(sum((n.value for n in inside.values()), Decimal(0)) - running.value) > slack
