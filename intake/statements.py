"""From placed numbers to statements: metric, city, span and value of each, or the reason why not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from intake.basis import Span, resolve_period, resolve_span
from intake.context import Context
from intake.figures import State
from intake.findings import Finding
from intake.labels import Place
from intake.periods import Period
from intake.placing import Number, PlacedTable
from intake.roles import other_quantity, role_of
from intake.units import UnitProblem, scale
from intake.vocabulary import Vocabulary
from metrics.observation import Basis
from metrics.plan import Kind, Metric, Plan

#: A single city beyond this many times the province's target was read in a wrong unit.
SUSPECT_TIMES = 10
_DOUBTS = {State.ERROR: "error-cell", State.NO_VALUE: "formula-without-value", State.TEXT: "not-a-number", State.APPROXIMATE: "approximate-value"}


@dataclass(slots=True)
class Judgement:
    """Findings gathered while the numbers of one table are resolved."""

    placed: PlacedTable
    vocabulary: Vocabulary
    findings: list[Finding] = field(default_factory=list)
    _told: set[tuple[str, str]] = field(default_factory=set)

    @property
    def plan(self) -> Plan:
        return self.vocabulary.plan

    def tell(self, slug: str, at: tuple[int, int] | None, **facts: str) -> None:
        """Add a finding at a cell, once a place."""
        cell = self.placed.sheet.reference(*at) if at else ""
        if (slug, cell) not in self._told:
            self._told.add((slug, cell))
            self.findings.append(Finding(slug, self.placed.sheet.name, cell or None, facts))

    def head(self, number: Number) -> tuple[int, int]:
        """Return where the head of a number's column stands, or its row's label where there is no head."""
        heads = self.placed.table.heads
        return (heads[-1], number.column) if heads else (number.row, self.placed.table.columns[0])


def resolve_table(judgement: Judgement, city: str | None) -> None:
    """Resolve every number of a table; `city` is the reporter's own, where one was given."""
    placed = judgement.placed
    only = _only_metric(placed)
    for number in placed.numbers:
        if number.outcome is None:
            number.metric = _metric_of(number, placed.context, only)
    for number in placed.numbers:
        if number.outcome is None:
            _resolve_metric(number, judgement)
    for number in placed.numbers:
        if number.outcome is None:
            _resolve_place(number, judgement, city)
    _resolve_spans(placed, judgement)
    for number in placed.numbers:
        if number.outcome is None and number.role in ("actual", "target", "year-target"):
            _resolve_value(number, judgement)
    _tell_blanks(placed, judgement)


def _resolve_metric(number: Number, judgement: Judgement) -> None:
    meaning, context, metric = number.meaning, judgement.placed.context, number.metric
    known = judgement.plan.metric(metric) if metric else None
    number.role = role_of(number, context, is_ratio=known is not None and known.kind is Kind.RATIO)
    quantity = other_quantity(meaning.units)
    if number.role not in ("actual", "target", "year-target", "rate"):
        number.set_aside(number.role)
    elif quantity:
        number.set_aside(quantity)
    elif meaning.part or (context.part and not meaning.metrics):
        number.set_aside("part")
        if not _stands_beside_whole(number, judgement.placed):
            _tell_metric(number, judgement, metric)
    elif number.role != "rate" and (metric is None or meaning.rest):
        number.set_aside("unknown-metric")
        if number.figure.state is not State.BLANK:
            _tell_metric(number, judgement, metric)


def _only_metric(placed: PlacedTable) -> frozenset[str]:
    """Return the metric of a table whose heads name one only: it is meant under bare 目标, 累计 too."""
    named = {n.meaning.metrics for n in placed.numbers if n.meaning.metrics and not n.meaning.part and not n.meaning.rest}
    return named.pop() if len(named) == 1 else frozenset()


def _metric_of(number: Number, context: Context, only: frozenset[str]) -> str | None:
    metrics = number.meaning.metrics
    if not metrics and not number.meaning.rest:
        metrics = context.metrics or (only if number.meaning.roles or number.meaning.bases else frozenset())
    return next(iter(metrics)) if len(metrics) == 1 else None


def _stands_beside_whole(number: Number, placed: PlacedTable) -> bool:
    """A part is set aside quietly where the whole it belongs to stands in the same table."""
    return any(
        other.metric and not other.meaning.part and not other.meaning.rest and (other.column == number.column or other.row == number.row)
        for other in placed.numbers
    )


def _tell_metric(number: Number, judgement: Judgement, metric: str | None) -> None:
    if number.figure.state is State.BLANK:
        return
    labelled = number.row_label.meaning.rest or number.row_label.meaning.part
    at = (number.row, judgement.placed.table.columns[0]) if labelled else judgement.head(number)
    text = number.row_label.meaning.text if labelled else number.header
    name = judgement.plan.metric(metric).name.zh if metric else ""
    judgement.tell("unknown-metric", at, text=text.strip() or judgement.placed.sheet.name, meant=name)


def _resolve_place(number: Number, judgement: Judgement, own: str | None) -> None:
    placed = judgement.placed
    if number.total_over in ("places", "mixed") and not placed.district_city:
        return
    if placed.district_city:
        _resolve_district(number, placed)
        _tell_foreign_district(number, judgement)
    elif number.place is Place.DISTRICT:
        number.set_aside("district")
    elif number.place is Place.UNKNOWN:
        name = (number.row_label if number.row_label.place else number.column_label).name
        if number.figure.state not in (State.BLANK, State.NOT_REPORTED):
            at = (number.row_label if number.row_label.place else number.column_label).at
            judgement.tell("unknown-city", at, text=name, meant=judgement.vocabulary.suggest_city(name) or "")
        number.set_aside("unknown-city")
    elif number.place is not Place.CITY:
        _city_of_context(number, judgement, own)
    if own and number.city and number.city != own and number.outcome is None:
        judgement.tell("outside-own-city", number.row_label.at or number.column_label.at or judgement.head(number), city=number.city)
        number.set_aside("outside-own-city")


def _resolve_district(number: Number, placed: PlacedTable) -> None:
    if number.total_over == "places":
        if number.place is Place.SUBTOTAL:
            return
        number.total_over, number.place = "districts", None
    elif number.place in (Place.DISTRICT, Place.CITY) and number.city != placed.district_city:
        number.reason = "district"
    number.city = placed.district_city


def _tell_foreign_district(number: Number, judgement: Judgement) -> None:
    """A district of another city has no place among those of this one."""
    label = number.row_label if number.row_label.place else number.column_label
    home = judgement.placed.district_city
    if number.is_district and label.districts and not any(code == "own" or judgement.vocabulary.city_of_district(code) == home for code in label.districts):
        judgement.tell("outside-own-city", label.at, city=label.name)
        number.reason = None
        number.set_aside("outside-own-city")


def _city_of_context(number: Number, judgement: Judgement, own: str | None) -> None:
    context = judgement.placed.context
    if len(context.cities) == 1 and not context.district:
        number.city = context.cities[0]
    elif not context.cities and not context.district and own:
        number.city = own
    elif number.metric and not context.cities and not context.district and _is_provincial(number.metric, judgement.plan):
        number.city = judgement.plan.province
    else:
        if number.figure.state is State.NUMBER:
            text = context.district or number.row_label.name or judgement.placed.sheet.name
            judgement.tell("unknown-city", (number.row, judgement.placed.table.columns[0]), text=text, meant="")
        number.set_aside("unknown-city")


def _is_provincial(metric: str, plan: Plan) -> bool:
    """The province alone reports it: a table that names no place speaks of the whole."""
    return plan.metric(metric).reporters == (plan.province,)


def _resolve_spans(placed: PlacedTable, judgement: Judgement) -> None:
    periods: dict[str | None, set] = defaultdict(set)
    year_to_date: set[str | None] = set()
    for number in placed.numbers:
        if number.outcome is None and number.role == "actual":
            if number.meaning.period:
                periods[number.metric].add(number.meaning.period)
            if "year_to_date" in number.meaning.bases or (number.meaning.period and number.meaning.period.running):
                year_to_date.add(number.metric)
    for number in placed.numbers:
        if number.outcome or number.role != "actual" or number.metric is None or number.figure.state is State.BLANK:
            continue
        span = _span(number, placed, judgement.plan, number.metric in year_to_date, len(periods[number.metric]) > 1)
        if isinstance(span, Span):
            number.span = span
        elif number.total_over not in ("places", "periods", "mixed"):
            number.set_aside(span)
            judgement.tell(span, judgement.head(number), text=number.header or number.meaning.text or placed.sheet.name)


def _span(number: Number, placed: PlacedTable, plan: Plan, beside_year_to_date: bool, among_periods: bool) -> Span | str | None:
    metric, context, meaning = plan.metric(number.metric), placed.context, number.meaning
    if meaning.whole and not meaning.periods and "全年" in meaning.text and context.year:
        whole = Period(context.year, 1, 12)
        return Span(Basis.DURING, *whole.in_statistical_months(plan.month_ends))
    plain_cumulative = meaning.bases == {"cumulative"} and not meaning.period
    return resolve_span(plan, metric, meaning, context, beside_year_to_date=beside_year_to_date and plain_cumulative, among_periods=among_periods)


def _resolve_value(number: Number, judgement: Judgement) -> None:
    if number.figure.state is not State.NUMBER:
        if number.figure.state in _DOUBTS and number.total_over in (None, "districts") and number.metric:
            judgement.tell(_DOUBTS[number.figure.state], (number.row, number.column), raw=_raw(number))
            number.set_aside(_DOUBTS[number.figure.state])
        return
    metric = judgement.plan.metric(number.metric) if number.metric else None
    if metric is None or number.total_over in ("places", "mixed"):
        return
    amount = scale(metric, number.figure, number.meaning.units, judgement.placed.context.units, number.cell.decimals)
    if isinstance(amount, UnitProblem):
        _refuse(number, judgement, "unit-suspect", unit=amount.unit, metric=metric.id)
    elif _is_suspect(amount.value, metric):
        _refuse(number, judgement, "unit-suspect", unit="、".join(number.meaning.units), metric=metric.id)
    elif amount.value < 0 and number.role == "actual" and number.span and number.span.basis is Basis.DURING:
        judgement.tell("amount-reduced", (number.row, number.column), raw=_raw(number))
        number.value, number.step = amount.value, amount.step
    elif amount.value < 0:
        _refuse(number, judgement, "negative-value")
    elif metric.whole and amount.value != amount.value.to_integral_value():
        _refuse(number, judgement, "not-whole", unit=metric.unit)
    else:
        number.value, number.step = amount.value, amount.step


def _is_suspect(value, metric: Metric) -> bool:
    largest = max((target.value for target in metric.targets), default=None)
    return largest is not None and metric.kind is not Kind.RATIO and value > SUSPECT_TIMES * largest


def _refuse(number: Number, judgement: Judgement, slug: str, **facts: str) -> None:
    judgement.tell(slug, (number.row, number.column), raw=_raw(number), **facts)
    number.set_aside(slug)


def _raw(number: Number) -> str:
    return number.cell.text if number.cell else ""


def _tell_blanks(placed: PlacedTable, judgement: Judgement) -> None:
    """未报 is said for each empty place of a column (or period) that others have filled, or of an empty form."""
    filled = {number.column for number in placed.numbers if number.figure.state is State.NUMBER}
    for number in placed.numbers:
        blank = number.figure.state is State.BLANK and (number.column in filled or not filled)
        said = number.figure.state in (State.NOT_REPORTED, State.NOT_APPLICABLE)
        named = number.city is not None and number.metric is not None and number.role == "actual" and number.outcome is None and not number.is_district
        if named and (blank or said) and number.total_over is None and not _is_future(number, judgement):
            judgement.tell("not-reported", (number.row, number.column), raw=_raw(number), city=number.city, metric=number.metric)


def _is_future(number: Number, judgement: Judgement) -> bool:
    """An empty month after the table's last filled one is not due yet."""
    period = resolve_period(number.meaning, judgement.placed.context)
    if period is None or period.year is None or not number.meaning.periods:
        return False
    ends = _filled_ends(judgement.placed.numbers)
    return bool(ends) and period.end > max(ends)


def _filled_ends(numbers: Iterable[Number]) -> list[date]:
    return [number.span.end for number in numbers if number.span and number.figure.state is State.NUMBER]


