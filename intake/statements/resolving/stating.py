"""From placed numbers to statements: metric, city, span and value of each, or the reason why not."""

from collections import defaultdict

from intake.statements.answering.answers import answer_metric, answer_span, answer_target
from intake.statements.answering.overruling import overrule_role, overruling, said_of, tell_overruled
from intake.statements.judging import TableJudgement
from intake.statements.resolved import ACTUAL, TARGETS, JudgedNumber, ResolvedFigure, ResolvedNumber
from intake.statements.resolving.bases import resolve_span
from intake.statements.resolving.grounds import list_grounds
from intake.statements.resolving.places import resolve_place
from intake.statements.resolving.proving import prove_spans
from intake.statements.resolving.roles import other_quantity, role_of
from intake.statements.resolving.states import choose_stages, choose_states, set_earlier_years_aside
from intake.statements.resolving.values import (
    doubt_beside_scaled,
    doubt_unprinted_units,
    resolve_value,
    tell_blanks,
    tell_pairs,
)
from intake.statements.spans import Span
from intake.tables.placed import PlacedTable
from intake.tables.surroundings import Context
from intake.words.figures import CellState
from intake.words.lexicon import UNITS
from intake.words.periods import Period
from metrics.observation import Basis
from metrics.plan import Metric, Plan


def resolve_table(judgement: TableJudgement, city: str | None) -> None:
    """Resolve every number of a table; `city` is the reporter's own, where one was given."""
    placed, numbers = judgement.placed, judgement.numbers
    choose_stages(judgement)
    only = _only_metric(placed)
    for number in numbers:
        if number.outcome is None:
            number.metric = _metric_of(number, placed.context, only, judgement.plan)
    for number in numbers:
        if number.outcome is None:
            _resolve_metric(number, judgement)
    choose_states(judgement)
    set_earlier_years_aside(judgement)
    for number in numbers:
        if number.outcome is None:
            _resolve_cell(number, judgement)
    for number in numbers:
        if number.outcome is None:
            resolve_place(number, judgement, city)
    _resolve_spans(judgement)
    for number in numbers:
        if number.outcome is None and number.role in (ACTUAL, *TARGETS):
            resolve_value(number, judgement)
    doubt_unprinted_units(judgement)
    doubt_beside_scaled(judgement)
    prove_spans(judgement)
    for number in numbers:
        if number.open and number.metric and number.role in TARGETS:
            answer_target(number, judgement)
    tell_overruled(judgement)
    tell_blanks(judgement)
    tell_pairs(judgement)
    judgement.numbers = [_resolved(number, judgement) for number in numbers]


def _resolved(number: JudgedNumber, judgement: TableJudgement) -> JudgedNumber:
    """Return the figure or target that a number is, where nothing of it is left open; else the number itself."""
    if number.outcome is not None or not number.metric or not number.city or number.amount is None:
        return number
    if number.role in TARGETS:
        return ResolvedNumber.of(number)
    if number.role != ACTUAL or number.span is None:
        return number
    hint = said_of(number, judgement)
    return ResolvedFigure.of(number, grounds=list_grounds(number, judgement.placed, judgement.vocabulary, hint))


def _resolve_metric(number: JudgedNumber, judgement: TableJudgement) -> None:
    meaning, context = number.meaning, judgement.placed.context
    answered = answer_metric(number, judgement)
    metric = number.metric
    known = judgement.plan.metric(metric) if metric else None
    number.role = role_of(number, context, is_ratio=known is not None and not known.kind.adds_up)
    number.role = overrule_role(number, judgement)
    quantity = other_quantity(meaning.units)
    if number.role not in (ACTUAL, *TARGETS, "rate"):
        if number.role == "unknown-period":
            at = (number.row, next(column.index for column in judgement.placed.columns if column.kind == "period"))
            judgement.tell("unknown-period", at, text=judgement.text_at(at))
        number.set_aside(number.role)
    elif (overruled := overruling(number, judgement)) and metric and (overruled.metric or overruled.role):
        return  # the reporter has seen the head
    elif quantity:
        number.set_aside(quantity)
    elif meaning.part or _narrowed(meaning.metrics, known, context):
        number.set_aside("part")
        if not meaning.part or not _stands_beside_whole(number, judgement):
            _tell_metric(number, judgement, metric)
    elif number.role != "rate" and not answered and (metric is None or meaning.rest not in ("", "培训")):
        number.set_aside("unknown-metric")
        if number.figure.state is not CellState.BLANK:
            _tell_metric(number, judgement, metric)


def _resolve_cell(number: JudgedNumber, judgement: TableJudgement) -> None:
    """Set aside what one cell says of several places, periods or metrics; tell a part that stands behind its whole."""
    if number.merged_over and number.figure.state is CellState.NUMBER:
        judgement.tell("merged-figure", number.at, raw=number.cell.text, names="、".join(number.merged_over))
        number.set_aside("merged-figure")
    elif number.part_in_cell:
        judgement.tell(
            "part-in-cell", number.at, raw=number.cell.text, whole=str(number.figure.value), part=number.part_in_cell
        )


def _narrowed(stated: frozenset[str], metric: Metric | None, context: Context) -> bool:
    """Whether the table's title narrows the metric to some of the people or bases."""
    if metric is None or not metric.kind.adds_up:
        return False
    return context.part or (context.qualified and not stated)


def _only_metric(placed: PlacedTable) -> frozenset[str]:
    """Return the metric of a table whose heads name one only: it is meant under bare 目标, 累计 too."""
    named = {
        n.meaning.metrics for n in placed.numbers if n.meaning.metrics and not n.meaning.part and not n.meaning.rest
    }
    return named.pop() if len(named) == 1 else frozenset()


def _only_counted_in(unit: str, plan: Plan) -> str | None:
    metrics = [metric.id for metric in plan.metrics if metric.unit == unit]
    return metrics[0] if len(metrics) == 1 else None


def _metric_of(number: JudgedNumber, context: Context, only: frozenset[str], plan: Plan) -> str | None:
    metrics = number.meaning.metrics
    if not metrics and number.meaning.rest == "培训" and any(UNITS[unit][0] == "人次" for unit in number.meaning.units):
        return _only_counted_in("人次", plan)
    if not metrics and not number.meaning.rest:
        metrics = context.metrics or (only if number.meaning.roles or number.meaning.bases else frozenset())
    return next(iter(metrics)) if len(metrics) == 1 else None


def _stands_beside_whole(number: JudgedNumber, judgement: TableJudgement) -> bool:
    """A part is set aside quietly where the whole it belongs to stands in the same table."""
    return any(
        other.metric
        and not other.meaning.part
        and not other.meaning.rest
        and (other.column == number.column or other.row == number.row)
        for other in judgement.numbers
    )


def _tell_metric(number: JudgedNumber, judgement: TableJudgement, metric: str | None) -> None:
    if number.figure.state is CellState.BLANK:
        return
    labelled = number.row_label.meaning.rest or number.row_label.meaning.part
    at = (number.row, judgement.placed.table.columns[0]) if labelled else judgement.head(number)
    text = number.row_label.meaning.text if labelled else number.header
    name = judgement.plan.metric(metric).name.zh if metric else ""
    judgement.tell("unknown-metric", at, text=text.strip() or judgement.placed.sheet.name, meant=name)


def _resolve_spans(judgement: TableJudgement) -> None:
    periods: dict[str | None, set] = defaultdict(set)
    year_to_date: set[str | None] = set()
    for number in judgement.numbers:
        if number.outcome is None and number.role == ACTUAL:
            if number.meaning.period:
                periods[number.metric].add(number.meaning.period)
            if "year_to_date" in number.meaning.bases or (number.meaning.period and number.meaning.period.running):
                year_to_date.add(number.metric)
    for number in judgement.numbers:
        if number.outcome or number.role != ACTUAL or number.metric is None or number.figure.state is CellState.BLANK:
            continue
        metric = judgement.plan.metric(number.metric)
        span = _span(number, metric, judgement, metric.id in year_to_date, len(periods[metric.id]) > 1)
        span = answer_span(span, number, judgement)
        if isinstance(span, Span):
            number.span = span
        elif number.total_over not in ("places", "periods", "mixed"):
            number.set_aside(span)
            text = number.header or number.meaning.text or judgement.placed.sheet.name
            judgement.tell(span, judgement.head(number), text=text)


def _span(
    number: JudgedNumber, metric: Metric, judgement: TableJudgement, beside_year_to_date: bool, among_periods: bool
) -> Span | str:
    plan, context, meaning = judgement.plan, judgement.placed.context, number.meaning
    if meaning.whole and not meaning.periods and "全年" in meaning.text and context.year:
        whole = Period(context.year, 1, 12)
        return Span(Basis.DURING, *whole.in_statistical_months(plan.month_ends))
    plain_cumulative = meaning.bases == {"cumulative"} and not meaning.period
    return resolve_span(
        plan,
        metric,
        meaning,
        context,
        beside_year_to_date=beside_year_to_date and plain_cumulative,
        among_periods=among_periods,
    )
