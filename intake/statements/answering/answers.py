"""Where an answer of the reporter settles what the sheet leaves open; what the sheet says plainly stays."""

from intake.statements.answering.answered_spans import span_of
from intake.statements.answering.overruling import (
    note_due,
    note_unit,
    overrule_metric,
    overrule_span,
    overruled_unit,
    overruling,
)
from intake.statements.hints import NO_METRIC, Hint
from intake.statements.judging import TableJudgement
from intake.statements.resolved import JudgedNumber
from intake.statements.spans import Span
from intake.statements.targets import list_target_spans, name_target, target_days
from intake.tables.placed import PlacedNumber, PlacedTable
from intake.words.lexicon import UNITS

#: Without a unit, a column in which every place has fewer sessions may be in 万人次.
FEW_SESSIONS = 1000


def answer_metric(number: JudgedNumber, judgement: TableJudgement) -> bool:
    """Give a number the metric that was answered for its column; tell whether that was done."""
    if overrule_metric(number, judgement):
        return True
    hint = judgement.hint(number)
    if hint is None or hint.metric is None:
        return False
    if not number.is_metric_open:
        if number.metric is not None and number.metric != hint.metric and not number.row_label.meaning.metrics:
            judgement.tell_hint("answer-contradicted", number)
        return False
    if number.meaning.metrics and hint.metric not in number.meaning.metrics | {NO_METRIC}:
        judgement.tell_hint("answer-contradicted", number)
        return False
    if hint.metric == NO_METRIC:
        number.set_aside("answered")
    else:
        number.metric = hint.metric
    number.answered += ("metric",)
    judgement.tell_hint("answer-used", number, **_facts(hint))
    return True


def answer_span(span: Span | str, number: JudgedNumber, judgement: TableJudgement) -> Span | str:
    """Return the span that was answered where the sheet leaves it open, else the sheet's own."""
    span = overrule_span(span, number, judgement)
    if number.is_span_said:
        return span  # whoever corrects an answer of theirs contradicts nothing
    hint = judgement.hint(number)
    if hint is None or hint.span is None or number.metric is None:
        return span
    metric = judgement.plan.metric(number.metric)
    answered = span_of(hint, number, metric, judgement.plan, judgement.placed)
    if isinstance(span, Span):
        if answered is not None and answered != span:
            judgement.tell_hint("answer-contradicted", number)
        return span
    if answered is None:
        return span
    number.answered += ("basis",)
    judgement.tell_hint("answer-used", number, **_facts(hint))
    return answered


def answer_target(number: JudgedNumber, judgement: TableJudgement) -> None:
    """Keep which target a number was answered or corrected to be: of the plan, by a year's end, or of a year."""
    plan, context = judgement.plan, judgement.placed.context
    metric = plan.metric(number.metric or "")
    stated = name_target(number, plan, context)
    corrected = overruling(number, judgement)
    hint = corrected if corrected and corrected.span else judgement.hint(number)
    if hint is None or hint.span is None or hint.span not in list_target_spans(metric) or hint.span == stated:
        return
    if stated is not None and not hint.overrules:
        judgement.tell_hint("answer-contradicted", number)
        return
    number.due = target_days(hint.span, number, plan, context)
    if number.due is None:
        judgement.tell_hint("answer-unused", number)
        return
    number.answered += ("period",)
    if hint.overrules:
        note_due(number, judgement, stated or "", hint.span)
    else:
        judgement.tell_hint("answer-used", number, due=hint.span)


def answers_unit(number: JudgedNumber, judgement: TableJudgement) -> bool:
    """Tell whether a unit was answered for a number that prints none, or corrected for one that does."""
    if overruled_unit(number, judgement):
        return True
    hint = judgement.hint(number)
    return hint is not None and hint.unit is not None and units_left_open(number, judgement.placed)


def answer_unit(number: JudgedNumber, judgement: TableJudgement) -> tuple[str, ...] | None:
    """Return the units of a number's label, or the answered one where none is printed.

    An answer of 万 does not fit figures that are plainly whole units (a column with whole figures of
    thousands): ``None`` then, the unit is in doubt again.
    """
    if overruled := overruled_unit(number, judgement):
        note_unit(number, judgement, overruled)
        return (overruled,)
    if not answers_unit(number, judgement):
        return number.meaning.units
    hint = judgement.hint(number)
    assert hint is not None  # a unit was answered
    unit = hint.unit or ""
    column = [
        one.figure.value for one in judgement.numbers if one.column == number.column and one.figure.value is not None
    ]
    small = all(value < FEW_SESSIONS for value in column) or any(value != value.to_integral_value() for value in column)
    if UNITS[unit][1] > 1 and not small:
        judgement.tell_hint("answer-contradicted", number)
        return None
    number.answered += ("unit",)
    judgement.tell_hint("answer-used", number, **_facts(hint))
    return (unit,)


def _facts(hint: Hint) -> dict[str, str]:
    return {
        name: value
        for name, value in (("metric", hint.metric), ("span", hint.span), ("printed_unit", hint.unit))
        if value
    }


def units_left_open(number: PlacedNumber, placed: PlacedTable) -> bool:
    """Tell whether neither head nor row, title nor cell prints a unit."""
    return not (number.meaning.units or placed.context.units or number.figure.unit) and number.figure.magnitude == 1
