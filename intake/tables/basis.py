"""Which days a number covers, and whether it is an amount or a level (docs/arithmetic.md, the four bases)."""

import re
from dataclasses import dataclass, replace
from datetime import date

from intake.tables.surroundings import Context
from intake.words.periods import Period
from intake.words.vocabulary import Meaning
from metrics.observation import Basis
from metrics.plan import Metric, Plan

_MONTH = re.compile(r"[本当]月|月度|this month")
_SINCE = re.compile(r"年(?:以来|至今|起)")
_QUARTER = re.compile(r"[本当]季|this quarter")
AMBIGUOUS, UNKNOWN = "ambiguous-period", "unknown-period"


@dataclass(frozen=True, slots=True)
class Span:
    """A basis with its first and last day; `start` is ``None`` for `standing` and `since_start`."""

    basis: Basis
    start: date | None
    end: date


def resolve_period(label: Meaning, context: Context) -> Period | None:
    """Return the period a label stands for, its year taken from the table's surroundings."""
    if len(set(label.periods)) > 1:
        return None
    period = label.period or context.period
    if period is None or period.year is not None:
        return period
    outer = context.period
    if outer is not None and not outer.one_year:
        return _within(outer, period)
    year = context.year or context.only_year
    return replace(period, year=year) if year else None


def _within(outer: Period, period: Period) -> Period | None:
    """Return a bare month's only place in a span over several years; ``None`` when it has two."""
    years = range(outer.year, outer.last_year + 1) if outer.year and outer.last_year else ()
    fitting = [
        one for year in years if outer.start <= (one := replace(period, year=year)).start and one.end <= outer.end
    ]
    return fitting[0] if len(fitting) == 1 else None


def resolve_span(
    plan: Plan,
    metric: Metric,
    label: Meaning,
    context: Context,
    *,
    beside_year_to_date: bool = False,
    among_periods: bool = False,
) -> Span | str:
    """Return what span a number of `metric` under `label` covers, or the slug of what is unclear.

    `beside_year_to_date` tells that the same table has a year-to-date column of the metric;
    `among_periods` that the table states the metric for several periods.
    """
    period = resolve_period(label, context)
    if period is None:
        return (
            UNKNOWN
            if not label.periods and not context.periods
            else AMBIGUOUS
            if len(set(label.periods)) > 1
            else UNKNOWN
        )
    if not label.periods and context.lists_parts and context.names_year and (period.first, period.last) == (1, 12):
        return AMBIGUOUS
    if (context.clashes or context.unfinished) and not label.periods:
        return AMBIGUOUS
    if label.period and _outruns(label.period, period, context.title_period):
        return AMBIGUOUS
    if label.period and _is_whole_year(period) and _SINCE.search(label.text):
        outer = context.period
        return (
            year_to_date_span(plan, outer)
            if outer and outer.year == period.year and not _is_whole_year(outer)
            else AMBIGUOUS
        )
    bases = _bases(label, context)
    if (
        among_periods
        and not metric.kind.level
        and _is_amount_of_month(label)
        and bases == {"cumulative"} == context.bases
    ):
        return AMBIGUOUS
    if metric.kind.level:
        return _stock(plan, label, bases, period, context, among_periods)
    return _amount(plan, metric, label, bases, period, context, beside_year_to_date)


def _outruns(stated: Period, period: Period, title: Period | None) -> bool:
    """Whether a head names more than its table can hold: 12月 under 2020年1月, 2018年 beside 2019年 under 1—6月."""
    if title is None or title.year is None or _is_whole_year(title):
        return False
    if title.running and _is_whole_year(period):
        return True
    return (stated.year is None or _is_whole_year(period)) and period.end > title.end


def _is_whole_year(period: Period) -> bool:
    return (period.first, period.last) == (1, 12) and period.one_year and not period.cutoff


def _bases(label: Meaning, context: Context) -> frozenset[str]:
    bases = label.bases
    if not bases & {"year_to_date", "since_start"}:
        for word, meant in context.definitions:
            if word and word in label.text.replace(" ", ""):
                return meant
    return bases or context.bases - {"cumulative"} or context.bases


def _stock(
    plan: Plan, label: Meaning, bases: frozenset[str], period: Period, context: Context, among_periods: bool
) -> Span | str:
    if "since_start" in bases:
        return Span(Basis.SINCE_START, None, end_of(plan, period))
    if "year_to_date" in bases:
        return year_to_date_span(plan, period)
    if bases >= {"new", "cumulative"}:
        return year_to_date_span(plan, period) if period.running else AMBIGUOUS
    if bases & {"standing", "cumulative"}:
        if label.period and label.period.running and "standing" not in bases:
            return year_to_date_span(plan, period)
        return Span(Basis.STANDING, None, end_of(plan, period))
    if bases & {"during", "new"}:
        return _during(plan, label, bases, period)
    if period.cutoff or period.dated or (not among_periods and not period.running):
        return Span(Basis.STANDING, None, end_of(plan, period))
    return AMBIGUOUS


def _amount(
    plan: Plan,
    metric: Metric,
    label: Meaning,
    bases: frozenset[str],
    period: Period,
    context: Context,
    beside_year_to_date: bool,
) -> Span | str:
    if "since_start" in bases:
        return Span(Basis.SINCE_START, None, end_of(plan, period))
    if "year_to_date" in bases:
        return year_to_date_span(plan, period)
    if bases & {"during"} and "cumulative" in bases:
        return AMBIGUOUS
    if bases & {"cumulative", "standing"}:
        return _cumulative(plan, metric, label, period, context, beside_year_to_date)
    if bases & {"during", "new"}:
        return _during(plan, label, bases, period)
    if not metric.kind.adds_up and period.cutoff:
        return Span(Basis.STANDING, None, end_of(plan, period))
    if period.cutoff:
        in_a_year = label.period is not None and label.period.year is None
        return AMBIGUOUS if metric.kind.yearly or in_a_year else Span(Basis.SINCE_START, None, end_of(plan, period))
    if period.running:
        return year_to_date_span(plan, period)
    return whole_span(plan, period)


def _cumulative(
    plan: Plan, metric: Metric, label: Meaning, period: Period, context: Context, beside_year_to_date: bool
) -> Span | str:
    if not metric.kind.adds_up:
        return whole_span(plan, period) if not period.cutoff else Span(Basis.STANDING, None, end_of(plan, period))
    if not period.one_year:
        return AMBIGUOUS
    if period.cutoff and label.period and _in_named_year(context):
        return AMBIGUOUS if label.period.year else year_to_date_span(plan, period)
    if beside_year_to_date or (period.cutoff and metric.kind.cumulative):
        return AMBIGUOUS if metric.kind.yearly else Span(Basis.SINCE_START, None, end_of(plan, period))
    return AMBIGUOUS if period.cutoff else year_to_date_span(plan, period)


def _in_named_year(context: Context) -> bool:
    title = context.title_period
    return title is not None and title.one_year and not title.cutoff


def _during(plan: Plan, label: Meaning, bases: frozenset[str], period: Period) -> Span | str:
    if _MONTH.search(label.text):
        unfinished = period.cutoff and period.end != replace(period, day=None).end and plan.month_ends is None
        return (
            AMBIGUOUS
            if _is_whole_year(period) or unfinished or not period.one_year or _is_quarter(period)
            else whole_span(plan, month_of(period))
        )
    if _QUARTER.search(label.text):
        if period.last % 3 or not period.one_year:
            return AMBIGUOUS
        return whole_span(plan, replace(period, first=period.last - 2, day=None, cutoff=False, running=False))
    if period.running and bases == {"new"}:
        return year_to_date_span(plan, period)
    return AMBIGUOUS if period.cutoff or period.running else whole_span(plan, period)


def _is_amount_of_month(label: Meaning) -> bool:
    """Whether a head names a month alone: a 累计 of the title may mean it, or only what all months come to."""
    period = label.period
    return period is not None and not label.bases and period.first == period.last and not period.cutoff


def _is_quarter(period: Period) -> bool:
    return period.last - period.first == 2 and not period.running and not period.cutoff


def month_of(period: Period) -> Period:
    """Return the last month of a period."""
    return replace(period, first=period.last, day=None, cutoff=False, running=False)


def year_to_date_span(plan: Plan, period: Period) -> Span | str:
    """Return the span from 1 January to the period's end."""
    if not period.one_year:
        return AMBIGUOUS
    end = end_of(plan, period)
    start = replace(period, first=1, last=1, day=None).in_statistical_months(plan.month_ends)[0]
    return Span(Basis.YEAR_TO_DATE, start, end)


def whole_span(plan: Plan, period: Period) -> Span | str:
    """Return the span of an amount of exactly this period."""
    if not period.one_year:
        return AMBIGUOUS
    start, end = period.in_statistical_months(plan.month_ends)
    return Span(Basis.DURING, start, end)


def end_of(plan: Plan, period: Period) -> date:
    """Return the last day of a period, in the plan's statistical months."""
    return period.in_statistical_months(plan.month_ends)[1]
