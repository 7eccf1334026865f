"""A year, half-year or quarter beside its months repeats them: it is compared with their sum, not read."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from intake.statements.judging import TableJudgement
from intake.tables.placing import Number
from intake.words.figures import CellState
from metrics.observation import Basis


def judge_period_totals(judgement: TableJudgement) -> None:
    """Compare what repeats its parts; a total without parts stays open and is read."""
    groups: dict[tuple, list[Number]] = defaultdict(list)
    for number in judgement.placed.numbers:
        if (
            number.role in ("actual", "target", "year-target")
            and number.outcome in (None, "set_aside")
            and number.reason not in ("part", "district")
            and number.total_over in (None, "periods", "districts")
        ):
            groups[number.city or number.row_label.name or number.column_label.name, number.metric, number.role].append(
                number
            )
    for group in groups.values():
        plain = [n for n in group if n.total_over != "periods"]
        for number in group:
            if number.open and number.total_over == "periods":
                _judge_total(number, plain, judgement)
            elif number.open and number.span and number.span.basis is Basis.DURING:
                _judge_span(number, plain, judgement)


def _judge_total(total: Number, parts: list[Number], judgement: TableJudgement) -> None:
    peers = [n for n in parts if n.row == total.row or n.column == total.column]
    peers = [n for n in peers if n.meaning.bases == total.meaning.bases or not total.meaning.bases] or peers
    if (period := total.meaning.period) is not None:
        peers = [
            n
            for n in peers
            if n.span
            and n.span.start
            and (period.first, period.last) != (n.span.start.month, n.span.end.month)
            and period.first <= n.span.start.month
            and n.span.end.month <= period.last
        ]
    if not peers:
        return
    total.outcome = "compared"
    if any(
        n.figure.state in (CellState.APPROXIMATE, CellState.ERROR, CellState.NO_VALUE, CellState.TEXT) for n in peers
    ):
        judgement.tell("total-unverifiable", (total.row, total.column), raw=total.cell.text)
        return
    numbers = [n for n in peers if n.figure.state is CellState.NUMBER]
    sums = [sum((n.figure.value for n in same), Decimal(0)) for same in _ways_to_add(numbers)]
    sums += (
        [max(level, key=lambda n: n.span.end).figure.value]
        if (level := [n for n in numbers if n.span and n.span.basis is not Basis.DURING])
        else []
    )
    slack = sum((n.figure.step for n in (*numbers, total) if n.figure.step < 1), Decimal(0)) / 2
    if not any(abs(value - total.figure.value) <= slack for value in sums):
        judgement.tell(
            "total-mismatch",
            (total.row, total.column),
            printed=str(total.figure.value),
            sum=str(sums[0]),
        )


def _ways_to_add(numbers: list[Number]) -> list[list[Number]]:
    """Months beside quarters: parts of one length that reach as far as all parts do give a sum of their own.

    All together is the first guess.
    """
    lengths: dict[int, list[Number]] = defaultdict(list)
    spans = [n for n in numbers if n.span and n.span.start]
    for number in spans:
        first, last = number.span.start, number.span.end
        lengths[12 * (last.year - first.year) + last.month - first.month].append(number)
    outer = [n for n in numbers if not (n.span and n.span.start and any(_inside(n, m) for m in spans))]
    return [numbers, outer, *(same for same in lengths.values() if _reach(same) == _reach(spans))]


def _reach(numbers: list[Number]) -> tuple[date, date]:
    return min(n.span.start for n in numbers), max(n.span.end for n in numbers)


def _judge_span(number: Number, others: list[Number], judgement: TableJudgement) -> None:
    """A span that others of the table tile without gap is their total."""
    parts = [n for n in others if n is not number and n.span and n.span.basis is Basis.DURING and _inside(n, number)]
    tiles = _tiling(number.span.start, number.span.end, parts)
    if not tiles:
        return
    number.outcome = "compared"
    numbers = [n for n in tiles if n.figure.state is CellState.NUMBER]
    total = sum((n.figure.value for n in numbers), Decimal(0))
    slack = sum((n.figure.step for n in (*numbers, number) if n.figure.step < 1), Decimal(0)) / 2
    if any(n.figure.state is not CellState.NUMBER for n in tiles):
        judgement.tell("total-unverifiable", (number.row, number.column), raw=number.cell.text)
    elif abs(total - number.figure.value) > slack:
        judgement.tell("total-mismatch", (number.row, number.column), printed=str(number.figure.value), sum=str(total))


def _inside(part: Number, whole: Number) -> bool:
    return whole.span.start <= part.span.start and part.span.end <= whole.span.end and part.span != whole.span


def _tiling(start: date, end: date, parts: list[Number]) -> list[Number]:
    """Return parts that cover start..end end to end, the shortest first; empty when there is a gap."""
    tiles, day = [], start
    while day <= end:
        following = [n for n in parts if n.span.start == day]
        if not following:
            return []
        tiles.append(min(following, key=lambda n: n.span.end))
        day = tiles[-1].span.end + timedelta(days=1)
    return tiles if day == end + timedelta(days=1) else []
