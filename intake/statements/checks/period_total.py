"""A year, half-year or quarter beside its months repeats them: it is compared with their sum, not read."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from intake.statements.judging import TableJudgement
from intake.statements.resolved import JudgedNumber
from intake.statements.spans import Span
from intake.words.figures import CellState
from intake.words.periods import Period
from metrics.observation import Basis

#: A number with the days that it covers.
_Part = tuple[JudgedNumber, Span]


def judge_period_totals(judgement: TableJudgement) -> None:
    """Compare what repeats its parts; a total without parts stays open and is read."""
    groups: dict[tuple, list[JudgedNumber]] = defaultdict(list)
    for number in judgement.numbers:
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
                _judge_span(number, number.span, plain, judgement)


def _judge_total(total: JudgedNumber, parts: list[JudgedNumber], judgement: TableJudgement) -> None:
    peers = [n for n in parts if n.row == total.row or n.column == total.column]
    peers = [n for n in peers if n.meaning.bases == total.meaning.bases or not total.meaning.bases] or peers
    if (period := total.meaning.period) is not None:
        peers = [n for n in peers if n.span and n.span.start and _is_part(n.span, period)]
    if not peers:
        return
    total.outcome = "compared"
    if any(
        n.figure.state in (CellState.APPROXIMATE, CellState.ERROR, CellState.NO_VALUE, CellState.TEXT) for n in peers
    ):
        judgement.tell("total-unverifiable", total.at, raw=total.cell.text)
        return
    numbers = [n for n in peers if n.figure.state is CellState.NUMBER]
    sums = [sum((n.figure.number for n in same), Decimal(0)) for same in _ways_to_add(numbers)]
    levels = [(n.span.end, n.figure.number) for n in numbers if n.span and n.span.basis is not Basis.DURING]
    sums += [max(levels, key=lambda level: level[0])[1]] if levels else []
    slack = sum((n.figure.step for n in (*numbers, total) if n.figure.step < 1), Decimal(0)) / 2
    if not any(abs(value - total.figure.number) <= slack for value in sums):
        judgement.tell(
            "total-mismatch",
            total.at,
            printed=str(total.figure.value),
            sum=str(sums[0]),
        )


def _is_part(span: Span, period: Period) -> bool:
    """Whether a span lies in the months of a period and is not all of it."""
    months = span.first.month, span.end.month
    return months != (period.first, period.last) and period.first <= months[0] and months[1] <= period.last


def _ways_to_add(numbers: list[JudgedNumber]) -> list[list[JudgedNumber]]:
    """Months beside quarters: parts of one length that reach as far as all parts do give a sum of their own.

    All together is the first guess.
    """
    parts = [(n, n.span) for n in numbers if n.span and n.span.start]
    lengths: dict[int, list[_Part]] = defaultdict(list)
    for part in parts:
        first, last = part[1].first, part[1].end
        lengths[12 * (last.year - first.year) + last.month - first.month].append(part)
    inner = [n for n, span in parts if any(_inside(span, other) for _, other in parts)]
    outer = [n for n in numbers if n not in inner]
    return [numbers, outer, *([n for n, _ in same] for same in lengths.values() if _reach(same) == _reach(parts))]


def _reach(parts: list[_Part]) -> tuple[date, date]:
    return min(span.first for _, span in parts), max(span.end for _, span in parts)


def _judge_span(number: JudgedNumber, whole: Span, others: list[JudgedNumber], judgement: TableJudgement) -> None:
    """A span that others of the table tile without gap is their total."""
    spans = [(n, n.span) for n in others if n is not number and n.span and n.span.basis is Basis.DURING]
    tiles = _tiling(whole.first, whole.end, [part for part in spans if _inside(part[1], whole)])
    if not tiles:
        return
    number.outcome = "compared"
    numbers = [n for n in tiles if n.figure.state is CellState.NUMBER]
    total = sum((n.figure.number for n in numbers), Decimal(0))
    slack = sum((n.figure.step for n in (*numbers, number) if n.figure.step < 1), Decimal(0)) / 2
    if any(n.figure.state is not CellState.NUMBER for n in tiles):
        judgement.tell("total-unverifiable", number.at, raw=number.cell.text)
    elif abs(total - number.figure.number) > slack:
        judgement.tell("total-mismatch", number.at, printed=str(number.figure.value), sum=str(total))


def _inside(part: Span, whole: Span) -> bool:
    return whole.first <= part.first and part.end <= whole.end and part != whole


def _tiling(start: date, end: date, parts: list[_Part]) -> list[JudgedNumber]:
    """Return parts that cover start..end end to end, the shortest first; empty when there is a gap."""
    tiles, day = [], start
    while day <= end:
        following = [part for part in parts if part[1].first == day]
        if not following:
            return []
        number, span = min(following, key=lambda part: part[1].end)
        tiles.append(number)
        day = span.end + timedelta(days=1)
    return tiles if day == end + timedelta(days=1) else []
