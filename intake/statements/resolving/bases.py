"""Which days a number covers, and whether it is an amount or a level (docs/arithmetic.md, the four bases)."""

import re
from dataclasses import replace
from datetime import timedelta

from intake.statements.spans import AMBIGUOUS, UNKNOWN, Months, Span, month_of, months_of, resolve_period
from intake.tables.surroundings import Context
from intake.words.characters import compact
from intake.words.periods import OPEN, Period
from intake.words.vocabulary import Meaning
from metrics.observation import Basis
from metrics.plan import Metric, Plan

_MONTH = re.compile(r"[本当]月|(?:this|current|in the) month")
_WITHIN_MONTH = re.compile(r"[本当][周旬日]")
_QUARTER = re.compile(r"[本当]季|(?:this|current|in the) quarter")


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
        return AMBIGUOUS if len(set(label.periods)) > 1 else UNKNOWN
    months = months_of(plan, context)
    if not label.periods and context.lists_parts and context.names_year and (period.first, period.last) == (1, 12):
        return AMBIGUOUS
    if (context.clashes or context.unfinished) and not label.periods:
        return AMBIGUOUS
    if label.period and _outruns(label.period, period, context.title_period):
        return AMBIGUOUS
    if label.period and _is_cut_within(label.period, period, context.period):
        return AMBIGUOUS
    bases, begins = _bases(label, context)
    if begins and "standing" in label.bases and not metric.kind.level:
        return AMBIGUOUS  # 存量2017年12月以来累计
    if begins:
        return _since(plan, begins, period, months)
    if (
        among_periods
        and not metric.kind.level
        and _is_amount_of_month(label)
        and bases == {"cumulative"} == context.bases
    ):
        return AMBIGUOUS
    if metric.kind.level:
        return _stock(label, bases - {"total"} or _standing(bases), period, months, among_periods)
    return _amount(metric, label, bases - {"total"}, period, months, context, beside_year_to_date)


def _standing(bases: frozenset[str]) -> frozenset[str]:
    """A bare 总数 is the level of a stock, and nothing about an amount."""
    return frozenset({"standing"}) if "total" in bases else bases


def _since(plan: Plan, begins: tuple[Period, ...], period: Period, months: Months) -> Span | str:
    """Return the span of what is counted since a day that is named: the plan's beginning, or that of the year."""
    if len(set(begins)) > 1 or begins[0].last == OPEN or not period.one_year:
        return AMBIGUOUS
    named = begins[0].within(period.end.year)
    if begins[0].year is not None and _is_start(plan, named):
        return Span(Basis.SINCE_START, None, months.end_of(period))
    if named.year == period.end.year and named.first == 1 and named.since is None and not period.whole_year:
        return months.year_to_date(period)
    return AMBIGUOUS


def _is_start(plan: Plan, named: Period) -> bool:
    """Whether a named beginning is the plan's: its day or the one after it, its month or the one that this opens."""
    if (named.first, named.last) == (1, 12) and named.since is None:
        return (plan.start.month, plan.start.day) == (1, 1) and named.year == plan.start.year
    opened = plan.start + timedelta(days=1)
    return named.start in (plan.start, opened, plan.start.replace(day=1))


def _is_cut_within(stated: Period, period: Period, outer: Period | None) -> bool:
    """Whether a head names the month in which its table is cut off: 6月新增 under 截至6月16日."""
    return (
        outer is not None
        and outer.year is not None
        and outer.last != OPEN
        and outer.since is None
        and outer.ends_within_month
        and stated.is_of_months
        and (period.end.year, period.last) == (outer.end.year, outer.last)
    )


def _outruns(stated: Period, period: Period, title: Period | None) -> bool:
    """Whether a head names more than its table can hold: 12月 under 2020年1月, 2018年 beside 2019年 under 1—6月."""
    if title is None or title.year is None or title.whole_year:
        return False
    if title.running and period.whole_year:
        return True
    return (stated.year is None or period.whole_year) and period.end > title.end


def _bases(label: Meaning, context: Context) -> tuple[frozenset[str], tuple[Period, ...]]:
    """Return the bases that a label has, and since when it counts where that is named."""
    if label.begins:
        return label.bases, label.begins
    if not label.bases & {"year_to_date", "since_start"}:
        for word, meant in context.definitions:
            if word and word in label.text.replace(" ", ""):
                return (meant.bases - {"cumulative"} or label.bases), meant.begins
    own_year = label.period is not None and label.period.running  # 累计（1—10月） has its own beginning
    bases = label.bases or (frozenset() if own_year else context.bases - {"cumulative"} or context.bases)
    return bases, context.begins if bases <= {"cumulative", "total"} and not own_year else ()


def _stock(label: Meaning, bases: frozenset[str], period: Period, months: Months, among_periods: bool) -> Span | str:
    if "since_start" in bases:
        return Span(Basis.SINCE_START, None, months.end_of(period))
    if "year_to_date" in bases:
        return months.year_to_date(period)
    if bases >= {"new", "cumulative"}:
        return months.year_to_date(period) if period.running else AMBIGUOUS
    if bases & {"standing", "cumulative"}:
        if label.period and label.period.running and "standing" not in bases:
            return months.year_to_date(period)
        return Span(Basis.STANDING, None, months.end_of(period))
    if bases & {"during", "new"}:
        return _during(label, bases, period, months)
    if period.cutoff or period.dated or (not among_periods and not period.running):
        return Span(Basis.STANDING, None, months.end_of(period))
    return AMBIGUOUS


def _amount(
    metric: Metric,
    label: Meaning,
    bases: frozenset[str],
    period: Period,
    months: Months,
    context: Context,
    beside_year_to_date: bool,
) -> Span | str:
    if "standing" in label.bases and label.bases & {"year_to_date", "since_start", "during"}:
        return AMBIGUOUS  # 存量年初以来: of an amount nothing stands
    if "since_start" in bases:
        return Span(Basis.SINCE_START, None, months.end_of(period))
    if "year_to_date" in bases:
        return months.year_to_date(period)
    if bases & {"during"} and "cumulative" in bases:
        return AMBIGUOUS
    if bases & {"cumulative", "standing"}:
        return _cumulative(metric, label, period, months, context, beside_year_to_date)
    if bases & {"during", "new"}:
        return _during(label, bases, period, months)
    if not metric.kind.adds_up and period.cutoff:
        return Span(Basis.STANDING, None, months.end_of(period))
    if period.cutoff:
        in_a_year = label.period is not None and (label.period.year is None or context.names_year)
        return AMBIGUOUS if metric.kind.yearly or in_a_year else Span(Basis.SINCE_START, None, months.end_of(period))
    if period.running:
        return months.year_to_date(period)
    return months.whole(period)


def _cumulative(
    metric: Metric, label: Meaning, period: Period, months: Months, context: Context, beside_year_to_date: bool
) -> Span | str:
    if not metric.kind.adds_up:
        return months.whole(period) if not period.cutoff else Span(Basis.STANDING, None, months.end_of(period))
    if not period.one_year:
        return AMBIGUOUS
    if period.cutoff and label.period and _in_named_year(context):
        return AMBIGUOUS if label.period.year else months.year_to_date(period)
    if beside_year_to_date or (period.cutoff and metric.kind.cumulative):
        return AMBIGUOUS if metric.kind.yearly else Span(Basis.SINCE_START, None, months.end_of(period))
    return AMBIGUOUS if period.cutoff else months.year_to_date(period)


def _in_named_year(context: Context) -> bool:
    title = context.title_period
    return title is not None and title.one_year and not title.cutoff


def _during(label: Meaning, bases: frozenset[str], period: Period, months: Months) -> Span | str:
    text = compact(label.text).lower()
    if _MONTH.search(text):
        if (
            (period.whole_year and not period.running)
            or not period.one_year
            or _is_quarter(period)
            or not _closes_month(period, months)
        ):
            return AMBIGUOUS
        return months.whole(period if period.closes else month_of(period))
    if _WITHIN_MONTH.search(text) and period.is_of_months:
        return AMBIGUOUS
    if _QUARTER.search(text):
        if period.last % 3 or not period.one_year or not _closes_month(period, months):
            return AMBIGUOUS
        return months.whole(replace(period, first=period.last - 2, day=None, cutoff=False, running=False))
    if period.running and bases == {"new"}:
        return months.year_to_date(period)
    return AMBIGUOUS if period.cutoff or period.running else months.whole(period)


def _closes_month(period: Period, months: Months) -> bool:
    """Whether a period ends with a month, so that its month is whole."""
    if period.closes is not None or period.is_of_months:
        return True
    return period.since is None and (not period.ends_within_month or period.day == months.ends)


def _is_amount_of_month(label: Meaning) -> bool:
    """Whether a head names a month alone: a 累计 of the title may mean it, or only what all months come to."""
    period = label.period
    return period is not None and not label.bases and period.first == period.last and not period.cutoff


def _is_quarter(period: Period) -> bool:
    return period.last - period.first == 2 and not period.running and not period.cutoff
