"""What the reporter corrects of a column or row after seeing how it was read: applied, and told with both readings."""

from dataclasses import replace

from intake.statements.answering.answered_spans import is_vague, list_spans, span_named
from intake.statements.heads import header_of, line_of
from intake.statements.hints import NO_METRIC, Hint
from intake.statements.judging import TableJudgement
from intake.statements.resolved import JudgedNumber
from intake.statements.spans import Span, months_of, resolve_period
from intake.words.figures import CellState
from intake.words.periods import Period
from metrics.observation import Basis

_NAMES = {Basis.STANDING: "standing", Basis.SINCE_START: "since_start", Basis.YEAR_TO_DATE: "year_to_date"}


def overruling(number: JudgedNumber, judgement: TableJudgement) -> Hint | None:
    """Return the reporter's correction that a number falls under."""
    return judgement.overruling.get(line_of(number, judgement.placed)) if judgement.overruling else None


def said_of(number: JudgedNumber, judgement: TableJudgement) -> Hint | None:
    """Return what the reporter said of a number's line, with the last month that a correction took from the table."""
    hint = overruling(number, judgement)
    if hint is None:
        return judgement.hint(number)
    return replace(hint, month=hint.month or _month_of_table(number, judgement)) if hint.span else hint


def overrule_metric(number: JudgedNumber, judgement: TableJudgement) -> bool:
    """Give a number the metric that the reporter names for its line; tell whether one was named."""
    hint = overruling(number, judgement)
    if hint is None or hint.metric is None:
        return False
    stated = None if number.is_metric_open else number.metric
    _note(number, judgement, "metric", stated or "", hint.metric)
    if hint.metric == NO_METRIC:
        number.set_aside("answered")
    else:
        number.metric = hint.metric
    return True


def overrule_role(number: JudgedNumber, judgement: TableJudgement) -> str:
    """Return what a number is for: as the reporter says of its line, else as its words do."""
    hint = overruling(number, judgement)
    if hint is None or hint.role is None:
        return number.role
    _note(number, judgement, "role", "ignored" if number.role == "answered" else number.role, hint.role)
    return "answered" if hint.role == "ignored" else hint.role


def overrule_span(span: Span | str, number: JudgedNumber, judgement: TableJudgement) -> Span | str:
    """Return the span with what the reporter says of it: what stretch the figures cover, or their last month."""
    hint = overruling(number, judgement)
    if hint is None or not (hint.span or hint.month) or number.metric is None:
        return span
    said = _said_span(hint, span, number, judgement)
    if said is None:
        _tell("answer-unused", number, judgement)
        return span
    _note(number, judgement, "span", span if isinstance(span, Span) else "", said)
    number.is_span_said = True
    if number.total_over == "periods":
        number.total_over = None
    return said


def overruled_unit(number: JudgedNumber, judgement: TableJudgement) -> str | None:
    """Return the unit that the reporter names for a number's line."""
    hint = overruling(number, judgement)
    return hint.unit if hint else None


def note_unit(number: JudgedNumber, judgement: TableJudgement, unit: str) -> None:
    """Keep that a unit was used in place of the printed one."""
    printed = number.meaning.units or judgement.placed.context.units
    _note(number, judgement, "unit", "、".join(printed), unit)


def note_due(number: JudgedNumber, judgement: TableJudgement, stated: str, said: str) -> None:
    """Keep which target a number was said to be, beside what the sheet says."""
    _note(number, judgement, "due", stated, said)


def tell_overruled(judgement: TableJudgement) -> None:
    """Say of every line that was corrected what the sheet says and what the reporter says instead."""
    for number, said in judgement.overruled.values():
        facts: dict[str, str] = {}
        differs = False
        for name, (stated, value) in said.items():
            if stated == value:
                continue
            differs = differs or bool(stated)
            facts |= _facts(name, value, "") | (_facts(name, stated, "stated_") if stated else {})
        if facts:
            _tell("answer-overrules" if differs else "answer-used", number, judgement, **facts)


def _tell(slug: str, number: JudgedNumber, judgement: TableJudgement, **facts: str) -> None:
    """Say it at the head of the line: of a row at its first figure, for several rows share one head."""
    placed = judgement.placed
    at = number.at if line_of(number, placed)[1] else judgement.head(number)
    judgement.tell(slug, at, text=header_of(number, placed) or placed.sheet.name, **facts)


def _said_span(hint: Hint, span: Span | str, number: JudgedNumber, judgement: TableJudgement) -> Span | None:
    placed, metric = judgement.placed, judgement.plan.metric(number.metric or "")
    months = months_of(judgement.plan, placed.context)
    period = resolve_period(number.meaning, placed.context)
    said = hint.month or _month_of_table(number, judgement)
    if said:
        year, month = int(said[:4]), int(said[5:7])
        period = Period(year, month, month)
    name = hint.span or (name_of(span) if isinstance(span, Span) else None)
    if name is None or period is None or period.year is None or name not in list_spans(metric, period):
        return None
    if not said and (period.first, period.last) == (1, 12) and name == "month" and not period.cutoff:
        return None  # a mere year names no month
    return span_named(name, period, months)


def _month_of_table(number: JudgedNumber, judgement: TableJudgement) -> str | None:
    """Return the last month that was answered for other columns of a table that leaves it open: all end with it."""
    stated = resolve_period(number.meaning, judgement.placed.context)
    if number.meaning.periods or not (stated is None or is_vague(stated, number, judgement.placed)):
        return None
    said = {one.month for one in (*judgement.hints.values(), *judgement.overruling.values()) if one.month}
    return said.pop() if len(said) == 1 else None


def name_of(span: Span) -> str | None:
    """Return what an answer calls a span; ``None`` for one that no answer names."""
    if span.basis in _NAMES:
        return _NAMES[span.basis]
    if span.start is None:
        return None
    length = 12 * (span.end.year - span.start.year) + span.end.month - span.start.month + (span.start.day == 1)
    return {1: "month", 3: "quarter"}.get(length)


def _note(number: JudgedNumber, judgement: TableJudgement, name: str, stated: object, said: object) -> None:
    if number.figure.state is CellState.BLANK:
        return
    line = line_of(number, judgement.placed)
    judgement.overruled.setdefault(line, (number, {}))[1].setdefault(name, (stated, said))


def _facts(name: str, value: object, prefix: str) -> dict[str, str]:
    if isinstance(value, Span):
        start = {f"{prefix}start": value.start.isoformat()} if value.start else {}
        return {f"{prefix}basis": value.basis.value, f"{prefix}last": value.end.isoformat(), **start}
    return {f"{prefix}{'printed_unit' if name == 'unit' else name}": str(value)}
