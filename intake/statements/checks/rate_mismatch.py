"""A printed 完成率 is recomputed from the actual and the target beside it."""

from collections import defaultdict
from decimal import Decimal

from intake.statements.judging import TableJudgement
from intake.statements.resolved import JudgedNumber
from intake.words.figures import CellState
from metrics.observation import Basis

#: Numbers that were not read for other reasons than what they say still make a rate.
_STATED = ("duplicate-city", "unknown-city", "outside-own-city", "district")


def judge_rates(judgement: TableJudgement) -> None:
    """Compare every rate with actual / target of its line, within what was printed."""
    lines: dict[tuple, list[JudgedNumber]] = defaultdict(list)
    for number in judgement.numbers:
        if number.figure.state is CellState.NUMBER:
            lines[_line(number)].append(number)
    steps: dict[tuple[int, bool], Decimal] = {}
    for number in judgement.numbers:
        if number.role == "rate" and number.figure.state is CellState.NUMBER:
            key = (number.column, _is_percent(number))
            steps[key] = min(number.figure.step, steps.get(key, number.figure.step))
    for line in lines.values():
        for rate in line:
            if rate.role == "rate" and rate.outcome is None:
                _judge(rate, line, steps[rate.column, _is_percent(rate)], judgement)


def _line(number: JudgedNumber) -> tuple:
    place = number.row_label.name or number.column_label.name
    whole = number.total_over, number.row if number.row_label.place else None
    return place, number.metric, whole if number.total_over else None


def _judge(rate: JudgedNumber, line: list[JudgedNumber], step: Decimal, judgement: TableJudgement) -> None:
    line = [n for n in line if n.outcome is None or n.reason in _STATED]
    actuals = _of_same_period([n for n in line if n.role == "actual"], rate)
    targets = _of_same_period([n for n in line if n.role in ("target", "year-target") and n.figure.value], rate)
    if not actuals or not targets:
        rate.set_aside("rate")
        return
    expected = [(a, t, _percent(a, t)) for a in actuals for t in targets]
    printed = [rate.figure.number] if _is_percent(rate) else [rate.figure.number, rate.figure.number * 100]
    rate.outcome = "compared"
    for actual, target, percent in expected:
        for value, factor in zip(printed, (1, 100), strict=False):
            if abs(value - percent) <= step / 2 * factor + Decimal("0.0000001"):
                _doubt_span(target, actual, actuals, judgement)
                return
    nearest = min((percent for *_, percent in expected), key=lambda one: min(abs(one - value) for value in printed))
    judgement.tell("rate-mismatch", rate.at, printed=rate.cell.text, computed=f"{nearest:.2f}")


def _doubt_span(
    target: JudgedNumber, actual: JudgedNumber, actuals: list[JudgedNumber], judgement: TableJudgement
) -> None:
    """Doubt a bare 目标 that the rate sets against the year's amount: it may be the year's, or the 累计 the plan's.

    The sheet does not say; the target is not read, and a bare 累计 is asked about.
    """
    known = judgement.plan.metric(target.metric) if target.metric else None
    of_year = all(one.span and one.span.basis in (Basis.DURING, Basis.YEAR_TO_DATE) and one.value for one in actuals)
    after_first_year = actual.span is not None and actual.span.end.year > judgement.plan.start.year
    yearly = target.role == "year-target" or bool(target.meaning.periods)
    if known and known.kind.level and yearly and actual.span and actual.span.basis is Basis.STANDING:
        target.set_aside("target-span")  # set against all that stands, not against what is new in its year
    if (
        known
        and known.kind.cumulative
        and target.role == "target"
        and not target.meaning.periods
        and of_year
        and after_first_year
        and not judgement.placed.context.allocation
    ):
        target.set_aside("target-span")
        if actual.meaning.bases == {"cumulative"}:
            judgement.tell("ambiguous-period", actual.at, text=actual.meaning.text or actual.header)
            actual.set_aside("ambiguous-period")


def _of_same_period(numbers: list[JudgedNumber], rate: JudgedNumber) -> list[JudgedNumber]:
    """Return those under the rate's own period head, or all where no head is shared."""
    return [n for n in numbers if n.meaning.periods == rate.meaning.periods] or numbers


def _percent(actual: JudgedNumber, target: JudgedNumber) -> Decimal:
    return _base(actual) / _base(target) * 100


def _base(number: JudgedNumber) -> Decimal:
    """Totals have no value of their own; both sides are then compared as printed."""
    return number.value if number.value is not None else number.figure.number


def _is_percent(rate: JudgedNumber) -> bool:
    return "%" in rate.meaning.units or rate.figure.unit == "%"
