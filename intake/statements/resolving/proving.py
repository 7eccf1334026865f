"""What a table's own figures prove about the days of a column: a printed rate, or the first period of a year."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from intake.statements.judging import TableJudgement
from intake.statements.resolved import ACTUAL, TARGETS, JudgedNumber
from intake.statements.spans import AMBIGUOUS
from intake.statements.targets import names_part, says_plan
from intake.words.figures import CellState
from intake.words.periods import Period
from metrics.observation import Basis, Ground, Strength
from metrics.plan import Metric

_TOLERANCE = Decimal("0.0000001")


def prove_spans(judgement: TableJudgement) -> None:
    """Settle what heads leave to a default by the figures beside it; ask where those leave it open."""
    columns: dict[tuple, list[JudgedNumber]] = defaultdict(list)
    for number in judgement.numbers:
        if number.is_span_said:
            continue
        if number.open and number.role == ACTUAL and number.metric and number.span and number.value is not None:
            columns[number.metric, number.head_line].append(number)
    for (metric_id, _), numbers in columns.items():
        metric = judgement.plan.metric(metric_id)
        if metric.kind.level or not metric.kind.adds_up:
            continue
        if all(_is_bare_amount(number) for number in numbers):
            _prove_by_target(numbers, metric, judgement)
        elif all(_is_bare_cumulative(number) for number in numbers):
            _prove_by_first_period(numbers, metric, judgement)


def _is_bare_amount(number: JudgedNumber) -> bool:
    """Whether only the title's month says that it is an amount of that month, or its cut-off that of the whole plan."""
    bases = (Basis.DURING, Basis.SINCE_START)
    return (
        number.span is not None and number.span.basis in bases and not (number.meaning.bases or number.meaning.periods)
    )


def _is_bare_cumulative(number: JudgedNumber) -> bool:
    return (
        number.span is not None
        and number.span.basis is Basis.YEAR_TO_DATE
        and number.meaning.bases == {"cumulative"}
        and not number.meaning.periods
    )


def _is_target(number: JudgedNumber) -> bool:
    """Whether it is a target, or one whose head says 实际 too: a rate may be set against either."""
    return number.role in TARGETS or (number.role == "unclear" and bool(number.meaning.roles & set(TARGETS)))


def _prove_by_target(numbers: list[JudgedNumber], metric: Metric, judgement: TableJudgement) -> None:
    """A printed rate proves that a 完成 is of the span of its target: of the year, or of the plan, where that is known.

    Under a title of a month or some months a target that names no span is of that title's, or of what nobody knows:
    the 完成 is the title's.
    """
    found: set[str] = set()
    witness: JudgedNumber | None = None
    for number in numbers:
        beside = [one for one in judgement.numbers if one.place_line == number.place_line and one is not number]
        targets = [one for one in beside if _is_target(one) and one.metric in (metric.id, None)]
        rates = [one for one in beside if one.role == "rate" and one.figure.state is CellState.NUMBER]
        for target in targets:
            fitting = next((rate for rate in rates if fits_rate(number, target, rate)), None)
            witness, fits = witness or fitting, fitting is not None
            found.add(f"{_reach(target, judgement)}{'' if fits else '?'}")
    if not found:
        return
    proved = found.pop() if len(found) == 1 else "?"
    if proved == "title":
        return
    if witness is not None and proved == "year":
        _set_spans(numbers, Basis.YEAR_TO_DATE, witness, judgement)
    elif witness is not None and proved == "plan" and metric.kind.cumulative:
        _set_spans(numbers, Basis.SINCE_START, witness, judgement)
    else:
        _ask(numbers, judgement)


def _reach(target: JudgedNumber, judgement: TableJudgement) -> str:
    period, context = target.meaning.period, judgement.placed.context
    if period is not None and not (period.one_year and not period.whole_year):
        return "year" if period.one_year else "plan"
    if period is not None or (names_part(context) and target.role != "year-target" and not says_plan(target)):
        return "title" if period is None or _is_same(period, context.period) else "part"
    return "year" if target.role == "year-target" or context.names_year else "plan"


def _is_same(period: Period, title: Period | None) -> bool:
    """Whether a target's months are those of its table (二季度目标 under 第二季度)."""
    return title is not None and (period.first, period.last) == (title.first, title.last)


def fits_rate(actual: JudgedNumber, target: JudgedNumber, rate: JudgedNumber) -> bool:
    """Tell whether a printed rate is that of an actual and a target, within what was printed."""
    of, value, printed = target.value or target.figure.value, actual.value, rate.figure.value
    if not of or value is None or printed is None:
        return False
    percent = "%" in rate.meaning.units or rate.figure.unit == "%"
    for given, factor in ((printed, 1),) if percent else ((printed, 1), (printed * 100, 100)):
        if abs(given - value / of * 100) <= rate.figure.step / 2 * factor + _TOLERANCE:
            return True
    return False


def _prove_by_first_period(numbers: list[JudgedNumber], metric: Metric, judgement: TableJudgement) -> None:
    """In January or the first quarter the 累计 of the year is the own amount; where it is more, it began earlier."""
    pairs = [(number, own) for number in numbers if (own := _own_amount(number, judgement)) is not None]
    if not pairs or all(number.value == own.value for number, own in pairs):
        return
    if metric.kind.cumulative and all(_is_least(number, own) for number, own in pairs):
        _set_spans(numbers, Basis.SINCE_START, pairs[0][1], judgement)
    else:
        _ask(numbers, judgement)


def _is_least(number: JudgedNumber, own: JudgedNumber) -> bool:
    return number.value is not None and own.value is not None and number.value >= own.value


def _own_amount(number: JudgedNumber, judgement: TableJudgement) -> JudgedNumber | None:
    """Return the amount of the same place and metric whose span begins with the year and ends where the 累计 does."""
    for one in judgement.numbers:
        alike = one.metric == number.metric and one.place_line == number.place_line and one.role == ACTUAL
        if alike and one.value is not None and one.span and one.span.basis is Basis.DURING and number.span:
            days = one.span.start, one.span.end
            if days == (number.span.start, number.span.end):
                return one
    return None


def _set_spans(numbers: list[JudgedNumber], basis: Basis, by: JudgedNumber, judgement: TableJudgement) -> None:
    text = f"{by.header} {by.cell.text}".strip()
    ground = Ground("basis", text, judgement.placed.sheet.name, judgement.placed.reference(by), Strength.PROVED)
    for number in numbers:
        if number.span is not None:
            start = number.span.end.replace(month=1, day=1) if basis is Basis.YEAR_TO_DATE else None
            number.span = replace(number.span, basis=basis, start=start)
            number.proved = (ground,)


def _ask(numbers: list[JudgedNumber], judgement: TableJudgement) -> None:
    for number in numbers:
        judgement.tell(AMBIGUOUS, judgement.head(number), text=number.header or number.meaning.text)
        number.set_aside(AMBIGUOUS)
