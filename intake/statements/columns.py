"""How each column was understood, for the reporter to look over before handing in."""

from collections import defaultdict
from dataclasses import replace
from difflib import SequenceMatcher

from intake.reading import UnderstoodColumn
from intake.statements.answering.answered_spans import list_choices
from intake.statements.answering.answers import units_left_open
from intake.statements.answering.overruling import name_of, overruled_unit, said_of
from intake.statements.heads import header_of, line_of
from intake.statements.hints import ROLES
from intake.statements.judging import TableJudgement
from intake.statements.resolved import ACTUAL, TARGETS, JudgedNumber, ResolvedFigure
from intake.statements.resolving.grounds import list_grounds
from intake.statements.targets import list_target_spans, name_target, target_days
from intake.words.figures import CellState
from metrics.months import month_end
from metrics.observation import Ground
from metrics.plan import Plan

SAMPLES = 3
#: Why numbers were set aside that no answer about their column makes figures.
_NEVER_OURS = {"serial", "code", "column-number", "remark", "text", "merged-figure", "error-cell", "not-a-number"}


def describe_columns(judgement: TableJudgement) -> list[UnderstoodColumn]:
    """Return one line for each column of figures and meaning (a column of many metrics gives several).

    Where places stand across, it is one for each row.
    """
    placed = judgement.placed
    groups: dict[tuple, list[JudgedNumber]] = defaultdict(list)
    for number in judgement.numbers:
        if number.figure.state is CellState.NUMBER and number.reason not in ("serial", "code", "column-number"):
            key = (
                number.head_line[1],
                line_of(number, placed),
                number.role if number.role != ACTUAL or number.outcome != "set_aside" else number.reason,
                number.metric,
            )
            groups[key].append(number)
    return [
        _correctable(_ask(_describe(numbers, judgement), numbers, judgement), numbers, judgement)
        for _, numbers in sorted(groups.items(), key=lambda item: item[0][0])
    ]


def _describe(numbers: list[JudgedNumber], judgement: TableJudgement) -> UnderstoodColumn:
    placed = judgement.placed
    first, last = numbers[0], numbers[-1]
    spans = sorted({(n.span.start or n.span.end, n.span.end) for n in numbers if n.span})
    bases = {n.span.basis.value for n in numbers if n.span}
    period = None
    if spans:
        period = (
            spans[-1][1].isoformat() if len(spans) == 1 else f"{spans[0][1].isoformat()}…{spans[-1][1].isoformat()}"
        )
    outcome = {n.outcome for n in numbers}
    role = first.reason if outcome == {"set_aside"} and first.reason else first.role
    return UnderstoodColumn(
        sheet=placed.sheet.name,
        cells=f"{placed.reference(first)}:{placed.reference(last)}" if first is not last else placed.reference(first),
        header=header_of(first, placed),
        role=role,
        metric=first.metric,
        basis=bases.pop() if len(bases) == 1 else None,
        period=period,
        unit=overruled_unit(first, judgement)
        or "、".join(first.meaning.units)
        or "、".join(placed.context.units)
        or None,
        samples=tuple(n.cell.text for n in numbers[:SAMPLES]),
        certain="read" in outcome or "compared" in outcome,
        grounds=_grounds(first, judgement),
    )


def _grounds(number: JudgedNumber, judgement: TableJudgement) -> tuple[Ground, ...]:
    """Return what decided a figure; of one that was not decided what was found so far."""
    if isinstance(number, ResolvedFigure):
        return number.grounds
    hint = said_of(number, judgement)
    return list_grounds(number, judgement.placed, judgement.vocabulary, hint)


def _correctable(column: UnderstoodColumn, numbers: list[JudgedNumber], judgement: TableJudgement) -> UnderstoodColumn:
    """Add what the reporter may correct: of all but what is plainly no quantity, as serial numbers and remarks."""
    line = line_of(numbers[0], judgement.placed)
    spans = {name_of(number.span) for number in numbers if number.span}
    ends = {number.span.end for number in numbers if number.span}
    _, said = judgement.overruled.get(line, (None, {}))
    reasons = {number.reason for number in numbers if number.outcome == "set_aside"}
    span, role = spans.pop() if len(spans) == 1 else None, numbers[0].role
    if role in TARGETS and numbers[0].metric:
        span = name_target(numbers[0], judgement.plan, judgement.placed.context)
    return replace(
        column,
        fingerprint=judgement.fingerprint,
        ordinal=line[0],
        row=line[1],
        span=span,
        month=month_end(ends.pop()).isoformat() if len(ends) == 1 else None,
        overruled=tuple(name for name, (stated, value) in said.items() if stated != value),
        correctable=not (reasons and reasons <= _NEVER_OURS),
        purpose="ignored" if "answered" in reasons else role if role in ROLES else "",
    )


def _ask(column: UnderstoodColumn, numbers: list[JudgedNumber], judgement: TableJudgement) -> UnderstoodColumn:
    """Add what an answer may settle: only what the column's head leaves open, never what a row does."""
    placed, plan, first = judgement.placed, judgement.plan, numbers[0]
    asks: list[str] = []
    reasons = {n.reason for n in numbers if n.outcome == "set_aside"}
    if "unknown-metric" in reasons and all(n.is_metric_open for n in numbers):
        asks.append("metric")
    if (
        reasons & {"ambiguous-period", "unknown-period"}
        and first.role == ACTUAL
        and not any(n.row_label.meaning.bases for n in numbers)
    ):
        asks.append("span")
    if "asked" in reasons and first.role in TARGETS and first.metric:
        asks.append("due")
    if reasons & {"unit-suspect", "not-whole"} and all(units_left_open(n, placed) for n in numbers):
        asks.append("unit")
    if not asks:
        return column
    metric = plan.metric(first.metric) if first.metric else None
    choices = list_choices(first, metric, plan, placed) if "span" in asks else ()
    if metric and "due" in asks:
        days = {name: target_days(name, first, plan, placed.context) for name in list_target_spans(metric)}
        choices = tuple(f"{name}|{said[0]}|{said[1]}" for name, said in days.items() if said)
    guess = first.metric or _guess_metric(column, plan)
    return replace(
        column,
        asks=tuple(asks),
        choices=choices,
        guess=guess,
    )


def _guess_metric(column: UnderstoodColumn, plan: Plan) -> str | None:
    """Return the metric most like a head; of several in one unit the likest."""
    fitting = [metric for metric in plan.metrics if column.unit is None or metric.unit in column.unit] or list(
        plan.metrics
    )
    likeness = {
        metric.id: max(_alike(column.header, name) for name in (metric.name.zh, metric.short.zh, *metric.aliases))
        for metric in fitting
    }
    best = max(likeness, key=lambda metric: likeness[metric], default=None)
    return best if best is not None and (likeness[best] > 0.3 or len(fitting) == 1) else None


def _alike(header: str, name: str) -> float:
    return SequenceMatcher(None, header, name).ratio()
