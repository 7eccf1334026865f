"""Compose the charts that run along time from a progress and its series."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from briefing.amounts import as_decimal, axis_unit, completion_text, lead_text, status_text, title_name, unit_word
from briefing.charts import Bar, Cumulative, Mark, PeriodBars, Sparkline, Table, TableColumn, TimeValue
from briefing.places import place_name
from briefing.records import column, series_sources
from data.published import Published
from metrics.amounts import Amount
from metrics.months import list_month_ends
from metrics.plan import Kind, Metric, Plan, Target
from metrics.progress import Progress
from metrics.schedule import schedule_share, scheduled_amount
from metrics.series import Series
from wording.figures import day_text, figure, month_text, span_text
from wording.sentences import say


def chart_cumulative(
    progress: Progress, series: Series, lang: str, published: Sequence[Published] = (), demo: bool = False
) -> Cumulative:
    """Return the cumulative value of one place against the 序时 line of its target."""
    metric, place = progress.metric, place_name(progress.city, lang)
    actual = actual_line(progress, series)
    schedule = schedule_line(progress.plan, metric, progress.target)
    marks = tuple(
        Mark(say("chart.published", lang, day=one.printed), one.value, one.day, one.source) for one in published
    )
    target = progress.target and Mark(say("chart.target", lang), progress.target.value, progress.target.due)
    values = [point.value for point in (*actual, *schedule)] + [mark.value for mark in marks]
    unit = axis_unit(metric, values, lang)
    ratio = metric.kind is Kind.RATIO
    title = say(
        "chart.title-values" if ratio else "chart.title-cumulative", lang, place=place, metric=title_name(metric, lang)
    )
    return Cumulative(
        name=f"{title}_{progress.as_of:%Y%m%d}",
        title=title,
        unit=unit.label,
        scale=unit.scale,
        alternative=_cumulative_in_words(progress, actual, title, lang),
        notes=_series_notes(series, lang),
        table=_cumulative_table(metric, actual, progress, lang),
        sources=series_sources(series, metric, lang),
        lang=lang,
        demo=demo,
        actual=actual,
        schedule=schedule,
        stepped=metric.whole and metric.kind is Kind.STOCK,
        target=target,
        published=marks,
        names=(say("chart.value" if ratio else "chart.cumulative", lang), say("chart.schedule-line", lang)),
    )


def actual_line(progress: Progress, series: Series) -> tuple[TimeValue, ...]:
    """Return the totals that count towards the target, up to the as-of day.

    An annual metric is shown in its target's year; a flow whose target begins later than the
    counting is shown from there, less what had been reached before.
    """
    since = progress.target.start if progress.target else None
    annual, before = progress.metric.kind is Kind.ANNUAL, Decimal(0)
    last = series.latest(progress.as_of)
    if progress.metric.kind is Kind.FLOW and last and last.total is not None and progress.actual is not None:
        before = last.total - progress.actual
    return tuple(
        TimeValue(point.day, point.total - before, not point.at_least)
        for point in series.points
        if point.total is not None
        and point.day <= progress.as_of
        and (since is None or not (annual or before) or point.day >= since)
    )


def schedule_line(plan: Plan, metric: Metric, target: Target | None) -> tuple[TimeValue, ...]:
    """Return the amounts due at each month's end of the target's own span; none for a ratio."""
    if target is None or metric.kind is Kind.RATIO:
        return ()
    days = [target.start, *list_month_ends(target.start, target.due, plan.month_ends), target.due]
    return tuple(
        TimeValue(day, as_decimal(scheduled_amount(metric, target, schedule_share(plan, target, day))) or Decimal(0))
        for day in dict.fromkeys(days)
    )


def _cumulative_in_words(progress: Progress, actual: Sequence[TimeValue], title: str, lang: str) -> str:
    if not actual:
        return say("chart.alt-empty", lang, title=title)
    last, unit = actual[-1], progress.metric.unit
    return say(
        "chart.alt-cumulative",
        lang,
        title=title,
        day=day_text(last.day, lang),
        amount=figure(last.value, unit, lang),
        completion=completion_text(progress, lang),
        lead=lead_text(progress, lang),
        status=status_text(progress.status, lang),
    )


def _series_notes(series: Series, lang: str) -> tuple[str, ...]:
    notes = []
    if series.missing:
        months = say("chart.comma", lang).join(month_text(day, lang) for day in series.missing[:6])
        more = len(series.missing) > 6
        notes.append(
            say("chart.missing-more" if more else "chart.missing", lang, months=months, count=len(series.missing))
        )
    if series.baseline_unverified:
        notes.append(say("chart.baseline-unverified", lang))
    if series.disagreements:
        notes.append(say("chart.disagreements", lang, count=len(series.disagreements)))
    return tuple(notes)


def _cumulative_table(metric: Metric, actual: Sequence[TimeValue], progress: Progress, lang: str) -> Table:
    unit = unit_word(metric.unit, lang)
    columns = (
        TableColumn(say("chart.day", lang), "day"),
        column("chart.cumulative", unit, lang),
        column("chart.scheduled", unit, lang),
        TableColumn(say("chart.firm", lang)),
    )
    rows = []
    for point in actual:
        due = None
        if progress.target is not None and metric.kind is not Kind.RATIO:
            share = schedule_share(progress.plan, progress.target, point.day)
            due = as_decimal(scheduled_amount(metric, progress.target, share))
        rows.append((point.day, point.value, due, "" if point.firm else say("chart.least", lang)))
    return Table(columns, tuple(rows))


def chart_sparkline(progress: Progress, series: Series, lang: str) -> Sparkline:
    """Return the small line of a card."""
    actual = actual_line(progress, series)
    name = progress.metric.short.in_language(lang)
    return Sparkline(
        actual,
        schedule_line(progress.plan, progress.metric, progress.target),
        progress.target.value if progress.target else None,
        _cumulative_in_words(progress, actual, name, lang),
    )


def chart_periods(
    progress: Progress, series: Series, lang: str, required: Fraction | None = None, demo: bool = False
) -> PeriodBars:
    """Return the amounts by period, beside what is required in each month from now on.

    `required` is left out where the periods are not months: a monthly line over quarters would lie.
    """
    metric, place = progress.metric, place_name(progress.city, lang)
    amounts, others = _part_amounts([amount for amount in series.amounts if amount.end <= progress.as_of])
    bars = tuple(Bar(_period_label(a.start, a.end, lang), a.start, a.end, a.value, a.derived) for a in amounts)
    needed = as_decimal(ceil(required) if metric.whole else required) if required is not None else None
    monthly = all((bar.end - bar.start).days <= 31 for bar in bars)
    line = Mark(say("chart.required", lang), needed) if needed and needed > 0 and monthly and bars else None
    unit = axis_unit(metric, [bar.value for bar in bars] + ([line.value] if line else []), lang)
    word = unit_word(metric.unit, lang)
    title = say("chart.title-periods", lang, place=place, metric=title_name(metric, lang))
    columns = (
        TableColumn(say("chart.period", lang)),
        column("chart.amount", word, lang),
        TableColumn(say("chart.how-known", lang)),
    )
    rows = tuple(
        (span_text(b.start, b.end, lang), b.value, say("chart.derived" if b.derived else "chart.given", lang))
        for b in bars
    )
    return PeriodBars(
        name=f"{title}_{progress.as_of:%Y%m%d}",
        title=title,
        unit=unit.label,
        scale=unit.scale,
        alternative=_periods_in_words(bars, metric, title, lang),
        notes=_period_notes(bars, others, metric, lang),
        table=Table(columns, rows),
        sources=series_sources(series, metric, lang),
        lang=lang,
        demo=demo,
        bars=bars,
        required=line,
        names=(say("chart.given", lang), say("chart.derived", lang)),
    )


def _part_amounts(amounts: Sequence[Amount]) -> tuple[list[Amount], list[Amount]]:
    """Part the amounts that can stand side by side from those of fewer places over a period that overlaps them.

    When one place reports two months in one figure, the province has a bar for each month without it
    and this one besides: it would stand between them as if nearly nothing had been done.
    """
    kept: list[Amount] = []
    for amount in sorted(amounts, key=lambda one: (-one.cities, one.end - one.start)):
        if all(amount.end < one.start or one.end < amount.start for one in kept):
            kept.append(amount)
    return sorted(kept, key=lambda one: one.start), [one for one in amounts if one not in kept]


def _period_notes(bars: Sequence[Bar], others: Sequence[Amount], metric: Metric, lang: str) -> tuple[str, ...]:
    notes = [say("chart.derived-note", lang)] if 0 < sum(bar.derived for bar in bars) < len(bars) else []
    if others:
        told = say("chart.semicolon", lang).join(
            say(
                "chart.other-amount",
                lang,
                span=span_text(one.start, one.end, lang),
                count=one.cities,
                amount=figure(one.value, metric.unit, lang),
            )
            for one in others
        )
        notes.append(say("chart.other-amounts", lang, amounts=told))
    return tuple(notes)


def _period_label(start: date, end: date, lang: str) -> str:
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == 1 or (end - start).days <= 31:
        return f"{end:%Y-%m}"
    if months == 3 and start.day == 1 and start.month % 3 == 1:
        return f"{end.year}Q{end.month // 3}"
    if start.year == end.year:
        return f"{start:%Y-%m}/{end:%m}"
    return f"{start:%Y-%m}/{end:%Y-%m}"


def _periods_in_words(bars: Sequence[Bar], metric: Metric, title: str, lang: str) -> str:
    if not bars:
        return say("chart.alt-empty", lang, title=title)
    best, last = max(bars, key=lambda bar: bar.value), bars[-1]
    return say(
        "chart.alt-periods",
        lang,
        title=title,
        count=len(bars),
        best=span_text(best.start, best.end, lang),
        highest=figure(best.value, metric.unit, lang),
        last=span_text(last.start, last.end, lang),
        amount=figure(last.value, metric.unit, lang),
    )
